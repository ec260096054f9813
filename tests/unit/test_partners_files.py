"""Partners in and out: a list from elsewhere, doubles, and a file that comes back unchanged."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from adviser_tui.clock import FixedClock
from adviser_tui.exchange.exports import ExportKind, export
from adviser_tui.exchange.field import ListKind
from adviser_tui.exchange.importing import open_import, plan_import, run_import
from adviser_tui.exchange.plan import ImportResult
from adviser_tui.services.office import Office, open_office
from adviser_tui.services.partners.writing import PartnerDraft
from models.kinds import PartnerKind

LIST = """Agency,Known as,Type,District,Contact,Contact email,Data sharing,Signed,Expires
Imaginary College of Fettling,ICF,college,Wibble Valley,Kim Invented,kim@example.org,\
Name and course,05/01/2026,31/12/2026
Fable Council,,kommune,,,,,,
storybook trust,,moon base,,,,,,
Storybook Trust,,,,,,,02/02/2026,01/02/2026
The ICF Ltd,icf,,,,,,,
"""


@pytest.fixture
def office(folder: Path, clock: FixedClock) -> Iterator[Office]:
    opened = open_office(folder, clock=clock)
    opened.identity.introduce("Vilma Testesen", "Fjord", "ips")
    yield opened
    opened.close()


def bring_in(office: Office, path: Path) -> ImportResult:
    return run_import(open_import(office.desk, ListKind.PARTNERS, path))


def test_a_list_of_partners_comes_in_and_doubles_and_bad_rows_stay_out(
    office: Office, tmp_path: Path
) -> None:
    path = tmp_path / "partners.csv"
    path.write_text(LIST, encoding="utf-8")
    result = bring_in(office, path)
    assert (result.imported, result.plan.bad, result.plan.doubles) == (2, 2, 1)
    card = office.partners.card(office.partners.one("icf"))
    assert (card.row.kind, card.row.area, card.row.person) == (
        PartnerKind.TRAINING_PROVIDER,
        "Wibble Valley",
        "Kim Invented",
    )
    assert (card.person_email, card.row.agreement) == ("kim@example.org", "standing")
    assert office.partners.rows(text="fable")[0].kind is PartnerKind.LOCAL_AUTHORITY
    assert office.history.undo() == "imported 2 partners from partners.csv"
    assert not office.partners.rows("all")


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_what_is_exported_is_here_already_when_it_comes_back(
    office: Office, tmp_path: Path, ending: str
) -> None:
    office.partners.add(
        PartnerDraft(
            "Imaginary College of Fettling",
            other_names=("ICF", "Fettling; the college"),
            kind=PartnerKind.TRAINING_PROVIDER,
            phone="01632 960123",
            shares="Name and course.\nNothing more.",
            credit_rule="Ours",
        )
    )
    path = tmp_path / f"partners.{ending}"
    assert export(office.desk, ExportKind.PARTNERS, path).rows == 1
    plan = plan_import(open_import(office.desk, ListKind.PARTNERS, path))
    assert plan is not None
    assert (plan.new, plan.bad, plan.doubles + plan.unchanged) == (0, 0, 1)
