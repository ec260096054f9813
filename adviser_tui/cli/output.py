"""What commands print: words for people, one JSON document for scripts."""

import argparse
import io
import json
import os
import re
import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from enum import IntEnum, StrEnum

from adviser_tui.errors import AdviserError, NotFoundError, RuleError
from adviser_tui.text import clean_text

_HIDDEN = re.compile("[\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufeff]")
"""What JSON lets through and a terminal may obey; in a document it stands inside texts only."""


def fit(text: str, width: int) -> str:
    """Return `text` in a column of this many letters, cut with a sign that says so."""
    return (
        text.ljust(width) if len(text) <= width else f"{text[: width - 1].rstrip()}…".ljust(width)
    )


class NotPrintedError(AdviserError):
    """Standard output takes no more, as on a full disk."""

    def __init__(self, why: str) -> None:
        super().__init__(
            f"What was to be printed could not be written ({why}). What was said to be saved is "
            "saved."
        )


def answer(args: argparse.Namespace, document: object, lines: Iterable[str]) -> None:
    """Print `document` with --json, else the lines, each safe for a terminal."""
    if args.json:
        write(json_text(as_json(document)))
    else:
        for line in lines:
            write(safe(line))


def write(text: str) -> None:
    """Print on standard output; raises `NotPrintedError` where it takes no more."""
    try:
        print(text)
    except BrokenPipeError:
        raise
    except OSError as error:
        raise NotPrintedError(error.strerror or "no reason given") from error


def tell(message: str) -> None:
    """Say something on standard error, out of the way of what is printed for scripts."""
    if sys.stderr is not None:
        print(safe(message), file=sys.stderr)


def safe(line: str) -> str:
    """Return a line without anything that a terminal would obey."""
    indent = len(line) - len(line.lstrip(" "))
    return " " * indent + clean_text(line, multiline=True)


def refuse(as_json: bool, error: AdviserError) -> None:
    """Say why a command did nothing, in a document too where one was asked for."""
    if as_json:
        document: dict[str, object] = {"ok": False, "error": str(error)}
        if isinstance(error, NotFoundError) and error.candidates:
            document["candidates"] = list(error.candidates)
        if isinstance(error, RuleError) and error.points:
            document["missing"] = list(error.points)
        write(json_text(document))
    tell(error.message if isinstance(error, RuleError) else str(error))
    for line in _listed(error):
        tell(f"  {line}")


def _listed(error: AdviserError) -> tuple[str, ...]:
    """Return what belongs below a refusal, one a line."""
    if isinstance(error, NotFoundError):
        return error.candidates
    return error.points if isinstance(error, RuleError) else ()


def as_json(value: object) -> object:
    """Return `value` as plain JSON: snake_case keys, ISO times with their offset, ids as text."""
    if isinstance(value, StrEnum):
        return str(value)
    if isinstance(value, IntEnum):
        return value.name.lower()
    if isinstance(value, (datetime, date)):
        return value.isoformat()
    if is_dataclass(value) and not isinstance(value, type):
        return {each.name: as_json(getattr(value, each.name)) for each in fields(value)}
    if isinstance(value, Mapping):
        return {str(key): as_json(each) for key, each in value.items()}
    if isinstance(value, (list, tuple, set, frozenset)):
        return [as_json(each) for each in value]
    return value


def json_text(document: object) -> str:
    """Write a JSON document of which no character can move a terminal's cursor."""
    text = json.dumps(document, ensure_ascii=False, indent=2)
    return _HIDDEN.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


def about_file(error: OSError) -> str:
    """Tell in a sentence which file the system would not let us have, and why."""
    return (
        f"{error.filename} could not be read or written ({error.strerror}). What was said to be "
        "saved is saved. Look who may use that file or folder, then try again."
    )


def wants_json(words: Sequence[str]) -> bool:
    """Say whether a document is asked for, also where the rest of the line makes no sense."""
    before = words[: words.index("--")] if "--" in words else words
    return "--json" in before


def prepare(as_json: bool) -> None:
    """Let no letter stop a command: what the terminal cannot show becomes a question mark.

    A JSON document that goes to a file or a program is UTF-8, whatever the machine prefers.
    """
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            is_piped = as_json and stream is sys.stdout and not stream.isatty()
            stream.reconfigure(encoding="utf-8" if is_piped else None, errors="replace")


def flush() -> None:
    """Hand over what was printed, while there is still somebody to hear that it did not work."""
    if sys.stdout is None:
        return
    try:
        sys.stdout.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        raise NotPrintedError(error.strerror or "no reason given") from error


def silence() -> None:
    """Send what is still to be printed nowhere."""
    if sys.stdout is not None:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
