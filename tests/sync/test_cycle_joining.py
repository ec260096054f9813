"""Joining a hub: finished where it was torn off, refused where it would do harm."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from adviser_tui.clock import FixedClock
from adviser_tui.errors import RuleError
from adviser_tui.services.sync.membership import Membership, MembershipFile
from adviser_tui.services.sync.stops import ShutOutError
from adviser_tui.sync.transport import HubUnreachableError
from tests.sync.desks import ADDRESS, Team, a_team, sync


@pytest.fixture
def team(tmp_path: Path, clock: FixedClock) -> Iterator[Team]:
    made = a_team(tmp_path, clock)
    yield made
    made.close()


def test_joining_that_was_torn_off_is_finished_by_the_next_sync(team: Team) -> None:
    vilma = team.desk("Vilma")
    grant = team.founded.join(team.founded.person("Vilma Testesen"))
    file = MembershipFile(vilma.database.folder)
    vilma.sync.join(ADDRESS, team.founded.code(team.founded.person("Helper")))
    file.remove()
    vilma.close()
    team.desks.remove(vilma)
    shutil.rmtree(vilma.database.folder)
    again = team.desk("Vilma")
    user = grant["user"]
    kept = {name: each for name, each in grant.items() if name != "token"}
    file.write(
        Membership(
            ADDRESS,
            grant["hub_id"],
            grant["device_id"],
            grant["dev_no"],
            user["id"],
            user["name"],
            user["role"],
            tuple(grant["teams"]),
            grant["token"],
            hub_key=grant["hub_key"],
            grant={**kept, "how": "join"},
        )
    )
    sync(again)
    mine = file.read()
    assert mine is not None
    assert not mine.grant
    assert again.identity.who().name == "Vilma Testesen"


def test_another_hub_for_the_same_caseload_is_refused_kindly(team: Team) -> None:
    vilma = team.joined("Vilma Testesen")
    mine = MembershipFile(vilma.database.folder).path.read_bytes()
    other = a_team(team.folder / "other", FixedClock(team.clock.now()))
    try:
        code = other.founded.code(other.founded.person("Vilma Testesen"))
        team.wired(vilma).hub = other.hub
        with pytest.raises(RuleError, match="belongs to one hub alone"):
            vilma.sync.join("https://other.example.org", code)
        # The code was not used up.
        fresh = other.desk("fresh")
        fresh.sync.join("https://other.example.org", code)
    finally:
        other.close()
    assert MembershipFile(vilma.database.folder).path.read_bytes() == mine


def test_joining_twice_is_refused_and_the_code_stays_good(team: Team) -> None:
    vilma = team.joined("Vilma Testesen")
    code = team.founded.code(team.founded.person("Else"))
    with pytest.raises(RuleError, match="already"):
        vilma.sync.join(ADDRESS, code)
    team.desk("else").sync.join(ADDRESS, code)


def test_a_hub_that_has_moved_is_found_at_its_new_address(team: Team) -> None:
    vilma = team.joined("Vilma Testesen")
    before = MembershipFile(vilma.database.folder).read()
    ca_file = str(team.folder / "ca.pem")
    joined = vilma.sync.join("https://new.example.org", "NOT-NEEDED", ca_file=ca_file)
    assert (joined.user_name, joined.is_again) == ("Vilma Testesen", True)
    after = MembershipFile(vilma.database.folder).read()
    assert before is not None
    assert after is not None
    assert (after.url, after.ca_file) == ("https://new.example.org", ca_file)
    assert (after.token, after.dev_no) == (before.token, before.dev_no)
    sync(vilma)


def test_the_same_code_works_again_where_the_answer_was_lost(team: Team) -> None:
    vilma = team.desk("Vilma")
    code = team.founded.code(team.founded.person("Vilma Testesen"))
    team.wired(vilma).lose_reply_of.append("enrol")
    with pytest.raises(HubUnreachableError):
        vilma.sync.join(ADDRESS, code)
    assert not vilma.sync.is_joined
    assert vilma.sync.join(ADDRESS, code).dev_no == 1
    sync(vilma)
    assert not MembershipFile(vilma.database.folder).is_asking
    # For anybody else the code is as used up as ever.
    with pytest.raises(ShutOutError, match="code"):
        team.desk("Jonas").sync.join(ADDRESS, code)


def test_a_wrong_code_leaves_nothing_behind(team: Team) -> None:
    vilma = team.desk("Vilma")
    with pytest.raises(ShutOutError, match="code"):
        vilma.sync.join(ADDRESS, "AAAAA-AAAAA")
    assert not vilma.sync.is_joined
    assert vilma.sync.line() == ""
