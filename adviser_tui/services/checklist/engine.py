"""What a match sheet says: ready, ready with an override, or not ready, and what would help.

Pure functions over frozen values (domain.md section 4): no clock, no database, no screen.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import date

from adviser_tui.errors import RuleError
from adviser_tui.services.checklist.facts import Facts
from adviser_tui.services.checklist.finding import WorkingDays
from adviser_tui.services.checklist.fixes import after_weekdays, suggested
from adviser_tui.services.checklist.overrides import MOST_OVERRIDES, override_fault
from adviser_tui.services.checklist.rules import auto_answers
from adviser_tui.services.checklist.settling import settle
from adviser_tui.services.checklist.summary import counted, headline, held_back, steps
from adviser_tui.services.checklist.values import (
    Answers,
    Fix,
    ItemState,
    Override,
    SheetResult,
    Status,
)
from models.kinds import SheetState
from seed.checklists import Item, Need, Template

CONDITIONS: Mapping[str, Callable[[Facts], bool]] = {
    "adjustment_asked": lambda facts: facts.about_person.adjustment_asked is True,
    # Nobody having said so is not the same as their having said no.
    "pay_may_affect_payments": lambda facts: facts.about_person.pay_affects_payments is not False,
    "trial_or_subsidised": lambda facts: facts.about_vacancy.is_trial_or_subsidised is True,
}


def need_of(item: Item, facts: Facts) -> Need:
    """Return whether an item is required, advisory or not needed on this sheet."""
    if item.when is None:
        return item.need
    return Need.REQUIRED if CONDITIONS[item.when.name](facts) else item.when.otherwise


def evaluate(
    template: Template,
    facts: Facts,
    answers: Answers,
    overrides: Iterable[Override],
    today: date,
    working_days: WorkingDays = after_weekdays,
) -> SheetResult:
    """Return what the sheet says today.

    `answers` are those given by hand, the newest of each item; those of the records are worked
    out here. `template` is already relaxed by the programme profile (`seed.checklists.relax`).
    """
    records = auto_answers(facts, template, today, working_days)
    asked = {override.item.upper(): override for override in overrides}
    states = tuple(
        _judge(item, facts, answers, records, asked.get(item.id), today, working_days)
        for item in template.items
    )
    counts = counted(states)
    if counts.required_open or counts.overridden > MOST_OVERRIDES:
        verdict = SheetState.NOT_READY
    elif counts.overridden:
        verdict = SheetState.READY_WITH_OVERRIDE
    else:
        verdict = SheetState.READY
    return SheetResult(
        template=template.id,
        version=template.version,
        state=verdict,
        items=states,
        counts=counts,
        headline=headline(verdict, counts),
        reasons=held_back(states, counts),
        unlocks=steps(states, counts),
        fixes=tuple(
            state.fix
            for state in states
            if state.fix and state.need is Need.REQUIRED and state.status is not Status.OVERRIDDEN
        ),
        actions=tuple(
            Fix(state.id, state.override.action.strip(), state.fix.side, state.override.due)
            for state in states
            if state.override and state.fix and state.status is Status.OVERRIDDEN
        ),
    )


def _judge(
    item: Item,
    facts: Facts,
    answers: Answers,
    records: Answers,
    override: Override | None,
    today: date,
    working_days: WorkingDays,
) -> ItemState:
    """Return where one item stands."""
    settled = settle(item, records.get(item.id), answers.get(item.id), facts, today)
    state = ItemState(
        id=item.id,
        group=item.group,
        label=item.label,
        question=item.question,
        need=need_of(item, facts),
        locked=item.locked,
        status=settled.status,
        answer=settled.answer,
        reason=settled.reason,
        hint=settled.hint,
        on_record=settled.on_record,
        records=records.get(item.id),
    )
    if state.need is Need.NOT_NEEDED:
        return replace(state, status=Status.NOT_NEEDED, reason=_why_not_needed(item))
    if state.status is Status.MET:
        return state
    state = replace(state, fix=suggested(item, facts, today, working_days))
    if state.need is Need.ADVISORY:
        hint = f"Relaxed: {item.relaxed}" if item.relaxed else state.hint
        return replace(state, status=Status.ADVISORY_OPEN, hint=hint)
    if override is None:
        return state
    fault = override_fault(item, override, today)
    if fault:
        return replace(state, override=override, hint=fault)
    return replace(state, override=override, status=Status.OVERRIDDEN)


def _why_not_needed(item: Item) -> str:
    """Return in words why an item does not apply here."""
    if item.when is not None and item.when.name == "trial_or_subsidised":
        return "Neither a trial nor a subsidised job."
    return item.fixed_reason or "Not needed here."


def require_submittable(result: SheetResult) -> None:
    """Raise RuleError unless the sheet lets the person be put forward.

    The locked items are looked at once more by themselves (C1, C2, T5), whatever the sheet says.
    """
    locked = [item for item in result.items if item.locked and item.status is not Status.MET]
    if result.may_be_submitted and not locked:
        return
    raise RuleError(
        "They cannot be put forward yet: the sheet is not ready. Nothing was sent and every "
        "answer is kept; see to these, then try again:",
        result.reasons or tuple(f"{item.id} ({item.label}): {item.reason}" for item in locked),
    )
