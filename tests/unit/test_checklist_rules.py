"""What records answer, and what they leave open."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from adviser_tui.services.checklist.facts import (
    TERMS,
    Document,
    Facts,
    Money,
    OtherContact,
    PromiseFacts,
    Told,
)
from adviser_tui.services.checklist.fixes import after_weekdays
from adviser_tui.services.checklist.freshness import fresh
from adviser_tui.services.checklist.rules import auto_answers
from adviser_tui.services.checklist.rules_person import reaches
from adviser_tui.services.checklist.values import Answer, Status
from models.kinds import (
    AnswerSource,
    AnswerValue,
    DocumentState,
    PayPeriod,
    PromiseState,
    VacancyState,
)
from tests.checklist_case import KNOWN, TEMPLATE, TODAY, offer, person, seen, sheet, vacancy

YES, NO, UNKNOWN = AnswerValue.YES, AnswerValue.NO, AnswerValue.UNKNOWN
NOTHING = Facts("Amira", "Quillfeather Bakery", "Night baker")


def answer(facts: Facts, item: str) -> Answer:
    return auto_answers(facts, TEMPLATE, TODAY)[item]


def test_nothing_known_is_nowhere_a_no() -> None:
    answers = auto_answers(NOTHING, TEMPLATE, TODAY)
    assert {each.value for each in answers.values()} == {UNKNOWN}
    assert all(each.note.endswith((".", "!")) for each in answers.values())


def test_a_known_case_is_answered_everywhere() -> None:
    answers = auto_answers(KNOWN, TEMPLATE, TODAY)
    assert {item: each.value for item, each in answers.items() if each.value is not YES} == {}
    assert len(answers) == 15  # the fourteen from records, and the consent they gave


@pytest.mark.parametrize(
    ("item", "facts", "value", "words"),
    [
        ("E1", vacancy(tasks=" ", must_haves=()), UNKNOWN, "tasks and must-haves"),
        ("E1", vacancy(starts_on=None), UNKNOWN, "the start"),
        ("E1", vacancy(starts_on=None, start_told=True), YES, ""),
        ("E1", vacancy(need_contact=None), UNKNOWN, "No two-way contact"),
        ("E3", vacancy(decision_channel=""), UNKNOWN, "how they like to be reached"),
        ("E4", vacancy(terms={}), UNKNOWN, "hours, pay, place, contract and flexibility"),
        (
            "E4",
            vacancy(terms=dict.fromkeys(TERMS, Told.TOLD) | {"pay": Told.FROM_ADVERT}),
            UNKNOWN,
            "Only from the advert: pay.",
        ),
        (
            "E4",
            vacancy(terms=dict.fromkeys(TERMS, Told.TOLD) | {"pay": Told.ASKED_NOT_TOLD}),
            YES,
            "not told: pay",
        ),
        ("E6", vacancy(state=VacancyState.HEARD), UNKNOWN, "not confirmed"),
        ("E6", vacancy(state=VacancyState.FILLED), NO, "filled"),
        ("E6", vacancy(state=VacancyState.ON_HOLD), NO, "on hold"),
        ("E6", vacancy(closes_on=TODAY - timedelta(days=1)), NO, "closed on 17 Nov 2026"),
        ("E6", vacancy(closes_on=TODAY), YES, ""),
        ("E7", vacancy(ledger_as_of=None), YES, "as far as this device knows"),
        ("E7", vacancy(), YES, "as of 18 Nov 2026"),
        ("C4", person(interview_on=None, availability=None), UNKNOWN, ""),
        ("C5", person(documents=(Document("licence", DocumentState.UNKNOWN),)), UNKNOWN, "licence"),
        ("O1", offer(promises=()), UNKNOWN, "No promise"),
        ("P1", person(cv=None), UNKNOWN, ""),
        ("T1", vacancy(live_submissions=2), YES, "cap is 3"),
        ("T1", vacancy(live_submissions=3), NO, "cap is 3"),
        ("T1", offer(cap=1), NO, "cap is 1"),
        ("T5", offer(pitch=""), UNKNOWN, "no text"),
        ("T5", offer(wording_findings=None), UNKNOWN, "not been checked"),
        ("T5", offer(wording_findings=("“x”", "“y”")), NO, "“x” and “y”"),
        ("M5", vacancy(quality_known=3), UNKNOWN, "3 of 7 known"),
        ("M5", vacancy(quality_known=4), YES, "4 of 7 known, 4 met"),
    ],
)
def test_what_a_record_says(item: str, facts: Facts, value: AnswerValue, words: str) -> None:
    found = answer(facts, item)
    assert found.value is value
    assert words in found.note


@pytest.mark.parametrize(
    ("item", "facts", "status"),
    [
        ("E1", vacancy(need_contact=seen("contact", 28, "visit")), Status.MET),
        ("E1", vacancy(need_contact=seen("contact", 29, "visit")), Status.STALE),
        ("E6", vacancy(checked=seen("contact", 7, "call")), Status.MET),
        ("E6", vacancy(checked=seen("contact", 8, "call")), Status.STALE),
        ("C4", person(availability=seen("contact", 14, "call")), Status.MET),
        ("C4", person(availability=seen("contact", 15, "call")), Status.STALE),
        ("E3", vacancy(decision_maker=seen("person", 60, "A. Person")), Status.MET),
        ("E3", vacancy(decision_maker=seen("person", 61, "A. Person")), Status.STALE),
    ],
)
def test_records_grow_old(item: str, facts: Facts, status: Status) -> None:
    state = sheet(facts).item(item)
    assert state.status is status
    assert ("days ago" in state.reason) is (status is Status.STALE)


def test_a_record_of_tomorrow_is_not_old() -> None:
    ahead = Answer(YES, AnswerSource.COACH, TODAY + timedelta(days=1))
    assert fresh(ahead, TEMPLATE.item("E6"), TODAY)


@pytest.mark.parametrize(
    ("first", "last", "value"),
    [
        (0, 0, NO),
        (-9, -1, YES),
        (1, 9, YES),
        (10, 20, NO),  # over the start on 1 December
    ],
)
def test_time_away_counts_on_the_days_that_matter(
    first: int, last: int, value: AnswerValue
) -> None:
    away = (TODAY + timedelta(days=first), TODAY + timedelta(days=last))
    assert answer(person(unavailable=(away,)), "C4").value is value


def test_time_away_at_the_interview_counts() -> None:
    away = (TODAY + timedelta(days=1), TODAY + timedelta(days=3))
    facts = person(unavailable=(away,), interview_on=TODAY + timedelta(days=2))
    assert "at the interview, until 21 Nov 2026" in answer(facts, "C4").note


@pytest.mark.parametrize(
    ("paper", "value"),
    [
        (Document("licence", DocumentState.IN_HAND), YES),
        (Document("licence", DocumentState.IN_HAND, valid_to=date(2026, 11, 30)), NO),
        (Document("licence", DocumentState.IN_HAND, valid_to=date(2026, 12, 1)), YES),
        (Document("licence", DocumentState.DATED, by=date(2026, 12, 1)), YES),
        (Document("licence", DocumentState.DATED, by=date(2026, 12, 2)), NO),
        (Document("licence", DocumentState.DATED, by=TODAY - timedelta(days=1)), UNKNOWN),
        (Document("licence", DocumentState.DATED), UNKNOWN),
        (Document("licence", DocumentState.UNKNOWN), UNKNOWN),
        (Document("licence", DocumentState.MISSING), NO),
    ],
)
def test_a_paper_must_be_there_by_the_start(paper: Document, value: AnswerValue) -> None:
    right_to_work = Document("right to work", DocumentState.IN_HAND)
    assert answer(person(documents=(right_to_work, paper)), "C5").value is value


def test_a_dated_paper_is_in_time_while_no_start_is_set() -> None:
    paper = Document("licence", DocumentState.DATED, by=date(2027, 3, 1))
    facts = replace(
        person(documents=(paper,)),
        about_vacancy=replace(KNOWN.about_vacancy, starts_on=None, start_told=True),
    )
    assert answer(facts, "C5").value is YES


class TestOwnMustHaves:
    @pytest.mark.parametrize(
        ("changes", "value", "words"),
        [
            ({"least_minutes": 1801}, NO, "hours are outside theirs"),
            ({"most_minutes": 1799}, NO, "hours are outside theirs"),
            ({"least_minutes": 1800, "most_minutes": 1800}, YES, ""),
            ({"travel_limit": 40, "travel_minutes": 41}, NO, "way is longer"),
            ({"travel_limit": 40, "travel_minutes": 40}, YES, ""),
            ({"travel_limit": 40}, UNKNOWN, "the way to work"),
            ({"no_gos": ("night",)}, NO, "no-go “night”"),
            ({"no_gos": ("ton",)}, YES, ""),
            ({"no_gos": ("  ",)}, YES, ""),
            ({"pay_floor": Money(1300)}, UNKNOWN, "the pay"),
        ],
    )
    def test_the_job_is_set_beside_them(
        self, changes: dict[str, object], value: AnswerValue, words: str
    ) -> None:
        found = answer(person(**changes), "M2")
        assert found.value is value
        assert words in found.note

    def test_free_text_is_put_to_the_person(self) -> None:
        assert "To ask them: home before the school run." in answer(KNOWN, "M2").note

    def test_without_any_nothing_can_be_said(self) -> None:
        nothing = person(must_haves=(), least_minutes=None, most_minutes=None)
        assert answer(nothing, "M2").value is UNKNOWN

    @pytest.mark.parametrize(
        ("pay", "floor", "minutes", "enough"),
        [
            (Money(1250), Money(1250), None, True),
            (Money(1249), Money(1250), None, False),
            (Money(1250), Money(1250, currency="DKK"), None, None),
            (None, Money(1250), None, None),
            (Money(2_340_000, PayPeriod.YEAR), Money(1250), 2160, True),  # 36 h: exactly 12.50
            (Money(2_339_999, PayPeriod.YEAR), Money(1250), 2160, False),
            (Money(2_340_000, PayPeriod.YEAR), Money(1250), None, None),
            (Money(200_000, PayPeriod.MONTH), Money(2_400_000, PayPeriod.YEAR), None, True),
            (Money(46_153, PayPeriod.WEEK), Money(200_000, PayPeriod.MONTH), None, False),
            (Money(46_154, PayPeriod.WEEK), Money(200_000, PayPeriod.MONTH), None, True),
        ],
    )
    def test_pay_is_compared_to_the_penny(
        self, pay: Money | None, floor: Money, minutes: int | None, enough: bool | None
    ) -> None:
        assert reaches(pay, floor, minutes) is enough


class TestPromises:
    @pytest.mark.parametrize(
        ("promise", "value", "words"),
        [
            (PromiseFacts("two CVs", TODAY, PromiseState.OPEN), YES, "One promise open"),
            (PromiseFacts("two CVs", None, PromiseState.OPEN), NO, "Without a day"),
            (
                PromiseFacts("two CVs", TODAY - timedelta(days=1), PromiseState.OPEN),
                NO,
                "Late: “two CVs”",
            ),
            (PromiseFacts("a van", TODAY, PromiseState.OPEN, False), NO, "More than we offer"),
            (PromiseFacts("a call", date(2026, 1, 1), PromiseState.KEPT), YES, "Nothing promised"),
        ],
    )
    def test_the_ledger_is_read(
        self, promise: PromiseFacts, value: AnswerValue, words: str
    ) -> None:
        found = answer(offer(promises=(promise,)), "O1")
        assert found.value is value
        assert words in found.note


class TestFollowUps:
    @pytest.mark.parametrize(
        ("employer", "participant", "value"),
        [(2, 1, YES), (3, 1, UNKNOWN), (2, 2, UNKNOWN), (None, 1, UNKNOWN)],
    )
    def test_those_in_the_diary_must_be_in_time(
        self, employer: int | None, participant: int, value: AnswerValue
    ) -> None:
        facts = offer(
            follow_ups_will_be_created=False,
            employer_follow_up=None if employer is None else seen("follow_up", -employer, "call"),
            person_follow_up=seen("follow_up", -participant, "call"),
        )
        assert auto_answers(facts, TEMPLATE, TODAY, after_weekdays)["T3"].value is value


def test_others_in_touch_are_named_once() -> None:
    calls = tuple(
        OtherContact("Workwell", seen("contact", days, f"call {days}")) for days in (2, 5)
    )
    found = answer(vacancy(other_contacts=calls), "E7")
    assert found.value is NO
    assert found.note.count("Workwell") == 1
    assert len(found.evidence) == 2
    agreed = vacancy(other_contacts=calls, contact_agreed="B. Deputy said go ahead")
    assert answer(agreed, "E7").value is YES
