"""What people do on their laptops: the product's own ways of writing, on rows that are there."""

from collections.abc import Callable
from datetime import date
from typing import Any

from adviser_tui.errors import AdviserError
from adviser_tui.ids import derived_id
from adviser_tui.services.merging.comparison import Kind
from adviser_tui.services.office import Office
from adviser_tui.storage.database import Database
from adviser_tui.storage.undo import redo, undo
from adviser_tui.storage.unit import UnitOfWork
from models.edges import EDGES
from models.kinds import (
    AnswerValue,
    Channel,
    Confidentiality,
    ConsentState,
    ContactWith,
    FollowUpState,
    Pipeline,
    SheetState,
    Side,
    Stage,
)
from models.tables import (
    BY_NAME,
    BarrierAction,
    Contact,
    FollowUp,
    KnownAsTwo,
    MatchAnswer,
    MatchSheet,
    Participant,
)
from tests.sync.model.laptop import Laptop

DAY = date(2026, 11, 20)
TEXTS: tuple[tuple[str, str], ...] = (
    ("participant", "phone"),
    ("participant", "phone"),
    ("participant", "phone"),
    ("participant", "town"),
    ("employer", "notes"),
    ("follow_up", "what"),
    ("contact", "note"),
    ("barrier_action", "action"),
    ("consent", "own_words"),
    ("match_answer", "note"),
)
"""Fields that are changed by hand; the first more often, so that people meet there."""
STATES: tuple[tuple[str, type[Any], str], ...] = (
    ("participant", Stage, "stage"),
    ("follow_up", FollowUpState, "state"),
    ("consent", ConsentState, "state"),
    ("employer", Pipeline, "stage"),
)


