"""One record as lines of plain words, whatever its kind."""

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any

_SAID = ("words", "what", "name", "text", "task", "title", "label", "barrier", "about", "role")
"""The fields, in this order, by which one line of a card is told."""
_LEFT_OUT = frozenset({"id", "next_stages", "next_states", "choices", "stage_words", "row"})


def card_lines(card: Any) -> Iterator[str]:
    """Yield a card's fields in their order: a label and a value, lists below their label."""
    for each in fields(card):
        value = getattr(card, each.name)
        if each.name in _LEFT_OUT or each.name.endswith("_id"):
            continue
        label = each.name.removeprefix("is_").replace("_", " ").capitalize()
        if isinstance(value, tuple):
            lines = [line for one in value if (line := _said(one))]
            if lines:
                yield f"{label}:"
                yield from (f"  {line}" for line in lines)
        elif text := _said(value):
            yield f"{label}: {text}"
        elif is_dataclass(value):
            yield f"{label}:"
            yield from (f"  {line}" for line in card_lines(value))


def _said(value: Any) -> str:
    if value is None or value is False or value == "":
        return ""
    if value is True:
        return "yes"
    if isinstance(value, StrEnum):
        return value.value.replace("_", " ")
    if isinstance(value, datetime):
        return f"{value:%d %b %Y %H:%M}"
    if isinstance(value, date):
        return f"{value:%d %b %Y}"
    if is_dataclass(value) and not isinstance(value, type):
        return _line(value)
    return str(value)


def _line(value: Any) -> str:
    """Tell one line of a card: when, what it is, and where it stands."""
    at = getattr(value, "at", None)
    when = f"{at:%d %b %Y}" if isinstance(at, date) else ""
    parts: list[str] = []
    for name in (*reversed(_SAID), "note"):
        said = getattr(value, name, None)
        text = said.replace("\n", " ") if isinstance(said, str) else ""
        if text and text not in parts:
            parts.append(text)
    row_id = str(getattr(value, "id", "") or "")
    words = ", ".join(part for part in (when, *parts) if part)
    return f"{words} [{row_id}]" if words and len(row_id) == 36 else words
