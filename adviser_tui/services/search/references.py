"""What the file itself finds: a reference, and beginnings while the index is not ready yet."""

from collections.abc import Sequence

from adviser_tui.services.search.hit import Kind
from adviser_tui.storage.database import Database

_NAMES: dict[Kind, tuple[str, str]] = {
    "employer": ("employer", "name"),
    "participant": ("participant", "preferred_name"),
    "vacancy": ("vacancy", "title"),
}

_LAST = "\U0010ffff"


def places_beginning_with(
    database: Database, text: str, kinds: Sequence[Kind], limit: int
) -> list[tuple[Kind, int]]:
    """Return what has a word that begins with the letters, names that begin so first.

    The names are found through their index; all are only looked through when those are too few.
    """
    found: list[tuple[Kind, int]] = []
    letters = text.strip()
    escaped = letters.replace("\\", r"\\").replace("%", r"\%").replace("_", r"\_")
    for kind in kinds:
        table, name = _NAMES[kind]
        rows = database.rows(
            f"SELECT rowid FROM {table} WHERE void_reason IS NULL AND {name} >= ?1 COLLATE NOCASE "
            f"AND {name} < ?1 || ?2 COLLATE NOCASE ORDER BY {name} COLLATE NOCASE LIMIT ?3",
            (letters, _LAST, limit),
        )
        if len(rows) < limit:
            rows += database.rows(
                f"SELECT rowid FROM {table} WHERE void_reason IS NULL AND "
                f"{name} LIKE '% ' || ?1 || '%' ESCAPE '\\' AND NOT "
                f"({name} >= ?2 COLLATE NOCASE AND {name} < ?2 || ?3 COLLATE NOCASE) "
                f"ORDER BY {name} COLLATE NOCASE LIMIT ?4",
                (escaped, letters, _LAST, limit - len(rows)),
            )
        found += [(kind, int(row[0])) for row in rows]
    return found[:limit]


def place_of_reference(database: Database, text: str, kind: Kind) -> int | None:
    """Return what had this key in the file it was imported from."""
    row = database.row(
        f"SELECT rowid FROM {_NAMES[kind][0]} WHERE reference IN (?, upper(?)) "
        "AND reference <> '' AND void_reason IS NULL",
        (text.strip(), text.strip()),
    )
    return int(row[0]) if row else None
