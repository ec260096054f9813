"""What a submitted sheet keeps, how answers age, and what an employer may read."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from adviser_tui.clock import FixedClock
from adviser_tui.errors import AdviserError, NotFoundError, RuleError
from adviser_tui.services.checklist.values import Status
from adviser_tui.services.match_sheets.sharing import (
    findings_in,
    kinds_allowed,
    text_for_employer,
)
from adviser_tui.services.participants.consents import ConsentAnswer
from adviser_tui.services.submissions.service import Outcome
from adviser_tui.storage.database import Database
from models.kinds import ConsentScope, DisclosureLevel, SheetState, SubmissionState
from models.tables import Adviser
from tests.match_case import PITCH, Pair, known_answer, known_pair


@pytest.fixture
def pair(database: Database, clock: FixedClock, me: Adviser) -> Pair:
    return known_pair(database, clock, me.id)


def _text(pair: Pair, sheet_id: str) -> str:
    row = pair.office.database.row("SELECT frozen FROM match_sheet WHERE id = ?", (sheet_id,))
    return str(row["frozen"])


def test_a_submitted_sheet_stays_the_same_to_the_letter(pair: Pair) -> None:
    before = pair.ready()
    sheet_id = pair.submit().row.sheet_id
    kept, text = pair.office.match_sheets.frozen(sheet_id), _text(pair, sheet_id)
    assert [item.status for item in kept.items] == [item.status for item in before.items]
    assert kept.item("E1").records == before.item("E1").records
    assert (kept.text_for_employer, kept.result) == (PITCH, SheetState.READY)
    assert (kept.template, kept.template_version) == ("right_person_first_time", 1)
    assert kept.is_frozen

    pair.later(days=2)
    pair.change("vacancy", pair.vacancy, title="Day baker", pay=900, must_haves=["patience"])
    pair.change("participant", pair.participant, preferred_name="Somebody", right_to_work="missing")
    pair.office.contacts.void([pair.ids["visit"]], "logged twice")
    pair.office.consents.withdraw(pair.ids["consent"])
    pair.answer("C1", "no", note="not any more")
    pair.office.match_sheets.set_pitch(pair.participant, pair.vacancy, "Another sentence.")

    assert _text(pair, sheet_id) == text
    assert pair.office.match_sheets.frozen(sheet_id) == kept


def test_the_file_itself_refuses_to_change_a_submitted_sheet(pair: Pair) -> None:
    pair.ready()
    sheet_id = pair.submit().row.sheet_id
    with pytest.raises(AdviserError):
        pair.change("match_sheet", sheet_id, pitch="Another sentence.")
    answer = pair.office.database.row(
        "SELECT id FROM match_answer WHERE sheet_id = ? LIMIT 1", (sheet_id,)
    )
    with pytest.raises(AdviserError):
        pair.change("match_answer", answer["id"], note="another word")
    assert pair.office.match_sheets.frozen(sheet_id).pitch == PITCH


def test_colleagues_are_named_in_what_is_kept(pair: Pair) -> None:
    pair.ready()
    kept = pair.office.match_sheets.frozen(pair.submit().row.sheet_id)
    answer = kept.item("E2").answer
    assert answer is not None
    assert answer.who == "Vilma Testesen"


def test_there_is_no_kept_copy_before_submitting(pair: Pair) -> None:
    with pytest.raises(NotFoundError):
        pair.office.match_sheets.frozen(pair.ready().sheet_id)


def test_a_later_answer_begins_a_second_attempt(pair: Pair) -> None:
    pair.ready()
    first = pair.submit()
    card = pair.answer("C1")
    assert (card.attempt, card.sheet_id != first.row.sheet_id) == (2, True)
    assert [each.words for each in card.attempts] == ["put forward Fri 20 Nov"]
    assert "under way" in card.stop


def test_two_attempts_are_two_sheets_and_two_submissions(pair: Pair) -> None:
    office = pair.office
    pair.ready()
    first = pair.submit()
    pair.ready()
    with pytest.raises(RuleError, match="under way"):
        pair.submit()
    office.submissions.outcome(
        first.row.id, Outcome(SubmissionState.REFUSED_BY_EMPLOYER, "hours_or_travel")
    )
    second = pair.submit()
    assert (first.row.attempt, second.row.attempt) == (1, 2)
    assert second.row.sheet_id != first.row.sheet_id
    earlier = [each.words for each in office.match_sheets.frozen(second.row.sheet_id).attempts]
    assert earlier == ["put forward Fri 20 Nov, refused by employer: hours or travel do not work"]


def test_an_answer_ends_when_what_it_rests_on_changes(pair: Pair) -> None:
    pair.ready()
    pair.later(hours=1)
    pair.change("vacancy", pair.vacancy, must_haves=["early starts", "a driving licence"])
    row = pair.sheet().item("M1")
    assert row.status is Status.STALE
    assert row.answer is None
    assert row.given is not None
    assert row.stale.startswith("What it rests on changed on 20 Nov 2026")
    assert pair.sheet().item("C3").status is Status.MET


def test_an_edit_that_was_taken_back_ends_nothing(pair: Pair) -> None:
    pair.ready()
    pair.later(hours=1)
    pair.change("vacancy", pair.vacancy, must_haves=["a driving licence"])
    assert pair.sheet().item("E2").stale
    pair.later(hours=1)
    pair.office.history.undo()
    assert pair.sheet().item("E2").status is Status.MET
    pair.office.history.redo()
    assert pair.sheet().item("E2").stale


def test_an_advisory_answer_says_that_it_has_aged(pair: Pair) -> None:
    pair.ready()
    assert not pair.sheet().item("P4").stale
    pair.later(days=61)
    row = pair.sheet().item("P4")
    assert row.status is Status.ADVISORY_OPEN
    assert "holds for 60" in row.stale


def test_somebody_else_being_put_forward_ends_no_answer_about_the_vacancy(pair: Pair) -> None:
    pair.change("vacancy", pair.vacancy, checked_on=None)
    pair.ready()
    pair.answer("E6")
    pair.later(hours=1)
    pair.change("vacancy", pair.vacancy, state="shortlisting")
    assert pair.sheet().item("E6").status is Status.MET
    pair.change("vacancy", pair.vacancy, state="on_hold")
    assert pair.sheet().item("E6").status is Status.UNMET


@pytest.mark.parametrize(("item", "days"), [("C4", 14), ("E1", 28), ("C2", 28), ("C3", 60)])
def test_answers_hold_for_their_days_and_no_longer(pair: Pair, item: str, days: int) -> None:
    pair.ready()
    row = pair.sheet().item(item)
    assert row.answer is not None
    born = row.answer.as_of
    pair.clock.at += (born + timedelta(days=days)) - pair.clock.today()
    assert pair.sheet().item(item).answer is not None
    pair.later(days=1)
    row = pair.sheet().item(item)
    assert (row.status, row.answer) == (Status.STALE, None)
    assert f"holds for {days}" in row.stale


def test_a_new_agreed_profile_asks_about_their_own_must_haves_again(pair: Pair) -> None:
    pair.ready()
    pair.later(days=1)
    pair.office.profiles.change(pair.participant, {"pay_floor": 1250})
    assert pair.sheet().item("M2").status is Status.MET
    pair.office.profiles.agree(pair.participant)
    row = pair.sheet().item("M2")
    assert row.status in (Status.STALE, Status.TO_CONFIRM)


def test_the_newest_word_about_consent_counts(pair: Pair) -> None:
    consents = pair.office.consents
    pair.later(minutes=1)
    standing = consents.record(pair.participant, ConsentAnswer(DisclosureLevel.MORE))
    assert pair.sheet().level is DisclosureLevel.NAMED
    pair.later(minutes=1)
    consents.withdraw(standing)
    assert pair.sheet().item("C2").status is Status.UNMET
    pair.later(minutes=1)
    consents.record(
        pair.participant, ConsentAnswer(DisclosureLevel.SUPPORT_ONLY), vacancy_id=pair.vacancy
    )
    assert pair.sheet().level is DisclosureLevel.SUPPORT_ONLY


def _touch_the_yes(pair: Pair) -> None:
    pair.office.records.apply(pair.ids["consent"], {"said_by": "their mother"})


def _touch_it_and_take_that_back(pair: Pair) -> None:
    _touch_the_yes(pair)
    pair.office.history.undo()


def _ask_anew(pair: Pair) -> None:
    pair.office.consents.ask(pair.participant, pair.clock.today() + timedelta(days=3))


def _ask_anew_about_all(pair: Pair) -> None:
    pair.office.consents.ask(
        pair.participant,
        pair.clock.today() + timedelta(days=3),
        scope=ConsentScope.DATA_SHARING,
    )


@pytest.mark.parametrize("scope", [ConsentScope.EMPLOYER, ConsentScope.DATA_SHARING])
@pytest.mark.parametrize("took_back", [True, False])
@pytest.mark.parametrize(
    "then", [_touch_the_yes, _touch_it_and_take_that_back, _ask_anew, _ask_anew_about_all]
)
def test_a_later_no_at_large_stands_until_there_is_a_later_yes(
    pair: Pair, scope: ConsentScope, took_back: bool, then: Callable[[Pair], None]
) -> None:
    consents = pair.office.consents
    pair.ready()
    pair.later(minutes=1)
    if took_back:
        consents.withdraw(consents.record(pair.participant, ConsentAnswer(), scope=scope))
    else:
        by = pair.clock.today() + timedelta(days=3)
        consents.refuse(consents.ask(pair.participant, by, scope=scope))
    pair.later(minutes=1)
    then(pair)
    assert pair.sheet().item("C2").status is Status.UNMET
    with pytest.raises(RuleError, match="C2"):
        pair.submit()
    consents.record(pair.participant, ConsentAnswer(), vacancy_id=pair.vacancy)
    assert pair.sheet().item("C2").status is Status.MET


def test_a_no_counts_although_the_clock_was_set_back_before_it(pair: Pair) -> None:
    pair.ready()
    standing = pair.office.consents.record(pair.participant, ConsentAnswer())
    pair.later(hours=-5)
    pair.office.consents.withdraw(standing)
    assert pair.sheet().item("C2").status is Status.UNMET


def test_what_a_wrong_clock_dated_in_the_future_counts_for_nothing(pair: Pair) -> None:
    pair.later(days=400)
    pair.office.consents.record(pair.participant, ConsentAnswer(), vacancy_id=pair.vacancy)
    pair.ready()
    pair.later(days=-400)
    for item in ("C1", "C2"):
        row = pair.sheet().item(item)
        assert row.status is Status.STALE
        assert "the clock was wrong" in row.reason
    with pytest.raises(RuleError, match="C1"):
        pair.submit()


def test_a_standing_choice_serves_where_none_was_made_for_the_vacancy(pair: Pair) -> None:
    with pair.office.database.write() as work:
        from models.tables import Consent

        work.void(work.get(Consent, pair.ids["consent"]), "noted for the wrong person")
    assert pair.sheet().item("C2").status is Status.UNMET
    pair.office.consents.record(pair.participant, ConsentAnswer(DisclosureLevel.NAMED))
    row = pair.sheet().item("C2")
    assert row.status is Status.MET
    assert "standing choice" in row.reason


@pytest.mark.parametrize(
    ("level", "shared", "text", "words"),
    [
        ("named", (), "Amira bakes.", []),
        ("support_only", (), "Amira bakes.", ["Amira"]),
        ("support_only", (), "AMIRA TESTOVA bakes.", ["AMIRA", "TESTOVA"]),
        ("support_only", (), "Amirá's bread, says Amіra.", ["Amirá", "Amіra"]),
        ("support_only", (), "Am\u00adira (TESTOVA).", ["Am\u00adira", "TESTOVA"]),
        ("support_only", (), "Our candidate bakes; amiral is a rank.", []),
        (None, (), "Amira bakes.", ["Amira"]),
        ("named", (), "Amira has diabetes.", ["diabetes"]),
        ("more", (), "Amira has diabetes.", ["diabetes"]),
        ("more", ("health",), "Amira has diabetes.", []),
        ("more", ("health",), "Amira has a criminal record.", ["criminal"]),
        ("more", ("benefit", "health"), "Amira is on universal credit.", ["universal credit"]),
    ],
)
def test_what_an_employer_may_read_level_by_level(
    level: str | None, shared: tuple[str, ...], text: str, words: list[str]
) -> None:
    found = findings_in(text, level, shared, ("Amira", "Amira Testova"))
    assert [text[each.start : each.end] for each in found] == words


def test_a_name_with_accents_is_found_without_them() -> None:
    found = findings_in("Jose and Zoe-Ann bake.", "support_only", (), ("José", "Zoë-Ann Ærø"))
    assert [each.sentence.split("”")[0][1:] for each in found] == ["Jose", "Zoe-Ann"]


def test_without_consent_nothing_goes_out() -> None:
    assert text_for_employer(PITCH, None) == ""
    assert text_for_employer(PITCH, DisclosureLevel.NOTHING) == ""
    assert text_for_employer(PITCH, DisclosureLevel.NAMED) == PITCH
    assert kinds_allowed(DisclosureLevel.NOTHING, ("health",)) == frozenset()


def test_a_sentence_checked_under_one_consent_is_checked_again_under_the_next(pair: Pair) -> None:
    assert pair.ready().result is SheetState.READY
    pair.later(minutes=1)
    pair.office.consents.record(
        pair.participant, ConsentAnswer(DisclosureLevel.SUPPORT_ONLY), vacancy_id=pair.vacancy
    )
    card = pair.sheet()
    assert card.item("T5").status is Status.UNMET
    assert [PITCH[each.start : each.end] for each in card.findings] == ["Amira"]
    with pytest.raises(RuleError, match="T5"):
        pair.submit()
    pair.office.match_sheets.set_pitch(
        pair.participant, pair.vacancy, "Our candidate has baked for ten years."
    )
    pair.office.match_sheets.answer_many(pair.participant, pair.vacancy, (known_answer("M3"),))
    assert pair.submit().text_sent == "Our candidate has baked for ten years."


def test_a_sentence_can_be_checked_while_it_is_typed(pair: Pair) -> None:
    found = pair.office.match_sheets.find_words(
        pair.participant, pair.vacancy, "Amira must apply for jobs."
    )
    assert found
    assert not pair.sheet().is_kept
