"""The report as one table and as one document, for spreadsheets and scripts."""

from collections.abc import Iterator
from fractions import Fraction
from typing import Any

from adviser_tui.services.measures.documents import as_document, period_document
from adviser_tui.services.measures.figure import Figure, Measured, plain
from adviser_tui.services.measures.saying import components_said, left_out_said
from adviser_tui.services.reports.plain import week_said
from adviser_tui.services.reports.week import Report

Row = tuple[str | int | None, ...]
HEADERS = (
    *("section", "measure", "title", "part of the work", "figure", "key", "value"),
    *("number", "of", "when the week closed", "not confirmed by the hub", "not counted", "note"),
)
_WIDTH = len(HEADERS)


def table_rows(report: Report) -> Iterator[Row]:
    """Give the rows below `HEADERS`: of what and when it is first, then every figure."""
    waits = report.unsynced
    yield _line("about", report.whose.name, report.period.name, note=report.profile, waits=waits)
    yield _line("about", "as of", report.as_of.isoformat(timespec="minutes"))
    for part in report.parts:
        yield _line("part of the work", part.name, part.words, number=part.done)
    for measured in report.measured:
        for figure in measured.figures:
            yield _figure("measure", measured, figure)
        for figure in measured.companions:
            yield _figure("beside it", measured, figure)
    for week in report.weeks:
        yield _line(
            "week",
            week.period.name,
            week_said(week),
            number=week.counted,
            of=week.target,
            was=week.was,
        )
    for lesson in report.lessons:
        yield _line("what refusals teach", "", lesson)
    yield _line("for the team meeting", "", report.card.ask, note=report.card.why)
    for line in report.card.rests_on:
        yield _line("for the team meeting", "rests on", line)


def report_document(report: Report, *, rows: bool = False) -> dict[str, Any]:
    """Return the report as plain values; with `rows`, the ids behind every figure too."""
    return {
        "report": "week",
        "period": period_document(report.period),
        "whose": report.whose.name,
        "is_team": report.whose.is_team,
        "team": report.team,
        "as_of": report.as_of.isoformat(),
        "profile": report.profile,
        "unsynced": report.unsynced,
        "parts": [
            {
                "component": str(each.component),
                "name": each.name,
                "done": each.done,
                "words": each.words,
                "empty": each.is_empty,
            }
            for each in report.parts
        ],
        "measures": [as_document(each, rows=rows) for each in report.measured],
        "weeks": [
            {
                "week": each.period.name,
                "counted": each.counted,
                "target": each.target,
                "attempts": each.attempts,
                "was": each.was or None,
            }
            for each in report.weeks
        ],
        "restated": [
            {"key": each.key, "was": each.was, "now": each.words} for _, each in report.restated
        ],
        "lessons": list(report.lessons),
        "discussion": {
            "ask": report.card.ask,
            "why": report.card.why,
            "rests_on": list(report.card.rests_on),
        },
    }


def _figure(section: str, measured: Measured, figure: Figure) -> Row:
    notes = (figure.note, figure.certainty, *(measured.notes if figure is measured.head else ()))
    return (
        section,
        measured.id,
        measured.title,
        components_said(measured.components),
        figure.label,
        figure.key,
        figure.words,
        None if figure.missing else _number(figure.numerator),
        None if figure.missing else _number(figure.denominator),
        figure.was or None,
        figure.unsynced,
        left_out_said(figure.left_out) or None,
        " ".join(each for each in notes if each) or None,
    )


def _number(value: Fraction | int | None) -> int | str | None:
    """Return a number for a cell: whole where it is, else with a point, never as `18/5`."""
    if value is None:
        return None
    exact = Fraction(value)
    return exact.numerator if exact.denominator == 1 else plain(exact, 4)


def _line(
    section: str,
    name: str,
    words: str,
    *,
    number: int | None = None,
    of: int | None = None,
    was: str = "",
    note: str = "",
    waits: int | None = None,
) -> Row:
    return (
        section,
        None,
        None,
        None,
        name or None,
        None,
        words,
        number,
        of,
        was or None,
        waits,
        None,
        note or None,
    )
