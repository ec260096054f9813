"""Who is asking: a token leads to a device, a person, and what that person is to which team."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from adviser_tui.hub.errors import HubError, expired, not_known
from adviser_tui.hub.store import Transaction
from adviser_tui.sync.limits import TOKEN_DAYS

_UNUSED_MS = TOKEN_DAYS * 86_400_000
WHO = """d.dev_no, d.device_id, d.state, d.acked, d.chain, d.erase_cursor, d.seen_ms,
  d.enrolled_at, d.wipe_nonce, d.next_hash, d.token_ms, a.id AS account, a.name, a.role, a.active,
  m.team"""
BY_TOKEN = """device d JOIN account a ON a.id = d.account
  LEFT JOIN membership m ON m.account = a.id"""
SHOWN = "(d.token_hash = :h OR d.next_hash = :h)"
_WHO = f"SELECT {WHO} FROM {BY_TOKEN}"


@dataclass(frozen=True, slots=True)
class Caller:
    """A device with the person it belongs to, as both stand at the moment of asking."""

    dev_no: int
    device_id: str
    state: str
    """`active`, `draining` or `revoked`."""
    account: str
    """The person's id, which is that of their adviser row as well."""
    name: str
    role: str
    """`adviser`, `lead`, `office`, `reader` or `admin`."""
    is_active: bool
    teams: frozenset[int]
    acked: int = 0
    chain: str = ""
    erase_cursor: int = 0
    seen_ms: int = 0
    enrolled_at: str = ""
    by_next_token: bool = False
    """Whether the new token was shown, so that the old one can be forgotten."""

    @property
    def may_work(self) -> bool:
        """Say whether anything but delivering is still allowed."""
        return self.is_active and self.state == "active"


def hashed(token: str) -> str:
    """Return what is stored of a token."""
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).hexdigest()


def caller_of(t: Transaction, token: str, now_ms: int | None = None) -> Caller:
    """Return who shows `token`; raises `HubError` 401, or 410 where the device was revoked.

    With `now_ms` a token also has to have been used in the last `TOKEN_DAYS`.
    """
    if not token:
        raise not_known()
    shown = hashed(token)
    rows = t.rows(f"{_WHO} WHERE {SHOWN}", h=shown)
    if not rows:
        raise not_known()
    caller = caller_in(rows, shown)
    if caller.state == "revoked":
        raise HubError(
            410,
            "revoked",
            "This device was taken out of the team. Ask your team lead what to do with it.",
            {"device_id": caller.device_id},
        )
    if now_ms is not None and now_ms - max(caller.seen_ms, int(rows[0].token_ms)) > _UNUSED_MS:
        raise expired()
    return caller


def worker_of(t: Transaction, token: str, now_ms: int | None = None) -> Caller:
    """Return who shows `token` where they may do more than deliver; else raises `HubError` 403."""
    caller = caller_of(t, token, now_ms)
    if not caller.may_work:
        raise HubError(
            403,
            "drain_only",
            "Your access has ended. What you recorded is still taken; nothing is sent to you.",
            {"device_id": caller.device_id},
        )
    return caller


def callers_by_number(t: Transaction, numbers: Iterable[int]) -> dict[int, Caller]:
    """Return the devices with these numbers."""
    found: dict[int, list[Any]] = {}
    for row in t.rows(f"{_WHO} WHERE d.dev_no = ANY(:n)", n=sorted(set(numbers))):
        found.setdefault(int(row.dev_no), []).append(row)
    return {number: caller_in(rows, "") for number, rows in found.items()}


def forget_old_token(t: Transaction, caller: Caller) -> None:
    """Let the new token be the only one from its first use on."""
    if caller.by_next_token:
        t.run(
            "UPDATE device SET token_hash = next_hash, token_ms = next_ms, next_hash = NULL "
            "WHERE dev_no = :n AND next_hash IS NOT NULL",
            n=caller.dev_no,
        )


def caller_in(rows: Any, shown: str) -> Caller:
    """Return the device that rows of `WHO` are about; `shown` is what is stored of its token."""
    first = rows[0]
    return Caller(
        int(first.dev_no),
        first.device_id,
        first.state,
        first.account,
        first.name,
        first.role,
        bool(first.active),
        frozenset(int(row.team) for row in rows if row.team is not None),
        int(first.acked),
        first.chain,
        int(first.erase_cursor),
        int(first.seen_ms),
        first.enrolled_at,
        bool(shown) and first.next_hash == shown,
    )
