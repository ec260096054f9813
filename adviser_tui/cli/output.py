"""What commands print: words for people, one JSON document for scripts."""

import argparse
import json
import os
import sys
from collections.abc import Iterable, Mapping
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from enum import IntEnum, StrEnum

from adviser_tui.errors import AdviserError, NotFoundError
from adviser_tui.text import clean_text


def answer(args: argparse.Namespace, document: object, lines: Iterable[str]) -> None:
    """Print `document` with --json, else the lines, each safe for a terminal."""
    if args.json:
        print(json.dumps(as_json(document), ensure_ascii=False, indent=2))
    else:
        for line in lines:
            print(safe(line))


def tell(message: str) -> None:
    """Say something on standard error, out of the way of what is printed for scripts."""
    print(safe(message), file=sys.stderr)


def safe(line: str) -> str:
    """Return a line without anything that a terminal would obey."""
    indent = len(line) - len(line.lstrip(" "))
    return " " * indent + clean_text(line, multiline=True)


def refuse(args: argparse.Namespace, error: AdviserError) -> None:
    """Say why a command did nothing."""
    if getattr(args, "json", False):
        document: dict[str, object] = {"ok": False, "error": str(error)}
        if isinstance(error, NotFoundError) and error.candidates:
            document["candidates"] = list(error.candidates)
        print(json.dumps(document, ensure_ascii=False, indent=2))
    tell(str(error))
    if isinstance(error, NotFoundError):
        for candidate in error.candidates:
            tell(f"  {candidate}")


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


def silence() -> None:
    """Send what is still to be printed nowhere."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
