"""Which answer counts for an item: what the records say, beside what somebody said.

A no wins over a yes, whoever said it; a stale answer is unknown; unknown is never a no.
"""

from dataclasses import dataclass, replace
from datetime import date

from adviser_tui.services.checklist.facts import Facts
from adviser_tui.services.checklist.freshness import (
    day_in_words,
    last_change,
    reply_day_passed,
    staleness,
    still_to_come,
)
from adviser_tui.services.checklist.proofs import missing_proof, wanted_words
from adviser_tui.services.checklist.values import Answer, Status
from models.kinds import AnswerValue
from seed.checklists import ByHand, Item

_SAID = {"coach": "you", "participant": "the participant", "employer": "the employer"}


@dataclass(frozen=True, slots=True)
class Settled:
    """The answer that counts, where it leaves the item, and why."""

    status: Status
    answer: Answer | None
    reason: str = ""
    hint: str = ""
    on_record: bool = False


def settle(
    item: Item, records: Answer | None, hand: Answer | None, facts: Facts, today: date
) -> Settled:
    """Return what counts for one item: met, unmet, stale or to be confirmed."""
    old = _stale_records(item, records, today)
    live = None if old else records
    on_record = live is not None and live.value is not AnswerValue.UNKNOWN
    said = None if hand is not None and hand.value is AnswerValue.UNKNOWN else hand
    refused = _refused(item, said) if said else ""
    aged = _stale_hand(item, said, facts, today) if said and not refused else ""
    settled = _weigh(item, live, None if refused or aged else said, facts)
    if settled is not None:
        return replace(settled, on_record=on_record)
    if aged or old:
        return Settled(Status.STALE, None, aged or old)
    return Settled(Status.UNMET, None, refused or (live.note if live else "Not answered."))


def _weigh(item: Item, records: Answer | None, hand: Answer | None, facts: Facts) -> Settled | None:
    """Return what follows from answers that may count, None when there is none."""
    if records is not None and records.value is AnswerValue.NO:
        turns = item.by_hand is ByHand.WITH_NOTE and hand is not None and hand.note.strip()
        if not turns or hand is None or hand.value is not AnswerValue.YES:
            return Settled(Status.UNMET, records, records.note)
    if hand is not None:
        return _by_hand(item, hand, facts)
    if records is None or records.value is not AnswerValue.YES:
        return None
    if item.confirm:
        words = f"{records.note} To be confirmed by {_who(item)}."
        return Settled(Status.TO_CONFIRM, records, words)
    return Settled(Status.MET, records, records.note)


def _stale_records(item: Item, records: Answer | None, today: date) -> str:
    """Return why a yes of the records is too old to count; a no in them speaks of today."""
    if records is None or records.value is not AnswerValue.YES:
        return ""
    where = f" ({records.evidence[0].label})" if records.evidence else ""
    ahead = still_to_come(records.as_of, today)
    if ahead:
        return f"The record{where} {ahead}"
    age = (today - records.as_of).days
    if age <= item.fresh_days:
        return ""
    return (
        f"The record{where} is from {day_in_words(records.as_of)}, {age} days ago; "
        f"it holds for {item.fresh_days}."
    )


def _stale_hand(item: Item, hand: Answer, facts: Facts, today: date) -> str:
    """Return why an answer by hand no longer counts, or nothing."""
    reply_day = reply_day_passed(item, facts, today)
    if reply_day is not None and hand.as_of <= reply_day:
        return f"The day for their answer, {day_in_words(reply_day)}, has passed."
    return staleness(hand, item, today, last_change(item, facts))


def _refused(item: Item, hand: Answer) -> str:
    """Return why an answer by hand cannot count at all, or nothing."""
    if item.by_hand is ByHand.NEVER:
        return "The records answer this one; nobody can answer it by hand."
    if hand.source.value == "auto" or hand.source.value not in item.answered_by:
        return f"Only {_who(item)} can answer this."
    if hand.value is not AnswerValue.NOT_APPLICABLE:
        return ""
    if hand.declined:
        return "" if item.may_decline else "This one cannot be declined."
    if not item.not_applicable:
        return "This one always applies: answer yes or no."
    if not (item.fixed_reason or hand.note.strip()):
        return "Say in a few words why it does not apply."
    return ""


def _who(item: Item) -> str:
    return " or ".join(_SAID[source.value] for source in item.answered_by if source.value in _SAID)


def _by_hand(item: Item, hand: Answer, facts: Facts) -> Settled:
    """Settle an item that a person answered."""
    if hand.value is AnswerValue.NO:
        return Settled(Status.UNMET, hand, hand.note.strip() or "Answered no.")
    if hand.value is AnswerValue.NOT_APPLICABLE:
        if hand.declined:
            return Settled(Status.MET, hand, "Declined by the person.", item.declined_note)
        if item.fixed_reason:
            hand = replace(hand, note=item.fixed_reason)
        return Settled(Status.MET, hand, hand.note.strip())
    lacking = missing_proof(item, hand, facts)
    if lacking:
        return Settled(Status.UNMET, hand, lacking)
    return Settled(Status.MET, hand, hand.note.strip(), wanted_words(item, hand))
