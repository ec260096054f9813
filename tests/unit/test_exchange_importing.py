"""Bringing lists into a caseload: what comes in, what is left out and why, and taking it back."""

from datetime import date
from pathlib import Path

import pytest

from adviser_tui.clock import FixedClock
from adviser_tui.errors import ImportFileError, InputError
from adviser_tui.exchange.field import ListKind
from adviser_tui.exchange.importing import OpenImport, open_import, plan_import, run_import
from adviser_tui.exchange.plan import Fate, ImportPlan, ImportResult
from adviser_tui.services.office import Office
from adviser_tui.storage.database import Database
from models.tables import Adviser

EMPLOYERS, PARTICIPANTS, VACANCIES, PARTNERS = ListKind


@pytest.fixture
def office(database: Database, me: Adviser) -> Office:
    return Office(database)


def file_of(folder: Path, text: str, name: str = "list.csv") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def opened(
    office: Office, folder: Path, text: str, kind: ListKind = EMPLOYERS, name: str = "list.csv"
) -> OpenImport:
    return open_import(office.desk, kind, file_of(folder, text, name))


def brought(
    office: Office, folder: Path, text: str, kind: ListKind = EMPLOYERS, name: str = "list.csv"
) -> ImportResult:
    return run_import(opened(office, folder, text, kind, name))


def planned(office: Office, folder: Path, text: str, kind: ListKind = EMPLOYERS) -> ImportPlan:
    plan = plan_import(opened(office, folder, text, kind))
    assert plan is not None
    return plan


def fates(plan: ImportPlan) -> list[tuple[int, str]]:
    return [(row.line, row.fate.value) for row in plan.rows]


def employers(office: Office) -> list[str]:
    rows = office.database.rows("SELECT name FROM employer WHERE void_reason IS NULL ORDER BY name")
    return [row[0] for row in rows]


def test_an_employer_comes_with_its_site_and_person(office: Office, tmp_path: Path) -> None:
    result = brought(
        office,
        tmp_path,
        "Reference,Employer name,Previous names,Address,Town,Postcode,Company number,SIC codes,"
        "Employees,Phone,Contact person,Role\n"
        'F1,Fjord Bakery Ltd,Old Oven;Fjord Ovens,"1 Quay, Hull",Hull,hu1 1aa,123456,"10710,47240"'
        ",10 to 49,01632 960 001,Ann Invented,Manager\n"
        "F2,Hill Farm,,,,,,,,,,\n",
    )
    assert result.imported == 2
    assert result.bad_file is None
    row = office.database.row(
        "SELECT e.*, s.address, s.town, s.postcode, s.is_main, p.name AS person, p.role,"
        " p.site_id = s.id AS at_site FROM employer e JOIN employer_site s ON s.employer_id = e.id"
        " JOIN employer_person p ON p.employer_id = e.id"
    )
    expected = {
        "reference": "F1",
        "name": "Fjord Bakery Ltd",
        "previous_names": '["Old Oven","Fjord Ovens"]',
        "company_number": "00123456",
        "sector_codes": '["10710","47240"]',
        "size_band": "10-49",
        "phone": "01632 960 001",
        "stage": "prospecting",
        "address": "1 Quay, Hull",
        "town": "Hull",
        "postcode": "HU1 1AA",
        "is_main": 1,
        "person": "Ann Invented",
        "role": "Manager",
        "at_site": 1,
        "created_by": office.desk.me,
    }
    assert {name: row[name] for name in expected} == expected
    assert office.database.row("SELECT count(*) FROM employer_site")[0] == 1


def test_what_is_imported_is_like_what_is_added_by_hand(office: Office, tmp_path: Path) -> None:
    from models.tables import Employer, EmployerSite

    brought(office, tmp_path, "Name,Town\nFjord Bakery,Hull\n")
    with office.database.write() as work:
        by_hand = work.add(Employer(name="Fjord Bakery"))
        work.add(EmployerSite(employer_id=by_hand.id, town="Hull"))
    for table in ("employer", "employer_site"):
        imported, added = (dict(row) for row in office.database.rows(f"SELECT * FROM {table}"))
        for name in ("id", "employer_id"):
            imported.pop(name, None)
            added.pop(name, None)
        assert imported == added


