"""Figures as rows of a list and as a card, with everything that belongs to them in words."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from adviser_tui.services.measures.figure import (
    COMPONENT_NAMES,
    Figure,
    Measured,
    Ref,
    Unit,
)
from adviser_tui.widgets.card import CardLine, CardSection
from adviser_tui.widgets.columns import Cell, Column, Heading, ListRow, Tone
from screens.cards.shared import sentence

COLUMNS = (
    Column("Figure", share=5, least=38),
    Column("", share=2, least=14),
    Column("", 12, priority=1),
)


@dataclass(frozen=True, slots=True)
class Shown:
    """What a row of the list stands for."""

    sections: tuple[CardSection, ...]
    figure: Figure | None = None
    ref: str = ""
    """What Enter opens where there is no figure: a kind and an id with a colon."""


@dataclass(frozen=True, slots=True)
class PartView:
    """One part of the screen: its rows, and what each stands for."""

    rows: tuple[ListRow | Heading, ...] = ()
    shown: Mapping[str, Shown] = field(default_factory=dict)
    empty: tuple[str, str] = ("Nothing here yet.", "")


def view_of(measured: Iterable[Measured], empty: tuple[str, str] = ("", "")) -> PartView:
    """Return measures as rows, each measure under its name and its part of the work."""
    rows: list[ListRow | Heading] = []
    shown: dict[str, Shown] = {}
    beside: set[str] = set()
    for one in measured:
        off = ", target off" if one.is_off else ""
        parts = " and ".join(COMPONENT_NAMES[each] for each in one.components)
        rows.append(Heading(f"{one.title} · {parts}{off}"))
        for each in one.figures:
            rows.append(row_of(each))
            shown[each.key] = Shown(figure_sections(one, each), each)
        for each in one.companions:
            if each.label in beside:
                continue  # it stands above already, beside the measure before
            beside.add(each.label)
            rows.append(row_of(each, beside=True))
            shown[each.key] = Shown(figure_sections(one, each), each)
    return PartView(tuple(rows), shown, empty)


def row_of(figure: Figure, *, beside: bool = False) -> ListRow:
    """Return a figure as a row: its name, the figure in full, and what is particular about it."""
    label = f"{'+ ' if beside else ''}{figure.label[:1].upper()}{figure.label[1:]}"
    value: Tone = "muted" if figure.value is None else "normal"
    mark = mark_of(figure)
    return ListRow(
        figure.key,
        (Cell(label, "muted" if beside else "normal"), Cell(figure.in_full, value), mark),
        note=Cell(mark.text, mark.tone),
        can_be_marked=False,
    )


def mark_of(figure: Figure) -> Cell:
    """Return in a word or two what is particular about a figure: restated, not synced, weak."""
    if figure.was:
        return Cell("restated", "warning")
    if figure.unsynced:
        return Cell(f"{figure.unsynced} unsynced", "warning")
    if figure.left_out:
        return Cell(f"{sum(len(each.rows) for each in figure.left_out)} left out", "muted")
    return Cell("weak source" if figure.certainty else "", "muted")


def figure_sections(measured: Measured, figure: Figure) -> tuple[CardSection, ...]:
    """Return everything that is known of a figure, without the rows themselves."""
    whole = figure.value is not None and figure.denominator is not None
    lines = [CardLine("Figure", figure.in_full)]
    if figure.was:
        lines.append(CardLine("Restated", f"it was {figure.was} when the week closed", "warning"))
    lines += [
        CardLine("Period", period_words(measured)),
        CardLine("As of", f"{measured.as_of:%H:%M}, {measured.as_of.day} {measured.as_of:%B}"),
        CardLine("Whose", measured.whose),
        CardLine("Rules", measured.profile),
    ]
    if figure.note:
        lines.append(CardLine("Note", sentence(figure.note)))
    if figure.certainty:
        lines.append(CardLine("How sure", sentence(figure.certainty), "warning"))
    if figure.unsynced:
        lines.append(CardLine("Not synced", f"{figure.unsynced} of its rows", "warning"))
    lines.append(CardLine("Measure", f"{measured.id} {measured.title}"))
    sections = [CardSection(sentence(figure.label), tuple(lines))]
    made = [CardLine("Counted", _many(len(figure.rows)))] if figure.rows else []
    if whole and figure.others:
        made.append(CardLine("Beside them", _many(len(figure.others))))
    made += [
        CardLine("Left out", f"{_many(len(each.rows))}: {each.reason}", "muted")
        for each in figure.left_out
    ]
    if made:
        sections.append(CardSection("Made of (Enter shows them)", tuple(made)))
    beside = [
        CardLine(sentence(each.label), each.in_full)
        for each in measured.companions
        if each.key != figure.key
    ]
    if beside:
        sections.append(CardSection("Always beside it", tuple(beside)))
    if measured.notes:
        notes = tuple(CardLine("", sentence(each)) for each in measured.notes)
        sections.append(CardSection("Notes", notes))
    return tuple(sections)


def rows_sections(
    figure: Figure, words: Mapping[tuple[str, str], str], cards: Mapping[tuple[str, str], str]
) -> tuple[CardSection, ...]:
    """Return the rows behind a figure as lines to open, those left out with their reasons."""
    groups = [("Counted", figure.rows), ("Looked at beside them", figure.others)]
    groups += [(f"Left out, {each.reason}", each.rows) for each in figure.left_out]
    sections = tuple(
        CardSection(f"{title} ({len(refs)})", tuple(_line_of(ref, words, cards) for ref in refs))
        for title, refs in groups
        if refs
    )
    return sections or (CardSection("Rows", (), _why_no_rows(figure)),)


def _why_no_rows(figure: Figure) -> str:
    if figure.key.startswith("M9.") and figure.unit is not Unit.COUNT:
        return "Whose rows these are is not listed, on purpose: groups are looked at, not people."
    return "Nothing is behind this figure."


def _line_of(
    ref: Ref, words: Mapping[tuple[str, str], str], cards: Mapping[tuple[str, str], str]
) -> CardLine:
    key = (ref.table, ref.id)
    day = f"{ref.on:%a} {ref.on.day} {ref.on:%b}" if ref.on else ""
    return CardLine(day, words.get(key) or "not here any more", ref=cards.get(key, ""))


def period_words(measured: Measured) -> str:
    """Return the days that a measure is about."""
    first, last = measured.period.first, measured.period.last
    days = f"{first.day} {first:%b} to {last.day} {last:%b %Y}"
    return f"week {measured.period.number}, {days}" if measured.period.is_week else days


def _many(number: int) -> str:
    return "1 row" if number == 1 else f"{number} rows"
