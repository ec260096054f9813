"""What an answer of the hub must hold before anything here is done by it."""

from collections.abc import Callable, Mapping
from typing import Any

from adviser_tui.storage.sync.troubles import BadPageError

_MOST = 1 << 62
_Is = Callable[[Any], bool]


def checked(name: str, reply: dict[str, Any]) -> dict[str, Any]:
    """Return the answer to a question; raises `BadPageError` where something of it is amiss.

    Pages are looked at where they are taken in, since they also come in bundles.
    """
    for part, is_good in _WANTED.get(name, {}).items():
        if not is_good(reply.get(part)):
            raise BadPageError(part)
    return reply


def is_number(value: object) -> bool:
    """Say whether a value is a number as cursors and changes have them."""
    return type(value) is int and 0 <= value < _MOST


def are_outcomes(value: object) -> bool:
    """Say whether a value is a list of what became of changes, each a number and a word."""
    if value is None:
        return True
    return isinstance(value, list) and all(
        isinstance(each, Mapping)
        and is_number(each.get("l"))
        and isinstance(each.get("o"), str)
        and isinstance(each.get("detail") or {}, Mapping)
        for each in value
    )


def _is_shape(value: object) -> bool:
    if value is None:
        return True
    return isinstance(value, Mapping) and all(_are_texts(each) for each in value.values())


def _are_texts(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(each, str) for each in value)


def _are_people(value: object) -> bool:
    return isinstance(value, list) and all(
        _is_named(each, str)
        and isinstance(each.get("role"), str)
        and isinstance(each.get("teams") or [], list)
        for each in value
    )


def _are_teams(value: object) -> bool:
    return isinstance(value, list) and all(_is_named(each, int) for each in value)


def _is_named(value: Any, kind: type) -> bool:
    return (
        isinstance(value, Mapping)
        and isinstance(value.get("id"), kind)
        and isinstance(value.get("name"), str)
    )


def _is_text(value: object) -> bool:
    return isinstance(value, str)


_WANTED: Mapping[str, Mapping[str, _Is]] = {
    "hello": {"shape": _is_shape},
    "people": {"people": _are_people, "teams": _are_teams},
    "push": {"acked": is_number, "chain": _is_text, "outcomes": are_outcomes},
    "pull": {"outcomes": are_outcomes},
    "token": {"token": lambda value: isinstance(value, str) and value != ""},
    "fork": {"dev_no": is_number, "token": lambda value: isinstance(value, str) and value != ""},
}
