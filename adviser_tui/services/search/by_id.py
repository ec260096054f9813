"""Things by a part of their id, as it was printed or copied."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from adviser_tui.services.record_ids import SHORTEST_ID
from adviser_tui.services.search.catalogue import Ranked
from adviser_tui.services.search.fitting import Fit
from adviser_tui.services.search.hit import Kind
from adviser_tui.storage.database import Database

LEAST = 6
"""The fewest letters that are looked for among the beginnings of ids."""
_ID = re.compile(r"[0-9a-f]{4}[0-9a-f-]*", re.IGNORECASE)
_CUTS = (0, 8, 12, 16, 20, 32)


def ranked_by_id(
    database: Database, text: str, kinds: Sequence[Kind], limit: int
) -> Iterator[Ranked]:
    """Yield what has an id that begins with the text, or ends with it as short ids are printed.

    A word that could be an id is looked for among names all the same; ids have digits.
    """
    typed = text.strip().lower()
    bare = typed.replace("-", "")
    if not LEAST <= len(bare) <= _CUTS[-1] or not _ID.fullmatch(typed):
        return
    begins = "-".join(bare[a:b] for a, b in pairwise(_CUTS) if bare[a:b])
    for kind in kinds:
        sql = f"SELECT rowid FROM {kind} WHERE void_reason IS NULL AND "
        rows = database.rows(sql + "id >= ? AND id < ? LIMIT ?", (begins, f"{begins}~", limit))
        if not rows and len(bare) == SHORTEST_ID:
            rows = database.rows(sql + "id LIKE ? LIMIT ?", (f"%{typed}", limit))
        for row in rows:
            yield Ranked(kind, int(row[0]), Fit(100.0, 0, "id"))
