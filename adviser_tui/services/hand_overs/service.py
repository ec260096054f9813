"""Hand-overs as screens and commands ask for them."""

from adviser_tui.services.desk import Desk
from adviser_tui.services.hand_overs import rows
from adviser_tui.services.hand_overs.rows import About, HandOverCard, HandOverRow, Show
from adviser_tui.services.hand_overs.writing import Offer, accept, give_back, offer, take_back


class HandOvers:
    """Offer somebody to a colleague; accept, return or take back."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def rows(self, which: Show = "all") -> tuple[HandOverRow, ...]:
        """Return hand-overs, those that wait for an answer first, then the newest."""
        return rows.read_rows(self._desk, which)

    def card(self, hand_over_id: str) -> HandOverCard:
        """Return one with what stood when it was offered."""
        return rows.read_card(self._desk, hand_over_id)

    def waiting(self, about: About, about_id: str) -> HandOverRow | None:
        """Return the one about a participant or an employer that waits for an answer."""
        return rows.read_open(self._desk, about, about_id)

    def offer(self, wish: Offer) -> str:
        """Offer somebody to a colleague and return the id; the pack is made here.

        Raises `RuleError` where they were offered already, or where the colleague could not see
        it since the record is restricted.
        """
        return offer(self._desk, wish)

    def accept(self, hand_over_id: str, note: str = "") -> int:
        """Take over, with what was open; return how many things came along."""
        return accept(self._desk, hand_over_id, note)

    def give_back(self, hand_over_id: str, note: str) -> None:
        """Return an offer with a word, which becomes a follow-up of who offered it."""
        give_back(self._desk, hand_over_id, note)

    def take_back(self, hand_over_id: str, note: str = "") -> None:
        """Withdraw an offer of one's own that was not answered yet."""
        take_back(self._desk, hand_over_id, note)


__all__ = ["HandOverCard", "HandOverRow", "HandOvers", "Offer"]
