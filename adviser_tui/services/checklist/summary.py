"""A sheet in words and numbers: how many, what holds it back, what makes it ready."""

from adviser_tui.services.checklist.overrides import MOST_OVERRIDES
from adviser_tui.services.checklist.values import Counts, ItemState, Status
from models.kinds import AnswerValue, SheetState
from seed.checklists import Need

_OPEN = (Status.UNMET, Status.STALE, Status.TO_CONFIRM)


def counted(states: tuple[ItemState, ...]) -> Counts:
    """Return how far the sheet has come."""
    needed = [state for state in states if state.need is not Need.NOT_NEEDED]
    required = [state for state in needed if state.need is Need.REQUIRED]
    confirm = [state for state in needed if _waits_for_word(state)]
    answered = [state for state in needed if state.answer is not None and state not in confirm]
    return Counts(
        needed=len(needed),
        answered=len(answered),
        from_records=sum(state.on_record for state in needed),
        to_answer=len(needed) - len(answered) - len(confirm),
        to_confirm=len(confirm),
        required=len(required),
        required_open=sum(state.status in _OPEN for state in required),
        overridden=sum(state.status is Status.OVERRIDDEN for state in required),
        advisory_open=sum(state.status is Status.ADVISORY_OPEN for state in needed),
    )


def _waits_for_word(state: ItemState) -> bool:
    """Return whether the records say yes and only a person's word is missing."""
    return (
        state.status is not Status.MET
        and state.answer is not None
        and state.answer is state.records
        and state.answer.value is AnswerValue.YES
    )


def headline(verdict: SheetState, counts: Counts) -> str:
    """Return the one line that is always in view."""
    if verdict is SheetState.READY:
        return "READY"
    if verdict is SheetState.READY_WITH_OVERRIDE:
        return f"READY WITH OVERRIDE · {counts.overridden} of {MOST_OVERRIDES} used"
    if counts.required_open:
        return f"NOT READY · {counts.required_open} of {counts.required} required open"
    return f"NOT READY · {counts.overridden} overridden, {MOST_OVERRIDES} allowed"


def held_back(states: tuple[ItemState, ...], counts: Counts) -> tuple[str, ...]:
    """Return a sentence for each thing that keeps the sheet from being ready."""
    reasons = [
        f"{state.id} ({state.label}): {_sentence(state.reason)}"
        for state in states
        if state.need is Need.REQUIRED and state.status in _OPEN
    ]
    if counts.overridden > MOST_OVERRIDES:
        reasons.append(
            f"{counts.overridden} items are overridden; at most {MOST_OVERRIDES} may be."
        )
    return tuple(reasons)


def _sentence(words: str) -> str:
    """Return words that somebody typed with a full stop at their end."""
    return words if words.endswith((".", "!", "?", "”")) else f"{words}."


def steps(states: tuple[ItemState, ...], counts: Counts) -> tuple[str, ...]:
    """Return what makes the sheet ready, one step a line, locked items first."""
    open_ones = [state for state in states if state.need is Need.REQUIRED and state.status in _OPEN]
    open_ones.sort(key=lambda state: not state.locked)
    lines = [_step(state) for state in open_ones]
    if counts.overridden > MOST_OVERRIDES:
        lines.append(f"Meet {counts.overridden - MOST_OVERRIDES} of the overridden items.")
    return tuple(lines)


def _step(state: ItemState) -> str:
    if state.status is Status.TO_CONFIRM:
        return f"Confirm {state.id}, {state.label}."
    words = state.fix.text if state.fix else state.question
    return f"{state.id}: {words}{' (can never be overridden)' if state.locked else ''}."
