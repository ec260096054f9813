"""The report in plain lines, in the order in which it is read aloud."""

from collections.abc import Iterator

from adviser_tui.services.measures.figure import Figure, Measured
from adviser_tui.services.measures.parts import empty_said
from adviser_tui.services.measures.saying import (
    label_said,
    left_out_said,
    period_said,
    sentence,
    whole,
)
from adviser_tui.services.measures.weeks import WeekLine
from adviser_tui.services.reports.week import Report

IN_FULL = ("M1", "M2")
"""Measures of which the report says every figure; of the others it says the first."""


def plain_report(report: Report) -> Iterator[str]:
    """Give the report line by line."""
    yield f"Week report: {period_said(report.period)}"
    yield about(report)
    yield as_of(report)
    yield from _section("The four parts of the work")
    for part in report.parts:
        yield f"  {part.sentence}"
    if empty := empty_said(report.parts):
        yield f"  {empty} All four carry the work together."
    yield from _section("Contacts with employers and the week's target")
    for measure_id in IN_FULL:
        yield from _in_full(report.of(measure_id))
    yield "  The last eight weeks:"
    for week in report.weeks:
        yield f"    {week_said(week)}"
    yield from _section("The other measures")
    for measured in report.measured:
        if measured.id not in IN_FULL:
            yield from _head(measured)
    if report.restated:
        yield from _section("Changed after the week had closed")
        for measured, figure in report.restated:
            yield f"  {measured.id} {figure.label}: {sentence(figure.in_full)}"
    if report.lessons:
        yield from _section("What refusals teach")
        for lesson in report.lessons:
            yield f"  {sentence(lesson)}"
    if report.parked:
        yield from _section("People for whom nothing was done lately, for you alone")
        for name in report.parked:
            yield f"  {sentence(name)}"
    yield from _section("For the team meeting")
    yield f"  {report.card.ask}"
    yield f"  Why this question: {sentence(report.card.why)}"
    for line in report.card.rests_on:
        yield f"    {sentence(line)}"


def about(report: Report) -> str:
    """Return whose report it is."""
    if report.whose.is_team:
        many = len(report.whose.advisers)
        return f"{report.whose.name}, {many} adviser{'' if many == 1 else 's'} taken together."
    return f"{report.whose.name}{f', {report.team}' if report.team else ''}."


def as_of(report: Report) -> str:
    """Return of when the figures are, by which rules, and what of them is not confirmed."""
    waits = (
        f" {report.unsynced} of the rows behind them wait to be confirmed by the hub."
        if report.unsynced
        else ""
    )
    return f"As of {report.as_of:%H:%M on %d %B %Y}, counted by the rules {report.profile}.{waits}"


def week_said(week: WeekLine) -> str:
    """Return one of several weeks: `Week 45: 5 of 6 (restated, 4 when it closed)`."""
    of = f" of {week.target}" if week.target is not None else ""
    attempts = ""
    if week.attempts:
        attempts = f", {week.attempts} attempt{'' if week.attempts == 1 else 's'}"
    restated = f" (restated: {week.was} → {week.counted})" if week.was else ""
    return f"Week {week.period.number}: {week.counted}{of}{attempts}{restated}."


def head_said(figure: Figure) -> str:
    """Return the first figure of a measure with its two numbers where it has two."""
    return f"{label_said(figure)}: {sentence(figure.in_full)}"


def _section(title: str) -> Iterator[str]:
    yield ""
    yield title


def _in_full(measured: Measured) -> Iterator[str]:
    off = " Its target is switched off." if measured.is_off else ""
    yield f"  {measured.id} {measured.title}.{off}"
    for figure in measured.figures:
        yield f"    {head_said(figure)}"
    for figure in measured.companions:
        yield f"    Beside it, {figure.label}: {sentence(figure.in_full)}"
    out = left_out_said(measured.head.left_out)
    if out:
        yield f"    Not counted: {sentence(out)}"
    if sure := certainty_said(measured):
        yield f"    {sure}"
    for note in measured.notes:
        yield f"    {whole(note)}"


def certainty_said(measured: Measured) -> str:
    """Return how sure the rules behind a measure are, each way once; empty where they were read."""
    first: dict[str, str] = {}
    for figure in measured.every():
        if figure.certainty:
            first.setdefault(figure.certainty, figure.label)
    said = "; ".join(f"{label}: {certainty}" for certainty, label in first.items())
    return sentence(f"How sure the rules are: {said}") if said else ""


def _head(measured: Measured) -> Iterator[str]:
    head = measured.head
    yield f"  {measured.id} {measured.title}. {head_said(head)}"
    for note in (head.note, head.certainty and f"How sure the rule is: {head.certainty}"):
        if note:
            yield f"    {whole(note)}"
    if head.unsynced:
        yield f"    Not yet confirmed by the hub: {head.unsynced}."
    for figure in measured.companions:
        yield f"    Beside it, {figure.label}: {sentence(figure.in_full)}"
