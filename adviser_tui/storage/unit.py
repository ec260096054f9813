"""One action of a person, written through the tables."""

import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, date, datetime, tzinfo
from enum import StrEnum
from typing import Any, TypeVar

import sqlalchemy as sa
from sqlalchemy.engine import Engine
from sqlalchemy.orm import make_transient_to_detached
from sqlalchemy.orm.attributes import set_committed_value
from sqlalchemy.orm.util import identity_key
from sqlalchemy.pool import StaticPool
from sqlmodel import Session, SQLModel, select

from adviser_tui.errors import InputError, NotFoundError, RuleError, StorageError
from adviser_tui.storage.course import (
    KIND_OF,
    has_course,
    note_new,
    note_turns,
    with_first_turns,
    write_turns,
)
from adviser_tui.storage.failures import failed_write
from adviser_tui.storage.inserting import (
    columns_of,
    insert_many,
    insert_one,
    read_one,
    update_one,
)
from adviser_tui.storage.settings import read_setting
from adviser_tui.text import clean_text
from models.base import MOMENT_FORMAT, RawJson, Record
from models.base import State as StateColumn
from models.edges import may_follow

R = TypeVar("R", bound=Record)

SHORT_LIMIT = 1_000
LONG_LIMIT = 32_768
"""Characters kept of a one-line text and of a long one."""


def engine_on(connection: sqlite3.Connection) -> Engine:
    """Return an engine that always works on the one writing connection."""
    engine = sa.create_engine(
        "sqlite://", creator=lambda: connection, poolclass=StaticPool, hide_parameters=True
    )
    # The transaction is begun and ended by the database; SQLAlchemy only writes within it.
    for ending in ("do_rollback", "do_commit", "do_close"):
        setattr(engine.dialect, ending, _leave_alone)
    return engine


def _leave_alone(_: object) -> None:
    """Do nothing where SQLAlchemy would end a transaction that is not its own."""


@contextmanager
def translated() -> Iterator[None]:
    """Turn SQLAlchemy's errors into the sentences of `errors`."""
    try:
        yield
    except sa.exc.StatementError as error:
        original = error.orig
        if isinstance(original, ValueError):
            raise InputError(
                f"A value does not fit its field ({original}). Nothing was saved."
            ) from error
        if isinstance(original, TypeError):
            raise InputError("A value does not fit its field. Nothing was saved.") from error
        raise failed_write(original or error) from error


