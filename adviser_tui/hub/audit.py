"""Who managed what, and who looked at what others hold: a list that is only ever added to.

Each entry holds the hash of the one before, so that changing or removing one is seen. Cutting off
the newest is not; therefore answers carry the head, and devices show later what they were told.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from adviser_tui.hub.store import Transaction
from adviser_tui.sync.canonical import START, canonical

CUT = "account was cut"
"""Noted where a device shows an entry that is not there any more."""
AT_THE_HUB = "hub"
"""Stands as the actor where somebody used the hub's own command line."""
_PAGE = 1_000


@dataclass(frozen=True, slots=True)
class Head:
    """The newest entry: its number, 0 where there is none, and the hash over all."""

    n: int
    chain: str

    def told_in(self, epoch: str) -> dict[str, Any]:
        """Return what a device is told, to be shown again later in the same life of the hub."""
        return {"n": self.n, "chain": self.chain, "epoch": epoch}


@dataclass(frozen=True, slots=True)
class Noted:
    """One entry."""

    n: int
    at_ms: int
    actor: str
    action: str
    subject: str
    detail: str


def note(
    t: Transaction, at_ms: int, actor: str, action: str, subject: str = "", **detail: str | int
) -> None:
    """Add an entry; `actor` is an account or `AT_THE_HUB`, `detail` never holds a record's value.

    Nobody else can add one until the transaction ends.
    """
    t.alone("audit")
    before = head(t)
    text = canonical(detail).decode()
    n = before.n + 1
    chain = _linked(before.chain, n, at_ms, actor, action, subject, text)
    t.run(
        "INSERT INTO audit (n, at_ms, actor, action, subject, detail, chain) "
        "VALUES (:n, :at, :actor, :action, :subject, :detail, :chain)",
        n=n,
        at=at_ms,
        actor=actor,
        action=action,
        subject=subject,
        detail=text,
        chain=chain,
    )


def head(t: Transaction) -> Head:
    """Return the newest entry's number and hash."""
    row = t.one("SELECT n, chain FROM audit ORDER BY n DESC LIMIT 1")
    return Head(int(row.n), row.chain) if row else Head(0, START)


def agrees_with(t: Transaction, told: object, epoch: str) -> bool:
    """Say whether the list still holds what a device was told once.

    True where it was told nothing, or before the hub was restored.
    """
    if not isinstance(told, Mapping) or told.get("epoch") != epoch:
        return True
    n, chain = told.get("n"), told.get("chain")
    if not isinstance(n, int) or isinstance(n, bool) or n <= 0:
        return True
    row = t.one("SELECT chain FROM audit WHERE n = :n", n=min(n, 2**62))
    return row is not None and row.chain == chain


def first_wrong(t: Transaction) -> int:
    """Return the number of the first entry that is not as it was written, or 0."""
    chain, n = START, 0
    while True:
        rows = t.rows("SELECT * FROM audit WHERE n > :n ORDER BY n LIMIT :many", n=n, many=_PAGE)
        for row in rows:
            n += 1
            chain = _linked(
                chain, n, int(row.at_ms), row.actor, row.action, row.subject, row.detail
            )
            if int(row.n) != n or row.chain != chain:
                return n
        if len(rows) < _PAGE:
            return 0


def newest(t: Transaction, many: int) -> list[Noted]:
    """Return the newest entries, the newest first."""
    rows = t.rows("SELECT * FROM audit ORDER BY n DESC LIMIT :many", many=many)
    return [
        Noted(int(row.n), int(row.at_ms), row.actor, row.action, row.subject, row.detail)
        for row in rows
    ]


def _linked(chain: str, *entry: object) -> str:
    return hashlib.sha256(bytes.fromhex(chain) + canonical(list(entry))).hexdigest()
