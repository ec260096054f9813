"""The engine: any measure over any period, for every screen, report and command alike."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from importlib import import_module
from typing import TYPE_CHECKING, cast

from adviser_tui.errors import InputError
from adviser_tui.paths import profiles_dir
from adviser_tui.services.desk import Desk
from adviser_tui.services.measures.closing import (
    WEEKLY,
    closed_by_others,
    closed_figures,
    words_to_keep,
)
from adviser_tui.services.measures.figure import (
    Component,
    Counts,
    Figure,
    Measured,
    Ref,
    with_unsynced,
)
from adviser_tui.services.measures.period import Period
from adviser_tui.services.measures.saying import left_out_said
from adviser_tui.services.measures.scene import Scene, Whose

if TYPE_CHECKING:
    from seed.profile_rules import Profile

_HERE = "adviser_tui.services.measures"


@dataclass(frozen=True, slots=True)
class Measure:
    """One measure: what it is called, which parts of the work it is about, where it is reckoned."""

    id: str
    title: str
    components: tuple[Component, ...]
    module: str

    def counts(self, scene: Scene) -> Counts:
        """Reckon it; its module is brought in only now."""
        reckon = cast("Callable[[Scene], Counts]", import_module(f"{_HERE}.{self.module}").measure)
        return reckon(scene)


_FOR_THEIR_COACH = frozenset({"M9.parked"})
"""Figures of which nobody but a person's own coach is told who is behind them (section 5)."""
_EC, _IC = Component.EMPLOYER, Component.INTERNAL
_CC, _XC = Component.CITIZEN, Component.ACROSS
MEASURES: tuple[Measure, ...] = (
    Measure("M1", "Employer contacts", (_EC,), "employer_contact"),
    Measure("M2", "Weekly target", (_EC,), "weekly_target"),
    Measure("M3", "Time out of the office", (_CC, _EC), "field_time"),
    Measure("M4", "Job matches", (_EC, _CC), "job_matches"),
    Measure("M5", "First time right", (_EC,), "first_time_right"),
    Measure("M6", "Repeat business", (_EC,), "repeat_business"),
    Measure("M7", "Employer contact load", (_XC,), "contact_load"),
    Measure("M8", "Follow-ups and promises kept", (_EC, _CC), "keeping"),
    Measure("M9", "Fair access", (_CC,), "fair_access"),
    Measure("M10", "Sustained outcomes", (_CC,), "sustained"),
    Measure("M11", "Job quality", (_EC,), "job_quality"),
    Measure("M12", "Rapid start", (_CC,), "rapid_start"),
    Measure("M13", "Caseload", (_CC,), "caseload"),
    Measure("M14", "Employer and job diversity", (_EC,), "diversity"),
    Measure("M15", "Cooperation", (_IC, _XC), "cooperation"),
)
BY_ID: Mapping[str, Measure] = {each.id: each for each in MEASURES}


