"""Doubles in the caseload, branches of one company, and what is said before one is added."""

from collections.abc import Iterator

import pytest

from adviser_tui.errors import RuleError
from adviser_tui.services.duplicates.known import drafted
from adviser_tui.services.duplicates.rarity import Rarity
from adviser_tui.services.duplicates.verdict import compare
from adviser_tui.services.employers.drafts import EmployerDraft, PersonDraft, SiteDraft
from adviser_tui.services.office import Office
from adviser_tui.services.participants.writing import ParticipantDraft
from adviser_tui.storage.database import Database
from models.tables import Adviser


@pytest.fixture
def office(database: Database, me: Adviser) -> Iterator[Office]:
    made = Office(database)
    yield made
    made.search.stop()


PLAIN = Rarity({}, {}, 1_000)


@pytest.mark.parametrize(
    ("one", "two", "certainty"),
    [
        ("Harnbrook Pies Ltd", "HARNBROOK PIES", "same"),
        ("Harnbrook & Sons", "Harnbrook and Sons plc", "same"),
        ("O'Dell's Ovens", "ODells Ovens Limited", "same"),
        ("Harnbrook Grp", "The Harnbrook Group", "same"),
        ("Harn Brook Pies", "Harnbrook Pies", "same"),
        ("N H S Harnbrook", "NHS Harnbrook", "same"),
        ("Harnbrok Pies", "Harnbrook Pies", "possible"),
        ("Harnbrook Pies", "Harnbrook Pies UK", "possible"),
        ("Pies Harnbrook", "Harnbrook Pies", "possible"),
        ("Harnbrook Pies 2", "Harnbrook Pies 3", "new"),
        ("Harnbrook Pies", "Harnbrook Pies (No. 2)", "new"),
        ("Harnbrook North", "Harnbrook South", "new"),
        ("Harnbrook Pies", "Millvane Pies", "new"),
        ("Harnbrook Care Services", "Millvane Care Services", "new"),
    ],
)
def test_names_are_the_same_possibly_the_same_or_two(one: str, two: str, certainty: str) -> None:
    assert compare(drafted(one), drafted(two), PLAIN).certainty == certainty


def test_somebody_renamed_is_found_at_the_postcode_and_a_sister_company_is_not() -> None:
    old = drafted("Harnbrook Roasting Services", postcode="ZZ1 1ZZ")
    renamed = drafted("Millvane Roasting", postcode="ZZ11ZZ")
    sister = drafted("Harnbrook Motors", postcode="ZZ11ZZ")

    alone, crowd = (compare(old, renamed, PLAIN, at_postcode=many) for many in (1, 30))

    assert alone.reason == "similar name, same postcode"
    assert alone.points > crowd.points
    assert compare(old, drafted("Millvane Roasting"), PLAIN).certainty == "new"
    assert compare(old, sister, PLAIN, at_postcode=30).certainty == "new"


def test_two_companies_under_one_trading_name_may_be_branches() -> None:
    one = drafted("Harnbrook Catering Ltd", "Kestrelvane Ovens")
    two = drafted("Millvane Foods Ltd", "Kestrelvane Ovens")

    assert compare(one, two, PLAIN).certainty == "possible"
    assert compare(one, drafted("Kestrelvane Ovens"), PLAIN).certainty == "same"


def test_a_site_or_a_person_is_not_added_twice_unawares(office: Office) -> None:
    employer = office.employers.add(EmployerDraft("Harnbrook Pies", postcode="ZZ1 1ZZ"))
    office.employers.add_person(employer, PersonDraft("Ida Bakewell", email="ida@example.org"))

    with pytest.raises(RuleError, match="employer's sites"):
        office.employers.add_site(
            employer, SiteDraft(town="Testham", postcode="zz11zz"), even_if_similar=False
        )
    with pytest.raises(RuleError, match=r"Ida Bakewell \(same name\)"):
        office.employers.add_person(employer, PersonDraft("Bakewell Ida"), even_if_similar=False)

    office.employers.add_site(employer, SiteDraft(postcode="ZZ2 2ZZ"), even_if_similar=False)
    office.employers.add_person(employer, PersonDraft("Olaf Crust"), even_if_similar=False)
    card = office.employers.card(employer)
    assert len(card.sites) == 2
    assert len(card.people) == 2


