"""Outcomes on the screen: each job with how its checks stand, above what is reckoned from them."""

from datetime import date

from adviser_tui.services.measures.outcomes.caseload import JobStanding, jobs_standing
from adviser_tui.services.measures.outcomes.standing import OutcomeStanding
from adviser_tui.services.measures.outcomes.weeks import Standing
from adviser_tui.services.measures.period import Period
from adviser_tui.services.office import Office
from adviser_tui.services.words.say import say_date
from adviser_tui.widgets.card import CardLine, CardSection
from adviser_tui.widgets.columns import Cell, Heading, ListRow, Tone
from screens.targets_view import PartView, Shown

_TONES: dict[Standing, Tone] = {Standing.YES: "good", Standing.UNKNOWN: "warning"}
_NEXT = "Enter opens the card of the participant; w in People keeps what you found out."


def with_jobs(office: Office, period: Period, view: PartView) -> PartView:
    """Return the part with the jobs first, by what has to be found out soonest."""
    scene = office.measures.scene(period)
    jobs = jobs_standing(scene)
    rows: list[ListRow | Heading] = []
    shown = dict(view.shown)
    groups: tuple[tuple[str, Tone, list[JobStanding]], ...] = (
        ("To verify now, in time until", "warning", [each for each in jobs if each.to_verify]),
        ("Falls due on", "normal", [e for e in jobs if not e.to_verify and e.to_come]),
        ("Nothing more falls due", "normal", [e for e in jobs if not (e.to_verify or e.to_come)]),
    )
    for title, tone, some in groups:
        if some:
            rows.append(Heading(title, tone))
        for each in some:
            key = f"job:{each.placement_id}"
            rows.append(_row(key, each, scene.until))
            ref = f"participant:{each.participant_id}"
            shown[key] = Shown(_sections(each, scene.until), ref=ref)
    if not jobs:
        rows.append(Heading("No job has begun yet whose weeks could be verified"))
    return PartView((*rows, *view.rows), shown, view.empty)


def _row(key: str, job: JobStanding, today: date) -> ListRow:
    standing = job.to_verify or job.to_come or (job.standings[-1] if job.standings else None)
    state, tone = _state(standing, today)
    mark = Cell(_week(standing), "muted")
    return ListRow(
        key,
        (Cell(f"{job.participant} · {job.employer}"), Cell(state, tone), mark),
        note=mark,
        can_be_marked=False,
    )


def _week(standing: OutcomeStanding | None) -> str:
    if standing is None:
        return ""
    return "week 1" if standing.due_week == 1 else f"week {standing.due_week}"


def _state(standing: OutcomeStanding | None, today: date) -> tuple[str, Tone]:
    """Say in a few cells how a check stands."""
    if standing is None:
        return "no outcome asks", "muted"
    if standing.standing is Standing.YES:
        return "verified", "good"
    if standing.standing is Standing.NO:
        return "not reached", "normal"
    if standing.is_in_grace:
        return say_date(standing.grace_ends, today), "warning"
    return (
        ("not verified", "warning")
        if standing.is_due
        else (say_date(standing.due_on, today), "normal")
    )


def _sections(job: JobStanding, today: date) -> tuple[CardSection, ...]:
    lines = [
        CardLine("Who", job.participant),
        CardLine("Where", f"{job.role} · {job.employer}" if job.role else job.employer),
        CardLine("Began", say_date(job.starts_on, today)),
    ]
    if job.ended_on is not None:
        lines.append(CardLine("Ended", say_date(job.ended_on, today)))
    checks = tuple(
        CardLine(
            each.rule.name[:1].upper() + each.rule.name[1:],
            _in_full(each, today),
            _TONES.get(each.standing, "normal") if each.is_due else "muted",
        )
        for each in job.standings
    )
    return (
        CardSection("Job", tuple(lines)),
        CardSection("Outcomes", checks, "No outcome of the programme is about such work."),
        CardSection("Next", (CardLine("", _NEXT),)),
    )


def _in_full(standing: OutcomeStanding, today: date) -> str:
    if standing.standing is Standing.UNKNOWN and standing.is_in_grace:
        return f"{standing.state_words}; in time until {say_date(standing.grace_ends, today)}"
    return standing.state_words
