import pytest

from adviser_tui.clock import FixedClock
from adviser_tui.errors import NotFoundError, RuleError
from adviser_tui.services.checklist.values import Status
from adviser_tui.services.submissions.service import Outcome
from adviser_tui.storage.database import Database
from models.kinds import SheetState, Side, SubmissionState
from models.tables import Adviser
from tests.match_case import BY_HAND, PITCH, Pair, known_pair


@pytest.fixture
def pair(database: Database, clock: FixedClock, me: Adviser) -> Pair:
    return known_pair(database, clock, me.id)


def test_looking_at_a_sheet_writes_nothing(pair: Pair) -> None:
    before = pair.office.database.row("SELECT count(*) FROM change_record")[0]
    card = pair.sheet()
    assert card.result is SheetState.NOT_READY
    assert not card.is_kept
    assert card.attempt == 1
    assert pair.office.database.row("SELECT count(*) FROM change_record")[0] == before


def test_fourteen_items_come_from_records_with_the_record_beside_them(pair: Pair) -> None:
    pair.office.match_sheets.set_pitch(pair.participant, pair.vacancy, PITCH)
    card = pair.sheet()
    by_records = [item.id for item in card.items if item.on_record and item.id not in BY_HAND]
    assert card.counts.from_records >= 14
    assert {i for i in by_records if card.item(i).status is Status.MET} == {
        *("E1", "E3", "E4", "E6", "E7", "C2", "C4", "C5", "O1", "T1", "T3", "T5")
    }
    records = card.item("E1").records
    assert [each.ref for each in records] == [f"contact:{pair.ids['visit']}"]
    assert records[0].label == "visit Sat 14 Nov, A. Person"
    assert card.item("C2").records[0].ref == f"consent:{pair.ids['consent']}"
    assert card.item("O1").records[0].ref == f"promise:{pair.ids['promise']}"


def test_from_not_ready_to_hired_and_all_the_way_back(pair: Pair) -> None:
    office = pair.office
    card = pair.sheet()
    assert "C1" in [item.id for item in card.missing]
    with pytest.raises(RuleError, match="C1"):
        pair.submit()
    assert pair.ready().result is SheetState.READY
    done = pair.submit()
    assert done.row.state is SubmissionState.SUBMITTED
    assert done.text_sent == PITCH
    assert _owed_today(pair) == {
        (Side.PARTICIPANT, "2026-11-23"),
        (Side.EMPLOYER, "2026-11-24"),
    }
    vacancy = office.database.row("SELECT state FROM vacancy WHERE id = ?", (pair.vacancy,))
    assert vacancy["state"] == "shortlisting"

    refused = office.submissions.outcome(
        done.row.id, Outcome(SubmissionState.REFUSED_BY_EMPLOYER, "missing_must_have")
    )
    assert [line.item for line in refused.mend] == ["M1", "E2"]
    assert refused.row.words == "refused by employer: a must-have was missing"
    assert not refused.row.is_live

    for _ in range(4):
        office.history.undo()
    assert office.submissions.of_participant(pair.participant) == ()
    assert not pair.sheet().is_kept
    assert not _owed_today(pair)
    with pytest.raises(NotFoundError):
        office.history.undo()

    for _ in range(4):
        office.history.redo()
    again = office.submissions.one(done.row.id)
    assert again.reason == "missing_must_have"
    assert office.match_sheets.frozen(again.row.sheet_id).result is SheetState.READY


def _owed_today(pair: Pair) -> set[tuple[str, str]]:
    return {
        (row.owed.side, row.owed.due_on.isoformat())
        for row in pair.office.today.rows()
        if row.owed.submission_id
    }


def test_undone_answers_can_be_given_again(pair: Pair) -> None:
    pair.answer("C1", note="I like bread")
    pair.office.history.undo()
    assert not pair.sheet().is_kept
    card = pair.answer("C1", note="I really do")
    assert card.item("C1").status is Status.MET
    assert card.item("C1").answer is not None
    pair.office.history.undo()
    assert pair.sheet().item("C1").given is None


def test_two_devices_would_make_the_same_rows(pair: Pair) -> None:
    first = pair.answer("C1").sheet_id
    from adviser_tui.services.match_sheets.kept import sheet_id_of

    assert first == sheet_id_of(pair.participant, pair.vacancy, 1)


def test_an_answer_shows_who_gave_it_and_when(pair: Pair) -> None:
    answer = pair.answer("C1", note="I like bread").item("C1").answer
    assert answer is not None
    assert answer.words == "yes, said by the participant, noted by you today 09:30"
    assert answer.note == "I like bread"


