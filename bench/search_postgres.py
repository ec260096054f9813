"""PostgreSQL with `pg_trgm`, on a private server that is gone afterwards.

Where no server can be started the reason is said, and everything else is measured without it. A
server refuses to run for the superuser; then it is run as the account that it was installed with.
"""

import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bench.search_engines import LIMIT, Engine, once, rows_of
from bench.search_lists import Listed

if TYPE_CHECKING:
    from typing import LiteralString

    import psycopg

_ACCOUNTS = ("postgres", "nobody")
_WHOLE = "SELECT reference FROM names WHERE name %% %(q)s ORDER BY name <-> %(q)s LIMIT %(n)s"
_PART = "SELECT reference FROM names WHERE %(q)s <%% name ORDER BY %(q)s <<-> name LIMIT %(n)s"
_SETTINGS = {
    "listen_addresses": "",
    "fsync": "off",
    "shared_buffers": "512MB",
    "work_mem": "64MB",
    "jit": "off",
}


class UnavailableError(Exception):
    """No server with `pg_trgm` can be had here; the text says why."""


class Trigram:
    """One way to ask `pg_trgm`, with its index of the kind that answers fastest."""

    def __init__(
        self, connection: "psycopg.Connection[Any]", name: str, asked: "LiteralString"
    ) -> None:
        self.name = name
        self.build_ms = 0.0
        self.index_mb = 0.0
        self._connection = connection
        self._asked = asked

    def find(self, text: str, limit: int = LIMIT) -> list[str]:
        """Return the references of what fits, the best first."""
        rows = self._connection.execute(self._asked, {"q": text, "n": limit * 2}).fetchall()
        return once((str(row[0]) for row in rows), limit)

    def close(self) -> None:
        """Leave the connection to who made it."""


@contextmanager
def trigram_engines(listed: Sequence[Listed]) -> Iterator[list[Engine]]:
    """Give both ways to ask `pg_trgm`: whole names alike, and a part of one alike.

    Raises `UnavailableError` where there is no server.
    """
    with _server() as connection:
        began = time.perf_counter()
        try:
            connection.execute("CREATE EXTENSION pg_trgm")
        except Exception as error:
            raise UnavailableError(f"the server has no pg_trgm ({error})") from error
        connection.execute("CREATE TABLE names (reference text, name text)")
        with connection.cursor().copy("COPY names FROM STDIN") as copy:
            for row in rows_of(listed):
                copy.write_row(row)
        connection.execute("CREATE INDEX names_trgm ON names USING gist (name gist_trgm_ops)")
        connection.execute("CREATE INDEX names_gin ON names USING gin (name gin_trgm_ops)")
        connection.execute("ANALYZE names")
        found = [
            Trigram(connection, "pg_trgm_similarity", _WHOLE),
            Trigram(connection, "pg_trgm_word_similarity", _PART),
        ]
        size = connection.execute("SELECT pg_total_relation_size('names')").fetchone()
        for engine in found:
            engine.build_ms = (time.perf_counter() - began) * 1000
            engine.index_mb = float(size[0]) / 1e6 if size else 0.0
        yield list[Engine](found)


@contextmanager
def _server() -> Iterator["psycopg.Connection[Any]"]:
    try:
        import psycopg
    except ImportError as error:
        raise UnavailableError("psycopg is not installed") from error
    programs = {name: shutil.which(name) for name in ("initdb", "postgres")}
    if missing := [name for name, path in programs.items() if path is None]:
        raise UnavailableError(f"there is no {' and no '.join(missing)} here")
    account = _account()
    folder = Path(tempfile.mkdtemp(prefix="adviser-pg-"))
    if account:
        shutil.chown(folder, account)
    data = folder / "data"
    process: subprocess.Popen[bytes] | None = None
    try:
        _run([str(programs["initdb"]), "-D", str(data), "-U", "bench", "-E", "UTF8"], account)
        options = [part for key, value in _SETTINGS.items() for part in ("-c", f"{key}={value}")]
        command = [str(programs["postgres"]), "-D", str(data), "-k", str(folder), *options]
        with (folder / "log").open("wb") as log:
            process = subprocess.Popen(command, stdout=log, stderr=log, **_as(account))
        with _connected(psycopg.connect, f"host={folder} user=bench dbname=postgres") as connection:
            yield connection
    finally:
        if process is not None:
            process.terminate()
            process.wait(20)
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def _connected(connect: Any, where: str) -> Iterator["psycopg.Connection[Any]"]:
    last: Exception | None = None
    for _ in range(100):
        try:
            connection: psycopg.Connection[Any] = connect(where, autocommit=True)
        except Exception as error:
            last = error
            time.sleep(0.1)
            continue
        try:
            yield connection
        finally:
            connection.close()
        return
    raise UnavailableError(f"the server did not come up ({last})")


def _account() -> str:
    """Return whom a server is run as, nobody else where this is no superuser."""
    if sys.platform == "win32" or os.geteuid() != 0:
        return ""
    import pwd

    known = {each.pw_name for each in pwd.getpwall()}
    for name in _ACCOUNTS:
        if name in known:
            return name
    raise UnavailableError("a server does not run as root and there is no other account")


def _as(account: str) -> dict[str, Any]:
    """Return what makes a program run as that account, in a folder that it may read."""
    return {"user": account, "group": _group(account), "extra_groups": []} if account else {}


def _group(account: str) -> int:
    import pwd

    return pwd.getpwnam(account).pw_gid


def _run(command: list[str], account: str) -> None:
    try:
        subprocess.run(command, check=True, capture_output=True, cwd="/", **_as(account))
    except (OSError, subprocess.CalledProcessError) as error:
        told = getattr(error, "stderr", b"") or b""
        raise UnavailableError(
            f"initdb failed ({error}; {told.decode(errors='replace')[:200]})"
        ) from error
