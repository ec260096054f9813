"""A private PostgreSQL server for tests, gone when they end; said aloud where none can be had."""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psycopg
import pytest

from adviser_tui.hub.store import open_store

_ACCOUNTS = ("postgres", "nobody")
_SETTINGS = {
    "listen_addresses": "",
    "fsync": "off",
    "full_page_writes": "off",
    "shared_buffers": "64MB",
    "max_connections": "100",
    "jit": "off",
}


class NoServerError(Exception):
    """No server can be started here; the text says why."""


class Server:
    """A running server; every test gets a database of its own."""

    def __init__(self, folder: Path, command: list[str], account: str) -> None:
        self.folder = folder
        self._command = command
        self._account = account
        self._process: subprocess.Popen[bytes] | None = None
        self._pattern = ""

    def start(self) -> None:
        """Start it and wait until it answers; raises `NoServerError` where it does not."""
        with (self.folder / "log").open("ab") as log:
            self._process = subprocess.Popen(
                self._command, stdout=log, stderr=log, cwd=self.folder, **_as(self._account)
            )
        until = time.monotonic() + 120
        while not self.is_up():
            if self._process.poll() is not None or time.monotonic() > until:
                raise NoServerError("the server did not come up")
            time.sleep(0.05)

    def stop(self, how: int = signal.SIGTERM) -> None:
        """Stop it; SIGQUIT is what `pg_ctl stop -m immediate` sends."""
        if self._process is not None:
            self._process.send_signal(how)
            self._process.wait(60)
            self._process = None

    def new_database(self) -> str:
        """Make a database with empty tables and return its address."""
        if not self._pattern:
            pattern = self._made("template1")
            open_store(self._address(pattern)).close()
            self._pattern = pattern
        return self._address(self._made(self._pattern))

    def bare_database(self) -> str:
        """Make a database without any table and return its address."""
        return self._address(self._made("template1"))

    def _made(self, pattern: str) -> str:
        name = f"hub_{uuid.uuid4().hex[:12]}"
        with psycopg.connect(self._words("postgres"), autocommit=True) as connection:
            connection.execute(
                psycopg.sql.SQL("CREATE DATABASE {} TEMPLATE {}").format(
                    _identifier(name), _identifier(pattern)
                )
            )
        return name

    def _address(self, name: str) -> str:
        return f"postgresql://hub@/{name}?host={self.folder}"

    def drop(self, address: str) -> None:
        """Remove a database, whoever is still connected to it."""
        name = address.partition("@/")[2].partition("?")[0]
        with psycopg.connect(self._words("postgres"), autocommit=True) as connection:
            connection.execute(
                psycopg.sql.SQL("DROP DATABASE {} WITH (FORCE)").format(_identifier(name))
            )

    def is_up(self) -> bool:
        """Say whether it answers."""
        try:
            psycopg.connect(self._words("postgres")).close()
        except psycopg.OperationalError:
            return False
        return True

    def _words(self, database: str) -> str:
        return f"host={self.folder} user=hub dbname={database}"


def _identifier(name: str) -> Any:
    return psycopg.sql.Identifier(name)


@contextmanager
def running() -> Iterator[Server]:
    """Start a server and stop it at the end; raises `NoServerError` where it cannot be."""
    programs = {name: _program(name) for name in ("initdb", "postgres")}
    if missing := [name for name, path in programs.items() if path is None]:
        raise NoServerError(f"there is no {' and no '.join(missing)} here")
    account = _account()
    folder = Path(tempfile.mkdtemp(prefix="adviser-hub-pg-"))
    server: Server | None = None
    try:
        if account:
            shutil.chown(folder, account)
        data = folder / "data"
        made = subprocess.run(
            [str(programs["initdb"]), "-D", str(data), "-U", "hub", "-E", "UTF8", "--locale=C"],
            capture_output=True,
            check=False,
            cwd=folder,
            **_as(account),
        )
        if made.returncode:
            raise NoServerError(f"initdb failed ({made.stderr.decode(errors='replace')[-300:]})")
        options = [part for key, value in _SETTINGS.items() for part in ("-c", f"{key}={value}")]
        command = [str(programs["postgres"]), "-D", str(data), "-k", str(folder), *options]
        server = Server(folder, command, account)
        server.start()
        yield server
    finally:
        if server is not None:
            server.stop()
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="session")
def postgres() -> Iterator[Server]:
    """One server for all tests of a run."""
    try:
        with running() as server:
            yield server
    except NoServerError as error:
        pytest.skip(f"NOT TESTED ON POSTGRESQL: {error}")


@pytest.fixture(params=["sqlite", "postgresql"])
def store_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The address of an empty store, once of either kind."""
    if request.param == "sqlite":
        yield str(tmp_path / "hub.db")
        return
    server: Server = request.getfixturevalue("postgres")
    address = server.new_database()
    yield address
    server.drop(address)


def _program(name: str) -> str | None:
    """Return a program, also where a system keeps it out of everybody's way."""
    if found := shutil.which(name):
        return found
    places = sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{name}"), reverse=True)
    return str(places[0]) if places else None


def _account() -> str:
    """Return whom the server is run as; nobody else where this is no superuser."""
    if sys.platform == "win32" or os.geteuid() != 0:
        return ""
    import pwd

    known = {each.pw_name for each in pwd.getpwall()}
    for name in _ACCOUNTS:
        if name in known:
            return name
    raise NoServerError("it would have to run as the superuser, which a server refuses")


def _as(account: str) -> dict[str, Any]:
    return {"user": account} if account else {}
