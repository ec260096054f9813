"""Each item of the sheet blocks, warns or is overridden as the domain says."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest

from adviser_tui.errors import RuleError
from adviser_tui.services.checklist.engine import evaluate, need_of, require_submittable
from adviser_tui.services.checklist.facts import Facts, Told
from adviser_tui.services.checklist.fixes import after_weekdays
from adviser_tui.services.checklist.values import Status
from models.kinds import SheetState
from seed.checklists import Need, relax
from tests.checklist_case import (
    KNOWN,
    NOW,
    SAID,
    TEMPLATE,
    TODAY,
    offer,
    passed_over,
    person,
    said,
    sheet,
    vacancy,
)

REQUIRED = [item.id for item in TEMPLATE.items if item.need is Need.REQUIRED]
ADVISORY = [item.id for item in TEMPLATE.items if item.need is Need.ADVISORY]
LOCKED = [item.id for item in TEMPLATE.items if item.locked]


def open_up(item: str) -> Facts:
    """Return facts on which this item, left unanswered, is the only one not met."""
    return {
        "E1": vacancy(need_contact=None),
        "E3": vacancy(decision_maker=None),
        "E4": vacancy(terms={"hours": Told.TOLD}),
        "E6": vacancy(checked=None),
        "E7": vacancy(other_contacts=None),
        "C2": person(consent=None),
        "C4": person(availability=None),
        "C5": person(documents=()),
        "O1": offer(promises=()),
        "O3": vacancy(is_trial_or_subsidised=True),
        "T1": vacancy(live_submissions=3),
        "T3": offer(follow_ups_will_be_created=False),
        "T5": offer(wording_findings=("“sanction” says too much",)),
    }.get(item, KNOWN)


def test_a_known_person_and_vacancy_are_ready() -> None:
    result = sheet()
    assert result.state is SheetState.READY
    assert [*result.reasons, *result.unlocks, *result.fixes] == []
    assert result.headline == "READY"
    require_submittable(result)


def test_an_untouched_sheet_leaves_little_to_answer() -> None:
    result = evaluate(TEMPLATE, KNOWN, {}, (), TODAY)
    assert result.state is SheetState.NOT_READY
    counts = result.counts
    assert counts.to_answer <= 18
    assert counts.to_confirm == 3
    assert counts.from_records >= 14
    assert counts.answered + counts.to_answer + counts.to_confirm == counts.needed


def test_an_empty_case_is_not_ready_and_says_what_is_missing() -> None:
    nothing = Facts("Amira", "Quillfeather Bakery", "Night baker")
    result = evaluate(TEMPLATE, nothing, {}, (), TODAY)
    assert result.state is SheetState.NOT_READY
    assert len(result.fixes) == result.counts.required_open == len(result.reasons)
    assert result.counts.from_records == 0
    assert result.unlocks[0].startswith("C1")


@pytest.mark.parametrize("item", REQUIRED)
def test_a_required_item_blocks_and_offers_a_follow_up(item: str) -> None:
    facts = open_up(item)
    result = sheet(facts, without=(item,))
    assert result.state is SheetState.NOT_READY
    assert [fix.item for fix in result.fixes] == [item]
    fix = result.fixes[0]
    assert fix.due > TODAY
    assert "{" not in fix.text
    assert fix.side in ("employer", "participant", "internal")
    assert len(result.reasons) == 1
    assert result.reasons[0].startswith(f"{item} (")
    with pytest.raises(RuleError, match=item):
        require_submittable(result)


@pytest.mark.parametrize("item", [each for each in REQUIRED if each not in LOCKED])
def test_a_required_item_can_be_overridden(item: str) -> None:
    facts = open_up(item)
    result = sheet(facts, passed_over(item), without=(item,))
    assert result.state is SheetState.READY_WITH_OVERRIDE
    assert result.item(item).status is Status.OVERRIDDEN
    assert result.fixes == ()
    assert [action.text for action in result.actions] == ["Settle it with them"]
    require_submittable(result)


@pytest.mark.parametrize("item", LOCKED)
def test_a_locked_item_cannot_be_overridden(item: str) -> None:
    facts = open_up(item)
    result = sheet(facts, passed_over(item), without=(item,))
    assert result.state is SheetState.NOT_READY
    assert "never be overridden" in result.item(item).hint
    with pytest.raises(RuleError):
        require_submittable(result)


@pytest.mark.parametrize("item", ADVISORY)
def test_an_advisory_item_warns_and_never_blocks(item: str) -> None:
    result = sheet(without=(item,))
    assert result.state is SheetState.READY
    assert result.item(item).status is Status.ADVISORY_OPEN
    assert result.item(item).fix is not None
    assert result.counts.advisory_open == 1


@pytest.mark.parametrize("item", [each for each in REQUIRED if each in SAID])
def test_a_no_blocks_where_a_yes_was(item: str) -> None:
    facts = vacancy(is_trial_or_subsidised=True) if item == "O3" else KNOWN
    result = sheet(facts, answers={item: said(item, "no", note="she said no")})
    assert result.state is SheetState.NOT_READY
    assert result.reasons == (f"{item} ({TEMPLATE.item(item).label}): she said no.",)


@pytest.mark.parametrize("item", [each for each in REQUIRED if each in SAID])
def test_an_old_answer_counts_as_unknown(item: str) -> None:
    facts = vacancy(is_trial_or_subsidised=True) if item == "O3" else KNOWN
    days = TEMPLATE.item(item).fresh_days
    result = sheet(
        facts, answers={item: said(item, note="well", as_of=TODAY - timedelta(days=days))}
    )
    assert result.state is SheetState.READY
    older = said(item, note="well", as_of=TODAY - timedelta(days=days + 1))
    result = sheet(facts, answers={item: older})
    # Where the records know a part, that part still waits to be confirmed.
    assert result.item(item).status in (Status.STALE, Status.TO_CONFIRM)
    assert result.state is SheetState.NOT_READY


def test_an_answer_expires_when_what_it_rests_on_changes() -> None:
    later = replace(KNOWN, changed={"vacancy.shifts": NOW + timedelta(hours=1)})
    result = sheet(later)
    assert result.item("C3").status is Status.STALE
    assert "changed on 18 Nov 2026" in result.item("C3").reason
    assert result.item("C1").status is Status.MET
    earlier = replace(KNOWN, changed={"vacancy.shifts": NOW - timedelta(hours=1)})
    assert sheet(earlier).state is SheetState.READY


class TestOverrides:
    def test_two_are_allowed_and_a_third_is_one_too_many(self) -> None:
        three = ("E2", "C3", "M4")
        result = sheet(KNOWN, *(passed_over(item) for item in three[:2]), without=three[:2])
        assert result.state is SheetState.READY_WITH_OVERRIDE
        result = sheet(KNOWN, *(passed_over(item) for item in three), without=three)
        assert result.state is SheetState.NOT_READY
        assert result.reasons == ("3 items are overridden; at most 2 may be.",)
        with pytest.raises(RuleError, match="at most 2"):
            require_submittable(result)

    @pytest.mark.parametrize(
        ("change", "words"),
        [
            ({"reason": "too short"}, "at least 15"),
            ({"reason": "a" + " " * 20 + "b"}, "has 3 letters"),
            ({"action": " "}, "needs an action"),
            ({"due": TODAY - timedelta(days=1)}, "has passed"),
        ],
    )
    def test_one_without_reason_or_dated_action_does_not_hold(
        self, change: dict[str, object], words: str
    ) -> None:
        result = sheet(KNOWN, passed_over("C3", **change), without=("C3",))
        assert result.state is SheetState.NOT_READY
        assert words in result.item("C3").hint

    def test_fifteen_letters_are_enough(self) -> None:
        result = sheet(KNOWN, passed_over("C3", reason="x" * 15), without=("C3",))
        assert result.state is SheetState.READY_WITH_OVERRIDE

    def test_one_that_is_not_needed_does_nothing(self) -> None:
        assert sheet(KNOWN, passed_over("C3"), passed_over("M6")).state is SheetState.READY

    def test_one_cannot_stand_beside_an_open_item(self) -> None:
        result = sheet(KNOWN, passed_over("C3"), without=("C3", "M1"))
        assert result.state is SheetState.NOT_READY


class TestConditions:
    def test_selection_steps_are_required_once_an_adjustment_was_asked(self) -> None:
        assert sheet(without=("E5",)).state is SheetState.READY
        asked = person(adjustment_asked=True)
        assert sheet(asked, without=("E5",)).state is SheetState.NOT_READY
        assert sheet(asked).state is SheetState.READY

    @pytest.mark.parametrize(
        ("affects", "need"),
        [(None, Need.REQUIRED), (True, Need.REQUIRED), (False, Need.NOT_NEEDED)],
    )
    def test_the_sum_is_required_unless_they_say_pay_changes_nothing(
        self, affects: bool | None, need: Need
    ) -> None:
        facts = person(pay_affects_payments=affects)
        assert need_of(TEMPLATE.item("P3"), facts) is need
        ready = sheet(facts, without=("P3",)).state is SheetState.READY
        assert ready is (need is Need.NOT_NEEDED)

    def test_no_free_text_is_kept_with_the_sum(self) -> None:
        named = said("P3", "not_applicable", note="the name of a payment")
        result = sheet(answers={"P3": named})
        assert result.state is SheetState.READY
        assert result.item("P3").reason == "They say that pay does not affect their payments."
        assert "name of a payment" not in repr(result)

    @pytest.mark.parametrize(
        ("trial", "status"),
        [(None, Status.NOT_NEEDED), (False, Status.NOT_NEEDED), (True, Status.UNMET)],
    )
    def test_what_follows_is_asked_of_trials_only(self, trial: bool | None, status: Status) -> None:
        result = sheet(vacancy(is_trial_or_subsidised=trial), without=("O3",))
        assert result.item("O3").status is status

    def test_an_item_that_is_not_needed_is_not_counted(self) -> None:
        assert sheet().counts.needed == 31


def test_a_relaxed_item_warns_and_says_why() -> None:
    relaxed = relax(TEMPLATE, {"M3": "Employers here read the CV"}, "local")
    given = {item: answer for item, answer in SAID.items() if item != "M3"}
    result = evaluate(relaxed, KNOWN, given, (), TODAY)
    assert result.state is SheetState.READY
    assert result.item("M3").hint == "Relaxed: Employers here read the CV"


def test_names_with_braces_stay_names() -> None:
    odd = replace(KNOWN, participant="{employer}", vacancy="{0} [red]")
    result = sheet(odd, without=("C1",))
    assert (
        result.fixes[0].text == "Ask {employer} whether they want to be put forward for {0} [red]"
    )


@pytest.mark.parametrize(
    ("start", "days", "due"),
    [
        (date(2026, 11, 18), 1, date(2026, 11, 19)),
        (date(2026, 11, 20), 1, date(2026, 11, 23)),
        (date(2026, 11, 21), 2, date(2026, 11, 24)),
    ],
)
def test_days_count_working_days(start: date, days: int, due: date) -> None:
    assert after_weekdays(start, days) == due


def test_a_calendar_of_ones_own_can_be_passed() -> None:
    def late(day: date, days: int) -> date:
        return day + timedelta(days=100 + days)

    calendar: Callable[[date, int], date] = late
    given = {item: answer for item, answer in SAID.items() if item != "C1"}
    result = evaluate(TEMPLATE, KNOWN, given, (), TODAY, calendar)
    assert result.fixes[0].due == TODAY + timedelta(days=101)
