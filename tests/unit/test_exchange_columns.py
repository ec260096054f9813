"""Which column fills which field."""

import pytest

from adviser_tui.errors import ImportFileError, InputError
from adviser_tui.exchange.column_wishes import read_wishes
from adviser_tui.exchange.columns import ColumnMap, match_columns, signature
from adviser_tui.exchange.field import ListKind
from adviser_tui.exchange.fields import FIELDS

EMPLOYERS, PARTICIPANTS, VACANCIES, PARTNERS = ListKind


def mapping(found: ColumnMap) -> dict[str, str]:
    return found.as_headers()


@pytest.mark.parametrize("kind", list(ListKind))
def test_our_own_headers_are_all_known(kind: ListKind) -> None:
    headers = [field.label for field in FIELDS[kind]]
    found = match_columns(kind, headers).checked()
    assert mapping(found) == {field.name: field.label for field in FIELDS[kind]}
    assert not found.guessed


@pytest.mark.parametrize(
    ("kind", "headers", "expected"),
    [
        (
            EMPLOYERS,
            ["Company", "Town/City", "Post Code", "Tel.", "E-mail address", "Contact"],
            {
                "name": "Company",
                "postcode": "Post Code",
                "phone": "Tel.",
                "email": "E-mail address",
                "person_name": "Contact",
            },
        ),
        (
            EMPLOYERS,
            ["Virksomhed", "Adresse", "Postnr.", "By", "CVR-nr.", "Antal ansatte", "Tlf"],
            {
                "name": "Virksomhed",
                "address": "Adresse",
                "postcode": "Postnr.",
                "town": "By",
                "company_number": "CVR-nr.",
                "size_band": "Antal ansatte",
                "phone": "Tlf",
            },
        ),
        (
            EMPLOYERS,
            ["Bedrift", "Poststed", "Org.nr", "Næringskode", "Kontaktperson"],
            {
                "name": "Bedrift",
                "town": "Poststed",
                "company_number": "Org.nr",
                "sector_codes": "Næringskode",
                "person_name": "Kontaktperson",
            },
        ),
        (
            PARTICIPANTS,
            ["Fornavn", "Efternavn", "Telefon", "Jobkonsulent", "Startdato"],
            {
                "first_name": "Fornavn",
                "last_name": "Efternavn",
                "phone": "Telefon",
                "coach": "Jobkonsulent",
                "enrolled_on": "Startdato",
            },
        ),
        (
            VACANCIES,
            ["Job title", "Company", "Location", "Salary", "Deadline", "Essential"],
            {
                "title": "Job title",
                "employer": "Company",
                "site_town": "Location",
                "pay": "Salary",
                "closes_on": "Deadline",
                "must_haves": "Essential",
            },
        ),
    ],
)
def test_headers_of_other_people_are_understood(
    kind: ListKind, headers: list[str], expected: dict[str, str]
) -> None:
    found = mapping(match_columns(kind, headers).checked())
    assert {name: found.get(name) for name in expected} == expected


def test_misspelt_headers_are_guessed_and_said_to_be() -> None:
    found = match_columns(EMPLOYERS, ["Employer nane", "Adress", "Postcodes"]).checked()
    assert set(found.places) == {"name", "address", "postcode"}
    assert found.guessed == {"name", "address", "postcode"}


def test_the_surer_word_wins_and_the_rest_is_listed() -> None:
    found = match_columns(EMPLOYERS, ["Name", "Employer name", "Parking", "Line", "What to mend"])
    assert mapping(found) == {"name": "Employer name"}
    assert found.ignored == ("Name", "Parking")


def test_two_likely_columns_are_asked_about() -> None:
    found = match_columns(EMPLOYERS, ["Company", "Phone 1", "Phone 2"])
    assert "phone" not in found.places
    (question,) = found.questions
    assert question.headers == ("Phone 1", "Phone 2")
    with pytest.raises(ImportFileError, match='--map "phone=Phone 1"'):
        found.checked()
    decided = match_columns(
        EMPLOYERS, found.headers, wishes=read_wishes(EMPLOYERS, ["phone=Phone 2"])
    )
    assert mapping(decided.checked())["phone"] == "Phone 2"


def test_a_file_without_the_needed_column_says_which_and_what_there_is() -> None:
    with pytest.raises(ImportFileError, match="Employer name") as caught:
        match_columns(EMPLOYERS, ["Colour", "Weight"]).checked()
    assert "Colour, Weight" in str(caught.value)
    with pytest.raises(ImportFileError, match="Preferred name or First name or Legal name"):
        match_columns(PARTICIPANTS, ["Town"]).checked()


def test_wishes_overrule_everything_and_may_leave_a_field_out() -> None:
    wishes = read_wishes(EMPLOYERS, ["Employer name=firm", "town=", "postcode=3"])
    found = match_columns(EMPLOYERS, ["Name", "Firm", "Where", "Town"], wishes=wishes)
    assert mapping(found) == {"name": "Firm", "postcode": "Where"}
    assert found.ignored == ("Name", "Town")


@pytest.mark.parametrize(
    ("wish", "words"), [("shoe=Name", "no field called"), ("name", "field=column")]
)
def test_wishes_that_make_no_sense_are_explained(wish: str, words: str) -> None:
    with pytest.raises(InputError, match=words):
        read_wishes(EMPLOYERS, [wish])


def test_a_wish_for_a_column_that_is_not_there_lists_those_that_are() -> None:
    with pytest.raises(InputError, match="no column called “Firma”"):
        match_columns(EMPLOYERS, ["Name"], wishes={"name": "Firma"})


def test_a_remembered_mapping_is_used_again() -> None:
    headers = ["A", "B"]
    first = match_columns(EMPLOYERS, headers, wishes={"name": "B", "town": "A"}).checked()
    again = match_columns(EMPLOYERS, headers, recalled=first.as_headers()).checked()
    assert again.places == first.places


def test_the_signature_is_of_the_headers_and_the_kind() -> None:
    assert signature(EMPLOYERS, ["Name", "Town"]) == signature(EMPLOYERS, ["NAME", " town "])
    assert signature(EMPLOYERS, ["Name"]) != signature(PARTICIPANTS, ["Name"])
    assert signature(EMPLOYERS, ["A", "B"]) != signature(EMPLOYERS, ["B", "A"])


def test_columns_about_health_origin_and_the_like_are_never_read() -> None:
    headers = ["Name", "Date of birth", "Health condition", "Ethnicity", "NI number", "Motivation"]
    found = match_columns(PARTICIPANTS, headers).checked()
    assert mapping(found) == {"legal_name": "Name"}
    assert found.withheld == tuple(headers[1:])
    assert found.ignored == ()
    with pytest.raises(ImportFileError, match="not taken from a file"):
        match_columns(PARTICIPANTS, headers, wishes={"goal": "Health condition"})
