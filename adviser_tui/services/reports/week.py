"""The report of a week: what a Friday and a team meeting need, put together from the measures."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING

from adviser_tui.services.measures.figure import Figure, Measured
from adviser_tui.services.measures.learning import Learned, learned
from adviser_tui.services.measures.parts import Part, parts_of
from adviser_tui.services.measures.period import Period
from adviser_tui.services.measures.scene import Scene, Whose
from adviser_tui.services.measures.weeks import WeekLine, eight_weeks
from adviser_tui.services.reports.card import Card, Look, card_of
from adviser_tui.services.reports.small_cells import without_small_cells

if TYPE_CHECKING:
    from adviser_tui.services.office import Office


@dataclass(frozen=True, slots=True)
class Report:
    """Everything that the report of a period says."""

    period: Period
    whose: Whose
    team: str
    as_of: datetime
    profile: str
    """The rules that counted, with their version."""
    measured: tuple[Measured, ...]
    parts: tuple[Part, ...]
    """The four parts of the work."""
    weeks: tuple[WeekLine, ...]
    """Eight weeks of contacts, the earliest first."""
    lessons: tuple[str, ...]
    """What refusals teach, one a line."""
    parked: tuple[str, ...]
    """People for whom nothing was done lately, by name; for their own coach alone."""
    card: Card
    unsynced: int
    """Rows behind these figures that the hub has not confirmed."""
    least_cell: int
    """Groups smaller than this are left out of what is taken to a meeting."""

    def of(self, measure_id: str) -> Measured:
        """Return one measure."""
        return next(each for each in self.measured if each.id == measure_id)

    @property
    def restated(self) -> tuple[tuple[Measured, Figure], ...]:
        """Every figure that is not what it was when the week closed."""
        return tuple((one, each) for one in self.measured for each in one.every() if each.was)

    def for_a_meeting(self) -> "Report":
        """Return it without anybody's name and without groups so small that one could tell who."""
        return replace(
            self,
            parked=(),
            measured=tuple(without_small_cells(each, self.least_cell) for each in self.measured),
        )


def week_report(
    office: "Office", period: Period | None = None, whose: Whose | None = None
) -> Report:
    """Return the report of a period, of this week and oneself unless something else is asked for.

    Raises `RuleError` where somebody else's figures may not be looked at.
    """
    from adviser_tui.services.measures.sight import require_sight_of

    measures = office.measures
    whose = whose or measures.myself()
    require_sight_of(office, whose.advisers)
    scene = measures.scene(period, whose)
    measured = measures.of_scene(scene)
    by_id = {each.id: each for each in measured}
    parts = parts_of(scene)
    found = learned(scene)
    return Report(
        period=scene.period,
        whose=scene.whose,
        team=office.identity.who().team,
        as_of=scene.now,
        profile=scene.profile.label,
        measured=measured,
        parts=parts,
        weeks=eight_weeks(scene),
        lessons=_said(found),
        parked=_parked(office, scene, by_id["M9"]),
        card=card_of(_look(scene, parts, by_id, found)),
        unsynced=len(_ids(measured) & measures.waiting(scene)),
        least_cell=scene.profile.fairness.suppress_below,
    )


def _parked(office: "Office", scene: Scene, fair: Measured) -> tuple[str, ...]:
    """Return who was parked, for their own coach and nobody else."""
    if scene.whose.advisers != (office.desk.me,):
        return ()
    found = [each for each in fair.figures if each.key == "M9.parked"]
    return office.measures.describe(found[0].rows) if found else ()


def _ids(measured: tuple[Measured, ...]) -> set[str]:
    return {
        ref.id for one in measured for each in one.every() for ref in (*each.rows, *each.others)
    }


def _said(found: Learned) -> tuple[str, ...]:
    """Return what refusals teach: each item with its question, or that there are too few."""
    if not found.lessons:
        return (found.words,) if found.refusals else ()
    return tuple(f"{each.words}: {each.question}" for each in found.commonest)


def _look(
    scene: Scene,
    parts: tuple[Part, ...],
    by_id: dict[str, Measured],
    found: Learned,
) -> Look:
    first = found.lessons[0] if found.lessons else None
    return Look(
        period=scene.period,
        parts=parts,
        measured=by_id,
        least_share=scene.profile.week.next_step_share,
        item=first.item if first else "",
        item_refusals=first.refusals if first else 0,
        refusals=found.refusals,
    )
