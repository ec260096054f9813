"""What holds for every match sheet, whatever was answered, recorded and overridden."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adviser_tui.errors import RuleError
from adviser_tui.services.checklist.engine import evaluate, require_submittable
from adviser_tui.services.checklist.facts import ConsentFacts, Facts, Told
from adviser_tui.services.checklist.overrides import MOST_OVERRIDES
from adviser_tui.services.checklist.settling import settle
from adviser_tui.services.checklist.values import Answer, ItemState, Override, SheetResult, Status
from models.kinds import (
    AnswerSource,
    AnswerValue,
    ConsentState,
    DisclosureLevel,
    SheetState,
    VacancyState,
)
from seed.checklists import Need
from tests.checklist_case import KNOWN, NOW, SAID, TEMPLATE, TODAY, seen

IDS = [item.id for item in TEMPLATE.items]
READY = (SheetState.READY, SheetState.READY_WITH_OVERRIDE)
HOLDS = (Status.MET, Status.OVERRIDDEN)
ORDER = [SheetState.NOT_READY, SheetState.READY_WITH_OVERRIDE, SheetState.READY]

notes = st.sampled_from(["", "said so on the phone", "x" * 300])
answers_by_hand = st.builds(
    lambda value, source, days, note, declined: Answer(
        value,
        source,
        TODAY - timedelta(days=days),
        NOW - timedelta(days=days),
        note=note,
        declined=declined,
    ),
    st.sampled_from(AnswerValue),
    st.sampled_from(AnswerSource),
    st.integers(-2, 90),
    notes,
    st.booleans(),
)
overrides = st.lists(
    st.builds(
        Override,
        st.sampled_from(IDS),
        st.sampled_from(["", "short", "The manager asked us to go ahead"]),
        st.sampled_from(["", "Settle it with them"]),
        st.integers(-3, 9).map(lambda days: TODAY + timedelta(days=days)),
    ),
    max_size=5,
)
maybe = st.sampled_from([None, True, False])
evidence = st.none() | st.integers(-2, 90).map(lambda days: seen("contact", days, "a record"))
consents = st.none() | st.builds(
    ConsentFacts,
    st.sampled_from(ConsentState),
    st.sampled_from(DisclosureLevel),
    given_on=st.none() | st.integers(0, 60).map(lambda days: TODAY - timedelta(days=days)),
    reply_by=st.none() | st.integers(-9, 9).map(lambda days: TODAY + timedelta(days=days)),
    valid_to=st.none() | st.integers(-9, 9).map(lambda days: TODAY + timedelta(days=days)),
)


@st.composite
def cases(draw: st.DrawFn) -> Facts:
    """Return the known case with some of its facts taken away or turned."""
    vacancy = replace(
        KNOWN.about_vacancy,
        need_contact=draw(evidence),
        checked=draw(evidence),
        state=draw(st.sampled_from(VacancyState)),
        terms=draw(st.dictionaries(st.sampled_from(["hours", "pay"]), st.sampled_from(Told))),
        live_submissions=draw(st.none() | st.integers(0, 5)),
        is_trial_or_subsidised=draw(maybe),
    )
    person = replace(
        KNOWN.about_person,
        consent=draw(consents),
        availability=draw(evidence),
        adjustment_asked=draw(maybe),
        pay_affects_payments=draw(maybe),
        no_gos=draw(st.sampled_from([(), ("dough",)])),
    )
    offer = replace(
        KNOWN.about_offer,
        pitch=draw(st.sampled_from(["", "A good match.", "x" * 201])),
        wording_findings=draw(st.sampled_from([None, (), ("“sanction”",)])),
        follow_ups_will_be_created=draw(st.booleans()),
    )
    changed = draw(
        st.dictionaries(
            st.sampled_from(["vacancy.shifts", "person.profile", "consent.state"]),
            st.integers(-40, 2).map(lambda days: NOW + timedelta(days=days)),
        )
    )
    turned = replace(KNOWN, about_vacancy=vacancy, about_person=person, about_offer=offer)
    return draw(st.sampled_from([KNOWN, replace(turned, changed=changed), turned]))


@st.composite
def given_answers(draw: st.DrawFn) -> dict[str, Answer]:
    """Return good answers to most items, with some left out and some of any kind."""
    gaps = draw(st.sets(st.sampled_from(IDS), max_size=6))
    odd = draw(st.dictionaries(st.sampled_from(IDS), answers_by_hand, max_size=6))
    return {item: answer for item, answer in SAID.items() if item not in gaps} | odd


def judge(facts: Facts, answers: dict[str, Answer], over: list[Override]) -> SheetResult:
    return evaluate(TEMPLATE, facts, answers, over, TODAY)


def required(result: SheetResult) -> list[ItemState]:
    return [state for state in result.items if state.need is Need.REQUIRED]


@given(cases(), given_answers(), overrides)
def test_a_ready_sheet_has_every_required_item_met(
    facts: Facts, answers: dict[str, Answer], over: list[Override]
) -> None:
    result = judge(facts, answers, over)
    held = [state for state in required(result) if state.status not in HOLDS]
    passed_over = [state for state in required(result) if state.status is Status.OVERRIDDEN]
    assert (result.state in READY) is (not held and len(passed_over) <= MOST_OVERRIDES)
    assert (result.state is SheetState.READY) is (not held and not passed_over)
    assert bool(result.reasons) is (result.state is SheetState.NOT_READY)
    assert {fix.item for fix in result.fixes} == {state.id for state in held}


@given(cases(), given_answers(), overrides)
def test_what_is_met_rests_on_a_yes_or_on_not_applicable(
    facts: Facts, answers: dict[str, Answer], over: list[Override]
) -> None:
    for state in judge(facts, answers, over).items:
        if state.status is Status.MET:
            assert state.answer is not None
            assert state.answer.value in (AnswerValue.YES, AnswerValue.NOT_APPLICABLE)
        if state.status is Status.STALE:
            assert state.answer is None


@given(cases(), given_answers(), overrides)
def test_locked_items_are_never_passed_over(
    facts: Facts, answers: dict[str, Answer], over: list[Override]
) -> None:
    result = judge(facts, answers, over)
    locked = [state for state in result.items if state.locked]
    assert all(state.status is not Status.OVERRIDDEN for state in locked)
    if any(state.status is not Status.MET for state in locked):
        assert result.state is SheetState.NOT_READY
        with pytest.raises(RuleError):
            require_submittable(result)


@given(cases(), given_answers(), overrides, answers_by_hand, st.sampled_from(IDS))
def test_a_sheet_bent_to_ready_still_cannot_pass_a_locked_item(
    facts: Facts,
    answers: dict[str, Answer],
    over: list[Override],
    odd: Answer,
    item: str,
) -> None:
    result = replace(judge(facts, answers | {item: odd}, over), state=SheetState.READY)
    if any(state.locked and state.status is not Status.MET for state in result.items):
        with pytest.raises(RuleError):
            require_submittable(result)


@given(cases(), given_answers(), overrides, st.sampled_from(sorted(SAID)))
def test_one_more_yes_never_makes_it_worse(
    facts: Facts, answers: dict[str, Answer], over: list[Override], item: str
) -> None:
    if item in answers:
        return
    before, after = judge(facts, answers, over), judge(facts, answers | {item: SAID[item]}, over)
    assert ORDER.index(after.state) >= ORDER.index(before.state)
    for old, new in zip(before.items, after.items, strict=True):
        assert old.id == item or old.status is new.status


@given(cases(), given_answers(), overrides, st.data())
def test_an_advisory_item_never_changes_the_result(
    facts: Facts, answers: dict[str, Answer], over: list[Override], data: st.DataObject
) -> None:
    result = judge(facts, answers, over)
    advisory = [state.id for state in result.items if state.need is Need.ADVISORY]
    changed = data.draw(st.dictionaries(st.sampled_from(advisory), answers_by_hand))
    dropped = {item: answer for item, answer in answers.items() if item not in changed}
    for other in (judge(facts, answers | changed, over), judge(facts, dropped, over)):
        assert other.state is result.state
        assert other.reasons == result.reasons


@given(cases(), given_answers(), overrides, st.sampled_from(IDS))
def test_unknown_is_the_same_as_no_answer(
    facts: Facts, answers: dict[str, Answer], over: list[Override], item: str
) -> None:
    blank = {key: answer for key, answer in answers.items() if key != item}
    unknown = Answer(AnswerValue.UNKNOWN, AnswerSource.COACH, TODAY, NOW)
    assert judge(facts, blank | {item: unknown}, over) == judge(facts, blank, over)


@given(cases(), answers_by_hand, st.sampled_from(IDS), st.integers(61, 400))
def test_a_stale_answer_is_the_same_as_none(
    facts: Facts, hand: Answer, item_id: str, days: int
) -> None:
    item = TEMPLATE.item(item_id)
    old = replace(hand, as_of=TODAY - timedelta(days=days), at=NOW - timedelta(days=days))
    with_old = settle(item, None, old, facts, TODAY)
    assert with_old.answer is None
    assert with_old.status in (Status.STALE, Status.UNMET)
    assert settle(item, None, None, facts, TODAY).answer is None


@given(cases(), given_answers(), overrides)
def test_the_counts_add_up(facts: Facts, answers: dict[str, Answer], over: list[Override]) -> None:
    counts = judge(facts, answers, over).counts
    assert counts.answered + counts.to_answer + counts.to_confirm == counts.needed <= 32
    assert counts.required_open + counts.overridden <= counts.required
    assert counts.from_records <= counts.answered + counts.to_confirm
