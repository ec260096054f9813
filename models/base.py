"""What every table of the caseload has in common: ids, times, authors, and the types they use.

No `from __future__ import annotations` in this package: it hides the types from SQLModel.
"""

import json
from collections.abc import Callable
from datetime import UTC, datetime
from enum import StrEnum
from functools import cache
from typing import Any, ClassVar, cast

from sqlalchemy import Dialect, String, Text
from sqlalchemy.types import TypeDecorator
from sqlmodel import Field, SQLModel

from adviser_tui.ids import new_id
from models.merging import NeedToKnow, Rule

MOMENT_FORMAT = "%Y-%m-%dT%H:%M:%S.%fZ"
_JSON = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))


class UtcMoment(TypeDecorator[datetime]):
    """An aware moment, kept as sortable UTC text such as `2026-11-20T09:30:00.000000Z`."""

    impl = String(27)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> str | None:
        """Write UTC text; a naive time is refused because nobody could say when it was."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a time without its zone cannot be kept")
        # The same as MOMENT_FORMAT in a fifth of the time; every row has two of them.
        return value.astimezone(UTC).replace(tzinfo=None).isoformat(timespec="microseconds") + "Z"

    def process_result_value(self, value: Any, dialect: Dialect) -> datetime | None:
        """Read it back aware."""
        if value is None:
            return None
        return datetime.fromisoformat(value)


class TextList(TypeDecorator[list[str]]):
    """A short list of texts, such as must-haves, kept as one JSON text."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: list[str] | None, dialect: Dialect) -> str:
        """Write compact JSON; nothing is an empty list."""
        return _JSON.encode(list(value)) if value else "[]"

    def process_result_value(self, value: Any, dialect: Dialect) -> list[str]:
        """Read it back as a list."""
        return list(json.loads(value)) if value else []


def no_texts() -> list[str]:
    """Return an empty list, as a default; `list` itself takes ten times as long to look through."""
    return []


class RawJson(TypeDecorator[str]):
    """JSON that the program itself made, kept to the letter."""

    impl = Text
    cache_ok = True


class Kind(TypeDecorator[str]):
    """One word out of a closed set; a word outside the set is refused before it is written."""

    impl = String(40)
    cache_ok = True

    def __init__(self, words: type[StrEnum]) -> None:
        super().__init__()
        self.words = words

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        """Write the plain word."""
        if value is not None and value not in self.words._value2member_map_:
            raise ValueError(f"{value!r} is not a valid {self.words.__name__}")
        return None if value is None else self.words(value).value

    def process_result_value(self, value: Any, dialect: Dialect) -> str | None:
        """Read it back; a word from a newer program is kept as it is."""
        if value is None:
            return None
        return self.words(value) if value in set(self.words) else str(value)


class State(Kind):
    """A closed set whose words can only follow each other along the edges in `models.kinds`."""

    cache_ok = True


class Record(SQLModel):
    """The columns that every synced row carries; the unit of work fills them."""

    aggregate: ClassVar[tuple[str, ...]] = ()
    """Columns, first filled one wins, that name the whole this row moves with when it is shared."""
    need_to_know: ClassVar[NeedToKnow] = NeedToKnow.CORE
    """Who of those who share the whole sees this row."""
    merging: ClassVar[dict[str, Rule]] = {}
    """Fields whose rule does not follow from their type: states have their edges, others count
    from the later change."""

    id: str = Field(default_factory=new_id, primary_key=True, sa_type=String(36))
    created_at: datetime | None = Field(default=None, sa_type=UtcMoment, nullable=False)
    created_by: str = Field(default="", sa_type=String(36))
    updated_at: datetime | None = Field(default=None, sa_type=UtcMoment, nullable=False)
    updated_by: str = Field(default="", sa_type=String(36))
    device_id: str = Field(default="", sa_type=String(36))
    void_reason: str | None = Field(default=None)
    """Why the row no longer counts; rows are never deleted."""
    versions: str = Field(default="{}", sa_column_kwargs={"server_default": "{}"})
    """Per edited field its last change as [clock, device, sequence]; kept by triggers alone."""

    def __init__(self, **values: Any) -> None:
        """Take the values as they are, and the defaults for all others.

        A table's model checks nothing when it is made; the unit of work washes and checks every
        value. Setting each through both frameworks, as the base class does, would take longer
        than the insert.
        """
        held = self.__dict__
        for name, default, make in _defaults_of(type(self)):
            held[name] = make() if make else default
        held.update(values)
        object.__setattr__(self, "__pydantic_fields_set__", set(values))


@cache
def _defaults_of(table: type[Record]) -> list[tuple[str, Any, Callable[[], Any] | None]]:
    """Return each field that may be left out, with its value or what makes one."""
    return [
        (name, field.default, cast("Callable[[], Any] | None", field.default_factory))
        for name, field in table.model_fields.items()
        if not field.is_required()
    ]