class Acts:
    """What is done on one laptop; `word` gives words that nobody else wrote."""

    def __init__(self, laptop: Laptop, word: Callable[[], str], new_id: Callable[[], str]) -> None:
        self.laptop = laptop
        self.word = word
        self.new_id = new_id

    @property
    def database(self) -> Database:
        """The laptop's caseload."""
        return self.laptop.database

    def ids(self, entity: str) -> list[str]:
        """Return the rows of a table that count here."""
        rows = self.database.rows(
            f"SELECT id FROM {entity} WHERE void_reason IS NULL ORDER BY created_at, id"
        )
        return [str(row[0]) for row in rows]

    def pick(self, entity: str, which: int) -> str | None:
        """Return one of them, the oldest far more often than any other."""
        found = self.ids(entity)
        if not found:
            return None
        return found[0] if which % 3 else found[which % len(found)]

    # One field.

    def edit(self, which: int, how: int) -> None:
        """Give a field of a row a new text."""
        entity, name = TEXTS[how % len(TEXTS)]
        value = f"same-{how % 2}" if how % 17 == 0 else self.word()
        self._change(entity, which, **{name: value})

    def move(self, which: int, how: int) -> None:
        """Let a state go along one of its edges."""
        entity, words, name = STATES[how % len(STATES)]
        row_id = self.pick(entity, which)
        if row_id is None:
            return
        now = self.database.row(f"SELECT {name} FROM {entity} WHERE id = ?", (row_id,))[0]
        following = sorted(EDGES[words][words(now)])
        if following:
            self._change(entity, which, **{name: following[how // 4 % len(following)]})

    def assign(self, which: int, how: int) -> None:
        """Give a participant another coach or deputy, or another care of who sees them."""
        people = [str(r[0]) for r in self.database.rows("SELECT id FROM adviser ORDER BY name, id")]
        chosen = people[how % len(people)] if people else None
        kinds = (
            {"coach_id": chosen},
            {"deputy_id": chosen},
            {"confidentiality": Confidentiality.RESTRICTED},
            {"confidentiality": Confidentiality.STANDARD},
        )
        self._change("participant", which, **kinds[how // 5 % len(kinds)])

    def void(self, which: int, how: int) -> None:
        """Take a row off the record."""
        entity = ("follow_up", "contact", "participant", "barrier_action")[how % 4]
        row_id = self.pick(entity, which)
        if row_id is not None and not (entity == "participant" and how % 3):
            with self.database.write() as work:
                work.void(work.get(BY_NAME[entity], row_id), self.word())

    def _change(self, entity: str, which: int, **values: Any) -> None:
        row_id = self.pick(entity, which)
        if row_id is not None:
            with self.database.write() as work:
                work.change(work.get(BY_NAME[entity], row_id), **values)

    # Whole rows and actions.

    def meet(self, which: int, how: int) -> None:
        """Write down a contact with what follows from it, as one action."""
        person, employer = self.pick("participant", which), self.pick("employer", which)
        if person is None or employer is None:
            return
        with self.database.write() as work:
            contact = work.add(
                Contact(
                    id=self.new_id(),
                    kind=ContactWith.PARTICIPANT if how % 2 else ContactWith.EMPLOYER,
                    participant_id=person if how % 2 else None,
                    employer_id=None if how % 2 else employer,
                    channel=Channel.CALL,
                    occurred_at=work.now,
                    note=self.word(),
                )
            )
            if how % 3 == 0:
                self._owe(work, person, contact.id)
            if how % 5 == 0:
                work.change(work.get(Participant, person), phone=self.word(), reached_on=DAY)

    def _owe(self, work: UnitOfWork, person: str, contact_id: str | None = None) -> None:
        work.add(
            FollowUp(
                id=self.new_id(),
                what=self.word(),
                side=Side.PARTICIPANT,
                due_on=DAY,
                first_due_on=DAY,
                participant_id=person,
                contact_id=contact_id,
            )
        )

    def welcome(self, which: int, how: int) -> None:
        """Begin with a new participant."""
        if len(self.ids("participant")) > 4:
            return
        with self.database.write() as work:
            person = work.add(
                Participant(
                    id=self.new_id(),
                    preferred_name=self.word(),
                    coach_id=self.laptop.account() if how % 2 else None,
                    confidentiality=Confidentiality.RESTRICTED
                    if how % 4 == 0
                    else Confidentiality.STANDARD,
                )
            )
            self._owe(work, person.id)
            work.add(BarrierAction(id=self.new_id(), participant_id=person.id, barrier=self.word()))

    def answer(self, which: int, how: int) -> None:
        """Answer an item of a match sheet; on every laptop it is the same row."""
        sheet_id = self.pick("match_sheet", which)
        if sheet_id is None:
            return
        item = ("C1", "C2")[how % 2]
        row_id = derived_id("match_answer", sheet_id, item)
        values: dict[str, Any] = {
            "value": sorted(AnswerValue)[how % len(AnswerValue)],
            "note": self.word(),
        }
        with self.database.write() as work:
            sheet = work.get(MatchSheet, sheet_id)
            if row_id in self.ids("match_answer"):
                work.change(work.get(MatchAnswer, row_id), **values)
            else:
                work.add(
                    MatchAnswer(
                        id=row_id,
                        participant_id=sheet.participant_id,
                        sheet_id=sheet_id,
                        item=item,
                        answered_at=work.now,
                        **values,
                    )
                )

    def submit(self, which: int, how: int) -> None:
        """Submit a match sheet: from now on it is evidence."""
        sheet_id = self.pick("match_sheet", which)
        if sheet_id is None or how % 2:
            return
        with self.database.write() as work:
            sheet = work.get(MatchSheet, sheet_id)
            if sheet.state == SheetState.DRAFT:
                work.change(sheet, state=SheetState.READY)
            work.change(sheet, state=SheetState.FROZEN, frozen_at=work.now, frozen='{"a":1}')

    def merge(self, which: int, how: int) -> None:
        """Make one of two employers or participants, or note that they are two."""
        kind: Kind = "participant" if how % 4 == 1 else "employer"
        found = self.ids(kind)
        if len(found) < 2:
            return
        keep, other = found[how % 2], found[1 - how % 2]
        if how % 3 == 0:
            first, second = sorted(found[:2])
            pair = derived_id("known_as_two", kind, first, second)
            if pair not in self.ids("known_as_two"):
                with self.database.write() as work:
                    work.add(KnownAsTwo(id=pair, entity=kind, first_id=first, second_id=second))
            return
        office = Office(self.database)
        office.merging.merge(kind, keep, other, even_so=True)

    def take_back(self, which: int, how: int) -> None:
        """Undo, or redo, the latest action."""
        (redo if how % 3 == 0 else undo)(self.database)

    def settle(self, which: int, how: int) -> None:
        """Look at two versions and settle them."""
        rows = self.database.rows("SELECT id FROM sync_conflict WHERE state = 'open' ORDER BY id")
        if rows:
            with self.database.write() as work:
                row = work.get(BY_NAME["sync_conflict"], str(rows[which % len(rows)][0]))
                work.change(row, state="settled", settled=("kept", "taken")[how % 2])


ACTS = (
    *("edit", "edit", "edit", "edit", "move", "meet", "meet", "answer"),
    *("assign", "void", "welcome", "submit", "merge", "take_back", "settle"),
)
REFUSALS = AdviserError
"""The product says no to some acts in plain words; the laptop goes on."""
