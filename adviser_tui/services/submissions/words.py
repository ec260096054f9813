"""Where a submission stands, in words."""

from datetime import date, datetime

from adviser_tui.services.checklist.refusals import Refusal, reason_of
from adviser_tui.services.words.say import say_date
from models.kinds import SubmissionState

TITLES = {
    SubmissionState.CONSIDERED: "Considered",
    SubmissionState.CONSENT_ASKED: "Asked for consent",
    SubmissionState.PREPARED: "Prepared",
    SubmissionState.SUBMITTED: "Put forward",
    SubmissionState.INTERVIEW_BOOKED: "Interview booked",
    SubmissionState.INTERVIEWED: "Interviewed",
    SubmissionState.OFFERED: "Offered",
    SubmissionState.ACCEPTED: "Accepted",
    SubmissionState.REFUSED_BY_EMPLOYER: "Refused by employer",
    SubmissionState.DECLINED_BY_PERSON: "Declined by person",
    SubmissionState.VACANCY_GONE: "Vacancy gone",
    SubmissionState.NO_RESPONSE: "No response",
}
"""Every state in the order of the board."""

ENDS = (
    SubmissionState.ACCEPTED,
    SubmissionState.REFUSED_BY_EMPLOYER,
    SubmissionState.DECLINED_BY_PERSON,
    SubmissionState.VACANCY_GONE,
    SubmissionState.NO_RESPONSE,
)
"""States in which nothing more is expected, though an answer may still come after silence."""


def reason_words(reason: str) -> str:
    """Return a stored reason as it is read, also one that a newer program knows."""
    if not reason:
        return ""
    if reason in set(Refusal):
        return reason_of(Refusal(reason)).words
    return reason.replace("_", " ")


def outcome_words(state: str, reason: str = "") -> str:
    """Return a state with its reason: `refused by employer: a must-have was missing`."""
    words = str(state).replace("_", " ")
    why = reason_words(str(reason or ""))
    return f"{words}: {why}" if why else words


def standing_words(
    state: SubmissionState,
    reason: str,
    submitted_at: datetime | None,
    interview_at: datetime | None,
    today: date,
) -> str:
    """Return how a submission stands: `interview Tue 24 Nov 10:00`, `put forward Fri 20 Nov`."""
    if state is SubmissionState.INTERVIEW_BOOKED and interview_at is not None:
        return f"interview {say_date(interview_at.date(), today)} {interview_at:%H:%M}"
    if state is SubmissionState.SUBMITTED and submitted_at is not None:
        return f"put forward {say_date(submitted_at.date(), today)}"
    return outcome_words(state, reason)
