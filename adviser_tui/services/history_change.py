"""One line of the change record, with the names and days that are needed to tell it."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from adviser_tui.services.contact_words import spoken
from adviser_tui.services.record_names import KIND_WORDS, name_of
from adviser_tui.services.records.nouns import BY_TABLE
from adviser_tui.services.words.say import say_date
from adviser_tui.storage.database import Database

_PARTY = """SELECT x.side, e.name AS employer, p.preferred_name AS participant, o.name AS partner
  FROM {table} x LEFT JOIN employer e ON e.id = x.employer_id
  LEFT JOIN participant p ON p.id = x.participant_id
  LEFT JOIN partner o ON o.id = x.partner_id WHERE x.id = ?"""
_WORDS = {
    "id": "its name tag",
    "void_reason": "whether it counts",
    "moves": "how often it moved",
    "move_agreed": "whether the move was agreed",
    "first_due_on": "the day it was first due",
    "frozen": "what was frozen",
    "versions": "its versions",
    "created_by": "who added it",
    "device_id": "where it was written",
}


@dataclass(frozen=True, slots=True)
class Change:
    """What one row was and became; `new` holds everything for a row that was added."""

    entity: str
    row_id: str
    op: str
    new: dict[str, Any]
    old: dict[str, Any]

    @property
    def is_new(self) -> bool:
        """Whether the row was added."""
        return self.op == "ins"


@dataclass(frozen=True, slots=True)
class Telling:
    """Looks up what a change refers to; what is not there any more has no name."""

    database: Database
    today: date
    _names: dict[tuple[str, str], str] = field(default_factory=dict)

    def name(self, table: str, row_id: object) -> str:
        """Return how a record is called, empty where it is not known."""
        key = (table, str(row_id or ""))
        if key not in self._names:
            self._names[key] = name_of(self.database, *key) if key[1] else ""
        return self._names[key]

    def own_name(self, change: Change) -> str:
        """Return how the changed row is called."""
        return self.name(change.entity, change.row_id)

    def party(self, change: Change) -> str:
        """Return the other side of a follow-up or promise, empty where there is none."""
        row = self.database.row(_PARTY.format(table=change.entity), (change.row_id,))
        if row is None:
            return ""
        names = [row["employer"], row["participant"]]
        if row["side"] == "participant":
            names.reverse()
        names.insert(0 if row["side"] == "partner" else 2, row["partner"])
        return next((str(name) for name in names if name), "")

    def column(self, change: Change, name: str) -> Any:
        """Return what a column of the row holds now, nothing where the row is not there."""
        row = self.database.row(f"SELECT * FROM {change.entity} WHERE id = ?", (change.row_id,))
        return row[name] if row is not None and name in row.keys() else None  # noqa: SIM118

    def day(self, value: object) -> str:
        """Return a day by its name and number, the text itself where it is none."""
        try:
            return say_date(date.fromisoformat(str(value)[:10]), self.today)
        except ValueError:
            return ""

    def labels(self, change: Change) -> str:
        """Return what a person calls the fields that were changed: `phone, town and postcode`."""
        noun = BY_TABLE.get(change.entity)
        specs = (*noun.fields, *noun.only_new) if noun else ()
        known = {column: spec.label.lower() for spec in reversed(specs) for column in spec.columns}
        found = [known.get(name) or _WORDS.get(name) or _plain(name) for name in change.new]
        return listed(list(dict.fromkeys(found)))


def _plain(column: str) -> str:
    """Return a column as words: no underscore, and no ending that only a database needs."""
    words = spoken(column).removeprefix("is ").removesuffix(" id").removesuffix(" on")
    return words.removesuffix(" at")


def kind_words(entity: str, many: int = 1) -> str:
    """Return what rows of a table are called, whatever the table."""
    one = KIND_WORDS.get(entity) or spoken(entity)
    if many == 1:
        return one
    return {"person": "people", "vacancy": "vacancies"}.get(one, f"{one}s")


def listed(parts: list[str]) -> str:
    """Return a list in words, cut to the first few: `phone, town and 3 more`."""
    if len(parts) > 4:
        parts = [*parts[:3], f"{len(parts) - 3} more"]
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} and {parts[-1]}"