def test_a_plan_tells_the_fate_of_every_row_and_changes_nothing(
    office: Office, tmp_path: Path
) -> None:
    text = (
        "Reference,Name,Town,Postcode,Email\n"
        "1,Fjord Bakery Ltd,Hull,HU1 1AA,\n"
        "2,Hill Farm,York,YO1 1AA,hill@example.org\n"
    )
    brought(office, tmp_path, text)
    plan = planned(
        office,
        tmp_path,
        "Reference,Name,Town,Postcode,Email\n"
        "1,Fjord Bakery Ltd,Hull,HU1 1AA,\n"
        "9,Hill Farm,York,YO1 1AA,new@example.org\n"
        "3,Dale Garage,Leeds,LS1 1AA,not an address\n"
        "4,Moor Hotel,Leeds,LS1 1AA,\n"
        "4,Moor Hotels,Leeds,LS2 2AA,\n",
    )
    assert fates(plan) == [(2, "unchanged"), (3, "double"), (4, "bad"), (5, "new"), (6, "double")]
    assert (plan.new, plan.doubles, plan.unchanged, plan.bad, plan.total) == (1, 2, 1, 1, 5)
    whys = {row.line: row.why for row in plan.rows}
    assert whys[3] == "Double of Hill Farm, York: the same name and postcode."
    assert whys[6] == "Double of line 5, Moor Hotel, Leeds: the same reference."
    (bad,) = plan.of(Fate.BAD)
    assert [(fault.column, fault.header) for fault in bad.faults] == [(5, "Email")]
    assert employers(office) == ["Fjord Bakery Ltd", "Hill Farm"]


@pytest.mark.parametrize(
    ("first", "second", "fate"),
    [
        ("A1,Fjord Ltd,Hull,HU1 1AA,", "a1,Other,York,YO1 1AA,", "double"),
        ("A1,Fjord Ltd,Hull,HU1 1AA,", "A2,FJORD LIMITED,Hull,HU1 1AA,", "double"),
        ("A1,Fjord Ltd,Hull,HU1 1AA,11111111", "A2,Fjord,Hull,HU1 1AA,22222222", "new"),
        ("A1,Fjord Ltd,Hull,HU1 1AA,11111111", "A2,Fjord,Hull,HU1 1AA,", "double"),
        ("A1,Fjord Ltd,Hull,HU1 1AA,11111111", "A2,Renamed,Hull,HU1 1AA,11111111", "double"),
        ("A1,Fjord Ltd,Hull,HU1 1AA,11111111", "A2,Fjord Ltd,York,YO1 1AA,11111111", "new"),
        ("A1,Fjord Ltd,Hull,HU1 1AA,", "A2,Fjord Ltd,Hull,HU9 9AA,", "new"),
        ("A1,Fjord Ltd,Hull,HU1 1AA,", "A2,Fjord Ltd,hull,,", "double"),
        ("A1,Fjord Ltd,Hull,,", "A2,Fjord Ltd,Hull,HU1 1AA,", "double"),
        ("A1,Fjord Ltd,Hull,,", "A2,Fjord Ltd,York,,", "new"),
        ("A1,Fjord Ltd,,,", "A2,Fjord Limited,,,", "new"),
        (",Fjord Ltd,,,", ",Fjord Limited,,,", "double"),
        ("A1,Fjord Ltd,,,", "A2,Fjord Ltd,Hull,HU1 1AA,", "new"),
    ],
)
@pytest.mark.parametrize("place", ["in the file", "in the caseload"])
def test_when_two_employers_are_one(
    office: Office, tmp_path: Path, first: str, second: str, fate: str, place: str
) -> None:
    headers = "Reference,Name,Town,Postcode,Company number\n"
    if place == "in the file":
        plan = planned(office, tmp_path, f"{headers}{first}\n{second}\n")
    else:
        brought(office, tmp_path, f"{headers}{first}\n")
        plan = planned(office, tmp_path, f"{headers}{second}\n")
    assert plan.rows[-1].fate.value == fate


