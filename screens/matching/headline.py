"""The result of the sheet in one line, and what stands in the way below it."""

from textual.widgets import Static

from adviser_tui.services.match_sheets.card import SheetCard
from adviser_tui.widgets.text import joined, plain
from models.kinds import SheetState

_STYLES = {
    SheetState.READY: "bold $text-success",
    SheetState.READY_WITH_OVERRIDE: "bold $text-warning",
    SheetState.NOT_READY: "bold $text-error",
    SheetState.FROZEN: "bold $text-primary",
}


class Headline(Static):
    """READY, READY WITH OVERRIDE or NOT READY, always in words."""

    def show(self, sheet: SheetCard) -> None:
        """Show the result of a sheet."""
        head = plain(sheet.headline, _STYLES.get(sheet.result, "bold"))
        if sheet.is_frozen:
            said = sheet.attempts[0].words if sheet.attempts else ""
            rest = plain(f"\nKept as it was submitted. {said}".rstrip(), "$text-muted")
        elif sheet.stop:
            rest = plain(f"\n{sheet.stop}", "$text-error")
        elif sheet.may_submit:
            rest = plain("\nP puts them forward; both follow-ups are made with it.", "$text-muted")
        else:
            first = sheet.unlocks[0] if sheet.unlocks else ""
            more = f" (and {len(sheet.unlocks) - 1} more)" if len(sheet.unlocks) > 1 else ""
            rest = plain(f"\nNext: {first}{more}" if first else "", "$text-muted")
        self.update(joined(head, rest))
