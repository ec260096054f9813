"""What the program does for a caseload by itself after a start."""

import os
from pathlib import Path
from typing import TYPE_CHECKING

from adviser_tui.paths import backups_dir
from adviser_tui.services.demo import make_demo
from adviser_tui.services.office import Office
from adviser_tui.services.upkeep import look_after

if TYPE_CHECKING:
    from adviser_tui.storage.database import Database
    from models.tables import Adviser


def test_a_day_gets_one_backup(database: "Database", me: "Adviser", folder: Path) -> None:
    office = Office(database)
    assert look_after(office) == ()
    assert look_after(office) == ()
    assert [path.name for path in backups_dir(folder).iterdir()] == ["caseload-2026-11-20.db"]


def test_nobody_and_invented_people_need_none(database: "Database", folder: Path) -> None:
    office = Office(database)
    assert look_after(office) == ()
    make_demo(database, 1, "small", office.desk.today)
    assert look_after(office) == ()
    assert not backups_dir(folder).exists()


def test_what_keeps_a_backup_from_being_made_is_said(
    database: "Database", me: "Adviser", folder: Path
) -> None:
    backups_dir(folder).write_text("in the way")
    (said,) = look_after(Office(database))
    assert "was not touched" in said


def test_a_damaged_file_is_told_and_not_backed_up(
    database: "Database", me: "Adviser", folder: Path
) -> None:
    database.close()
    with (folder / "caseload.db").open("r+b") as file:
        file.seek(4096)
        file.write(os.urandom(4096 * 40))
    from adviser_tui.storage.database import Database

    damaged = Database(folder, database.clock)
    damaged.visiting = True  # what is damaged may not open for writing at all
    try:
        said = look_after(Office(damaged))
    finally:
        damaged.close()
    assert any("adviser restore" in each for each in said)
    assert not backups_dir(folder).exists()