def test_a_row_left_out_as_a_double_does_not_hide_a_third(office: Office, tmp_path: Path) -> None:
    plan = planned(
        office,
        tmp_path,
        "Reference,Name,Postcode\nA,Fjord,HU1 1AA\nA,Hill,YO1 1AA\nB,Hill,YO1 1AA\n",
    )
    assert fates(plan) == [(2, "new"), (3, "double"), (4, "new")]


def test_bad_rows_are_kept_with_the_caseload_and_come_in_after_mending(
    office: Office, tmp_path: Path
) -> None:
    result = brought(
        office,
        tmp_path,
        "Name,Town,Email\nFjord,Hull,a@example.org\nHill,York,nonsense\n,Leeds,\nDale,Leeds,,x\n",
        name="staff list.csv",
    )
    assert (result.imported, result.plan.bad) == (1, 3)
    folder = office.database.folder / "rows-to-mend"
    assert result.bad_file == folder / "staff list to mend.csv"
    assert "1 of 4 employers came in, 3 rows are to be mended" in result.in_words()
    kept = result.bad_file.read_text(encoding="utf-8-sig").splitlines()
    assert kept[0] == "Name,Town,Email,Line,What to mend,Left over 1"
    assert kept[1].startswith("Hill,York,nonsense,3,")
    mended = result.bad_file.read_text(encoding="utf-8-sig").replace("nonsense", "h@example.org")
    again = brought(office, tmp_path, mended, name="staff list to mend.csv")
    assert [row.line for row in again.plan.of(Fate.BAD)] == [3, 4]
    assert again.imported == 1
    assert again.bad_file == folder / "staff list to mend 2.csv"
    assert again.bad_file.read_text(encoding="utf-8-sig").splitlines()[2].endswith(",x")
    assert employers(office) == ["Fjord", "Hill"]


def test_progress_ends_at_the_number_of_rows(office: Office, tmp_path: Path) -> None:
    seen: list[tuple[int, int]] = []
    text = "Name,Town\n" + "".join(f"Fjord {n},Hull\n" for n in range(1300))
    ready = opened(office, tmp_path, text)
    plan_import(ready, progress=lambda done, total: seen.append((done, total)))
    assert seen[-1] == (1300, 1300)
    assert [done for done, _ in seen] == sorted(done for done, _ in seen)
    assert all(total >= done for done, total in seen)


def test_a_file_that_breaks_off_brings_nothing_in(office: Office, tmp_path: Path) -> None:
    text = "Name,Town\n" + "".join(f"Fjord {n},Hull\n" for n in range(600)) + '"Hill,York\n'
    with pytest.raises(ImportFileError, match="never closed"):
        brought(office, tmp_path, text)
    assert employers(office) == []


def test_a_bad_file_that_cannot_be_written_brings_nothing_in(
    office: Office, tmp_path: Path
) -> None:
    ready = opened(office, tmp_path, "Name,Email\nFjord,\nHill,nonsense\n")
    (tmp_path / "folder.csv").mkdir()
    with pytest.raises(InputError, match="folder"):
        run_import(ready, bad_file=tmp_path / "folder.csv")
    assert employers(office) == []


def test_what_was_agreed_to_is_what_is_done(office: Office, tmp_path: Path) -> None:
    ready = opened(office, tmp_path, "Name,Town\nFjord,Hull\n")
    plan = plan_import(ready)
    file_of(tmp_path, "Name,Town\nFjord,Hull\nHill,York\n")
    with pytest.raises(ImportFileError, match="changed since you looked"):
        run_import(ready, planned=plan)
    assert employers(office) == []


