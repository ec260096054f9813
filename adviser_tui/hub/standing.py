"""How a hub stands, in numbers and never in anybody's values."""

from dataclasses import dataclass

from adviser_tui.hub import audit
from adviser_tui.hub.devices import QUIET_DAYS
from adviser_tui.hub.store import Transaction

_DAY_MS = 86_400_000


@dataclass(frozen=True, slots=True)
class Standing:
    """What whoever runs a hub should know."""

    hub_id: str
    name: str
    epoch: str
    restores: int
    teams: int
    people: int
    devices: int
    """Those that were not taken out."""
    quiet: int
    """Of them: not heard of for a month."""
    draining: int
    records: int
    quarantined: int
    held: int
    erasures: int
    erasures_unconfirmed: int
    """Devices that have not confirmed all erasures."""
    audit_entries: int
    audit_wrong_at: int
    """The first entry of the account that is not as it was written; 0 is none."""
    audit_cuts: int
    """How often a device was told of entries that are not there any more."""


def standing(t: Transaction, epoch: str, now_ms: int) -> Standing:
    """Count how a hub stands."""
    state = t.one("SELECT hub_id, name, restore_counter FROM hub_state WHERE k = 1")
    return Standing(
        state.hub_id if state else "",
        state.name if state else "",
        epoch,
        int(state.restore_counter) if state else 0,
        _count(t, "team WHERE ended_at IS NULL"),
        _count(t, "account WHERE active = 1"),
        _count(t, "device WHERE state <> 'revoked'"),
        _count(
            t,
            "device WHERE state = 'active' AND seen_ms < :before",
            before=now_ms - QUIET_DAYS * _DAY_MS,
        ),
        _count(t, "device WHERE state = 'draining'"),
        _count(t, "row_state"),
        _count(t, "quarantine WHERE state = 'open'"),
        _count(t, "held"),
        _count(t, "erasure"),
        _count(
            t,
            "device WHERE state <> 'revoked' "
            "AND erase_cursor < (SELECT coalesce(max(n), 0) FROM erasure)",
        ),
        audit.head(t).n,
        audit.first_wrong(t),
        _count(t, "audit WHERE action = :cut", cut=audit.CUT),
    )


def _count(t: Transaction, what: str, **values: int | str) -> int:
    row = t.one(f"SELECT count(*) AS n FROM {what}", **values)
    return int(row.n) if row else 0
