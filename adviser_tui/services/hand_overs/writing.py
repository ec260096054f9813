"""Offering, accepting, returning and taking back, each one action that can be undone."""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from adviser_tui.errors import InputError, NotFoundError, RuleError
from adviser_tui.services.desk import Desk
from adviser_tui.services.follow_ups import FollowUpDraft, add_follow_up
from adviser_tui.services.hand_overs.pack import holder_then, make_pack
from adviser_tui.services.hand_overs.rows import About, read_open
from models.kinds import Confidentiality, FollowUpState, HandOverState, PromiseState, Side

if TYPE_CHECKING:
    from adviser_tui.storage.unit import UnitOfWork
    from models.tables import Employer, FollowUp, HandOver, Participant, Promise


@dataclass(frozen=True, slots=True)
class Offer:
    """A hand-over before it is offered."""

    about: About
    about_id: str
    to_id: str
    why: str
    note: str = ""
    """What the next adviser should know first."""
    consent: str = ""
    """What the participant said to it; needed for a participant."""


def offer(desk: Desk, wish: Offer) -> str:
    """Offer somebody to a colleague and return the id of the hand-over."""
    from models.tables import Adviser, HandOver

    _check(desk, wish)
    pack = make_pack(desk, wish.about, wish.about_id)
    with desk.database.write() as work:
        work.get(Adviser, wish.to_id)
        row = work.add(
            HandOver(
                participant_id=wish.about_id if wish.about == "participant" else None,
                employer_id=wish.about_id if wish.about == "employer" else None,
                from_id=work.actor,
                to_id=wish.to_id,
                why=wish.why,
                note=wish.note,
                consent=wish.consent,
                pack=pack,
                offered_on=desk.today,
            )
        )
        return row.id


def _check(desk: Desk, wish: Offer) -> None:
    if not wish.to_id:
        raise InputError("Choose the colleague who is to take over.", "to")
    if wish.to_id == desk.me:
        raise InputError("Choose a colleague; that is you.", "to")
    if not wish.why.strip():
        raise InputError("Say why, in a few words.", "why")
    if wish.about == "participant" and not wish.consent.strip():
        raise InputError("Write down what they said to it.", "consent")
    row = desk.database.row(
        f"SELECT * FROM {wish.about} WHERE id = ? AND void_reason IS NULL", (wish.about_id,)
    )
    if row is None:
        raise NotFoundError("They are not in the caseload any more. Nothing was offered.")
    holder = row["coach_id" if wish.about == "participant" else "spoc_id"]
    if holder == wish.to_id:
        raise InputError("They work with that colleague already. Nothing was offered.", "to")
    if (waiting := read_open(desk, wish.about, wish.about_id)) is not None:
        raise RuleError(
            f"{waiting.name} was offered to {waiting.to_name} and waits for an answer. Nothing "
            "was offered. Take that back first, if another colleague is to have them."
        )
    restricted = (
        wish.about == "participant" and row["confidentiality"] == Confidentiality.RESTRICTED
    )
    if restricted and row["deputy_id"] != wish.to_id:
        raise RuleError(
            "Their record is shared with coach and deputy alone, so that colleague would not see "
            "the offer. Nothing was offered. Make the colleague the deputy first."
        )


def accept(desk: Desk, hand_over_id: str, note: str) -> int:
    """Take over: who is responsible, and what the colleague had open.

    Returns how many follow-ups and promises came along. Work on barriers keeps its owner: changing
    it would count as a step for the person (M9), and nobody has taken one.
    """
    with desk.database.write() as work:
        row = _open_one(work, hand_over_id)
        _must_be(desk, row.to_id, "answer it")
        target = _target(work, row)
        before = _holder(target)
        if before not in (None, row.to_id, holder_then(row.pack)):
            raise RuleError(
                "Somebody else has taken over meanwhile, so nothing was changed. Return it, and "
                "speak with your colleague."
            )
        _answer(work, row, HandOverState.ACCEPTED, desk.today, note)
        _take_over(work, target, row.to_id)
        owners = {row.from_id, before}
        moved = 0
        owed: list[FollowUp | Promise] = [*_follow_ups(work, row), *_promises(work, row)]
        for each in owed:
            if each.owner_id in owners or each.owner_id is None:
                work.change(each, owner_id=row.to_id)
                moved += 1
        return moved


