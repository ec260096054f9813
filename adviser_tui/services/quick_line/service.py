"""The quick-entry line as screens and commands use it: understand it, then record it."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from adviser_tui.errors import NotFoundError, RuleError
from adviser_tui.services.contacts.draft import Logged
from adviser_tui.services.contacts.left_alone import refuse_if_left_alone
from adviser_tui.services.desk import Desk
from adviser_tui.services.quick_line.ask import Party, PartyKind
from adviser_tui.services.quick_line.lines import preview_lines
from adviser_tui.services.quick_line.mind import remarks_about, warnings_about
from adviser_tui.services.quick_line.naming import Naming
from adviser_tui.services.quick_line.plan import (
    QuickPreview,
    contact_of,
    next_steps_of,
    promises_of,
    side_of,
)
from adviser_tui.services.quick_line.reading import read_line
from adviser_tui.services.quick_line.who import NAMES
from adviser_tui.services.words.quick_entry import Understood

if TYPE_CHECKING:
    from adviser_tui.services.contacts import Contacts
    from adviser_tui.services.employers.service import Employers
    from adviser_tui.services.search.service import Search


class Quick:
    """Say how a line is understood, and save exactly that."""

    def __init__(
        self, desk: Desk, search: "Search", employers: "Employers", contacts: "Contacts"
    ) -> None:
        self._desk = desk
        self._search = search
        self._employers = employers
        self._contacts = contacts

    def understand(
        self,
        line: str,
        subject: Party | None = None,
        *,
        choose: Sequence[str] = (),
        new_employer: bool = False,
        at: datetime | None = None,
    ) -> QuickPreview:
        """Return what a line would save, and what stands in the way; nothing is written.

        A line that names nobody is about `subject`. `choose` answers questions by ids, `at` says
        when it happened.
        """
        desk = self._desk
        understood, known = read_line(line, desk.local_now, desk.holidays, subject)
        if at is not None:
            understood = replace(understood, occurred_at=at, when_was_said=True)
        return self.plan(understood, known, choose=choose, new_employer=new_employer)

    def plan(
        self,
        understood: Understood,
        known: Party | None = None,
        *,
        choose: Sequence[str] = (),
        new_employer: bool = False,
    ) -> QuickPreview:
        """Return what would be saved of what was understood; `known` is whom it is about."""
        naming = Naming(self._desk.database, self._search, choose)
        named = naming.of(understood, known, new_employer=new_employer)
        contact = contact_of(understood, named)
        steps, promises = (
            next_steps_of(understood, named, contact),
            promises_of(understood, named),
        )
        if contact is not None:
            contact = replace(contact, next_steps=steps, promises=promises)
        who = named.who
        is_known_employer = who is not None and who.kind == "employer" and not who.is_new
        quiet = self._employers.quiet_line(who.id) if who and is_known_employer else None
        refused = ""
        if contact is not None:
            try:
                refuse_if_left_alone(self._desk, contact)
            except RuleError as error:
                refused = str(error)
        preview = QuickPreview(
            understood=understood,
            who=who,
            person=named.person,
            participant=named.participant,
            vacancy=named.vacancy,
            contact=contact,
            next_steps=steps,
            promises=promises,
            quiet=quiet,
            asks=tuple(naming.asks),
            problems=(*understood.problems, *naming.problems),
            refused=refused,
            warnings=warnings_about(self._desk, who, contact, quiet),
            remarks=(*understood.remarks, *naming.remarks, *remarks_about(understood, contact)),
        )
        return replace(preview, lines=preview_lines(preview))

    def record(
        self,
        line: str,
        subject: Party | None = None,
        *,
        choose: Sequence[str] = (),
        new_employer: bool = False,
        at: datetime | None = None,
    ) -> Logged:
        """Save a line as one action that can be undone.

        Raises `AskError` where something must be chosen first, `InputError` where the line says
        too little, `RuleError` where the employer asked to be left alone.
        """
        return self.save(
            self.understand(line, subject, choose=choose, new_employer=new_employer, at=at)
        )

    def save(self, preview: QuickPreview) -> Logged:
        """Save what a preview showed."""
        preview.refuse_unless_clear()
        if preview.contact is not None:
            return self._contacts.log(preview.contact)
        return self._put_down(preview)

    def _put_down(self, preview: QuickPreview) -> Logged:
        """Save a promise that no contact is logged with."""
        from adviser_tui.services.contacts.writing import employer_of, write_what_is_owed

        who = preview.who
        if who is None:
            raise ValueError("a promise is to somebody")
        known = (who.id or None) if who.kind == "employer" else None
        participant = preview.participant.id if preview.participant else None
        partner = who.id if who.kind == "partner" else None
        with self._desk.database.write() as work:
            new_name = who.name if who.is_new else ""
            employer_id = employer_of(work, known, new_name)
            steps, promises = write_what_is_owed(
                work,
                preview.next_steps,
                preview.promises,
                employer_id=employer_id,
                participant_id=participant,
                partner_id=partner,
                contact_id=None,
                side=side_of(who),
                made_on=preview.understood.occurred_at.date(),
            )
        return Logged(
            contact_id="",
            employer_id=employer_id or "",
            made_employer=employer_id != known,
            follow_up_ids=steps,
            promise_ids=promises,
            need_id="",
            is_attempt=False,
            participant_id=participant or "",
        )

    def known(self, kind: PartyKind, record_id: str) -> Party:
        """Return an employer, a participant or a partner as whom a line is about."""
        table, name = NAMES[kind]
        row = self._desk.database.row(
            f"SELECT {name} FROM {table} WHERE id = ? AND void_reason IS NULL", (record_id,)
        )
        if row is None:
            raise NotFoundError("That is not in the caseload any more.")
        return Party(kind, record_id, str(row[0]))
