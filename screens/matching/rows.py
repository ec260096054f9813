"""The questions of a sheet as rows of a list."""

from adviser_tui.services.checklist.values import Status
from adviser_tui.services.match_sheets.card import SheetCard, SheetGroup, SheetItemRow
from adviser_tui.services.measures.learning import Learned
from adviser_tui.widgets.columns import Cell, Heading, ListRow, Tone

_SAYS: dict[Status, tuple[str, Tone]] = {
    Status.MET: ("✓ yes", "good"),
    Status.UNMET: ("✗ missing", "danger"),
    Status.STALE: ("↻ too old", "warning"),
    Status.TO_CONFIRM: ("? confirm", "warning"),
    Status.OVERRIDDEN: ("! passed over", "warning"),
    Status.NOT_NEEDED: ("– not needed", "muted"),
    Status.ADVISORY_OPEN: ("· open, advisory", "muted"),
}


def sheet_rows(sheet: SheetCard, learned: Learned | None = None) -> list[ListRow | Heading]:
    """Return every question under the heading of its group, with what refusals taught about it."""
    rows: list[ListRow | Heading] = []
    for group in sheet.groups:
        left = sum(item.is_missing for item in group.items)
        words = f"{group.title}: {left} missing" if left else f"{group.title}: done"
        rows.append(Heading(f"{words}{_taught(group, learned)}"))
        rows.extend(_row(item) for item in group.items)
    return rows


def _taught(group: SheetGroup, learned: Learned | None) -> str:
    """Return the commonest lesson about a group's items: ` · C3: 9 of 14 refusals`."""
    names = {item.id for item in group.items}
    for lesson in learned.commonest if learned else ():
        if lesson.item in names:
            return f" · {lesson.item}: {lesson.refusals} of {lesson.of} refusals"
    return ""


def says(item: SheetItemRow) -> tuple[str, Tone]:
    """Return where a question stands, in words with a sign before them."""
    words, tone = _SAYS[item.status]
    if item.status is Status.MET and item.answer is not None:
        source = "from records" if item.answer.source == "auto" else f"by {item.answer.source}"
        value = "n.a." if item.answer.value == "not_applicable" else str(item.answer.value)
        words = f"✓ {value}, {source}"
    if item.fix is not None and item.fix.follow_up_id:
        words += ", in the diary"
    return words, tone


def _row(item: SheetItemRow) -> ListRow:
    words, tone = says(item)
    lock = "⛔ " if item.locked else ""
    return ListRow(
        item.id,
        (
            Cell(item.id, "muted"),
            Cell(
                f"{lock}{item.label[:1].upper()}{item.label[1:]}",
                "normal" if item.is_required else "muted",
            ),
            Cell(words, tone),
        ),
        note=Cell(words, tone),
    )
