"""T3 for as long as you like: devices, hubs and PostgreSQL are killed, nothing is lost (G8)."""

import argparse
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator
from functools import partial
from itertools import cycle
from pathlib import Path
from random import Random

from tests.soak.telling import say
from tests.sync.killed import database, places
from tests.sync.killed.crew import Crew
from tests.sync.killed.running import a_served_hub
from tests.sync.killed.running import sync as synced
from tests.sync.postgres import NoServerError, Server, running

HELP = "SIGKILL for devices, hubs and PostgreSQL in the middle of their exchange"
_ROUND = 60
"""Kills on one pair of caseloads, which grow meanwhile."""

Act = Callable[[Crew], object]


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add how many, and where chance begins."""
    parser.add_argument("--kills", type=int, default=1_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--on", choices=("both", "sqlite", "postgresql"), default="both")


def run(args: argparse.Namespace) -> int:
    """Kill in rounds, by turns on SQLite and on PostgreSQL; stop at the first fault."""
    kills: Counter[str] = Counter()
    if args.on == "sqlite":
        return _rounds(args, kills, None)
    try:
        with running() as server:
            return _rounds(args, kills, server)
    except NoServerError as error:
        say(f"NOT TESTED ON POSTGRESQL: {error}")
        if args.on == "postgresql":
            return 1
        return _rounds(args, kills, None)


def _rounds(args: argparse.Namespace, kills: Counter[str], server: Server | None) -> int:
    turns: tuple[Server | None, ...] = (server,) if args.on == "postgresql" else (None, server)
    rounds = cycle(dict.fromkeys(turns))
    n = 0
    while kills.total() < args.kills:
        on = next(rounds)
        n += 1
        most = min(_ROUND, args.kills - kills.total())
        faults = _round(args.seed + n, most, kills, on)
        say(
            f"round {n} on {'PostgreSQL' if on else 'SQLite'}: {kills.total()} kills of "
            f"{args.kills}; {len(faults)} faults"
        )
        if faults:
            say("\n".join(["FAULT", *faults]))
            return 1
    say("\n".join(f"{count:6}  {what}" for what, count in sorted(kills.items())))
    say("0 confirmed changes lost, 0 queues stuck, nothing doubled, every caseload sound")
    return 0


def _round(seed: int, most: int, kills: Counter[str], server: Server | None) -> list[str]:
    address = server.new_database() if server else ""
    with tempfile.TemporaryDirectory(prefix="adviser-kills-") as name:
        hub = a_served_hub(Path(name) / "hub", address)
        crew = Crew(Path(name), hub, seed)
        try:
            crew.begin()
            crew.add(crew.vilma, 5)
            synced(crew.vilma)
            acts = _acts(crew.chance, server)
            healed = 0
            while crew.kills.total() < most and not crew.faults:
                next(acts)(crew)
                if crew.kills.total() - healed >= 6:
                    crew.heal()
                    healed = crew.kills.total()
                    say(f"  {healed} of {most}")
            crew.heal()
            crew.examine()
        finally:
            hub.close()
            kills.update(crew.kills)
    if server:
        server.drop(address)
    return crew.faults


def _acts(chance: Random, server: Server | None) -> Iterator[Act]:
    """Give one death after the other: all there are in a random order, and again."""
    while True:
        acts = _all(chance, server)
        chance.shuffle(acts)
        yield from acts


def _all(chance: Random, server: Server | None) -> list[Act]:
    acts: list[Act] = [*[Crew.writer_dies] * 16, *[Crew.hub_dies_sometime] * 6]
    acts += [partial(Crew.sync_dies_sometime, most_s=1.2)] * 6
    acts += [partial(_sending, place=each) for each in places.SENDING]
    acts += [partial(_fetching, place=each) for each in places.FETCHING]
    acts += [partial(Crew.cleaning_dies, place=each) for each in places.CLEANING]
    acts += [partial(Crew.token_dies, place=each) for each in places.RENEWING]
    acts += [partial(Crew.join_dies, place=each) for each in places.JOINING]
    acts += [partial(Crew.fork_dies, place=each) for each in places.FORKING]
    acts += [partial(Crew.hub_dies, place=each) for each in places.HUB_PUSHED]
    acts += [partial(Crew.hub_dies, place=places.HUB_PULLED[1]), _noting]
    acts += [partial(Crew.backup_dies, place=each) for each in places.HUB_BACKING_UP]
    for each in places.HUB_RESTORING:
        again = chance.random() < 0.5
        acts.append(partial(Crew.restore_dies, place=each, is_repeated=again))
    for each in places.BUNDLING:
        hub_at, reading_at = chance.choice(places.BUNDLING), chance.choice(places.READING)
        acts.append(partial(Crew.bundle_dies, device_at=each, hub_at=hub_at, reading_at=reading_at))
    if server is not None:
        acts += [partial(database.server_dies, server=server)] * 6
        acts += [database.connections_die] * 3
    return acts


def _sending(crew: Crew, place: str) -> None:
    crew.add(crew.vilma)
    crew.sync_dies(place)


def _fetching(crew: Crew, place: str) -> None:
    crew.add(crew.jonas)
    synced(crew.jonas)
    crew.sync_dies(place)


def _noting(crew: Crew) -> None:
    """Kill the hub while it notes that a device has heard of an erasure."""
    crew.erase_one()
    synced(crew.vilma)
    crew.hub_dies(places.HUB_PULLED[0])
