"""Making one of two, within an action that is already open."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from adviser_tui.services.merging.comparison import Choice, FieldPair, Kind, Together, Typed
from adviser_tui.services.merging.fields import TABLES, MergeField, fields_of
from adviser_tui.services.merging.known_two import follow_merge
from adviser_tui.services.merging.moves import move_all
from adviser_tui.services.merging.numbering import number_profiles, number_sheets
from adviser_tui.services.merging.proposing import (
    MACHINES,
    all_names,
    joined,
    longest_rest,
    pair_of,
    united,
    way_between,
)
from adviser_tui.services.merging.reading import Side, read_side
from adviser_tui.services.merging.trail import reason
from adviser_tui.storage.reading import sortable, texts

if TYPE_CHECKING:
    from adviser_tui.services.desk import Desk
    from adviser_tui.storage.unit import UnitOfWork
    from models.tables import Record

Columns = Mapping[str, object]
"""What a typed value fills: columns with their values."""


@dataclass(frozen=True, slots=True)
class Plan:
    """Two records and what was decided about them; read before anything is changed."""

    kind: Kind
    keep: Side
    other: Side
    fields: tuple[tuple[MergeField, FieldPair], ...]
    choices: Mapping[str, Choice]
    typed: Mapping[str, Columns]
    below: "tuple[Plan, ...]"
    """The sites and people that become one with them."""


def plan(
    desk: "Desk",
    kind: Kind,
    keep_id: str,
    other_id: str,
    choices: Mapping[str, Choice],
    typed: Mapping[str, Columns],
    together: Collection[Together] = (),
) -> Plan:
    """Read both records and what of them is one."""
    database, today = desk.database, desk.today
    keep = read_side(database, kind, keep_id, today)
    other = read_side(database, kind, other_id, today)
    return Plan(
        kind,
        keep,
        other,
        tuple((field, pair_of(field, keep, other, today)) for field in fields_of(kind)),
        choices,
        typed,
        tuple(plan(desk, one.kind, one.keep_id, one.other_id, {}, {}) for one in together),
    )


def carry_out(work: "UnitOfWork", plan: Plan, today: date) -> None:
    """Empty the other record into the one that is kept.

    The emptied row is voided first: the action is told by what it did first.
    """
    from models.tables import BY_NAME

    table = TABLES[plan.kind]
    keep, other = plan.keep.id, plan.other.id
    kept, gone = work.get(BY_NAME[table], keep), work.get(BY_NAME[table], other)
    values = _values(plan, kept, gone)
    work.void(gone, reason(keep))
    _fill(work, plan, kept, values)
    for child in plan.below:
        carry_out(work, child, today)
    if table == "employer":
        _one_main_site(work, keep, other)
    if table == "participant":
        number_profiles(work, keep, other)
    if table in ("participant", "vacancy"):
        number_sheets(work, f"{table}_id", keep, other)
    move_all(work, table, other, keep)
    _shorten_trail(work, table, other, keep)
    follow_merge(work, table, other, keep)
    if table == "employer":
        _keep_one_level(work, keep)


def _values(plan: Plan, kept: "Record", gone: "Record") -> dict[str, object]:
    """Return what each column of the survivor becomes, states aside."""
    values: dict[str, object] = {}
    for field, pair in plan.fields:
        if field.rule == "names":
            continue
        choice = plan.choices.get(field.name, pair.proposed)
        if isinstance(choice, Typed):
            values.update(plan.typed[field.name])
        elif choice == "both":
            values.update(_both(plan, field))
        else:
            values.update(
                {name: getattr(gone if choice == "other" else kept, name) for name in field.columns}
            )
    return values


def _both(plan: Plan, field: MergeField) -> dict[str, object]:
    column = field.columns[0]
    if field.rule == "rest":
        until, why = longest_rest(plan.keep, plan.other)
        return {"do_not_contact_until": until, "do_not_contact_why": why}
    if field.rule == "list":
        return {column: united(*(texts(side.row[column]) for side in (plan.keep, plan.other)))}
    return {column: joined(field, plan.keep, plan.other, date.min)}


def _fill(work: "UnitOfWork", plan: Plan, kept: "Record", values: dict[str, object]) -> None:
    """Give the survivor its values; a state goes step by step where its edges lead."""
    for field, _ in plan.fields:
        if field.rule == "names":
            second = values.get("short_name" if plan.kind == "partner" else "trading_name", "")
            worn = (str(values["name"]), str(second))
            values[field.columns[0]] = all_names(plan.keep, plan.other, *worn)
        elif field.rule == "state":
            column = field.columns[0]
            wanted = str(values.pop(column))
            now = str(getattr(kept, column))
            for state in way_between(MACHINES[plan.kind], now, wanted) or ():
                work.change(kept, **{column: state})
    if values.get("spoc_id") is not None and values.get("spoc_id") == values.get("deputy_id"):
        values["deputy_id"] = _another(plan, str(values["spoc_id"]))
    if values.get("parent_id") in (plan.keep.id, plan.other.id):
        values["parent_id"] = None
    work.change(kept, **values)


def _another(plan: Plan, spoc: str) -> str | None:
    """Return who else may be the deputy of whom the point of contact was the deputy."""
    for column in ("deputy_id", "spoc_id"):
        for side in (plan.keep, plan.other):
            if side.row[column] not in (None, spoc):
                return str(side.row[column])
    return None


def _one_main_site(work: "UnitOfWork", keep: str, other: str) -> None:
    """Leave the survivor its main site, where it has one."""
    work.connection.execute(
        "UPDATE employer_site SET is_main = 0, updated_at = ?, updated_by = ?"
        " WHERE employer_id = ? AND is_main = 1 AND void_reason IS NULL AND EXISTS (SELECT 1"
        " FROM employer_site m WHERE m.employer_id = ? AND m.is_main = 1"
        " AND m.void_reason IS NULL)",
        (sortable(work.now), work.actor, other, keep),
    )


def _shorten_trail(work: "UnitOfWork", table: str, gone: str, kept: str) -> None:
    """Let what was merged into the emptied record lead straight to the survivor."""
    work.connection.execute(
        f"UPDATE {table} SET void_reason = ?, updated_at = ?, updated_by = ? WHERE void_reason = ?",
        (reason(kept), sortable(work.now), work.actor, reason(gone)),
    )


def _keep_one_level(work: "UnitOfWork", keep: str) -> None:
    """Put the branches of a survivor that is a branch itself under its parent."""
    work.connection.execute(
        "UPDATE employer SET parent_id = (SELECT parent_id FROM employer WHERE id = :keep),"
        " updated_at = :now, updated_by = :actor WHERE parent_id = :keep"
        " AND (SELECT parent_id FROM employer WHERE id = :keep) IS NOT NULL",
        {"keep": keep, "now": sortable(work.now), "actor": work.actor},
    )
