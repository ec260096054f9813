"""The report of a week: what it says, what it leaves out of files, and that files are whole."""

import csv
import json
import os
import sys
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from adviser_tui.clock import FixedClock
from adviser_tui.errors import InputError, StorageError
from adviser_tui.exchange.report_files import ENDINGS, write_report
from adviser_tui.services.contacts import ContactDraft
from adviser_tui.services.measures.closing import close_due_weeks
from adviser_tui.services.measures.period import Period
from adviser_tui.services.office import Office, open_office
from adviser_tui.services.reports.plain import plain_report
from adviser_tui.services.reports.table import HEADERS, report_document, table_rows
from adviser_tui.services.reports.week import Report, week_report
from models.kinds import Channel, Stage

FRIDAY = datetime(2026, 11, 20, 15, tzinfo=UTC)
HOSTILE = "=cmd|' /C calc'!A0 <script>alert(1)</script> \u202egnp.exe & “quoted”"
PARKED = "Amira Standstill"


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock(FRIDAY)


@pytest.fixture
def office(folder: Path, clock: FixedClock) -> Iterator[Office]:
    opened = open_office(folder, clock=clock)
    opened.identity.introduce("Vilma Testesen", "Fjord", "standard")
    yield opened
    opened.close()


def enrol(office: Office, name: str) -> str:
    from models.tables import Participant

    with office.database.write() as work:
        person = work.add(
            Participant(
                preferred_name=name,
                stage=Stage.JOB_SEARCH,
                coach_id=office.desk.me,
                enrolled_on=(FRIDAY - timedelta(days=90)).date(),
            )
        )
    return person.id


def ring(office: Office, employer: str, days: int = 0, **more: Any) -> str:
    at = FRIDAY - timedelta(days=days, hours=1)
    return office.contacts.log(
        ContactDraft(Channel.CALL, at, new_employer=employer, **more)
    ).contact_id


def said(office: Office, period: Period | None = None) -> str:
    return "\n".join(plain_report(week_report(office, period)))


def test_a_week_without_anything_says_so_and_never_nought_per_cent(office: Office) -> None:
    text = said(office)
    for part in ("Employer contact", "Internal cooperation", "Citizen contact"):
        assert f"{part}: nothing was written down." in text
    assert "Cooperation between municipalities: nothing was written down." in text
    assert " %" not in text.replace("100 %", "")
    assert "Why this question: Nothing was written down for" in text


def test_it_says_contacts_target_weeks_and_every_measure(office: Office) -> None:
    for name in ("Sample Bakery", "Mock Garage"):
        ring(office, name)
    ring(office, "Placebo Foods", days=7)
    text = said(office)
    assert "Employer contacts that count: 2." in text
    assert "    Week 46: 1" in text
    assert "    Week 47: 2" in text
    for number in range(1, 16):
        assert f"M{number} " in text
    assert text.startswith(
        "Week report: week 47 of 2026, 16 to 22 November\nVilma Testesen, Fjord."
    )
    assert "As of 15:00 on 20 November 2026" in text


def test_it_says_once_for_each_measure_how_sure_its_rules_are(
    office: Office, tmp_path: Path
) -> None:
    office.programmes.use("ips")
    enrol(office, PARKED)
    ring(office, "Sample Bakery")
    text = said(office)
    of_contacts = "How sure the rules are: employer contacts that count: read second-hand;"
    assert text.count(of_contacts) == 1
    assert text.count("How sure the rules are: target: read second-hand;") == 1
    assert text.count("with a need and a next step: chosen, from no source.") == 2
    page = tmp_path / "week.html"
    write_report(page, week_report(office))
    assert page.read_text(encoding="utf-8").count("How sure the rules are:") == 2


def test_what_changed_after_the_close_is_said(office: Office, clock: FixedClock) -> None:
    clock.at = FRIDAY - timedelta(days=14)
    with office.database.writing() as connection:
        connection.execute("UPDATE adviser SET created_at = '2026-01-01T09:00:00.000000Z'")
    ring(office, "Sample Bakery", days=14)
    clock.at = FRIDAY - timedelta(days=7)
    close_due_weeks(office)
    ring(office, "Mock Garage", days=15)
    clock.at = FRIDAY
    text = said(office, Period.week_of(FRIDAY.date()).before(2))
    assert "Changed after the week had closed" in text
    assert "1 → 2" in text


def test_parked_people_stand_by_name_in_ones_own_report_and_in_no_file(
    office: Office, tmp_path: Path
) -> None:
    enrol(office, PARKED)
    report = week_report(office)
    assert PARKED in "\n".join(plain_report(report))
    for ending in ENDINGS:
        path = tmp_path / f"week{ending}"
        write_report(path, report)
        if ending != ".xlsx":
            assert PARKED not in path.read_text(encoding="utf-8")
    assert PARKED not in json.dumps(report_document(report))
    team = week_report(office, None, office.measures.team())
    assert not team.for_a_meeting().parked


