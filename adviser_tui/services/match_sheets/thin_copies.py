"""Copies of submitted sheets that hold answers but not the whole card, such as an invented one.

What stands in them is shown and nothing is worked out: where no answer was kept, the records had
answered, and which record it was is not known any more.
"""

import json
from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from adviser_tui.services.checklist.values import Answer, Counts, Status
from adviser_tui.services.match_sheets.answer_words import answer_line
from adviser_tui.services.match_sheets.card import (
    OverrideLine,
    SheetCard,
    SheetGroup,
    SheetItemRow,
)
from adviser_tui.services.match_sheets.kept import detail_from
from adviser_tui.services.match_sheets.reading import local
from adviser_tui.storage.reading import moment, texts
from models.kinds import AnswerSource, AnswerValue, SheetState
from seed.checklists import Item, Need, right_person_first_time

if TYPE_CHECKING:
    from adviser_tui.services.desk import Desk

_WHOSE = """SELECT m.id, m.participant_id, m.vacancy_id, m.attempt, p.preferred_name, v.title,
    v.must_haves, v.employer_id, e.name AS employer, s.id AS submission_id,
    s.text_sent, coalesce(s.submitted_offset, 0) AS submitted_offset
  FROM match_sheet m JOIN participant p ON p.id = m.participant_id
  JOIN vacancy v ON v.id = m.vacancy_id JOIN employer e ON e.id = v.employer_id
  LEFT JOIN submission s ON s.sheet_id = m.id AND s.void_reason IS NULL WHERE m.id = ?"""
_ASIDE = (AnswerValue.YES, AnswerValue.NOT_APPLICABLE)


def thin_card(desk: "Desk", sheet_id: str, text: str) -> SheetCard:
    """Return the card of a copy that holds little more than the answers."""
    kept: dict[str, Any] = json.loads(text)
    row = desk.database.row(_WHOSE, (sheet_id,))
    frozen_at = moment(kept["frozen_at"], row["submitted_offset"])
    answers = {str(each["item"]): _answer(desk, each) for each in kept.get("answers", ())}
    passed = {str(each["item"]): each for each in kept.get("overrides", ())}
    template = right_person_first_time()
    items = [_item(item, answers, passed, frozen_at.date()) for item in template.items]
    result = SheetState(kept["state"])
    return SheetCard(
        sheet_id=sheet_id,
        is_kept=True,
        participant_id=str(row["participant_id"]),
        participant=str(row["preferred_name"]),
        vacancy_id=str(row["vacancy_id"]),
        vacancy=str(row["title"]),
        employer_id=str(row["employer_id"]),
        employer=str(row["employer"]),
        site="",
        attempt=int(kept["attempt"]),
        template=str(kept["template"]),
        template_version=int(kept["template_version"]),
        result=result,
        headline=result.value.replace("_", " ").upper(),
        groups=tuple(
            SheetGroup(
                group.id, group.title, tuple(each for each in items if each.group == group.id)
            )
            for group in template.groups
        ),
        counts=_counts(items),
        reasons=(),
        unlocks=(),
        pitch=str(kept["pitch"]),
        pitch_limit=200,
        findings=(),
        text_for_employer=str(row["text_sent"] or ""),
        consent_words="",
        level=None,
        must_haves=texts(row["must_haves"]),
        live=0,
        cap=0,
        others=(),
        quality=(),
        attempts=(),
        submission_id=str(row["submission_id"] or ""),
        stop="",
        as_of=frozen_at.date(),
        frozen_at=frozen_at,
    )


def _answer(desk: "Desk", kept: Mapping[str, Any]) -> Answer:
    at = local(str(kept["answered_at"]), desk.local_now.tzinfo)
    declined, proofs = detail_from(str(kept.get("detail") or ""))
    value, source = AnswerValue(kept["value"]), AnswerSource(kept["source"])
    note = str(kept.get("note") or "")
    return Answer(value, source, at.date(), at, "", note, declined, (), proofs)


def _item(
    item: Item, answers: Mapping[str, Answer], passed: Mapping[str, Any], on: date
) -> SheetItemRow:
    answer, override = answers.get(item.id), passed.get(item.id)
    need = Need.NOT_NEEDED if item.when is not None and answer is None else item.need
    if override is not None:
        status = Status.OVERRIDDEN
    elif answer is not None:
        status = Status.MET if answer.value in _ASIDE else Status.UNMET
    elif need is Need.NOT_NEEDED:
        status = Status.NOT_NEEDED
    else:
        status = Status.MET if item.auto else Status.ADVISORY_OPEN
    line = answer_line(answer, {}, on)
    by_records = answer is None and status is Status.MET
    return SheetItemRow(
        id=item.id,
        group=item.group,
        label=item.label,
        question=item.question,
        why=item.why,
        need=need,
        status=status,
        locked=item.locked,
        answer=line,
        given=line,
        on_record=None,
        reason="Answered from the records of that day." if by_records else "",
        hint="",
        stale="",
        unlock="",
        may_override=False,
        override=None if override is None else _override(override),
        fix=None,
        by_hand=False,
        sources=(),
        values=(),
        may_decline=False,
        proof=item.proof,
    )


def _override(kept: Mapping[str, Any]) -> OverrideLine:
    due = date.fromisoformat(str(kept["action_due_on"]))
    return OverrideLine(str(kept["reason"]), str(kept["action"]), due, "", holds=True)


def _counts(items: list[SheetItemRow]) -> Counts:
    needed = [each for each in items if each.need is not Need.NOT_NEEDED]
    return Counts(
        needed=len(needed),
        answered=sum(each.answer is not None or bool(each.reason) for each in needed),
        from_records=sum(bool(each.reason) for each in needed),
        to_answer=sum(each.status is Status.ADVISORY_OPEN for each in needed),
        to_confirm=0,
        required=sum(each.is_required for each in needed),
        required_open=sum(each.is_missing for each in needed),
        overridden=sum(each.status is Status.OVERRIDDEN for each in needed),
        advisory_open=sum(each.status is Status.ADVISORY_OPEN for each in needed),
    )
