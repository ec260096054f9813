"""JSON read as strictly as two programs that must agree about every byte need it.

Refused are: anything but one object, names that come twice, numbers with a fraction or beyond 64
bits, nesting deeper than the protocol knows, more parts than a batch can have, and text that no
database keeps (the character NUL, halves of surrogate pairs). The reasons are words, so that no
part of what was sent is ever repeated in an answer or a log.
"""

import json
import re
from collections.abc import Iterable
from typing import Any, Final

DEEPEST: Final = 12
"""Objects and lists within one another; the protocol's own bodies have six."""

MOST_PARTS: Final = 1 << 20
"""Commas in a body, which bound the memory that reading it takes; no batch has so many."""

_BITS = 1 << 63
_LONGEST = 20
"""Digits, and a sign, of what can lie within so many bits."""
_UNKEPT = re.compile("[\x00\ud800-\udfff]")


class JsonError(Exception):
    """Not a body of this protocol; `why` is a word such as `depth`, never a part of the body."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


def read(raw: bytes, most_parts: int = MOST_PARTS) -> dict[str, Any]:
    """Return the object that the bytes hold; raises JsonError for anything else."""
    if raw.count(b",") > most_parts:
        raise JsonError("parts")
    try:
        body = _READER.decode(raw.decode("utf-8"))
    except JsonError:
        raise
    except UnicodeDecodeError:
        raise JsonError("utf8") from None
    except RecursionError:
        raise JsonError("depth") from None
    except ValueError:
        raise JsonError("json") from None
    if not isinstance(body, dict):
        raise JsonError("object")
    # Characters that are refused can only come by an escape: raw ones are not JSON or not UTF-8.
    _check(body, escapes=b"\\u" in raw)
    return body


def written(body: Any) -> bytes:
    """Return the shortest JSON of a body; raises JsonError where text in it cannot be encoded."""
    try:
        return json.dumps(body, ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode()
    except UnicodeEncodeError:
        raise JsonError("text") from None


def _check(body: dict[str, Any], *, escapes: bool) -> None:
    """Refuse what is too deep and, where escapes were, text that no file keeps."""
    level: list[Any] = [body]
    for _ in range(DEEPEST):
        below: list[Any] = []
        for node in level:
            inside: Iterable[Any] = node
            if type(node) is dict:
                inside = node.values()
                if escapes:
                    _refuse_unkept(node)
            if escapes:
                _refuse_unkept(inside)
            # Most are rows of plain values, of which no single one need be looked at.
            kinds = set(map(type, inside))
            if dict in kinds or list in kinds:
                below += [part for part in inside if type(part) is dict or type(part) is list]
        if not below:
            return
        level = below
    raise JsonError("depth")


def _refuse_unkept(parts: Iterable[Any]) -> None:
    for part in parts:
        if type(part) is str and _UNKEPT.search(part):
            raise JsonError("text")


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    made = dict(pairs)
    if len(made) != len(pairs):
        raise JsonError("twice")
    return made


def _whole_number(digits: str) -> int:
    if len(digits) > _LONGEST:
        raise JsonError("number")
    number = int(digits)
    if not -_BITS <= number < _BITS:
        raise JsonError("number")
    return number


def _refused_number(_digits: str) -> Any:
    raise JsonError("number")


_READER = json.JSONDecoder(
    object_pairs_hook=_object,
    parse_int=_whole_number,
    parse_float=_refused_number,
    parse_constant=_refused_number,
)