def test_to_a_lead_parked_people_are_a_number(office: Office) -> None:
    from models.tables import Adviser

    enrol(office, PARKED)
    with office.database.write("setup") as work:
        work.add(Adviser(name="Ada Mockford", team="Fjord"))
    own = office.measures.measure("M9").figure("parked")
    assert office.measures.describe(own.rows) == (f"{PARKED} (never)",)
    team = office.measures.measure("M9", whose=office.measures.team()).figure("parked")
    assert (team.words, team.rows) == (own.words, ())
    assert "their own coach" in team.note


def test_every_file_is_private_whole_and_not_replaced_unasked(
    office: Office, tmp_path: Path
) -> None:
    report = week_report(office)
    for ending in ENDINGS:
        path = tmp_path / f"week{ending}"
        assert write_report(path, report).path == path
        assert path.stat().st_size > 500
        if sys.platform != "win32":
            assert path.stat().st_mode & 0o077 == 0
        before = path.read_bytes()
        with pytest.raises(InputError):
            write_report(path, report)
        assert path.read_bytes() == before
        write_report(path, report, replace=True)
    assert sorted(each.name for each in tmp_path.glob("*week*")) == sorted(
        f"week{ending}" for ending in ENDINGS
    )


def test_a_name_without_a_kind_and_a_folder_that_may_not_be_written_are_refused(
    office: Office, tmp_path: Path
) -> None:
    report = week_report(office)
    with pytest.raises(InputError, match="does not say what kind"):
        write_report(tmp_path / "week.pdf", report)
    with pytest.raises(InputError, match="There is no folder"):
        write_report(tmp_path / "nowhere" / "week.html", report)
    shut = tmp_path / "shut"
    shut.mkdir(mode=0o500)
    if os.access(shut, os.W_OK):
        return  # whoever may do everything cannot be kept out
    with pytest.raises(StorageError, match="may not be written"):
        write_report(shut / "week.csv", report)
    assert list(shut.iterdir()) == []


def test_a_full_disk_leaves_nothing_half_written(
    office: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    report = week_report(office)

    def full(handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    for ending in ENDINGS:
        with pytest.raises(StorageError, match="not enough room"):
            write_report(tmp_path / f"week{ending}", report)
    assert not list(tmp_path.glob("*week*"))


class Tags(HTMLParser):
    """Every tag, and what it says of scripts and of anything that would be fetched."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.found: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.add(tag)
        assert not any(name.startswith("on") or name in ("src", "href") for name, _ in attrs)
        if tag not in ("meta", "link"):
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


@pytest.fixture
def hostile(office: Office) -> Report:
    """Names made to be run, obeyed or fetched."""
    office.identity.introduce(HOSTILE, HOSTILE, "standard")
    with office.database.writing() as connection:
        connection.execute("UPDATE adviser SET name = ?, team = ?", (HOSTILE, HOSTILE))
    return week_report(office)


def test_the_page_holds_hostile_names_as_words(hostile: Report, tmp_path: Path) -> None:
    page = tmp_path / "week.html"
    write_report(page, hostile)
    text = page.read_text(encoding="utf-8")
    tags = Tags()
    tags.feed(text)
    assert tags.open == []
    assert not {"script", "img", "iframe", "object", "form", "a"} & tags.found
    assert "&lt;script&gt;" in text
    assert "\u202e" not in text
    assert "default-src 'none'" in text


def test_no_cell_begins_a_formula(hostile: Report, tmp_path: Path) -> None:
    path = tmp_path / "week.csv"
    write_report(path, hostile)
    with path.open(encoding="utf-8-sig", newline="") as file:
        head, *rows = csv.reader(file)
    assert head == list(HEADERS)
    assert len(rows) == len(list(table_rows(hostile)))
    cells = [cell for row in rows for cell in row]
    assert not any(cell.lstrip().startswith(("=", "+", "@")) for cell in cells)
    assert "\u202e" not in "".join(cells)
    # A share of fractions is never written so that a spreadsheet reads a day out of it.
    assert not any("/" in row[HEADERS.index("number")] for row in rows)


def test_the_workbook_opens_with_the_same_cells(office: Office, tmp_path: Path) -> None:
    from openpyxl import load_workbook

    report = week_report(office)
    path = tmp_path / "week.xlsx"
    write_report(path, report)
    book = load_workbook(path)
    rows = list(book.worksheets[0].iter_rows(values_only=True))
    book.close()
    assert rows[0] == HEADERS
    assert len(rows) == 1 + len(list(table_rows(report.for_a_meeting())))


def test_in_a_year_with_53_weeks_the_last_has_a_report(office: Office, clock: FixedClock) -> None:
    clock.at = datetime(2027, 1, 1, 12, tzinfo=UTC)
    assert said(office).startswith(
        "Week report: week 53 of 2026, 28 December 2026 to 3 January 2027"
    )
