"""Bringing a hub back from a backup without bringing back what was ended since.

The data is replaced in one transaction. The journal then says what no backup may undo: people who
were erased stay erased, rights that were taken stay taken, no number of a device is given twice.
The hub begins a new life (its epoch): devices deliver again what the backup does not know.
"""

import time
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from adviser_tui.errors import RuleError, StorageError
from adviser_tui.hub import audit
from adviser_tui.hub.backup import columns_of, table_names
from adviser_tui.hub.backup_file import Head, checked, rows_of
from adviser_tui.hub.forgetting import forget_again
from adviser_tui.hub.journal import Entry, Journal
from adviser_tui.hub.people import Act
from adviser_tui.hub.replaying import Replayed, replay
from adviser_tui.hub.store import Store, Transaction
from adviser_tui.sync.limits import TOKEN_DAYS

_MANY = 500


@dataclass(frozen=True, slots=True)
class Restored:
    """What a restore did."""

    hub_id: str
    restore_counter: int
    rows: int
    made_ms: int
    """When the backup was made, in milliseconds since 1970."""
    erased: int
    """How many records that were erased since had to be erased again."""
    people: int
    devices: int
    """How many changes to people and devices were made again."""


def restore(
    file: Path,
    store: Store,
    act: Act,
    *,
    hub_id: str = "",
    journals: Iterable[Journal] = (),
    without_journal: bool = False,
) -> Restored:
    """Put a backup in the place of everything in `store`; `act.journal` is the hub's own journal.

    `hub_id` is that of the hub which is expected, where it is known; `journals` are those of other
    machines before the same database. Raises `RuleError` where no journal says what was ended
    since, unless that is asked for, and `StorageError` for a file that is not whole.
    """
    head, many = checked(file)
    if hub_id and head.hub_id != hub_id:
        raise RuleError("This is a backup of another hub. Nothing was changed.")
    entries = entries_for(head, [act.journal, *journals], without_journal=without_journal)
    with store.transaction() as t:
        t.alone("people")
        before = _present(t)
        _replace_all(t, file, head)
        replayed = replay(t, entries, head.made_ms)
        erased = forget_again(t, replayed.erased)
        counter = _next_life(t, head, before, replayed, has_journal=bool(entries))
        audit.note(t, act.at_ms, act.actor, "restored", head.hub_id, counter=counter)
        _wake(t, head.made_ms, act.at_ms)
        act.journal.append("restored", at=act.at_ms, hub_id=head.hub_id, counter=counter)
    store.analyse()
    # Whoever was erased since went through the write-ahead log on the way back in.
    store.forget()
    return Restored(
        head.hub_id,
        counter,
        sum(many.values()),
        head.made_ms,
        erased,
        replayed.people,
        replayed.devices,
    )


def entries_for(
    head: Head, journals: Iterable[Journal], *, without_journal: bool = False
) -> list[Entry]:
    """Return what all journals say, in the order in which it happened.

    Raises `RuleError` where they say nothing at all, unless that is asked for.
    """
    found = [entry for each in journals for entry in each.entries()]
    for entry in found:
        if entry.values.get("hub_id", head.hub_id) != head.hub_id:
            raise StorageError(
                "The journal belongs to another hub than the backup. Nothing was changed."
            )
    if not found and not without_journal:
        raise RuleError(
            "The hub's journal is missing, so nobody can tell who was erased or lost their access "
            "since this backup was made. Nothing was changed. Bring the file journal.jsonl back "
            "into the hub's folder; only where it is lost for good, use --without-journal."
        )
    return sorted(found, key=lambda entry: int(entry.values.get("at", 0)))


def _present(t: Transaction) -> Any:
    return t.one("SELECT hub_id, restore_counter, next_dev_no FROM hub_state WHERE k = 1")


def _replace_all(t: Transaction, file: Path, head: Head) -> None:
    known = {name: columns_of(t, name) for name in table_names()}
    step = t.one("SELECT max(n) AS n FROM hub_step")
    if step is None or head.step > int(step.n) or not _fits(head, known):
        raise StorageError(
            "The backup was made by a newer version of the program. Nothing was changed. Install "
            "that version and try again."
        )
    for name in reversed(known):
        t.run(f"DELETE FROM {name}")
    t.run("DELETE FROM lease")
    table, waiting = "", list[list[Any]]()
    for name, row in rows_of(file):
        if waiting and (name != table or len(waiting) >= _MANY):
            t.insert_many(table, head.tables[table], waiting)
            waiting = []
        table = name
        waiting.append(row)
    if waiting:
        t.insert_many(table, head.tables[table], waiting)
    # A code in the backup may have been used since.
    t.run("DELETE FROM code")
    state = _present(t)
    if state is None or state.hub_id != head.hub_id:
        raise StorageError(f"{file} says two things about which hub it is. Nothing was changed.")


def _fits(head: Head, known: dict[str, tuple[str, ...]]) -> bool:
    return all(
        name in known and columns and set(columns) <= set(known[name])
        for name, columns in head.tables.items()
    )


def _wake(t: Transaction, made_ms: int, now_ms: int) -> None:
    """Count devices as heard of now: those whose token was good may have used it ever since."""
    t.run(
        "UPDATE device SET seen_ms = :now WHERE state <> 'revoked' AND seen_ms < :now "
        "AND (seen_ms > :then OR token_ms > :then)",
        now=now_ms,
        then=made_ms - TOKEN_DAYS * 86_400_000,
    )


def _next_life(
    t: Transaction, head: Head, before: Any, replayed: Replayed, *, has_journal: bool
) -> int:
    """Give the hub a life that no device has seen, and numbers that no device ever had."""
    is_same = before is not None and before.hub_id == head.hub_id
    counters = [head.restore_counter, replayed.counter]
    numbers = [replayed.next_dev_no, 1]
    if is_same:
        counters.append(int(before.restore_counter))
        numbers.append(int(before.next_dev_no))
    state = _present(t)
    numbers.append(int(state.next_dev_no))
    counter, number = max(counters) + 1, max(numbers)
    if not has_journal:
        # Nobody knows what came after the backup, so both jump beyond whatever it can have been.
        counter, number = max(counter, int(time.time())), number + 10_000
    t.run(
        "UPDATE hub_state SET restore_counter = :counter, next_dev_no = :number WHERE k = 1",
        counter=counter,
        number=number,
    )
    return counter
