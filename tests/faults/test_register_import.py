"""However an import of a register ends, the one in use works and the new one can go on."""

import csv
import gzip
import random
import shutil
import signal
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable
from itertools import islice
from pathlib import Path

import pytest

from adviser_tui.errors import ImportFileError, StorageError
from adviser_tui.exchange.register.report import RegisterProgress
from adviser_tui.exchange.register.running import import_register
from adviser_tui.services.register.search import RegisterSearch
from adviser_tui.storage.register import building
from adviser_tui.storage.register.entry import RegisterEntry
from adviser_tui.storage.register.store import RegisterStore
from bench.make_register import write_register
from tests.faults.test_full_disk import fill, small_disk

IMPORTER = Path(__file__).parent / "register_importer.py"
ROWS = 12_000
PER_SAVE = 2_000
_ = small_disk


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "BasicCompanyDataAsOneFile-2026-11-01.csv"
    with path.open("wb") as out:
        write_register(out, ROWS, "uk")
    return path


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> RegisterStore:
    """Registers in a folder of their own, saved often."""
    monkeypatch.setattr(building, "LEAST_PART", PER_SAVE)
    monkeypatch.setattr(building, "MOST_PART", PER_SAVE)
    return RegisterStore(tmp_path / "register")


def kept(store: RegisterStore, file: Path) -> list[RegisterEntry]:
    """Return every 61st company of a file as the register gives it back."""
    search = RegisterSearch(store)
    with file.open(encoding="utf-8", newline="") as rows:
        found = [search.entry(row[1]) for row in islice(csv.reader(rows), 1, None, 61)]
    assert None not in found
    return [entry for entry in found if entry is not None]


def after(times: int) -> tuple[Callable[[RegisterProgress], None], Callable[[], bool]]:
    """Return what stops an import that asked so many times whether it is to stop."""
    calls = [0]

    def is_cancelled() -> bool:
        calls[0] += 1
        return calls[0] > times

    return (lambda so_far: None), is_cancelled


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no kill -9")
def test_killed_at_random_moments_it_ends_as_if_it_never_was(
    file: Path, store: RegisterStore, tmp_path: Path
) -> None:
    chance = random.Random(9)
    ended, kills = "", 0
    while not ended and kills < 60:
        process = subprocess.Popen(
            [sys.executable, str(IMPORTER), str(file), str(store.folder), str(PER_SAVE)],
            stdout=subprocess.PIPE,
            text=True,
        )
        assert process.stdout is not None
        assert process.stdout.readline() == "begun\n"
        # Later ones get more time, so that even a slow machine comes to an end.
        time.sleep(chance.uniform(0.05, 0.4 + kills * 0.25))
        process.send_signal(signal.SIGKILL)
        ended = process.communicate()[0]
        kills += 1
        assert (store.status("uk") is None) == (not ended)
    assert ended.startswith(f"done {ROWS} ")
    assert kills > 1
    straight = RegisterStore(tmp_path / "straight")
    import_register(file, straight)
    assert kept(store, file) == kept(straight, file)
    assert store.unfinished() is None


@pytest.mark.parametrize("packing", ["plain", "gz", "zip"])
def test_stopped_and_taken_up_again_and_again(
    file: Path, store: RegisterStore, tmp_path: Path, packing: str
) -> None:
    given = file
    if packing == "gz":
        given = file.with_suffix(".gz")
        given.write_bytes(gzip.compress(file.read_bytes()))
    if packing == "zip":
        given = file.with_suffix(".zip")
        text = file.read_text().splitlines(keepends=True)
        with zipfile.ZipFile(given, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("part1.csv", "".join(text[:5_001]))
            archive.writestr("part2.csv", "".join([text[0], *text[5_001:]]))
    for _ in range(40):
        report = import_register(given, store, *after(4 if packing == "plain" else 9))
        if not report.cancelled:
            break
        assert store.status("uk") is None
    assert report.resumed_at > 0
    assert not report.cancelled
    assert (report.rows, report.entries, report.bad) == (ROWS, ROWS, 0)
    straight = RegisterStore(tmp_path / "straight")
    import_register(file, straight)
    assert kept(store, file) == kept(straight, file)


def test_the_old_register_works_until_the_new_one_is_whole(
    file: Path, store: RegisterStore
) -> None:
    import_register(file, store)
    before = kept(store, file)
    newer = file.with_name("BasicCompanyDataAsOneFile-2026-12-01.csv")
    shutil.copy(file, newer)
    report = import_register(newer, store, *after(3))
    assert report.cancelled
    assert kept(store, file) == before
    status = store.status("uk")
    assert status is not None
    assert status.file_name == file.name
    import_register(newer, store)
    status = store.status("uk")
    assert status is not None
    assert status.file_name == newer.name


def test_a_file_that_changed_meanwhile_begins_anew_and_says_so(
    file: Path, store: RegisterStore
) -> None:
    assert import_register(file, store, *after(3)).cancelled
    with file.open("ab") as out:
        out.write(b"half a row\n")
    report = import_register(file, store)
    assert report.resumed_at == 0
    assert (report.entries, report.bad) == (ROWS, 1)
    assert "was given up" in report.remarks[0]


def test_a_file_that_lies_elsewhere_now_is_gone_on_with(
    file: Path, store: RegisterStore, tmp_path: Path
) -> None:
    assert import_register(file, store, *after(3)).cancelled
    (tmp_path / "stick").mkdir()
    moved = shutil.move(file, tmp_path / "stick" / file.name)
    assert import_register(Path(moved), store).resumed_at > 0


def test_a_file_that_vanishes_while_it_is_read(file: Path, store: RegisterStore) -> None:
    import_register(file, store)
    newer = file.with_name("BasicCompanyDataAsOneFile-2026-12-01.csv")
    shutil.copy(file, newer)

    def pull_out(so_far: RegisterProgress) -> None:
        newer.unlink(missing_ok=True)

    with pytest.raises(StorageError, match="what was read already is kept"):
        import_register(newer, store, pull_out)
    status = store.status("uk")
    assert status is not None
    assert status.file_name == file.name


def test_a_file_that_grows_while_it_is_read_is_not_taken(file: Path, store: RegisterStore) -> None:
    def grow(so_far: RegisterProgress) -> None:
        if so_far.step == "finishing":
            with file.open("ab") as out:
                out.write(b"x")

    with pytest.raises(ImportFileError, match="was changed while it was read"):
        import_register(file, store, grow)
    assert store.status("uk") is None
    assert store.unfinished("uk") is None


def test_a_file_without_a_company_does_not_take_the_place_of_one_with(
    file: Path, store: RegisterStore
) -> None:
    import_register(file, store)
    empty = file.with_name("empty.csv")
    empty.write_bytes(file.read_bytes().partition(b"\n")[0] + b"\n")
    with pytest.raises(ImportFileError, match="holds no company"):
        import_register(empty, store)
    status = store.status("uk")
    assert status is not None
    assert status.entries == ROWS


def test_a_full_disk_is_said_and_the_import_goes_on_when_there_is_room(
    file: Path, small_disk: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(building, "LEAST_PART", PER_SAVE)
    monkeypatch.setattr(building, "MOST_PART", PER_SAVE)
    store = RegisterStore(small_disk / "register")
    taken = fill(small_disk, leave=300_000)
    with pytest.raises(StorageError, match="disk is full"):
        import_register(file, store)
    taken.unlink()
    assert import_register(file, store).entries == ROWS
