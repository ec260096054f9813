"""Where an adviser's time went, read from visits and from the two keys (M3)."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Any

from adviser_tui.services.measures.period import Period
from adviser_tui.services.measures.scene import Scene
from adviser_tui.services.measures.stretches import Stretch
from adviser_tui.storage.reading import moment, sortable
from models.kinds import Channel, ContactState, PlaceKind, TimeWith

WITH_PEOPLE = (TimeWith.EMPLOYER, TimeWith.PARTICIPANT, TimeWith.PARTNER)
_LOOK_BACK = timedelta(days=7)
"""What began longer before a period does not reach into it."""
_VISITS = """SELECT c.id, c.adviser_id, c.occurred_at, c.occurred_offset, c.minutes, c.channel,
    c.state, c.place, c.void_reason IS NOT NULL AS is_void
  FROM contact c WHERE c.occurred_at >= :early AND c.occurred_at < :to AND c.organisation = ''
    AND (c.channel = 'visit' OR c.place = 'away')
    AND c.adviser_id IN (SELECT value FROM json_each(:me))
  ORDER BY c.occurred_at, c.id"""
_ENTRIES = """SELECT x.id, x.adviser_id, x.started_at, x.started_offset, x.ended_at, x.place,
    x.with_whom, x.void_reason IS NOT NULL AS is_void
  FROM time_entry x WHERE x.adviser_id IN (SELECT value FROM json_each(:me))
    AND x.started_at >= :early AND x.started_at < :to
  ORDER BY x.started_at, x.id"""


class NoTime(StrEnum):
    """Why something adds no minutes, in words."""

    VOID = "taken off the record"
    NOT_ENDED = "begun, and nobody has said yet when it ended"
    NO_MINUTES = "a visit without its minutes"
    BY_PHONE = "not face to face: by phone, mail or on a screen"
    NOBODY_MET = "nobody was met"


@dataclass(frozen=True, slots=True)
class Unused:
    """A row that adds no minutes, and why."""

    why: NoTime
    table: str
    id: str
    on: date


@dataclass(frozen=True, slots=True)
class TimeSpent:
    """Every stretch of time that touches a period, and what was looked at beside."""

    stretches: tuple[Stretch, ...]
    unused: tuple[Unused, ...]

    @property
    def field(self) -> tuple[Stretch, ...]:
        """Time face to face with people away from the own office (M3a)."""
        return tuple(each for each in self.stretches if each.is_field)

    @property
    def with_travel(self) -> tuple[Stretch, ...]:
        """The same with the ways between (M3b)."""
        return tuple(each for each in self.stretches if each.is_field or each.is_travel)


def time_spent(scene: Scene) -> TimeSpent:
    """Return where the time of the scene's advisers went; read once."""
    return scene.once("time spent", lambda: _read(scene))


def _read(scene: Scene) -> TimeSpent:
    period = scene.period
    bounds = period.bounds()
    early = sortable(moment(bounds["from"]) - _LOOK_BACK)
    values = {**bounds, "early": early}
    found: list[Stretch | Unused] = []
    found += [_visit(row) for row in scene.rows(_VISITS, values)]
    found += [_entry(row) for row in scene.rows(_ENTRIES, values)]
    return TimeSpent(
        tuple(each for each in found if isinstance(each, Stretch) and _touches(each, period)),
        tuple(each for each in found if isinstance(each, Unused) and each.on in period),
    )


def _touches(stretch: Stretch, period: Period) -> bool:
    # What ends at midnight does not reach into the day that begins then.
    last = (stretch.ended - timedelta(microseconds=1)).astimezone(stretch.begun.tzinfo).date()
    return stretch.begun.date() <= period.last and last >= period.first


def _visit(row: Any) -> Stretch | Unused:
    begun = moment(row["occurred_at"], row["occurred_offset"])
    is_visit = row["channel"] == Channel.VISIT
    why = None
    if row["is_void"]:
        why = NoTime.VOID
    elif row["state"] == ContactState.ATTEMPT:
        why = NoTime.NOBODY_MET
    elif not is_visit:
        why = NoTime.BY_PHONE
    elif not row["minutes"]:
        why = NoTime.NO_MINUTES
    if why is not None:
        return Unused(why, "contact", str(row["id"]), begun.date())
    return Stretch(
        adviser=str(row["adviser_id"]),
        begun=begun,
        ended=begun + timedelta(minutes=int(row["minutes"])),
        table="contact",
        id=str(row["id"]),
        is_field=row["place"] == PlaceKind.AWAY,
    )


def _entry(row: Any) -> Stretch | Unused:
    begun = moment(row["started_at"], row["started_offset"])
    ended = _ended(row)
    if row["is_void"] or ended is None:
        why = NoTime.VOID if row["is_void"] else NoTime.NOT_ENDED
        return Unused(why, "time_entry", str(row["id"]), begun.date())
    is_away = row["place"] == PlaceKind.AWAY
    return Stretch(
        adviser=str(row["adviser_id"]),
        begun=begun,
        ended=ended,
        table="time_entry",
        id=str(row["id"]),
        is_field=is_away and row["with_whom"] in WITH_PEOPLE,
        is_travel=is_away and row["with_whom"] == TimeWith.TRAVEL,
    )


def _ended(row: Any) -> datetime | None:
    return moment(row["ended_at"], row["started_offset"]) if row["ended_at"] else None