class Measures:
    """Every measure of one caseload."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def measure(
        self,
        measure_id: str,
        period: Period | None = None,
        whose: Whose | None = None,
        profile: "Profile | None" = None,
    ) -> Measured:
        """Return one measure, of this week and oneself unless something else is asked for."""
        found = BY_ID.get(measure_id.strip().upper())
        if found is None:
            raise InputError(
                f"There is no measure “{measure_id[:20]}”. They are M1 to M15, or all.", "measure"
            )
        return self._measured(found, self.scene(period, whose, profile))

    def all(
        self,
        period: Period | None = None,
        whose: Whose | None = None,
        profile: "Profile | None" = None,
        only: Iterable[str] | None = None,
    ) -> tuple[Measured, ...]:
        """Return every measure, or only some; what several need is read once."""
        return self.of_scene(self.scene(period, whose, profile), only)

    def of_scene(self, scene: Scene, only: Iterable[str] | None = None) -> tuple[Measured, ...]:
        """Return every measure of one look at the records, or only some."""
        wanted = set(BY_ID) if only is None else set(only)
        return tuple(self._measured(each, scene) for each in MEASURES if each.id in wanted)

    def waiting(self, scene: Scene) -> frozenset[str]:
        """Return the ids of the rows with a change that the hub has not confirmed."""
        return scene.once("waiting", self._waiting)

    def scene(
        self,
        period: Period | None = None,
        whose: Whose | None = None,
        profile: "Profile | None" = None,
    ) -> Scene:
        """Return what measures are reckoned from: one look at one period."""
        desk = self._desk
        period = period or Period.week_of(desk.today)
        return Scene(
            desk.database,
            period,
            whose or self.myself(),
            profile or self.profile(period.last),
            desk.local_now,
            desk.settings.region,
        )

    def myself(self) -> Whose:
        """Return whoever works here."""
        return Whose((self._desk.me,), self.name_of(self._desk.me))

    def team(self) -> Whose:
        """Return everybody of one's own team."""
        rows = self._desk.database.rows(
            "SELECT id, team FROM adviser WHERE void_reason IS NULL AND team = "
            "(SELECT team FROM adviser WHERE id = ?) ORDER BY name, id",
            (self._desk.me,),
        )
        team = str(rows[0]["team"]) if rows else ""
        return Whose(tuple(str(row["id"]) for row in rows), team or "the team", is_team=True)

    def name_of(self, adviser_id: str) -> str:
        """Return what an adviser is called."""
        row = self._desk.database.row("SELECT name FROM adviser WHERE id = ?", (adviser_id,))
        return str(row["name"]) if row else ""

    def profile(self, on: date | None = None) -> "Profile":
        """Return the rules of the programme that is worked in, as they stand on a day."""
        from seed.profiles import profile_of

        desk = self._desk
        return profile_of(
            desk.setting("programme"), on or desk.today, profiles_dir(desk.database.folder)
        )

    def describe(self, refs: Iterable[Ref]) -> tuple[str, ...]:
        """Return each row behind a figure in words, in the same order."""
        from adviser_tui.services.measures.describing import describe

        return describe(self._desk.database, tuple(refs))

    def _measured(self, measure: Measure, scene: Scene) -> Measured:
        counts = measure.counts(scene)
        if scene.whose.advisers != (self._desk.me,):
            counts = _without_names(counts)
        waiting = self.waiting(scene)
        closed = closed_figures(scene)
        return Measured(
            id=measure.id,
            title=measure.title,
            components=measure.components,
            period=scene.period,
            whose=scene.whose.name,
            as_of=scene.now,
            profile=scene.profile.label,
            figures=tuple(_held_to(each, closed, waiting) for each in counts.figures),
            companions=tuple(_held_to(each, closed, waiting) for each in counts.companions),
            notes=(*counts.notes, *_other_rules(measure.id, scene), *_trouble(scene)),
            is_off=counts.is_off,
        )

    def _waiting(self) -> frozenset[str]:
        """Return the rows with a change that the hub has not confirmed; none without a hub."""
        if not self._desk.is_in_team:
            return frozenset()
        rows = self._desk.database.rows(
            "SELECT DISTINCT row_id FROM change_record WHERE status = 0"
        )
        return frozenset(str(row["row_id"]) for row in rows)


def _without_names(counts: Counts) -> Counts:
    """Return a colleague's or a team's figures without those whom their own coach alone sees."""
    return replace(counts, figures=tuple(_unnamed(each) for each in counts.figures))


def _unnamed(figure: Figure) -> Figure:
    if figure.key not in _FOR_THEIR_COACH:
        return figure
    out = left_out_said(figure.left_out)
    note = f"by name for their own coach alone{f'; not counted: {out}' if out else ''}"
    return replace(figure, rows=(), others=(), left_out=(), note=note)


def _held_to(figure: Figure, closed: Mapping[str, str], waiting: frozenset[str]) -> Figure:
    """Return a figure with what is not confirmed of it, and what it said when the week closed."""
    was = closed.get(figure.key, "")
    figure = with_unsynced(figure, waiting)
    return replace(figure, was=was) if was and was != words_to_keep(figure) else figure


def _other_rules(measure_id: str, scene: Scene) -> tuple[str, ...]:
    """Return a word where the closed week cannot be held to what it was counted by."""
    others = closed_by_others(scene) if measure_id in WEEKLY else ""
    if not others:
        return ()
    return (
        f"When the week closed it was counted by the rules {others}, so the figures of then and "
        "of now are not compared.",
    )


def _trouble(scene: Scene) -> tuple[str, ...]:
    """Return a word where the profile that was chosen cannot be used."""
    return (scene.profile.trouble,) if scene.profile.trouble else ()