def test_one_key_makes_one_follow_up(pair: Pair) -> None:
    office = pair.office
    first = office.match_sheets.make_follow_up(pair.participant, pair.vacancy, "C3")
    assert office.match_sheets.make_follow_up(pair.participant, pair.vacancy, "C3") == first
    row = office.follow_ups.one(first)
    assert (row.item, row.side) == ("C3", Side.PARTICIPANT)
    assert "Amira" in row.what
    fix = pair.sheet().item("C3").fix
    assert fix is not None
    assert fix.follow_up_id == first
    assert fix.words == "in the diary for Tue 24 Nov"


def test_every_missing_item_becomes_a_follow_up_in_one_action(pair: Pair) -> None:
    office = pair.office
    missing = {item.id for item in pair.sheet().missing}
    made = office.match_sheets.make_all_follow_ups(pair.participant, pair.vacancy)
    assert {office.follow_ups.one(each).item for each in made} == missing
    office.history.undo()
    assert office.follow_ups.about(participant_id=pair.participant) == ()


def test_what_is_met_needs_no_follow_up(pair: Pair) -> None:
    with pytest.raises(RuleError, match="nothing about it is open"):
        pair.office.match_sheets.make_follow_up(pair.participant, pair.vacancy, "E1")


def test_two_overrides_hold_and_their_actions_are_in_the_diary(pair: Pair) -> None:
    pair.office.match_sheets.set_pitch(pair.participant, pair.vacancy, PITCH)
    pair.answer_all("M1", "C3", "P2")
    pair.override("M1", action="Bring the certificate", due=pair.clock.today())
    card = pair.override("C3")
    assert card.result is SheetState.NOT_READY
    pair.answer("P2")
    card = pair.sheet()
    assert card.result is SheetState.READY_WITH_OVERRIDE
    whats = [row.what for row in pair.office.follow_ups.about(participant_id=pair.participant)]
    assert "Bring the certificate" in whats
    submitted = pair.submit()
    assert submitted.row.with_override
    frozen = pair.office.match_sheets.frozen(submitted.row.sheet_id)
    override = frozen.item("M1").override
    assert override is not None
    assert (override.action, override.who) == ("Bring the certificate", "Vilma Testesen")


def test_a_third_override_is_one_too_many(pair: Pair) -> None:
    pair.office.match_sheets.set_pitch(pair.participant, pair.vacancy, PITCH)
    pair.answer_all("M1", "C3", "P2")
    for item in ("M1", "C3", "P2"):
        card = pair.override(item)
    assert card.result is SheetState.NOT_READY
    with pytest.raises(RuleError, match="3 items are overridden"):
        pair.submit()
    card = pair.office.match_sheets.lift_override(pair.participant, pair.vacancy, "P2")
    assert card.item("P2").status is Status.UNMET


@pytest.mark.parametrize("item", ["C1", "C2", "T5"])
def test_what_is_locked_is_never_passed_over(pair: Pair, item: str) -> None:
    with pytest.raises(RuleError, match="can never be overridden"):
        pair.override(item)


def test_a_short_reason_and_an_advisory_item_are_no_overrides(pair: Pair) -> None:
    with pytest.raises(RuleError, match="15"):
        pair.override("M1", "too short")
    with pytest.raises(RuleError, match="holds nothing back"):
        pair.override("M6")


def test_a_yes_to_consent_is_kept_where_choices_are_kept(pair: Pair) -> None:
    consents = pair.office.consents
    consents.ask(pair.participant, pair.clock.today(), vacancy_id=pair.vacancy)
    pair.later(days=1)
    assert pair.sheet().item("C2").status is Status.UNMET
    card = pair.answer("C2", note="first name only")
    assert card.item("C2").status is Status.MET
    newest = pair.office.participants.card(pair.participant).consents[0]
    assert (newest.own_words, str(newest.level)) == ("first name only", "named")


@pytest.mark.parametrize("state", ["refused", "withdrawn"])
def test_a_no_to_consent_is_not_talked_away(pair: Pair, state: str) -> None:
    pair.later(minutes=1)
    if state == "withdrawn":
        pair.office.consents.withdraw(pair.ids["consent"])
    else:
        asked = pair.office.consents.ask(
            pair.participant, pair.clock.today(), vacancy_id=pair.vacancy
        )
        pair.office.consents.refuse(asked)
    with pytest.raises(RuleError, match=state):
        pair.answer("C2")
    assert pair.sheet().item("C2").status is Status.UNMET


def test_the_worked_case_of_a_reply_that_never_came(pair: Pair) -> None:
    pair.ready()
    pair.later(minutes=5)
    pair.office.consents.ask(pair.participant, pair.clock.today(), vacancy_id=pair.vacancy)
    pair.later(days=3)
    card = pair.sheet()
    assert card.item("C2").status in (Status.UNMET, Status.STALE)
    assert card.result is SheetState.NOT_READY
    with pytest.raises(RuleError, match="C2"):
        pair.submit()
    made = pair.office.match_sheets.make_all_follow_ups(pair.participant, pair.vacancy)
    assert "C2" in {pair.office.follow_ups.one(each).item for each in made}
