"""A submitted sheet as JSON, and back: read from what was kept, never worked out again.

The card's own fields are the form; a field that an older copy lacks gets its empty value.
"""

import json
import types
from dataclasses import MISSING, fields, is_dataclass
from datetime import date, datetime
from enum import Enum
from typing import Any, TypeVar, get_args, get_origin

from adviser_tui.errors import StorageError
from adviser_tui.services.match_sheets.card import SheetCard

FORM = 1
"""The version of the form; an unknown one is refused rather than misread."""

T = TypeVar("T")


def frozen_text(card: SheetCard) -> str:
    """Return a card as the text that is kept."""
    whole = {"form": FORM, "sheet": _plain(card)}
    return json.dumps(whole, ensure_ascii=False, separators=(",", ":"))


def is_frozen_card(text: str) -> bool:
    """Say whether a kept text holds a whole card."""
    return text.startswith('{"form":')


def card_from(text: str) -> SheetCard:
    """Return the card of a kept text; raises `StorageError` for a form of a newer program."""
    kept = json.loads(text)
    if kept["form"] != FORM:
        raise StorageError(
            "This sheet was submitted with a newer version of the program and cannot be shown "
            "here. It is kept as it is; update the program to read it."
        )
    return _revived(SheetCard, kept["sheet"])


def _plain(value: Any) -> Any:
    if is_dataclass(value):
        return {each.name: _plain(getattr(value, each.name)) for each in fields(value)}
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, (date, datetime)):
        return value.isoformat()
    if isinstance(value, tuple):
        return [_plain(each) for each in value]
    return value


def _revived(kind: type[T], kept: dict[str, Any]) -> T:
    values: dict[str, Any] = {}
    for each in fields(kind):  # type: ignore[arg-type]
        if each.name in kept:
            values[each.name] = _value(each.type, kept[each.name])
        elif each.default is MISSING:
            values[each.name] = _empty(each.type)
    return kind(**values)


def _value(kind: Any, kept: Any) -> Any:
    if isinstance(kind, types.UnionType):
        if kept is None:
            return None
        kind = next(each for each in get_args(kind) if each is not type(None))
    if get_origin(kind) is tuple:
        inner = get_args(kind)[0]
        return tuple(_value(inner, each) for each in kept)
    if is_dataclass(kind):
        return _revived(kind, kept)  # type: ignore[arg-type]
    if isinstance(kind, type) and issubclass(kind, (date, datetime)):
        return kind.fromisoformat(kept)
    if isinstance(kind, type) and issubclass(kind, Enum):
        return kind(kept)
    return kept


def _empty(kind: Any) -> Any:
    if isinstance(kind, types.UnionType):
        return None
    return () if get_origin(kind) is tuple else kind()
