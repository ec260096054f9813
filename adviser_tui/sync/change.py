"""One change as it travels up: strictly read, so that nothing strange comes further."""

import json
import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cache, lru_cache
from typing import Any, NamedTuple

from adviser_tui.sync.limits import SHORT_CHARACTERS, TEXT_CHARACTERS
from adviser_tui.sync.shapes import Column, shapes

Value = str | int | None
Dot = tuple[int, int]
"""Device number and that device's change number: one change, named for good."""

_ID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\Z")
_HASH = re.compile(r"[0-9a-f]{64}\Z")
_WORD = re.compile(r"[a-z0-9_]{1,40}\Z")
_MOST = 1 << 62
_LONG = ("long_text", "json", "texts")
_NUMBERS = ("whole_number", "flag")
_MOST_CHARACTERS = {
    "long_text": TEXT_CHARACTERS,
    "texts": TEXT_CHARACTERS,
    "json": 16 * TEXT_CHARACTERS,  # made by the program: a whole submitted sheet among others
}
_LARGEST = 10**9
_RANGES = {"_offset": 18 * 60, "_days": 36_525}
"""What is added to a day or a moment, by the ending of its name: minutes, days."""
_YEARS = range(1000, 9000)


class Version(NamedTuple):
    """Which change gave a field its value; of two that knew nothing of each other the greater
    counts."""

    hlc: int
    dev: int
    lseq: int

    @property
    def dot(self) -> Dot:
        """The change itself."""
        return (self.dev, self.lseq)


class BadChangeError(ValueError):
    """A change that cannot be taken as it is; `why` is one word for it."""

    def __init__(self, why: str, field_name: str = "") -> None:
        super().__init__(why)
        self.why = why
        self.field = field_name


@dataclass(frozen=True, slots=True)
class Change:
    """A row made or changed on a device."""

    lseq: int
    group: int
    entity: str
    row_id: str
    op: str
    """`ins` or `upd`, or `scrub` for the place of a change whose contents were erased."""
    fields: Mapping[str, Value]
    base: Mapping[str, Dot | None]
    """For each field the change that it was made on; nothing where that was the insert."""
    hlc: int
    hh: str
    home: str = ""
    at: str = ""
    group_size: int = 1
    raw: Mapping[str, Any] = field(default_factory=dict, repr=False, compare=False)
    """As it came, to be kept where it waits for a decision."""


def read_envelope(raw: Any) -> Change:
    """Return a change whose place and hash are in order, its contents not looked at yet.

    Raises `BadChangeError` where not even its place can be told; nothing can be confirmed then.
    """
    if not isinstance(raw, dict):
        raise BadChangeError("malformed")
    number, hh = raw.get("l"), raw.get("hh")
    if not _is_whole(number, 1) or not isinstance(hh, str) or not _HASH.match(hh):
        raise BadChangeError("malformed")
    lseq = int(number or 0)
    if raw.get("scrub"):
        return Change(lseq, 0, "", "", "scrub", {}, {}, 0, hh, raw=raw)
    group, size, hlc = raw.get("g", 0), raw.get("n", 1), raw.get("t", 0)
    return Change(
        lseq,
        group if _is_whole(group, 0) else 0,
        _word(raw.get("e"), 60),
        _word(raw.get("id"), 60),
        _word(raw.get("op"), 10),
        raw["f"] if isinstance(raw.get("f"), dict) else {},
        raw["b"] if isinstance(raw.get("b"), dict) else {},
        hlc if _is_whole(hlc, 0) else 0,
        hh,
        _word(raw.get("s"), 100),
        _word(raw.get("at"), 60),
        size if _is_whole(size, 1) else 1,
        raw,
    )


def check(change: Change) -> Change:
    """Return the change with its contents checked; raises `BadChangeError` with one word of why."""
    shape = shapes().get(change.entity)
    if shape is None:
        raise BadChangeError("unknown")
    if not _ID.match(change.row_id) or change.op not in ("ins", "upd") or not change.fields:
        raise BadChangeError("malformed")
    if change.at and not _is_moment(change.at):
        raise BadChangeError("malformed")
    fields: dict[str, Value] = {}
    for name, value in change.fields.items():
        column = shape.columns.get(name)
        if column is None:
            raise BadChangeError("unknown", str(name)[:60])
        # Most columns of a new row hold what nobody has touched, which need not be looked at.
        is_untouched = value is column.default and not (value is None and column.is_needed)
        if not is_untouched and not _fits(column, value):
            raise BadChangeError("invalid", name)
        fields[name] = value
    if change.op == "ins":
        needed, defaults = _of_an_insert(change.entity)
        for name in needed:
            if name not in fields:
                raise BadChangeError("incomplete", name)
        fields = {**defaults, **fields}
        fields.setdefault("id", change.row_id)
    if fields.get("id", change.row_id) != change.row_id:
        raise BadChangeError("malformed")
    base = {str(n): _dot(dot) for n, dot in change.base.items() if n in shape.columns}
    return Change(
        change.lseq,
        change.group,
        change.entity,
        change.row_id,
        change.op,
        fields,
        base,
        change.hlc,
        change.hh,
        change.home,
        change.at,
        change.group_size,
        change.raw,
    )


