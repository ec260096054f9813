"""Contacts as screens and commands ask for them."""

from collections.abc import Sequence
from dataclasses import replace

from adviser_tui.errors import NotFoundError
from adviser_tui.services.contacts.draft import ContactDraft, Logged, check_draft
from adviser_tui.services.contacts.hints import hints_for
from adviser_tui.services.contacts.left_alone import refuse_if_left_alone
from adviser_tui.services.contacts.reading import ContactRow, read_one, read_recent
from adviser_tui.services.desk import Desk

PAGE = 50


class Contacts:
    """Log contacts, read them and correct them."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def log(self, draft: ContactDraft) -> Logged:
        """Keep a contact with everything that came of it, as one action that can be undone.

        Raises `RuleError` for a contact that we began with an employer who asked us not to.
        """
        from adviser_tui.services.contacts.writing import write_contact

        check_draft(draft, self._desk.local_now)
        refuse_if_left_alone(self._desk, draft)
        with self._desk.database.write() as work:
            logged = write_contact(work, draft)
        return replace(logged, hints=hints_for(self._desk, draft, logged))

    def recent(
        self,
        limit: int = PAGE,
        *,
        employer_id: str = "",
        participant_id: str = "",
        partner_id: str = "",
        before: str = "",
    ) -> tuple[ContactRow, ...]:
        """Return contacts and attempts, the newest first; read on before the last row's id."""
        return read_recent(
            self._desk.database,
            limit,
            employer_id=employer_id,
            participant_id=participant_id,
            partner_id=partner_id,
            before=before,
        )

    def one(self, contact_id: str) -> ContactRow:
        """Return one contact."""
        found = read_one(self._desk.database, contact_id)
        if found is None:
            raise NotFoundError("That contact is not in the caseload any more.")
        return found

    def change(self, contact_id: str, **values: object) -> None:
        """Correct fields of a contact; `is_attempt` says whether nobody was spoken to."""
        from adviser_tui.services.contacts.correcting import correct
        from models.tables import Contact

        with self._desk.database.write() as work:
            correct(work, work.get(Contact, contact_id), dict(values), self._desk.local_now)

    def link_to(self, contact_id: str, participant_id: str, why: str) -> None:
        """Let a contact that was about nobody in particular be one for a participant (M12)."""
        from adviser_tui.services.contacts.linking import link
        from models.tables import Contact

        with self._desk.database.write() as work:
            link(work, work.get(Contact, contact_id), participant_id, why)

    def linkable(self, employer_id: str = "") -> tuple[ContactRow, ...]:
        """Return the newest contacts that are about nobody in particular, with one employer."""
        from adviser_tui.services.contacts.linking import may_be_linked

        newest = self.recent(PAGE, employer_id=employer_id)
        return tuple(row for row in newest if may_be_linked(row))

    def void(self, ids: Sequence[str], why: str) -> None:
        """Take contacts out of account, with the reason; what came of them stays."""
        from models.tables import Contact

        with self._desk.database.write() as work:
            for each in ids:
                work.void(work.get(Contact, each), why)