def test_a_mapping_is_remembered_for_the_next_file_like_it(office: Office, tmp_path: Path) -> None:
    path = file_of(tmp_path, "A,B\nFjord,Hull\n")
    ready = open_import(office.desk, EMPLOYERS, path)
    assert ready.columns.missing == ("Employer name",)
    with pytest.raises(ImportFileError, match="Employer name"):
        plan_import(ready)
    ready.remap(["name=A", "town=B"])
    run_import(ready)
    next_file = file_of(tmp_path, "A,B\nHill,York\n", "next.csv")
    again = open_import(office.desk, EMPLOYERS, next_file)
    assert again.columns.as_headers() == {"name": "A", "town": "B"}


def test_doubts_and_columns_left_out_are_told(office: Office, tmp_path: Path) -> None:
    plan = planned(office, tmp_path, "Name,Postcode,Parking\nFjord,HM 11,yes\n")
    assert plan.doubtful == 1
    assert plan.doubts[0].line == 2
    assert "Columns left out: Parking." in plan.remarks


def test_noughts_that_a_workbook_lost_are_told_and_put_back(office: Office, tmp_path: Path) -> None:
    from adviser_tui.exchange.writing import Column, Shape, write_table

    path = tmp_path / "list.xlsx"
    columns = [
        Column("Name", "name"),
        Column("Phone", "phone", Shape.WHOLE),
        Column("Company number", "number", Shape.WHOLE),
        Column("Employees", "size", Shape.WHOLE),
    ]
    write_table(path, columns, [["Fjord Bakery", 7700900123, 833987, 12]])
    result = run_import(open_import(office.desk, EMPLOYERS, path))
    assert any("Phone, Company number" in remark for remark in result.plan.remarks)
    assert result.plan.doubts[0].sentence == "The nought before 7700900123 was put back."
    row = office.database.row("SELECT phone, company_number, size_band FROM employer")
    assert tuple(row) == ("07700900123", "00833987", "12")


def test_participants_get_names_a_coach_and_a_stage(office: Office, tmp_path: Path) -> None:
    result = brought(
        office,
        tmp_path,
        "Ref,Preferred name,First name,Last name,Phone,Coach,Enrolled on,Goal,Ethnicity\n"
        "P1,Bo,Robert,Testsen,07700 900123,,24/12/2025,work outdoors,secret\n"
        "P2,,Ann,Invented,07700 900456,vilma testesen,,,secret\n"
        "P3,,Ida,Opdigtet,,Olga Ny,,,secret\n",
        PARTICIPANTS,
    )
    assert result.imported == 3
    assert "Never read from a file: Ethnicity." in result.plan.remarks
    assert any("Olga Ny" in remark for remark in result.plan.remarks)
    rows = office.database.rows(
        "SELECT p.*, a.name AS coach FROM participant p JOIN adviser a ON a.id = p.coach_id"
        " ORDER BY p.reference"
    )
    assert [(row["preferred_name"], row["legal_name"], row["coach"]) for row in rows] == [
        ("Bo Testsen", "Robert Testsen", "Vilma Testesen"),
        ("Ann Invented", "", "Vilma Testesen"),
        ("Ida Opdigtet", "", "Olga Ny"),
    ]
    assert rows[0]["enrolled_on"] == date(2025, 12, 24).isoformat()
    assert rows[0]["stage"] == "referred"
    assert "secret" not in "".join(str(value) for row in rows for value in tuple(row))


@pytest.mark.parametrize(
    ("first", "second", "fate", "doubted"),
    [
        ("1,Ann Invented,07700 900123,,", "1,Other Name,,,", "double", False),
        (",Ann Invented,07700 900123,,", ",Invented Ann,+44 7700 900123,,", "double", False),
        (",Ann Invented,,a@example.org,", ",Ann Invented,,A@example.org,", "double", False),
        (",Ann Invented,07700 900123,,", ",Bo Invented,07700 900123,,", "new", True),
        (",Ann Invented,07700 900123,,", ",Ann Invented,07700 900456,,", "new", True),
        (",Ann Invented,,,Hull", ",Ann Invented,07700 900456,,", "double", False),
        (",Ann Invented,,,Hull", ",Ann Invented,,,York", "new", True),
        ("1,Ann Invented,,,", "2,Ann Invented,,,", "new", True),
    ],
)
def test_when_two_people_are_one(
    office: Office, tmp_path: Path, first: str, second: str, fate: str, doubted: bool
) -> None:
    headers = "Reference,Preferred name,Phone,Email,Town\n"
    plan = planned(office, tmp_path, f"{headers}{first}\n{second}\n", PARTICIPANTS)
    assert plan.rows[-1].fate.value == fate
    assert bool(plan.doubtful) == doubted
    brought(office, tmp_path, f"{headers}{first}\n", PARTICIPANTS)
    assert planned(office, tmp_path, f"{headers}{second}\n", PARTICIPANTS).rows[-1].fate == fate


