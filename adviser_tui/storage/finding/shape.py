"""The tables of the search index, one set for each kind of thing that can be found.

They hold nothing that is not written elsewhere in the file, so they are no step of its shape:
where they are missing, or were made by other rules, they are made anew.
"""

import sqlite3

KINDS = ("employer", "participant", "vacancy", "partner")
"""Every kind of thing that can be found, by the name of its table."""
RULES = 4
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
    """Drop whatever is named like the index, in whatever state it is; it is made anew later."""
    found = connection.execute(
        "SELECT type, name, sql LIKE 'CREATE VIRTUAL%' FROM sqlite_master "
        "WHERE name GLOB 'find_*' ORDER BY type = 'table', 3 DESC"
    ).fetchall()
    for kind, name, is_virtual in found:
        quoted = str(name).replace('"', '""')
        try:
            connection.execute(f'DROP {str(kind).upper()} IF EXISTS "{quoted}"')
        except sqlite3.Error:
            if not is_virtual:
                raise
            _strike_out(connection, str(name))


def _strike_out(connection: sqlite3.Connection, table: str) -> None:
    """Take a full-text index out of the list of tables; a damaged one cannot be dropped."""
    connection.execute("PRAGMA writable_schema = ON")
    try:
        connection.execute("DELETE FROM sqlite_master WHERE name = ?", (table,))
    finally:
        connection.execute("PRAGMA writable_schema = RESET")


def make(connection: sqlite3.Connection) -> None:
    """Make empty tables, the old ones dropped; nothing has been taken in yet."""
    forget(connection)
    connection.execute(_STATE)
    for kind in KINDS:
        for statement in _TABLES:
            connection.execute(statement.format(kind=kind))
    connection.execute("INSERT INTO find_state (k, rules, lseq) VALUES (1, ?, -1)", (RULES,))