def test_the_list_is_compared_with_itself(office: Office) -> None:
    ids = [
        office.employers.add(EmployerDraft(name, town=town), even_if_similar=True)
        for name, town in (
            ("Harnbrook Pies Ltd", "Testham"),
            ("Harnbrook Pies", "Testham"),
            ("Kestrelvane Ovens", ""),
            ("Kestrelvan Ovens", ""),
            ("Quite Another", "Testham"),
        )
    ]

    found = office.duplicates.all().pairs

    assert [each.pair for each in found] == [
        tuple(sorted(ids[:2])),
        tuple(sorted(ids[2:4])),
    ]
    assert [each.certainty for each in found] == ["same", "possible"]
    assert found[0].command.startswith("adviser merge ")


def test_pairs_called_two_and_branches_are_left_out(office: Office) -> None:
    from adviser_tui.services.merging.known_two import note_two

    one, two = (
        office.employers.add(EmployerDraft("Harnbrook Pies"), even_if_similar=True)
        for _ in range(2)
    )
    parent = office.employers.add(EmployerDraft("Kestrelvane Ovens"), even_if_similar=True)
    office.employers.add(EmployerDraft("Kestrelvane Ovens", parent_id=parent), even_if_similar=True)
    with office.database.write() as work:
        note_two(work, "employer", one, two)

    assert office.duplicates.all().pairs == ()


def test_branches_of_one_company_are_proposed_together(office: Office) -> None:
    branches = {
        office.employers.add(EmployerDraft(name, town=town), even_if_similar=True)
        for name, town in (
            ("Kestrelvane", "Testham"),
            ("Testham Kestrelvane Ltd", "Testham"),
            ("Kestrelvane Oxbridge", "Oxbridge"),
            ("Kestrelvane Express", "Oxbridge"),
        )
    }
    for name in ("Testham Care Home", "Oxbridge Care Home", "Kestrel Ovens"):
        office.employers.add(EmployerDraft(name), even_if_similar=True)

    (group,) = office.duplicates.groups()

    assert group.brand == "kestrelvane"
    assert {each.id for each in group.members} == branches
    assert group.parent_id in branches


def test_those_of_a_group_in_two_towns_are_no_pair_and_in_one_town_they_are(
    office: Office,
) -> None:
    ids = [
        office.employers.add(EmployerDraft("Kestrelvane Care Ltd", town=town), even_if_similar=True)
        for town in ("Halifax", "Wakefield", "Halifax")
    ]

    found = office.duplicates.all()

    assert len(found.groups) == 1
    assert [each.pair for each in found.pairs] == [tuple(sorted((ids[0], ids[2])))]


def test_a_slip_in_the_name_is_found_though_both_look_like_branches(office: Office) -> None:
    for name, town, postcode in (
        ("Testesen Foundry Ltd", "Hull", "HU1 1AA"),
        ("Testesen Foundary Limited", "Hull", "HU1 1AA"),
        ("Testesen Foundry Ltd", "Leeds", "LS1 1AA"),
    ):
        office.employers.add(
            EmployerDraft(name, town=town, postcode=postcode), even_if_similar=True
        )

    (pair,) = office.duplicates.all().pairs

    assert {pair.first, pair.second} == {
        "Testesen Foundry Ltd, Hull",
        "Testesen Foundary Limited, Hull",
    }


def test_participants_are_named_by_initials_unless_asked(office: Office) -> None:
    for name in ("Ida Samplewell", "Ida Samplewell"):
        office.participants.add(ParticipantDraft(name, phone="0113 4960001"), even_if_similar=True)

    (shy,) = office.duplicates.all().pairs
    (open_,) = office.duplicates.all(with_names=True).pairs

    assert (shy.first, shy.reason) == ("I.S.", "same name, same telephone")
    assert open_.first == "Ida Samplewell"
