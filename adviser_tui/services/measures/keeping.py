"""Follow-ups and promises kept (M8): done by the day they were owed, of what fell due."""

from datetime import date

from adviser_tui.services.measures.figure import Counts, Figure, LeftOut, Ref, Unit
from adviser_tui.services.measures.kept import MANY_MOVES, Owed, Promised, Standing, sort
from adviser_tui.services.measures.scene import Scene
from adviser_tui.storage.reading import day

# No follow-up is owed on a day that is neither of these two.
_FOLLOW_UPS = """SELECT id, side, due_on, first_due_on, moves, move_agreed, window_days, state,
    done_on, cancel_reason, void_reason IS NOT NULL AS is_void
  FROM follow_up WHERE owner_id IN (SELECT value FROM json_each(:me))
    AND (due_on BETWEEN :first AND :last OR first_due_on BETWEEN :first AND :last)
  ORDER BY due_on, id"""
_PROMISES = """SELECT id, due_on, state, closed_on, void_reason IS NOT NULL AS is_void
  FROM promise WHERE owner_id IN (SELECT value FROM json_each(:me)) AND made_by = 'us'
    AND due_on BETWEEN :first AND :last ORDER BY due_on, id"""
_SIDES = {
    "employer": "employer follow-ups done in time",
    "participant": "participant follow-ups done in time",
    "partner": "partner follow-ups done in time",
    "internal": "internal follow-ups done in time",
}


def measure(scene: Scene) -> Counts:
    """Count what fell due in the period and was done by then, by whom it was owed to."""
    owed = follow_ups_due(scene)
    promises = _promises(scene)
    sides = tuple(_of_side(scene, owed, side, label) for side, label in _SIDES.items())
    first, second, *others = sides
    return Counts((first, second, *_of_promises(scene, promises), *others, _often_moved(owed)))


def follow_ups_due(scene: Scene) -> list[Owed]:
    """Return the follow-ups that were owed in the period, those that do not count among them."""
    return scene.once("follow-ups due", lambda: _read(scene))


def _read(scene: Scene) -> list[Owed]:
    rows = scene.rows(_FOLLOW_UPS, days_of(scene))
    owed = [
        Owed(
            id=str(row["id"]),
            side=str(row["side"]),
            due_on=date.fromisoformat(row["due_on"]),
            first_due_on=date.fromisoformat(row["first_due_on"]),
            moves=int(row["moves"]),
            move_agreed=bool(row["move_agreed"]),
            window_days=int(row["window_days"]),
            state=str(row["state"]),
            done_on=day(row["done_on"]),
            cancel_reason=str(row["cancel_reason"]),
            is_void=bool(row["is_void"]),
        )
        for row in rows
    ]
    return [each for each in owed if each.owed_on in scene.period]


def _promises(scene: Scene) -> list[Promised]:
    return [
        Promised(
            id=str(row["id"]),
            due_on=date.fromisoformat(row["due_on"]),
            state=str(row["state"]),
            closed_on=day(row["closed_on"]),
            is_void=bool(row["is_void"]),
        )
        for row in scene.rows(_PROMISES, days_of(scene))
    ]


def days_of(scene: Scene) -> dict[str, str]:
    """Return the first and the last day of the period, for a query by day."""
    return {"first": scene.period.first.isoformat(), "last": scene.period.last.isoformat()}


def _of_side(scene: Scene, owed: list[Owed], side: str, label: str) -> Figure:
    found = sort([each for each in owed if each.side == side], scene.today)
    return Figure(
        f"M8.{side}_on_time",
        label,
        Unit.SHARE,
        len(found.on_time),
        len(found.on_time) + len(found.late),
        rows=found.on_time,
        others=found.late,
        left_out=found.left_out,
    )


def _of_promises(scene: Scene, promises: list[Promised]) -> tuple[Figure, Figure]:
    found = sort(promises, scene.today)
    due = len(found.on_time) + len(found.late)
    beaten_ids = {each.id for each in promises if each.is_beaten}
    beaten = tuple(each for each in found.on_time if each.id in beaten_ids)
    others = tuple(each for each in (*found.on_time, *found.late) if each not in beaten)
    kept = Figure(
        "M8.promises_kept",
        "promises kept, of those that fell due",
        Unit.SHARE,
        len(found.on_time),
        due,
        rows=found.on_time,
        others=found.late,
        left_out=found.left_out,
    )
    more = Figure(
        "M8.promises_beaten",
        "promises done earlier or better",
        Unit.SHARE,
        len(beaten),
        due,
        rows=beaten,
        others=others,
        left_out=found.left_out,
    )
    return kept, more


def _often_moved(owed: list[Owed]) -> Figure:
    rows: tuple[Ref, ...] = tuple(
        each.ref() for each in owed if each.moves > MANY_MOVES and not each.is_void
    )
    void = tuple(each.ref() for each in owed if each.moves > MANY_MOVES and each.is_void)
    return Figure(
        "M8.often_moved",
        f"follow-ups moved more than {MANY_MOVES} times",
        Unit.COUNT,
        len(rows),
        rows=rows,
        left_out=(LeftOut(Standing.VOID.value, void),) if void else (),
    )
