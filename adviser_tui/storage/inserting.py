"""Rows on their way into the file and out of it: the tables' types without a session's weight.

The session keeps the rows of an action and reads many; its own way of writing or reading one row
takes several times as long.
"""

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import groupby
from typing import Any, TypeVar

import sqlalchemy as sa
from sqlalchemy.dialects import sqlite
from sqlalchemy.orm import make_transient_to_detached

from adviser_tui.errors import InputError
from adviser_tui.ids import new_id
from models.base import Record

Store = Callable[[Any], Any]
Wash = Callable[[object, sa.types.TypeEngine[Any]], object]
R = TypeVar("R", bound=Record)
_DIALECT = sqlite.dialect()


@cache
def columns_of(table: type[Record]) -> Mapping[str, sa.Column[Any]]:
    """Return the columns of a table by their names."""
    return {column.name: column for column in table.__table__.columns}  # type: ignore[attr-defined]


def insert_one(connection: sqlite3.Connection, row: Record) -> list[str]:
    """Insert one row and return the fields that were empty and got the schema's default."""
    table = type(row)
    held = row.__dict__
    given = [name for name in columns_of(table) if held.get(name) is not None]
    connection.execute(_insert(table, given), _stored(table, given, held))
    return [
        name
        for name, column in columns_of(table).items()
        if column.server_default is not None and held.get(name) is None
    ]


def update_one(connection: sqlite3.Connection, row: Record, names: Sequence[str]) -> None:
    """Write the named fields of one row as they are now."""
    table = type(row)
    changes = ", ".join(f'"{name}" = ?' for name in names)
    connection.execute(
        f"UPDATE {table.__tablename__} SET {changes} WHERE id = ?",
        [*_stored(table, names, row.__dict__), row.id],
    )


def read_one(connection: sqlite3.Connection, table: type[R], row_id: str) -> R | None:
    """Return one row as the session would have it; it does not belong to one yet."""
    columns = columns_of(table)
    listed = ", ".join(f'"{name}"' for name in columns)
    found = connection.execute(
        f"SELECT {listed} FROM {table.__tablename__} WHERE id = ?", (row_id,)
    ).fetchone()
    if found is None:
        return None
    row: R = sa.inspect(table).class_manager.new_instance()
    row.__dict__.update(
        (name, value if load is None else load(value))
        for (name, load), value in zip(_loads(table).items(), found, strict=True)
    )
    make_transient_to_detached(row)
    return row


def insert_many(
    connection: sqlite3.Connection,
    table: type[Record],
    rows: Iterable[Mapping[str, object]],
    common: Mapping[str, object],
    wash: Wash,
) -> int:
    """Insert `rows`, each with an id of its own and what they have in `common`; return how many.

    What a row leaves out gets the default that is written in the schema. The rows are taken one
    by one, so they may come from a generator and never need to be in memory together.
    """
    count = 0
    # One statement has one set of columns, so rows with the same fields go together.
    for names, alike in groupby(rows, key=tuple):
        shared = {name: value for name, value in common.items() if name not in names}
        makes_id = "id" not in names
        columns = [*names, *shared, *(["id"] if makes_id else [])]
        fixed = _stored(table, list(shared), shared)
        values = (
            [*stored, *fixed, new_id()] if makes_id else [*stored, *fixed]
            for stored in _washed(table, names, alike, wash)
        )
        count += connection.executemany(_insert(table, columns), values).rowcount
    return count


def _washed(
    table: type[Record], names: Sequence[str], rows: Iterator[Mapping[str, object]], wash: Wash
) -> Iterator[list[Any]]:
    kinds = [(name, columns_of(table)[name].type) for name in names]
    for row in rows:
        yield _stored(table, names, {name: wash(row[name], kind) for name, kind in kinds})


def _insert(table: type[Record], names: Sequence[str]) -> str:
    listed = ", ".join(f'"{name}"' for name in names)
    marks = ", ".join("?" * len(names))
    return f"INSERT INTO {table.__tablename__} ({listed}) VALUES ({marks})"


def _stored(table: type[Record], names: Sequence[str], held: Mapping[str, Any]) -> list[Any]:
    """Return values as the file keeps them; raises `InputError` for one that does not fit."""
    stores = _stores(table)
    try:
        return [
            held[name] if (store := stores[name]) is None else store(held[name]) for name in names
        ]
    except ValueError as error:
        raise InputError(f"A value does not fit its field ({error}). Nothing was saved.") from error
    except TypeError as error:
        raise InputError("A value does not fit its field. Nothing was saved.") from error


@cache
def _loads(table: type[Record]) -> dict[str, Store | None]:
    """Return for each column what turns what the file keeps into a value."""
    return {
        name: column.type.dialect_impl(_DIALECT).result_processor(_DIALECT, None)
        for name, column in columns_of(table).items()
    }


@cache
def _stores(table: type[Record]) -> dict[str, Store | None]:
    """Return for each column what turns a value into what the file keeps."""
    return {
        name: column.type.dialect_impl(_DIALECT).bind_processor(_DIALECT)
        for name, column in columns_of(table).items()
    }
