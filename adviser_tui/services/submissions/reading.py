"""Reading submissions from the file: by vacancy, by participant, and the board."""

from datetime import date
from typing import Any

from adviser_tui.errors import NotFoundError
from adviser_tui.services.desk import Desk
from adviser_tui.services.submissions.mending import mend_lines
from adviser_tui.services.submissions.rows import BoardColumn, SubmissionCard, SubmissionRow
from adviser_tui.services.submissions.words import ENDS, TITLES, reason_words, standing_words
from adviser_tui.storage.database import Database
from adviser_tui.storage.reading import day, moment_or_none
from models.edges import EDGES
from models.kinds import LIVE_SUBMISSIONS, Channel, SubmissionState

BOARD_DAYS = 28
"""How long a submission that has ended stays on the board."""

_SELECT = """SELECT s.*, p.preferred_name AS participant, v.title AS vacancy, v.employer_id,
    e.name AS employer
  FROM submission s JOIN participant p ON p.id = s.participant_id
  JOIN vacancy v ON v.id = s.vacancy_id JOIN employer e ON e.id = v.employer_id
  WHERE s.void_reason IS NULL"""
_NEWEST_FIRST = "ORDER BY coalesce(s.submitted_at, s.created_at) DESC, s.id DESC"
_BY_HAND = frozenset(SubmissionState) - {SubmissionState.SUBMITTED}
"""Putting somebody forward is an action of its own, which asks the match sheet."""


def of_vacancy(database: Database, today: date, vacancy_id: str) -> tuple[SubmissionRow, ...]:
    """Return everybody put forward or considered for a vacancy, the newest first."""
    sql = f"{_SELECT} AND s.vacancy_id = ? {_NEWEST_FIRST}"
    return _rows(database, today, sql, vacancy_id)


def of_participant(desk: Desk, participant_id: str) -> tuple[SubmissionRow, ...]:
    """Return every vacancy that somebody was put forward or considered for, the newest first."""
    sql = f"{_SELECT} AND s.participant_id = ? {_NEWEST_FIRST}"
    return _rows(desk.database, desk.today, sql, participant_id)


def board(desk: Desk) -> tuple[BoardColumn, ...]:
    """Return every state with its submissions, those that have waited longest on top."""
    sql = f"{_SELECT} AND p.void_reason IS NULL ORDER BY s.updated_at, s.id"
    found = _rows(desk.database, desk.today, sql)
    shown = [row for row in found if not row.is_ended or _is_recent(row, desk.today)]
    return tuple(
        BoardColumn(state, title, tuple(row for row in shown if row.state is state))
        for state, title in TITLES.items()
    )


def _is_recent(row: SubmissionRow, today: date) -> bool:
    return row.decided_on is None or (today - row.decided_on).days <= BOARD_DAYS


def one_card(desk: Desk, submission_id: str) -> SubmissionCard:
    """Return one submission with everything about it; raises `NotFoundError`."""
    found = desk.database.row(f"{_SELECT} AND s.id = ?", (submission_id,))
    if found is None:
        raise NotFoundError("That submission is not in the caseload any more.")
    row = _row(found, desk.today)
    placement = desk.database.row(
        "SELECT id FROM placement WHERE submission_id = ? AND void_reason IS NULL LIMIT 1",
        (submission_id,),
    )
    return SubmissionCard(
        row=row,
        next_states=tuple(
            state
            for state in SubmissionState
            if state in EDGES[SubmissionState][row.state] and state in _BY_HAND
        ),
        reason=str(found["reason"]),
        reason_words=reason_words(str(found["reason"])),
        reason_note=str(found["reason_note"]),
        mend=mend_lines(desk, found),
        text_sent=str(found["text_sent"]),
        channel=Channel(found["channel"]) if found["channel"] else None,
        placement_id=str(placement["id"]) if placement else "",
        offers_placement=row.state is SubmissionState.ACCEPTED and placement is None,
    )


def _rows(database: Database, today: date, sql: str, *values: str) -> tuple[SubmissionRow, ...]:
    return tuple(_row(row, today) for row in database.rows(sql, values))


def _row(row: Any, today: date) -> SubmissionRow:
    state = SubmissionState(row["state"])
    submitted_at = moment_or_none(row["submitted_at"], row["submitted_offset"])
    interview_at = moment_or_none(row["interview_at"], row["interview_offset"])
    moved = moment_or_none(row["updated_at"], row["submitted_offset"])
    return SubmissionRow(
        id=str(row["id"]),
        state=state,
        words=standing_words(state, str(row["reason"]), submitted_at, interview_at, today),
        participant_id=str(row["participant_id"]),
        participant=str(row["participant"]),
        vacancy_id=str(row["vacancy_id"]),
        vacancy=str(row["vacancy"]),
        employer_id=str(row["employer_id"]),
        employer=str(row["employer"]),
        sheet_id=str(row["sheet_id"] or ""),
        attempt=int(row["attempt"]),
        batch=str(row["batch"]),
        is_live=state in LIVE_SUBMISSIONS,
        is_ended=state in ENDS,
        with_override=bool(row["with_override"]),
        submitted_at=submitted_at,
        interview_at=interview_at,
        decided_on=day(row["decided_on"]),
        days_quiet=max(0, (today - moved.date()).days) if submitted_at and moved else None,
    )