@cache
def _of_an_insert(entity: str) -> tuple[tuple[str, ...], dict[str, Value]]:
    """Return the columns that an insert must name, and what stands in those it need not."""
    columns = [each for each in shapes()[entity].columns.values() if each.name != "id"]
    needed = tuple(each.name for each in columns if each.is_needed and each.default is None)
    return needed, {each.name: each.default for each in columns if each.name not in needed}


def _dot(raw: Any) -> Dot | None:
    if raw is None:
        return None
    if isinstance(raw, (list, tuple)) and len(raw) == 2 and all(_is_whole(n, 0) for n in raw):
        return (int(raw[0]), int(raw[1]))
    raise BadChangeError("malformed")


def _word(raw: Any, most: int) -> str:
    return raw[:most] if isinstance(raw, str) else ""


def _is_whole(value: Any, least: int) -> bool:
    return type(value) is int and least <= value < _MOST


def _fits(column: Column, value: Any) -> bool:
    """Say whether a value may stand in a column; an unknown word of a closed set may."""
    if value is None:
        return not column.is_needed
    if column.kind in _NUMBERS:
        least, most = _range_of(column)
        return type(value) is int and least <= value <= most
    if type(value) is not str:
        return False
    if len(value) > _MOST_CHARACTERS.get(column.kind, SHORT_CHARACTERS):
        return False
    if not _is_clean(value, lines=column.kind in _LONG):
        return False
    more = _MORE.get(column.kind)
    return more is None or more(value, column)


def _range_of(column: Column) -> tuple[int, int]:
    """Return between what a number lies that no calendar and no sum on a screen stumbles over."""
    if column.kind == "flag":
        return (0, 1)
    for ending, most in _RANGES.items():
        if column.name.endswith(ending):
            return (-most, most)
    return (-_LARGEST, _LARGEST)


def _is_clean(value: str, *, lines: bool) -> bool:
    """Say whether a text holds nothing that a terminal or another program could take for more."""
    if value.isascii() and value.isprintable():
        return True
    allowed = "\n\t" if lines else ""
    return all(
        letter in allowed or unicodedata.category(letter) not in ("Cc", "Cs") for letter in value
    )


def _is_day(value: str) -> bool:
    try:
        day = date.fromisoformat(value)
    except ValueError:
        return False
    return day.isoformat() == value and day.year in _YEARS


@lru_cache(4_096)
def _is_moment(value: str) -> bool:
    """Say whether a text is a moment as it is stored, so that texts sort as moments do."""
    try:
        moment = datetime.fromisoformat(value.removesuffix("Z"))
    except ValueError:
        return False
    return moment.isoformat(timespec="microseconds") + "Z" == value and moment.year in _YEARS


def _is_clean_json(value: str, column: Column) -> bool:
    """Say whether a text is JSON, a list of texts where that is wanted, clean in all its parts.

    What an escape stands for is looked at, since that is what a screen would be given.
    """
    if value == "":
        return column.kind == "json"
    try:
        found = json.loads(value, parse_constant=_refuse_constant)
    except (ValueError, RecursionError):
        return False
    if column.kind == "texts" and not (
        isinstance(found, list) and all(isinstance(each, str) for each in found)
    ):
        return False
    left = [found]
    while left:
        part = left.pop()
        if isinstance(part, dict):
            left += [*part, *part.values()]
        elif isinstance(part, list):
            left += part
        elif isinstance(part, str) and not _is_clean(part, lines=True):
            return False
    return True


def _refuse_constant(_word: str) -> Any:
    raise ValueError("not a number")


def _is_id(value: str, column: Column) -> bool:
    return bool(_ID.match(value)) or (not column.references and value == "")


_MORE: Mapping[str, Callable[[str, Column], bool]] = {
    "id": _is_id,
    "word": lambda value, _: bool(_WORD.match(value)),
    "day": lambda value, _: _is_day(value),
    "moment": lambda value, _: _is_moment(value),
    "texts": _is_clean_json,
    "json": _is_clean_json,
}
"""What a text of some kinds has to be beside clean and not too long."""
