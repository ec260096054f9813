"""Writers, readers and disturbances on one PostgreSQL hub at once, and what readers missed (T4).

In the same minute the same is tried with the plain way of numbering, a sequence of the database:
it must miss rows, else the attempt would be blind.
"""

import json
import random
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import psycopg

from adviser_tui.hub.erasing import erase_aggregate
from adviser_tui.hub.errors import HubError
from adviser_tui.hub.transferring import transfer_at_the_hub
from adviser_tui.sync.canonical import hashed_id
from adviser_tui.sync.transport import HubRefusedError
from tests.sync.team import Raw, Team

_TREE = Path(__file__).parents[2]


@dataclass
class Seen:
    """What came of a rush."""

    committed: int = 0
    confirmed: int = 0
    missed: set[str] = field(default_factory=set)
    """Rows at the hub that a reader with a right to them never got."""
    lost: set[str] = field(default_factory=set)
    """Rows that a writer was told are safe and that the hub does not have."""
    failures: list[str] = field(default_factory=list)
    deadlocks: int = 0
    control_committed: int = 0
    control_missed: int = 0
    ended: int = 0
    """Connections that were cut in the middle."""


def rush(
    team: Team, address: str, *, seconds: float, processes: int, devices: int, seed: int = 1
) -> Seen:
    """Let `processes` times `devices` write, two readers follow, and somebody interfere."""
    seen = Seen()
    with psycopg.connect(address, autocommit=True) as connection:
        connection.execute(_SLOW)
        connection.execute(_CONTROL)
    writers = [team.worker(f"Writer {n}", teams=(1, 2)) for n in range(processes * devices)]
    readers = [team.worker(f"Reader {n}", teams=(1, 2)) for n in range(2)]
    until = time.monotonic() + seconds
    children = [
        _child(address, seconds, seed + n, writers[n * devices : (n + 1) * devices])
        for n in range(processes)
    ]
    with _beside(
        [
            *((_follow, (reader, until)) for reader in readers),
            *((_write_control, (address, until, seed + n)) for n in range(6)),
            (_read_control, (address, until, seen)),
            (_interfere, (team, address, until, seen, random.Random(seed))),
            (_idle_elsewhere, (address, until)),
        ],
        seen.failures,
    ):
        said = [child.communicate(timeout=seconds * 20 + 60) for child in children]
    _judge(team, address, seen, readers, said)
    return seen


def _judge(
    team: Team, address: str, seen: Seen, readers: list[Raw], said: list[tuple[str, str]]
) -> None:
    with psycopg.connect(address, autocommit=True) as connection:
        ids = {row[0] for row in connection.execute(_WRITTEN)}
        gone = {row[0] for row in connection.execute("SELECT row_hash FROM erased_row")}
        found = connection.execute(
            "SELECT deadlocks FROM pg_stat_database WHERE datname = current_database()"
        ).fetchone()
        seen.deadlocks = int(found[0]) if found else 0
    confirmed: set[str] = set()
    for out, err in said:
        if not out:
            seen.failures.append(err[-400:])
            continue
        answer = json.loads(out)
        confirmed.update(answer["confirmed"])
        seen.failures += answer["failures"]
    seen.committed, seen.confirmed = len(ids), len(confirmed)
    seen.lost = {each for each in confirmed - ids if hashed_id(each) not in gone}
    for reader in readers:
        _pulled(reader)
        seen.missed |= ids - {row_id for _, row_id in reader.rows}


_SLOW = """
CREATE FUNCTION dawdle() RETURNS trigger AS $$
BEGIN PERFORM pg_sleep(random() * 0.004); RETURN NULL; END $$ LANGUAGE plpgsql;
CREATE TRIGGER dawdle AFTER INSERT ON feed FOR EACH STATEMENT EXECUTE FUNCTION dawdle();
"""
"""Every transaction stays open for a while after it has numbered its rows."""
_WRITTEN = "SELECT id FROM row_state WHERE entity <> 'adviser'"
"""What the writers made; who has an account the hub itself tells."""
_CONTROL = "CREATE TABLE control (n BIGSERIAL PRIMARY KEY, made TEXT NOT NULL)"


