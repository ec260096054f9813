"""A demo caseload with a double in it, for tests of merging on the screen."""

from pathlib import Path

from adviser_tui.clock import FixedClock
from adviser_tui.services.employers.drafts import EmployerDraft, PersonDraft
from adviser_tui.services.office import open_office
from tests.pilot.stage import NOW, copy_of

NAME = "Aardvark Invented Bakery"


def with_double(demo: Path, tmp_path: Path, number: str = "") -> tuple[Path, str, str]:
    """Return a copy of the demo with an employer that is there twice, and the ids of both."""
    folder = copy_of(demo, tmp_path)
    office = open_office(folder, clock=FixedClock(NOW))
    first = office.employers.add(
        EmployerDraft(
            name=f"{NAME} Ltd",
            town="Fabelby",
            postcode="ZZ1 1AA",
            phone="0113 496 0001",
            company_number="ZZ900001",
            notes="Ring before ten.",
            person=PersonDraft("Ida Prøve", role="Manager", phone="0113 496 0007"),
        ),
        even_if_similar=True,
    )
    second = office.employers.add(
        EmployerDraft(
            name=NAME,
            trading_name="The Bun",
            town="Fabelby",
            postcode="ZZ1 1AA",
            phone="0113 496 0002",
            company_number=number,
            notes="Ask for the shift lead.",
            person=PersonDraft("Ida Prøve", phone="0113 496 0007", email="ida@example.org"),
        ),
        even_if_similar=True,
    )
    office.close()
    return folder, first, second
