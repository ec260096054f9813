"""What happens to files, disks and clocks: it is told in a sentence, and nothing is lost by it."""

import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import nullcontext
from pathlib import Path

import pytest

from adviser_tui.clock import FixedClock
from adviser_tui.errors import AdviserError, StorageError, SyncError
from adviser_tui.hub import people
from adviser_tui.hub.tidying import tidy
from adviser_tui.services.office import Office
from adviser_tui.services.sync.membership import MembershipFile
from adviser_tui.storage.sync.troubles import SweepRefusedError
from tests.faults.run import like_an_ordinary_user
from tests.faults.test_full_disk import fill, small_disk
from tests.sync.desks import ADDRESS, Team, a_team, add_person, change, sync, value

__all__ = ["small_disk"]

YEAR_1970, YEAR_2099 = 1_000_000, 4_086_000_000_000


@pytest.fixture
def team(tmp_path: Path, clock: FixedClock) -> Iterator[Team]:
    made = a_team(tmp_path, clock)
    yield made
    made.close()


def code_for(team: Team, name: str) -> str:
    with team.founded.transaction() as t:
        whose = people.account_called(t, name)
    return team.founded.code(whose)


def reopened(team: Team, office: Office) -> Office:
    folder = office.database.folder
    office.close()
    team.desks.remove(office)
    return team.desk(folder.name)


@pytest.mark.parametrize("wrong", [YEAR_1970, YEAR_2099])
def test_a_hub_with_a_wrong_clock_loses_nothing_and_goes_on_once_it_is_right(
    team: Team, wrong: int
) -> None:
    vilma, jonas = team.joined("Vilma Testesen"), team.joined("Jonas Eksempel")
    amira = add_person(vilma, "Amira")
    sync(vilma)
    sync(jonas)
    right = team.founded.now
    team.founded.now = wrong
    bo = add_person(vilma, "Bo")
    change(jonas, amira, phone="0113 496 0001")
    for office in (vilma, jonas):
        # A hub that believes it is far later takes every device for one that was long away.
        with nullcontext() if wrong < right else pytest.raises(SyncError, match="new code"):
            office.sync.now()
    tidy(team.hub)
    team.founded.now = right
    for office in (vilma, jonas, vilma, jonas):
        sync(office)
    for office in (vilma, jonas):
        assert value(office, bo, "name") == "Bo"
        assert value(office, amira, "phone") == "0113 496 0001"
    change(vilma, amira, phone="0113 496 0002")
    sync(vilma)
    sync(jonas)
    assert value(jonas, amira, "phone") == "0113 496 0002"
    assert jonas.sync.conflicts.rows() == ()


@pytest.mark.parametrize("found", [None, "", '{"dev_no": ', '{"dev_no": "x"}'])
def test_who_lost_their_membership_joins_again_and_delivers_what_waits(
    team: Team, found: str | None
) -> None:
    vilma, jonas = team.joined("Vilma Testesen"), team.joined("Jonas Eksempel")
    add_person(vilma, "Amira")
    sync(vilma)
    bo = add_person(vilma, "Bo")
    file = MembershipFile(vilma.database.folder).path
    file.unlink()
    if found is not None:
        file.write_text(found)
    vilma = reopened(team, vilma)
    with pytest.raises(AdviserError) as told:
        vilma.sync.now()
    assert "join" in str(told.value)
    assert value(vilma, bo, "name") == "Bo"
    file.unlink(missing_ok=True)
    again = vilma.sync.join(ADDRESS, code_for(team, "Vilma Testesen"))
    assert again.is_again
    sync(vilma)
    sync(jonas)
    assert value(jonas, bo, "name") == "Bo"


def test_the_membership_of_another_hub_is_not_taken_for_ours(team: Team) -> None:
    vilma = team.joined("Vilma Testesen")
    bo = add_person(vilma, "Bo")
    mine = MembershipFile(vilma.database.folder).path
    own = mine.read_bytes()
    other = a_team(team.folder / "other", FixedClock(team.clock.now()))
    try:
        stranger = other.joined("Vilma Testesen")
        mine.write_bytes(MembershipFile(stranger.database.folder).path.read_bytes())
        team.wired(vilma).hub = other.hub
        with pytest.raises(SyncError, match="another hub"):
            vilma.sync.now()
        assert vilma.sync.waiting.count() > 0
        with other.founded.store.reading() as t:
            assert not t.rows("SELECT 1 FROM row_state WHERE entity = 'participant'")
    finally:
        other.close()
    mine.write_bytes(own)
    team.wired(vilma).hub = team.hub
    sync(vilma)
    assert value(vilma, bo, "name") == "Bo"


