"""Job matches (M4): somebody put forward by us, to an employer we had spoken with, who started.

A start is one match for each participant, employer and first day. What else began is celebrated
on lines of its own; what is no match is listed with the reason.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from adviser_tui.services.measures.figure import Counts, Figure, LeftOut, Ref, Unit, median
from adviser_tui.services.measures.looking_back import twelve_months, window_words
from adviser_tui.services.measures.period import Period
from adviser_tui.services.measures.scene import Scene
from adviser_tui.services.measures.sent import Sent, decided_in, sent_of
from adviser_tui.services.measures.starts import Start, starts_of
from adviser_tui.services.placement_kinds import PAID, UNPAID
from models.kinds import FoundBy, PlacementKind, PlacementState

SELF_FOUND = "found by themselves, which has a line of its own"
EVIDENCED = "their own business, which has a line of its own"
_NOT_BEGUN = "agreed, the first day not worked yet"


@dataclass
class Sorted:
    """Placements of a period, each where it belongs."""

    matches: list[Start] = field(default_factory=list)
    self_found: list[Start] = field(default_factory=list)
    own_business: list[Start] = field(default_factory=list)
    left_out: dict[str, list[Start]] = field(default_factory=lambda: defaultdict(list))

    @property
    def reasons(self) -> tuple[LeftOut, ...]:
        """What is no match, each with the reason."""
        return tuple(
            LeftOut(reason, tuple(each.ref() for each in rows))
            for reason, rows in sorted(self.left_out.items())
        )


def measure(scene: Scene) -> Counts:
    """Count the matches whose first day lies in the period."""
    found = sort_out(_of_period(scene))
    matches = tuple(each.ref(_subsidy_words(each)) for each in found.matches)
    subsidised = [each for each in found.matches if each.is_subsidised]
    apprentices = [each for each in found.matches if each.kind is PlacementKind.APPRENTICESHIP]
    return Counts(
        (
            Figure(
                "M4.matches",
                "job matches",
                Unit.COUNT,
                len(matches),
                rows=matches,
                left_out=found.reasons,
            ),
            _lines("M4.self_found", "jobs they found themselves", found.self_found),
            _lines("M4.subsidised", "matches with a subsidy", subsidised),
            _lines("M4.apprenticeships", "matches that are apprenticeships", apprentices),
            _lines("M4.self_employment", "own businesses, with evidence", found.own_business),
            _rate(scene, found.matches),
            _for_each_active(scene, matches),
            _days_to_start(found.matches),
        ),
        companions=(_people(found.matches), _converted(scene)),
    )


def sort_out(placements: Iterable[Start]) -> Sorted:
    """Say of each placement whether it is a match, and why not where it is none."""
    found = Sorted()
    seen: set[tuple[str, str, object]] = set()
    for each in placements:
        reason = why_none(each)
        if reason == SELF_FOUND:
            found.self_found.append(each)
        elif reason == EVIDENCED:
            found.own_business.append(each)
        if reason:
            found.left_out[reason].append(each)
            continue
        start = (each.participant, each.employer, each.starts_on)
        if start in seen:
            found.left_out["the same start, written down once more"].append(each)
            continue
        seen.add(start)
        found.matches.append(each)
    return found


def why_none(each: Start) -> str:
    """Return why a placement is no match, empty for one that is (M4)."""
    if each.is_void:
        return "taken off the record"
    if each.kind in UNPAID:
        return "a trial or volunteering, which is no job yet"
    if each.kind not in PAID:
        return "of a kind that a newer version of this program knows"
    if each.fell_through:
        return "fell through before the first day"
    if not each.was_worked:
        return _NOT_BEGUN
    return _why_not_ours(each)


def _why_not_ours(each: Start) -> str:
    if each.kind is PlacementKind.SELF_EMPLOYMENT:
        return EVIDENCED if each.is_verified else "their own business, without evidence yet"
    if each.found_by is not FoundBy.US:
        return SELF_FOUND if each.found_by is FoundBy.SELF else "found by a partner"
    if each.submitted_on is None or each.starts_on is None:
        return "not put forward by us"
    if each.submitted_on > each.starts_on:
        return "put forward only after the first day"
    if not each.has_talk:
        return "no talk with the employer before they were put forward"
    if not (each.has_pay or each.is_verified):
        return "neither pay on record nor a check that confirms the job"
    return ""


def _of_period(scene: Scene) -> list[Start]:
    """Return the placements of the period; a first day still to come is none yet."""
    return [
        each
        for each in starts_of(scene)
        if each.day is not None
        and each.day in scene.period
        and (each.day <= scene.until or each.state is PlacementState.AGREED)
    ]


def _lines(key: str, label: str, rows: Sequence[Start]) -> Figure:
    refs = tuple(each.ref(_subsidy_words(each)) for each in rows)
    return Figure(key, label, Unit.COUNT, len(rows), rows=refs)


def _subsidy_words(each: Start) -> str:
    if not each.is_subsidised:
        return ""
    if each.was_converted:
        return "with a subsidy, now an ordinary job"
    until = each.subsidy_ends_on
    return f"with a subsidy until {until.day} {until:%b %Y}" if until else "with a subsidy"


def _days_to_start(matches: Sequence[Start]) -> Figure:
    days = [
        (each.starts_on - each.submitted_on).days
        for each in matches
        if each.starts_on and each.submitted_on
    ]
    middle = median(days)
    return Figure(
        "M4.days_to_start",
        "put forward to first day (median)",
        Unit.DAYS,
        0 if middle is None else middle,
        rows=tuple(each.ref() for each in matches),
        missing="nobody started" if middle is None else "",
    )


def _people(matches: Sequence[Start]) -> Figure:
    """Return how many people the matches are: a second job is no second person."""
    people = dict.fromkeys(each.participant for each in matches)
    return Figure(
        "M4.people",
        "people who started",
        Unit.COUNT,
        len(people),
        rows=tuple(Ref("participant", each) for each in people),
    )


def _rate(scene: Scene, matches: Sequence[Start]) -> Figure:
    decided: tuple[Sent, ...] = decided_in(
        sent_of(scene),
        scene.period.first,
        scene.until,
        scene.profile.submissions.no_answer_days,
    )
    return Figure(
        "M4.match_rate",
        "matches for each final decision",
        Unit.SHARE,
        len(matches),
        len(decided),
        rows=tuple(each.ref() for each in matches),
        others=tuple(each.ref(each.decided_on) for each in decided),
        missing="" if decided else "no submission was decided",
        note="starts of these days over decisions of these days; a start follows its decision",
    )


def _for_each_active(scene: Scene, matches: tuple[Ref, ...]) -> Figure:
    from adviser_tui.services.measures.caseload import measure as caseload

    people = caseload(scene).figures[0].rows
    return Figure(
        "M4.per_active",
        "matches for each active participant",
        Unit.RATIO,
        len(matches),
        len(people),
        rows=matches,
        others=people,
        missing="" if people else "nobody is in search or in work",
    )


def _converted(scene: Scene) -> Figure:
    """Return what became of subsidies that ran out in twelve months."""
    window = twelve_months(scene)
    over = [
        each
        for each in starts_of(scene)
        if each.is_subsidised and not why_none(each) and _ran_out(each, window)
    ]
    became = [each for each in over if each.was_converted]
    return Figure(
        "M4.converted",
        "subsidised jobs that became ordinary",
        Unit.SHARE,
        len(became),
        len(over),
        rows=tuple(each.ref(_subsidy_words(each)) for each in became),
        others=tuple(each.ref(_subsidy_words(each)) for each in over if not each.was_converted),
        missing="" if over else "no subsidy ran out",
        note=f"{window_words(window)}, by the day on which the subsidy or the job ended",
    )


def _ran_out(each: Start, window: Period) -> bool:
    """Say whether a subsidy was over, or the job, within some days."""
    over = [on for on in (each.subsidy_ends_on, each.ended_on) if on is not None]
    on = min(over) if over else each.starts_on if each.was_converted else None
    return on is not None and on in window
