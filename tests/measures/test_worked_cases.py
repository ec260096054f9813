"""The worked cases of section 5, each by its number, through the services on a real file."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path

import pytest

from adviser_tui.clock import FixedClock
from adviser_tui.errors import RuleError
from adviser_tui.services.checklist.values import Status
from adviser_tui.services.contacts import ContactDraft
from adviser_tui.services.measures.figure import Figure, Ref
from adviser_tui.services.measures.period import Period
from adviser_tui.services.office import Office, open_office
from adviser_tui.services.outcome_checks import CheckDraft
from adviser_tui.services.submissions.service import Outcome
from adviser_tui.services.working_time.service import AbsenceDraft, PatternDraft
from models.kinds import (
    Channel,
    EvidenceKind,
    PlacementState,
    Purpose,
    SheetState,
    Stage,
    SubmissionState,
)
from tests.match_case import Pair, known_pair

MONDAY = datetime(2026, 11, 16, 9, tzinfo=UTC)
WEEK = Period.week_named("2026-W47")
PROGRAMMES = ("ips", "nav", "standard")


@pytest.fixture
def office(folder: Path, clock: FixedClock) -> Iterator[Office]:
    opened = open_office(folder, clock=clock)
    opened.identity.introduce("Vilma Testesen", "Fjord", "ips")
    yield opened
    opened.close()


@pytest.fixture
def pair(office: Office, clock: FixedClock) -> Pair:
    return known_pair(office.database, clock, office.desk.me)


def figure(office: Office, key: str, period: Period | None = None) -> Figure:
    measure_id = key.split(".")[0]
    return office.measures.measure(measure_id, period or WEEK).figure(key)


def three_who_look(office: Office) -> None:
    from models.tables import Participant

    with office.database.write() as work:
        for name in ("Aino Prøve", "Bo Prøve", "Cia Prøve"):
            work.add(
                Participant(preferred_name=name, coach_id=office.desk.me, stage=Stage.JOB_SEARCH)
            )


def shop(office: Office, programme: str) -> tuple[str, str, str, str]:
    """Return an employer with its site, the manager and the owner."""
    from models.tables import Employer, EmployerPerson, EmployerSite

    office.identity.introduce("Vilma Testesen", "Fjord", programme)
    with office.database.write() as work:
        employer = work.add(Employer(name="Imaginary Bakery")).id
        site = work.add(EmployerSite(employer_id=employer, name="Mill Lane")).id
        manager, owner = (
            work.add(
                EmployerPerson(
                    employer_id=employer, site_id=site, name=name, role=role, has_hiring_say=True
                )
            ).id
            for name, role in (("M. Prøve", "manager"), ("O. Prøve", "owner"))
        )
    return employer, site, manager, owner


def test_case_1_part_time_monday_to_wednesday(office: Office) -> None:
    three_who_look(office)
    begun = date(2026, 1, 5)
    office.working_time.set_pattern(PatternDraft(days=(0, 1, 2), share=60, valid_from=begun))
    assert figure(office, "M2.target").value == 4

    tuesday = date(2026, 11, 17)
    away = office.working_time.add_absence(AbsenceDraft(tuesday, tuesday))
    assert figure(office, "M2.target").value == 2
    office.working_time.take_back_absence(away)
    assert figure(office, "M2.target").value == 4


@pytest.mark.parametrize("programme", PROGRAMMES)
@pytest.mark.parametrize("met_again", ["manager", "owner"])
def test_case_2_a_second_visit_on_the_same_day(
    office: Office, programme: str, met_again: str
) -> None:
    employer, site, manager, owner = shop(office, programme)
    visits = (
        (9, manager, "two bakers"),
        (16, owner, "somebody for the counter") if met_again == "owner" else (16, manager, ""),
    )
    for hour, person, need in visits:
        draft = ContactDraft(
            channel=Channel.VISIT,
            occurred_at=MONDAY.replace(hour=hour),
            employer_id=employer,
            site_id=site,
            person_id=person,
            purpose=Purpose.NEEDS,
            need=need,
        )
        office.contacts.log(draft)
    counted = figure(office, "M1.counted")
    assert counted.value == {"manager": 1, "owner": 2}[met_again]
    assert len(counted.left_out) == {"manager": 1, "owner": 0}[met_again]
    assert figure(office, "M1.two_way").value == counted.value


@pytest.mark.parametrize("hours", [-5, 0, 1, 13])
def test_case_3_a_visit_late_on_sunday(office: Office, clock: FixedClock, hours: int) -> None:
    employer, site, manager, _ = shop(office, "ips")
    clock.at = datetime(2026, 11, 23, 15, tzinfo=UTC)
    zone = timezone(timedelta(hours=hours))
    logged = office.contacts.log(
        ContactDraft(
            channel=Channel.VISIT,
            occurred_at=datetime(2026, 11, 22, 23, 50, tzinfo=zone),
            employer_id=employer,
            site_id=site,
            person_id=manager,
            purpose=Purpose.PROSPECT,
        )
    )
    counted = figure(office, "M1.counted")
    assert counted.rows == (Ref("contact", logged.contact_id, date(2026, 11, 22)),)
    assert figure(office, "M1.counted", WEEK.before(-1)).value == 0


def test_case_4_three_voicemails(office: Office) -> None:
    employer, *_ = shop(office, "nav")
    for hour in (9, 11, 15):
        at = MONDAY.replace(hour=hour)
        office.contacts.log(ContactDraft(Channel.VOICEMAIL, at, employer_id=employer))
    assert figure(office, "M1.counted").value == 0
    assert figure(office, "M1.two_way").value == 0
    assert figure(office, "M1.attempts").value == 3


def refuse(pair: Pair, reason: str) -> None:
    """Put the first of the two forward and have the employer say no."""
    pair.ready()
    sent = pair.submit()
    pair.later(days=2)
    pair.office.submissions.outcome(
        sent.row.id, Outcome(SubmissionState.REFUSED_BY_EMPLOYER, reason)
    )


def hire_a_second(pair: Pair) -> None:
    """Put somebody else forward for the same post, who begins a week later."""
    other = pair.add(
        "participant", preferred_name="Bo Prøve", coach_id=pair.me, stage=Stage.JOB_SEARCH
    )
    sent = pair.add(
        "submission",
        participant_id=other,
        vacancy_id=pair.vacancy,
        state=SubmissionState.ACCEPTED,
        submitted_at=pair.clock.now(),
        decided_on=pair.clock.today(),
    )
    pair.add(
        "placement",
        participant_id=other,
        employer_id=pair.employer,
        vacancy_id=pair.vacancy,
        submission_id=sent,
        role="Night baker",
        state=PlacementState.STARTED,
        starts_on=pair.clock.today() + timedelta(days=7),
    )
    pair.later(days=10)


def this_week(pair: Pair) -> Period:
    return Period.week_of(pair.clock.today())


def test_case_5_a_post_filled_internally_is_no_decision(pair: Pair) -> None:
    refuse(pair, "post_filled_or_withdrawn")
    right = figure(pair.office, "M5.first_time_right", this_week(pair))
    assert right.value is None
    assert right.words.startswith("n/a")
    assert right.left_out, "the post is listed with its reason"
    silent = figure(pair.office, "M5.no_decision", this_week(pair))
    assert (silent.numerator, silent.denominator) == (1, 1)
    assert figure(pair.office, "M5.bad_fit", this_week(pair)).numerator == 0


def test_case_5_a_missing_must_have_stays_a_miss_whoever_is_hired_later(pair: Pair) -> None:
    refuse(pair, "missing_must_have")
    assert figure(pair.office, "M5.first_time_right", this_week(pair)).in_full == "0 of 1"
    assert figure(pair.office, "M5.bad_fit", this_week(pair)).numerator == 1
    hire_a_second(pair)
    assert figure(pair.office, "M5.first_time_right", this_week(pair)).in_full == "0 of 1"


def test_case_6_an_outcome_without_evidence(pair: Pair) -> None:
    placement = pair.add(
        "placement",
        participant_id=pair.participant,
        employer_id=pair.employer,
        role="Night baker",
        state=PlacementState.STARTED,
        starts_on=pair.clock.today() - timedelta(days=29),
        weekly_minutes=1800,
        pay=1300,
    )

    def at_four_weeks() -> tuple[object, object, object]:
        share = figure(pair.office, "M10.plain_4", this_week(pair))
        silent = figure(pair.office, "M10.plain_4.not_verified", this_week(pair))
        return share.numerator, share.denominator, silent.value

    assert at_four_weeks() == (0, 0, 1)
    pair.later(days=27)
    assert at_four_weeks() == (0, 0, 1)
    pair.later(days=2)
    assert at_four_weeks() == (0, 1, 1)
    draft = CheckDraft(week=4, weeks=4, minutes=1800, evidence=EvidenceKind.PAYSLIP)
    pair.office.outcome_checks.record(placement, draft)
    assert at_four_weeks() == (1, 1, 0)


def test_case_7_the_reply_day_passed(pair: Pair) -> None:
    pair.ready()
    pair.later(minutes=5)
    pair.office.consents.ask(pair.participant, pair.clock.today(), vacancy_id=pair.vacancy)
    pair.later(days=1)
    card = pair.sheet()
    assert card.result is SheetState.NOT_READY
    assert card.item("C2").status is not Status.MET
    with pytest.raises(RuleError, match="C2"):
        pair.submit()
    assert "consent" in {row.owed.matter for row in pair.office.today.rows("mine")}
    made = pair.office.match_sheets.make_follow_up(pair.participant, pair.vacancy, "C2")
    assert pair.office.follow_ups.one(made).item == "C2"
