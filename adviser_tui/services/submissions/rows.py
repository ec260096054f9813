"""Submissions as lists and cards show them: frozen values."""

from dataclasses import dataclass
from datetime import date, datetime

from models.kinds import Channel, SubmissionState


@dataclass(frozen=True, slots=True)
class SubmissionRow:
    """A participant put forward for a vacancy, or considered for it."""

    id: str
    state: SubmissionState
    words: str
    """How it stands: `interview Tue 24 Nov 10:00`, `refused by employer: no must-have`."""
    participant_id: str
    participant: str
    vacancy_id: str
    vacancy: str
    employer_id: str
    employer: str
    sheet_id: str
    attempt: int
    batch: str
    is_live: bool
    """Whether the employer has the person before them (T1)."""
    is_ended: bool
    with_override: bool
    submitted_at: datetime | None
    interview_at: datetime | None
    decided_on: date | None
    days_quiet: int | None
    """Days since it was submitted or last moved; nothing before it was submitted."""


@dataclass(frozen=True, slots=True)
class MendLine:
    """An item of the sheet that would have caught what went wrong."""

    item: str
    label: str
    question: str
    text: str
    """The follow-up that it offers to become."""
    side: str
    due_on: date
    follow_up_id: str = ""
    """The open follow-up that was made of it; empty while there is none."""


@dataclass(frozen=True, slots=True)
class SubmissionCard:
    """One submission with everything about it."""

    row: SubmissionRow
    next_states: tuple[SubmissionState, ...]
    """Where it can go from here, other than by being put forward."""
    reason: str
    """The stored word of the refusal, such as `missing_must_have`."""
    reason_words: str
    reason_note: str
    mend: tuple[MendLine, ...]
    """What to mend next time (domain.md section 4, refusal reasons)."""
    text_sent: str
    channel: Channel | None
    placement_id: str
    """The placement that came of it, empty where there is none."""
    offers_placement: bool
    """Whether they accepted and no placement is noted yet."""


@dataclass(frozen=True, slots=True)
class BoardColumn:
    """The submissions in one state."""

    state: SubmissionState
    title: str
    rows: tuple[SubmissionRow, ...]
