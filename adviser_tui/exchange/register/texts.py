"""Cleaning the texts of millions of rows: hardly any needs it, so that is found out first."""

import re
from collections.abc import Iterable, Sequence
from typing import Any

from adviser_tui.text import LINE_LIMIT, clean_text

_NOT_A_LETTER = re.compile(r"[^a-z0-9]+")
_NORDIC = str.maketrans({"æ": "ae", "ø": "o", "å": "a"})


def all_clean(texts: Sequence[str]) -> bool:
    """Say whether `clean_text` would change none of these; may say no where it would not."""
    whole = "|".join(texts)
    return (
        whole.isascii()
        and whole.isprintable()
        and "  " not in whole
        and "| " not in whole
        and " |" not in whole
        and len(whole) < LINE_LIMIT
        and whole[:1] != " "
        and whole[-1:] != " "
    )


def tidy(value: object) -> str:
    """Return a value out of JSON as clean text; what is no text and no number is nothing."""
    if isinstance(value, str):
        return clean_text(value)
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    return ""


def inside(value: object, *names: str) -> dict[str, Any]:
    """Return the object that lies under these names, an empty one where there is none."""
    for name in names:
        value = value.get(name) if isinstance(value, dict) else None
    return value if isinstance(value, dict) else {}


def listed(value: object) -> list[Any]:
    """Return a list out of JSON, an empty one where there is none."""
    return value if isinstance(value, list) else []


def joined(parts: Iterable[str], between: str = ", ") -> str:
    """Return the parts that are not empty in one text."""
    return between.join(part for part in parts if part)


def plain_header(header: str) -> str:
    """Return a header's letters and digits alone: `RegAddress.PostCode` as `regaddresspostcode`."""
    return _NOT_A_LETTER.sub("", header.lower().translate(_NORDIC))
