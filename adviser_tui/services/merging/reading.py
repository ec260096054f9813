"""One of the two records as it stands: its values, how they are said, who changed each when."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from adviser_tui.services.employers.rows import left_alone
from adviser_tui.services.merging.comparison import Kind, Party, Stamp
from adviser_tui.services.merging.fields import TABLES, MergeField, fields_of
from adviser_tui.services.record_names import name_of
from adviser_tui.services.records.saying import read_values
from adviser_tui.services.words.say import say_date
from adviser_tui.storage.database import Database
from adviser_tui.storage.reading import day, moment
from models.kinds import Pipeline

_CHANGES = """SELECT r.lseq, r.fields, g.at, a.name FROM change_record r
  LEFT JOIN change_group g ON g.g = r.g LEFT JOIN adviser a ON a.id = g.actor
  WHERE r.row_id = ? AND r.entity = ?
    AND (g.g IS NULL OR (g.undone_by IS NULL AND g.kind NOT IN ('undo', 'redo')))
  ORDER BY r.lseq"""
_PLACES = {
    "employer": """SELECT s.town FROM employer_site s WHERE s.employer_id = ?
        AND s.void_reason IS NULL ORDER BY s.is_main DESC, s.rowid LIMIT 1""",
    "employer_site": "SELECT e.name FROM employer_site s JOIN employer e ON e.id = s.employer_id"
    " WHERE s.id = ?",
    "employer_person": "SELECT e.name FROM employer_person s JOIN employer e"
    " ON e.id = s.employer_id WHERE s.id = ?",
    "vacancy": "SELECT e.name FROM vacancy s JOIN employer e ON e.id = s.employer_id"
    " WHERE s.id = ?",
    "participant": "SELECT town FROM participant WHERE id = ?",
    "partner": "SELECT area FROM partner WHERE id = ?",
}


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two."""

    kind: Kind
    row: Any
    texts: Mapping[str, str]
    """What each field says, by its name."""
    stamps: Mapping[str, Stamp]
    """The last change of each column."""

    @property
    def id(self) -> str:
        """The record's id."""
        return str(self.row["id"])

    def stamp(self, field: MergeField) -> Stamp:
        """Return the last change of any of a field's columns."""
        found = [self.stamps[name] for name in field.columns if name in self.stamps]
        return max(found, key=lambda stamp: stamp.order, default=Stamp())


def read_side(database: Database, kind: Kind, row_id: str, today: date) -> Side:
    """Return a record that is there."""
    table = TABLES[kind]
    row = database.row(f"SELECT * FROM {table} WHERE id = ?", (row_id,))
    described = {value.spec.name: value for value in read_values(database, table, row_id)}
    texts: dict[str, str] = {}
    for field in fields_of(kind):
        own = _own_words(database, field, row, today)
        if own is None:
            own = _joined(
                [
                    (described[part].spec.type, described[part].spec.label, described[part].text)
                    for part in field.parts
                ]
            )
        texts[field.name] = own
    return Side(kind, row, texts, _stamps(database, table, row_id))


def party_of(database: Database, side: Side) -> Party:
    """Return how a record is named, with its place or its employer."""
    table = TABLES[side.kind]
    name = name_of(database, table, side.id)
    if side.kind in ("site", "person", "vacancy"):
        name = name.rpartition(", ")[0] or name
    row = database.row(_PLACES[table], (side.id,))
    return Party(side.id, name, str(row[0] or "") if row else "")


def rests(row: Any, today: date) -> bool:
    """Say whether an employer asked not to be contacted for now."""
    return left_alone(Pipeline(row["stage"]), day(row["do_not_contact_until"]), today)


def _own_words(database: Database, field: MergeField, row: Any, today: date) -> str | None:
    """Return the words of a field that no form describes, nothing for one that is described."""
    if field.rule == "rest":
        return _rest_words(row, today)
    if field.parts:
        return None
    value = row[field.columns[0]]
    if value is None:
        return ""
    match field.name:
        case "parent":
            return name_of(database, "employer", str(value))
        case "site":
            return name_of(database, "employer_site", str(value)).rpartition(", ")[0]
    return f"{value}: {row['manual_level_reason']}"


def _rest_words(row: Any, today: date) -> str:
    until, why = day(row["do_not_contact_until"]), str(row["do_not_contact_why"])
    if until is None and row["stage"] != Pipeline.DO_NOT_CONTACT:
        return why
    length = f"until {say_date(until, today)}" if until else "for good"
    return f"{length}: {why}" if why else length


def _joined(parts: list[tuple[str, str, str]]) -> str:
    """Join what belongs together: the first, the others behind it, a plain yes by its label."""
    said = []
    for place, (type_, label, text) in enumerate(parts):
        if place and type_ == "yes_no":
            said += [label.lower()] if text == "yes" else []
        elif text:
            said.append(text)
    return ", ".join(said)


def _stamps(database: Database, table: str, row_id: str) -> dict[str, Stamp]:
    found: dict[str, Stamp] = {}
    for row in database.rows(_CHANGES, (row_id, table)):
        on = moment(row["at"]).astimezone().date() if row["at"] else None
        stamp = Stamp(on, str(row["name"] or ""), int(row["lseq"]))
        found.update(dict.fromkeys(json.loads(row["fields"] or "{}"), stamp))
    return found
