"""Where somebody is mentioned beside their own records: half-filled forms and remembered lists."""

import json
import sqlite3
from collections.abc import Collection, Mapping
from typing import Any

from adviser_tui.storage.settings import decoded, encoded

_WORDS = {
    "participant": ("preferred_name", "legal_name", "phone", "email"),
    "employer": ("name", "trading_name", "phone", "email"),
    "employer_person": ("name", "phone", "email"),
    "partner": ("name", "person", "phone", "person_phone"),
}
"""The columns by which somebody can be told."""
_SHORTEST = 5
_OURS = "sync."


def telling_words(
    connection: sqlite3.Connection, rows: Mapping[str, Collection[str]]
) -> frozenset[str]:
    """Return names and numbers of some rows that are still there."""
    words: set[str] = set()
    for entity, wanted in _WORDS.items():
        ids = json.dumps(sorted(rows.get(entity, ())))
        present = {str(row["name"]) for row in connection.execute(f"PRAGMA table_info({entity})")}
        names = [name for name in wanted if name in present]
        for row in connection.execute(
            f"SELECT {', '.join(names)} FROM {entity} WHERE id IN (SELECT value FROM json_each(?))",
            (ids,),
        ):
            words.update(str(value).casefold() for value in row if value)
    return frozenset(word for word in words if len(word) >= _SHORTEST)


def forget_mentions(
    connection: sqlite3.Connection, rows: Mapping[str, Collection[str]], words: Collection[str]
) -> None:
    """Drop the forms, and what of the remembered lists, that mention a row or one of the words."""
    told = {each for ids in rows.values() for each in ids} | set(words)
    if not told:
        return
    for row in connection.execute("SELECT form, fields FROM draft").fetchall():
        texts = [str(row["form"]), *map(str, _plain(json.loads(row["fields"])))]
        if _mentions("\n".join(texts), told):
            connection.execute("DELETE FROM draft WHERE form = ?", (row["form"],))
    for row in connection.execute("SELECT key, value FROM setting").fetchall():
        key, value = str(row["key"]), decoded(str(row["value"]))
        if key.startswith(_OURS) or key == "me" or not _mentions(_text(value), told):
            continue
        if isinstance(value, list):
            kept = [each for each in value if not _mentions(_text(each), told)]
            connection.execute("UPDATE setting SET value = ? WHERE key = ?", (encoded(kept), key))
        elif isinstance(value, dict):
            left = {k: each for k, each in value.items() if not _mentions(_text([k, each]), told)}
            connection.execute("UPDATE setting SET value = ? WHERE key = ?", (encoded(left), key))
        else:
            connection.execute("DELETE FROM setting WHERE key = ?", (key,))


def _mentions(text: str, told: Collection[str]) -> bool:
    folded = text.casefold()
    return any(each in folded for each in told)


def _text(value: Any) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def _plain(value: Any) -> list[Any]:
    """Return all that a form holds."""
    return [*value.keys(), *value.values()] if isinstance(value, dict) else [value]
