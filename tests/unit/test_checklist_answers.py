"""Which answers count: who may give them, what must stand beside them, how consent ends."""

from datetime import date, timedelta

import pytest

from adviser_tui.services.checklist.facts import ConsentFacts, Document, Facts, OtherContact
from adviser_tui.services.checklist.values import MustHaveProof, Status, answered
from models.kinds import (
    AnswerSource,
    AnswerValue,
    ConsentState,
    DisclosureLevel,
    DocumentState,
    SheetState,
    VacancyState,
)
from tests.checklist_case import (
    NOW,
    SAID,
    TEMPLATE,
    TODAY,
    offer,
    person,
    said,
    seen,
    sheet,
    vacancy,
)


class TestNotApplicable:
    @pytest.mark.parametrize("item", ["M4", "P2", "O4"])
    def test_where_it_is_allowed_it_needs_a_reason(self, item: str) -> None:
        assert sheet(answers={item: said(item, "not_applicable", note="no need")}).state is (
            SheetState.READY
        )
        result = sheet(answers={item: said(item, "not_applicable")})
        assert result.state is SheetState.NOT_READY
        assert "why it does not apply" in result.item(item).reason

    @pytest.mark.parametrize("item", ["M4", "P2", "O4"])
    def test_the_person_may_decline_without_a_reason(self, item: str) -> None:
        result = sheet(answers={item: said(item, "not_applicable", declined=True)})
        assert result.state is SheetState.READY
        assert result.item(item).reason == "Declined by the person."

    def test_support_declined_says_what_follows_for_the_employer(self) -> None:
        result = sheet(answers={"O4": said("O4", "not_applicable", declined=True)})
        assert "only if they agree" in result.item("O4").hint

    @pytest.mark.parametrize("item", ["C1", "C3", "M1", "T2", "E2"])
    def test_elsewhere_it_counts_for_nothing(self, item: str) -> None:
        for declined in (False, True):
            answer = said(item, "not_applicable", note="does not fit", declined=declined)
            assert sheet(answers={item: answer}).state is SheetState.NOT_READY


class TestWhoAnswers:
    def test_only_the_participant_answers_for_their_choice(self) -> None:
        result = sheet(answers={"C1": said("C1", source=AnswerSource.COACH)})
        assert result.state is SheetState.NOT_READY
        assert result.item("C1").reason == "Only the participant can answer this."

    def test_nobody_can_claim_to_be_the_records(self) -> None:
        result = sheet(
            vacancy(need_contact=None), answers={"E1": said("E1", source=AnswerSource.AUTO)}
        )
        assert result.state is SheetState.NOT_READY

    @pytest.mark.parametrize(
        ("item", "facts"),
        [
            ("E1", vacancy(need_contact=None)),
            ("E3", vacancy(decision_maker=None)),
            ("E4", vacancy(terms={})),
            ("E6", vacancy(checked=None)),
            ("C4", person(availability=None)),
            ("C5", person(documents=())),
            ("O1", offer(promises=())),
        ],
    )
    def test_where_records_are_silent_somebody_may_answer(self, item: str, facts: Facts) -> None:
        assert sheet(facts, answers={item: said(item)}).state is SheetState.READY

    @pytest.mark.parametrize(
        ("item", "facts"),
        [
            ("E6", vacancy(state=VacancyState.FILLED)),
            ("C2", person(consent=ConsentFacts(ConsentState.WITHDRAWN))),
            ("C4", person(unavailable=((TODAY, TODAY + timedelta(days=9)),))),
            ("C5", person(documents=(Document("licence", DocumentState.MISSING),))),
            ("M2", person(no_gos=("dough",))),
            ("T1", vacancy(live_submissions=4)),
            ("T5", offer(wording_findings=("“sanction” says too much",))),
        ],
    )
    def test_a_no_in_the_records_is_not_talked_away(self, item: str, facts: Facts) -> None:
        source = AnswerSource.COACH if item == "T5" else said(item).source if item in SAID else None
        answer = answered(
            AnswerValue.YES,
            source or AnswerSource(TEMPLATE.item(item).answered_by[-1]),
            NOW,
            note="it is all right really",
        )
        assert sheet(facts, answers={item: answer}).state is SheetState.NOT_READY

    def test_a_no_by_hand_beats_a_yes_in_the_records(self) -> None:
        result = sheet(answers={"E6": said("E6", "no", note="gone since this morning")})
        assert result.item("E6").status is Status.UNMET
        assert result.item("E6").on_record

    def test_what_was_agreed_with_the_contact_clears_the_way(self) -> None:
        other = seen("contact", 5, "call 13 Nov, partner")
        busy = vacancy(other_contacts=(OtherContact("Workwell", other),))
        result = sheet(busy)
        assert result.item("E7").status is Status.UNMET
        assert "Workwell" in result.item("E7").reason
        assert sheet(busy, answers={"E7": said("E7")}).state is SheetState.NOT_READY
        agreed = said("E7", note="agreed with B. Deputy, they step back")
        assert sheet(busy, answers={"E7": agreed}).state is SheetState.READY

    def test_the_record_behind_an_answer_is_shown(self) -> None:
        state = sheet().item("E1")
        assert state.answer is not None
        assert state.answer.source is AnswerSource.AUTO
        assert [each.label for each in state.answer.evidence] == ["visit 12 Nov, A. Person"]


