"""Every week both sides are compared, and what is not the same is fetched anew."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from adviser_tui.clock import FixedClock
from adviser_tui.hub import people
from adviser_tui.hub.transferring import transfer_at_the_hub
from adviser_tui.services.office import Office
from adviser_tui.services.sync.comparing import NOT_NOW
from tests.sync.desks import Team, a_team, add_person, change, sync, value
from tests.sync.founded import HOUR


@pytest.fixture
def team(tmp_path: Path, clock: FixedClock) -> Iterator[Team]:
    made = a_team(tmp_path, clock)
    yield made
    made.close()


def spoil(office: Office, sql: str, *values: object) -> None:
    """Change a file as nothing of the program does."""
    with office.database.taking_in() as connection:
        connection.execute("UPDATE sync_state SET applying = 1")
        connection.execute(sql, values)
        connection.execute("UPDATE sync_state SET applying = 0")


def compare(office: Office) -> tuple[bool, int]:
    done = office.sync.now(must_compare=True)
    return done.is_compared, done.differing


def test_a_team_at_work_finds_both_sides_the_same(team: Team) -> None:
    vilma, jonas = team.joined("Vilma Testesen"), team.joined("Jonas Eksempel")
    amira, bo = add_person(vilma, "Amira"), add_person(vilma, "Bo")
    sync(vilma)
    sync(jonas)
    change(vilma, amira, phone="0113 496 0001")
    change(jonas, amira, phone="0113 496 0002")
    change(jonas, bo, confidentiality="restricted")
    for office in (vilma, jonas, vilma, jonas):
        sync(office)
    hub = team.founded
    with hub.transaction() as t:
        other = people.add_team(t, hub.act, "Elv")
    transfer_at_the_hub(team.hub, [amira], other.id)
    for office in (vilma, jonas, vilma, jonas):
        assert compare(office) == (True, 0)


def test_what_went_missing_or_wrong_comes_back(team: Team) -> None:
    vilma = team.joined("Vilma Testesen")
    amira, bo = add_person(vilma, "Amira"), add_person(vilma, "Bo")
    sync(vilma)
    assert compare(vilma) == (True, 0)
    spoil(vilma, "DELETE FROM participant WHERE id = ?", amira)
    versions = vilma.database.row("SELECT versions FROM participant WHERE id = ?", (bo,))[0]
    wrong = versions.replace("[1", "[2", 1)
    spoil(
        vilma, "UPDATE participant SET preferred_name = 'B', versions = ? WHERE id = ?", wrong, bo
    )
    found, differing = compare(vilma)
    assert found
    assert differing >= 1
    assert value(vilma, amira, "name") == "Amira"
    assert value(vilma, bo, "name") == "Bo"
    assert compare(vilma) == (True, 0)


def test_it_happens_by_itself_after_a_week(team: Team) -> None:
    vilma = team.joined("Vilma Testesen")
    wire = team.wired(vilma)
    amira = add_person(vilma, "Amira")
    sync(vilma)
    sync(vilma)
    assert "digest" not in wire.asked
    spoil(vilma, "DELETE FROM participant WHERE id = ?", amira)
    now = vilma.sync.wall_ms()
    vilma.sync.wall_ms = lambda: now + 7 * 24 * HOUR
    assert sync(vilma).differing > 0
    assert value(vilma, amira, "name") == "Amira"
    wire.asked.clear()
    sync(vilma)
    assert "digest" not in wire.asked


def test_while_the_hub_has_something_new_neither_side_can_tell(team: Team) -> None:
    vilma, jonas = team.joined("Vilma Testesen"), team.joined("Jonas Eksempel")
    sync(vilma)
    wire = team.wired(vilma)

    class Meanwhile:
        def call(self, name, body, token=""):  # type: ignore[no-untyped-def]
            if name == "digest":
                add_person(jonas, "Amira")
                sync(jonas)
            return wire.call(name, body, token)

    vilma.sync.connect = lambda _url, _ca: Meanwhile()
    done = vilma.sync.now(must_compare=True)
    assert (done.is_compared, done.remarks) == (False, (NOT_NOW,))


def test_what_the_hub_did_not_take_counts_for_nothing(team: Team) -> None:
    lena, vilma = team.joined("Lena Lead", "lead"), team.joined("Vilma Testesen", "reader")
    amira = add_person(lena, "Amira")
    sync(lena)
    sync(vilma)
    change(vilma, amira, phone="0113 496 0001")
    sync(vilma)
    assert vilma.sync.waiting.issues()
    assert compare(vilma) == (True, 0)
