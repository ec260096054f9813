"""One sync after the other between a hub and its caseloads, whatever comes in between."""

import shutil
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from adviser_tui.clock import FixedClock
from adviser_tui.errors import RuleError, SyncError
from adviser_tui.hub import people
from adviser_tui.hub.backup import back_up
from adviser_tui.hub.restoring import restore
from adviser_tui.services.sync.membership import MembershipFile
from adviser_tui.services.sync.progress import Progress
from adviser_tui.services.sync.stops import BusyError
from adviser_tui.sync.transport import HubRefusedError, HubUnreachableError
from tests.sync.desks import (
    ADDRESS,
    Team,
    a_team,
    add_person,
    change,
    sync,
    value,
)
from tests.sync.founded import HOUR


@pytest.fixture
def team(tmp_path: Path, clock: FixedClock) -> Iterator[Team]:
    made = a_team(tmp_path, clock)
    yield made
    made.close()


def test_two_laptops_come_together(team: Team) -> None:
    vilma, jonas = team.joined("Vilma Testesen"), team.joined("Jonas Eksempel")
    amira = add_person(vilma, "Amira")
    assert vilma.sync.should_offer_sync()
    assert "waiting" in vilma.sync.line()
    assert sync(vilma).sent > 0
    assert not vilma.sync.should_offer_sync()
    assert vilma.sync.line() == "synced 09:30 with the hub, 0 waiting"
    assert sync(jonas).fetched > 0
    change(jonas, amira, phone="0113 496 0123")
    sync(jonas)
    sync(vilma)
    assert value(vilma, amira, "phone") == "0113 496 0123"


def test_a_second_laptop_joins_in_an_empty_folder_and_has_everything(team: Team) -> None:
    vilma = team.joined("Vilma Testesen")
    amira = add_person(vilma, "Amira")
    sync(vilma)
    second = team.desk("second")
    with team.founded.transaction() as t:
        whose = people.account_called(t, "Vilma Testesen")
    joined = second.sync.join(ADDRESS, team.founded.code(whose))
    assert (joined.user_name, joined.teams) == ("Vilma Testesen", ("Fjord",))
    heard: list[Progress] = []
    second.sync.now(heard.append)
    assert value(second, amira, "name") == "Amira"
    assert second.identity.who().name == "Vilma Testesen"
    fetching = [each for each in heard if each.phase == "fetching" and each.known]
    assert fetching[-1].share == 1.0
    assert fetching[-1].is_first


def test_nothing_is_called_synced_before_the_hub_has_said_so(team: Team) -> None:
    vilma = team.joined("Vilma Testesen")
    sync(vilma)
    wire = team.wired(vilma)
    add_person(vilma, "Amira")
    wire.is_down = True
    with pytest.raises(HubUnreachableError):
        vilma.sync.now()
    status = vilma.sync.status()
    assert not status.is_synced
    assert status.trouble
    assert "waiting · last synced" in status.line()
    wire.is_down = False
    sync(vilma)
    assert vilma.sync.status().trouble == ""


@pytest.mark.parametrize("lost", ["push", "pull"])
def test_a_lost_answer_changes_nothing_in_the_end(team: Team, lost: str) -> None:
    vilma, jonas = team.joined("Vilma Testesen"), team.joined("Jonas Eksempel")
    amira = add_person(vilma, "Amira")
    team.wired(vilma).lose_reply_of.append(lost)
    with pytest.raises(HubUnreachableError):
        vilma.sync.now()
    assert not vilma.sync.status().is_synced
    sync(vilma)
    sync(jonas)
    assert value(jonas, amira, "name") == "Amira"


def test_stopping_leaves_what_was_confirmed_confirmed(team: Team) -> None:
    vilma = team.joined("Vilma Testesen")
    add_person(vilma, "Amira")
    wire = team.wired(vilma)
    done = vilma.sync.now(is_cancelled=lambda: "push" in wire.asked)
    assert done.is_stopped
    assert not done.is_synced
    assert not vilma.sync.status().is_synced
    assert vilma.sync.status().trouble == ""
    sync(vilma)


