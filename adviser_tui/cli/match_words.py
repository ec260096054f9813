"""A match sheet and a submission as commands print them: for people, and as one document."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from adviser_tui.services.checklist.values import Status
from adviser_tui.services.match_sheets.card import AnswerLine, SheetCard, SheetItemRow
from seed.checklists import Need

if TYPE_CHECKING:
    from adviser_tui.services.follow_ups import FollowUpRow
    from adviser_tui.services.measures.learning import Learned
    from adviser_tui.services.submissions.rows import SubmissionCard

_STANDS = {
    Status.MET: "ok",
    Status.UNMET: "missing",
    Status.STALE: "stale",
    Status.TO_CONFIRM: "confirm",
    Status.OVERRIDDEN: "overridden",
    Status.NOT_NEEDED: "not needed",
    Status.ADVISORY_OPEN: "advice",
}


def sheet_document(
    card: SheetCard, made: Sequence[str] = (), learned: "Learned | None" = None
) -> dict[str, object]:
    """Return the sheet as one document; `made` are the follow-ups that were just made."""
    return {
        "ok": True,
        "result": card.result.value.upper(),
        "headline": card.headline,
        "may_submit": card.may_submit,
        "stop": card.stop,
        "sheet_id": card.sheet_id if card.is_kept else "",
        "attempt": card.attempt,
        "template": card.template,
        "template_version": card.template_version,
        "participant_id": card.participant_id,
        "participant": card.participant,
        "vacancy_id": card.vacancy_id,
        "vacancy": card.vacancy,
        "employer_id": card.employer_id,
        "employer": card.employer,
        "missing": [item.id for item in card.missing],
        "reasons": card.reasons,
        "unlocks": card.unlocks,
        "counts": card.counts,
        "pitch": {"text": card.pitch, "findings": card.findings},
        "consent": {"level": card.level, "words": card.consent_words},
        "live_submissions": card.live,
        "cap": card.cap,
        "others_who_fit": card.others,
        "follow_ups_made": made,
        "attempts": card.attempts,
        "as_of": card.as_of,
        "learned": _learned_document(learned) if learned else None,
        "items": [_item_document(item) for item in card.items],
    }


def _learned_document(learned: "Learned") -> dict[str, object]:
    return {
        "refusals": learned.refusals,
        "too_few": learned.is_too_little,
        "words": learned.words,
        "lessons": [
            {
                "item": each.item,
                "question": each.question,
                "refusals": each.refusals,
                "of": each.of,
                "words": each.words,
            }
            for each in learned.lessons
        ],
    }


def _item_document(item: SheetItemRow) -> dict[str, object]:
    answer = item.answer
    return {
        "id": item.id,
        "group": item.group,
        "label": item.label,
        "question": item.question,
        "need": item.need,
        "required": item.is_required,
        "locked": item.locked,
        "state": item.status,
        "missing": item.is_missing,
        "answer": answer.value if answer else "unknown",
        "source": answer.source if answer else None,
        "answered_by": answer.who if answer else "",
        "answered_at": answer.at if answer else None,
        "note": answer.note if answer else "",
        "declined": bool(answer and answer.declined),
        "evidence": [
            {"ref": each.ref, "kind": each.kind, "id": each.id, "label": each.label, "on": each.on}
            for each in item.records
        ],
        "reason": item.reason,
        "hint": item.hint,
        "stale": item.stale,
        "unlock": item.unlock,
        "may_override": item.may_override,
        "override": item.override,
        "fix": item.fix,
    }


def sheet_lines(
    card: SheetCard, made: Sequence[str] = (), learned: "Learned | None" = None
) -> Iterator[str]:
    """Yield the sheet for people: the result first, then question by question."""
    again = f", attempt {card.attempt}" if card.attempt > 1 else ""
    yield f"{card.participant} for {card.vacancy}, {card.employer}{again}"
    yield f"{card.headline}. {card.counted[0].upper()}{card.counted[1:]}."
    if card.stop:
        yield f"Cannot be put forward: {card.stop}"
    for group in card.groups:
        yield ""
        yield f"{group.id}  {group.title}"
        for item in group.items:
            yield from _item_lines(item)
    if card.pitch:
        yield ""
        yield f"For the employer: {card.pitch}"
        for finding in card.findings:
            yield f"  {finding.sentence}"
    if card.unlocks:
        yield ""
        yield "What makes it ready:"
        for step in card.unlocks:
            yield f"  {step}"
    if learned is not None and learned.refusals:
        yield ""
        yield from _learned_lines(learned)
    if made:
        yield ""
        yield f"{len(made)} follow-up{'' if len(made) == 1 else 's'} in the diary."


def _learned_lines(learned: "Learned") -> Iterator[str]:
    if learned.is_too_little:
        yield f"{learned.words[0].upper()}{learned.words[1:]}."
        return
    yield "What the refusals of 12 months taught:"
    for lesson in learned.commonest:
        yield f"  {lesson.words}  {lesson.question}"


def _item_lines(item: SheetItemRow) -> Iterator[str]:
    locked = ", never overridden" if item.locked else ""
    advice = ", advisory" if item.need is Need.ADVISORY else ""
    yield f"  {_STANDS[item.status]:<10} {item.id}  {item.question}{locked}{advice}"
    for line in (_answer_words(item.answer), item.reason, item.hint):
        if line:
            yield f"             {line}"
    if item.override is not None and item.override.holds:
        override = item.override
        yield f"             Why: {override.reason} Then: {override.action}, by {override.due_on}."


def _answer_words(answer: AnswerLine | None) -> str:
    return f"{answer.words[0].upper()}{answer.words[1:]}." if answer else ""


def submission_document(card: "SubmissionCard", owed: Sequence["FollowUpRow"]) -> dict[str, object]:
    """Return a submission as one document, with the follow-ups that are open for it."""
    row = card.row
    return {
        "ok": True,
        "submission_id": row.id,
        "state": row.state,
        "words": row.words,
        "participant_id": row.participant_id,
        "participant": row.participant,
        "vacancy_id": row.vacancy_id,
        "vacancy": row.vacancy,
        "employer_id": row.employer_id,
        "employer": row.employer,
        "sheet_id": row.sheet_id,
        "attempt": row.attempt,
        "with_override": row.with_override,
        "submitted_at": row.submitted_at,
        "interview_at": row.interview_at,
        "decided_on": row.decided_on,
        "text_sent": card.text_sent,
        "channel": card.channel,
        "reason": card.reason,
        "reason_words": card.reason_words,
        "reason_note": card.reason_note,
        "items": [line.item for line in card.mend],
        "mend": card.mend,
        "next_states": card.next_states,
        "offers_placement": card.offers_placement,
        "follow_ups": [_owed_document(each) for each in owed],
    }


def _owed_document(row: "FollowUpRow") -> dict[str, Any]:
    return {
        "id": row.id,
        "what": row.what,
        "side": row.side,
        "due_on": row.due_on,
        "item": row.item,
    }


def submission_lines(card: "SubmissionCard", owed: Sequence["FollowUpRow"]) -> Iterator[str]:
    """Yield a submission for people."""
    row = card.row
    yield f"{row.participant} for {row.vacancy}, {row.employer}: {row.words}."
    if card.reason_note:
        yield f"  {card.reason_note}"
    if card.mend:
        yield "To mend next time:"
        for line in card.mend:
            yield f"  {line.item}  {line.question}"
    if owed:
        yield "In the diary:"
        for each in owed:
            yield f"  {each.due_on:%a} {each.due_on.day} {each.due_on:%b}  {each.what}"
    if card.offers_placement:
        yield f"Next: adviser placement agree {row.id}"
    yield f"Id {row.id}"
