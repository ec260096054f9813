"""Stretches of time: joined so that no minute counts twice, and split at midnight (M3). Pure."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from adviser_tui.services.measures.period import Period

_A_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of time of one adviser, on the wall clock that it was written with."""

    adviser: str
    begun: datetime
    ended: datetime
    table: str
    """Where it is written down: `contact` or `time_entry`."""
    id: str
    is_field: bool = False
    """Face to face with somebody away from the own office (M3a)."""
    is_travel: bool = False
    """On the way between such places (M3b)."""


@dataclass(frozen=True, slots=True)
class _Piece:
    """What lies of a stretch on one day."""

    begun: datetime
    ended: datetime
    day: date


def minutes_by_day(stretches: Iterable[Stretch], period: Period) -> dict[date, int]:
    """Return the minutes of each day of a period; those of one adviser that overlap count once.

    Several advisers' minutes are added up.
    """
    total: dict[date, timedelta] = {}
    of_adviser: dict[str, list[_Piece]] = {}
    for each in stretches:
        of_adviser.setdefault(each.adviser, []).extend(_pieces(each, period))
    for pieces in of_adviser.values():
        reached: datetime | None = None
        for piece in sorted(pieces, key=lambda one: (one.begun, one.ended)):
            begun = piece.begun if reached is None else max(piece.begun, reached)
            if piece.ended > begun:
                total[piece.day] = total.get(piece.day, timedelta()) + (piece.ended - begun)
                reached = piece.ended
    return {day: spent // timedelta(minutes=1) for day, spent in sorted(total.items())}


def days_touched(stretches: Iterable[Stretch], period: Period) -> set[tuple[str, date]]:
    """Return the days of a period, with whose they are, on which any stretch lies."""
    return {(each.adviser, piece.day) for each in stretches for piece in _pieces(each, period)}


def _pieces(stretch: Stretch, period: Period) -> Iterator[_Piece]:
    """Split a stretch at the midnights of its own wall clock; what is outside is left out."""
    begun, ended = (at.replace(second=0, microsecond=0) for at in (stretch.begun, stretch.ended))
    ended = ended.astimezone(begun.tzinfo)
    day = max(begun.date(), period.first)
    while day <= min(ended.date(), period.last):
        midnight = datetime.combine(day, time(), tzinfo=begun.tzinfo)
        piece = _Piece(max(begun, midnight), min(ended, midnight + _A_DAY), day)
        if piece.ended > piece.begun:
            yield piece
        day += _A_DAY
