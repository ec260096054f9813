"""`adviser find` where the national register beside the caseload cannot be searched."""

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from adviser_tui.cli.parser import build_parser
from adviser_tui.errors import StorageError
from adviser_tui.services.employers.drafts import EmployerDraft
from adviser_tui.services.office import Office
from adviser_tui.storage.register.store import FOLDER
from tests.register_case import companies, made

if TYPE_CHECKING:
    from adviser_tui.storage.database import Database
    from models.tables import Adviser


def run(*words: str) -> int:
    args = build_parser().parse_args(["find", *words])
    return int(args.run(args))


def test_a_damaged_register_keeps_nobody_from_finding_their_own(
    database: "Database", me: "Adviser", capsys: pytest.CaptureFixture[str]
) -> None:
    office = Office(database)
    office.employers.add(EmployerDraft("Tallow Bakery Ltd"))
    office.search.stop()
    store = made(Path(database.folder, FOLDER), companies(["Tallow Mills"]))
    for path in store.folder.glob("*/*.term"):
        path.write_bytes(path.read_bytes()[:-1])

    assert run("tallow") == 0
    told = capsys.readouterr()
    assert told.out.startswith("Tallow Bakery Ltd")
    assert "register's files are damaged" in told.err
    with pytest.raises(StorageError, match="damaged"):
        run("--kind", "register", "tallow")
