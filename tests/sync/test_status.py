"""What the line says of the exchange: never more than is certain."""

import json
import os
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from adviser_tui.errors import StorageError
from adviser_tui.services.sync.membership import FILE_NAME, Membership, MembershipFile
from adviser_tui.services.sync.progress import Progress, SyncDone
from adviser_tui.services.sync.status import SyncStatus

NOW = datetime(2026, 11, 20, 9, 45, tzinfo=UTC)
LAST = datetime(2026, 11, 20, 9, 41, tzinfo=UTC)
MINE = Membership("https://hub.example.org", "h", "d", 7, "u", "Vilma Testesen", token="secret-1")


def status(**more: object) -> SyncStatus:
    usual = {"is_joined": True, "last": LAST, "is_whole": True, "now": NOW}
    return SyncStatus(**{**usual, **more})  # type: ignore[arg-type]


def test_a_caseload_that_works_alone_says_nothing() -> None:
    assert SyncStatus(False).line() == ""


def test_synced_is_said_only_when_all_is_confirmed_and_here() -> None:
    assert status().line() == "synced 09:41 with the hub, 0 waiting"
    assert status(waiting=3).line() == "3 waiting · last synced 09:41"
    assert status(last=None).line() == "not everything is here yet · never synced"
    assert status(is_whole=False).line() == "not everything is here yet · last synced 09:41"
    assert status(waiting=3, last=None).line() == "3 waiting · never synced"
    for each in (status(waiting=1), status(last=None), status(is_whole=False)):
        assert not each.is_synced
        assert "synced 09:41 with" not in each.line()


def test_while_it_runs_the_line_says_how_far_it_is_and_not_that_it_is_synced() -> None:
    first = Progress("fetching", reached=63, known=100, is_first=True)
    assert status(progress=first, waiting=2).line() == "first sync 63 % · 2 waiting"
    assert not status(progress=first).is_synced
    assert status(progress=Progress("sending", sent=3, to_send=10)).line() == "sending 3 of 10"


def test_a_day_is_named_when_it_was_not_today() -> None:
    assert "yesterday 09:41" in status(last=LAST - timedelta(days=1)).line()


def test_decisions_and_a_wrong_clock_are_added() -> None:
    line = status(to_look_at=2, clock_ms=301_000).line()
    assert line == "2 to look at · synced 09:41 · this clock is 5 min behind"
    assert status(set_aside=1).line() == "1 to decide · synced 09:41"
    assert status(to_look_at=2, waiting=3).line() == "2 to look at · 3 waiting · last synced 09:41"
    assert "ahead" in status(clock_ms=-301_000).line()
    assert "clock" not in status(clock_ms=60_000).line()


def test_a_sync_that_left_something_is_not_called_synced() -> None:
    assert SyncDone(is_complete=True).is_synced
    assert not SyncDone(is_complete=True, waiting=1).is_synced
    assert not SyncDone().is_synced


def test_no_token_is_ever_shown() -> None:
    mine = replace(MINE, next_token="secret-2")
    assert "secret" not in f"{mine} {mine!r}"
    assert mine.shown_token == "secret-2"


def test_who_this_device_is_lies_in_a_private_file_and_keeps_what_newer_programs_put_there(
    tmp_path: Path,
) -> None:
    file = MembershipFile(tmp_path)
    assert file.read() is None
    file.write(MINE)
    if os.name == "posix":
        assert file.path.stat().st_mode & 0o077 == 0
    document = json.loads(file.path.read_text("utf-8"))
    document["from_the_future"] = {"a": 1}
    file.path.write_text(json.dumps(document), "utf-8")
    file.change(next_token="secret-2")
    found = file.read()
    assert found is not None
    assert (found.token, found.next_token, found.dev_no) == ("secret-1", "secret-2", 7)
    assert json.loads(file.path.read_text("utf-8"))["from_the_future"] == {"a": 1}
    assert sorted(each.name for each in tmp_path.iterdir()) == [FILE_NAME]


@pytest.mark.parametrize(
    "text", ["", "{", "[]", "{}", '{"url": 3, "dev_no": 1}', '{"dev_no": "x"}']
)
def test_a_damaged_file_is_told_and_left_alone(tmp_path: Path, text: str) -> None:
    file = MembershipFile(tmp_path)
    file.path.write_text(text, "utf-8")
    with pytest.raises(StorageError, match="join again with a new code"):
        file.read()
    assert file.path.read_text("utf-8") == text
