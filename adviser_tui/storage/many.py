"""Many rows at once, as an import brings them: the tables' types without a session's weight."""

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any

from sqlalchemy.dialects import sqlite

from adviser_tui.errors import InputError
from adviser_tui.ids import new_id
from models.base import Record

Store = Callable[[Any], Any]
_DIALECT = sqlite.dialect()


def insert_many(
    connection: sqlite3.Connection,
    table: type[Record],
    rows: Iterable[Mapping[str, object]],
    common: Mapping[str, object],
    wash: Callable[[object, Any], object],
) -> int:
    """Insert `rows`, each with an id of its own and what they have in `common`; return how many.

    What a row leaves out gets the default that is written in the schema. The rows are taken one
    by one, so they may come from a generator and never need to be in memory together.
    """
    count = 0
    # One statement has one set of columns, so rows with the same fields go together.
    for names, alike in groupby(rows, key=tuple):
        shared = {name: value for name, value in common.items() if name not in names}
        columns = [*names, *shared, *([] if "id" in names else ["id"])]
        stores = [_store(table, name, wash) for name in names]
        fixed = [_store(table, name, wash)(value) for name, value in shared.items()]
        marks = ", ".join("?" * len(columns))
        listed = ", ".join(f'"{name}"' for name in columns)
        cursor = connection.executemany(
            f"INSERT INTO {table.__tablename__} ({listed}) VALUES ({marks})",
            _values(alike, stores, fixed, makes_id="id" not in names),
        )
        count += cursor.rowcount
    return count


def _values(
    rows: Iterator[Mapping[str, object]],
    stores: Sequence[Store],
    fixed: Sequence[object],
    makes_id: bool,
) -> Iterator[Sequence[object]]:
    for row in rows:
        try:
            values = [store(value) for store, value in zip(stores, row.values(), strict=True)]
        except ValueError as error:
            raise InputError(
                f"A value does not fit its field ({error}). Nothing was saved."
            ) from error
        except TypeError as error:
            raise InputError("A value does not fit its field. Nothing was saved.") from error
        values += fixed
        if makes_id:
            values.append(new_id())
        yield values


def _store(table: type[Record], name: str, wash: Callable[[object, Any], object]) -> Store:
    """Return what turns a value of this column into what the file keeps."""
    kind = table.__table__.columns[name].type  # type: ignore[attr-defined]
    process = kind.dialect_impl(_DIALECT).bind_processor(_DIALECT)
    if process is None:
        return lambda value: wash(value, kind)
    return lambda value: process(wash(value, kind))
