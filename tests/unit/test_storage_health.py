"""The examination finds what is wrong, says it in words, and has nothing to say otherwise."""

import os
import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from adviser_tui.clock import Clock, FixedClock
from adviser_tui.storage import health
from adviser_tui.storage.backup import back_up
from adviser_tui.storage.database import Database
from adviser_tui.storage.findings import Finding, Report
from adviser_tui.storage.health import doctor, open_check
from models.tables import Employer, Participant


@pytest.fixture
def worked_in(database: Database) -> Database:
    with database.write() as work:
        employer = work.add(Employer(name="Bageri Blåbær"))
        work.add(Participant(preferred_name="Ægir Prøvesen"))
    with database.write() as work:
        work.change(employer, name="Bageri Tyttebær")
    return database


@pytest.fixture
def closed(worked_in: Database) -> Path:
    worked_in.close()
    return worked_in.folder


def wrong(report: Report) -> dict[str, str]:
    return {each.subject: each.said for each in report.findings if each.grade == "bad"}


def change(folder: Path, *statements: str) -> None:
    with closing(sqlite3.connect(folder / "caseload.db", isolation_level=None)) as connection:
        for statement in statements:
            connection.execute(statement)


@pytest.mark.parametrize("thorough", [False, True])
def test_a_good_caseload_is_sound(worked_in: Database, thorough: bool) -> None:
    worked_in.clock = Clock()  # the triggers go by the machine's own clock
    back_up(worked_in)
    report = doctor(worked_in.folder, thorough=thorough)
    assert wrong(report) == {}
    assert report.is_sound
    warned = [each.subject for each in report.findings if each.grade == "warn"]
    assert warned == ["encryption"]
    assert report.grade == "warn"
    assert {each.subject for each in report.findings} >= {
        *("file", "location", "disk", "engine", "window", "modes", "encryption", "backup"),
        *("version", "triggers", "journal", "contents", "references", "history", "clock"),
    }
    assert all(each.said.endswith(".") for each in report.findings)
    assert all(each.to_do for each in report.findings if each.grade != "ok")


def test_it_says_whether_a_window_is_open(worked_in: Database) -> None:
    (found,) = doctor(worked_in.folder).about("window")
    assert "open in a window" in found.said
    worked_in.close()
    (found,) = doctor(worked_in.folder).about("window")
    assert "No other window" in found.said


def test_it_changes_nothing(closed: Path) -> None:
    before = {path: path.stat().st_mtime_ns for path in closed.glob("caseload.db")}
    content = (closed / "caseload.db").read_bytes()
    doctor(closed, thorough=True)
    assert {path: path.stat().st_mtime_ns for path in closed.glob("caseload.db")} == before
    assert (closed / "caseload.db").read_bytes() == content


def test_a_folder_without_a_caseload_is_no_disaster(folder: Path) -> None:
    report = doctor(folder)
    assert report.is_sound
    assert report.findings[0].to_do == "adviser init"
    assert not folder.exists()


def loosen(folder: Path) -> None:
    change(folder, "DROP TRIGGER keep_employer")


def dangle(folder: Path) -> None:
    change(
        folder,
        "DROP TRIGGER capture_update_employer",
        "UPDATE employer SET spoc_id = 'nobody'",
    )


def slip_in(folder: Path) -> None:
    change(
        folder,
        "DROP TRIGGER capture_insert_adviser",
        "INSERT INTO adviser (id, name, created_at, updated_at) VALUES ('x', 'x', '', '')",
    )


def forget(folder: Path) -> None:
    change(folder, "DELETE FROM change_record WHERE lseq = 2")


def cut_off(folder: Path) -> None:
    change(folder, "DELETE FROM change_record WHERE lseq = (SELECT MAX(lseq) FROM change_record)")


def orphan(folder: Path) -> None:
    change(folder, "DELETE FROM change_group WHERE g = 2")


def leave_half(folder: Path) -> None:
    change(folder, "UPDATE sync_state SET g = 9")


def lose_itself(folder: Path) -> None:
    change(folder, "DELETE FROM sync_state")


