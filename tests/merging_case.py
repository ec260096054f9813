"""A caseload of random rows in every table, made from the tables themselves, for merging them."""

from datetime import UTC, date, datetime, timedelta
from random import Random
from typing import Any

import sqlalchemy as sa

from adviser_tui.storage.database import Database
from adviser_tui.storage.schema.capture import tracked_columns
from adviser_tui.storage.undo import UNDONE
from adviser_tui.storage.unit import UnitOfWork
from models.base import Kind, Record, TextList, UtcMoment
from models.kinds import SheetState
from models.tables import BY_NAME, RECORDS

NOW = datetime(2026, 11, 20, 9, 30, tzinfo=UTC)
WORDS = ("Greggs", "Nordbageri", "Amira", "Ægir Prøvesen", "Leeds", "LS1 4DY", "0113 2001", "")
Picture = dict[str, dict[str, dict[str, Any]]]


def picture(database: Database) -> Picture:
    """Return every row as it counts, voided ones with their reason, those undone left out."""
    found: Picture = {}
    for table in RECORDS:
        name = str(table.__tablename__)
        columns = ", ".join(tracked_columns(table))
        rows = database.rows(f"SELECT {columns} FROM {name} WHERE void_reason IS NOT ?", (UNDONE,))
        found[name] = {row["id"]: dict(row) for row in rows}
    return found


def fill(database: Database, chance: Random, many: int = 3) -> dict[str, list[str]]:
    """Add rows to every table, referring to each other at random; some sheets are submitted."""
    ids: dict[str, list[str]] = {}
    with database.write() as work:
        for table in RECORDS:
            name = str(table.__tablename__)
            if name == "known_as_two":
                continue
            ids[name] = [_add(work, table, ids, chance) for _ in range(many)]
        for sheet_id in ids["match_sheet"]:
            if chance.random() < 0.3:
                sheet = work.get(BY_NAME["match_sheet"], sheet_id)
                work.change(sheet, state=SheetState.READY)
                work.change(sheet, state=SheetState.FROZEN, frozen_at=NOW, frozen="{}")
    return ids


def _add(work: UnitOfWork, table: type[Record], ids: dict[str, list[str]], chance: Random) -> str:
    values: dict[str, Any] = {}
    for column in table.__table__.columns:  # type: ignore[attr-defined]
        if column.name in Record.model_fields:
            continue
        if (table.__tablename__, column.name) == ("match_sheet", "state"):
            continue
        value = _value(column, ids, chance)
        if value is not None or column.nullable:
            values[column.name] = value
    return work.add(table(**values)).id


def _value(column: "sa.Column[Any]", ids: dict[str, list[str]], chance: Random) -> Any:
    for key in column.foreign_keys:
        pool = ids.get(key.column.table.name, [])
        if key.column.table.name == column.table.name:
            return None
        may_be_empty = column.nullable and chance.random() < 0.3
        return None if may_be_empty or not pool else chance.choice(pool)
    kind = column.type
    if column.nullable and chance.random() < 0.4:
        return None
    if isinstance(kind, Kind):
        return chance.choice(list(kind.words))
    if isinstance(kind, TextList):
        return chance.sample(WORDS[:4], chance.randint(0, 2))
    if isinstance(kind, UtcMoment):
        return NOW - timedelta(days=chance.randint(0, 90)) if column.name != "frozen_at" else None
    if isinstance(kind, sa.Boolean):
        return chance.random() < 0.5
    if isinstance(kind, sa.Integer):
        return chance.randint(1, 3)
    if isinstance(kind, sa.Date):
        return date(2026, 11, 20) + timedelta(days=chance.randint(-60, 60))
    if column.name in ("frozen", "detail"):
        return ""
    return chance.choice(WORDS[:-1] if column.name in ("name", "preferred_name") else WORDS)
