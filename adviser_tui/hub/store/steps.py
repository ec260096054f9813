"""Bringing the hub's tables to the shape that this program works with."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from importlib.resources import files

from adviser_tui.errors import StorageError
from adviser_tui.hub.store.store import Store
from adviser_tui.hub.store.transaction import Transaction

_STEP = re.compile(r"(\d{4})_[a-z_]+\.sql\Z")
_KNOWN = "CREATE TABLE IF NOT EXISTS hub_step (n BIGINT PRIMARY KEY, done_at TEXT NOT NULL)"


def bring_up(store: Store) -> None:
    """Take every step that was not taken yet, each in a transaction of its own.

    Raises `StorageError` where a newer program has been at work.
    """
    steps = dict(_steps())
    with store.transaction() as t:
        _refuse_strangers(store, t)
        t.alone("hub_step")
        t.run(_KNOWN)
        done = {int(row.n) for row in t.rows("SELECT n FROM hub_step")}
    if done - set(steps):
        raise StorageError(
            "This hub's data was made by a newer version of the program. Nothing was changed. "
            "Install that version and start it again."
        )
    for n in sorted(set(steps) - done):
        _take(store, n, steps[n])


def _refuse_strangers(store: Store, t: Transaction) -> None:
    """Raise `StorageError` for a file with another program's tables, before any is added to it."""
    if store.path is None:
        return
    names = {row.name for row in t.rows("SELECT name FROM sqlite_master WHERE type = 'table'")}
    if names and "hub_step" not in names:
        raise StorageError(
            f"{store.path} holds the data of another program. Nothing was changed. Move it away; "
            "`adviser hub restore` brings a backup of the hub back."
        )


def _take(store: Store, n: int, text: str) -> None:
    with store.transaction() as t:
        t.alone("hub_step")
        if t.one("SELECT n FROM hub_step WHERE n = :n", n=n):
            return  # another process was quicker
        for statement in _statements(text):
            t.run(statement)
        now = datetime.now(UTC).isoformat(timespec="seconds")
        t.run("INSERT INTO hub_step (n, done_at) VALUES (:n, :now)", n=n, now=now)


def _steps() -> Iterator[tuple[int, str]]:
    for each in files("adviser_tui.hub.schema").iterdir():
        if found := _STEP.match(each.name):
            yield int(found[1]), each.read_text(encoding="utf-8")


def _statements(text: str) -> Iterator[str]:
    """Yield the statements of a step; no text in one may hold a semicolon at a line's end."""
    bare = "\n".join(line for line in text.splitlines() if not line.startswith("--"))
    for statement in bare.split(";\n"):
        if statement.strip():
            yield statement.strip().removesuffix(";")
