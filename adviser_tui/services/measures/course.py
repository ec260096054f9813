"""On which day of the past somebody was at which stage, away, and whose: their way in turns.

Turns that two people wrote apart from each other may contradict each other or the record itself.
The later turn counts from its day on, and from the last turn on the record as it stands now.
"""

from bisect import bisect_right
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta, tzinfo

from adviser_tui.services.last_action import ACTIVE_STAGES
from adviser_tui.services.measures.scene import Scene
from adviser_tui.storage.course import KIND_OF, since_when
from adviser_tui.storage.database import Database
from adviser_tui.storage.reading import day, moment
from models.kinds import CourseKind, Stage

_PEOPLE = """SELECT id, stage, coach_id, paused_until, unavailable_until, enrolled_on, created_at,
  versions FROM participant WHERE void_reason IS NULL"""
_TURNS = """SELECT participant_id, kind, value, on_day FROM course_event WHERE void_reason IS NULL
  ORDER BY on_day, created_at, id"""
_A_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Track:
    """What one column of somebody held, and from which days on; `values` runs along `days`."""

    days: tuple[date, ...]
    values: tuple[str, ...]

    def on(self, at: date) -> str | None:
        """Return what was held on a day, nothing before the first turn."""
        place = bisect_right(self.days, at)
        return self.values[place - 1] if place else None


@dataclass(frozen=True, slots=True)
class Way:
    """One participant's way through the programme."""

    began_on: date
    """The day of enrolment, or the day on which they were written down where none is known."""
    stage: Track
    coach: Track
    paused: Track
    unavailable: Track


@dataclass(frozen=True, slots=True)
class Stretch:
    """A run of days within which somebody was worked with, at one stage and with one coach."""

    participant_id: str
    first: date
    last: date
    stage: str
    coach: str

    @property
    def days(self) -> int:
        """How many days it is long."""
        return (self.last - self.first).days + 1


