"""The fields of which there are two versions as rows, and one of them in full."""

from collections.abc import Sequence

from adviser_tui.services.sync.two_versions import Side, TwoVersions
from adviser_tui.widgets.card import CardLine, CardSection
from adviser_tui.widgets.columns import Cell, Column, ListRow
from screens.cards.shared import line_if
from screens.sync_choices import Wishes

COLUMNS = (
    Column("Field", 16),
    Column("Counts now", share=1, least=18),
    Column("The other version", share=1, least=18),
    Column("Choice", 6),
)
_WORDS = {"keep": "keep", "take": "take", "typed": "typed"}


def version_rows(pairs: Sequence[TwoVersions], wishes: Wishes) -> list[ListRow]:
    """Return a row for each field, what is chosen marked by a sign and a word."""
    return [_row(pair, wishes) for pair in pairs]


def _row(pair: TwoVersions, wishes: Wishes) -> ListRow:
    wish = wishes.of(pair)
    how = wish.how if wish else ""
    word = Cell(_WORDS[how], "good") if how else Cell("open", "warning")
    return ListRow(
        pair.id,
        (
            pair.label,
            _value(now_of(pair), how == "keep", how != ""),
            _value(
                wishes.result(pair) if how == "typed" else pair.lost.words,
                how in ("take", "typed"),
                how != "",
            ),
            word,
        ),
        note=f"{_who_now(pair)} · the other: {_who(pair.lost)}",
    )


def now_of(pair: TwoVersions) -> str:
    """Return what counts now; what nobody can see here is told as it was kept."""
    return pair.now or pair.kept.words


def _value(text: str, is_chosen: bool, is_decided: bool) -> Cell:
    shown = " ".join(text.split())
    if is_chosen:
        return Cell(f"✓ {shown}", "good")
    return Cell(f"  {shown}", "muted" if is_decided else "normal")


def by_whom(pair: TwoVersions) -> str:
    """Return whose value counts now; what was changed again since is not laid at their door."""
    return pair.kept.by if now_of(pair) == pair.kept.words else "changed since"


def _who_now(pair: TwoVersions) -> str:
    return _who(pair.kept) if now_of(pair) == pair.kept.words else "changed since"


def _who(side: Side) -> str:
    return f"{side.by}, {side.at}" if side.at else side.by


def version_sections(pair: TwoVersions, wishes: Wishes) -> tuple[CardSection, ...]:
    """Return a field in full: both values, who and when, and what it becomes."""
    wish = wishes.of(pair)
    now = now_of(pair)
    changed_since = now not in (pair.kept.words, pair.lost.words)
    becomes = wishes.result(pair) if wish else "open until you choose"
    return (
        CardSection(
            pair.label,
            (
                CardLine("Becomes", becomes, "good" if wish else "warning"),
                CardLine("Keep", f"{pair.kept.words}\n{_who(pair.kept)}"),
                CardLine("Take", f"{pair.lost.words}\n{_who(pair.lost)}"),
                *line_if("Since then", now if changed_since else ""),
                *line_if("Not to take", pair.why_not, "warning"),
                CardLine("What happened", pair.sentence, "muted"),
            ),
        ),
    )
