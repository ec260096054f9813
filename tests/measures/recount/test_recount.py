"""The measures agree with a second reckoning in plain SQL, for every week of the demo's year."""

import json
from collections.abc import Iterator
from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest

from adviser_tui.cli import main
from adviser_tui.clock import FixedClock
from adviser_tui.services.measures.figure import Figure, Unit
from adviser_tui.services.measures.period import Period
from adviser_tui.services.measures.scene import Whose
from adviser_tui.services.office import Office, open_office
from seed.holidays import bank_holidays
from tests.measures.recount.books import Books, Part, Parts, opened
from tests.measures.recount.ledger import ALL, BESIDE
from tests.pilot.stage import NOW, copy_of
from tests.pilot.stage import demo as demo

THIS_WEEK = Period.week_of(NOW.date())
WEEKS = tuple(THIS_WEEK.before(n) for n in range(52))
SAMPLED = tuple(THIS_WEEK.before(n) for n in (1, 9, 17, 46))
"""Weeks that were over, one of the summer and the one around the new year among them."""
OF_COLLEAGUES = ("M1", "M2", "M3", "M8", "M12", "M13", "M15")
NOT_ROWS = ("M2.", "M5.override_lift", "M11.", "M6.level_0")
"""Counts that are no number of rows: targets and means, points, dimensions, all the others."""


@pytest.fixture(scope="module")
def folder_of_all(demo: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return copy_of(demo, tmp_path_factory.mktemp("recount"))


@pytest.fixture(scope="module")
def office(folder_of_all: Path) -> Iterator[Office]:
    found = open_office(folder_of_all, clock=FixedClock(NOW))
    yield found
    found.close()


@pytest.fixture(scope="module")
def books(folder_of_all: Path, office: Office) -> Iterator[Books]:
    free = bank_holidays(office.desk.settings.region)
    with opened(folder_of_all / "caseload.db", NOW.date(), free) as found:
        yield found


def recounted(books: Books, office: Office, measure_id: str, week: Period) -> Parts:
    return ALL[measure_id](books, office.measures.profile(), week.first, week.last)


def part(figure: Figure) -> Part | None:
    """Return what a figure is made of; nothing where it is n/a."""
    if figure.missing or figure.denominator == 0:
        return None
    return figure.numerator, figure.denominator


def same(parts: Parts) -> dict[str, object]:
    """Return parts so that they compare: exact, and n/a alike however it came.

    Groups that are too small to be told of are left out.
    """
    return {
        key: None if made is None or made[1] == 0 else tuple(map(_exact, made))
        for key, made in parts.items()
        if made is not None or not key.startswith("M9.")
    }


def _exact(number: Fraction | int | None) -> Fraction | None:
    return None if number is None else Fraction(number)


@pytest.mark.parametrize("measure_id", ALL)
def test_a_year_of_weeks_agrees(books: Books, office: Office, measure_id: str) -> None:
    alive = set()
    for week in WEEKS:
        figures = office.measures.measure(measure_id, week).every()
        found: Parts = {each.key: part(each) for each in figures if not each.key.startswith(BESIDE)}
        told = recounted(books, office, measure_id, week)
        assert same(found) == same(told), week.name
        alive |= {key for key, made in told.items() if made is not None and made[0]}
    assert alive, "the demo has nothing to count"


@pytest.mark.parametrize("place", range(1, 6))
def test_the_weeks_of_colleagues_agree(books: Books, office: Office, place: int) -> None:
    """They work part time, began in mid-year, changed their hours, switched a target off."""
    told = books.rows("SELECT id FROM adviser ORDER BY created_at, rowid")
    colleague = Books(books.connection, told[place]["id"], books.today, books.holidays)
    whose = Whose((colleague.me,), "a colleague")
    for week in WEEKS[::3]:
        for measure_id in OF_COLLEAGUES:
            figures = office.measures.measure(measure_id, week, whose).every()
            found = same({each.key: part(each) for each in figures})
            assert found == same(recounted(colleague, office, measure_id, week)), week.name


@pytest.mark.parametrize("week", SAMPLED, ids=lambda week: week.name)
def test_the_command_says_the_same(
    books: Books, office: Office, week: Period, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = books.rows("PRAGMA database_list")[0]["file"]
    place = str(Path(folder).parent)
    assert main(("measure", "all", "--week", week.name, "--json", "--data-dir", place)) == 0
    document = json.loads(capsys.readouterr().out)
    said: dict[str, object] = {}
    for measured in document["measures"]:
        for figure in (*measured["figures"], *measured["companions"]):
            said[figure["key"]] = figure
    for measure_id in ALL:
        for key, made in same(recounted(books, office, measure_id, week)).items():
            figure = said[key]
            assert isinstance(figure, dict)
            if made is None:
                assert figure["value"] is None, key
            else:
                assert isinstance(made, tuple)
                assert Fraction(figure["numerator"]) == made[0], key


@pytest.mark.parametrize("week", SAMPLED, ids=lambda week: week.name)
def test_a_count_is_the_number_of_its_rows(office: Office, week: Period) -> None:
    for measured in office.measures.all(week):
        for figure in measured.every():
            if figure.unit is Unit.COUNT and not figure.key.startswith(NOT_ROWS):
                assert figure.numerator == len(figure.rows), figure.key
            ids = [row.id for row in figure.rows]
            assert len(ids) == len(set(ids)), figure.key


def test_the_year_has_a_new_year_in_it() -> None:
    assert {date(2025, 12, 31), date(2026, 1, 1)} <= {day for week in WEEKS for day in week.days}
