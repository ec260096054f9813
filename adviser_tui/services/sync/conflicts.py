"""What two people changed apart from each other: list, show, and settle."""

from typing import TYPE_CHECKING

from adviser_tui.errors import NotFoundError, RuleError
from adviser_tui.services.record_ids import SHORTEST_ID, ids_like, short_id
from adviser_tui.services.sync.two_versions import VOID, Telling, TwoVersions
from adviser_tui.services.sync.wording import from_wire

if TYPE_CHECKING:
    from adviser_tui.services.office import Office
    from adviser_tui.storage.unit import UnitOfWork

_OPEN = "state = 'open' AND void_reason IS NULL"
_MINE = f"""WHERE {_OPEN} AND (:me = '' OR :me IN (kept_by, lost_by)
  OR EXISTS (SELECT 1 FROM participant p WHERE p.id = whole_id AND :me IN (coach_id, deputy_id))
  OR EXISTS (SELECT 1 FROM employer e WHERE e.id = whole_id AND :me IN (spoc_id, deputy_id)))"""
_GROUPED = "ORDER BY whole_id, entity, row_id, created_at, field, id"


class Conflicts:
    """The pairs of versions that this device knows of."""

    def __init__(self, office: "Office") -> None:
        self._office = office
        self._telling = Telling(office)

    def rows(self, *, everybody: bool = False, settled: bool = False) -> tuple[TwoVersions, ...]:
        """Return the pairs that wait for a decision, those of one record beside each other.

        Those that are somebody else's to decide come with `everybody`, decided ones with
        `settled`.
        """
        where = "void_reason IS NULL" if settled else _OPEN
        found = self._office.database.rows(f"SELECT * FROM sync_conflict WHERE {where} {_GROUPED}")
        told = (self._telling.of(row) for row in found)
        return tuple(each for each in told if everybody or each.is_mine)

    def count(self) -> int:
        """Return how many wait for this adviser's decision."""
        me = self._office.desk.me
        row = self._office.database.row(f"SELECT count(*) FROM sync_conflict {_MINE}", {"me": me})
        return int(row[0])

    def card(self, conflict_id: str) -> TwoVersions:
        """Return one pair by its id; raises `NotFoundError`."""
        row = self._office.database.row(
            "SELECT * FROM sync_conflict WHERE id = ? AND void_reason IS NULL", (conflict_id,)
        )
        if row is None:
            raise NotFoundError("There is no such pair of versions here. Nothing was changed.")
        return self._telling.of(row)

    def find(self, typed: str) -> TwoVersions:
        """Return the pair that an id, its beginning or its end means."""
        text = typed.strip().lower()
        found = (
            ids_like(self._office.database, "sync_conflict", text, 6)
            if len(text) >= SHORTEST_ID
            else []
        )
        if len(found) != 1:
            waiting = tuple(
                f"{short_id(each.id)}  {each.label} of {each.record}"
                for each in self.rows(everybody=True)[:5]
            )
            raise NotFoundError(
                f"“{typed[:40]}” means {'more than one' if found else 'no'} pair of versions. "
                "`adviser conflicts` lists them with their ids.",
                waiting,
            )
        return self.card(found[0])

    def keep(self, conflict_id: str) -> TwoVersions:
        """Settle it: what counts now goes on counting."""
        card = self._open(conflict_id)
        with self._office.database.write() as work:
            self._settle(work, card, "kept")
        return self.card(conflict_id)

    def take(self, conflict_id: str) -> TwoVersions:
        """Settle it with the other version; raises `RuleError` where that may not be."""
        card = self._open(conflict_id)
        if not card.may_take:
            raise RuleError(f"{card.why_not} Nothing was changed.")
        with self._office.database.write() as work:
            self._write(work, card, {card.field: self._taken(card)})
            self._settle(work, card, "taken")
        return self.card(conflict_id)

    def edit(self, conflict_id: str, text: str) -> TwoVersions:
        """Settle it with a third value; raises `InputError` or `RuleError`."""
        card = self._open(conflict_id)
        if not card.may_edit:
            raise RuleError(f"{card.why_not or 'This cannot be typed.'} Nothing was changed.")
        values = self._telling.wording.read(card.entity, card.field, text)
        with self._office.database.write() as work:
            self._write(work, card, values)
            self._settle(work, card, "edited")
        return self.card(conflict_id)

    def _open(self, conflict_id: str) -> TwoVersions:
        card = self.card(conflict_id)
        if card.is_settled:
            raise RuleError("Somebody has settled this already. Nothing was changed.")
        return card

    def _taken(self, card: TwoVersions) -> object:
        value = card.lost.value
        if card.field == VOID:
            return value
        return from_wire(card.entity, card.field, value)

    def _write(self, work: "UnitOfWork", card: TwoVersions, values: dict[str, object]) -> None:
        """Change the record as any edit of it would, within the open action."""
        from adviser_tui.services.records.changing import change_record
        from adviser_tui.services.records.nouns import BY_TABLE
        from models.tables import BY_NAME

        target = self._telling.target(card.entity, card.row_id, card.kind)
        if not target:
            raise NotFoundError("The record is not here any more. Nothing was changed.")
        table = BY_NAME[card.entity]
        if card.field == VOID:
            work.change(table(id=target), void_reason=values[VOID])
            return
        noun = BY_TABLE.get(card.entity)
        is_described = noun is not None and any(card.field in s.columns for s in noun.fields)
        if is_described and card.entity != "vocational_profile":
            change_record(self._office, card.entity, target, values)
        else:
            work.change(work.get(table, target), **values)

    def _settle(self, work: "UnitOfWork", card: TwoVersions, how: str) -> None:
        from models.kinds import ConflictState
        from models.tables import Conflict

        self._tell_choice(work, card)
        work.change(work.get(Conflict, card.id), state=ConflictState.SETTLED, settled=how)

    def _tell_choice(self, work: "UnitOfWork", card: TwoVersions) -> None:
        """Give a value that stays a version of its own.

        So that a colleague who chose otherwise meanwhile is shown both, as after any two changes.
        """
        from adviser_tui.services.sync.wording import column_shape
        from adviser_tui.storage.sync.resending import tell_in
        from models.merging import Rule

        column = column_shape(card.entity, card.field)
        if card.kind != "both_changed" or column is None or card.field == VOID:
            return
        if column.rule in (Rule.FIXED, Rule.STATE):
            return
        is_written = work.connection.execute(
            "SELECT 1 FROM change_record WHERE g = ? AND entity = ? AND row_id = ?",
            (work.group, card.entity, card.row_id),
        ).fetchone()
        if is_written is None:
            tell_in(work.connection, work.group, card.entity, card.row_id, (card.field,))


def in_one_line(card: TwoVersions) -> str:
    """Return a pair as one line of a list."""
    return f"{card.record}, {card.label.lower()}: {card.kept.words} / {card.lost.words}"
