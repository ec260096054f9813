"""A participant's card, read from the file in a handful of queries."""

from typing import Any

from adviser_tui.errors import NotFoundError
from adviser_tui.services.desk import Desk
from adviser_tui.services.follow_ups import FollowUps
from adviser_tui.services.last_action import last_day
from adviser_tui.services.merging.trail import survivor
from adviser_tui.services.participants.card import (
    BarrierLine,
    DocumentLine,
    ParticipantCard,
    PlacementLine,
    SubmissionLine,
)
from adviser_tui.services.participants.consent_words import read_consents
from adviser_tui.services.participants.listing import SELECT, as_row
from adviser_tui.services.participants.profiles import read_profiles
from adviser_tui.services.placement_kinds import with_kind
from adviser_tui.services.promises import Promises
from adviser_tui.services.timeline import Timeline
from adviser_tui.services.words.say import say_date, say_moment, say_wait
from adviser_tui.storage.reading import day, moment, moment_or_none
from models.edges import EDGES
from models.kinds import (
    LIVE_SUBMISSIONS,
    BarrierState,
    Confidentiality,
    DocumentState,
    PlacementState,
    Stage,
    SubmissionState,
)

_SUBMISSIONS = """SELECT s.*, v.title, v.employer_id, e.name AS employer FROM submission s
  JOIN vacancy v ON v.id = s.vacancy_id JOIN employer e ON e.id = v.employer_id
  WHERE s.participant_id = ? AND s.void_reason IS NULL ORDER BY s.created_at DESC, s.id DESC"""
_PLACEMENTS = """SELECT x.*, e.name AS employer FROM placement x
  JOIN employer e ON e.id = x.employer_id
  WHERE x.participant_id = ? AND x.void_reason IS NULL ORDER BY x.starts_on DESC, x.id DESC"""
_BARRIERS = """SELECT b.*, a.name AS owner FROM barrier_action b
  LEFT JOIN adviser a ON a.id = b.owner_id
  WHERE b.participant_id = ? AND b.void_reason IS NULL
  ORDER BY b.state IN ('removed', 'not_now'), coalesce(b.due_on, '9999'), b.id"""


def read_card(desk: Desk, participant_id: str) -> ParticipantCard:
    """Return the card of a participant; raises `NotFoundError` where there is none."""
    found = desk.database.row(f"{SELECT} AND p.id = ?", (participant_id,))
    if found is None:
        if into := survivor(desk.database, "participant", participant_id):
            return read_card(desk, into)
        raise NotFoundError("That participant is not in the caseload any more.")
    row = as_row(found, last_day(found["last_at"], desk.local_now.tzinfo), desk.me, desk.today)
    profile, draft = read_profiles(desk.database, participant_id, desk.today)
    affects = found["pay_affects_payments"]
    return ParticipantCard(
        id=row.id,
        name=row.name,
        legal_name=str(found["legal_name"]),
        reference=row.reference,
        stage=row.stage,
        stage_words=row.stage_words,
        next_stages=tuple(each for each in Stage if each in EDGES[Stage][row.stage]),
        flags=row.flags,
        confidentiality=Confidentiality(found["confidentiality"]),
        goal=str(found["goal"]),
        phone=str(found["phone"]),
        email=str(found["email"]),
        safe_to_contact=str(found["safe_to_contact"]),
        town=row.town,
        postcode=row.postcode,
        area=str(found["area"]),
        programme=str(found["programme"]),
        coach_id=row.coach_id,
        coach=row.coach,
        deputy_id=row.deputy_id,
        deputy=_name_of(desk, row.deputy_id),
        enrolled_on=day(found["enrolled_on"]),
        paused_until=day(found["paused_until"]),
        paused_agreed=bool(found["paused_agreed"]),
        unavailable_until=day(found["unavailable_until"]),
        pay_affects_payments=None if affects is None else bool(affects),
        quiet_days=row.quiet_days,
        is_parked=row.is_parked,
        next_step=row.next_step,
        profile=profile,
        profile_draft=draft,
        consents=read_consents(desk.database, participant_id, desk.today),
        barriers=read_barriers(desk, participant_id),
        documents=_documents(found, desk),
        follow_ups=FollowUps(desk).about(participant_id=participant_id),
        promises=Promises(desk).about(participant_id=participant_id, closed=5),
        submissions=read_submissions(desk, participant_id),
        placements=read_placements(desk, participant_id),
        timeline=Timeline(desk).of_participant(participant_id),
    )


def _name_of(desk: Desk, adviser_id: str) -> str:
    row = desk.database.row("SELECT name FROM adviser WHERE id = ?", (adviser_id,))
    return str(row[0]) if row else ""


def read_barriers(desk: Desk, participant_id: str) -> tuple[BarrierLine, ...]:
    """Return the barriers of a participant, those still in the way first."""
    return tuple(_barrier(row, desk) for row in desk.database.rows(_BARRIERS, (participant_id,)))


