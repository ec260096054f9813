"""Joining a hub: this device gets its number, and people their one id in the whole team.

Everything in one transaction that can be done again, since the grant is kept beside the caseload
until it was taken over.
"""

import json
import sqlite3
from collections.abc import Iterable, Mapping
from functools import cache
from typing import TYPE_CHECKING, Any

from adviser_tui.errors import RuleError
from adviser_tui.storage.reading import sortable
from adviser_tui.storage.settings import put_setting, read_setting
from adviser_tui.storage.sync.memory import HOME, NUMBERS, note_clock, remember, state_of
from adviser_tui.storage.sync.removing import scrub_records
from adviser_tui.sync.scopes import team_home, user_home
from adviser_tui.sync.shapes import shapes
from models.merging import Rule

if TYPE_CHECKING:
    from adviser_tui.storage.database import Database
    from adviser_tui.storage.unit import UnitOfWork

SAME = "Known in the team under another number; everything moved there."
"""Why the row of somebody counts no more who has another id in the team."""
_FROM_ELSEWHERE = '{"*":[0,0,0]}'
"""The versions of a row that was not made here; the hub's own take their place."""


def adopt(database: "Database", grant: Mapping[str, Any]) -> None:
    """Take over who this device and its people are at the hub; doing it twice does no harm.

    Raises `RuleError` where the caseload belongs to another hub.
    """
    with database.write("setup") as work:
        connection = work.connection
        state = state_of(connection)
        if state["hub_id"] and state["hub_id"] != grant["hub_id"]:
            raise RuleError(
                "This caseload belongs to another team's hub. Nothing was changed. Use a folder "
                "of its own for each team."
            )
        if state["dev_no"]:
            return
        number = int(grant["dev_no"])
        connection.execute(
            "UPDATE sync_state SET hub_id = ?, epoch = ?, dev_no = ?",
            (str(grant["hub_id"]), str(grant["epoch"]), number),
        )
        remember(connection, NUMBERS, [[1, number]])
        remember(connection, HOME, home_of_grant(grant))
        note_clock(connection, grant.get("server_time"))
        _give_number(connection, number)
        _take_over_people(work, grant)


def home_of_grant(grant: Mapping[str, Any]) -> str:
    """Return where something new of this person is shared: their first team, or with nobody."""
    teams = list(grant.get("teams") or ())
    if teams:
        return team_home(str(teams[0]["id"]))
    return user_home(str(grant["user"]["id"]))


def _give_number(connection: sqlite3.Connection, number: int) -> None:
    """Write the device's number where it stood as nought: [clock, device, change]."""
    connection.execute("UPDATE sync_state SET applying = 1")
    for entity in shapes():
        connection.execute(
            f"UPDATE {entity} SET versions = replace(versions, ',0,', ?) "
            "WHERE versions LIKE '%,0,%'",
            (f",{number},",),
        )
    connection.execute(
        "UPDATE change_record SET base = replace(base, ',0,', ?) WHERE base LIKE '%,0,%'",
        (f",{number},",),
    )
    connection.execute("UPDATE sync_state SET applying = 0")


def _take_over_people(work: "UnitOfWork", grant: Mapping[str, Any]) -> None:
    """Let everybody be who they are in the team, oneself and those with the same name."""
    connection = work.connection
    known = [grant["user"], *(grant.get("colleagues") or ())]
    rows = connection.execute(
        "SELECT id, name, initials, team FROM adviser WHERE void_reason IS NULL"
    ).fetchall()
    me = str(read_setting(connection, "me", ""))
    same = {}
    for row in rows:
        ids = [
            str(each["id"])
            for each in known[1:]
            if str(each["name"]).strip().casefold() == str(row["name"]).strip().casefold()
        ]
        if row["id"] != me and len(ids) == 1:
            same[str(row["id"])] = ids[0]
    own_id = str(grant["user"]["id"])
    if me and me != own_id:
        same[me] = own_id
    same = {old: new for old, new in same.items() if old != new}
    mine = next((row for row in rows if row["id"] == me), None)
    _fold_made(connection)
    # What changes from here on is changed by whom the team knows.
    put_setting(connection, "me", own_id)
    work.actor = own_id
    needed = [each for each in known if each["id"] in {own_id, *same.values()}]
    _insert_as_taken_in(work, needed, mine)
    connection.execute("UPDATE change_group SET actor = ? WHERE g = ?", (own_id, work.group))
    for old, new in same.items():
        _move_references(work, old, new)
    _void_made(connection, same)