def test_the_hub_is_greeted_once_a_day_and_another_hub_is_refused(team: Team) -> None:
    vilma = team.joined("Vilma Testesen")
    wire = team.wired(vilma)
    wire.asked.clear()
    sync(vilma)
    sync(vilma)
    assert wire.asked.count("hello") == 1
    now = vilma.sync.wall_ms()
    vilma.sync.wall_ms = lambda: now + 25 * HOUR
    sync(vilma)
    assert wire.asked.count("hello") == 2
    other = a_team(team.folder / "other", FixedClock(team.clock.now()))
    try:
        vilma.sync.wall_ms = lambda: now + 51 * HOUR
        add_person(vilma, "Amira")
        team.wired(vilma).hub = other.hub
        with pytest.raises(SyncError, match="Another hub answers"):
            vilma.sync.now()
        assert vilma.sync.waiting.count() > 0
    finally:
        other.close()


def test_a_token_is_renewed_after_a_month_and_the_old_one_helps_out(team: Team) -> None:
    vilma = team.joined("Vilma Testesen")
    wire = team.wired(vilma)
    file = MembershipFile(vilma.database.folder)
    sync(vilma)
    before = file.read()
    now = vilma.sync.wall_ms()
    vilma.sync.wall_ms = lambda: now + 31 * 24 * HOUR
    sync(vilma)
    after = file.read()
    assert before is not None
    assert after is not None
    assert before.token != after.token
    assert after.next_token == ""
    assert wire.tokens[-1] == after.token
    # A new token that the hub never heard of: the old one is shown once more.
    file.change(next_token="never-given-out-never-given-out")
    sync(vilma)
    found = file.read()
    assert found is not None
    assert (found.token, found.next_token) == (after.token, "")


def test_a_new_token_whose_answer_was_lost_locks_nobody_out(team: Team) -> None:
    vilma = team.joined("Vilma Testesen")
    sync(vilma)
    now = vilma.sync.wall_ms()
    vilma.sync.wall_ms = lambda: now + 31 * 24 * HOUR
    team.wired(vilma).lose_reply_of.append("token")
    with pytest.raises(HubUnreachableError):
        vilma.sync.now()
    sync(vilma)
    sync(vilma)


def test_a_laptop_put_back_to_a_backup_goes_on_under_a_new_number(team: Team) -> None:
    from adviser_tui.storage import backup as device_backup
    from adviser_tui.storage import restore as device_restore

    vilma, jonas = team.joined("Vilma Testesen"), team.joined("Jonas Eksempel")
    amira = add_person(vilma, "Amira")
    sync(vilma)
    backup = device_backup.back_up(vilma.database)
    change(vilma, amira, phone="0113 496 0123")
    sync(vilma)
    folder, number = vilma.database.folder, _number(vilma.database.folder)
    vilma.close()
    team.desks.remove(vilma)
    device_restore.restore(backup, folder)
    again = team.desk(folder.name)
    bo = add_person(again, "Bo")
    sync(again)
    assert _number(folder) != number
    sync(jonas)
    assert value(jonas, bo, "name") == "Bo"
    assert value(again, amira, "phone") == "0113 496 0123"


def test_a_copied_laptop_gets_a_number_of_its_own(team: Team) -> None:
    vilma = team.joined("Vilma Testesen")
    add_person(vilma, "Amira")
    sync(vilma)
    vilma.database.close()
    shutil.copytree(vilma.database.folder, team.folder / "copy")
    vilma.close()
    team.desks.remove(vilma)
    first, second = team.desk("Vilma Testesen"), team.desk("copy")
    one, two = add_person(first, "Cato"), add_person(second, "Dina")
    sync(first)
    sync(second)
    sync(first)
    sync(second)
    assert value(first, two, "name") == "Dina"
    assert value(second, one, "name") == "Cato"
    assert _number(first.database.folder) != _number(second.database.folder)


def _number(folder: Path) -> int:
    mine = MembershipFile(folder).read()
    assert mine is not None
    return mine.dev_no


def test_a_caseload_that_works_alone_says_how_to_join(team: Team) -> None:
    office = team.desk("alone")
    with pytest.raises(SyncError, match="adviser join"):
        office.sync.now()
    assert not office.sync.should_offer_sync()
    assert not office.sync.hurry()


def test_a_busy_hub_is_told_apart_and_waited_for(team: Team) -> None:
    vilma = team.joined("Vilma Testesen")
    wire = team.wired(vilma)
    refusals = [HubRefusedError("busy", status=503, code="busy", retry_after=900)]

    class Busy:
        def call(self, name, body, token=""):  # type: ignore[no-untyped-def]
            if refusals:
                raise refusals.pop()
            return wire.call(name, body, token)

    vilma.sync.connect = lambda _url, _ca: Busy()
    with pytest.raises(BusyError) as told:
        vilma.sync.now()
    assert told.value.retry_after == 900
    sync(vilma)


