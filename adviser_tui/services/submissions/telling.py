"""Who is told what after each step of a submission: both sides hear, within a working day.

Of each side there is one open follow-up a submission at most: a new step takes the place of what
was to be done before. What is overtaken on the employer's side because they answered is done.
"""

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from adviser_tui.services.follow_ups import FollowUpDraft, add_follow_up
from models.kinds import FollowUpState, Side, SubmissionState

if TYPE_CHECKING:
    from adviser_tui.storage.unit import UnitOfWork
    from models.tables import FollowUp

TOLD = "T3"
"""The item of the sheet that every one of these follow-ups serves."""

AFTER: Mapping[SubmissionState, Mapping[Side, str]] = {
    SubmissionState.SUBMITTED: {
        Side.EMPLOYER: "Ask {employer} what they think of {participant}",
        Side.PARTICIPANT: "Tell {participant} that {employer} has heard of them",
    },
    SubmissionState.INTERVIEW_BOOKED: {
        Side.PARTICIPANT: "Tell {participant} about the interview at {employer}: {interview}",
        Side.EMPLOYER: "Confirm the interview with {participant} to {employer}: {interview}",
    },
    SubmissionState.INTERVIEWED: {
        Side.PARTICIPANT: "Ask {participant} how the interview at {employer} went",
        Side.EMPLOYER: "Ask {employer} how the interview with {participant} went",
    },
    SubmissionState.OFFERED: {
        Side.PARTICIPANT: "Tell {participant} about the offer from {employer}",
        Side.EMPLOYER: "Tell {employer} by when {participant} answers the offer",
    },
    SubmissionState.ACCEPTED: {
        Side.PARTICIPANT: "Agree the first day at {employer} and the support with {participant}",
        Side.EMPLOYER: "Tell {employer} that {participant} accepts, and agree the first day",
    },
    SubmissionState.REFUSED_BY_EMPLOYER: {
        Side.PARTICIPANT: "Tell {participant} what {employer} decided, and agree the next step",
        Side.EMPLOYER: "Thank {employer} for their answer and ask who would fit {vacancy}",
    },
    SubmissionState.DECLINED_BY_PERSON: {
        Side.PARTICIPANT: "Look with {participant} at what would suit better than {vacancy}",
        Side.EMPLOYER: "Tell {employer} that {participant} does not go ahead with {vacancy}",
    },
    SubmissionState.VACANCY_GONE: {
        Side.PARTICIPANT: "Tell {participant} that {vacancy} at {employer} is gone",
        Side.EMPLOYER: "Ask {employer} what comes next after {vacancy}",
    },
    SubmissionState.NO_RESPONSE: {
        Side.PARTICIPANT: "Tell {participant} that {employer} has not answered",
        Side.EMPLOYER: "Ask {employer} a last time about {participant} for {vacancy}",
    },
}
"""For each state what is owed to whom; the texts are for the diary, not for sending."""

ANSWERED = frozenset(
    {
        SubmissionState.INTERVIEW_BOOKED,
        SubmissionState.OFFERED,
        SubmissionState.REFUSED_BY_EMPLOYER,
        SubmissionState.VACANCY_GONE,
    }
)
"""States that the employer brought about: asking them is done then."""


def owe_both(
    work: "UnitOfWork",
    pair: Any,
    submission_id: str,
    state: SubmissionState,
    due: Mapping[Side, date],
    today: date,
    *,
    interview: str = "",
) -> tuple[str, ...]:
    """Put what is owed after a step into the diary, a follow-up a side of `due`.

    `pair` names participant, vacancy and employer with their ids.
    """
    words = {
        "participant": pair["participant"],
        "employer": pair["employer"],
        "vacancy": pair["vacancy"],
        "interview": interview,
    }
    made = []
    for side, text in AFTER[state].items():
        open_ones = _open(work, submission_id, side)
        if side is Side.EMPLOYER and state in ANSWERED:
            _done(work, open_ones, state, today)
            open_ones = []
        if side not in due:
            _overtaken(work, open_ones, state)
            continue
        what = text.format(**words)
        if open_ones:
            first, *rest = open_ones
            work.change(first, what=what, due_on=min(first.due_on, due[side]))
            _overtaken(work, rest, state)
            made.append(first.id)
            continue
        draft = FollowUpDraft(
            what=what,
            due_on=due[side],
            side=side,
            participant_id=str(pair["participant_id"]),
            employer_id=str(pair["employer_id"]),
            vacancy_id=str(pair["vacancy_id"]),
            submission_id=submission_id,
            item=TOLD,
        )
        made.append(add_follow_up(work, draft).id)
    return tuple(made)


def _open(work: "UnitOfWork", submission_id: str, side: Side) -> "list[FollowUp]":
    from models.tables import FollowUp

    return work.find(
        FollowUp, submission_id=submission_id, side=side, item=TOLD, state=FollowUpState.OPEN
    )


def _done(work: "UnitOfWork", rows: "list[FollowUp]", state: SubmissionState, today: date) -> None:
    for row in rows:
        work.change(
            row,
            state=FollowUpState.DONE,
            done_on=today,
            done_note=f"they answered: {state.value.replace('_', ' ')}",
        )


def _overtaken(work: "UnitOfWork", rows: "list[FollowUp]", state: SubmissionState) -> None:
    for row in rows:
        work.change(
            row,
            state=FollowUpState.CANCELLED,
            cancel_reason=f"overtaken: {state.value.replace('_', ' ')}",
        )
