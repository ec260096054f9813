"""Changes that wait: for a row that is not here yet, or for somebody to look at them.

A change of a row that its author may not see, and one of a row that does not exist, get the same
answer. Both are set aside; the second is tried again by itself when the row arrives.
"""

from collections.abc import Iterable, Sequence
from typing import Any

from adviser_tui.hub.applying import NO_ACCESS, Applying
from adviser_tui.hub.callers import callers_by_number
from adviser_tui.hub.errors import HubError
from adviser_tui.hub.items import Item, stored_item
from adviser_tui.hub.rights import Rights
from adviser_tui.hub.store import Transaction
from adviser_tui.ids import derived_id
from adviser_tui.sync.limits import QUARANTINE_MOST

_WAITING = """
SELECT 'held' AS origin, dev_no, lseq, row_id, waits_for, change FROM held
  WHERE waits_for = ANY(:ids)
UNION ALL
SELECT 'quarantine', dev_no, lseq, row_id, waits_for, change FROM quarantine
  WHERE waits_for = ANY(:ids) AND state = 'open'
ORDER BY dev_no, lseq
"""
_HELD = ("dev_no", "lseq", "row_id", "waits_for", "agg", "account", "change", "at_ms")
_QUARANTINE = (
    *("id", "dev_no", "lseq", "account", "entity", "row_id", "agg", "home"),
    *("why", "waits_for", "change", "at_ms"),
)


def waiting_for(t: Transaction, rows: Iterable[str]) -> list[Item]:
    """Return the changes that wait for one of `rows`, and those that wait for them in turn."""
    wanted = sorted(set(rows))
    if not wanted or not _anything_waits(t):
        return []
    found: dict[tuple[int, int], Any] = {}
    while wanted:
        more = [r for r in t.rows(_WAITING, ids=wanted) if (r.dev_no, r.lseq) not in found]
        found.update({(row.dev_no, row.lseq): row for row in more})
        wanted = sorted({row.row_id for row in more})
    callers = callers_by_number(t, (int(dev_no) for dev_no, _ in found))
    items = []
    for row in found.values():
        author = callers[int(row.dev_no)]
        item = stored_item(row.change, author, Rights(author), row.origin)
        item.waits_for = row.waits_for
        items.append(item)
    return items


def _anything_waits(t: Transaction) -> bool:
    return (
        t.one(
            "SELECT 1 AS n FROM held UNION ALL "
            "SELECT 1 FROM quarantine WHERE waits_for <> '' LIMIT 1"
        )
        is not None
    )


def quarantine_id(item: Item) -> str:
    """Return the id of a change that was set aside, the same however often it is."""
    return derived_id("quarantine", "{}:{}".format(*item.key))


def write_waiting(
    t: Transaction, fresh: Sequence[Item], stored: Sequence[Item], done: Applying
) -> None:
    """Keep what must wait, and let go of what waited until now and was decided.

    `fresh` came in this push. Raises `HubError` 429 where too much of one device waits already.
    """
    decided = [item for item in stored if item.outcome]
    for item in decided:
        t.run(
            f"DELETE FROM {item.origin} WHERE dev_no = :dev AND lseq = :lseq",
            dev=item.author.dev_no,
            lseq=item.change.lseq,
        )
    for item in stored:
        if not item.outcome and item.waits_for:
            t.run(
                f"UPDATE {item.origin} SET waits_for = :row WHERE dev_no = :dev AND lseq = :lseq",
                row=item.waits_for,
                dev=item.author.dev_no,
                lseq=item.change.lseq,
            )
    _name_waiting(t, fresh)
    new = [*fresh, *decided]
    _hold(t, [item for item in new if item.outcome == "held"], done)
    _set_aside(t, [item for item in new if item.outcome == "quarantined"], done)


def _name_waiting(t: Transaction, items: Sequence[Item]) -> None:
    """Say `held` where the author made the row that is waited for, else what a stranger hears."""
    waiting = [item for item in items if not item.outcome]
    if not waiting:
        return
    made = {i.change.row_id for i in items if i.change.op == "ins" and i.outcome != "erased"}
    known = t.rows(
        "SELECT row_id FROM held WHERE row_id = ANY(:ids) AND account = :account UNION ALL "
        "SELECT row_id FROM quarantine WHERE row_id = ANY(:ids) AND account = :account "
        "AND state = 'open'",
        ids=sorted({item.waits_for for item in waiting}),
        account=waiting[0].author.account,
    )
    own = made | {row.row_id for row in known}
    for item in waiting:
        if item.waits_for in own:
            item.end("held", "waits")
        else:
            item.end("quarantined", NO_ACCESS)


def _hold(t: Transaction, items: Sequence[Item], done: Applying) -> None:
    rows = [
        (
            *item.key,
            item.change.row_id,
            item.waits_for,
            done.scene.agg_of(item),
            item.author.account,
            item.kept_text(done.now_ms),
            done.now_ms,
        )
        for item in items
    ]
    t.put_many("held", _HELD, rows, ("dev_no", "lseq"))


def _set_aside(t: Transaction, items: Sequence[Item], done: Applying) -> None:
    if not items:
        return
    rows = [
        (
            quarantine_id(item),
            *item.key,
            item.author.account,
            item.change.entity,
            item.change.row_id,
            done.scene.agg_of(item),
            done.scene.team_home_of(item),
            item.why,
            item.waits_for,
            item.kept_text(done.now_ms),
            done.now_ms,
        )
        for item in items
    ]
    t.put_many("quarantine", _QUARANTINE, rows, ("id",))
    dev_no = items[0].author.dev_no
    count = t.one(
        "SELECT count(*) AS n FROM quarantine WHERE dev_no = :dev AND state = 'open'", dev=dev_no
    )
    if count and int(count.n) > QUARANTINE_MOST:
        raise HubError(
            429,
            "quarantine_full",
            "Too much of this device waits for a team lead to look at. Nothing was taken; "
            "it stays on the device.",
            retry_after=3600,
        )
