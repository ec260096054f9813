"""The timeline tells everything that happened with somebody, newest first."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from adviser_tui.clock import FixedClock
from adviser_tui.services.contacts import ContactDraft
from adviser_tui.services.follow_ups import FollowUpDraft
from adviser_tui.services.office import Office, open_office
from adviser_tui.services.participants.consents import ConsentAnswer
from adviser_tui.services.participants.writing import ParticipantDraft
from adviser_tui.services.promises import PromiseDraft
from models.kinds import (
    BarrierState,
    Channel,
    PlacementState,
    Purpose,
    Side,
    Stage,
    SubmissionState,
)

TODAY = date(2026, 11, 20)
NINE = datetime(2026, 11, 20, 9, tzinfo=UTC)


@pytest.fixture
def office(folder: Path, clock: FixedClock) -> Iterator[Office]:
    opened = open_office(folder, clock=clock)
    opened.identity.introduce("Vilma Testesen")
    yield opened
    opened.close()


def told(office: Office, clock: FixedClock) -> tuple[str, str]:
    """Do one of everything between Amira and Greggs, a day apart, and return their ids."""
    from models.tables import Employer, Need, Placement, Submission, Vacancy

    def tomorrow() -> None:
        clock.at += timedelta(days=1)

    with office.database.write() as work:
        greggs = work.add(Employer(name="Greggs")).id
        night = work.add(Vacancy(employer_id=greggs, title="Night filler", heard_on=TODAY)).id
    amira = office.participants.add(ParticipantDraft("Amira"))
    office.participants.set_stage(amira, Stage.ENGAGED)
    tomorrow()
    office.contacts.log(
        ContactDraft(
            Channel.VISIT,
            clock.at,
            employer_id=greggs,
            participant_id=amira,
            purpose=Purpose.PRESENT,
            note="went well",
        )
    )
    tomorrow()
    office.contacts.log(ContactDraft(Channel.CALL, clock.at, participant_id=amira, is_attempt=True))
    tomorrow()
    ring = FollowUpDraft(
        "ring", TODAY, side=Side.EMPLOYER, employer_id=greggs, participant_id=amira
    )
    office.follow_ups.mark_done([office.follow_ups.add(ring)], "no news")
    tomorrow()
    sent = PromiseDraft("send CV", clock.today(), employer_id=greggs, participant_id=amira)
    office.promises.keep(office.promises.add(sent))
    tomorrow()
    office.consents.record(amira, ConsentAnswer(own_words="fine by me"), vacancy_id=night)
    tomorrow()
    office.profiles.change(amira, {"strengths": "patience"})
    office.profiles.agree(amira)
    tomorrow()
    barrier = office.barriers.add(amira, "no bus")
    office.barriers.set_state([barrier], BarrierState.REMOVED)
    tomorrow()
    with office.database.write() as work:
        work.add(
            Submission(
                participant_id=amira,
                vacancy_id=night,
                state=SubmissionState.REFUSED_BY_EMPLOYER,
                reason="missing_must_have",
                submitted_at=clock.at,
                decided_on=clock.today() + timedelta(days=1),
            )
        )
    tomorrow()
    tomorrow()
    with office.database.write() as work:
        work.add(Need(employer_id=greggs, task="one baker", month="2027-01"))
        work.add(
            Placement(
                participant_id=amira,
                employer_id=greggs,
                role="Baker",
                state=PlacementState.ENDED,
                starts_on=clock.today() + timedelta(days=1),
                ended_on=clock.today() + timedelta(days=2),
                ended_why="too far",
            )
        )
    return amira, greggs


def test_everything_of_a_participant_is_told(office: Office, clock: FixedClock) -> None:
    amira, _ = told(office, clock)
    assert [(row.kind, row.words, row.note) for row in office.timeline.of_participant(amira)] == [
        ("placement", "job ended, Greggs: Baker, too far", ""),
        ("placement", "started work, Greggs: Baker", ""),
        ("submission", "refused by employer, Greggs: Night filler, missing must have", ""),
        ("submission", "put forward, Greggs: Night filler", ""),
        ("barrier", "barrier removed: no bus", ""),
        ("profile", "profile agreed, version 1", ""),
        ("consent", "consent given, Greggs: named", "fine by me"),
        ("promise", "our promise kept: send CV", ""),
        ("follow_up", "done: ring", "no news"),
        ("contact", "call, no answer", ""),
        ("contact", "visit with Greggs: presenting somebody", "went well"),
        ("stage", "moved to engaged", ""),
    ]


def test_everything_of_an_employer_is_told(office: Office, clock: FixedClock) -> None:
    _, greggs = told(office, clock)
    assert [(row.kind, row.words) for row in office.timeline.of_employer(greggs)] == [
        ("placement", "job ended, Amira: Baker, too far"),
        ("placement", "started work, Amira: Baker"),
        ("need", "need noted: one baker, 2027-01"),
        ("submission", "refused by employer, Amira: Night filler, missing must have"),
        ("submission", "put forward, Amira: Night filler"),
        ("promise", "our promise kept: send CV"),
        ("follow_up", "done: ring"),
        ("contact", "visit with Amira: presenting somebody"),
        ("vacancy", "vacancy heard of: Night filler"),
    ]


def test_the_hour_is_told_where_it_is_known(office: Office, clock: FixedClock) -> None:
    amira, _ = told(office, clock)
    times = {row.kind: row.time for row in office.timeline.of_participant(amira)}
    assert (times["contact"], times["stage"], times["promise"]) == ("09:30", "09:30", "")


def test_what_was_taken_back_is_not_told(office: Office) -> None:
    amira = office.participants.add(ParticipantDraft("Amira"))
    office.participants.set_stage(amira, Stage.ENGAGED)
    office.contacts.log(ContactDraft(Channel.CALL, NINE, participant_id=amira))
    office.history.undo()
    office.history.undo()
    assert office.timeline.of_participant(amira) == ()
