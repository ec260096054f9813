"""Which other records look like the same one, offered first where one is to be merged."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from adviser_tui.services.merging.comparison import Kind
from adviser_tui.services.merging.fields import OWNER, TABLES
from adviser_tui.services.merging.known_two import in_order, known_two
from adviser_tui.text import fold

if TYPE_CHECKING:
    from adviser_tui.services.office import Office

_SITE = """SELECT e.name, e.trading_name, e.company_number, e.parent_id,
    coalesce(s.town, '') AS town, coalesce(s.postcode, '') AS postcode FROM employer e
  LEFT JOIN employer_site s ON s.rowid = (SELECT m.rowid FROM employer_site m
    WHERE m.employer_id = e.id AND m.void_reason IS NULL ORDER BY m.is_main DESC, m.rowid LIMIT 1)
  WHERE e.id = ?"""


@dataclass(frozen=True, slots=True)
class Likely:
    """A record that may be the same, and why."""

    id: str
    label: str
    why: str


def likely_doubles(office: "Office", kind: Kind, row_id: str) -> tuple[Likely, ...]:
    """Return what may be the same as a record, likeliest first, pairs known to be two left out."""
    if kind == "employer":
        found = _employers(office, row_id)
    elif kind == "participant":
        found = _participants(office, row_id)
    else:
        found = _namesakes(office, kind, row_id)
    apart = known_two(office.database, TABLES[kind])
    return tuple(one for one in found if one.id != row_id and in_order(one.id, row_id) not in apart)


def _employers(office: "Office", row_id: str) -> list[Likely]:
    row = office.database.row(_SITE, (row_id,))
    family = row["parent_id"] or row_id
    twins = office.employers.possible_twins(
        row["name"],
        postcode=row["postcode"],
        company_number=row["company_number"],
        town=row["town"],
    )
    # Branches of one parent, and it with them, are alike and are nobody's doubles.
    others = [twin.id for twin in twins]
    marks = ", ".join("?" * len(others))
    relatives = {
        str(each["id"])
        for each in office.database.rows(
            f"SELECT id FROM employer WHERE id IN ({marks}) AND coalesce(parent_id, id) = ?",
            (*others, family),
        )
    }
    return [Likely(twin.id, twin.label, twin.reason) for twin in twins if twin.id not in relatives]


def _participants(office: "Office", row_id: str) -> list[Likely]:
    row = office.database.row("SELECT * FROM participant WHERE id = ?", (row_id,))
    twins = office.participants.possible_twins(
        row["preferred_name"], row["phone"], row["email"], row["postcode"]
    )
    return [Likely(twin.id, twin.name, twin.why) for twin in twins]


def _namesakes(office: "Office", kind: Kind, row_id: str) -> list[Likely]:
    """Return what has the same name, at the same employer where it belongs to one."""
    table, name = TABLES[kind], "title" if kind == "vacancy" else "name"
    owner = OWNER.get(table)
    row = office.database.row(f"SELECT * FROM {table} WHERE id = ?", (row_id,))
    where = f" AND {owner} = ?" if owner else ""
    rows = office.database.rows(
        f"SELECT id, {name} AS name FROM {table} WHERE void_reason IS NULL{where}",
        (row[owner],) if owner else (),
    )
    return [
        Likely(str(each["id"]), str(each["name"]), "the same name")
        for each in rows
        if fold(each["name"]) == fold(row[name])
    ]
