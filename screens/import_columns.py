"""The columns of a file: what each becomes, and saying otherwise."""

from collections.abc import Mapping, Sequence

from adviser_tui.exchange.columns import ColumnMap
from adviser_tui.exchange.fields import FIELDS, is_ours
from adviser_tui.widgets.columns import Cell, Column, ListRow
from adviser_tui.widgets.fields import Choice

COLUMNS = (
    Column("In the file", share=3, least=12),
    Column("becomes", share=3, least=14),
    Column("for example", share=3, least=12, priority=1),
)
LEAVE_OUT = "-"
"""The id of the choice that leaves a column out."""


def column_rows(columns: ColumnMap, examples: Sequence[str]) -> list[ListRow]:
    """Return a row for each column, in the order of the file; its id is its place from 0."""
    return [
        ListRow(
            str(place),
            (header, _becomes(columns, place), Cell(_at(examples, place), "muted")),
        )
        for place, header in enumerate(columns.headers)
    ]


def first_question(columns: ColumnMap) -> str:
    """Return the id of the first row about which something must be said; empty if there is none."""
    for question in columns.questions:
        return str(columns.headers.index(question.headers[0]))
    return "0" if columns.missing else ""


def is_withheld(columns: ColumnMap, place: int) -> bool:
    """Say whether a column is one that is never read."""
    return columns.headers[place] in columns.withheld


def field_choices(columns: ColumnMap, place: int, text: str) -> list[Choice]:
    """Return the fields that a column may fill and that fit the text, and to leave it out."""
    filled = {name: columns.headers[at] for name, at in columns.places.items()}
    found = [Choice(LEAVE_OUT, "Leave it out")]
    for field in FIELDS[columns.kind]:
        now = filled.get(field.name, "")
        is_this = columns.places.get(field.name) == place
        detail = "as it is now" if is_this else f"now “{now}”" if now else ""
        found.append(Choice(field.name, field.label, detail))
    low = text.casefold().strip()
    return [one for one in found if low in one.label.casefold() or low in one.id]


def said_otherwise(
    columns: ColumnMap, wishes: Mapping[str, str], place: int, name: str
) -> dict[str, str]:
    """Return the wishes after somebody said that a column fills the field `name`, or nothing."""
    header = columns.headers[place]
    said = dict(wishes)
    for other, at in columns.places.items():
        if at == place and other != name:
            said[other] = ""
    if name != LEAVE_OUT:
        return {**said, name: header}
    for question in columns.questions:
        if header in question.headers:
            said[question.field] = ""
    return said


def _becomes(columns: ColumnMap, place: int) -> Cell:
    header = columns.headers[place]
    if header in columns.withheld:
        return Cell("never read", "warning")
    if any(header in question.headers for question in columns.questions):
        return Cell("? Enter says what", "danger")
    fields = [one for one in columns.fields if columns.places[one.name] == place]
    if not fields:
        return Cell("our own note" if is_ours(header) else "left out", "muted")
    label = ", ".join(one.label for one in fields)
    if any(one.name in columns.guessed for one in fields):
        return Cell(f"{label} (likely)", "warning")
    return Cell(label, "good")


def _at(cells: Sequence[str], place: int) -> str:
    return cells[place] if place < len(cells) else ""
