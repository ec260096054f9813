"""From what was typed to the one thing that is meant; ambiguous is asked, never guessed."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

from adviser_tui.errors import NotFoundError
from adviser_tui.services.employers.drafts import EmployerDraft
from adviser_tui.services.office import Office
from adviser_tui.services.vacancies.writing import VacancyDraft

if TYPE_CHECKING:
    from adviser_tui.storage.database import Database
    from models.tables import Adviser


@pytest.fixture
def office(database: "Database", me: "Adviser") -> Iterator[Office]:
    made = Office(database)
    yield made
    made.search.stop()


def add(office: Office, name: str, town: str = "", reference: str = "") -> str:
    draft = EmployerDraft(name, town=town, reference=reference)
    return office.employers.add(draft, even_if_similar=True)


def test_an_id_or_its_unambiguous_beginning_will_do(office: Office) -> None:
    employer = add(office, "Fjordbageriet")

    assert office.lookup.employer(employer) == employer
    assert office.lookup.employer(employer.upper()) == employer
    assert office.lookup.employer(employer.replace("-", "")) == employer
    assert office.lookup.employer(employer[:8]) == employer
    assert office.lookup.employer(employer.replace("-", "")[:20]) == employer
    assert office.lookup.employer(employer[-8:].upper()) == employer


def test_a_beginning_that_fits_two_asks_for_more(office: Office) -> None:
    from models.tables import Employer

    with office.database.write() as work:
        for end in "ab":
            work.add(Employer(id=f"01a20203-0000-7000-8000-00000000000{end}", name="Twin"))

    with pytest.raises(NotFoundError, match="More than one employer"):
        office.lookup.employer("01a20203-0000")
    assert office.lookup.employer("01a20203-0000-7000-8000-00000000000a").endswith("a")


def test_an_id_of_another_kind_is_not_taken(office: Office) -> None:
    employer = add(office, "Fjordbageriet")

    with pytest.raises(NotFoundError):
        office.lookup.participant(employer)


def test_a_short_run_of_hex_is_a_name(office: Office) -> None:
    employer = add(office, "Facade Beef")

    assert office.lookup.employer("facade") == employer


def test_the_key_of_the_imported_file_will_do(office: Office) -> None:
    employer = add(office, "Fjordbageriet", reference="G17")
    add(office, "G17 Logistics")

    assert office.lookup.employer("G17") == employer


def test_the_very_name_wins_over_longer_ones(office: Office) -> None:
    exact = add(office, "Tesselate Ltd")
    add(office, "Tesselate Stores")

    assert office.lookup.employer("tesselate") == exact


def test_all_words_by_their_beginnings_in_name_or_town(office: Office) -> None:
    leeds = add(office, "Tesselate Stores", "Leeds")
    add(office, "Tesselate Stores", "York")

    assert office.lookup.employer("tess leeds") == leeds


def test_a_slip_is_forgiven_where_only_one_is_near(office: Office) -> None:
    employer = add(office, "Millbrook Healthcare")
    add(office, "Quite Another")

    assert office.lookup.employer("milbrook helthcare") == employer


def test_two_that_fit_equally_well_are_shown_to_choose_from(office: Office) -> None:
    add(office, "Tesselate Stores", "Leeds")
    add(office, "Tesselate Stores", "York")

    with pytest.raises(NotFoundError, match="Two employers fit “tesselate stores”") as refused:
        office.lookup.employer("tesselate stores")

    assert len(refused.value.candidates) == 2
    assert any("Leeds" in candidate for candidate in refused.value.candidates)


def test_nothing_near_is_said(office: Office) -> None:
    add(office, "Fjordbageriet")

    for text in ("qqqqqqq", "", "   "):
        with pytest.raises(NotFoundError, match="No employer fits"):
            office.lookup.employer(text)


def test_participants_and_vacancies(office: Office) -> None:
    from models.tables import Participant

    with office.database.write() as work:
        amira = work.add(Participant(preferred_name="Amira Testdatter")).id
        work.add(Participant(preferred_name="Bo Prøve"))
    vacancy = office.vacancies.add(VacancyDraft("Night filler", add(office, "Tesselate")))

    assert office.lookup.participant("amira") == amira
    assert office.lookup.vacancy("night filler tesselate") == vacancy
