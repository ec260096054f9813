"""What became of changes, told to their device until it has confirmed that it knows."""

import json
from collections.abc import Sequence
from typing import Any

from adviser_tui.hub.store import Transaction

_AT_ONCE = 1_000


def told(t: Transaction, dev_no: int) -> list[dict[str, Any]]:
    """Return the outcomes that a device has not confirmed, in the order of its changes."""
    rows = t.rows(
        "SELECT lseq, outcome, why, detail FROM outcome WHERE dev_no = :dev "
        "ORDER BY lseq LIMIT :most",
        dev=dev_no,
        most=_AT_ONCE,
    )
    return [
        {"l": int(r.lseq), "o": r.outcome, "why": r.why, "detail": json.loads(r.detail)}
        for r in rows
    ]


def confirm(t: Transaction, dev_no: int, numbers: Sequence[int]) -> None:
    """Forget outcomes that the device knows now."""
    t.run(
        "DELETE FROM outcome WHERE dev_no = :dev AND lseq = ANY(:numbers)",
        dev=dev_no,
        numbers=list(numbers),
    )
