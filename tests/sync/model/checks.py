"""What must be true whatever happened: the invariants I1 to I9."""

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from typing import Any

from adviser_tui.sync.clocks import TOLERANCE_MS, packed
from adviser_tui.sync.merging import MERGED
from adviser_tui.sync.pages import AUTHORSHIP
from adviser_tui.sync.shapes import shapes
from tests.sync.model.hub_side import HubSide, Row
from tests.sync.model.laptop import Laptop
from tests.sync.model.ledger import Ledger, Place, is_state

CONFLICT = "sync_conflict"


class Broken(AssertionError):  # noqa: N818
    """An invariant does not hold; `rule` names it."""

    def __init__(self, rule: str, what: str) -> None:
        super().__init__(f"{rule}: {what}")
        self.rule = rule


def rows_here(laptop: Laptop) -> dict[tuple[str, str], dict[str, Any]]:
    """Return every shared row of a laptop."""
    found = {}
    for entity, shape in shapes().items():
        names = ", ".join((*shape.columns, *AUTHORSHIP))
        for row in laptop.database.rows(f"SELECT {names} FROM {entity}"):
            found[(entity, str(row["id"]))] = dict(row)
    return found


def check_equal(laptop: Laptop, hub: HubSide) -> None:
    """I1, I3: a laptop has exactly what its person may see, field by field as the hub has it."""
    mine = rows_here(laptop)
    visible = hub.visible_to(laptop.account())
    who = f"laptop {laptop.number}"
    for key in sorted(mine.keys() - visible.keys()):
        waits = laptop.database.row(
            "SELECT outcome FROM sync_issue"
            " WHERE row_id = ? AND outcome IN ('held', 'quarantined')",
            (key[1],),
        )
        if not (waits and key not in hub.rows()):
            raise Broken("I3", f"{who} has {key}, which it may not see: {mine[key]}")
    for key in sorted(visible.keys() - mine.keys()):
        raise Broken("I1", f"{who} lacks {key}: {visible[key]}")
    for key in sorted(visible.keys() & mine.keys()):
        theirs = visible[key]
        for name in shapes()[key[0]].columns:
            if mine[key][name] != theirs.fields.get(name):
                raise Broken(
                    "I1",
                    f"{who} has {key}.{name} = {mine[key][name]!r}, "
                    f"the hub {theirs.fields.get(name)!r}",
                )
        if json.loads(mine[key]["versions"]) != theirs.versions:
            raise Broken(
                "I1", f"{who}: versions of {key}: {mine[key]['versions']} / {theirs.versions}"
            )


def check_homes(hub: HubSide) -> None:
    """I3: participants are shared with those who work with them, and with nobody else."""
    present = hub.homes()
    for agg, due in hub.homes_due().items():
        if present[agg] != due:
            raise Broken("I3", f"participant {agg} is shared with {present[agg]}, not with {due}")


def check_let_go(laptop: Laptop, hub: HubSide) -> None:
    """I3: no contents of changes about what a person may not see any more."""
    seen = {row.agg for row in hub.visible_to(laptop.account()).values()}
    known = {row.agg for row in hub.rows().values()}
    for record in laptop.database.rows(
        "SELECT lseq, agg, entity, row_id, fields FROM change_record WHERE scrub = 0"
    ):
        if record["agg"] in known and record["agg"] not in seen:
            raise Broken(
                "I3",
                f"laptop {laptop.number} keeps change {record['lseq']} of {record['entity']} "
                f"{record['row_id']}: {record['fields']}",
            )


def check_waiting_is_shown(laptop: Laptop) -> None:
    """I6: what waits to be sent is what the screen shows.

    What was confirmed once and waits again, for a hub that lost it, may have lost to another.
    """
    state = laptop.device.state()
    laptop.confirmed = max(laptop.confirmed, state.acked)
    latest: dict[Place, Any] = {}
    for record in laptop.database.rows(
        "SELECT entity, row_id, fields FROM change_record"
        " WHERE status = 0 AND scrub = 0 AND lseq > ? ORDER BY lseq",
        (laptop.confirmed,),
    ):
        for name, value in json.loads(record["fields"]).items():
            latest[(str(record["entity"]), str(record["row_id"]), name)] = value
    for (entity, row_id, name), value in latest.items():
        row = laptop.database.row(f"SELECT {name} FROM {entity} WHERE id = ?", (row_id,))
        if row is None:
            raise Broken("I6", f"laptop {laptop.number}: {entity} {row_id} waits and is not there")
        if row[0] != value:
            raise Broken(
                "I6",
                f"laptop {laptop.number}: {entity} {row_id}.{name} waits as {value!r}, "
                f"shown is {row[0]!r}",
            )


