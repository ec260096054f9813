"""Finding things by a few letters, also misspelt, and kept true as things change."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

from adviser_tui.names import phone_word, query_words
from adviser_tui.services.contacts import ContactDraft
from adviser_tui.services.employers.drafts import EmployerDraft, PersonDraft, SiteDraft
from adviser_tui.services.office import Office
from adviser_tui.services.search.matched import matched_letters
from adviser_tui.services.vacancies.writing import VacancyDraft
from models.kinds import Channel

if TYPE_CHECKING:
    from adviser_tui.clock import FixedClock
    from adviser_tui.storage.database import Database
    from models.tables import Adviser


@pytest.fixture
def office(database: "Database", me: "Adviser") -> Iterator[Office]:
    made = Office(database)
    for draft in (
        EmployerDraft("Tesselate Stores Limited", town="Leeds", postcode="LS1 4AP"),
        EmployerDraft("Tesselate Bank PLC", town="Edinburgh", postcode="EH12 9FQ"),
        EmployerDraft("Nandino's Chickenland Ltd", trading_name="Peri Palace", town="Leeds"),
        EmployerDraft(
            "Millbrook Healthcare Ltd",
            town="Southampton",
            phone="+44 (0)23 8000 1234",
            previous_names=("Old Mill Nursing Limited",),
            person=PersonDraft("Joan Doeless"),
            reference="G4",
        ),
        EmployerDraft("Bøvling & Sønner A/S", town="Århus"),
        EmployerDraft("Care Home of Testham", town="Testham"),
    ):
        made.employers.add(draft, even_if_similar=True)
    yield made
    made.search.stop()


def first(office: Office, text: str) -> tuple[str, str]:
    hits = office.search.find(text, ("employer",))
    return (hits[0].name, hits[0].why) if hits else ("", "")


@pytest.mark.parametrize(
    ("text", "name", "why"),
    [
        ("tes", "Tesselate Bank PLC", "starts with"),
        ("tesselate sto", "Tesselate Stores Limited", "starts with"),
        ("tesselate stores", "Tesselate Stores Limited", "exact name"),
        ("TESSELATE STORES LTD", "Tesselate Stores Limited", "exact name"),
        ("stores tesselate", "Tesselate Stores Limited", "word in name"),
        ("tesselate leeds", "Tesselate Stores Limited", "in Leeds"),
        ("tesselate ls1 4", "Tesselate Stores Limited", "postcode LS1 4AP"),
        ("eh129fq", "Tesselate Bank PLC", "postcode EH12 9FQ"),
        ("tesslate stores", "Tesselate Stores Limited", "looks like"),
        ("tesselatestores", "Tesselate Stores Limited", "exact name"),
        ("tesse late", "Tesselate Bank PLC", "starts with"),
        ("nandinos", "Nandino's Chickenland Ltd", "starts with"),
        ("peri pal", "Nandino's Chickenland Ltd", "trading name"),
        ("old mill", "Millbrook Healthcare Ltd", "earlier name"),
        ("doeless", "Millbrook Healthcare Ltd", "person Joan Doeless"),
        ("joan", "Millbrook Healthcare Ltd", "person Joan Doeless"),
        ("023 8000", "Millbrook Healthcare Ltd", "telephone +44 (0)23 8000 1234"),
        ("G4", "Millbrook Healthcare Ltd", "reference"),
        ("helthcare", "Millbrook Healthcare Ltd", "looks like"),
        ("brook", "Millbrook Healthcare Ltd", "inside a word"),
        ("bovling og", "Bøvling & Sønner A/S", "looks like"),
        ("bovling and sonner", "Bøvling & Sønner A/S", "exact name"),
        ("arhus", "Bøvling & Sønner A/S", "in Århus"),
    ],
)
def test_what_is_typed_finds_the_right_one_and_says_why(
    office: Office, text: str, name: str, why: str
) -> None:
    assert first(office, text)[0] == name
    if why != "looks like":
        assert first(office, text)[1] == why


@pytest.mark.parametrize("text", ["", "   ", "!!!", "qqqqqqqqqqqq", "\x1b[31m"])
def test_nothing_is_found_where_nothing_fits(office: Office, text: str) -> None:
    assert all(hit.score < 60 for hit in office.search.find(text))


def test_the_letters_that_fit_are_marked() -> None:
    assert matched_letters("Nandino's Grill", ("nandinos",)) == (0, 1, 2, 3, 4, 5, 6, 8)
    assert matched_letters("Bøvling & Sønner", ("son", "bov")) == (0, 1, 2, 10, 11, 12)
    assert matched_letters("A & B", ("and",)) == (2,)
    assert matched_letters("Millbrook Healthcare", ("helthcare",)) == tuple(range(10, 20))
    assert matched_letters("Millbrook", ("zzzzz",)) == ()


@pytest.mark.parametrize(
    ("typed", "word"),
    [
        ("+44 (0)113 245 0000", "01132450000"),
        ("0113 245-0000", "01132450000"),
        ("+45 12 34 56 78", "12345678"),
        ("0047 12345678", "12345678"),
        ("+49 30 123", "004930123"),
        ("", ""),
    ],
)
def test_numbers_are_found_as_they_are_dialled(typed: str, word: str) -> None:
    assert phone_word(typed) == word


def test_long_and_odd_queries_are_cut() -> None:
    assert len(query_words("a b " * 1_000)) <= 8
    assert query_words("Ltd") == ("ltd",)
    assert query_words("Acme & Co. Ltd") == ("acme", "and", "co")


def test_what_was_just_added_is_found_at_once(office: Office, clock: "FixedClock") -> None:
    assert first(office, "zebrano")[0] == ""

    office.contacts.log(
        ContactDraft(
            Channel.CALL, clock.now(), new_employer="Zebrano Works", new_person="Ida Prøve"
        )
    )

    assert first(office, "zebrno works")[0] == "Zebrano Works"
    assert first(office, "ida prøve") == ("Zebrano Works", "person Ida Prøve")


def test_what_was_changed_is_found_by_its_new_name_only(office: Office) -> None:
    employer = office.search.find("millbrook", ("employer",))[0].id

    office.employers.change(employer, name="Quillfeather Care", previous_names=[])

    assert first(office, "quillf")[0] == "Quillfeather Care"
    assert first(office, "old mill")[0] == ""
    office.history.undo()
    assert first(office, "old mill")[0] == "Millbrook Healthcare Ltd"
    assert first(office, "quillf")[0] == ""


def test_a_new_site_and_a_person_who_left_count(office: Office) -> None:
    employer = office.search.find("millbrook", ("employer",))[0].id
    office.employers.add_site(employer, SiteDraft(town="Quayside", postcode="QQ9 9QQ"))
    (person,) = office.employers.card(employer).people
    office.employers.person_left(person.id)

    assert first(office, "quaysi")[0] == "Millbrook Healthcare Ltd"
    assert first(office, "doeless")[0] == ""


def test_what_was_voided_is_gone_and_comes_back_with_undo(office: Office) -> None:
    employer = office.search.find("millbrook", ("employer",))[0].id

    office.employers.void(employer, "closed down")
    assert first(office, "millbrook")[0] != "Millbrook Healthcare Ltd"
    office.history.undo()

    assert first(office, "millbrook")[0] == "Millbrook Healthcare Ltd"


def test_people_and_vacancies_are_found_as_well(office: Office) -> None:
    from models.tables import Participant

    with office.database.write() as work:
        work.add(Participant(preferred_name="Amira Testdatter", town="Leeds", phone="0113 1"))
    employer = office.search.find("tesselate stores", ("employer",))[0].id
    office.vacancies.add(VacancyDraft("Night filler", employer))

    assert [hit.kind for hit in office.search.find("amira")] == ["participant"]
    (vacancy,) = office.search.find("nigth filler", ("vacancy",))
    assert (vacancy.name, vacancy.detail) == ("Night filler", "Tesselate Stores Limited, Leeds")
    office.employers.change(employer, name="Renamed Stores")
    (again,) = office.search.find("renamed", ("vacancy",))
    assert again.id == vacancy.id


def test_all_kinds_are_ranked_together(office: Office) -> None:
    from models.tables import Participant

    with office.database.write() as work:
        work.add(Participant(preferred_name="Tes Testsen"))

    kinds = [hit.kind for hit in office.search.find("tes")]

    assert set(kinds) == {"employer", "participant"}
    scores = [hit.score for hit in office.search.find("tes")]
    assert scores == sorted(scores, reverse=True)


def test_very_many_new_words_are_read_anew(office: Office) -> None:
    from adviser_tui.ids import new_id
    from models.tables import Employer

    assert first(office, "tesselate sto")[0] == "Tesselate Stores Limited"
    with office.database.write() as work:
        work.add_many(
            Employer, ({"id": new_id(), "name": f"Mass {n:04} Ltd"} for n in range(2_100))
        )

    assert first(office, "mass 2099")[0] == "Mass 2099 Ltd"
    assert first(office, "tesselate sto")[0] == "Tesselate Stores Limited"


def test_names_that_begin_so_come_before_words_inside(office: Office) -> None:
    found = office.search.find("te", ("employer",))

    assert [hit.name for hit in found] == [
        "Tesselate Bank PLC",
        "Tesselate Stores Limited",
        "Care Home of Testham",
    ]


def test_a_part_of_an_id_finds_it_before_all_else(office: Office) -> None:
    hit = office.search.find("millbrook", ("employer",))[0]

    for part in (hit.id, hit.id[:18].upper(), hit.id.replace("-", "")[:20], hit.id[-8:]):
        found = office.search.find(part)
        assert found[0].id == hit.id, part
        assert found[0].why == "id"
    assert office.search.find("0" * 12) == []


def test_a_partner_is_found_by_its_names_and_its_person(office: Office) -> None:
    from adviser_tui.services.partners.writing import PartnerDraft

    office.partners.add(PartnerDraft("Muster Skills Trust", short_name="MST", person="Jo Doeless"))

    for typed in ("muster skils", "mst", "doeless"):
        assert [hit.name for hit in office.search.find(typed, ("partner",))] == [
            "Muster Skills Trust"
        ], typed
    assert office.lookup.one("muster", "partner")


def test_what_was_meant_before_comes_first_the_next_time(office: Office) -> None:
    before = [hit.name for hit in office.search.find("tesselate", ("employer",))]
    assert before == ["Tesselate Bank PLC", "Tesselate Stores Limited"]
    stores = office.search.find("tesselate stores", ("employer",))[0]

    office.search.picks.remember("Tesselate", stores.id)

    for typed in ("te", "tess", "TESSELATE"):
        assert first(office, typed)[0] == "Tesselate Stores Limited", typed
    assert first(office, "t")[0] == "Tesselate Bank PLC"
    assert first(office, "tesselate bank")[0] == "Tesselate Bank PLC"
    bank = office.search.find("tesselate bank", ("employer",))[0]
    office.search.picks.remember("tesselate", bank.id)
    assert first(office, "tess")[0] == "Tesselate Bank PLC"


def test_a_town_that_it_is_not_in_may_be_that_of_a_branch(office: Office) -> None:
    for name, town in (("Pumblechook PLC", "Newcastle"), ("Leeds Pumps Ltd", "Leeds")):
        office.employers.add(EmployerDraft(name, town=town), even_if_similar=True)

    assert first(office, "pumblechook leeds")[0] == "Pumblechook PLC"
    assert first(office, "pumblechok leds")[0] == "Pumblechook PLC"
    office.employers.add(EmployerDraft("Pumblechook PLC", town="Leeds"), even_if_similar=True)
    assert first(office, "pumblechook leeds") == ("Pumblechook PLC", "in Leeds")
    assert first(office, "pumblechook newcastle") == ("Pumblechook PLC", "in Newcastle")


def test_a_short_name_and_a_town_find_what_is_meant(office: Office) -> None:
    office.employers.add(EmployerDraft("Marks and Spencer PLC", town="London"))
    office.employers.add(EmployerDraft("M & M Metals of Bradford Ltd", town="Bradford"))

    for typed in ("m&s bradfrd", "M & S Bradford", "m and s", "marks n spencer"):
        assert first(office, typed)[0] == "Marks and Spencer PLC", typed


def test_half_a_letter_and_control_characters_are_looked_for_without_harm(office: Office) -> None:
    for text in ("\ud800", "\ud800 \x00 caf\x1b[31m", '"*(', "a" * 1_000_000, "\u202e"):
        assert isinstance(office.search.find(text), list)


def test_a_company_number_finds_ours_with_its_noughts_and_without(office: Office) -> None:
    office.employers.add(EmployerDraft("Pumblechook PLC", company_number="00990003"))

    for typed in ("00990003", "990003", "0099"):
        assert first(office, typed) == ("Pumblechook PLC", "company number 00990003"), typed