def test_an_emptied_hub_takes_nothing_away_until_somebody_says_so(team: Team) -> None:
    vilma, jonas = team.joined("Vilma Testesen"), team.joined("Jonas Eksempel")
    made = [add_person(vilma, f"Sample {number}") for number in range(5)]
    sync(vilma)
    sync(jonas)
    with team.founded.transaction() as t:
        rows = "SELECT id FROM row_state WHERE entity <> 'adviser'"
        t.run(f"DELETE FROM feed WHERE row_id IN ({rows})")
        t.run("DELETE FROM row_state WHERE entity <> 'adviser'")
        t.run("UPDATE hub_state SET restore_counter = restore_counter + 1")
    with pytest.raises(SweepRefusedError, match="adviser sync allow"):
        jonas.sync.now()
    for _ in range(2):
        with pytest.raises(SweepRefusedError):
            jonas.sync.now()
    assert [value(jonas, each, "name") for each in made]
    assert jonas.sync.allow_sweep() >= len(made)
    sync(jonas)


def test_two_programs_do_not_sync_the_same_folder(team: Team) -> None:
    vilma = team.joined("Vilma Testesen")
    bo = add_person(vilma, "Bo")
    done = subprocess.run(
        [
            *(sys.executable, "-m", "adviser_tui", "sync", "--json"),
            *("--data-dir", str(vilma.database.folder)),
        ],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 3
    assert "another window" in json.loads(done.stdout)["error"]
    sync(vilma)
    assert value(vilma, bo, "name") == "Bo"


def test_a_full_disk_under_a_device_stops_its_sync_and_loses_nothing(
    team: Team, small_disk: Path
) -> None:
    jonas = team.joined("Jonas Eksempel")
    vilma = team.desk(str(small_disk / "caseload"))
    code = team.founded.code(team.founded.person("Vilma Testesen"))
    vilma.sync.join(ADDRESS, code)
    bo = add_person(vilma, "Bo")
    sync(vilma)
    many = [add_person(jonas, f"Sample {n}", goal="x" * 4_000) for n in range(60)]
    sync(jonas)
    other = fill(small_disk, leave=40_000)
    with pytest.raises(StorageError):
        vilma.sync.now()
    assert value(vilma, bo, "name") == "Bo"
    other.unlink()
    sync(vilma)
    assert value(vilma, many[-1], "name") == "Sample 59"


def test_a_full_disk_under_the_hub_is_told_and_nothing_counts_as_sent(
    tmp_path: Path, clock: FixedClock, small_disk: Path
) -> None:
    team = a_team(small_disk, clock)
    team.folder = tmp_path
    try:
        vilma = team.joined("Vilma Testesen")
        sync(vilma)
        other = fill(small_disk, leave=20_000)
        made = [add_person(vilma, f"Sample {n}", goal="x" * 4_000) for n in range(40)]
        with pytest.raises(SyncError):
            vilma.sync.now()
        assert vilma.sync.waiting.count() >= len(made)
        other.unlink()
        sync(vilma)
        jonas = team.joined("Jonas Eksempel")
        sync(jonas)
        assert value(jonas, made[-1], "name") == "Sample 39"
    finally:
        team.close()


@pytest.mark.skipif(sys.platform == "win32", reason="modes hold on POSIX systems")
def test_a_folder_that_may_only_be_read_is_told_and_loses_nothing(team: Team) -> None:
    vilma = team.joined("Vilma Testesen")
    bo = add_person(vilma, "Bo")
    folder = vilma.database.folder
    vilma.close()
    team.desks.remove(vilma)
    for path in (folder, *folder.rglob("*")):
        path.chmod(0o500 if path.is_dir() else 0o400)
    done = subprocess.run(
        [sys.executable, "-m", "adviser_tui", "sync", "--json", "--data-dir", str(folder)],
        capture_output=True,
        text=True,
        check=False,
        preexec_fn=like_an_ordinary_user,
    )
    for path in (folder, *folder.rglob("*")):
        path.chmod(0o700 if path.is_dir() else 0o600)
    assert done.returncode in (1, 3), done.stderr
    assert json.loads(done.stdout)["error"]
    again = team.desk(folder.name)
    assert again.sync.waiting.count() > 0
    sync(again)
    assert value(again, bo, "name") == "Bo"
