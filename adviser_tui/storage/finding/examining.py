"""Whether the search index is what the caseload says it must be."""

import sqlite3
from pathlib import Path

from adviser_tui.errors import ImportFileError
from adviser_tui.storage.finding.documents import SEPARATOR, read_documents
from adviser_tui.storage.finding.shape import KINDS
from adviser_tui.storage.finding.soundness import has_full_text, is_made, trouble
from adviser_tui.storage.findings import Finding, fine, warn

MEND = "adviser doctor --search-anew"


def index(reader: sqlite3.Connection, *, thorough: bool = False) -> Finding:
    """Say whether everything can be found; `thorough` compares each name with what is kept."""
    if not has_full_text(reader):
        return warn("search", str(trouble(reader)), "use another Python")
    if not is_made(reader):
        return warn("search", "The search index is not made, or was damaged.", MEND)
    try:
        return _compared(reader, thorough=thorough)
    except sqlite3.Error as error:
        return warn("search", f"The search index is damaged ({error}); nothing else is.", MEND)


def _compared(reader: sqlite3.Connection, *, thorough: bool) -> Finding:
    seen, last = reader.execute(
        "SELECT (SELECT lseq FROM find_state), (SELECT lseq FROM sync_state)"
    ).fetchone()
    if seen != last:
        return warn("search", "The search does not know the latest changes.", MEND)
    for kind in KINDS:
        there, kept = reader.execute(
            f"SELECT (SELECT count(*) FROM {kind} WHERE void_reason IS NULL), "
            f"(SELECT count(*) FROM find_{kind}_text)"
        ).fetchone()
        # A vacancy whose employer is void is left out of the index.
        if kept > there or (kind != "vacancy" and kept < there):
            return warn("search", f"The search index has {kept} of {there} {kind} records.", MEND)
        if thorough and not _is_true(reader, kind):
            return warn("search", f"The search knows a {kind} by other words than its own.", MEND)
    return fine("search", "Everything can be found by its words of now.")


def short_names(folder: Path) -> Finding:
    """Say whether the team's own table of short names can be read."""
    from seed.short_names import OWN_FILE, short_names

    if not (folder / OWN_FILE).is_file():
        return fine("short names", "The team has no table of short names of its own.")
    try:
        count = len(short_names(folder / OWN_FILE))
    except ImportFileError as error:
        return warn("short names", f"{error} The search goes on without it.", f"mend {OWN_FILE}")
    return fine("short names", f"{count:,} short names are known, the team's own among them.")


def _is_true(reader: sqlite3.Connection, kind: str) -> bool:
    kept = reader.execute(f"SELECT place, names, rest FROM find_{kind}_text ORDER BY place")
    wanted = sorted(
        (each.place, SEPARATOR.join(each.names), each.rest) for each in read_documents(reader, kind)
    )
    return all(
        tuple(row) == document for row, document in zip(kept.fetchall(), wanted, strict=False)
    )
