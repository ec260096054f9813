import pytest

from adviser_tui.clock import FixedClock
from adviser_tui.errors import InputError, RuleError
from adviser_tui.services.submissions.service import Outcome
from adviser_tui.storage.database import Database
from models.kinds import Channel, Side, SubmissionState
from models.tables import Adviser
from tests.match_case import Pair, known_pair

S = SubmissionState


@pytest.fixture
def pair(database: Database, clock: FixedClock, me: Adviser) -> Pair:
    return known_pair(database, clock, me.id)


def _owed(pair: Pair, submission_id: str) -> dict[Side, str]:
    return {row.side: row.what for row in pair.office.submissions.owed(submission_id)}


def _forward(pair: Pair, *steps: Outcome) -> str:
    pair.ready()
    submission_id = pair.submit().row.id
    for step in steps:
        pair.office.submissions.outcome(submission_id, step)
    return submission_id


def test_from_the_shortlist_to_an_accepted_offer(pair: Pair) -> None:
    office = pair.office
    card = office.submissions.consider(pair.participant, pair.vacancy)
    assert card.row.days_quiet is None
    office.submissions.consider(pair.participant, pair.vacancy, S.CONSENT_ASKED)
    office.submissions.consider(pair.participant, pair.vacancy, S.PREPARED)
    pair.ready()
    done = pair.submit(channel=Channel.EMAIL, batch="first three")
    assert done.row.id == card.row.id
    assert (done.channel, done.row.batch) == (Channel.EMAIL, "first three")
    for step in (
        Outcome(S.INTERVIEW_BOOKED, interview_at="tue 10:30"),
        Outcome(S.INTERVIEWED),
        Outcome(S.OFFERED),
        Outcome(S.ACCEPTED),
    ):
        done = office.submissions.outcome(done.row.id, step)
    assert done.offers_placement
    assert done.row.decided_on == pair.clock.today()


def test_an_interview_needs_its_day_and_time(pair: Pair) -> None:
    one = _forward(pair)
    for words, error in (
        (None, "Say when"),
        ("tue", "at what time"),
        ("someday 10:30", "understood"),
    ):
        with pytest.raises(InputError, match=error):
            pair.office.submissions.outcome(one, Outcome(S.INTERVIEW_BOOKED, interview_at=words))
    card = pair.office.submissions.outcome(
        one, Outcome(S.INTERVIEW_BOOKED, interview_at="tue 10:30")
    )
    assert card.row.words == "interview Tue 24 Nov 10:30"
    assert _owed(pair, one)[Side.PARTICIPANT].endswith("Tue 24 Nov 10:30")
    moved = pair.office.submissions.outcome(
        one, Outcome(S.INTERVIEW_BOOKED, interview_at="wed 9:00")
    )
    assert moved.row.words == "interview Wed 25 Nov 09:00"


@pytest.mark.parametrize(
    "step",
    [
        Outcome(S.INTERVIEWED),
        Outcome(S.OFFERED),
        Outcome(S.REFUSED_BY_EMPLOYER, "not_contactable"),
        Outcome(S.DECLINED_BY_PERSON, "not_interested"),
        Outcome(S.VACANCY_GONE),
        Outcome(S.NO_RESPONSE),
    ],
)
def test_after_every_step_both_sides_hear_within_a_working_day(pair: Pair, step: Outcome) -> None:
    one = _forward(pair, step)
    owed = pair.office.submissions.owed(one)
    assert {row.side for row in owed} == {Side.EMPLOYER, Side.PARTICIPANT}
    assert {row.due_on.isoformat() for row in owed} == {"2026-11-23"}
    assert len(owed) == 2


def test_what_was_to_be_done_before_does_not_pile_up(pair: Pair) -> None:
    one = _forward(pair, Outcome(S.REFUSED_BY_EMPLOYER, "missing_must_have"))
    closed = pair.office.follow_ups.about(participant_id=pair.participant, closed=9)
    notes = [row.done_note for row in closed if row.submission_id == one and row.done_note]
    assert notes == ["they answered: refused by employer"]


def test_an_overdue_follow_up_stays_overdue_when_its_text_moves_on(pair: Pair) -> None:
    one = _forward(pair)
    pair.later(days=6)
    pair.office.submissions.outcome(one, Outcome(S.INTERVIEWED))
    assert all(row.is_overdue for row in pair.office.submissions.owed(one))


def test_a_no_needs_a_reason_of_the_closed_set(pair: Pair) -> None:
    one = _forward(pair)
    with pytest.raises(InputError, match="missing_must_have"):
        pair.office.submissions.outcome(one, Outcome(S.REFUSED_BY_EMPLOYER))
    with pytest.raises(InputError, match="no reason for"):
        pair.office.submissions.outcome(one, Outcome(S.REFUSED_BY_EMPLOYER, "bad attitude"))
    with pytest.raises(InputError, match="few words"):
        pair.office.submissions.outcome(one, Outcome(S.REFUSED_BY_EMPLOYER, "other"))
    with pytest.raises(InputError, match="takes no reason"):
        pair.office.submissions.outcome(one, Outcome(S.OFFERED, "other"))
    card = pair.office.submissions.outcome(
        one, Outcome(S.REFUSED_BY_EMPLOYER, "other", "Plans for the site changed.")
    )
    assert card.reason_note == "Plans for the site changed."
    assert card.mend == ()


def test_silence_and_a_gone_post_carry_their_own_reason(pair: Pair) -> None:
    one = _forward(pair, Outcome(S.NO_RESPONSE))
    assert pair.office.submissions.one(one).reason == "no_answer"
    after = pair.office.submissions.outcome(one, Outcome(S.INTERVIEWED))
    assert (after.reason, after.row.decided_on) == ("", None)
    gone = pair.office.submissions.outcome(one, Outcome(S.VACANCY_GONE))
    assert gone.reason == "post_filled_or_withdrawn"


