"""Today on a caseload: who comes first, why, and what is done from there."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from adviser_tui.clock import FixedClock
from adviser_tui.errors import InputError, NotFoundError, RuleError
from adviser_tui.services.contacts import ContactDraft
from adviser_tui.services.follow_ups import FollowUpDraft
from adviser_tui.services.office import Office, open_office
from adviser_tui.services.participants.writing import ParticipantDraft
from adviser_tui.services.promises import PromiseDraft
from adviser_tui.services.today.service import FILTERS
from adviser_tui.services.words.next_step import NextStepWords
from models.kinds import Channel, MadeBy, Side, Stage, SubmissionState

TODAY = date(2026, 11, 20)
NOW = datetime(2026, 11, 20, 9, 30, tzinfo=UTC)


@pytest.fixture
def office(folder: Path, clock: FixedClock) -> Iterator[Office]:
    opened = open_office(folder, clock=clock)
    opened.identity.introduce("Vilma Testesen")
    yield opened
    opened.close()


@pytest.fixture
def amira(office: Office) -> str:
    return office.participants.add(ParticipantDraft("Amira", enrolled_on=TODAY))


@pytest.fixture
def greggs(office: Office) -> str:
    from models.tables import Employer

    with office.database.write() as work:
        return work.add(Employer(name="Greggs")).id


@pytest.fixture
def night(office: Office, greggs: str) -> str:
    from models.tables import Vacancy

    with office.database.write() as work:
        return work.add(Vacancy(employer_id=greggs, title="Night filler")).id


def due(days: int) -> date:
    return TODAY + timedelta(days=days)


def reasons(office: Office, on: date | None = None) -> list[tuple[str, str]]:
    return [(row.owed.what, row.reason) for row in office.today.rows(on=on)]


def submission(office: Office, amira: str, night: str, at: datetime) -> str:
    from models.tables import Submission

    with office.database.write() as work:
        return work.add(
            Submission(
                participant_id=amira,
                vacancy_id=night,
                state=SubmissionState.INTERVIEW_BOOKED,
                interview_at=at,
            )
        ).id


def test_an_empty_caseload_owes_nothing(office: Office) -> None:
    assert all(office.today.rows(which) == () for which in FILTERS)


def test_the_whole_order_with_its_reasons(
    office: Office, amira: str, greggs: str, night: str
) -> None:
    from models.tables import Participant, Placement

    follow_up, promise = office.follow_ups.add, office.promises.add
    follow_up(FollowUpDraft("later", due(3), participant_id=amira, side=Side.PARTICIPANT))
    with office.database.write() as work:
        work.add(
            Placement(participant_id=amira, employer_id=greggs, role="Baker", starts_on=due(1))
        )
        quiet = work.add(
            Participant(preferred_name="Bo", stage=Stage.JOB_SEARCH, enrolled_on=due(-30))
        )
    follow_up(FollowUpDraft("now", TODAY, side=Side.EMPLOYER, employer_id=greggs, due_time="14:00"))
    submission(office, amira, night, NOW + timedelta(hours=24))
    office.consents.ask(amira, due(2), vacancy_id=night)
    follow_up(FollowUpDraft("ring Amira", due(-1), participant_id=amira, side=Side.PARTICIPANT))
    follow_up(FollowUpDraft("ring Greggs", due(-3), employer_id=greggs, side=Side.EMPLOYER))
    promise(PromiseDraft("send 2 CVs", due(-2), employer_id=greggs))
    promise(PromiseDraft("a tour", due(-1), employer_id=greggs, made_by=MadeBy.THEM))
    follow_up(
        FollowUpDraft("calm things down", due(20), side=Side.EMPLOYER, reasons=("job_at_risk",))
    )
    assert quiet.id
    assert reasons(office) == [
        ("calm things down", "a job is at risk, due on Thu 10 Dec"),
        ("send 2 CVs", "promise due 2 days ago"),
        ("a tour", "their promise was due yesterday"),
        ("ring Greggs", "employer follow-up due 3 days ago"),
        ("ring Amira", "participant follow-up due yesterday"),
        ("may Greggs be told?", "answer about consent due on Sunday"),
        ("Night filler, Greggs", "interview tomorrow at 09:30"),
        ("agree the next step together", "no step since joining"),
        ("now", "employer follow-up due today at 14:00"),
        ("Baker, Greggs: did it begin?", "starts tomorrow"),
        ("later", "participant follow-up due on Monday"),
    ]


def test_the_longest_quiet_comes_first_among_equals(office: Office) -> None:
    for name, days in (("Near", 5), ("Far", 15), ("Never", 0)):
        logged = None
        if days:
            at = NOW - timedelta(days=days)
            logged = office.contacts.log(ContactDraft(Channel.CALL, at, new_employer=name))
        office.follow_ups.add(
            FollowUpDraft(
                f"ring {name}",
                due(-1),
                side=Side.EMPLOYER,
                employer_id=logged.employer_id if logged else None,
            )
        )
    assert [what for what, _ in reasons(office)] == ["ring Never", "ring Far", "ring Near"]


def test_a_consent_that_nobody_answered_stays_until_it_is_answered(
    office: Office, amira: str, night: str, clock: FixedClock
) -> None:
    consent = office.consents.ask(amira, due(5), vacancy_id=night)
    assert reasons(office) == []
    clock.at = NOW + timedelta(days=9)
    assert reasons(office) == [("may Greggs be told?", "no answer about consent, due 4 days ago")]
    office.consents.note_unanswered()
    assert len(reasons(office)) == 1
    office.consents.refuse(consent)
    assert reasons(office) == []


def test_nothing_is_asked_of_somebody_who_has_left(office: Office, amira: str, night: str) -> None:
    office.consents.ask(amira, due(1), vacancy_id=night)
    office.participants.set_stage(amira, Stage.WITHDRAWN)
    assert reasons(office) == []


def test_an_interview_stays_until_it_is_noted_how_it_went(
    office: Office, amira: str, night: str
) -> None:
    row = submission(office, amira, night, NOW - timedelta(days=1))
    assert reasons(office) == [
        ("Night filler, Greggs", "interview was yesterday at 09:30, not noted how it went")
    ]
    with pytest.raises(RuleError, match="how the interview went"):
        office.today.done([row])


def test_an_interview_in_three_days_can_wait(office: Office, amira: str, night: str) -> None:
    submission(office, amira, night, NOW + timedelta(hours=49))
    assert reasons(office) == []
    assert len(reasons(office, on=due(1))) == 1


def test_somebody_parked_is_given_a_day_and_comes_back_after_it(
    office: Office, amira: str, clock: FixedClock
) -> None:
    office.participants.change(amira, stage=Stage.ENGAGED, enrolled_on=due(-40))
    assert reasons(office) == [("agree the next step together", "no step since joining")]
    with pytest.raises(RuleError, match="not ticked off"):
        office.today.done([amira])
    office.today.snooze([amira], due(3))
    assert reasons(office) == [
        ("agree the next step together", "participant follow-up due on Monday")
    ]
    clock.at = NOW + timedelta(days=4)
    assert [reason for _, reason in reasons(office)] == [
        "participant follow-up due yesterday",
        "no step since joining",
    ]


def test_several_things_of_two_kinds_are_done_in_one_action(office: Office, greggs: str) -> None:
    one = office.follow_ups.add(FollowUpDraft("ring", TODAY, employer_id=greggs))
    two = office.promises.add(PromiseDraft("send", TODAY, employer_id=greggs))
    assert office.today.done([one, two]) == 2
    assert reasons(office) == []
    assert office.history.undo() == "marked follow-up with Greggs done: ring"
    assert len(reasons(office)) == 2


def test_done_with_its_next_step_is_about_the_same_people(
    office: Office, amira: str, greggs: str
) -> None:
    ring = FollowUpDraft(
        "ring", due(-1), side=Side.EMPLOYER, employer_id=greggs, participant_id=amira
    )
    one = office.follow_ups.add(ring)
    office.today.done([one], NextStepWords("visit", due(7), "10:00"), "they were pleased")
    (row,) = office.today.rows()
    assert (row.owed.what, row.owed.due_on, row.owed.due_time) == ("visit", due(7), "10:00")
    assert (row.owed.employer_id, row.owed.participant_id) == (greggs, amira)
    assert office.follow_ups.one(one).done_note == "they were pleased"


def test_a_next_step_belongs_to_one_thing(office: Office) -> None:
    ids = [office.follow_ups.add(FollowUpDraft(f"step {n}", TODAY)) for n in range(2)]
    with pytest.raises(InputError, match="one thing at a time"):
        office.today.done(ids, NextStepWords("visit", due(7), ""))
    assert len(reasons(office)) == 2


def test_a_batch_with_one_that_cannot_be_done_changes_nothing(
    office: Office, amira: str, night: str
) -> None:
    one = office.follow_ups.add(FollowUpDraft("ring", TODAY))
    consent = office.consents.ask(amira, TODAY, vacancy_id=night)
    with pytest.raises(RuleError, match="consent is noted"):
        office.today.done([one, consent])
    with pytest.raises(NotFoundError, match="not in the caseload"):
        office.today.snooze([one, "01a2020d"], due(1))
    assert len(reasons(office)) == 2


def test_nothing_is_put_off_into_the_past(office: Office) -> None:
    one = office.follow_ups.add(FollowUpDraft("ring", TODAY))
    with pytest.raises(InputError, match="still to come"):
        office.today.snooze([one], due(-1))


def test_parts_of_the_list(office: Office, amira: str, greggs: str) -> None:
    from models.tables import Adviser, Employer

    with office.database.write() as work:
        other = work.add(Adviser(name="Bo Example"))
        work.change(work.get(Employer, greggs), deputy_id=office.desk.me)
    office.follow_ups.add(
        FollowUpDraft("theirs", TODAY, side=Side.EMPLOYER, employer_id=greggs, owner_id=other.id)
    )
    office.follow_ups.add(FollowUpDraft("mine", TODAY, side=Side.PARTICIPANT, participant_id=amira))
    shown = {which: {row.owed.what for row in office.today.rows(which)} for which in FILTERS}
    assert shown == {
        "all": {"mine", "theirs"},
        "mine": {"mine"},
        "cover": {"mine"},
        "deputy": {"theirs"},
        "employer": {"theirs"},
        "participant": {"mine"},
    }


@pytest.mark.parametrize("table", ["follow_up", "promise", "consent", "submission", "placement"])
def test_every_query_of_today_goes_through_an_index(office: Office, table: str) -> None:
    from adviser_tui.services.today import gather

    sql = {
        "follow_up": gather._FOLLOW_UPS,
        "promise": gather._PROMISES,
        "consent": gather._CONSENTS,
        "submission": gather._INTERVIEWS,
        "placement": gather._STARTS,
    }[table]
    names = ("horizon", "today", "soon", "week_ago", "in_two_days", "three_days_ago")
    values: dict[str, object] = dict.fromkeys(names, "2026-11-20")
    plan = [row["detail"] for row in office.database.rows(f"EXPLAIN QUERY PLAN {sql}", values)]
    assert not [step for step in plan if step.startswith("SCAN")], plan
