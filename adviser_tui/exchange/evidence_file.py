"""The evidence pack as a file: plain text in Markdown, or the weeks as a table."""

from collections.abc import Iterator, Sequence
from fractions import Fraction
from pathlib import Path

from adviser_tui.errors import InputError
from adviser_tui.exchange.private_files import written_whole
from adviser_tui.exchange.writing import PERSONAL, Cell, Column, Shape, Written, write_table
from adviser_tui.services.evidence_pack import EvidencePack, PackWeek
from adviser_tui.services.measures.outcomes.jobs import Job
from adviser_tui.services.measures.outcomes.saying import evidence_said, sum_said
from adviser_tui.services.words.amounts import say_minutes
from seed.profile_rules import Certainty

TEXT_ENDINGS = (".md", ".txt")
ENDINGS = (*TEXT_ENDINGS, ".csv", ".xlsx", ".json")
_FOUNDED = {
    Certainty.READ: "read at its source",
    Certainty.SECOND_HAND: "read where somebody else tells of it",
    Certainty.COMMON: "generally known, looked up by nobody",
    Certainty.LOCAL: "chosen here",
}
_COLUMNS = (
    Column("Week", "week", Shape.WHOLE),
    Column("From", "from", Shape.DAY),
    Column("To", "to", Shape.DAY),
    Column("Employer", "employer"),
    Column("In work", "in_work"),
    Column("Minutes worked", "minutes", Shape.WHOLE),
    Column("Earned", "earned"),
    Column("Currency", "currency"),
    Column("Paid an hour", "hourly"),
    Column("Legal rate", "rate"),
    Column("Evidence", "evidence"),
    Column("Checked on", "checked_on", Shape.DAY),
    Column("Checked by", "checked_by"),
    Column("Written down on", "written_on", Shape.DAY),
)
_ABOUT = (
    Column("Participant", "participant"),
    Column("Reference", "reference"),
    Column("Outcome", "outcome"),
    Column("Rule", "rule"),
    Column("Rules of", "rules_of"),
    Column("Claim", "claim"),
    Column("As of", "as_of", Shape.DAY),
)

_ESCAPED = {ord(each): f"\\{each}" for each in "\\|<[]`"}


def write_evidence(path: Path, pack: EvidencePack, *, replace: bool = False) -> Written:
    """Write the pack as the file's ending says: .md or .txt, .csv, .xlsx or .json; private, whole.

    The same pack gives the same bytes, save for a workbook, which holds when it was made.
    """
    if path.suffix.lower() in TEXT_ENDINGS:
        with written_whole(path, replace=replace) as temporary:
            text = "\n".join(evidence_text(pack)) + "\n"
            temporary.write_bytes(text.encode("utf-8", "replace"))
        return Written(path, len(pack.weeks))
    if path.suffix.lower() not in ENDINGS:
        raise InputError(
            f"{path.name} does not say what kind of file is wanted. End the name in"
            f" {', '.join(ENDINGS[:-1])} or {ENDINGS[-1]}.",
            field="file",
        )
    rows = (_row(pack, week) for week in pack.weeks)
    return write_table(path, (*_ABOUT, *_COLUMNS), rows, title="evidence", replace=replace)


def evidence_text(pack: EvidencePack) -> Iterator[str]:
    """Yield the pack line by line."""
    standing, rule = pack.standing, pack.rule
    yield f"# Evidence: {_plain(rule.name)}"
    yield ""
    yield f"- Claim: **{pack.claim}**, as known at the end of {pack.as_of.isoformat()}"
    yield f"- Participant: {_plain(pack.name)}" + (
        f", reference {_plain(pack.reference)}" if pack.reference else ""
    )
    yield f"- Rule: {rule.id}, of the rules {pack.profile}; {_FOUNDED[rule.certainty]}"
    yield (
        f"- Due on {standing.due_on.isoformat()}, at the end of week {standing.due_week}; "
        f"verified late after {standing.grace_ends.isoformat()}"
    )
    yield ""
    yield "## The work"
    yield ""
    for job in pack.jobs:
        yield f"- {_job(job)}"
    if len(pack.jobs) > 1:
        yield (
            f"- Jobs at the same time are added up; a new job within {pack.gap_days} days continues"
            " the one before."
        )
    yield ""
    yield "## How it was reckoned"
    yield ""
    yield f"{_sentence(standing.how)} Weeks are those of employment: the first day is in week 1."
    yield ""
    yield "Hours are those worked, with paid leave and sickness; earnings are gross. What a check"
    yield "of several weeks tells is shared evenly among them. An hour is paid as a check tells it,"
    yield "else as agreed."
    yield ""
    yield "## Week by week"
    yield ""
    yield from _table(pack.weeks)
    yield ""
    yield "## Not verified"
    yield ""
    yield f"{_sentence(pack.open_weeks[:1].upper() + pack.open_weeks[1:])}"
    yield ""
    yield "## About this file"
    yield ""
    yield f"{PERSONAL} Nothing of health, barriers or characteristics is in it."


def _table(weeks: Sequence[PackWeek]) -> Iterator[str]:
    yield (
        "| Week | From | To | Employer | In work | Hours | Earned | Paid an hour | Legal rate"
        " | Evidence | Checked on | By |"
    )
    yield "|---|---|---|---|---|---|---|---|---|---|---|---|"
    for each in weeks:
        cells = (
            str(each.number),
            each.first.isoformat(),
            each.last.isoformat(),
            _plain(each.employer),
            each.standing.value,
            "" if each.minutes is None else say_minutes(each.minutes),
            "" if each.earned is None else sum_said(each.earned, each.currency),
            "" if each.hourly is None else sum_said(each.hourly, each.currency),
            "" if each.rate is None else sum_said(each.rate),
            "" if each.evidence is None else evidence_said(each.evidence),
            "" if each.checked_on is None else each.checked_on.isoformat(),
            _plain(each.by),
        )
        yield f"| {' | '.join(cells)} |"


def _row(pack: EvidencePack, week: PackWeek) -> list[Cell]:
    return [
        pack.name,
        pack.reference,
        pack.rule.name,
        pack.rule.id,
        pack.profile,
        pack.claim,
        pack.as_of,
        week.number,
        week.first,
        week.last,
        week.employer,
        week.standing.value,
        week.minutes,
        _coins(week.earned),
        week.currency if week.earned is not None or week.hourly is not None else "",
        _coins(week.hourly),
        _coins(week.rate),
        "" if week.evidence is None else evidence_said(week.evidence),
        week.checked_on,
        week.by,
        week.written_on,
    ]


def _coins(amount: Fraction | int | None) -> str:
    return "" if amount is None else sum_said(amount, "").strip()


def _job(job: Job) -> str:
    parts = [f"{_plain(job.role)}, {_plain(job.employer)}"]
    if job.is_own_business:
        parts.append("self-employed")
    parts.append(f"from {job.starts_on.isoformat()}")
    if job.ended_on is not None:
        parts.append(f"to {job.ended_on.isoformat()}")
    if job.weekly_minutes:
        parts.append(f"agreed {say_minutes(job.weekly_minutes)} a week")
    if job.hourly is not None:
        parts.append(f"agreed {sum_said(job.hourly, job.currency)} an hour")
    if job.band:
        parts.append(f"rate band {_plain(job.band)}")
    return "; ".join(parts)


def _sentence(text: str) -> str:
    text = text[:1].upper() + text[1:]
    return text if text.endswith(".") else f"{text}."


def _plain(text: str) -> str:
    """Return a text that Markdown takes as it is: no cell, picture, link or tag comes of a name."""
    return " ".join(text.split()).translate(_ESCAPED)
