"""A search index that is missing, behind or damaged: found when the file is opened, and mended.

Nothing but the search depends on it, so no trouble with it keeps a file from being opened or a
change from being saved.
"""

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

from adviser_tui.errors import StorageError
from adviser_tui.storage.finding.shape import RULES

if TYPE_CHECKING:
    from adviser_tui.storage.database import Database

_FILE_TROUBLE = frozenset(
    {
        sqlite3.SQLITE_BUSY,
        sqlite3.SQLITE_FULL,
        sqlite3.SQLITE_INTERRUPT,
        sqlite3.SQLITE_IOERR,
        sqlite3.SQLITE_LOCKED,
        sqlite3.SQLITE_NOMEM,
        sqlite3.SQLITE_READONLY,
    }
)
"""What says nothing about the index, but that nothing can be written now."""
_SIGNS = ("no such", "malformed", "vtable", "fts5", "logic error", "constraint", "mismatch")


class SearchIndexError(StorageError):
    """The search index cannot be asked; everything else in the file is as it was."""


def can_search(database: "Database") -> bool:
    """Say whether the file has a search index; opening it to write makes one."""
    return is_made(database.reader())


def is_made(connection: sqlite3.Connection) -> bool:
    """Say whether the index is there and was made by the rules of this program."""
    return _state(connection) is not None


def is_true(connection: sqlite3.Connection) -> bool:
    """Say whether the index is there and knows the latest change, whoever made that."""
    seen = _state(connection)
    return seen is not None and seen == _last_change(connection)


def make_index(connection: sqlite3.Connection) -> bool:
    """Make the index anew, or take in what it missed, as needed; say whether it is true now.

    An index that cannot be made leaves the file without one. Raises `sqlite3.Error` only where
    nothing at all can be written.
    """
    from adviser_tui.storage.finding.upkeep import follow, make_anew

    if not has_full_text(connection):
        return False
    connection.execute("BEGIN IMMEDIATE")
    try:
        seen = _state(connection)
        is_behind = seen is not None and seen <= _last_change(connection)
        made = is_behind and _tried(connection, follow)
        made = made or _tried(connection, make_anew)
        if not made:
            give_up(connection)
        connection.execute("COMMIT")
    finally:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
    return made


def keep_true(connection: sqlite3.Connection) -> None:
    """Take in what the transaction under way has changed.

    A damaged index is given up, so that the change itself is saved and the index is made anew when
    the file is opened next.
    """
    # What takes names apart is not needed before the first change.
    from adviser_tui.storage.finding.upkeep import follow

    seen, last = _state(connection), _last_change(connection)
    if seen is None or seen == last:
        return
    if seen > last or not _tried(connection, follow):
        give_up(connection)


def keep_true_of(connection: sqlite3.Connection, places: Mapping[str, Iterable[int]]) -> None:
    """Take in, or leave out, what some row numbers of each kind are in the transaction under way.

    For rows that others wrote. What cannot be done gives the index up, as in `keep_true`.
    """
    from adviser_tui.storage.finding.upkeep import read_anew

    def step(connection: sqlite3.Connection) -> None:
        for kind, some in places.items():
            read_anew(connection, kind, some)

    if any(places.values()) and is_made(connection) and not _tried(connection, step):
        give_up(connection)


def keep_true_anew(connection: sqlite3.Connection) -> None:
    """Make the whole index anew in the transaction under way, where there is one.

    What cannot be done gives the index up, as in `keep_true`.
    """
    from adviser_tui.storage.finding.upkeep import make_anew

    if is_made(connection) and not _tried(connection, make_anew):
        give_up(connection)


def give_up(connection: sqlite3.Connection) -> None:
    """Note that the index is not to be trusted; part of the caller's transaction."""
    connection.execute("SAVEPOINT giving_up")
    try:
        connection.execute("DELETE FROM find_state")
    except sqlite3.Error as error:
        if not connection.in_transaction or is_file_trouble(error):
            raise
        connection.execute("ROLLBACK TO giving_up")
    connection.execute("RELEASE giving_up")


def has_full_text(connection: sqlite3.Connection) -> bool:
    """Say whether this machine's SQLite has the full-text index that the search needs."""
    try:
        found = connection.execute("SELECT count(*) FROM pragma_module_list WHERE name = 'fts5'")
        return bool(found.fetchone()[0])
    except sqlite3.Error:
        return True  # it does not tell; trying will


def is_file_trouble(error: sqlite3.Error) -> bool:
    """Say whether an error is of the disk or of another program, and not of the index."""
    return getattr(error, "sqlite_errorcode", 0) & 0xFF in _FILE_TROUBLE


@contextmanager
def asking(database: "Database") -> Iterator[None]:
    """Turn what a damaged index raises into `SearchIndexError`, and give the index up."""
    try:
        yield
    except (sqlite3.Error, StorageError) as error:
        cause = error if isinstance(error, sqlite3.Error) else error.__cause__
        if not isinstance(cause, sqlite3.Error) or not any(sign in str(cause) for sign in _SIGNS):
            raise
        said = trouble(database.reader())
        if can_search(database) and not database.visiting:
            # Where even that cannot be written, the next search comes here again.
            with suppress(StorageError), database.writing() as connection:
                give_up(connection)
        raise said from error


def trouble(connection: sqlite3.Connection) -> SearchIndexError:
    """Return why the index cannot be asked, for a person."""
    if not has_full_text(connection):
        return SearchIndexError(
            "Nothing can be searched for on this machine, because its SQLite was built without "
            "full-text search (FTS5). Everything else works. A Python from python.org has it."
        )
    return SearchIndexError(
        "The search index is damaged, so nothing can be searched for now. Your caseload itself is "
        "as it was, and everything else works. Close Adviser and open it again: that makes the "
        "index anew. Where that does not help, `adviser doctor` looks closer."
    )


def _tried(connection: sqlite3.Connection, step: Callable[[sqlite3.Connection], None]) -> bool:
    """Do something about the index as a whole or not at all, and say whether it was done."""
    connection.execute("SAVEPOINT search_index")
    try:
        step(connection)
    except Exception as error:
        if not connection.in_transaction:
            raise  # SQLite took the change itself back
        connection.execute("ROLLBACK TO search_index")
        connection.execute("RELEASE search_index")
        if isinstance(error, sqlite3.Error) and is_file_trouble(error):
            raise
        return False
    connection.execute("RELEASE search_index")
    return True


def _state(connection: sqlite3.Connection) -> int | None:
    """Return up to which change the index is true; nothing where there is no usable one."""
    try:
        row = connection.execute("SELECT rules, lseq FROM find_state").fetchone()
        return int(row[1]) if row is not None and row[0] == RULES else None
    except (sqlite3.Error, TypeError, ValueError) as error:
        if isinstance(error, sqlite3.Error) and is_file_trouble(error):
            raise
        return None


def _last_change(connection: sqlite3.Connection) -> int:
    return int(connection.execute("SELECT lseq FROM sync_state").fetchone()[0])
