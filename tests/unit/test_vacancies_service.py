"""Vacancies: list, card, quality facts, board."""

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

import pytest

from adviser_tui.errors import InputError, NotFoundError, RuleError
from adviser_tui.services.employers.drafts import EmployerDraft
from adviser_tui.services.office import Office
from adviser_tui.services.vacancies.writing import FactDraft, VacancyDraft
from models.kinds import Known, SubmissionState, VacancyState

if TYPE_CHECKING:
    from adviser_tui.storage.database import Database
    from models.tables import Adviser


@pytest.fixture
def office(database: "Database", me: "Adviser") -> Iterator[Office]:
    made = Office(database)
    yield made
    made.search.stop()


@pytest.fixture
def bakery(office: Office) -> str:
    return office.employers.add(EmployerDraft("Fjordbageriet", town="Bøvling"))


def put_forward(office: Office, vacancy_id: str, name: str, state: SubmissionState) -> str:
    from models.tables import Participant, Submission

    with office.database.write() as work:
        person = work.add(Participant(preferred_name=name))
        return work.add(Submission(participant_id=person.id, vacancy_id=vacancy_id, state=state)).id


def test_a_vacancy_is_listed_with_employer_and_place(office: Office, bakery: str) -> None:
    office.vacancies.add(VacancyDraft("Baker", bakery, must_haves=("early shifts",)))

    (row,) = office.vacancies.rows()

    assert (row.title, row.employer, row.town) == ("Baker", "Fjordbageriet", "Bøvling")
    assert row.must_haves == ("early shifts",)
    assert (row.live, row.cap) == (0, 3)
    assert row.quality == "0 of 7 known, 0 met"
    assert row.needs_check


def test_an_unknown_employer_is_made_with_its_vacancy(office: Office) -> None:
    vacancy = office.vacancies.add(
        VacancyDraft("Fitter", new_employer=EmployerDraft("Tømrerne", town="Nordby"))
    )

    assert office.vacancies.card(vacancy).row.employer == "Tømrerne"
    with pytest.raises(RuleError, match="Tømrerne"):
        office.vacancies.add(VacancyDraft("Fitter", new_employer=EmployerDraft("TØMRERNE")))
    office.history.undo()
    assert len(office.employers.rows()) == 0


def test_a_vacancy_needs_title_and_employer(office: Office, bakery: str) -> None:
    with pytest.raises(InputError, match="title"):
        office.vacancies.add(VacancyDraft(" ", bakery))
    with pytest.raises(InputError, match="employer"):
        office.vacancies.add(VacancyDraft("Baker"))
    with pytest.raises(NotFoundError):
        office.vacancies.add(VacancyDraft("Baker", "nobody"))


def test_parts_of_the_list(office: Office, bakery: str) -> None:
    going = office.vacancies.add(VacancyDraft("Baker", bakery))
    gone = office.vacancies.add(VacancyDraft("Packer", bakery))
    office.vacancies.set_state(gone, VacancyState.WITHDRAWN)
    office.vacancies.checked_today(going)

    assert [row.id for row in office.vacancies.rows()] == [going]
    assert [row.id for row in office.vacancies.rows("closed")] == [gone]
    assert [row.id for row in office.vacancies.rows("all")] == [going, gone]
    assert office.vacancies.rows("unchecked") == ()
    assert office.vacancies.rows("all", employer_id="another") == ()


def test_checked_a_week_ago_still_holds(office: Office, bakery: str) -> None:
    vacancy = office.vacancies.add(VacancyDraft("Baker", bakery, checked_on=date(2026, 11, 13)))

    row = office.vacancies.card(vacancy).row
    assert (row.days_since_checked, row.needs_check) == (7, False)
    office.vacancies.change(vacancy, checked_on=date(2026, 11, 12))
    assert office.vacancies.card(vacancy).row.needs_check
    office.vacancies.checked_today(vacancy)
    assert office.vacancies.card(vacancy).row.days_since_checked == 0


def test_searching_finds_by_title_and_by_employer(office: Office, bakery: str) -> None:
    vacancy = office.vacancies.add(VacancyDraft("Night baker", bakery))

    assert [row.id for row in office.vacancies.rows(text="nigth")] == [vacancy]
    (row,) = office.vacancies.rows(text="fjord")
    assert row.why == "employer"
    assert office.vacancies.rows(text="zzzzzz") == ()


