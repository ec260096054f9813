"""Who may fetch much just now: a few at a time, so that everybody else stays served.

And how much at most: nobody's device is given more than it can hold.
"""

import logging
from collections.abc import Mapping
from typing import TYPE_CHECKING

from adviser_tui.hub.callers import Caller
from adviser_tui.hub.errors import HubError
from adviser_tui.hub.store import Transaction
from adviser_tui.sync.limits import PAGE_ROWS, ROWS_MOST, ROWS_WARNED

if TYPE_CHECKING:
    from adviser_tui.hub.hub import Hub
    from adviser_tui.hub.pulling_pages import Head

LOG = logging.getLogger("adviser.hub")
ROWS = "rows_most"
"""The setting by which whoever runs the hub allows more rows on a device than usual."""

MUCH = 3 * PAGE_ROWS
"""Behind by more than this, a device needs a place."""
_LEASE_MS = 60_000
_RETRY_S = 15


def refuse_too_many(t: Transaction, caller: Caller, heads: Mapping[str, "Head"]) -> None:
    """Raise `HubError` 413 for a device that would be given more rows than it can hold.

    Asked when it fetches everything: a device that has its rows goes on with them.
    """
    # A scope's newest number is never less than its rows, and costs nothing to look at.
    if sum(head.head for head in heads.values()) <= ROWS_WARNED:
        return
    row = t.one(
        "SELECT count(*) AS n FROM feed WHERE scope = ANY(:scopes) AND op = 'put'",
        scopes=sorted(head.n for head in heads.values()),
    )
    many = int(row.n) if row else 0
    if many > (most := rows_most(t)):
        raise HubError(
            413,
            "too_many_rows",
            f"This device would have to hold {many:,} records, and the hub allows {most:,}. "
            "Nothing was changed. Whoever runs the hub can put this person into fewer teams, or "
            "allow more with `adviser hub devices --allow-rows`.",
        )
    if many > ROWS_WARNED:
        LOG.warning("device %d fetches %d rows, which is a lot", caller.dev_no, many)


def rows_most(t: Transaction) -> int:
    """Return how many rows a device may be given."""
    row = t.one("SELECT value FROM hub_setting WHERE key = :key", key=ROWS)
    return int(row.value) if row else ROWS_MOST


def allow_rows(t: Transaction, most: int) -> None:
    """Allow so many rows on a device."""
    t.put_many("hub_setting", ("key", "value"), [(ROWS, str(most))], ("key",))


def admit(hub: "Hub", caller: Caller, now: int) -> None:
    """Give a device that is far behind a place for a minute, or raise `HubError` 429."""
    with hub.store.transaction() as t:
        t.alone("lease")
        t.run("DELETE FROM lease WHERE until_ms <= :now", now=now)
        others = t.one("SELECT count(*) AS n FROM lease WHERE dev_no <> :dev", dev=caller.dev_no)
        if others and int(others.n) >= hub.bootstraps:
            raise HubError(
                429,
                "bootstraps",
                "Others are fetching everything just now. It goes on by itself in a moment.",
                retry_after=_RETRY_S,
            )
        lease = (caller.dev_no, now + _LEASE_MS)
        t.put_many("lease", ("dev_no", "until_ms"), [lease], ("dev_no",))


def has_place(t: Transaction, caller: Caller) -> bool:
    """Say whether a device has a place that it was given to fetch much."""
    return t.one("SELECT dev_no FROM lease WHERE dev_no = :dev", dev=caller.dev_no) is not None


def give_up_place(hub: "Hub", caller: Caller) -> None:
    """Let the next one have the place of a device that has everything now."""
    with hub.store.transaction() as t:
        t.run("DELETE FROM lease WHERE dev_no = :dev", dev=caller.dev_no)
