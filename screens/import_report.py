"""What will happen to the rows of a file, as sections of a card."""

from collections.abc import Iterable

from adviser_tui.exchange.field import ListKind
from adviser_tui.exchange.plan import Fate, ImportPlan, Verdict
from adviser_tui.exchange.rows import Fault
from adviser_tui.widgets.card import CardLine, CardSection
from adviser_tui.widgets.columns import Tone

_FEW = 50
"""Rows shown of those that need no look."""


def many(kind: ListKind, count: int) -> str:
    """Return a number with its noun: `1 vacancy`, `2,000 employers`."""
    one = {ListKind.VACANCIES: "vacancy"}.get(kind, kind.value.removesuffix("s"))
    return f"{count:,} {one if count == 1 else kind.value}"


def counts(plan: ImportPlan) -> str:
    """Return how many rows there are of each fate."""
    parts = [f"{plan.total:,} {'row' if plan.total == 1 else 'rows'}: {plan.new:,} new"]
    for many, words in (
        (plan.doubles, "double, left out" if plan.doubles == 1 else "doubles, left out"),
        (plan.unchanged, "here already"),
        (plan.bad, "to be mended"),
    ):
        if many:
            parts.append(f"{many:,} {words}")
    return " · ".join(parts)


def what_enter_does(plan: ImportPlan) -> str:
    """Return the words of the button that imports."""
    if plan.bad and not plan.new:
        return "Keep the rows to mend in a file"
    return f"Import {many(plan.kind, plan.new)}"


def report(plan: ImportPlan) -> list[CardSection]:
    """Return what needs a look first, then the rest; the plan holds the first rows of each fate."""
    bad = [_bad(row, fault) for row in plan.of(Fate.BAD) for fault in row.faults]
    twins = [
        CardLine(f"line {one.line}", f"{one.name} = {one.twin}, {one.reason}", "warning")
        for one in plan.likely.first
    ]
    sections = [
        _section("To be mended: kept in a file of their own", plan.bad, bad),
        _section("Worth a look: taken as they are", plan.doubtful, map(_doubt, plan.doubts)),
        _section("May be there already: taken all the same", plan.likely.count, twins),
        _section("Doubles: left out", plan.doubles, map(_row, plan.of(Fate.DOUBLE))),
        _section("New", plan.new, map(_new, plan.of(Fate.NEW)[:_FEW])),
        _section("Here already", plan.unchanged, map(_row, plan.of(Fate.UNCHANGED)[:_FEW])),
    ]
    about = tuple(CardLine("", remark, "muted") for remark in plan.remarks)
    if about:
        sections.append(CardSection("About the file", about))
    return [section for section in sections if section.lines]


def _section(title: str, many: int, lines: Iterable[CardLine]) -> CardSection:
    shown = tuple(lines)
    rest = f", the first {len(shown):,} of {many:,}" if many > len(shown) else f", {many:,}"
    return CardSection(f"{title}{rest}", shown)


def _bad(row: Verdict, fault: Fault) -> CardLine:
    named = f"{row.name}. " if row.name and row.name != fault.value else ""
    return CardLine(f"line {row.line}", f"{named}{_where(fault)}{fault.sentence}", "danger")


def _doubt(fault: Fault) -> CardLine:
    return CardLine(f"line {fault.line}", f"{_where(fault)}{fault.sentence}", "warning")


def _where(fault: Fault) -> str:
    return f"Column {fault.column}, {fault.header}: " if fault.column else ""


def _row(row: Verdict) -> CardLine:
    tone: Tone = "muted" if row.fate is Fate.UNCHANGED else "normal"
    return CardLine(f"line {row.line}", f"{row.name}. {row.why}", tone)


def _new(row: Verdict) -> CardLine:
    return CardLine(f"line {row.line}", row.name, "good")
