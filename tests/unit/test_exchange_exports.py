"""Taking lists out: they can be read in again, and restricted people stay restricted."""

import csv
import json
import zipfile
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import icalendar
import openpyxl
import pytest

from adviser_tui.clock import FixedClock
from adviser_tui.errors import InputError
from adviser_tui.exchange.exports import ExportKind, export
from adviser_tui.exchange.field import ListKind
from adviser_tui.exchange.importing import open_import, plan_import
from adviser_tui.services.demo import make_demo
from adviser_tui.services.office import Office
from adviser_tui.storage.database import Database
from models.tables import Adviser

TABLES = [kind for kind in ExportKind if kind is not ExportKind.DIARY]


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    folder = tmp_path_factory.mktemp("demo")
    clock = FixedClock(datetime(2026, 11, 20, 9, 30, tzinfo=UTC))
    database = Database(folder, clock).open()
    make_demo(database, 7, "small", date(2026, 11, 20))
    yield Office(database)
    database.close()


@pytest.fixture
def office(database: Database, me: Adviser) -> Office:
    return Office(database)


def table_of(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize("kind", TABLES)
def test_every_list_is_written_in_every_form(demo: Office, tmp_path: Path, kind: str) -> None:
    counts = set()
    for suffix in ("csv", "xlsx", "json"):
        written = export(demo.desk, ExportKind(kind), tmp_path / f"out.{suffix}")
        counts.add(written.rows)
    assert len(counts) == 1
    assert counts.pop() > 0
    rows = table_of(tmp_path / "out.csv")
    sheet = openpyxl.load_workbook(tmp_path / "out.xlsx").worksheets[0]
    document = json.loads((tmp_path / "out.json").read_text(encoding="utf-8"))
    assert document["adviser"] == kind
    assert len(document["rows"]) == len(rows) == written.rows
    header = next(sheet.iter_rows(values_only=True))
    assert list(header) == list(rows[0])


@pytest.mark.parametrize("kind", list(ListKind))
@pytest.mark.parametrize("suffix", ["csv", "xlsx"])
def test_what_went_out_is_known_again_when_it_comes_back(
    demo: Office, tmp_path: Path, kind: ListKind, suffix: str
) -> None:
    path = tmp_path / f"out.{suffix}"
    export(demo.desk, ExportKind(kind.value), path, restricted=True)
    plan = plan_import(open_import(demo.desk, kind, path))
    assert plan is not None
    assert (plan.new, plan.doubles, plan.bad) == (0, 0, 0), plan.rows[:3]
    assert plan.unchanged == plan.total > 0
    assert not plan.columns.guessed


def test_an_export_asks_for_a_file_name_that_says_what_it_is(demo: Office, tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"End the file's name in \.ics"):
        export(demo.desk, ExportKind.DIARY, tmp_path / "out.csv")
    with pytest.raises(InputError, match="not employers"):
        export(demo.desk, ExportKind.EMPLOYERS, tmp_path / "out.ics")
    export(demo.desk, ExportKind.EMPLOYERS, tmp_path / "out.csv")
    with pytest.raises(InputError, match="already is a file"):
        export(demo.desk, ExportKind.EMPLOYERS, tmp_path / "out.csv")


def restricted_case(office: Office) -> None:
    from models.kinds import Confidentiality, Side
    from models.tables import FollowUp, Participant

    with office.database.write() as work:
        for name, level in (
            ("Ann Invented", Confidentiality.RESTRICTED),
            ("Bo Opdigtet", Confidentiality.STANDARD),
        ):
            person = work.add(Participant(preferred_name=name, confidentiality=level))
            work.add(
                FollowUp(
                    what=f"ring {name}; about work",
                    side=Side.PARTICIPANT,
                    due_on=date(2026, 12, 24),
                    first_due_on=date(2026, 12, 24),
                    due_time="14:30",
                    participant_id=person.id,
                )
            )


def test_restricted_people_are_named_only_when_asked_for(office: Office, tmp_path: Path) -> None:
    restricted_case(office)
    written = export(office.desk, ExportKind.PARTICIPANTS, tmp_path / "people.csv")
    assert [row["Preferred name"] for row in table_of(written.path)] == ["Bo Opdigtet"]
    assert written.remarks == ("1 restricted participant was left out.",)
    written = export(office.desk, ExportKind.FOLLOW_UPS, tmp_path / "tasks.csv")
    rows = table_of(written.path)
    assert [row["Participant"] for row in rows] == ["A. I.", "Bo Opdigtet"]
    assert "Ann" not in written.path.read_text(encoding="utf-8-sig")
    assert "1 row is about restricted people" in written.remarks[0]
    asked = export(office.desk, ExportKind.PARTICIPANTS, tmp_path / "all.csv", restricted=True)
    assert asked.rows == 2
    assert asked.remarks == ()


def test_a_calendar_names_nobody(office: Office, tmp_path: Path) -> None:
    restricted_case(office)
    for kind in (ExportKind.DIARY, ExportKind.FOLLOW_UPS):
        path = export(office.desk, kind, tmp_path / f"{kind}.ics").path
        raw = path.read_bytes()
        assert b"Ann" not in raw
        assert b"Opdigtet" not in raw
        first, _ = icalendar.Calendar.from_ical(raw).walk("VEVENT")
        assert str(first["summary"]) == "ring A. I.; about work"
        wall = datetime(2026, 12, 24, 14, 30).astimezone()
        assert first.decoded("dtstart") == wall


def test_hostile_names_run_nothing_and_come_back(office: Office, tmp_path: Path) -> None:
    from models.tables import Employer

    names = ["=cmd|' /C calc'!A0", "@SUM(1)", "-2+3", "'=x", "[red]Ltd", "＝1"]
    with office.database.write() as work:
        for name in names:
            work.add(Employer(name=name))
    for suffix in ("csv", "xlsx"):
        path = tmp_path / f"out.{suffix}"
        export(office.desk, ExportKind.EMPLOYERS, path)
        plan = plan_import(open_import(office.desk, ListKind.EMPLOYERS, path))
        assert plan is not None
        assert plan.unchanged == len(names)
    with zipfile.ZipFile(tmp_path / "out.xlsx") as book:
        assert b"<f>" not in book.read("xl/worksheets/sheet1.xml")
