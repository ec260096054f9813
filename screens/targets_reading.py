"""Reading what the Targets screen shows; runs in a thread and touches no widget."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from adviser_tui.services.measures.figure import Figure, Measured
from adviser_tui.services.measures.parts import Part as WorkPart
from adviser_tui.services.measures.period import Period
from adviser_tui.services.office import Office
from adviser_tui.widgets.parts_bar import Part
from adviser_tui.widgets.week_bars import Bar
from screens.targets_view import PartView, view_of

PartId = Literal["week", "longer", "fair", "outcomes", "fidelity", "team"]

PARTS: dict[PartId, str] = {
    "week": "Week",
    "longer": "Longer view",
    "fair": "Fair access",
    "outcomes": "Outcomes",
    "fidelity": "Fidelity",
    "team": "Team",
}
_MEASURES: dict[PartId, tuple[str, ...]] = {
    "week": ("M1", "M2", "M3", "M8", "M15"),
    "longer": ("M4", "M5", "M6", "M7", "M12", "M13", "M14"),
    "fair": ("M9",),
    "outcomes": ("M10", "M11"),
}
SCREEN_WEEKS = 8


@dataclass(frozen=True, slots=True)
class Head:
    """What stands above the list: the week, its bars, and the four parts of the work."""

    period: Period
    is_now: bool
    target: Measured
    bars: tuple[Bar, ...]
    work: tuple[WorkPart, ...]
    parts: tuple[Part, ...]


def read_head(office: Office, period: Period) -> Head:
    """Read a week, the seven before it, and what was done in each part of the work."""
    from adviser_tui.services.measures.parts import parts_of
    from adviser_tui.services.measures.weeks import eight_weeks

    scene = office.measures.scene(period)
    lines = eight_weeks(scene, SCREEN_WEEKS)
    (target,) = office.measures.of_scene(scene, ("M2",))
    bars = tuple(
        _bar(each.period, each.counted, each.target, each.was, each.period == period)
        for each in lines
    )
    is_now = office.desk.today in period
    parts = tuple(Part(part, label) for part, label in PARTS.items() if _may_see(office, part))
    return Head(period, is_now, target, bars, parts_of(scene), parts)


def _bar(period: Period, counted: int, target: int | None, was: str, is_now: bool) -> Bar:
    met = target is not None and counted >= target
    shown = f"{counted}" if target is None else f"{counted}/{target}"
    if was:
        shown = f"{was}→{shown}"
    tone = "warning" if was else "good" if met else "normal" if is_now else "muted"
    return Bar(
        f"W{period.number:02d}",
        counted,
        target,
        f"{shown}✓" if met else shown,
        tone,  # type: ignore[arg-type]
        is_now=is_now,
    )


def read_part(office: Office, part: PartId, period: Period) -> PartView:
    """Return what a part shows for a week."""
    if part == "team":
        from screens.targets_team import read_team

        return read_team(office, period)
    if part == "fidelity":
        from screens.targets_fidelity import read_fidelity

        return read_fidelity(office)
    measured = office.measures.all(period, only=_MEASURES[part])
    view = view_of(measured)
    if part == "fair":
        from screens.targets_fair import with_parked

        return with_parked(office, measured, view)
    if part == "outcomes":
        from screens.targets_outcomes import with_jobs

        return with_jobs(office, period, view)
    if part == "longer":
        from screens.targets_learning import with_lessons

        return with_lessons(office, period, view)
    return view


@dataclass(frozen=True, slots=True)
class RowWords:
    """What the rows behind a figure are called, and which card shows each."""

    words: Mapping[tuple[str, str], str]
    cards: Mapping[tuple[str, str], str]


def read_rows(office: Office, figure: Figure) -> RowWords:
    """Return the words of every row behind a figure, and where each leads."""
    from adviser_tui.services.measures.describing import leads_to

    refs = (*figure.rows, *figure.others, *(ref for out in figure.left_out for ref in out.rows))
    words = office.measures.describe(refs)
    return RowWords(
        {(ref.table, ref.id): said for ref, said in zip(refs, words, strict=True)},
        leads_to(office.database, refs),
    )


def _may_see(office: Office, part: PartId) -> bool:
    """Say whether a part is shown: colleagues' figures to a lead, a scale where there is one."""
    from adviser_tui.services.measures.sight import may_see_others

    if part == "fidelity":
        return bool(office.measures.profile().fidelity)
    if part != "team":
        return True
    return may_see_others(office) and len(office.measures.team().advisers) > 1
