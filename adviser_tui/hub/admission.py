"""Who may fetch much just now: a few at a time, so that everybody else stays served."""

from typing import TYPE_CHECKING

from adviser_tui.hub.callers import Caller
from adviser_tui.hub.errors import HubError
from adviser_tui.sync.limits import PAGE_ROWS

if TYPE_CHECKING:
    from adviser_tui.hub.hub import Hub

MUCH = 3 * PAGE_ROWS
"""Behind by more than this, a device needs a place."""
_LEASE_MS = 60_000
_RETRY_S = 15


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
