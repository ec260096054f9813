"""What the index keeps of something, by its row number."""

import json
from collections.abc import Sequence

from adviser_tui.services.search.hit import Kind
from adviser_tui.storage.database import Database
from adviser_tui.storage.finding.documents import SEPARATOR
from adviser_tui.text import clean_text


def place_of_reference(database: Database, text: str, kind: Kind) -> int | None:
    """Return what had this key in the file it was imported from."""
    text = clean_text(text)  # as references were before they were kept
    row = database.row(
        f"SELECT rowid FROM {kind} WHERE reference IN (?, upper(?)) "
        "AND reference <> '' AND void_reason IS NULL",
        (text, text),
    )
    return int(row[0]) if row else None


def kept_words(
    database: Database, kind: Kind, places: Sequence[int]
) -> dict[int, tuple[list[str], list[str]]]:
    """Return the words of the names of some things, and the other words they are known by."""
    rows = database.rows(
        f"SELECT place, names, rest FROM find_{kind}_text "
        "WHERE place IN (SELECT value FROM json_each(?))",
        (json.dumps(list(places)),),
    )
    return {row[0]: (row[1].replace(SEPARATOR, " ").split(), row[2].split()) for row in rows}
