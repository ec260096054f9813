"""Two records as rows: differences first, what is taken marked by a sign and a word."""

from datetime import date

from textual.content import Content

from adviser_tui.services.merging.comparison import Comparison, FieldPair, Stamp, Together, Typed
from adviser_tui.services.words.say import say_date
from adviser_tui.widgets.card import CardLine, CardSection
from adviser_tui.widgets.columns import Cell, Column, Heading, ListRow
from adviser_tui.widgets.text import joined, plain
from screens.doubles.wishes import Wishes

_SAYS = {"keep": "left", "other": "right", "both": "both"}
_NOTHING = "—"


def columns_for(seen: Comparison) -> tuple[Column, ...]:
    """Return the columns, headed by the names of the two."""
    return (
        Column("Field", 18),
        Column(f"Left, kept: {seen.keep.label}", share=1, least=18),
        Column(f"Right: {seen.other.label}", share=1, least=18),
        Column("Takes", 7),
    )


def headline(seen: Comparison) -> Content:
    """Return what merging does, and what should be known before."""
    parts = [plain(f"Moves to the left: {seen.moving or 'nothing'}.")]
    for caution in seen.cautions:
        style = "bold $text-error" if caution.must_confirm else "$text-warning"
        word = "Asks for a yes" if caution.must_confirm else "Mind"
        parts.append(plain(f"\n{word}: {caution.words}", style))
    return joined(*parts)


def merge_rows(seen: Comparison, wishes: Wishes) -> list[ListRow | Heading]:
    """Return the fields that differ, what becomes one with them, then what is the same."""
    different = [_row(pair, wishes) for pair in seen.different]
    same = [
        ListRow(
            pair.name,
            (pair.label, Cell(f"  {_flat(pair.keep)}", "muted"), "", Cell("same", "muted")),
        )
        for pair in seen.fields
        if not pair.differs
    ]
    rows: list[ListRow | Heading] = []
    if different:
        rows += [Heading(f"Different, {len(different)}"), *different]
    if seen.together:
        children = [_child_row(one, wishes) for one in seen.together]
        rows += [Heading(f"Become one with them, {len(children)}"), *children]
    if same:
        rows += [Heading(f"Same, {len(same)}"), *same]
    return rows


def _row(pair: FieldPair, wishes: Wishes) -> ListRow:
    choice = wishes.choices.get(pair.name, pair.proposed)
    takes_left, takes_right = choice in ("keep", "both"), choice in ("other", "both")
    word = "typed" if isinstance(choice, Typed) else _SAYS[choice]
    return ListRow(
        pair.name,
        (
            pair.label,
            _value(pair.keep, takes_left and bool(pair.keep or choice == "keep")),
            _value(pair.other, takes_right and bool(pair.other or choice == "other")),
            Cell(f"{word}!" if pair.is_fixed else word, "normal"),
        ),
    )


def _child_row(one: Together, wishes: Wishes) -> ListRow:
    apart = one.other_id in wishes.apart
    return ListRow(
        one.other_id,
        (
            one.kind.capitalize(),
            _value(one.keep, True),
            _value(one.other, True),
            Cell("two" if apart else "one", "normal"),
        ),
    )


def _value(text: str, is_taken: bool) -> Cell:
    shown = _flat(text) or _NOTHING
    return Cell(f"✓ {shown}" if is_taken else f"  {shown}", "good" if is_taken else "muted")


def _flat(text: str) -> str:
    return " ".join(text.split())


def field_sections(
    seen: Comparison, pair: FieldPair, wishes: Wishes, today: date
) -> tuple[CardSection, ...]:
    """Return a field in full: both values, who changed each when, and what it becomes."""
    if not pair.differs:
        return (CardSection(pair.label, (CardLine("Both", pair.keep),)),)
    choice = wishes.choices.get(pair.name)
    why = "as you chose" if choice is not None and choice != pair.proposed else pair.why
    if pair.is_fixed:
        why = f"{pair.why}; a rule decides"
    return (
        CardSection(
            f"{pair.label}: {why}" if why else pair.label,
            (
                CardLine("Becomes", seen.result(pair, wishes.choices) or _NOTHING, "good"),
                CardLine("Left", _stamped(pair.keep, pair.keep_stamp, today)),
                CardLine("Right", _stamped(pair.other, pair.other_stamp, today)),
            ),
        ),
    )


def child_sections(one: Together, wishes: Wishes) -> tuple[CardSection, ...]:
    """Return a site or person that both have."""
    apart = one.other_id in wishes.apart
    words = "stay two" if apart else f"become one: {one.why}"
    return (
        CardSection(
            f"{one.kind.capitalize()}, {words}",
            (
                CardLine("Left", one.keep),
                CardLine("Right", one.other),
                CardLine("Keys", "b makes one of them, left or right keeps two, Enter changes it"),
            ),
        ),
    )


def _stamped(text: str, stamp: Stamp, today: date) -> str:
    if not text:
        return _NOTHING
    by = f" by {stamp.by}" if stamp.by else ""
    return f"{text}  ({say_date(stamp.on, today)}{by})" if stamp.on else text
