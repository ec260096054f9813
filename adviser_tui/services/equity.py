"""What people choose to say of themselves, kept apart from everything else about them (M9).

It is asked and shown in one form alone: it stands on no card, in no list, search, match sheet,
export, hand-over or history. In a team the answers leave a coach's device once the hub has taken
them, and only whoever leads the team compares groups; that a question was answered stays known.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from adviser_tui.errors import InputError, NotFoundError
from adviser_tui.services.desk import Desk
from adviser_tui.storage.sync.kept_elsewhere import kept_key
from adviser_tui.text import fold

if TYPE_CHECKING:
    from adviser_tui.storage.unit import UnitOfWork
    from seed.equity import Characteristic

WITHHELD = "prefer not to say"
_STANDING = """SELECT id, characteristic, answer, is_withheld, asked_on FROM equity_record
  WHERE participant_id = ? AND void_reason IS NULL ORDER BY asked_on, created_at, id"""
CORRECTED = "corrected"
TAKEN_BACK = "taken back by the person"


@dataclass(frozen=True, slots=True)
class Asked:
    """One question with where it stands for somebody; shown in the form where it is asked alone."""

    characteristic: str
    name: str
    question: str
    offered: tuple[str, ...]
    answer: str
    """What they said, `prefer not to say`, or empty where nothing is here."""
    asked_on: date | None
    is_with_lead: bool
    """It was answered, and the answer is kept by the team's lead and no more on this device."""

    @property
    def words(self) -> str:
        """Where it stands, without what was said."""
        if self.asked_on is None:
            return "not asked"
        when = f"{self.asked_on.day} {self.asked_on:%b %Y}"
        if self.is_with_lead:
            return f"recorded {when}, kept by your team's lead"
        return f"recorded {when}"


class Equity:
    """Ask what people want to say of themselves, and keep it where few can see it."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def characteristics(self) -> "tuple[Characteristic, ...]":
        """Return what may be asked, with the answers that are offered."""
        from seed.equity import characteristics

        return characteristics()

    def of(self, participant_id: str) -> tuple[Asked, ...]:
        """Return every question with where it stands; raises `NotFoundError` for nobody."""
        self._name(participant_id)
        here = {
            str(row["characteristic"]): row
            for row in self._desk.database.rows(_STANDING, (participant_id,))
        }
        kept = self._kept_elsewhere(participant_id)
        found = []
        for each in self.characteristics():
            row = here.get(each.id)
            is_answered = row is not None and bool(row["answer"] or row["is_withheld"])
            answer = (WITHHELD if row["is_withheld"] else str(row["answer"])) if row else ""
            day = str(row["asked_on"]) if row and is_answered else ""
            is_with_lead = row is None and each.id in kept
            day = kept[each.id] if is_with_lead else day
            asked_on = date.fromisoformat(day) if day else None
            found.append(
                Asked(
                    each.id, each.name, each.question, each.offered, answer, asked_on, is_with_lead
                )
            )
        return tuple(found)

    def record(
        self, participant_id: str, answers: Mapping[str, str], asked_on: date | None = None
    ) -> int:
        """Keep what somebody said, in one action, and return how many answers were new.

        The newest counts. What was written down for the same day is put right; an empty answer
        takes theirs back.
        """
        on = asked_on or self._desk.today
        if on > self._desk.today:
            raise InputError("Nobody can have been asked on a day to come.", "asked_on")
        standing = {each.characteristic: each for each in self.of(participant_id)}
        said = {self._known(typed): " ".join(each.split()) for typed, each in answers.items()}
        many = 0
        with self._desk.database.write() as work:
            for characteristic, answer in said.items():
                known = standing[characteristic]
                if not answer:
                    many += self._take_back(work, participant_id, characteristic, on)
                elif fold(answer) != fold(known.answer):
                    if known.asked_on == on and not known.is_with_lead:
                        _void(work, participant_id, characteristic, CORRECTED, only_last=True)
                    _add(work, participant_id, characteristic, answer, on)
                    many += 1
        return many

    def _take_back(
        self, work: "UnitOfWork", participant_id: str, characteristic: str, on: date
    ) -> int:
        """Let no answer stand: those here count no more, and those elsewhere are followed by none.

        Returns 1 where there was anything to take back.
        """
        many = _void(work, participant_id, characteristic, TAKEN_BACK)
        if characteristic in self._kept_elsewhere(participant_id):
            _add(work, participant_id, characteristic, "", on)
            many += 1
        return min(many, 1)

    def _kept_elsewhere(self, participant_id: str) -> dict[str, str]:
        """Return on which day each question was asked whose answer was let go of here."""
        found: dict[str, str] = json.loads(self._desk.setting(kept_key(participant_id), "{}"))
        return found

    def _known(self, typed: str) -> str:
        """Return the characteristic that was meant, by its id or its name."""
        wanted = fold(typed.replace("_", " "))
        for each in self.characteristics():
            if wanted in (fold(each.id.replace("_", " ")), fold(each.name)):
                return each.id
        names = ", ".join(each.id for each in self.characteristics())
        raise InputError(
            f"“{typed[:30]}” is nothing that is asked here. Nothing was kept. It can be one of: "
            f"{names}.",
            "characteristic",
        )

    def _name(self, participant_id: str) -> str:
        row = self._desk.database.row(
            "SELECT preferred_name FROM participant WHERE id = ? AND void_reason IS NULL",
            (participant_id,),
        )
        if row is None:
            raise NotFoundError("They are not in the caseload any more. Nothing was kept.")
        return str(row["preferred_name"])

    def name(self, participant_id: str) -> str:
        """Return whom it is about, for the heading of the form."""
        return self._name(participant_id)


def _void(
    work: "UnitOfWork",
    participant_id: str,
    characteristic: str,
    why: str,
    *,
    only_last: bool = False,
) -> int:
    """Take answers off the record and return how many there were."""
    from models.tables import EquityRecord

    rows = work.find(EquityRecord, participant_id=participant_id, characteristic=characteristic)
    rows.sort(key=lambda row: (row.asked_on, row.created_at or work.now, row.id))
    for row in rows[-1:] if only_last else rows:
        work.void(row, why)
    return len(rows)


def _add(
    work: "UnitOfWork", participant_id: str, characteristic: str, answer: str, on: date
) -> None:
    from models.tables import EquityRecord

    is_withheld = fold(answer) == WITHHELD
    work.add(
        EquityRecord(
            participant_id=participant_id,
            characteristic=characteristic,
            answer="" if is_withheld else answer,
            is_withheld=is_withheld,
            asked_on=on,
        )
    )
