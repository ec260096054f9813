"""Consent: asking, what was answered in the person's own words, and taking it back (C2).

A choice is about one vacancy, or standing. The newest answer to the same question counts: giving
anew ends what was given before, and a refusal ends it too, so that nobody is spoken of on the
strength of a choice that they have since changed. Withdrawing is always possible.
"""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from adviser_tui.errors import InputError, RuleError
from adviser_tui.services.desk import Desk
from models.kinds import ConsentScope, ConsentState, DisclosureLevel

if TYPE_CHECKING:
    from adviser_tui.storage.unit import UnitOfWork
    from models.tables import Consent

UNANSWERED = (ConsentState.ASKED, ConsentState.NO_ANSWER)


@dataclass(frozen=True, slots=True)
class ConsentAnswer:
    """What somebody answered."""

    level: DisclosureLevel = DisclosureLevel.NAMED
    own_words: str = ""
    said_by: str = ""
    """Who said it where it was not the participant."""
    valid_to: date | None = None
    may_share: tuple[str, ...] = ()
    """What may be told beyond the name; only at level `more`."""


class Consents:
    """Ask for choices about what may be said to whom, and keep them."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def ask(
        self,
        participant_id: str,
        reply_by: date,
        *,
        vacancy_id: str | None = None,
        scope: ConsentScope = ConsentScope.EMPLOYER,
        level: DisclosureLevel = DisclosureLevel.NAMED,
    ) -> str:
        """Note that a choice was asked for, to be answered by a day; nothing else comes of it.

        A question that still waits for its answer is asked again rather than twice.
        """
        from models.tables import Consent, Participant

        today = self._desk.today
        if reply_by < today:
            raise InputError("The answer is asked for by a day that is still to come.", "reply_by")
        with self._desk.database.write() as work:
            work.get(Participant, participant_id)
            for waiting in self._same(work, participant_id, scope, vacancy_id):
                if waiting.state in UNANSWERED:
                    work.change(
                        waiting,
                        state=ConsentState.ASKED,
                        level=level,
                        asked_on=today,
                        reply_by=reply_by,
                    )
                    return waiting.id
            return work.add(
                Consent(
                    participant_id=participant_id,
                    scope=scope,
                    vacancy_id=vacancy_id,
                    level=level,
                    asked_on=today,
                    reply_by=reply_by,
                )
            ).id

    def give(self, consent_id: str, answer: ConsentAnswer) -> None:
        """Keep a yes: how much, in whose words, until when."""
        from models.tables import Consent

        self._check(answer)
        with self._desk.database.write() as work:
            self._give(work, work.get(Consent, consent_id), answer)

    def record(
        self,
        participant_id: str,
        answer: ConsentAnswer,
        *,
        vacancy_id: str | None = None,
        scope: ConsentScope = ConsentScope.EMPLOYER,
    ) -> str:
        """Keep a yes that was said there and then, asked for earlier or not; return its id."""
        from models.tables import Consent, Participant

        self._check(answer)
        with self._desk.database.write() as work:
            work.get(Participant, participant_id)
            same = self._same(work, participant_id, scope, vacancy_id)
            row = next((each for each in same if each.state in UNANSWERED), None)
            if row is None:
                row = work.add(
                    Consent(
                        participant_id=participant_id,
                        scope=scope,
                        vacancy_id=vacancy_id,
                        asked_on=self._desk.today,
                    )
                )
            self._give(work, row, answer)
            return row.id

    def refuse(self, consent_id: str, own_words: str = "", said_by: str = "") -> None:
        """Keep a no; it also ends what was agreed before about the same."""
        from models.tables import Consent

        with self._desk.database.write() as work:
            row = work.get(Consent, consent_id)
            work.change(
                row,
                state=ConsentState.REFUSED,
                own_words=own_words,
                said_by=said_by,
                level=DisclosureLevel.NOTHING,
                may_share=[],
                given_on=None,
                valid_to=None,
            )
            self._end_others(work, row, ConsentState.WITHDRAWN)

    def withdraw(self, consent_id: str, own_words: str = "") -> None:
        """Take a choice back, whatever its state; it counts from this moment."""
        from models.tables import Consent

        with self._desk.database.write() as work:
            row = work.get(Consent, consent_id)
            if row.state == ConsentState.WITHDRAWN:
                raise RuleError("That was withdrawn already. Nothing was changed.")
            values: dict[str, object] = {"own_words": own_words} if own_words.strip() else {}
            work.change(row, state=ConsentState.WITHDRAWN, valid_to=self._desk.today, **values)
            self._end_others(work, row, ConsentState.WITHDRAWN)

    def note_unanswered(self) -> int:
        """Turn questions whose day has passed into `no_answer` and return how many there were.

        Reading says the same without it: a question past its day never counts as open.
        """
        from models.tables import Consent

        today = self._desk.today
        with self._desk.database.write() as work:
            late = [
                row
                for row in work.find(Consent, state=ConsentState.ASKED)
                if row.reply_by is not None and row.reply_by < today
            ]
            for row in late:
                work.change(row, state=ConsentState.NO_ANSWER)
            lapsed = [
                row
                for row in work.find(Consent, state=ConsentState.GIVEN)
                if row.valid_to is not None and row.valid_to < today
            ]
            for row in lapsed:
                work.change(row, state=ConsentState.EXPIRED)
        return len(late)

    def _give(self, work: "UnitOfWork", row: "Consent", answer: ConsentAnswer) -> None:
        work.change(
            row,
            state=ConsentState.GIVEN,
            level=answer.level,
            own_words=answer.own_words,
            said_by=answer.said_by,
            may_share=list(answer.may_share),
            given_on=self._desk.today,
            valid_to=answer.valid_to,
        )
        self._end_others(work, row, ConsentState.EXPIRED)

    def _end_others(self, work: "UnitOfWork", row: "Consent", state: ConsentState) -> None:
        """End what was given before about the same."""
        for other in self._same(work, row.participant_id, row.scope, row.vacancy_id):
            if other.id != row.id and other.state == ConsentState.GIVEN:
                work.change(other, state=state, valid_to=self._desk.today)

    def _same(
        self, work: "UnitOfWork", participant_id: str, scope: str, vacancy_id: str | None
    ) -> "list[Consent]":
        from models.tables import Consent

        return work.find(Consent, participant_id=participant_id, scope=scope, vacancy_id=vacancy_id)

    def _check(self, answer: ConsentAnswer) -> None:
        if answer.valid_to is not None:
            check_valid_to(answer.valid_to, self._desk.today)
        if answer.may_share and answer.level != DisclosureLevel.MORE:
            raise InputError(
                "What may be told beyond the name needs the level “more”.", "may_share"
            )


def check_valid_to(valid_to: date, today: date) -> None:
    """Raise `InputError` for a last day that has passed; what is over is withdrawn instead."""
    if valid_to < today:
        raise InputError("It would have run out already; give a later day.", "valid_to")