def test_vacancies_find_their_employer_and_site(office: Office, tmp_path: Path) -> None:
    brought(
        office,
        tmp_path,
        "Reference,Name,Town,Postcode\nE1,Fjord Bakery Ltd,Hull,HU1 1AA\nE2,Hill Farm,York,\n"
        "E3,Twin,Hull,HU2 2AA\nE4,Twin,York,YO1 1AA\n",
    )
    result = brought(
        office,
        tmp_path,
        "Title,Employer,Employer reference,Site town,Posts,Hours,Pay,Kind,Closing date,Must-haves\n"
        "Baker,fjord bakery,,Hull,2,37.5,£12.60 an hour,Apprenticeship,24/12/2026,early;clean\n"
        "Farm hand,,E2,,,,,,,\n"
        "Clerk,Twin,,York,,,,,,\n"
        "Porter,Twin,,,,,,,,\n"
        "Cook,Unknown Inn,,,,,,,,\n"
        "Guard,Hill Farm,,,many,,lots,,,\n",
        VACANCIES,
    )
    assert (result.imported, result.plan.bad) == (3, 3)
    sentences = [row.why for row in result.plan.of(Fate.BAD)]
    assert "2 employers are called “Twin”" in sentences[0]
    assert "No employer called “Unknown Inn”" in sentences[1]
    assert len(result.plan.of(Fate.BAD)[2].faults) == 2
    rows = office.database.rows(
        "SELECT v.*, e.reference AS employer, s.town AS site FROM vacancy v"
        " JOIN employer e ON e.id = v.employer_id LEFT JOIN employer_site s ON s.id = v.site_id"
        " ORDER BY v.rowid"
    )
    assert [(row["title"], row["employer"], row["site"]) for row in rows] == [
        ("Baker", "E1", "Hull"),
        ("Farm hand", "E2", "York"),
        ("Clerk", "E4", "York"),
    ]
    baker = rows[0]
    assert (baker["posts"], baker["weekly_minutes"], baker["pay"]) == (2, 2250, 1260)
    assert (baker["kind"], baker["closes_on"]) == ("apprenticeship", "2026-12-24")
    assert (baker["must_haves"], baker["state"]) == ('["early","clean"]', "heard")


def test_the_same_vacancy_is_not_taken_twice(office: Office, tmp_path: Path) -> None:
    brought(office, tmp_path, "Name,Town\nFjord,Hull\n")
    text = "Title,Employer,Closing date\nBaker,Fjord,24/12/2026\n"
    brought(office, tmp_path, text, VACANCIES)
    plan = planned(
        office, tmp_path, text + "Baker,Fjord,31/12/2026\nBaker,Fjord,24.12.26\n", VACANCIES
    )
    assert [fate for _, fate in fates(plan)] == ["unchanged", "new", "unchanged"]


def test_nordic_caseloads_expect_nordic_postcodes(
    database: Database, me: Adviser, tmp_path: Path, clock: FixedClock
) -> None:
    from adviser_tui.config import Settings

    office = Office(database, Settings(region="denmark"))
    brought(office, tmp_path, "Virksomhed;Postnr;CVR\nFjord ApS;800;DK12345678\n")
    row = database.row("SELECT s.postcode, e.company_number FROM employer e JOIN employer_site s")
    assert tuple(row) == ("0800", "12345678")
