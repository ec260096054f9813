"""Being out of the office: one key begins it and says with whom, the same key ends it (M3).

It is kept in the caseload, so it goes on while the program is shut. An end that was forgotten is
asked for and never guessed.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from adviser_tui.errors import InputError, NotFoundError, RuleError
from adviser_tui.services.desk import Desk
from adviser_tui.services.words.amounts import say_minutes
from adviser_tui.services.words.say import say_moment
from adviser_tui.storage.reading import moment
from models.kinds import PlaceKind, TimeWith

if TYPE_CHECKING:
    from adviser_tui.storage.unit import UnitOfWork

LONGEST = timedelta(hours=16)
"""Nobody is out for longer without coming back; what would be longer is a forgotten end."""
OVERNIGHT = timedelta(hours=8)
"""Past midnight a stretch may still go on for as long as a shift."""
WITH_WORDS = {
    TimeWith.EMPLOYER: "with an employer",
    TimeWith.PARTICIPANT: "with a participant",
    TimeWith.PARTNER: "with a partner",
    TimeWith.TRAVEL: "travelling",
}
"""With whom one may be out, in the order in which it is asked."""
_RUNNING = """SELECT id, started_at, started_offset, with_whom FROM time_entry
  WHERE adviser_id = ? AND ended_at IS NULL AND void_reason IS NULL
  ORDER BY started_at DESC, id DESC LIMIT 1"""


@dataclass(frozen=True, slots=True)
class Out:
    """A stretch out of the office that goes on."""

    id: str
    since: datetime
    """On the wall clock that it was begun by."""
    with_whom: TimeWith
    is_forgotten: bool
    """It has gone on for too long to be true, so its end must be said."""
    words: str
    """`out since 10:40, with an employer`."""


@dataclass(frozen=True, slots=True)
class Back:
    """A stretch out of the office that is over."""

    id: str
    since: datetime
    until: datetime
    minutes: int
    with_whom: TimeWith

    @property
    def words(self) -> str:
        """`45 minutes with an employer`."""
        return f"{say_minutes(self.minutes)} {WITH_WORDS.get(self.with_whom, 'out')}"


class TimeEntries:
    """Go out, come back, and know how it stands."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._said: tuple[tuple[object, ...], Out | None] = ((), None)

    def current(self) -> Out | None:
        """Return the stretch that goes on, nothing while one is in the office."""
        now = self._desk.local_now
        row = self._desk.database.row(_RUNNING, (self._desk.me,))
        if row is None:
            return None
        since = moment(row["started_at"], row["started_offset"])
        with_whom = TimeWith(row["with_whom"])
        is_forgotten = _is_forgotten(since, now)
        clock = f"{since:%H:%M}" if since.date() == now.date() else say_moment(since, now)
        words = f"out since {clock}, {WITH_WORDS.get(with_whom, 'with somebody')}"
        if is_forgotten:
            words += ": when were you back?"
        return Out(str(row["id"]), since, with_whom, is_forgotten, words)

    def line(self) -> str:
        """Return in words that one is out, empty while one is in; asked again and again."""
        database, now = self._desk.database, self._desk.local_now
        when = (database.generation, database.arrivals, now.date(), now.hour)
        if self._said[0] != when:
            self._said = (when, self.current())
        out = self._said[1]
        return out.words if out is not None else ""

    def go(self, with_whom: TimeWith, at: datetime | None = None) -> Out:
        """Be out from now, or from a moment before, on.

        Whoever is out already with somebody else is with these from then on. Raises `RuleError`
        where the end of an earlier stretch was forgotten.
        """
        from models.tables import TimeEntry

        begun, current = self._moment(at), self.current()
        if current is not None:
            if current.is_forgotten:
                raise RuleError(f"{self._ask(current)} Then you can go out again.")
            if begun < current.since:
                raise InputError(f"You are {current.words}; something new begins after that.", "at")
        with self._desk.database.write() as work:
            if current is not None:
                _end(work, current.id, begun)
            work.add(
                TimeEntry(
                    adviser_id=self._desk.me,
                    started_at=begun,
                    started_offset=_offset(begun),
                    place=PlaceKind.AWAY,
                    with_whom=with_whom,
                )
            )
        found = self.current()
        assert found is not None
        return found

    def back(self, at: datetime | None = None) -> Back:
        """Be in the office again since now, or since a moment before.

        Raises `RuleError` where nobody is out, or where the end was forgotten and is not said.
        """
        current = self.current()
        if current is None:
            raise RuleError("You are not out, so there is nothing to end.")
        if current.is_forgotten and at is None:
            raise RuleError(self._ask(current))
        ended = self._moment(at)
        if ended < current.since:
            raise InputError(
                f"You went out {say_moment(current.since, self._desk.local_now)}; nobody is back "
                "before that.",
                "at",
            )
        if ended - current.since > LONGEST:
            raise InputError(
                f"That would be {say_minutes((ended - current.since) // timedelta(minutes=1))} "
                "out. Say when you were back; at most 16 hours are one stretch.",
                "at",
            )
        with self._desk.database.write() as work:
            _end(work, current.id, ended)
        minutes = (ended - current.since) // timedelta(minutes=1)
        return Back(current.id, current.since, ended, minutes, current.with_whom)

    def drop(self, why: str) -> None:
        """Take the stretch that goes on off the record, where nobody knows when it ended."""
        from models.tables import TimeEntry

        current = self.current()
        if current is None:
            raise NotFoundError("You are not out, so there is nothing to take off the record.")
        with self._desk.database.write() as work:
            work.void(work.get(TimeEntry, current.id), why)

    def _moment(self, at: datetime | None) -> datetime:
        now = self._desk.local_now
        given = (at or now).replace(second=0, microsecond=0)
        if given > now:
            raise InputError("That has not come yet. Give a time that is past.", "at")
        return given

    def _ask(self, out: Out) -> str:
        since = say_moment(out.since, self._desk.local_now)
        return (
            f"You went out {since}, {WITH_WORDS.get(out.with_whom, 'with somebody')}, and nothing "
            "says when you were back. Say when that was."
        )


def _end(work: "UnitOfWork", entry_id: str, ended: datetime) -> None:
    from models.tables import TimeEntry

    work.change(work.get(TimeEntry, entry_id), ended_at=ended)


def _is_forgotten(since: datetime, now: datetime) -> bool:
    gone_on = now - since
    is_another_day = now.astimezone(since.tzinfo).date() != since.date()
    return gone_on > LONGEST or (is_another_day and gone_on > OVERNIGHT)


def _offset(at: datetime) -> int:
    offset = at.utcoffset()
    return int(offset.total_seconds() // 60) if offset is not None else 0