def give_back(desk: Desk, hand_over_id: str, note: str) -> None:
    """Return an offer with a word; who offered it finds that on their Today."""
    if not note.strip():
        raise InputError("Say why, in a few words; your colleague will read it.", "note")
    with desk.database.write() as work:
        row = _open_one(work, hand_over_id)
        _must_be(desk, row.to_id, "answer it")
        name = _name(_target(work, row))
        _answer(work, row, HandOverState.RETURNED, desk.today, note)
        add_follow_up(
            work,
            FollowUpDraft(
                f"{name} was returned: {note.strip()}",
                desk.today,
                side=Side.PARTICIPANT if row.participant_id else Side.EMPLOYER,
                participant_id=row.participant_id,
                employer_id=row.employer_id,
                owner_id=row.from_id,
            ),
        )


def take_back(desk: Desk, hand_over_id: str, note: str) -> None:
    """Withdraw an offer that was not answered yet."""
    with desk.database.write() as work:
        row = _open_one(work, hand_over_id)
        _must_be(desk, row.from_id, "take it back")
        _answer(work, row, HandOverState.TAKEN_BACK, desk.today, note)


def _open_one(work: "UnitOfWork", hand_over_id: str) -> "HandOver":
    from models.tables import HandOver

    row = work.get(HandOver, hand_over_id)
    if row.state != HandOverState.OFFERED:
        raise RuleError(
            f"This hand-over is {row.state.replace('_', ' ')} already. Nothing was changed."
        )
    return row


def _must_be(desk: Desk, adviser_id: str, to: str) -> None:
    if desk.me != adviser_id:
        raise RuleError(f"Only the colleague whose it is can {to}. Nothing was changed.")


def _target(work: "UnitOfWork", row: "HandOver") -> "Participant | Employer":
    from models.tables import Employer, Participant

    if row.participant_id:
        return work.get(Participant, row.participant_id)
    return work.get(Employer, row.employer_id or "")


def _name(target: "Participant | Employer") -> str:
    from models.tables import Participant

    return target.preferred_name if isinstance(target, Participant) else target.name


def _holder(target: "Participant | Employer") -> str | None:
    from models.tables import Participant

    return target.coach_id if isinstance(target, Participant) else target.spoc_id


def _answer(
    work: "UnitOfWork", row: "HandOver", state: HandOverState, today: date, note: str
) -> None:
    work.change(row, state=state, answered_on=today, answer_note=note)


def _take_over(work: "UnitOfWork", target: "Participant | Employer", to_id: str) -> None:
    """Make the colleague responsible; who is that is not the deputy as well."""
    from models.tables import Participant

    deputy = None if target.deputy_id == to_id else target.deputy_id
    if isinstance(target, Participant):
        work.change(target, coach_id=to_id, deputy_id=deputy)
    else:
        work.change(target, spoc_id=to_id, deputy_id=deputy)


def _follow_ups(work: "UnitOfWork", row: "HandOver") -> "list[FollowUp]":
    from models.tables import FollowUp

    open_ones = {"state": FollowUpState.OPEN}
    if row.participant_id:
        found = work.find(FollowUp, participant_id=row.participant_id, **open_ones)
        return [each for each in found if not _stays_with_employer(work, each)]
    found = work.find(FollowUp, employer_id=row.employer_id, **open_ones)
    return [each for each in found if each.side == Side.EMPLOYER or not each.participant_id]


def _promises(work: "UnitOfWork", row: "HandOver") -> "list[Promise]":
    from models.tables import Promise

    open_ones = {"state": PromiseState.OPEN}
    if row.participant_id:
        found = work.find(Promise, participant_id=row.participant_id, **open_ones)
        return [each for each in found if not _stays_with_employer(work, each)]
    found = work.find(Promise, employer_id=row.employer_id, **open_ones)
    return [each for each in found if each.side == Side.EMPLOYER or not each.participant_id]


def _stays_with_employer(work: "UnitOfWork", owed: "FollowUp | Promise") -> bool:
    """Say whether it is owed to an employer by the one colleague whom that employer hears from."""
    from models.tables import Employer

    if owed.side != Side.EMPLOYER or not owed.employer_id:
        return False
    found = work.find(Employer, id=owed.employer_id)
    return bool(found) and owed.owner_id is not None and found[0].spoc_id == owed.owner_id