def test_beside_the_work_a_save_is_sent_and_the_screen_is_told(team: Team) -> None:
    vilma = team.joined("Vilma Testesen")
    through = threading.Event()
    vilma.sync.when_changed = lambda: through.set() if vilma.sync.status().is_synced else None
    amira = add_person(vilma, "Amira")
    assert vilma.sync.hurry()
    assert through.wait(timeout=60)
    jonas = team.joined("Jonas Eksempel")
    sync(jonas)
    assert value(jonas, amira, "name") == "Amira"
    vilma.sync.close()
    assert vilma.sync.progress is None


def test_one_sync_at_a_time(team: Team) -> None:
    vilma = team.joined("Vilma Testesen")
    seen: list[str] = []

    def again(_: Progress) -> None:
        try:
            vilma.sync.now()
        except RuleError as error:
            seen.append(str(error))

    vilma.sync.now(again)
    assert seen
    assert set(seen) == {"A sync is under way already. Wait for it."}


def test_a_caseload_can_be_used_while_its_first_sync_runs(team: Team) -> None:
    vilma = team.joined("Vilma Testesen")
    for number in range(30):
        add_person(vilma, f"Sample {number}")
    sync(vilma)
    jonas = team.joined("Jonas Eksempel")
    made: list[str] = []

    def meanwhile(far: Progress) -> None:
        if far.phase == "fetching" and not made:
            made.append(add_person(jonas, "Amira"))

    done = jonas.sync.now(meanwhile)
    assert done.is_synced
    assert value(jonas, made[0], "name") == "Amira"
    sync(vilma)
    assert value(vilma, made[0], "name") == "Amira"


def test_a_hub_put_back_to_a_backup_gets_back_what_it_lost(team: Team) -> None:
    vilma, jonas = team.joined("Vilma Testesen"), team.joined("Jonas Eksempel")
    amira = add_person(vilma, "Amira")
    sync(vilma)
    sync(jonas)
    hub = team.founded
    made = back_up(hub.store, team.folder / "backups", hub.now)
    bo = add_person(vilma, "Bo")
    change(vilma, amira, phone="0113 496 0123")
    sync(vilma)
    change(jonas, amira, town="Leeds")
    sync(jonas)
    restore(made.file, hub.store, hub.act)
    for is_told in (True, False):
        for office in (vilma, jonas):
            done = sync(office)
            assert ("once the others have synced" in " ".join(done.remarks)) is is_told
            assert done.left == 0
    for office in (vilma, jonas):
        assert value(office, bo, "name") == "Bo"
        assert value(office, amira, "phone") == "0113 496 0123"
        assert value(office, amira, "town") == "Leeds"
    assert vilma.sync.conflicts.rows() == ()


def test_somebody_who_moved_to_another_team_records_for_that_one(team: Team) -> None:
    vilma, else_ = team.joined("Vilma Testesen"), team.joined("Else Prøve")
    sync(vilma)
    hub = team.founded
    with hub.transaction() as t:
        other = people.add_team(t, hub.act, "Elv")
        for name in ("Vilma Testesen", "Else Prøve"):
            whose = people.account_called(t, name)
            people.change_account(t, hub.act, whose, members=[other])
    sync(vilma)
    mine = vilma.sync.membership
    assert mine is not None
    assert [each["name"] for each in mine.teams] == ["Elv"]
    bo = add_person(vilma, "Bo")
    sync(vilma)
    assert vilma.sync.waiting.issues() == ()
    sync(else_)
    assert value(else_, bo, "name") == "Bo"


def test_what_somebody_may_not_record_is_set_aside_for_the_lead(team: Team) -> None:
    vilma = team.joined("Vilma Testesen", "reader")
    assert vilma.sync.status().role == "reader"
    amira = add_person(vilma, "Amira")
    sync(vilma)
    (issue, *_) = vilma.sync.waiting.issues()
    assert (issue.state, issue.row_id) == ("set aside", amira)
    assert "to look at" in vilma.sync.line()
    vilma.sync.waiting.looked_at()
    assert "to look at" not in vilma.sync.line()
