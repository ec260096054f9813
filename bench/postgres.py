"""A private PostgreSQL server that is gone afterwards.

Where no server can be started the reason is said, and everything else is measured without it. A
server refuses to run for the superuser; then it is run as the account that it was installed with.
"""

import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import psycopg

_ACCOUNTS = ("postgres", "nobody")
_SETTINGS = {
    "listen_addresses": "",
    "fsync": "off",
    "shared_buffers": "512MB",
    "work_mem": "64MB",
    "jit": "off",
}


class UnavailableError(Exception):
    """What is needed of PostgreSQL cannot be had here; the text says why."""


@contextmanager
def server() -> Iterator[Path]:
    """Run a server and give the folder of its socket; raises `UnavailableError`."""
    try:
        import psycopg  # noqa: F401
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
        with connected(f"host={folder} user=bench dbname=postgres"):
            yield folder
    finally:
        if process is not None:
            process.terminate()
            process.wait(20)
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def connected(where: str) -> Iterator["psycopg.Connection[Any]"]:
    """Connect, once the server is up."""
    import psycopg

    last: Exception | None = None
    for _ in range(100):
        try:
            connection: psycopg.Connection[Any] = psycopg.connect(where, autocommit=True)
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
