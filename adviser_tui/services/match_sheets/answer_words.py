"""An answer in one line: what, said by whom, noted by whom and when."""

from collections.abc import Mapping
from datetime import date

from adviser_tui.services.checklist.values import Answer
from adviser_tui.services.match_sheets.card import AnswerLine, ProofLine, RecordLink
from adviser_tui.services.words.say import say_day
from models.kinds import AnswerSource, AnswerValue

RECORDS = "records"
"""Who the engine names as the author of an answer that it worked out."""

_VALUES = {
    AnswerValue.YES: "yes",
    AnswerValue.NO: "no",
    AnswerValue.NOT_APPLICABLE: "does not apply",
    AnswerValue.UNKNOWN: "not known",
}
_SAID = {
    AnswerSource.PARTICIPANT: "said by the participant",
    AnswerSource.EMPLOYER: "said by the employer",
}


def answer_line(answer: Answer | None, names: Mapping[str, str], today: date) -> AnswerLine | None:
    """Return an answer as it is shown; `names` are those of advisers, by id."""
    if answer is None:
        return None
    records = tuple(RecordLink(each.kind, each.id, each.label, each.on) for each in answer.evidence)
    from_records = answer.by == RECORDS
    who = "the records" if from_records else names.get(answer.by, "")
    return AnswerLine(
        value=answer.value,
        source=answer.source,
        who=who,
        words=_words(answer, who, records, today, from_records=from_records),
        as_of=answer.as_of,
        at=answer.at,
        note=answer.note,
        declined=answer.declined,
        proofs=tuple(
            ProofLine(each.must_have, each.proof, each.plan, each.plan_by) for each in answer.detail
        ),
        records=records,
    )


def _words(
    answer: Answer,
    who: str,
    records: tuple[RecordLink, ...],
    today: date,
    *,
    from_records: bool,
) -> str:
    value = (
        "declined by the person"
        if answer.declined
        else _VALUES.get(answer.value, str(answer.value).replace("_", " "))
    )
    if from_records:
        named = ", ".join(each.label for each in records[:2])
        return f"{value}, from the records" + (f": {named}" if named else "")
    said = f", {_SAID[answer.source]}" if answer.source in _SAID else ""
    when = say_day(answer.as_of, today)
    clock = f" {answer.at:%H:%M}" if answer.at is not None and answer.as_of == today else ""
    return f"{value}{said}, noted{f' by {who}' if who else ''} {when}{clock}"