def _insert_as_taken_in(work: "UnitOfWork", people: Iterable[Mapping[str, Any]], mine: Any) -> None:
    """Write people of the team as if they had come from the hub, until they do."""
    connection = work.connection
    device = str(state_of(connection)["device_id"])
    now = sortable(work.now)
    connection.execute("UPDATE sync_state SET applying = 1")
    for person in people:
        name = str(person["name"])
        initials = "".join(word[0] for word in name.split())[:3].upper()
        team = str(mine["team"]) if mine is not None and person["id"] == work.actor else ""
        connection.execute(
            "INSERT INTO adviser (id, name, initials, team, created_at, updated_at, device_id, "
            "versions) VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO NOTHING",
            (str(person["id"]), name, initials, team, now, now, device, _FROM_ELSEWHERE),
        )
    connection.execute("UPDATE sync_state SET applying = 0")


@cache
def _references() -> tuple[tuple[str, str], ...]:
    """Return every column that refers to a person and may change."""
    return tuple(
        (entity, column.name)
        for entity, shape in shapes().items()
        for column in shape.columns.values()
        if column.references == "adviser" and column.rule is not Rule.FIXED
    )


def _move_references(work: "UnitOfWork", old: str, new: str) -> None:
    for entity, column in _references():
        work.connection.execute(
            f"UPDATE {entity} SET {column} = ?, updated_at = ?, updated_by = ? WHERE {column} = ?",
            (new, sortable(work.now), work.actor, old),
        )


def _fold_made(connection: sqlite3.Connection) -> None:
    """Tell the people made here as they are now; who may change a person later is the hub's say.

    Nothing was sent yet, so the making of each can hold all that became of it, and the slots of
    its changes are empty.
    """
    made = connection.execute(
        "SELECT lseq, row_id FROM change_record "
        "WHERE entity = 'adviser' AND op = 'ins' AND status = 0 AND hh IS NULL"
    ).fetchall()
    columns = ", ".join(shapes()["adviser"].columns)
    for record in made:
        row = connection.execute(
            f"SELECT {columns} FROM adviser WHERE id = ?", (record["row_id"],)
        ).fetchone()
        if row is not None:
            connection.execute(
                "UPDATE change_record SET fields = ? WHERE lseq = ?",
                (_text(dict(row)), record["lseq"]),
            )
    scrub_records(
        connection,
        "r.entity = 'adviser' AND r.op = 'upd' AND r.status = 0 AND r.row_id IN "
        "(SELECT value FROM json_each(?))",
        json.dumps([str(record["row_id"]) for record in made]),
    )
    _forget_versions(connection, [str(record["row_id"]) for record in made])


def _void_made(connection: sqlite3.Connection, same: Mapping[str, str]) -> None:
    """Take the rows off the record that stood for people whom the team knows under another id."""
    connection.execute("UPDATE sync_state SET applying = 1")
    for old in same:
        connection.execute("UPDATE adviser SET void_reason = ? WHERE id = ?", (SAME, old))
        connection.execute(
            "UPDATE change_record SET fields = json_set(fields, '$.void_reason', ?) "
            "WHERE entity = 'adviser' AND op = 'ins' AND row_id = ?",
            (SAME, old),
        )
    connection.execute("UPDATE sync_state SET applying = 0")


def _forget_versions(connection: sqlite3.Connection, ids: list[str]) -> None:
    connection.execute("UPDATE sync_state SET applying = 1")
    connection.execute(
        "UPDATE adviser SET versions = '{}' WHERE id IN (SELECT value FROM json_each(?))",
        (json.dumps(ids),),
    )
    connection.execute("UPDATE sync_state SET applying = 0")


def _text(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
