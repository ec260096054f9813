"""A bad network between device and hub: nothing acknowledged is lost, and what waits gets there."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from random import Random

import pytest

from adviser_tui.clock import FixedClock
from adviser_tui.errors import SyncError
from adviser_tui.hub.web import Answering
from adviser_tui.services.office import Office
from adviser_tui.sync.transport import HubRefusedError, HubUnreachableError
from tests.sync import desks
from tests.sync.chaos import FAIR, ChaosProxy, Fate
from tests.sync.fates import BadLine, drawn
from tests.sync.served import GENEROUS, TOKEN, Served, SmallHub
from tests.sync.team import Raw, Team

SYLLABLES = [a + b for a in "bdfgklmnprstv" for b in "aeiou"]
ROUNDS = 60
BATCH = 20


@pytest.mark.parametrize("seed", [0])
def test_what_is_acknowledged_is_there_and_the_rest_arrives_later(team: Team, seed: int) -> None:
    """Also at the hub of several processes: each place of acknowledged work is looked at."""
    luck = Random(seed)
    sender, reader = team.worker("Ada Sample"), team.worker("Ole Sample")
    people = [sender.insert("participant", preferred_name=f"Kim {n}") for n in range(300)]
    with line_to(team.hub) as line:
        team.way = line
        failures = 0
        for _ in range(ROUNDS):
            line.meet(drawn(luck))
            failures += not sent_a_batch(team, sender)
            failures += not fetched_a_page(reader)
        assert failures > ROUNDS / 4, "the network was not bad enough to show anything"
        line.meet(FAIR)
        while sender.queue:
            assert sent_a_batch(team, sender)
        reader.pull_all()
    assert {row_id for entity, row_id in reader.rows if entity == "participant"} == set(people)
    assert sender.acked == sender.lseq


@contextmanager
def line_to(hub: Answering) -> Iterator[BadLine]:
    """Serve a hub and give the way to it over a bad network."""
    with Served(hub, GENEROUS) as served, ChaosProxy(served.port) as proxy:
        line = BadLine(proxy)
        yield line
        line.close()


def sent_a_batch(team: Team, device: Raw) -> bool:
    """Send the oldest changes, hold that the acknowledged are there, and say whether any were."""
    body = {**device.body(), "changes": device.queue[:BATCH]}
    try:
        reply = device.call("push", body)
    except (HubUnreachableError, HubRefusedError):
        return False
    with team.hub.store.reading() as t:
        there = {row.id for row in t.rows("SELECT id FROM row_state")}
    assert {c["id"] for c in device.queue if c["l"] <= reply["acked"]} <= there
    device.took(reply)
    return True


def fetched_a_page(device: Raw) -> bool:
    """Fetch a small page and say whether it came."""
    try:
        device.pull(limit=40)
    except (HubUnreachableError, HubRefusedError):
        return False
    return True


@pytest.fixture
def two(tmp_path: Path, clock: FixedClock) -> Iterator[tuple[desks.Team, Office, Office]]:
    made = desks.a_team(tmp_path, clock)
    yield made, made.joined("Vilma Testesen"), made.joined("Jonas Eksempel")
    made.close()


@pytest.mark.parametrize("seed", range(2))
def test_two_caseloads_come_together_over_a_network_that_mostly_does_not_work(
    two: tuple[desks.Team, Office, Office], seed: int
) -> None:
    team, *offices = two
    luck = Random(seed)
    made: list[str] = []
    failures = 0
    with line_to(team.hub) as line:
        for office in offices:
            office.sync.connect = lambda _url, _ca: line
        for turn in range(30):
            office = offices[turn % 2]
            line.meet(drawn(luck))
            made.append(desks.add_person(office, invented(luck)))
            if turn > 4:
                desks.change(office, luck.choice(made[turn % 2 :: 2]), phone=f"0113 496 {turn:04}")
            failures += not synced(office)
        assert failures >= 5, "the network was not bad enough to show anything"
        line.meet(FAIR)
        for office in (*offices, *offices):
            desks.sync(office)
    for person in made:
        first, second = (desks.value(office, person, "phone") for office in offices)
        assert first == second
    for office in offices:
        assert office.sync.waiting.count() == 0


def invented(luck: Random) -> str:
    """Return a name that no other is like."""
    return "".join(luck.choice(SYLLABLES) for _ in range(5)).title()


def synced(office: Office) -> bool:
    """Sync once and say whether it went through; nothing but a told refusal may come of it."""
    try:
        return office.sync.now().is_synced
    except SyncError:
        return False


def test_a_first_sync_that_is_torn_off_again_and_again_goes_on_where_it_was(team: Team) -> None:
    sender, reader = team.worker("Ada Sample"), team.worker("Ole Sample")
    for n in range(400):
        sender.insert("participant", preferred_name=f"Kim {n}")
    sender.push()
    pages = 0
    with line_to(team.hub) as line:
        team.way = line
        while len(reader.rows) < 400:
            before = len(reader.rows)
            line.meet(Fate(cut_down=900))
            assert not fetched_a_page(reader)
            assert len(reader.rows) == before
            line.meet(FAIR)
            assert fetched_a_page(reader)
            pages += 1
    assert pages >= 8


@pytest.mark.parametrize("seed", range(2))
def test_the_way_itself_raises_nothing_but_its_two_errors(seed: int) -> None:
    hub, luck = SmallHub(), Random(seed + 100)
    hub.told["pull"] = lambda body: {"rows": [f"{n * 7919 % 10_007}" for n in range(body["n"])]}
    answered = 0
    with line_to(hub) as line:
        for turn in range(ROUNDS):
            line.meet(drawn(luck))
            many = luck.randrange(0, 4_000)
            try:
                reply = line.call("pull", {"n": many, "why": "x" * luck.randrange(3_000)}, TOKEN)
            except (HubUnreachableError, HubRefusedError):
                continue
            assert len(reply["rows"]) == many, turn
            answered += 1
    assert 10 < answered < ROUNDS
