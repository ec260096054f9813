"""What there is to know of every shared table: columns, rules, references, who may see it.

Read once from the models, so that nothing is declared twice.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache
from typing import Any

from models.merging import FIXED_EVERYWHERE, NeedToKnow, Rule

UNTRACKED = frozenset({"versions", "updated_at", "updated_by"})
"""Columns that follow from the changes themselves."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column: what may stand in it and what becomes of two values."""

    name: str
    rule: Rule
    kind: str
    """`text`, `long_text`, `json`, `texts`, `whole_number`, `flag`, `day`, `moment`, `id` or
    `word`."""
    is_needed: bool
    default: str | int | None
    references: str = ""
    """The table whose id it holds."""
    words: type[StrEnum] | None = None


@dataclass(frozen=True, slots=True)
class Shape:
    """One shared table."""

    entity: str
    columns: Mapping[str, Column]
    aggregate: tuple[str, ...]
    need_to_know: NeedToKnow
    parents: tuple[tuple[str, str], ...] = field(default=())
    """The columns that a row cannot be without, with the tables that they refer to."""

    def aggregate_of(self, fields: Mapping[str, Any]) -> str:
        """Return the id of the whole that a row belongs to."""
        for name in self.aggregate:
            if fields.get(name):
                return str(fields[name])
        return str(fields["id"])


@cache
def shapes() -> Mapping[str, Shape]:
    """Return the shape of every shared table, parents before what hangs on them."""
    from models.tables import RECORDS

    return {str(table.__tablename__): _shape_of(table) for table in RECORDS}


def need_of_row(entity: str, fields: Mapping[str, Any]) -> NeedToKnow:
    """Return who needs to see a row; two versions of a field are shown to whoever sees the field.

    A row of a table that this program does not know is shown to the fewest.
    """
    if entity == "sync_conflict" and fields.get("entity") != entity:
        return need_of_row(str(fields.get("entity")), {})
    shape = shapes().get(entity)
    return shape.need_to_know if shape else NeedToKnow.HEALTH


def outline() -> dict[str, list[str]]:
    """Return every table with its columns, as a hub tells a device what it knows."""
    return {name: list(shape.columns) for name, shape in shapes().items()}


def _shape_of(table: Any) -> Shape:
    columns = {}
    for column in table.__table__.columns:
        if column.name not in UNTRACKED:
            columns[column.name] = _column(table, column)
    parents = tuple(
        (each.name, each.references)
        for each in columns.values()
        if each.references and each.is_needed
    )
    return Shape(str(table.__tablename__), columns, table.aggregate, table.need_to_know, parents)


def _column(table: Any, column: Any) -> Column:
    from models.base import State

    rule = table.merging.get(column.name)
    if rule is None and column.name in FIXED_EVERYWHERE:
        rule = Rule.FIXED
    if rule is None:
        rule = Rule.STATE if isinstance(column.type, State) else Rule.REGISTER
    references = next(iter(column.foreign_keys)).column.table.name if column.foreign_keys else ""
    default = column.server_default.arg if column.server_default is not None else None
    kind = _kind(column, references)
    value = int(default) if default is not None and kind in ("whole_number", "flag") else default
    return Column(
        column.name,
        rule,
        kind,
        not column.nullable,
        value,
        references,
        getattr(column.type, "words", None),
    )


def _kind(column: Any, references: str) -> str:
    import sqlalchemy as sa

    from models.base import Kind, RawJson, TextList, UtcMoment

    if references or column.name == "id" or column.name.endswith("_id"):
        return "id"
    kinds: tuple[tuple[type[Any], str], ...] = (
        (Kind, "word"),
        (TextList, "texts"),
        (RawJson, "json"),
        (UtcMoment, "moment"),
        (sa.Boolean, "flag"),
        (sa.Integer, "whole_number"),
        (sa.Date, "day"),
        (sa.Text, "long_text"),
    )
    return next((name for kind, name in kinds if isinstance(column.type, kind)), "text")