class Course:
    """The ways of everybody whose record counts, read once."""

    def __init__(self, ways: Mapping[str, Way]) -> None:
        self._ways = ways

    @classmethod
    def read(cls, database: Database, zone: tzinfo | None) -> "Course":
        """Read everybody's way; where no turn was kept, what the record says counts throughout."""
        turns: dict[tuple[str, str], dict[date, str]] = {}
        for row in database.rows(_TURNS):
            kept = turns.setdefault((str(row["participant_id"]), str(row["kind"])), {})
            # The last turn of a day is the one that lasted.
            kept[date.fromisoformat(row["on_day"])] = str(row["value"])
        return cls({str(row["id"]): _way(row, turns, zone) for row in database.rows(_PEOPLE)})

    @property
    def people(self) -> tuple[str, ...]:
        """The ids of everybody whose record counts."""
        return tuple(self._ways)

    def began_on(self, participant_id: str) -> date | None:
        """Return the day of enrolment, or on which somebody was written down."""
        way = self._ways.get(participant_id)
        return way.began_on if way else None

    def stage_on(self, participant_id: str, on: date) -> str:
        """Return the stage on a day, empty before somebody was there."""
        way = self._ways.get(participant_id)
        return _lasting(way, way.stage, on) if way else ""

    def coach_on(self, participant_id: str, on: date) -> str:
        """Return the id of the coach on a day, empty where there was none."""
        way = self._ways.get(participant_id)
        return _lasting(way, way.coach, on) if way else ""

    def is_paused_on(self, participant_id: str, on: date) -> bool:
        """Say whether a day lay within a pause."""
        way = self._ways.get(participant_id)
        return way is not None and _covers(way.paused, on)

    def is_unavailable_on(self, participant_id: str, on: date) -> bool:
        """Say whether somebody was marked unavailable on a day."""
        way = self._ways.get(participant_id)
        return way is not None and _covers(way.unavailable, on)

    def is_here_on(self, participant_id: str, on: date) -> bool:
        """Say whether somebody was neither paused nor unavailable on a day."""
        return not (
            self.is_paused_on(participant_id, on) or self.is_unavailable_on(participant_id, on)
        )

    def active(self, on: date, coaches: Collection[str] | None = None) -> tuple[str, ...]:
        """Return who was worked with on a day, from being engaged to support in work.

        Those who were paused are among them; ask `is_here_on` where they should not count.
        """
        return tuple(self._at(on, ACTIVE_STAGES, coaches))

    def looking(self, on: date, coaches: Collection[str] | None = None) -> tuple[str, ...]:
        """Return who was looking for a job on a day, neither paused nor unavailable."""
        found = self._at(on, (Stage.JOB_SEARCH.value,), coaches)
        return tuple(each for each in found if self.is_here_on(each, on))

    def _at(
        self, on: date, stages: Collection[str], coaches: Collection[str] | None
    ) -> Iterator[str]:
        for each, way in self._ways.items():
            if _lasting(way, way.stage, on) in stages and (
                coaches is None or _lasting(way, way.coach, on) in coaches
            ):
                yield each

    def stretches(
        self, first: date, last: date, coaches: Collection[str] | None = None
    ) -> tuple[Stretch, ...]:
        """Return when, from `first` to `last`, anybody was active and here, one after the other."""
        return tuple(
            found for each in self._ways for found in self._worked(each, first, last, coaches)
        )

    def days_worked(
        self, participant_id: str, first: date, last: date, coaches: Collection[str] | None = None
    ) -> int:
        """Return on how many days from `first` to `last` somebody was active and here (M9).

        With `coaches` only the days count on which one of them was the coach.
        """
        return sum(each.days for each in self._worked(participant_id, first, last, coaches))

    def _worked(
        self, participant_id: str, first: date, last: date, coaches: Collection[str] | None
    ) -> Iterator[Stretch]:
        way = self._ways.get(participant_id)
        if way is None:
            return
        for begin, days in self._stretches(participant_id, first, last):
            stage = _lasting(way, way.stage, begin)
            coach = _lasting(way, way.coach, begin)
            is_away = _covers(way.paused, begin) or _covers(way.unavailable, begin)
            if stage in ACTIVE_STAGES and not is_away and (coaches is None or coach in coaches):
                yield Stretch(participant_id, begin, begin + timedelta(days=days - 1), stage, coach)

    def days_paused(self, participant_id: str, first: date, last: date) -> int:
        """Return how many days from `first` to `last` lay within a pause (M12)."""
        stretches = self._stretches(participant_id, first, last)
        return sum(days for begin, days in stretches if self.is_paused_on(participant_id, begin))

    def days_away(self, participant_id: str, first: date, last: date) -> int:
        """Return how many days from `first` to `last` somebody was paused or unavailable (M9)."""
        stretches = self._stretches(participant_id, first, last)
        return sum(days for begin, days in stretches if not self.is_here_on(participant_id, begin))

    def _stretches(
        self, participant_id: str, first: date, last: date
    ) -> Iterator[tuple[date, int]]:
        """Yield the first day and the length of each stretch within which nothing turned."""
        way = self._ways.get(participant_id)
        if way is None or last < first:
            return
        edges = {first, way.began_on}
        for track in (way.stage, way.coach, way.paused, way.unavailable):
            edges.update(track.days)
        for track in (way.paused, way.unavailable):
            edges.update(date.fromisoformat(until) + _A_DAY for until in track.values if until)
        begins = sorted(each for each in edges if first <= each <= last)
        for begin, following in zip(begins, [*begins[1:], last + _A_DAY], strict=True):
            yield begin, (following - begin).days


def course_of(scene: Scene) -> Course:
    """Return everybody's way, read once for all looks at the same records."""
    return scene.shared("course", lambda: Course.read(scene.database, scene.now.tzinfo))


def _lasting(way: Way, track: Track, on: date) -> str:
    """Return what counts on a day of what somebody holds all along, since they were enrolled."""
    held = track.on(on)
    if held is None and track.values and on >= way.began_on:
        return track.values[0]
    return held or ""


def _covers(track: Track, on: date) -> bool:
    """Say whether a time away that had been written down by a day lasted until it."""
    until = track.on(on)
    return bool(until) and on <= date.fromisoformat(until or "")


def _way(
    row: Mapping[str, str], turns: Mapping[tuple[str, str], Mapping[date, str]], zone: tzinfo | None
) -> Way:
    tracks = {}
    enrolled = day(row["enrolled_on"])
    made = moment(row["created_at"])
    for name, kind in KIND_OF.items():
        kept = dict(turns.get((str(row["id"]), kind.value), {}))
        now = str(row[name] or "")
        if kept:
            kept[max(kept)] = now
        elif now:
            kept[since_when(name, row["versions"], made, enrolled, zone)] = now
        days = sorted(kept)
        tracks[kind] = Track(tuple(days), tuple(kept[each] for each in days))
    return Way(
        enrolled or made.astimezone(zone).date(),
        stage=tracks[CourseKind.STAGE],
        coach=tracks[CourseKind.COACH],
        paused=tracks[CourseKind.PAUSED],
        unavailable=tracks[CourseKind.UNAVAILABLE],
    )
