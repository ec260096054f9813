"""What is done from Today, whatever kind of thing it is done to: one action, one undo."""

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Protocol

from adviser_tui.errors import InputError, NotFoundError, RuleError
from adviser_tui.services.desk import Desk
from adviser_tui.services.follow_ups import (
    PARKED,
    FollowUpDraft,
    about_the_same,
    add_follow_up,
    close_follow_up,
    move_follow_up,
)
from adviser_tui.services.promises import close_promise, move_promise, outcome_of
from models.kinds import Side

if TYPE_CHECKING:
    from adviser_tui.storage.unit import UnitOfWork
    from models.tables import FollowUp, Participant, Promise

NEXT_STEP_TOGETHER = "agree the next step together"


class Step(Protocol):
    """A next step as it was understood from one line."""

    @property
    def what(self) -> str:
        """What is to be done."""

    @property
    def day(self) -> date:
        """When."""

    @property
    def clock(self) -> str:
        """At what time, empty where none was said."""


def mark_done(desk: Desk, ids: Sequence[str], step: Step | None, note: str) -> int:
    """Tick off follow-ups and promises, with the next step of a single one."""
    from models.tables import FollowUp, Participant

    if step is not None and len(ids) != 1:
        raise InputError("A next step belongs to one thing at a time.", "next")
    today = desk.today
    with desk.database.write() as work:
        for each in ids:
            row = _owed(work, each)
            if isinstance(row, Participant):
                raise RuleError(
                    "Somebody who was forgotten is not ticked off. Log what you did with them, "
                    "or put it off to the day of the next step. Nothing was changed."
                )
            if isinstance(row, FollowUp):
                close_follow_up(work, row, today, note)
            else:
                close_promise(work, row, outcome_of(row.due_on, today), today, note)
            if step is not None:
                draft = FollowUpDraft(step.what or row.what, step.day, due_time=step.clock)
                add_follow_up(work, about_the_same(draft, row))
    return len(ids)


def put_off(desk: Desk, ids: Sequence[str], to: date, *, agreed: bool) -> int:
    """Move follow-ups and promises to a day; somebody parked gets a follow-up on it."""
    from models.tables import FollowUp, Promise

    if to < desk.today:
        raise InputError("It can only be put off to a day that is still to come.", "day")
    with desk.database.write() as work:
        for each in ids:
            row = _owed(work, each)
            if isinstance(row, FollowUp):
                move_follow_up(work, row, to, desk.today, agreed=agreed)
            elif isinstance(row, Promise):
                move_promise(work, row, to)
            else:
                step = FollowUpDraft(
                    NEXT_STEP_TOGETHER,
                    to,
                    side=Side.PARTICIPANT,
                    participant_id=row.id,
                    reasons=(PARKED,),
                )
                add_follow_up(work, step)
    return len(ids)


def _owed(work: "UnitOfWork", row_id: str) -> "FollowUp | Promise | Participant":
    """Return what can be ticked off or put off; says of anything else what settles it."""
    from models.tables import Consent, FollowUp, Participant, Placement, Promise, Submission

    found: list[FollowUp | Promise | Participant] = [
        *work.find(FollowUp, id=row_id),
        *work.find(Promise, id=row_id),
        *work.find(Participant, id=row_id),
    ]
    if found:
        return found[0]
    settled = ""
    if work.find(Consent, id=row_id):
        settled = "their answer about consent is noted"
    elif work.find(Submission, id=row_id):
        settled = "it is noted how the interview went"
    elif work.find(Placement, id=row_id):
        settled = "it is noted whether the job began, or what was found out about its weeks"
    if settled:
        raise RuleError(f"This leaves the list once {settled}. Nothing was changed.")
    raise NotFoundError("That is not in the caseload any more. Nothing was changed.")