def test_the_quality_card_counts_known_and_met_apart(office: Office, bakery: str) -> None:
    vacancy = office.vacancies.add(VacancyDraft("Baker", bakery))
    for dimension, fact, met in (
        ("terms", "guaranteed hours", Known.YES),
        ("pay", "living wage", Known.YES),
        ("balance", "rota two weeks ahead", Known.NO),
        ("balance", "swap shifts", Known.YES),
        ("voice", "staff meeting", Known.UNKNOWN),
    ):
        office.vacancies.set_fact(vacancy, FactDraft(dimension, fact, met))

    quality = office.vacancies.card(vacancy).quality

    assert quality.words == "3 of 7 known, 2 met"
    assert quality.weak_points == ("rota two weeks ahead",)
    assert not quality.is_comparable
    assert office.vacancies.rows()[0].quality == "3 of 7 known, 2 met"


def test_the_ask_log_counts_what_was_got(office: Office, bakery: str) -> None:
    vacancy = office.vacancies.add(VacancyDraft("Baker", bakery))
    office.vacancies.set_fact(
        vacancy, FactDraft("balance", "later start", Known.UNKNOWN, was_asked=True)
    )
    first = office.vacancies.card(vacancy).quality.ask_words
    office.vacancies.set_fact(
        vacancy, FactDraft("balance", "Later start", Known.YES, was_asked=True, was_agreed=True)
    )

    quality = office.vacancies.card(vacancy).quality
    assert first == "0 of 1 asked for were agreed"
    assert quality.ask_words == "1 of 1 asked for were agreed"
    assert len(quality.dimensions[-1].facts) == 1


def test_a_fact_has_one_of_seven_dimensions(office: Office, bakery: str) -> None:
    vacancy = office.vacancies.add(VacancyDraft("Baker", bakery))

    with pytest.raises(InputError, match="terms, pay"):
        office.vacancies.set_fact(vacancy, FactDraft("smell", "fresh bread"))
    with pytest.raises(InputError, match="asked"):
        office.vacancies.set_fact(vacancy, FactDraft("pay", "bonus", was_agreed=True))


def test_must_haves_are_kept_apart_from_nice_to_haves(office: Office, bakery: str) -> None:
    vacancy = office.vacancies.add(VacancyDraft("Baker", bakery))

    office.vacancies.set_must_haves(vacancy, ("early shifts",), ("a driving licence",))

    card = office.vacancies.card(vacancy)
    assert card.row.must_haves == ("early shifts",)
    assert card.nice_to_haves == ("a driving licence",)


def test_changes_are_checked(office: Office, bakery: str) -> None:
    vacancy = office.vacancies.add(VacancyDraft("Baker", bakery))

    with pytest.raises(InputError):
        office.vacancies.change(vacancy, posts=0)
    with pytest.raises(InputError):
        office.vacancies.change(vacancy, asked_not_told=["weather"])
    with pytest.raises(InputError):
        office.vacancies.change(vacancy, state="open")
    with pytest.raises(RuleError):
        office.vacancies.set_state(vacancy, VacancyState.SHORTLISTING)


def test_the_card_shows_who_is_before_them_and_how_it_went(office: Office, bakery: str) -> None:
    vacancy = office.vacancies.add(VacancyDraft("Baker", bakery))
    put_forward(office, vacancy, "Amira Testdatter", SubmissionState.REFUSED_BY_EMPLOYER)
    put_forward(office, vacancy, "Bo Prøve", SubmissionState.SUBMITTED)
    put_forward(office, vacancy, "Kim Eksempel", SubmissionState.CONSIDERED)

    card = office.vacancies.card(vacancy)

    assert [each.participant for each in card.live] == ["Bo Prøve"]
    assert card.row.live == 1
    assert [each.participant for each in card.submissions] == [
        "Bo Prøve",
        "Kim Eksempel",
        "Amira Testdatter",
    ]


def test_the_cap_can_be_set_for_the_caseload(office: Office, bakery: str) -> None:
    office.vacancies.add(VacancyDraft("Baker", bakery))

    office.desk.remember("live_cap", "5")

    assert office.vacancies.rows()[0].cap == 5