def _barrier(row: Any, desk: Desk) -> BarrierLine:
    state, due = BarrierState(row["state"]), day(row["due_on"])
    is_open = state in (BarrierState.OPEN, BarrierState.DOING)
    parts = [str(row["action"]), str(row["owner"] or "")]
    if due is not None and is_open:
        late = due <= desk.today
        parts.append(say_wait(due, desk.today) if late else f"by {say_date(due, desk.today)}")
    rest = ", ".join(part for part in parts if part)
    spoken = state.value.replace("_", " ")
    return BarrierLine(
        id=str(row["id"]),
        barrier=str(row["barrier"]),
        action=str(row["action"]),
        state=state,
        owner=str(row["owner"] or ""),
        due_on=due,
        words=f"{spoken}: {rest}" if rest else spoken,
        is_overdue=is_open and due is not None and due < desk.today,
    )


def read_submissions(desk: Desk, participant_id: str) -> tuple[SubmissionLine, ...]:
    """Return every time that a participant was put forward, the newest first."""
    rows = desk.database.rows(_SUBMISSIONS, (participant_id,))
    return tuple(
        SubmissionLine(
            id=str(row["id"]),
            vacancy_id=str(row["vacancy_id"]),
            employer_id=str(row["employer_id"]),
            employer=str(row["employer"]),
            vacancy=str(row["title"]),
            state=SubmissionState(row["state"]),
            words=_submission_words(row, desk),
            submitted_at=moment_or_none(row["submitted_at"], row["submitted_offset"]),
            is_live=row["state"] in LIVE_SUBMISSIONS,
        )
        for row in rows
    )


def _submission_words(row: Any, desk: Desk) -> str:
    words = str(row["state"]).replace("_", " ")
    if row["state"] == SubmissionState.INTERVIEW_BOOKED and row["interview_at"]:
        at = moment(row["interview_at"], row["interview_offset"])
        return f"interview booked for {say_moment(at, at.replace(year=desk.today.year))}"
    if row["reason"]:
        words += f": {str(row['reason']).replace('_', ' ')}"
    return words


def read_placements(desk: Desk, participant_id: str) -> tuple[PlacementLine, ...]:
    """Return the jobs of a participant, the newest first."""
    rows = desk.database.rows(_PLACEMENTS, (participant_id,))
    if not rows:
        return ()
    from adviser_tui.services.measures.outcomes.standing import worth_saying
    from adviser_tui.services.outcome_checks import OutcomeChecks
    from adviser_tui.services.quality_of_jobs import quality_words

    standings = OutcomeChecks(desk).of_participant(participant_id)
    quality = quality_words(desk.database, participant_id, rows, desk.today)
    return tuple(
        PlacementLine(
            id=str(row["id"]),
            employer_id=str(row["employer_id"]),
            employer=str(row["employer"]),
            role=str(row["role"]),
            state=PlacementState(row["state"]),
            words=with_kind(_placement_words(row, desk), str(row["kind"])),
            starts_on=day(row["starts_on"]),
            outcomes=" · ".join(
                each.in_short for each in worth_saying(standings.get(str(row["id"]), ()))
            ),
            quality=quality.get(str(row["id"]), ""),
        )
        for row in rows
    )


def _placement_words(row: Any, desk: Desk) -> str:
    state = PlacementState(row["state"])
    starts, ended = day(row["starts_on"]), day(row["ended_on"])
    if state == PlacementState.ENDED and ended is not None:
        why = f": {row['ended_why']}" if row["ended_why"] else ""
        return f"ended {say_date(ended, desk.today)}{why}"
    if state == PlacementState.AGREED and starts is not None:
        verb = "starts" if starts >= desk.today else "was to start"
        return f"{verb} {say_date(starts, desk.today)}"
    words = state.value.replace("_", " ")
    if state.value.startswith("sustained"):
        words += " weeks"
    return f"{words}, began {say_date(starts, desk.today)}" if starts is not None else words


_STATE_WORDS = {
    DocumentState.UNKNOWN: "not noted",
    DocumentState.IN_HAND: "in hand",
    DocumentState.DATED: "dated",
    DocumentState.MISSING: "missing",
}


def _documents(row: Any, desk: Desk) -> tuple[DocumentLine, ...]:
    right = DocumentState(row["right_to_work"])
    by = day(row["right_to_work_by"])
    words = _STATE_WORDS.get(right, right.replace("_", " "))
    if by is not None and right in (DocumentState.DATED, DocumentState.MISSING):
        words = f"{words}, there by {say_date(by, desk.today)}"
    lines = [DocumentLine("right_to_work", "Right to work", words, right)]
    for field, label, verb in (
        ("cv_updated_on", "CV", "brought up to date"),
        ("reached_on", "Phone or e-mail", "last worked"),
    ):
        on = day(row[field])
        said = f"{verb} {say_date(on, desk.today)}" if on else "not noted"
        state = DocumentState.IN_HAND if on else DocumentState.UNKNOWN
        lines.append(DocumentLine(field, label, said, state))
    return tuple(lines)