def scramble(folder: Path) -> None:
    path = folder / "caseload.db"
    with closing(sqlite3.connect(path)) as connection:
        page = connection.execute(
            "SELECT rootpage FROM sqlite_master WHERE name = 'participant'"
        ).fetchone()[0]
    content = bytearray(path.read_bytes())
    content[(page - 1) * 4096 : page * 4096] = b"\xfe" * 4096
    path.write_bytes(bytes(content))


def truncate(folder: Path) -> None:
    os.truncate(folder / "caseload.db", 10_000)


def overwrite(folder: Path) -> None:
    (folder / "caseload.db").write_bytes(b"a letter to somebody " * 400)


@pytest.mark.parametrize(
    ("harm", "subject", "words"),
    [
        (loosen, "triggers", "not the program's own"),
        (dangle, "references", "missing adviser"),
        (slip_in, "history", "1 rows of adviser have no record"),
        (forget, "history", "1 changes are missing"),
        (cut_off, "history", "ends at "),
        (orphan, "history", "belong to no action"),
        (leave_half, "history", "left half done"),
        (lose_itself, "history", "lost which device"),
        (scramble, "contents", "damaged"),
        (truncate, "contents", "damaged"),
        (overwrite, "contents", "may be damaged"),
        (overwrite, "encryption", "not the form of a caseload"),
    ],
)
def test_every_kind_of_harm_is_found(
    closed: Path, harm: Callable[[Path], None], subject: str, words: str
) -> None:
    harm(closed)
    found = wrong(doctor(closed))
    assert words in found[subject]


@pytest.mark.skipif(os.name != "posix", reason="Windows has no modes")
def test_open_modes_are_found(closed: Path) -> None:
    (closed / "caseload.db").chmod(0o644)
    assert "could be read by others" in wrong(doctor(closed))["modes"]


def test_changes_made_past_the_program_are_told(closed: Path) -> None:
    change(closed, "UPDATE employer SET name = 'x'")
    told = [each for each in doctor(closed).about("history") if each.grade == "warn"]
    assert "cannot be undone" in told[0].said


def test_an_old_backup_is_told(worked_in: Database, clock: FixedClock) -> None:
    assert doctor(worked_in.folder, clock).about("backup")[0].to_do == "adviser backup"
    back_up(worked_in)
    assert doctor(worked_in.folder, clock).about("backup")[0].grade == "ok"
    clock.at += timedelta(days=8)
    assert doctor(worked_in.folder, clock).about("backup")[0].grade == "warn"


def test_a_cloud_folder_is_told_with_the_reason_it_was_allowed_for(tmp_path: Path) -> None:
    cloudy = tmp_path / "Dropbox" / "caseload"
    Database(cloudy).open(allow_location="syncing is off").close()
    (told,) = doctor(cloudy).about("location")
    assert told.grade == "warn"
    assert "syncing is off" in told.said
    cloudy.rename(tmp_path / "Dropbox" / "other")
    assert doctor(tmp_path / "Dropbox" / "other").about("location")[0].grade == "bad"


def test_little_room_is_told(worked_in: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(health, "LITTLE_SPACE", 10**18)
    assert open_check(worked_in).about("disk")[0].grade == "warn"
    monkeypatch.setattr(health, "NO_SPACE", 10**18)
    assert open_check(worked_in).about("disk")[0].grade == "bad"


def test_the_quick_look_after_opening(worked_in: Database) -> None:
    assert open_check(worked_in).grade == "ok"


def test_the_quick_look_sees_harm(closed: Path) -> None:
    scramble(closed)
    with closing(Database(closed).open()) as database:
        assert "contents" in wrong(open_check(database))


def test_a_report_is_as_good_as_its_worst_finding() -> None:
    good, doubtful = Finding("ok", "a", "A."), Finding("warn", "b", "B.")
    assert Report(()).grade == "ok"
    assert Report((good, doubtful, good)).grade == "warn"
    assert Report((doubtful, Finding("bad", "c", "C."))).is_sound is False