class UnitOfWork:
    """Add, change and void rows; authors and times are filled in, states walk their edges."""

    def __init__(
        self,
        engine: Engine,
        connection: sqlite3.Connection,
        local_now: datetime,
        kind: str,
        target: int | None,
    ) -> None:
        self.connection = connection
        self.now = now = local_now.astimezone(UTC)
        self.today: date = local_now.date()
        """The adviser's own calendar day."""
        self.zone: tzinfo | None = local_now.tzinfo
        state = connection.execute("SELECT device_id, lseq FROM sync_state").fetchone()
        self._device, self._lseq = str(state[0]), int(state[1])
        self.actor = str(read_setting(connection, "me", ""))
        cursor = connection.execute(
            "INSERT INTO change_group (at, actor, kind, target) VALUES (?, ?, ?, ?)",
            (now.strftime(MOMENT_FORMAT), self.actor, kind, target),
        )
        self.group = int(cursor.lastrowid or 0)
        connection.execute("UPDATE sync_state SET g = ?", (self.group,))
        self.session = Session(engine, expire_on_commit=False)
        self._kind = kind
        self._spoilt = False

    @contextmanager
    def joined(self, kind: str) -> "Iterator[UnitOfWork]":
        """Let an inner action be part of this one; where it fails, this one cannot be saved."""
        if kind not in ("act", self._kind):
            raise StorageError(
                f"“{kind}” cannot be part of another action, so nothing was saved. Do it by itself."
            )
        try:
            yield self
        except BaseException:
            self._spoilt = True
            raise

    def add(self, row: R) -> R:
        """Add a new row, its texts cleaned; it can be referred to by others at once."""
        self._flush()
        # Set as read from the file: the way through the model costs more than the insert.
        for name, value in self._authorship().items():
            set_committed_value(row, name, value)
        for name, column in columns_of(type(row)).items():
            value = row.__dict__.get(name)
            clean = _quickly_washed(value, column.type)
            if clean is not value:
                set_committed_value(row, name, clean)
        defaulted = insert_one(self.connection, row)
        make_transient_to_detached(row)
        self.session.add(row)
        if defaulted:
            self.session.expire(row, defaulted)
        if has_course(type(row)):
            note_new(self, row.__dict__)
        return row

    def add_many(self, table: type[Record], rows: Iterable[Mapping[str, object]]) -> int:
        """Add many rows at once from plain values and return how many there were.

        What a row leaves out gets its default. Rows may come from a generator; they are taken
        one by one.
        """
        self._flush()
        turns: list[dict[str, object]] = []
        if has_course(table):
            rows = with_first_turns(rows, self.today, turns)
        count = insert_many(self.connection, table, rows, self._authorship(), _quickly_washed)
        write_turns(self, turns)
        return count

    def get(self, table: type[R], row_id: str) -> R:
        """Return one row; raises `NotFoundError` when it is not there or was voided."""
        row = self._held(table, row_id)
        if row is None or row.void_reason is not None:
            raise NotFoundError("That is not in the caseload any more. Nothing was changed.")
        return row

    def _held(self, table: type[R], row_id: str) -> R | None:
        """Return the row of this action with an id, read from the file where it is not held yet."""
        if identity_key(table, row_id) in self.session.identity_map:
            return self.session.get(table, row_id)
        self._flush()
        row = read_one(self.connection, table, row_id)
        if row is not None:
            self.session.add(row)
        return row

    def find(self, table: type[R], **equal: object) -> list[R]:
        """Return the rows that still count and whose columns equal the given values."""
        query = select(table).where(table.void_reason == None)  # noqa: E711
        for name, value in equal.items():
            query = query.where(getattr(table, name) == value)
        return list(self.session.exec(query.order_by(sa.literal_column("rowid"))))

    def change(self, row: Record, **values: object) -> None:
        """Give fields new values; raises `RuleError` where a state may not follow.

        A row that an earlier action brought is read anew, so that nothing rests on what it was
        then. What already has its value leaves no trace.
        """
        held = row if row in self.session else self._read_anew(row, values)
        self._flush()
        columns = columns_of(type(held))
        changed = []
        turned: dict[str, object] = {}
        for name, value in values.items():
            current = getattr(held, name)
            kind = columns[name].type
            if isinstance(kind, StateColumn):
                check_edge(kind.words, current, value)
            clean = washed(value, kind)
            # A list may have been changed in place, where nobody can see it.
            if current != clean or (current is value and isinstance(value, list)):
                set_committed_value(held, name, clean)
                changed.append(name)
                if name in KIND_OF:
                    turned[name] = current
        if changed:
            set_committed_value(held, "updated_at", self.now)
            set_committed_value(held, "updated_by", self.actor)
            update_one(self.connection, held, [*changed, "updated_at", "updated_by"])
        if turned and has_course(type(held)):
            note_turns(self, held, turned)
        if held is not row:
            for name in (*values, "updated_at", "updated_by"):
                set_committed_value(row, name, getattr(held, name))

    def _read_anew(self, row: Record, values: Mapping[str, object]) -> Record:
        held = self._held(type(row), row.id)
        if held is None or (held.void_reason is not None and "void_reason" not in values):
            raise NotFoundError("That is not in the caseload any more. Nothing was changed.")
        return held

    def void(self, row: Record, reason: str) -> None:
        """Take a row out of account, with the reason; it stays in the file and can come back."""
        if not reason.strip():
            raise RuleError("Say why it should no longer count. Nothing was changed.")
        self.change(row, void_reason=reason.strip())

    def finish(self) -> None:
        """Write what is left; an action that changed nothing leaves no trace."""
        if self._spoilt or not self.session.is_active:
            raise StorageError(
                "A part of this could not be done, so nothing of it was saved. Try again."
            )
        self._flush()
        lseq = self.connection.execute("SELECT lseq FROM sync_state").fetchone()[0]
        if lseq == self._lseq:
            self.connection.execute("DELETE FROM change_group WHERE g = ?", (self.group,))
            self.group = 0
        self.connection.execute("UPDATE sync_state SET g = 0")

    def close(self) -> None:
        """Let go of the rows that were held."""
        self.session.expunge_all()
        self.session.close()

    def _authorship(self) -> dict[str, Any]:
        return {
            "created_at": self.now,
            "created_by": self.actor,
            "updated_at": self.now,
            "updated_by": self.actor,
            "device_id": self._device,
        }

    def _flush(self) -> None:
        """Write first what was changed on a row itself, so that the order of changes is kept."""
        if self.session.new or self.session.dirty:
            self.session.flush()


def washed(value: object, kind: sa.types.TypeEngine[Any]) -> object:
    """Return `value` with its text cleaned: the one door for everything that is stored.

    Columns of type `Text` keep their lines, all others are one line.
    """
    if type(value) is str and not isinstance(kind, RawJson):
        is_long = isinstance(kind, sa.Text)
        return clean_text(value, multiline=is_long, limit=LONG_LIMIT if is_long else SHORT_LIMIT)
    if isinstance(value, (list, tuple)):
        return [clean_text(str(each), limit=SHORT_LIMIT) for each in value if str(each).strip()]
    return value


def _quickly_washed(value: object, kind: sa.types.TypeEngine[Any]) -> object:
    """Wash a value out of many, most of which are plain."""
    if type(value) is str:
        is_plain = len(value) <= SHORT_LIMIT and value.isascii() and value.isprintable()
        return value if is_plain else washed(value, kind)
    return washed(value, kind) if isinstance(value, (list, tuple)) else value


def check_edge(words: type[StrEnum], current: object, following: object) -> None:
    """Raise `RuleError` unless `following` may come after `current`."""
    before, after = words(str(current)), words(str(following))
    if not may_follow(before, after):
        from models.edges import EDGES

        allowed = ", ".join(spoken(word) for word in sorted(EDGES[words][before])) or "nothing"
        raise RuleError(
            f"From “{spoken(before)}” it cannot go to “{spoken(after)}”. Next can be: {allowed}. "
            "Nothing was changed."
        )


def spoken(word: str) -> str:
    """Return a stored word as it is read aloud."""
    return str(word).replace("_", " ")


__all__ = ["SQLModel", "UnitOfWork", "check_edge", "engine_on", "spoken", "translated"]
