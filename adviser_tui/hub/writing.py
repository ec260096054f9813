"""What a batch decided, written down: rows, conflicts, homes, the feed, and every outcome."""

import json
from collections.abc import Iterable, Sequence

from adviser_tui.hub.applying import Applying
from adviser_tui.hub.feed import Feed
from adviser_tui.hub.homes import write_homes
from adviser_tui.hub.items import Item
from adviser_tui.hub.moments import moment_of
from adviser_tui.hub.store import Transaction
from adviser_tui.sync.change import Value, Version
from adviser_tui.sync.clocks import millis
from adviser_tui.sync.merging import Loser
from adviser_tui.sync.pages import INSERT, HubRow, versions_text
from adviser_tui.sync.shapes import shapes

CONFLICT = "sync_conflict"
_ROW = ("id", "entity", "agg", "made_by", "fields", "versions", "updated_at", "updated_by")
_FIELDS = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))


def write_batch(t: Transaction, done: Applying) -> None:
    """Write rows, conflicts, homes and feed of an applied batch."""
    scene = done.scene
    conflicts = _conflicts(t, done)
    for row in conflicts:
        scene.rows[row.id] = row
    write_rows(t, [scene.rows[row_id] for row_id in done.changed] + conflicts)
    moved = {agg: homes for agg, homes in scene.homes.items() if _is_moved(done, agg)}
    write_homes(t, scene.homes_before, moved)
    feed = Feed(scene.scopes, done.now_ms)
    for agg, homes in moved.items():
        if before := scene.homes_before.get(agg):
            feed.aggregate(t, agg, before, homes)
    feed.rows(scene, [*done.touched, *(row.id for row in conflicts)])
    feed.write(t)


def write_rows(t: Transaction, rows: Iterable[HubRow]) -> None:
    """Write whole rows, over what is there."""
    t.put_many("row_state", _ROW, [_written(row) for row in rows], ("id",))


def _is_moved(done: Applying, agg: str) -> bool:
    return done.scene.homes_before.get(agg) != done.scene.homes[agg]


def _written(row: HubRow) -> tuple[object, ...]:
    made = row.versions.get(INSERT, Version(0, 0, 0))
    if len(row.versions) == 1 and INSERT in row.versions:
        versions = f'{{"*":[{made.hlc},{made.dev},{made.lseq}]}}'
    else:
        versions = versions_text(row.versions)
    return (
        row.id,
        row.entity,
        row.agg,
        made.dev,
        _FIELDS.encode(row.fields),
        versions,
        row.updated_at,
        row.updated_by,
    )


def _conflicts(t: Transaction, done: Applying) -> list[HubRow]:
    """Return the records of values that do not count, as far as they are not there already."""
    losers = {loser.id_for(row.id): (item, row, loser) for item, row, loser in done.losers}
    if not losers:
        return []
    known = t.rows("SELECT id FROM row_state WHERE id = ANY(:ids)", ids=sorted(losers))
    for each in known:
        del losers[each.id]
    people = _people_of(t, (loser for _, _, loser in losers.values()))
    return [
        _conflict(conflict_id, item, row, loser, people, done)
        for conflict_id, (item, row, loser) in losers.items()
    ]


def _people_of(t: Transaction, losers: Iterable[Loser]) -> dict[int, str]:
    numbers = {v.dev for each in losers for v in (each.kept_version, each.lost_version)}
    found = t.rows("SELECT dev_no, account FROM device WHERE dev_no = ANY(:n)", n=sorted(numbers))
    return {int(row.dev_no): row.account for row in found}


def _conflict(
    conflict_id: str, item: Item, row: HubRow, loser: Loser, people: dict[int, str], done: Applying
) -> HubRow:
    shape = shapes()[CONFLICT]
    fields: dict[str, Value] = {c.name: c.default for c in shape.columns.values()}
    fields |= {
        "id": conflict_id,
        "created_at": done.now_at,
        "created_by": item.author.account,
        "device_id": item.author.device_id,
        "whole_id": row.agg,
        "entity": row.entity,
        "row_id": row.id,
        "field": loser.field,
        "kind": loser.kind,
        "kept": _FIELDS.encode(loser.kept),
        "kept_by": people.get(loser.kept_version.dev, ""),
        "kept_at": _at(loser.kept_version, item),
        "lost": _FIELDS.encode(loser.lost),
        "lost_by": people.get(loser.lost_version.dev, ""),
        "lost_at": _at(loser.lost_version, item),
    }
    # Dot 0.n is nobody's: the hub itself made the row.
    versions = {INSERT: Version(done.now_ms << 16, 0, item.change.lseq)}
    return HubRow(
        CONFLICT, conflict_id, row.agg, fields, versions, done.now_at, item.author.account
    )


def _at(version: Version, item: Item) -> str:
    """Return when a value was given, as its device said where that is known here."""
    if version.dot == item.key and item.change.at:
        return item.change.at
    return moment_of(millis(version.hlc)) if version.hlc else ""


def write_outcomes(t: Transaction, items: Sequence[Item], done: Applying) -> None:
    """Keep what devices must be told until they have confirmed it.

    That a change was applied needs no keeping where its device is being answered just now.
    """
    kept = []
    for item in items:
        if item.outcome in ("applied", "equal") and not item.origin:
            continue
        if item.change.op == "scrub":
            continue
        agg = "" if item.outcome == "erased" else done.scene.agg_of(item)
        detail = _FIELDS.encode(item.detail)
        kept.append((*item.key, item.outcome, item.why, detail, agg, done.now_ms))
    columns = ("dev_no", "lseq", "outcome", "why", "detail", "agg", "at_ms")
    t.put_many("outcome", columns, kept, ("dev_no", "lseq"))