def _child(address: str, seconds: float, seed: int, devices: list[Raw]) -> "subprocess.Popen[str]":
    words = [f"{each.dev_no}:{each.token}" for each in devices]
    return subprocess.Popen(
        [sys.executable, "-m", "tests.sync.crowd", address, str(seconds), str(seed), *words],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        cwd=_TREE,
    )


@contextmanager
def _beside(jobs: list[tuple[object, tuple[object, ...]]], failures: list[str]) -> Iterator[None]:
    """Run jobs in threads meanwhile; what one of them raises is a failure."""

    def run(job: object, given: tuple[object, ...]) -> None:
        try:
            job(*given)  # type: ignore[operator]
        except Exception as error:
            failures.append(f"{getattr(job, '__name__', job)}: {error!r}")

    threads = [threading.Thread(target=run, args=each) for each in jobs]
    for thread in threads:
        thread.start()
    try:
        yield
    finally:
        for thread in threads:
            thread.join()


def _pulled(reader: Raw) -> None:
    """Pull until nothing is left, trying again where the hub was busy."""
    while True:
        try:
            if not reader.pull()["more"]:
                return
        except (HubError, HubRefusedError) as error:
            if error.code != "busy":
                raise
            time.sleep(0.01)


def _follow(reader: Raw, until: float) -> None:
    while time.monotonic() < until:
        _pulled(reader)


def _write_control(address: str, until: float, seed: int) -> None:
    chance = random.Random(seed)
    with psycopg.connect(address, application_name="control") as connection:
        while time.monotonic() < until:
            for _ in range(5):
                connection.execute("INSERT INTO control (made) VALUES ('x')")
            time.sleep(chance.random() * 0.004)
            connection.commit()


def _read_control(address: str, until: float, seen: Seen) -> None:
    last, got = 0, set()
    with psycopg.connect(address, autocommit=True, application_name="control") as connection:
        while time.monotonic() < until + 0.5:
            for row in connection.execute(
                "SELECT n FROM control WHERE n > %s ORDER BY n", (last,)
            ).fetchall():
                last = max(last, row[0])
                got.add(row[0])
            time.sleep(0.001)
        every = {row[0] for row in connection.execute("SELECT n FROM control")}
    seen.control_committed, seen.control_missed = len(every), len(every - got)


def _interfere(team: Team, address: str, until: float, seen: Seen, chance: random.Random) -> None:
    """Move and erase employers, and cut a connection of the hub in the middle of its work."""
    with psycopg.connect(address, autocommit=True) as connection:
        while time.monotonic() < until:
            time.sleep(0.15)
            rows = connection.execute(
                "SELECT id FROM row_state WHERE entity = 'employer' ORDER BY random() LIMIT 3"
            ).fetchall()
            try:
                if rows and chance.random() < 0.6:
                    transfer_at_the_hub(team.hub, [row[0] for row in rows], chance.choice((1, 2)))
                elif rows:
                    with team.hub.store.transaction() as t:
                        erase_aggregate(team.hub, t, rows[0][0], "asked", team.clock.ms, "hub")
            except Exception as error:
                if getattr(error, "code", "") != "busy":
                    raise
            if chance.random() < 0.3:
                found = connection.execute(
                    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
                    "WHERE datname = current_database() AND xact_start IS NOT NULL "
                    "AND application_name <> 'control' AND pid <> pg_backend_pid() LIMIT 1"
                ).fetchall()
                seen.ended += len(found)


def _idle_elsewhere(address: str, until: float) -> None:
    """Keep a write open in another database of the same server; it must hold nobody up."""
    elsewhere = address.replace(_database(address), "postgres")
    with psycopg.connect(elsewhere) as connection:
        connection.execute("CREATE TEMP TABLE idle (n INT)")
        connection.execute("SELECT pg_current_xact_id()")
        while time.monotonic() < until:
            time.sleep(0.05)
        connection.rollback()


def _database(address: str) -> str:
    return address.partition("@/")[2].partition("?")[0]
