"""Advisers' own targets for the week, from a day on; any can be switched off (M2)."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from adviser_tui.errors import InputError
from adviser_tui.services.desk import Desk
from adviser_tui.storage.database import Database

if TYPE_CHECKING:
    from adviser_tui.storage.unit import UnitOfWork

WEEKLY = "M2"
MOST = 100
OLD_SETTING = "weekly_target"
"""Where one's own target was kept before it was part of the caseload."""
_OLD_OFF = "off"
_EVER = date(2000, 1, 1)


@dataclass(frozen=True, slots=True)
class OwnTarget:
    """What an adviser chose for a measure from a day on."""

    id: str
    adviser_id: str
    measure: str
    base: int | None
    """For full time; nothing to follow the programme's."""
    is_off: bool
    valid_from: date


_SELECT = """SELECT id, adviser_id, measure, base, is_off, valid_from FROM target
  WHERE void_reason IS NULL ORDER BY valid_from, created_at, id"""


def read_targets(database: Database) -> dict[tuple[str, str], tuple[OwnTarget, ...]]:
    """Return everybody's own targets by adviser and measure, the earliest first.

    What was still kept as a setting of this device counts for whoever works here, as long as they
    have no target of their own in the caseload.
    """
    found: dict[tuple[str, str], list[OwnTarget]] = {}
    for row in database.rows(_SELECT):
        target = _target(row)
        found.setdefault((target.adviser_id, target.measure), []).append(target)
    settings = {
        str(row[0]): str(row[1])
        for row in database.rows(
            "SELECT key, value FROM setting WHERE key IN ('me', ?)", (OLD_SETTING,)
        )
    }
    me = settings.get("me", "")
    if (old := _from_setting(me, settings.get(OLD_SETTING, ""))) and (me, WEEKLY) not in found:
        found[me, WEEKLY] = [old]
    return {key: tuple(rows) for key, rows in found.items()}


def target_on(targets: tuple[OwnTarget, ...], day: date) -> OwnTarget | None:
    """Return the target that holds on a day; of two from one day the later written one."""
    held = None
    for each in targets:
        if each.valid_from <= day:
            held = each
    return held


class Targets:
    """Set one's own weekly target, switch it off, or go back to the programme's."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def own(self, day: date | None = None, adviser_id: str = "") -> OwnTarget | None:
        """Return the target that an adviser chose, for the week of a day; nothing for none."""
        found = read_targets(self._desk.database).get((adviser_id or self._desk.me, WEEKLY), ())
        return target_on(found, self._sunday(day))

    def set(self, base: int, adviser_id: str = "") -> None:
        """Set what a full week asks for, from this week on; part-time work asks for its share."""
        if not 0 < base <= MOST:
            raise InputError(f"A week's target is between 1 and {MOST}, or off.", "weekly_target")
        self._write(adviser_id, base=base, is_off=False)

    def switch_off(self, adviser_id: str = "") -> None:
        """Have no target from this week on."""
        self._write(adviser_id, base=None, is_off=True)

    def follow_programme(self, adviser_id: str = "") -> None:
        """Go back to the target of the programme from this week on."""
        self._write(adviser_id, base=None, is_off=False)

    def _write(self, adviser_id: str, *, base: int | None, is_off: bool) -> None:
        from models.tables import Target

        whose = adviser_id or self._desk.me
        self._take_over_setting()
        monday = self._sunday(None) - timedelta(days=6)
        with self._desk.database.write() as work:
            same = work.find(Target, adviser_id=whose, measure=WEEKLY, valid_from=monday)
            if same:
                work.change(same[-1], base=base, is_off=is_off)
            else:
                _add(work, whose, base, is_off=is_off, valid_from=monday)

    def _take_over_setting(self) -> None:
        """Make a target out of the device's old setting, once; it held for every week."""
        me = self._desk.me
        old = _from_setting(me, self._desk.setting(OLD_SETTING))
        if old is None:
            return
        # Not an action of a person: undoing what is set next must not bring the setting back.
        with self._desk.database.write("setup") as work:
            if not self._has_rows(me):
                _add(work, me, old.base, is_off=old.is_off, valid_from=old.valid_from)
        self._desk.remember(OLD_SETTING, "")

    def _has_rows(self, adviser_id: str) -> bool:
        return bool(
            self._desk.database.rows(
                "SELECT 1 FROM target WHERE adviser_id = ? AND measure = ? LIMIT 1",
                (adviser_id, WEEKLY),
            )
        )

    def _sunday(self, day: date | None) -> date:
        day = day or self._desk.today
        return day + timedelta(days=6 - day.weekday())


def _add(
    work: "UnitOfWork", adviser_id: str, base: int | None, *, is_off: bool, valid_from: date
) -> None:
    from models.tables import Target

    work.add(
        Target(
            adviser_id=adviser_id, measure=WEEKLY, base=base, is_off=is_off, valid_from=valid_from
        )
    )


def _from_setting(me: str, text: str) -> OwnTarget | None:
    """Return the target that an old setting means; nothing where it is empty or no number."""
    if not me or not (text == _OLD_OFF or (text.isdecimal() and 0 < int(text) <= MOST)):
        return None
    is_off = text == _OLD_OFF
    return OwnTarget("", me, WEEKLY, None if is_off else int(text), is_off, _EVER)


def _target(row: Any) -> OwnTarget:
    base = row["base"]
    return OwnTarget(
        str(row["id"]),
        str(row["adviser_id"]),
        str(row["measure"]),
        None if base is None else int(base),
        bool(row["is_off"]),
        date.fromisoformat(row["valid_from"]),
    )
