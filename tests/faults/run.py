"""Starting the writer as a process of its own, and looking at what it left behind."""

import ctypes
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from adviser_tui.storage.database import Database
from adviser_tui.storage.health import doctor

_CAPBSET_DROP = 24
_DAC_OVERRIDE, _DAC_READ_SEARCH, _FOWNER = 1, 2, 3
WRITER = Path(__file__).parent / "writer.py"


@contextmanager
def writer(
    folder: Path, name: str, limit: int | None = None, before: Callable[[], None] | None = None
) -> Iterator[subprocess.Popen[str]]:
    """Start the writer; it is killed at the end at the latest."""
    command = [sys.executable, str(WRITER), str(folder), name]
    process = subprocess.Popen(
        [*command, *([] if limit is None else [str(limit)])],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        preexec_fn=before,
    )
    try:
        yield process
    finally:
        process.kill()
        process.communicate()


def like_an_ordinary_user() -> None:
    """Let modes hold for root as well, in a process that is about to begin (Linux)."""
    if os.geteuid() == 0:
        libc = ctypes.CDLL(None)
        for capability in (_DAC_OVERRIDE, _DAC_READ_SEARCH, _FOWNER):
            libc.prctl(_CAPBSET_DROP, capability, 0, 0, 0)


def saved_in(output: str) -> list[str]:
    """Return what the writer was told is saved; a line cut off by the kill was not told."""
    lines = output[: output.rfind("\n") + 1].splitlines()
    return [line.removeprefix("saved ") for line in lines if line.startswith("saved ")]


def is_whole(folder: Path) -> set[str]:
    """Check that no action in the caseload is split and return their names."""
    with closing(Database(folder).open()) as database:
        employers = {row[0] for row in database.rows("SELECT name FROM employer")}
        people = {row[0] for row in database.rows("SELECT preferred_name FROM participant")}
        steps = {row[0] for row in database.rows("SELECT what FROM follow_up")}
        assert employers == people == steps
        # The change of each step stands exactly where its making does.
        split = "SELECT what FROM follow_up WHERE (moves = 1) IS NOT (void_reason IS NULL)"
        assert database.rows(split) == []
        sizes = database.rows(
            "SELECT count(*) FROM change_record JOIN change_group USING (g) "
            "WHERE kind = 'act' GROUP BY g"
        )
        # An employer, a participant with the beginning of their way, a step and its change.
        assert {row[0] for row in sizes} <= {5}
        assert len(sizes) == len(employers)
        # A void or its taking back belongs to an undo or redo that is whole.
        live = database.row(
            "SELECT (SELECT count(*) FROM employer WHERE void_reason IS NULL), "
            "(SELECT count(*) FROM participant WHERE void_reason IS NULL), "
            "(SELECT count(*) FROM follow_up WHERE void_reason IS NULL)"
        )
        assert len(set(live)) == 1
    found = doctor(folder, thorough=True).findings
    assert [each for each in found if each.grade == "bad" and each.subject != "disk"] == []
    return employers
