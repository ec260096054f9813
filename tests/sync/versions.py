"""Programs of another version in this process: with tables and columns that others do not know."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from typing import Any, cast

from adviser_tui.hub import pulling_pages, rights
from adviser_tui.storage.sync import arriving, joining, removing
from adviser_tui.sync import change
from adviser_tui.sync.shapes import Column, Shape, shapes
from models.merging import Rule

_REMEMBERED: tuple[Any, ...] = (
    pulling_pages._columns,
    pulling_pages._defaults,
    change._of_an_insert,
    rights._of_the_organisation,
    removing.owner_of,
    arriving._reading,
    arriving._upsert,
    joining._references,
)


@contextmanager
def program(
    *,
    without: tuple[str, ...] = (),
    columns_out: Mapping[str, tuple[str, ...]] | None = None,
    columns_in: Mapping[str, tuple[str, ...]] | None = None,
) -> Iterator[None]:
    """Be a program that lacks tables or columns, or knows columns that may be empty more."""
    known = cast(dict[str, Shape], shapes())
    before = dict(known)
    for name in without:
        del known[name]
    for name, gone in (columns_out or {}).items():
        kept = {n: c for n, c in known[name].columns.items() if n not in gone}
        known[name] = replace(known[name], columns=kept)
    for name, new in (columns_in or {}).items():
        more = {each: Column(each, Rule.REGISTER, "text", False, None) for each in new}
        known[name] = replace(known[name], columns={**known[name].columns, **more})
    _forget()
    try:
        yield
    finally:
        known.clear()
        known.update(before)
        _forget()


def _forget() -> None:
    for each in _REMEMBERED:
        each.cache_clear()
