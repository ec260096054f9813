"""The tables of the search index, one set for each kind of thing that can be found.

They hold nothing that is not written elsewhere in the file, so they are no step of its shape:
where they are missing, or were made by other rules, they are made anew.
"""

import sqlite3

KINDS = ("employer", "participant", "vacancy", "partner")
"""Every kind of thing that can be found, by the name of its table."""
RULES = 3
"""Rises when names are taken apart in another way, so that every index is made anew."""

_STATE = """CREATE TABLE IF NOT EXISTS find_state (
  k INTEGER PRIMARY KEY CHECK (k = 1), rules INTEGER NOT NULL, lseq INTEGER NOT NULL)"""
_TABLES = (
    "CREATE TABLE find_{kind}_text (place INTEGER PRIMARY KEY, names TEXT NOT NULL, "
    "rest TEXT NOT NULL)",
    "CREATE INDEX find_{kind}_by_name ON find_{kind}_text (names)",
    "CREATE TABLE find_{kind}_word (n INTEGER PRIMARY KEY, word TEXT NOT NULL UNIQUE, "
    "docs INTEGER NOT NULL)",
    # Its rows are numbered by length and place (`row_of`), so that it gives short names first.
    "CREATE VIRTUAL TABLE find_{kind} USING fts5(words, content='', detail='none', "
    "columnsize=0, prefix='1 2 3')",
)


def table_names() -> frozenset[str]:
    """Return the names of all tables and indexes of the search index."""
    names = {"find_state"}
    for kind in KINDS:
        names |= {f"find_{kind}", f"find_{kind}_by_name"}
        names |= {f"find_{kind}_{part}" for part in ("text", "word", "data", "idx", "config")}
    return frozenset(names)


def forget(connection: sqlite3.Connection) -> None:
    """Drop the whole index; it is made anew when the file is opened next."""
    connection.execute("DROP TABLE IF EXISTS find_state")
    for kind in KINDS:
        for table in (f"find_{kind}_text", f"find_{kind}_word", f"find_{kind}"):
            connection.execute(f"DROP TABLE IF EXISTS {table}")


def is_made(connection: sqlite3.Connection) -> bool:
    """Say whether the index is there and was made by the rules of this program."""
    try:
        row = connection.execute("SELECT rules FROM find_state").fetchone()
    except sqlite3.OperationalError:
        return False
    return row is not None and int(row[0]) == RULES


def make_index(connection: sqlite3.Connection) -> None:
    """Make the index where there is none, or one by other rules."""
    from adviser_tui.storage.finding.upkeep import make_where_missing

    make_where_missing(connection)


def keep_true(connection: sqlite3.Connection) -> None:
    """Take in what the transaction under way has changed."""
    # What takes names apart is not needed before the first change.
    from adviser_tui.storage.finding.upkeep import follow

    follow(connection)


def make(connection: sqlite3.Connection) -> None:
    """Make empty tables, the old ones dropped; nothing has been taken in yet."""
    forget(connection)
    connection.execute(_STATE)
    for kind in KINDS:
        for statement in _TABLES:
            connection.execute(statement.format(kind=kind))
    connection.execute("INSERT INTO find_state (k, rules, lseq) VALUES (1, ?, -1)", (RULES,))
