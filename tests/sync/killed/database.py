"""PostgreSQL dies under a hub: the whole server at once, or the connection of one request."""

import signal
import time

import psycopg

from adviser_tui.hub.store import open_store
from tests.sync.killed import truth
from tests.sync.killed.crew import Crew
from tests.sync.killed.running import writer
from tests.sync.postgres import Server

_CUT = (
    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() "
    "AND xact_start IS NOT NULL AND pid <> pg_backend_pid()"
)


def server_dies(crew: Crew, server: Server) -> None:
    """Stop the server as `pg_ctl stop -m immediate` does while a device sends, and start it."""
    with _AtWork(crew) as said:
        said.read(crew.chance.randint(2, 10))
        time.sleep(crew.chance.uniform(0, 0.2))
        server.stop(signal.SIGQUIT)
        said.read(2)
        server.start()
        said.read(3)
    founded = crew.hub.founded
    founded.store.close()
    founded.store = open_store(founded.place.database)
    crew.kills["PostgreSQL at any moment"] += 1
    _check(crew, "PostgreSQL died")


def connections_die(crew: Crew) -> None:
    """Cut the connections of the hub that are in the middle of something, again and again."""
    cut = 0
    with (
        psycopg.connect(crew.hub.founded.place.database, autocommit=True) as connection,
        _AtWork(crew) as said,
    ):
        said.read(2)
        until = time.monotonic() + 2.0
        while time.monotonic() < until:
            cut += len(connection.execute(_CUT).fetchall())
            time.sleep(0.002)
        said.read(2)
    crew.kills["connection in the middle of a request"] += cut
    _check(crew, "connections were cut")


class _AtWork:
    """A device that works meanwhile; `read` waits for so many of its lines."""

    def __init__(self, crew: Crew) -> None:
        self._crew = crew
        self._process = writer(crew.vilma, f"p{crew.kills.total()}")
        self._lines: list[str] = []

    def __enter__(self) -> "_AtWork":
        return self

    def read(self, many: int) -> None:
        assert self._process.stdout is not None
        self._lines += [self._process.stdout.readline() for _ in range(many)]

    def __exit__(self, *_: object) -> None:
        self._process.kill()
        out, _err = self._process.communicate(timeout=60)
        self._crew.heard("".join(self._lines) + out)
        self._crew.kills["device at any moment"] += 1


def _check(crew: Crew, what: str) -> None:
    if missing := truth.lost(crew.vilma, crew.hub.founded.store):
        crew.faults.append(f"confirmed and lost after {what}: {missing[:5]}")
