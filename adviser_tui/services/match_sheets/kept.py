"""What is in the file of one sheet: its row, the answers by hand, overrides, earlier attempts."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, tzinfo
from typing import Any

from adviser_tui.ids import derived_id
from adviser_tui.services.checklist.values import Answer, MustHaveProof, Override
from adviser_tui.services.match_sheets.reading import Read, local
from adviser_tui.services.merging.trail import SAME_PARTICIPANT, SAME_VACANCY
from adviser_tui.storage.reading import day
from models.kinds import AnswerSource, AnswerValue

_SHEETS = f"""SELECT m.id, m.attempt, m.state, m.pitch, m.frozen_at, s.id AS submission_id,
    s.state AS submission_state, s.reason, s.submitted_at, s.submitted_offset
  FROM match_sheet m LEFT JOIN submission s ON s.sheet_id = m.id AND s.void_reason IS NULL
  WHERE m.participant_id IN ({SAME_PARTICIPANT}) AND m.vacancy_id IN ({SAME_VACANCY})
    AND m.void_reason IS NULL
  ORDER BY m.attempt DESC, m.id DESC"""
_ANSWERS = """SELECT item, value, source, note, detail, answered_at, answered_by FROM match_answer
  WHERE sheet_id = ? AND void_reason IS NULL ORDER BY answered_at"""
_OVERRIDES = """SELECT item, reason, action, action_due_on, updated_by FROM match_override
  WHERE sheet_id = ? AND void_reason IS NULL ORDER BY item"""
_FOLLOW_UPS = """SELECT id, item, due_on FROM follow_up
  WHERE sheet_id = ? AND item <> '' AND state = 'open' AND submission_id IS NULL
    AND void_reason IS NULL ORDER BY due_on DESC"""


@dataclass(frozen=True, slots=True)
class KeptSheet:
    """The sheet that is being filled in, in the file or still to be made, and its history."""

    id: str
    is_kept: bool
    attempt: int
    pitch: str
    answers: Mapping[str, Answer]
    overrides: tuple[Override, ...]
    follow_ups: Mapping[str, tuple[str, date]]
    """The open follow-up that an item became: its id and its day."""
    earlier: tuple[Any, ...]
    """Rows of the submitted attempts, newest first."""
    row: Any


def sheet_id_of(participant_id: str, vacancy_id: str, attempt: int) -> str:
    """Return the one id that an attempt has on every device."""
    return derived_id("match_sheet", participant_id, vacancy_id, str(attempt))


def kept_sheet(read: Read, participant_id: str, vacancy_id: str, zone: tzinfo | None) -> KeptSheet:
    """Return the newest sheet that was not submitted, or the one to be begun."""
    rows = read(_SHEETS, {"participant": participant_id, "vacancy": vacancy_id})
    earlier = tuple(row for row in rows if row["frozen_at"])
    current = rows[0] if rows and not rows[0]["frozen_at"] else None
    if current is None:
        attempt = earlier[0]["attempt"] + 1 if earlier else 1
        sheet_id = sheet_id_of(participant_id, vacancy_id, attempt)
        return KeptSheet(sheet_id, False, attempt, "", {}, (), {}, earlier, None)
    sheet_id = str(current["id"])
    return KeptSheet(
        id=sheet_id,
        is_kept=True,
        attempt=int(current["attempt"]),
        pitch=str(current["pitch"]),
        answers={str(row["item"]): _answer(row, zone) for row in read(_ANSWERS, (sheet_id,))},
        overrides=tuple(_override(row) for row in read(_OVERRIDES, (sheet_id,))),
        follow_ups={
            str(row["item"]): (str(row["id"]), date.fromisoformat(row["due_on"]))
            for row in read(_FOLLOW_UPS, (sheet_id,))
        },
        earlier=earlier,
        row=current,
    )


def _override(row: Any) -> Override:
    return Override(
        item=str(row["item"]),
        reason=str(row["reason"]),
        action=str(row["action"]),
        due=date.fromisoformat(row["action_due_on"]),
        by=str(row["updated_by"]),
    )


def _answer(row: Any, zone: tzinfo | None) -> Answer:
    at: datetime = local(row["answered_at"], zone)
    declined, proofs = detail_from(str(row["detail"]))
    return Answer(
        value=AnswerValue(row["value"]),
        source=AnswerSource(row["source"]),
        as_of=at.date(),
        at=at,
        by=str(row["answered_by"]),
        note=str(row["note"]),
        declined=declined,
        detail=proofs,
    )


def detail_text(*, declined: bool, proofs: Iterable[MustHaveProof]) -> str:
    """Return the particulars of an answer as they are kept; empty where there are none."""
    listed = [
        {
            "must_have": each.must_have,
            "proof": each.proof,
            "plan": each.plan,
            "plan_by": each.plan_by.isoformat() if each.plan_by else None,
        }
        for each in proofs
    ]
    if declined:
        return json.dumps({"declined": True, "proofs": listed}, ensure_ascii=False)
    return json.dumps(listed, ensure_ascii=False) if listed else ""


def detail_from(text: str) -> tuple[bool, tuple[MustHaveProof, ...]]:
    """Return whether the person declined, and the proofs, from what was kept."""
    kept = json.loads(text) if text else []
    declined = isinstance(kept, dict) and bool(kept.get("declined"))
    listed = kept.get("proofs", []) if isinstance(kept, dict) else kept
    proofs = tuple(
        MustHaveProof(
            str(each.get("must_have", "")),
            str(each.get("proof") or ""),
            str(each.get("plan") or ""),
            day(each.get("plan_by")),
        )
        for each in listed
    )
    return declined, proofs