def test_what_to_mend_becomes_a_follow_up_each_and_only_once(pair: Pair) -> None:
    one = _forward(pair, Outcome(S.REFUSED_BY_EMPLOYER, "hours_or_travel", make_follow_ups=True))
    card = pair.office.submissions.one(one)
    made = [line.follow_up_id for line in card.mend]
    assert [line.item for line in card.mend] == ["C3", "M2"]
    assert all(made)
    assert list(pair.office.submissions.make_mending_follow_ups(one)) == made


def test_steps_walk_their_edges(pair: Pair) -> None:
    one = _forward(pair)
    with pytest.raises(RuleError):
        pair.office.submissions.outcome(one, Outcome(S.ACCEPTED))
    pair.office.submissions.outcome(one, Outcome(S.DECLINED_BY_PERSON, "not_interested"))
    with pytest.raises(RuleError):
        pair.office.submissions.outcome(one, Outcome(S.OFFERED))


def test_submitted_is_no_outcome(pair: Pair) -> None:
    card = pair.office.submissions.consider(pair.participant, pair.vacancy)
    with pytest.raises(RuleError, match="match sheet first"):
        pair.office.submissions.outcome(card.row.id, Outcome(S.SUBMITTED))
    with pytest.raises(RuleError, match="match sheet first"):
        pair.office.submissions.consider(pair.participant, pair.vacancy, S.SUBMITTED)
    assert S.SUBMITTED not in card.next_states


def test_withdrawn_consent_goes_no_further(pair: Pair) -> None:
    one = _forward(pair)
    pair.later(minutes=1)
    pair.office.consents.withdraw(pair.ids["consent"])
    with pytest.raises(RuleError, match="withdrawn their consent"):
        pair.office.submissions.outcome(one, Outcome(S.OFFERED))
    ended = pair.office.submissions.outcome(one, Outcome(S.DECLINED_BY_PERSON, "not_interested"))
    assert ended.row.is_ended


def test_an_employer_who_wants_to_be_left_alone_is_left_alone(pair: Pair) -> None:
    pair.ready()
    pair.change(
        "employer", pair.employer, stage="do_not_contact", do_not_contact_why="moving house"
    )
    card = pair.sheet()
    assert card.stop == "Quillfeather Bakery asked not to be contacted (moving house)."
    assert not card.may_submit
    with pytest.raises(RuleError, match="asked not to be contacted"):
        pair.submit()
    with pytest.raises(RuleError, match="asked not to be contacted"):
        pair.office.submissions.consider(pair.participant, pair.vacancy)


def test_nobody_calls_an_employer_who_asked_for_quiet_after_the_submission(pair: Pair) -> None:
    one = _forward(pair)
    pair.change("employer", pair.employer, stage="do_not_contact")
    pair.office.submissions.outcome(one, Outcome(S.REFUSED_BY_EMPLOYER, "not_contactable"))
    assert set(_owed(pair, one)) == {Side.PARTICIPANT}


def test_a_fourth_person_is_one_too_many(pair: Pair) -> None:
    pair.ready()
    for name in ("Bo", "Cy", "Di"):
        other = pair.add("participant", preferred_name=name, stage="job_search")
        pair.add("submission", participant_id=other, vacancy_id=pair.vacancy, state="submitted")
    with pytest.raises(RuleError, match="T1"):
        pair.submit()


def test_somebody_who_has_left_is_not_put_forward(pair: Pair) -> None:
    pair.ready()
    pair.change("participant", pair.participant, stage="withdrawn")
    with pytest.raises(RuleError, match="not looking for work"):
        pair.submit()


def test_bringing_back_what_was_taken_back_asks_the_sheet_of_that_day(pair: Pair) -> None:
    pair.ready()
    one = pair.submit().row.id
    pair.office.history.undo()
    pair.later(minutes=5)
    pair.office.history.redo()
    assert pair.office.submissions.one(one).row.state is S.SUBMITTED
    pair.office.history.undo()
    pair.later(days=40)
    with pytest.raises(RuleError, match="C2"):
        pair.office.history.redo()
    assert pair.office.submissions.of_participant(pair.participant) == ()


def test_nothing_is_left_behind_where_it_is_refused(pair: Pair) -> None:
    pair.ready()
    pair.answer("C1", "unknown")
    before = pair.office.database.row("SELECT count(*) FROM change_record")[0]
    with pytest.raises(RuleError, match="C1"):
        pair.submit()
    assert pair.office.database.row("SELECT count(*) FROM change_record")[0] == before


def test_a_change_within_the_same_action_is_seen_before_anything_goes_out(pair: Pair) -> None:
    pair.ready()

    def withdraw_and_submit() -> None:
        with pair.office.database.write():
            pair.office.consents.withdraw(pair.ids["consent"])
            pair.submit()

    with pytest.raises(RuleError, match="C2"):
        withdraw_and_submit()
    assert pair.office.submissions.of_participant(pair.participant) == ()


def test_lists_and_the_board(pair: Pair) -> None:
    one = _forward(pair, Outcome(S.INTERVIEW_BOOKED, interview_at="tue 10:30"))
    office = pair.office
    assert [row.id for row in office.submissions.of_vacancy(pair.vacancy)] == [one]
    columns = {column.state: column for column in office.submissions.board()}
    assert [row.id for row in columns[S.INTERVIEW_BOOKED].rows] == [one]
    assert columns[S.INTERVIEW_BOOKED].title == "Interview booked"
    office.submissions.outcome(one, Outcome(S.REFUSED_BY_EMPLOYER, "did_not_attend"))
    pair.later(days=29)
    assert all(not column.rows for column in office.submissions.board())
