"""What an export is made of: its columns, its query, and how a row becomes cells."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from adviser_tui.exchange.field import Holds, ListKind
from adviser_tui.exchange.fields import FIELDS
from adviser_tui.exchange.writing import Cell, Column, Shape
from adviser_tui.storage.reading import day, moment, texts

Make = Callable[[Any], Sequence[Cell]]
"""Turns a row of the query into one cell for each column."""

_SHAPES = {Holds.PHONE: Shape.PHONE, Holds.DAY: Shape.DAY, Holds.WHOLE: Shape.WHOLE}


@dataclass(frozen=True, slots=True)
class Source:
    """One kind of export; `query` may use `:restricted`, 1 when such people are to be in it."""

    columns: tuple[Column, ...]
    query: str
    make: Make
    left_out: str = ""
    """A query that counts the rows of restricted people, with a single number as its answer."""


def columns_of(kind: ListKind, more: Sequence[Column] = ()) -> tuple[Column, ...]:
    """Return the columns that a list of this kind is imported by, and `more` behind them."""
    fields = (
        Column(field.label, field.name, _SHAPES.get(field.holds, Shape.TEXT))
        for field in FIELDS[kind]
    )
    return (*fields, *more)


def phrases(kept: str | None) -> str:
    """Return a kept list as one text that can be imported again."""
    return "; ".join(texts(kept))


def spoken(word: str | None) -> str:
    """Return a stored word as it is read aloud."""
    return (word or "").replace("_", " ")


def clock_moment(text: str | None, offset: int) -> datetime | None:
    """Return a moment on the wall clock on which it was written down."""
    return moment(text, offset) if text else None


__all__ = ["Make", "Source", "clock_moment", "columns_of", "day", "phrases", "spoken"]
