"""Every item seen to hold a sheet back, or to warn, because of what real records say."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

import pytest

from adviser_tui.clock import FixedClock
from adviser_tui.errors import RuleError
from adviser_tui.services.checklist.values import Status
from adviser_tui.storage.database import Database
from models.kinds import AnswerValue, SheetState
from models.tables import Adviser
from seed.checklists import Need, right_person_first_time
from tests.match_case import BY_HAND, PITCH, Pair, known_pair


@pytest.fixture
def pair(database: Database, clock: FixedClock, me: Adviser) -> Pair:
    return known_pair(database, clock, me.id)


def _contact(pair: Pair, **values: object) -> None:
    known: dict[str, object] = {
        "kind": "employer",
        "employer_id": pair.employer,
        "vacancy_id": pair.vacancy,
        "adviser_id": pair.colleague,
        "channel": "call",
        "purpose": "present",
        "occurred_at": pair.clock.now() - timedelta(days=3),
    }
    pair.add("contact", **{**known, **values})


def _fill_the_cap(pair: Pair) -> None:
    for name in ("Bo", "Cy", "Di"):
        other = pair.add("participant", preferred_name=name, stage="job_search")
        pair.add("submission", participant_id=other, vacancy_id=pair.vacancy, state="submitted")


def _vacancy(**values: object) -> Callable[[Pair], None]:
    return lambda pair: pair.change("vacancy", pair.vacancy, **values)


BREAKS: dict[str, Callable[[Pair], None]] = {
    "E1": _vacancy(tasks=""),
    "E3": lambda pair: pair.change("employer_person", pair.ids["person"], expects_us=False),
    "E4": _vacancy(flexibility=""),
    "E6": _vacancy(state="on_hold"),
    "E7": _contact,
    "C2": lambda pair: pair.office.consents.withdraw(pair.ids["consent"]),
    "C4": lambda pair: pair.change(
        "participant", pair.participant, unavailable_until=pair.clock.today() + timedelta(days=9)
    ),
    "C5": lambda pair: pair.change("participant", pair.participant, right_to_work="missing"),
    "M2": _vacancy(pay=1100),
    "O1": lambda pair: pair.change(
        "promise", pair.ids["promise"], due_on=pair.clock.today() - timedelta(days=1)
    ),
    "T1": _fill_the_cap,
    "T3": lambda pair: pair.change("employer", pair.employer, stage="do_not_contact"),
    "T5": lambda pair: pair.change("match_sheet", pair.sheet().sheet_id, pitch=""),
}
"""What happens in the records so that an item they answer does not stand any more."""

HOLDING = [item.id for item in right_person_first_time().items if item.need is Need.REQUIRED]
LOCKED = ("C1", "C2", "T5")


@pytest.mark.parametrize("item", HOLDING)
def test_each_required_item_holds_the_sheet_back_and_unless_locked_can_be_passed_over(
    pair: Pair, item: str
) -> None:
    if item == "O3":
        pair.change("vacancy", pair.vacancy, is_subsidised=True)
    pair.ready()
    if item in BREAKS:
        BREAKS[item](pair)
    elif item != "O3":
        pair.answer(item, "unknown")
    card = pair.sheet()
    assert card.result is SheetState.NOT_READY
    assert item in [each.id for each in card.missing]
    assert any(step.startswith((f"{item}:", f"Confirm {item}")) for step in card.unlocks)
    with pytest.raises(RuleError):
        pair.submit()
    if item in LOCKED:
        with pytest.raises(RuleError, match="can never be overridden"):
            pair.override(item)
        return
    for each in card.missing:
        card = pair.override(each.id)
    assert card.item(item).status is Status.OVERRIDDEN
    assert card.result is SheetState.READY_WITH_OVERRIDE
    if item != "T3":
        assert pair.submit().row.with_override


ADVISORY = [item.id for item in right_person_first_time().items if item.need is Need.ADVISORY]


@pytest.mark.parametrize("item", ADVISORY)
def test_an_advisory_item_warns_and_never_holds_back(pair: Pair, item: str) -> None:
    pair.ready()
    card = pair.answer(item, "no", note="not this time")
    assert card.item(item).status is Status.ADVISORY_OPEN
    assert card.item(item).fix is not None
    assert card.result is SheetState.READY
    assert pair.submit().row.id


def test_selection_steps_become_required_once_an_adjustment_is_asked_for(pair: Pair) -> None:
    pair.ready()
    pair.later(minutes=1)
    pair.change("vocational_profile", pair.ids["profile"], adjustment_asked=True)
    card = pair.sheet()
    assert card.item("E5").is_missing
    assert card.item("M4").stale


def test_pay_that_affects_no_payments_sets_the_sum_aside(pair: Pair) -> None:
    pair.ready()
    pair.answer("P3", "unknown")
    pair.change("participant", pair.participant, pay_affects_payments=False)
    assert pair.sheet().item("P3").status is Status.NOT_NEEDED


def test_no_kind_of_payment_is_ever_written_down(pair: Pair) -> None:
    card = pair.answer("P3", "not_applicable", note="gets a certain payment")
    given = card.item("P3").given
    assert given is not None
    assert given.note == ""
    assert "certain payment" not in str(
        pair.office.database.row("SELECT note FROM match_answer")[0]
    )


@pytest.mark.parametrize("item", ["M4", "P2", "O4"])
def test_what_may_be_declined_needs_no_reason(pair: Pair, item: str) -> None:
    pair.ready()
    card = pair.answer(item, "not_applicable", declined=True)
    assert card.item(item).status is Status.MET
    assert card.result is SheetState.READY


def test_declining_is_for_the_three_alone(pair: Pair) -> None:
    with pytest.raises(RuleError, match="cannot be declined"):
        pair.answer("C3", "not_applicable", declined=True)
    with pytest.raises(RuleError, match="always applies"):
        pair.answer("C3", "not_applicable", note="walks")


@pytest.mark.parametrize("item", ["T3", "T5"])
def test_what_the_records_alone_answer_is_not_answered_by_hand(pair: Pair, item: str) -> None:
    with pytest.raises(RuleError, match="records alone"):
        pair.answer(item)


def test_only_the_participant_says_that_they_want_the_job(pair: Pair) -> None:
    from models.kinds import AnswerSource

    with pytest.raises(RuleError, match="only be answered by the participant"):
        pair.answer("C1", source=AnswerSource.COACH)


def test_a_colleagues_call_stands_in_the_way_until_it_is_agreed(pair: Pair) -> None:
    pair.ready()
    _contact(pair)
    row = pair.sheet().item("E7")
    assert row.status is Status.UNMET
    assert "Otto Prøvesen" in row.reason
    assert row.records[0].label == "call Tue 17 Nov"
    card = pair.answer("E7", note="agreed with Otto on the phone")
    assert card.item("E7").status is Status.MET


def test_a_call_agreed_with_the_point_of_contact_is_no_obstacle(pair: Pair) -> None:
    _contact(pair, spoc_agreed=True)
    row = pair.sheet().item("E7")
    assert row.status is Status.MET
    assert "agreed: with Otto Prøvesen" in row.reason


@pytest.mark.parametrize(
    "values",
    [
        {"state": "attempt"},
        {"purpose": "support"},
        {"direction": "inbound"},
        {"occurred_at": datetime(2026, 11, 1, 9, tzinfo=UTC)},
        {"vacancy_id": None, "purpose": "prospect"},
    ],
)
def test_what_is_no_contact_about_this_vacancy_stands_in_nobodys_way(
    pair: Pair, values: dict[str, object]
) -> None:
    _contact(pair, **values)
    assert pair.sheet().item("E7").status is Status.MET


def test_a_partners_contact_counts_too(pair: Pair) -> None:
    _contact(pair, adviser_id=None, organisation="Harbour Works")
    assert "Harbour Works" in pair.sheet().item("E7").reason


def test_terms_that_were_only_read_in_an_advert_were_not_asked(pair: Pair) -> None:
    with pair.office.database.write() as work:
        from models.tables import Contact

        work.void(work.get(Contact, pair.ids["visit"]), "logged twice")
    pair.change("vacancy", pair.vacancy, is_advertised=True)
    row = pair.sheet().item("E4")
    assert row.status is Status.UNMET
    assert "Only from the advert" in row.reason


def test_asked_and_not_told_is_an_answer(pair: Pair) -> None:
    pair.change("vacancy", pair.vacancy, flexibility="", asked_not_told=["flexibility"])
    row = pair.sheet().item("E4")
    assert row.status is Status.MET
    assert "not told: flexibility" in row.reason


def test_a_licence_that_nobody_has_noted_is_not_in_hand(pair: Pair) -> None:
    pair.change("vacancy", pair.vacancy, legal_requirements=["fork-lift licence"])
    assert "fork-lift licence" in pair.sheet().item("C5").reason
    assert pair.answer("C5", note="seen on Monday").item("C5").status is Status.MET


def test_others_who_fit_are_named_in_an_order_that_weighs_nobody(pair: Pair) -> None:
    ids = {}
    for name, floor in (("Bo", 1000), ("Cy", 1250), ("Di", 1400), ("Ed", None)):
        ids[name] = pair.add(
            "participant", preferred_name=name, stage="job_search", coach_id=pair.me
        )
        pair.add("vocational_profile", participant_id=ids[name], state="agreed", pay_floor=floor)
    paused = date(2027, 1, 1)
    pair.change("participant", ids["Ed"], paused_until=paused)
    shown = pair.sheet().others
    assert {each.name for each in shown} == {"Bo", "Cy"}
    assert shown == pair.sheet().others


def test_the_job_quality_card_names_weak_points(pair: Pair) -> None:
    card = pair.sheet()
    assert card.item("M5").status is Status.ADVISORY_OPEN
    assert card.item("M5").unlock
    terms = card.quality[0]
    assert (terms.said, terms.facts) == ("not met", ("known about terms (not met)",))


def test_the_cap_can_be_set(pair: Pair) -> None:
    pair.ready()
    pair.office.desk.remember("submission_cap", "1")
    other = pair.add("participant", preferred_name="Bo", stage="job_search")
    pair.add("submission", participant_id=other, vacancy_id=pair.vacancy, state="offered")
    card = pair.sheet()
    assert card.item("T1").status is Status.UNMET
    assert card.live_words == "1 before them, at most 1"


def test_follow_ups_jump_over_bank_holidays(pair: Pair) -> None:
    pair.clock.at = datetime(2026, 12, 23, 9, 30, tzinfo=UTC)
    fix = pair.sheet().item("C3").fix
    assert fix is not None
    # 25 December is a Friday, and Boxing Day's substitute the Monday after.
    assert fix.due_on == date(2026, 12, 29)


def test_the_sentence_may_come_with_the_answer(pair: Pair) -> None:
    card = pair.answer("M3", note=PITCH)
    assert card.pitch == PITCH
    assert card.item("M3").status is Status.MET
    assert card.item("T5").status is Status.MET


def test_every_item_is_either_broken_here_or_answered_by_hand() -> None:
    assert {*BREAKS, *BY_HAND, "O3", "P3"} == {item.id for item in right_person_first_time().items}


def test_an_answer_by_hand_can_be_taken_back(pair: Pair) -> None:
    pair.ready()
    card = pair.answer("C1", "no", note="would rather not")
    assert card.item("C1").status is Status.UNMET
    assert card.item("C1").answer is not None
    assert pair.answer("C1", "unknown").item("C1").answer is None
    assert AnswerValue.NOT_APPLICABLE not in pair.sheet().item("C1").values
