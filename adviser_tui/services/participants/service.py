"""The caseload as screens and commands ask for it."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from adviser_tui.services.desk import Desk
from adviser_tui.services.participants import writing
from adviser_tui.services.participants.card import ParticipantCard
from adviser_tui.services.participants.listing import read_rows
from adviser_tui.services.participants.reading import read_card
from adviser_tui.services.participants.row import Filter, ParticipantRow
from adviser_tui.services.participants.twins import Twin, possible_twins
from adviser_tui.services.participants.writing import ParticipantDraft
from models.kinds import Stage


class Participants:
    """The people on the caseload."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def rows(self, which: Filter = "current") -> tuple[ParticipantRow, ...]:
        """Return the participants that fit, by name."""
        return read_rows(self._desk, which)

    def card(self, participant_id: str) -> ParticipantCard:
        """Return everything that a card shows; raises `NotFoundError` where there is nobody."""
        return read_card(self._desk, participant_id)

    def possible_twins(
        self, name: str, phone: str = "", email: str = "", postcode: str = ""
    ) -> tuple[Twin, ...]:
        """Return who may be the same person, so that a form can warn while it is filled."""
        return possible_twins(self._desk.database, name, phone, email, postcode)

    def add(
        self,
        draft: ParticipantDraft,
        *,
        even_if_similar: bool = False,
        more: Mapping[str, Any] | None = None,
    ) -> str:
        """Add a participant, with `more` columns where they are known, and return the id.

        Raises `RuleError` naming who may be the same person, unless told to go on.
        """
        return writing.add(self._desk, draft, even_if_similar, more or {})

    def change(self, participant_id: str, **values: object) -> None:
        """Give columns new values."""
        if isinstance(until := values.get("unavailable_until"), date):
            writing.check_unavailable(until, self._desk.today)
        writing.change(self._desk, participant_id, values)

    def set_stage(self, participant_id: str, stage: Stage) -> None:
        """Move somebody along the way into work; raises `RuleError` off its edges."""
        writing.change(self._desk, participant_id, {"stage": stage})

    def pause(self, participant_id: str, until: date, *, agreed: bool) -> None:
        """Pause somebody until a day; `agreed` says that it was agreed with them."""
        writing.pause(self._desk, participant_id, until, agreed)

    def resume(self, participant_id: str) -> None:
        """End a pause and any time of being unavailable."""
        ended = {"paused_until": None, "paused_agreed": False, "unavailable_until": None}
        writing.change(self._desk, participant_id, dict(ended))

    def unavailable(self, participant_id: str, until: date) -> None:
        """Note that somebody cannot be put forward until a day, at most 31 days on; never why."""
        writing.unavailable(self._desk, participant_id, until)
