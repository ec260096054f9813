"""How much there is of what somebody should look at, counted in the database when asked for."""

import time
from collections.abc import Callable, Mapping
from typing import Final

from adviser_tui.clock import Clock
from adviser_tui.hub.store import Store

_KEPT_S: Final = 300.0
"""Open conflicts are counted by looking through rows, so their number is kept for a while."""
_COUNTS: Final = {
    "quarantine_open": "SELECT COUNT(*) AS n FROM quarantine WHERE state = 'open'",
    "held_open": "SELECT COUNT(*) AS n FROM held",
    "erasure_unconfirmed_devices": (
        "SELECT COUNT(*) AS n FROM device WHERE state <> 'revoked' "
        "AND erase_cursor < (SELECT COALESCE(MAX(n), 0) FROM erasure)"
    ),
}
_WAITING: Final = (
    "SELECT MIN(at_ms) AS ms FROM (SELECT MIN(at_ms) AS at_ms FROM held UNION ALL "
    "SELECT MIN(at_ms) FROM quarantine WHERE state = 'open') AS waiting"
)
_CONFLICTS: Final = (
    "SELECT COUNT(*) AS n FROM row_state "
    "WHERE entity = 'sync_conflict' AND fields LIKE '%\"state\":\"open\"%'"
)


class Figures:
    """The gauges of `metrics.FIGURES` that the database knows."""

    def __init__(
        self,
        store: Store,
        now_ms: Callable[[], int] | None = None,
        passed: Callable[[], float] = time.monotonic,
    ) -> None:
        self._store = store
        self._now_ms = now_ms or (lambda: int(Clock().now().timestamp() * 1000))
        self._passed = passed
        self._conflicts = 0
        self._counted: float | None = None

    def __call__(self) -> Mapping[str, float]:
        """Count now; numbers alone."""
        now = self._now_ms()
        found: dict[str, float] = {}
        with self._store.reading() as t:
            for name, sql in _COUNTS.items():
                row = t.one(sql)
                found[name] = int(row.n) if row else 0
            leases = t.one("SELECT COUNT(*) AS n FROM lease WHERE until_ms > :now", now=now)
            found["bootstrap_active"] = int(leases.n) if leases else 0
            seen = t.one(
                "SELECT MIN(seen_ms) AS ms FROM device WHERE state = 'active' AND seen_ms > 0"
            )
            oldest = int(seen.ms) if seen and seen.ms is not None else now
            found["device_lag_seconds"] = max(0, now - oldest) // 1000
            waiting = t.one(_WAITING)
            since = int(waiting.ms) if waiting and waiting.ms is not None else now
            found["oldest_waiting_seconds"] = max(0, now - since) // 1000
            passed = self._passed()
            if self._counted is None or passed - self._counted >= _KEPT_S:
                open_ones = t.one(_CONFLICTS)
                self._conflicts = int(open_ones.n) if open_ones else 0
                self._counted = passed
        return {**found, "conflicts_open": self._conflicts}
