"""Who was put forward for a vacancy, and the board of all submissions by state."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from adviser_tui.storage.database import Database
from adviser_tui.storage.reading import day, moment_or_none
from models.kinds import LIVE_SUBMISSIONS, SubmissionState

ENDED_DAYS = 28
"""How long a submission that has ended stays on the board."""

BOARD = (
    SubmissionState.CONSIDERED,
    SubmissionState.CONSENT_ASKED,
    SubmissionState.PREPARED,
    SubmissionState.SUBMITTED,
    SubmissionState.INTERVIEW_BOOKED,
    SubmissionState.INTERVIEWED,
    SubmissionState.OFFERED,
    SubmissionState.ACCEPTED,
    SubmissionState.NO_RESPONSE,
    SubmissionState.REFUSED_BY_EMPLOYER,
    SubmissionState.DECLINED_BY_PERSON,
    SubmissionState.VACANCY_GONE,
)
"""The columns of the board, from left to right."""

_GOING = ", ".join(f"'{state.value}'" for state in BOARD[:7])
_SUBMISSIONS = """SELECT s.*, p.preferred_name AS participant, v.title, v.employer_id,
    e.name AS employer FROM submission s
  JOIN participant p ON p.id = s.participant_id
  JOIN vacancy v ON v.id = s.vacancy_id JOIN employer e ON e.id = v.employer_id
  WHERE s.void_reason IS NULL"""


@dataclass(frozen=True, slots=True)
class SubmissionRow:
    """A participant put forward, or about to be, and how it went."""

    id: str
    participant_id: str
    participant: str
    vacancy_id: str
    title: str
    employer_id: str
    employer: str
    state: SubmissionState
    attempt: int
    submitted_at: datetime | None
    interview_at: datetime | None
    with_override: bool
    reason: str
    reason_note: str
    decided_on: date | None
    days_in_state: int

    @property
    def is_live(self) -> bool:
        """Whether the employer still has the person before them (T1)."""
        return self.state in LIVE_SUBMISSIONS


@dataclass(frozen=True, slots=True)
class BoardColumn:
    """The submissions in one state, those that have waited longest on top."""

    state: SubmissionState
    rows: tuple[SubmissionRow, ...]


def read_submissions(database: Database, vacancy_id: str, today: date) -> tuple[SubmissionRow, ...]:
    """Return everybody put forward for a vacancy, the live ones first."""
    rows = database.rows(
        f"{_SUBMISSIONS} AND s.vacancy_id = ? ORDER BY s.rowid DESC", (vacancy_id,)
    )
    made = [_row(row, today) for row in rows]
    return tuple(sorted(made, key=lambda each: not each.is_live))


def read_board(database: Database, today: date) -> tuple[BoardColumn, ...]:
    """Return the board: everything under way, and what ended in the last four weeks."""
    since = (today - timedelta(days=ENDED_DAYS)).isoformat()
    rows = database.rows(
        f"{_SUBMISSIONS} AND p.void_reason IS NULL AND (s.state IN ({_GOING}) "
        "OR coalesce(s.decided_on, substr(s.updated_at, 1, 10)) >= ?) ORDER BY s.rowid",
        (since,),
    )
    made = [_row(row, today) for row in rows]
    return tuple(BoardColumn(state, _in(state, made)) for state in BOARD)


def _in(state: SubmissionState, rows: Sequence[SubmissionRow]) -> tuple[SubmissionRow, ...]:
    its = [each for each in rows if each.state is state]
    return tuple(sorted(its, key=lambda each: (-each.days_in_state, each.id)))


def _row(row: Any, today: date) -> SubmissionRow:
    changed = moment_or_none(row["updated_at"])
    since = changed.astimezone().date() if changed else today
    return SubmissionRow(
        id=str(row["id"]),
        participant_id=str(row["participant_id"]),
        participant=str(row["participant"]),
        vacancy_id=str(row["vacancy_id"]),
        title=str(row["title"]),
        employer_id=str(row["employer_id"]),
        employer=str(row["employer"]),
        state=SubmissionState(row["state"]),
        attempt=int(row["attempt"]),
        submitted_at=moment_or_none(row["submitted_at"], int(row["submitted_offset"])),
        interview_at=moment_or_none(row["interview_at"], int(row["interview_offset"])),
        with_override=bool(row["with_override"]),
        reason=str(row["reason"]),
        reason_note=str(row["reason_note"]),
        decided_on=day(row["decided_on"]),
        days_in_state=max(0, (today - since).days),
    )
