"""Taking a company of the register over as an employer."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

from adviser_tui.errors import NotFoundError, RuleError
from adviser_tui.services.employers.drafts import EmployerDraft
from adviser_tui.services.office import Office
from tests.register_case import company, made

if TYPE_CHECKING:
    from adviser_tui.storage.database import Database
    from models.tables import Adviser

ENTRY = company(
    1234567,
    "TALLOW & WICK BAKERIES LIMITED",
    previous_names=("Candlemere Foods Limited",),
    status="Active",
    address="4 Tannery Row",
    town="Leeds",
    postcode="LS1 4AP",
    country="England",
    sector_codes=("10710", "47240"),
)


@pytest.fixture
def office(database: "Database", me: "Adviser") -> Iterator[Office]:
    made(database.folder / "register", [ENTRY])
    office = Office(database)
    yield office
    office.search.stop()


def test_it_becomes_an_employer_in_one_action(office: Office) -> None:
    employer_id = office.register.adopt("01234567")

    card = office.employers.card(employer_id)
    row = office.database.row("SELECT * FROM employer WHERE id = ?", (employer_id,))
    site = office.database.row("SELECT * FROM employer_site WHERE employer_id = ?", (employer_id,))
    assert card.name == "TALLOW & WICK BAKERIES LIMITED"
    assert row["company_number"] == "01234567"
    assert "Candlemere Foods Limited" in row["previous_names"]
    assert "10710" in row["sector_codes"]
    assert (site["address"], site["town"], site["postcode"]) == (
        "4 Tannery Row",
        "Leeds",
        "LS1 4AP",
    )
    assert site["is_main"]

    office.history.undo()
    with pytest.raises(NotFoundError):
        office.employers.card(employer_id)
    assert office.register.adopt("01234567")


@pytest.mark.parametrize("kept", ["01234567", "1234567", " 0123 4567 "])
def test_one_that_is_there_is_named_and_nothing_is_saved(office: Office, kept: str) -> None:
    office.employers.add(EmployerDraft("Tallow Leeds", company_number=kept))

    with pytest.raises(RuleError, match=r"Tallow Leeds.*01234567 already.*Nothing was saved"):
        office.register.adopt("01234567", even_if_similar=True)
    assert office.database.row("SELECT count(*) FROM employer")[0] == 1


def test_one_that_looks_like_it_is_asked_about_first(office: Office) -> None:
    office.employers.add(EmployerDraft("Tallow and Wick Bakeries", town="Leeds"))

    with pytest.raises(RuleError, match="Tallow and Wick Bakeries"):
        office.register.adopt("01234567")
    assert office.register.adopt("01234567", even_if_similar=True)


def test_a_number_that_no_company_has(office: Office) -> None:
    with pytest.raises(NotFoundError, match="No company in the register"):
        office.register.adopt("99999999")
