"""Job quality (M11): dimensions known and met, asks, what was confirmed, and their own view."""

from datetime import date, timedelta
from typing import Any

import pytest

from adviser_tui.clock import FixedClock
from adviser_tui.config import Settings
from adviser_tui.services.measures.figure import Measured
from adviser_tui.services.measures.period import Period
from adviser_tui.services.office import Office
from adviser_tui.services.quality_of_jobs import job_quality
from adviser_tui.services.vacancies.quality import DIMENSIONS
from adviser_tui.storage.database import Database
from models.kinds import (
    AnswerSource,
    AnswerValue,
    Known,
    PayPeriod,
    PlacementKind,
    PlacementState,
)
from models.tables import Adviser


@pytest.fixture
def office(database: Database, me: Adviser) -> Office:
    return Office(database, Settings())


def vacancy(office: Office, *facts: tuple[str, Known], **more: Any) -> str:
    from models.tables import Employer, QualityFact, Vacancy

    with office.database.write() as work:
        employer = work.add(Employer(name="Quillfeather Bakery"))
        made = work.add(Vacancy(employer_id=employer.id, title="Baker"))
        for dimension, met in facts:
            work.add(
                QualityFact(
                    employer_id=employer.id,
                    vacancy_id=made.id,
                    dimension=dimension,
                    fact=f"about {dimension}",
                    met=met,
                    **more,
                )
            )
    return made.id


def started(office: Office, me: str, vacancy_id: str | None, **more: Any) -> str:
    from models.tables import Employer, Participant, Placement

    with office.database.write() as work:
        person = work.add(Participant(preferred_name="Amira", coach_id=me))
        employer = work.add(Employer(name="Another Bakery"))
        values = {
            "participant_id": person.id,
            "employer_id": employer.id,
            "vacancy_id": vacancy_id,
            "role": "baker",
            "state": PlacementState.STARTED,
            "starts_on": office.desk.today - timedelta(days=20),
            **more,
        }
        work.add(Placement(**values))
    return person.id


def measured(office: Office) -> Measured:
    return office.measures.measure("M11", Period.week_of(office.desk.today))


YES, NO, UNKNOWN = Known.YES, Known.NO, Known.UNKNOWN
FOUR = (("terms", YES), ("pay", NO), ("voice", YES), ("health", YES))


def test_what_is_known_and_met_is_counted_and_never_made_one(office: Office) -> None:
    vacancy(office, *FOUR, ("design", UNKNOWN))
    found = measured(office)
    assert found.figure("known").words == "4"
    assert found.figure("met").words == "3"
    assert found.figure("comparable").in_full == "1 of 1"
    assert found.figure("terms").in_full == "1 of 1"
    assert found.figure("pay").in_full == "0 of 1"
    assert found.figure("design").words == "n/a"
    assert {each.key for each in found.figures} == {
        "M11.known",
        "M11.met",
        "M11.comparable",
        *(f"M11.{each}" for each in DIMENSIONS),
    }


def test_fewer_than_four_known_dimensions_are_not_compared(office: Office) -> None:
    vacancy(office, *FOUR[:3])
    found = measured(office)
    assert found.figure("comparable").in_full == "0 of 1"
    assert found.figure("terms").words == "n/a"
    (left,) = found.figure("terms").left_out
    assert left.reason.startswith("fewer than 4 dimensions known")


def test_asks_are_counted_with_what_was_agreed(office: Office) -> None:
    vacancy(office, ("terms", YES), ("pay", YES), was_asked=True, was_agreed=True)
    vacancy(office, ("voice", NO), was_asked=True)
    vacancy(office, ("voice", NO))
    assert measured(office).figure("asks_agreed").in_full == "2 of 3"


def test_facts_of_jobs_that_began_are_told_or_confirmed(office: Office, me: Adviser) -> None:
    told, seen = vacancy(office, *FOUR), vacancy(office, *FOUR[:2], is_confirmed=True)
    assert measured(office).figure("confirmed").words == "n/a"
    started(office, me.id, told)
    started(office, me.id, seen)
    assert measured(office).figure("confirmed").in_full == "2 of 6"


def test_a_vacancy_off_the_record_is_listed_and_not_counted(office: Office) -> None:
    from models.tables import Vacancy

    gone = vacancy(office, *FOUR)
    with office.database.write() as work:
        work.void(work.get(Vacancy, gone), "entered twice")
    found = measured(office).figure("known")
    assert found.words == "n/a: no job was taken down in the period"
    assert [each.id for left in found.left_out for each in left.rows] == [gone]


def test_the_card_says_what_is_confirmed_and_that_their_own_view_is_not_noted(
    office: Office, me: Adviser
) -> None:
    person = started(office, me.id, vacancy(office, *FOUR), pay=1350)
    (line,) = office.participants.card(person).placements
    assert line.quality.startswith(
        "4 of 7 known, 3 met; 0 of 4 facts confirmed since the start; "
        "their own view: not noted; pay is"
    )


def test_their_own_view_stands_apart_from_ours(office: Office, me: Adviser) -> None:
    from models.tables import MatchAnswer, MatchSheet

    job = vacancy(office, *FOUR)
    person = started(office, me.id, job)
    with office.database.write() as work:
        sheet = work.add(
            MatchSheet(participant_id=person, vacancy_id=job, template="x", template_version=1)
        )
        for item, source, note in (
            ("M5", AnswerSource.PARTICIPANT, "the nights are fine, the lifting is not"),
            ("M6", AnswerSource.PARTICIPANT, "another item"),
        ):
            work.add(
                MatchAnswer(
                    participant_id=person,
                    sheet_id=sheet.id,
                    item=item,
                    value=AnswerValue.YES,
                    source=source,
                    note=note,
                    answered_at=office.desk.clock.now(),
                )
            )
    found = job_quality(office.database, person, [job])[job]
    assert found.own_view == "the nights are fine, the lifting is not"
    assert found.card.words == "4 of 7 known, 3 met"


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"pay": 1200}, "pay is below the legal rate of £12.71 an hour"),
        ({"pay": 1271}, "pay is legal and below the living wage of £13.45 an hour"),
        ({"pay": 1345}, "pay is at least the living wage of £13.45 an hour"),
        ({"pay": 1200, "rate_band": "18-20"}, "pay is legal and below"),
        ({"pay": 50_000, "pay_period": PayPeriod.WEEK, "weekly_minutes": 2400}, "pay is below"),
        ({"pay": 50_000, "pay_period": PayPeriod.WEEK}, ""),
        ({"pay": 1200, "pay_currency": "DKK"}, ""),
        ({"pay": 900, "kind": PlacementKind.SELF_EMPLOYMENT}, ""),
        ({}, ""),
    ],
)
def test_pay_stands_beside_the_legal_rate_and_the_living_wage(
    office: Office, me: Adviser, clock: FixedClock, values: dict[str, Any], words: str
) -> None:
    clock.at = clock.at.replace(month=8)
    person = started(office, me.id, None, **{"starts_on": date(2026, 8, 3), **values})
    (line,) = office.participants.card(person).placements
    assert line.quality.startswith(words)
    assert bool(line.quality) == bool(words)
