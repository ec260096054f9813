"""The turns in somebody's way through the programme, written down together with the change itself.

A stage, a pause, a time of not being available and a coach are columns that forget what they were
before. What they were on a past day is kept as one row for each turn, in the action that made it:
taking the action back takes the turn back too.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, date, datetime, tzinfo
from typing import TYPE_CHECKING, Any

from models.kinds import CourseKind, Stage

if TYPE_CHECKING:
    from adviser_tui.storage.unit import UnitOfWork
    from models.base import Record

KIND_OF: Mapping[str, CourseKind] = {
    "stage": CourseKind.STAGE,
    "paused_until": CourseKind.PAUSED,
    "unavailable_until": CourseKind.UNAVAILABLE,
    "coach_id": CourseKind.COACH,
}
"""The columns of a participant whose past is kept, and what a turn of each is called."""
_HAS_TURNS = "participant"
_LASTING = frozenset({CourseKind.STAGE, CourseKind.COACH})
"""What somebody has held since they were enrolled; a pause begins when it is written down."""


def has_course(table: "type[Record]") -> bool:
    """Say whether the rows of a table have a course that is kept."""
    return str(table.__tablename__) == _HAS_TURNS


def note_new(work: "UnitOfWork", values: Mapping[str, Any]) -> None:
    """Write the first turns of one new participant."""
    write_turns(work, first_turns(values, work.today))


def with_first_turns(
    rows: Iterable[Mapping[str, object]], today: date, turns: list[dict[str, object]]
) -> Iterator[Mapping[str, object]]:
    """Pass new participants on, each with its id, and collect their first turns in `turns`."""
    from adviser_tui.ids import new_id

    for row in rows:
        known = row if "id" in row else {**row, "id": new_id()}
        turns.extend(first_turns(known, today))
        yield known


def first_turns(values: Mapping[str, Any], today: date) -> list[dict[str, object]]:
    """Return the turns with which somebody's course begins.

    What is written down later than it began counts since the day of enrolment.
    """
    began = began_on(values.get("enrolled_on"), today)
    held = {**values, "stage": values.get("stage") or Stage.REFERRED}
    return [
        _turn(str(values["id"]), kind, held[name], began if kind in _LASTING else today)
        for name, kind in KIND_OF.items()
        if held.get(name) is not None
    ]


def began_on(enrolled_on: object, today: date) -> date:
    """Return since when the stage and the coach of somebody new count."""
    return min(enrolled_on, today) if isinstance(enrolled_on, date) else today


def note_turns(work: "UnitOfWork", held: "Record", before: Mapping[str, object]) -> None:
    """Write a turn for each column of one participant that had another value `before`."""
    known = {
        str(row[0])
        for row in work.connection.execute(
            "SELECT DISTINCT kind FROM course_event WHERE participant_id = ? "
            "AND void_reason IS NULL",
            (held.id,),
        )
    }
    turns = []
    for name, was in before.items():
        kind = KIND_OF[name]
        if kind not in known and was is not None:
            turns += _earlier(work, held, name, was)
        turns.append(_turn(held.id, kind, getattr(held, name), work.today))
    write_turns(work, turns)


def _earlier(work: "UnitOfWork", held: "Record", name: str, was: object) -> list[dict[str, object]]:
    """Return the turn before the first one that was kept, from what the row itself tells."""
    kind = KIND_OF[name]
    since = since_when(
        name, held.versions, held.created_at, getattr(held, "enrolled_on", None), work.zone
    )
    return [_turn(held.id, kind, was, since)] if since < work.today else []


def since_when(
    name: str,
    versions: str,
    created_at: datetime | None,
    enrolled_on: date | None,
    zone: tzinfo | None,
) -> date:
    """Return since when a value has counted of which no turn was kept.

    A stage and a coach count since the enrolment; anything else since the last change of its
    column, which the version of the column tells.
    """
    made = (created_at or datetime.now(UTC)).astimezone(zone).date()
    if KIND_OF[name] in _LASTING:
        return min(enrolled_on, made) if enrolled_on else made
    version = json.loads(versions or "{}").get(name)
    if not version:
        return made
    return datetime.fromtimestamp((int(version[0]) >> 16) / 1000, UTC).astimezone(zone).date()


def _turn(participant_id: str, kind: CourseKind, value: object, on: date) -> dict[str, object]:
    text = value.isoformat() if isinstance(value, date) else str(value or "")
    return {"participant_id": participant_id, "kind": kind, "value": text, "on_day": on}


def write_turns(work: "UnitOfWork", turns: list[dict[str, object]]) -> None:
    """Add turns to what one action does."""
    from models.tables import CourseEvent

    if turns:
        work.add_many(CourseEvent, turns)


def import_statements(columns: Mapping[CourseKind, tuple[str, str]]) -> tuple[str, ...]:
    """Return what writes the first turns of staged participants, with `:at`, `:by` and `:device`.

    For each kind the staged columns are named that hold the turn's id and its value; the day is
    staged as `began_on`.
    """
    return tuple(
        "INSERT INTO course_event (id, created_at, created_by, updated_at, updated_by, device_id,"
        f" participant_id, kind, value, on_day) SELECT {turn_id}, :at, :by, :at, :by, :device,"
        f" id, '{kind}', {value}, began_on FROM staged WHERE {value} IS NOT NULL"
        for kind, (turn_id, value) in columns.items()
    )