def check_clocks(hub: HubSide) -> None:
    """I7: no clock at the hub is further ahead than is believed."""
    most = packed(hub.now_ms() + TOLERANCE_MS + 1)
    for key, row in hub.rows().items():
        for name, version in row.versions.items():
            if version[0] > most:
                raise Broken("I7", f"{key}.{name} has the clock {version[0]}")


def check_nothing_lost(ledger: Ledger, hub: HubSide) -> None:
    """I2: everything that anybody wrote is somewhere where somebody sees it."""
    said = hub.conflicts()
    waits = hub.undecided()
    for place in ledger.places():
        if place[0] == CONFLICT:
            continue  # of two who settle the same, the first counts: there is nothing to choose
        for number, written in ledger.at(place):
            if number in ledger.excused or hub.is_erased(written.agg, place[1]):
                continue
            if str(written.value).startswith(MERGED) and hub.is_erased(written.value[-36:], ""):
                continue  # a change that names the erased goes with them
            if not _is_accounted_for(ledger, place, written.value, hub, said, waits):
                row = hub.rows().get(place[:2])
                raise Broken(
                    "I2",
                    f"{written.value!r} at {place} by laptop {written.laptop} (change "
                    f"{written.lseq}, step {written.step}) is nowhere; the hub has "
                    f"{row.fields.get(place[2]) if row else None!r}",
                )


def _is_accounted_for(
    ledger: Ledger,
    place: Place,
    value: Any,
    hub: HubSide,
    said: dict[Place, list[Any]],
    waits: list[tuple[Place, Any]],
) -> bool:
    row: Row | None = hub.rows().get(place[:2])
    left, met = [value], [value]
    while left:
        each = left.pop()
        if row is not None and row.fields.get(place[2]) == each:
            return True
        if each in said.get(place, ()) or (place, each) in waits:
            return True
        for later in ledger.seen_after(place, each):
            if later not in met:
                met.append(later)
                left.append(later)
    if is_state(place) and row is not None:
        # Passed through along its edges by somebody who knew nothing of it.
        return any(w.value == row.fields.get(place[2]) for _, w in ledger.at(place))
    return False


def check_no_false_alarm(ledger: Ledger, hub: HubSide) -> None:
    """I9: nobody is asked to choose where one of two saw what the other had written."""
    for row in hub.rows().values():
        if row.entity != CONFLICT or row.fields["kind"] != "both_changed":
            continue
        place = (row.fields["entity"], row.fields["row_id"], row.fields["field"])
        kept, lost = json.loads(row.fields["kept"]), json.loads(row.fields["lost"])
        if not all(isinstance(v, str) and v.startswith("w-") for v in (kept, lost)):
            continue
        for later, earlier in ((kept, lost), (lost, kept)):
            if ledger.came_from(place, later, earlier):
                raise Broken("I9", f"{place}: whoever wrote {later!r} had seen {earlier!r}")


def check_erased(words: dict[str, str], files: Iterator[tuple[str, bytes]]) -> None:
    """I4: of somebody who was erased no word is left in any file."""
    if not words:
        return
    for name, content in files:
        for word, agg in words.items():
            if word.encode() in content:
                raise Broken("I4", f"{word!r} of {agg} is still in {name}")


def check_sound(laptop: Laptop) -> None:
    """The file is whole, and nothing is left over that only a transaction may hold."""
    with closing(sqlite3.connect(laptop.database.path)) as connection:
        found = connection.execute("PRAGMA quick_check").fetchone()[0]
        applying = connection.execute("SELECT applying FROM sync_state").fetchone()[0]
    if found != "ok" or applying:
        raise Broken("I5", f"laptop {laptop.number}: {found}, applying {applying}")