class TestProofs:
    def test_own_words_are_asked_for_and_do_not_block(self) -> None:
        result = sheet(answers={"C1": said("C1")})
        assert result.state is SheetState.READY
        assert "own words" in result.item("C1").hint

    def test_each_must_have_needs_a_proof_or_a_plan_by_the_start(self) -> None:
        nights = MustHaveProof("Early starts", proof="did the milk round")
        half = sheet(answers={"M1": said("M1", detail=(nights,))})
        assert half.state is SheetState.NOT_READY
        assert half.item("M1").reason.endswith("food hygiene certificate.")
        for plan_by, state in (
            (date(2026, 12, 1), SheetState.READY),
            (date(2026, 12, 2), SheetState.NOT_READY),
            (None, SheetState.NOT_READY),
        ):
            course = MustHaveProof("food hygiene certificate", plan="course", plan_by=plan_by)
            assert sheet(answers={"M1": said("M1", detail=(nights, course))}).state is state

    def test_a_bare_yes_names_the_must_haves(self) -> None:
        result = sheet(answers={"M1": said("M1")})
        assert result.state is SheetState.NOT_READY
        assert "early starts and food hygiene certificate" in result.item("M1").reason
        assert sheet(
            vacancy(must_haves=()), answers={"M1": said("M1"), "E1": said("E1")}
        ).state is (SheetState.READY)

    @pytest.mark.parametrize(
        ("pitch", "state"),
        [("x" * 200, SheetState.READY), ("x" * 201, SheetState.NOT_READY)],
    )
    def test_the_sentence_has_two_hundred_letters_at_most(
        self, pitch: str, state: SheetState
    ) -> None:
        assert sheet(offer(pitch=pitch)).state is state

    def test_without_a_sentence_there_is_nothing_to_check(self) -> None:
        result = sheet(offer(pitch="", wording_findings=None), answers={"M3": said("M3")})
        assert result.item("M3").status is Status.UNMET
        assert result.item("T5").status is Status.UNMET


class TestConsent:
    def test_a_reply_day_that_passed_leaves_it_unknown(self) -> None:
        asked = ConsentFacts(ConsentState.ASKED, reply_by=TODAY - timedelta(days=1))
        result = sheet(person(consent=asked))
        state = result.item("C2")
        assert state.answer is None
        assert state.reason == "No answer came by 17 Nov 2026."
        assert result.state is SheetState.NOT_READY
        assert [fix.item for fix in result.fixes] == ["C2"]
        assert result.fixes[0].side == "participant"
        assert result.fixes[0].due == date(2026, 11, 19)

    def test_an_earlier_word_does_not_outlive_the_reply_day(self) -> None:
        asked = person(consent=ConsentFacts(ConsentState.ASKED, reply_by=TODAY - timedelta(days=1)))
        before = said("C2", as_of=TODAY - timedelta(days=2))
        assert sheet(asked, answers={"C2": before}).item("C2").status is Status.STALE
        assert sheet(asked, answers={"C2": said("C2")}).item("C2").status is Status.MET

    @pytest.mark.parametrize(("days", "status"), [(28, Status.MET), (29, Status.STALE)])
    def test_a_consent_holds_for_28_days(self, days: int, status: Status) -> None:
        given = ConsentFacts(
            ConsentState.GIVEN, DisclosureLevel.NAMED, given_on=TODAY - timedelta(days=days)
        )
        assert sheet(person(consent=given)).item("C2").status is status

    @pytest.mark.parametrize(
        "consent",
        [
            ConsentFacts(ConsentState.REFUSED),
            ConsentFacts(ConsentState.WITHDRAWN),
            ConsentFacts(ConsentState.NO_ANSWER),
            ConsentFacts(ConsentState.EXPIRED),
            ConsentFacts(ConsentState.ASKED),
            ConsentFacts(ConsentState.GIVEN, DisclosureLevel.NOTHING, given_on=TODAY),
            ConsentFacts(ConsentState.GIVEN, DisclosureLevel.MORE),
            ConsentFacts(
                ConsentState.GIVEN,
                DisclosureLevel.MORE,
                given_on=TODAY,
                valid_to=TODAY - timedelta(days=1),
            ),
        ],
    )
    def test_nothing_less_than_a_live_yes_counts(self, consent: ConsentFacts) -> None:
        assert sheet(person(consent=consent)).state is SheetState.NOT_READY

    def test_the_answer_is_the_participants_own(self) -> None:
        answer = sheet().item("C2").answer
        assert answer is not None
        assert answer.source is AnswerSource.PARTICIPANT
