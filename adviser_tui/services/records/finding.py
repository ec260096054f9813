"""From what was typed, an id, its beginning or a name, to the one record it means."""

import re
from collections.abc import Collection
from dataclasses import dataclass
from typing import TYPE_CHECKING

from adviser_tui.errors import NotFoundError
from adviser_tui.services.merging.trail import survivors_of
from adviser_tui.services.record_ids import SHORTEST_ID, ids_like
from adviser_tui.services.record_names import KIND_WORDS, name_of
from adviser_tui.text import fold

if TYPE_CHECKING:
    from adviser_tui.services.office import Office
    from adviser_tui.storage.database import Database

_MOST_NAMED = 5
_NAMED = ("participant", "employer", "vacancy", "partner")
_PERSON = "employer_person"


@dataclass(frozen=True, slots=True)
class RecordRef:
    """One record and what it is called."""

    table: str
    id: str
    kind: str
    """`participant`, `follow-up`."""
    name: str


def find_record(office: "Office", text: str, tables: Collection[str] = ()) -> RecordRef:
    """Return the one record that `text` means; raises `NotFoundError` naming what comes close.

    An id, its last or first eight letters or more where they fit one record alone, or the name of
    a participant, an employer, a vacancy or a partner, or of somebody who works at an employer
    where nothing else bears that very name. `tables` narrows where it is looked for.
    """
    typed = text.strip()
    if re.fullmatch(rf"[0-9a-fA-F-]{{{SHORTEST_ID},36}}", typed):
        found = _by_id(office.database, typed.lower(), tables or KIND_WORDS)
        if len(found) == 1:
            return found[0]
        if found:
            raise NotFoundError(
                f"“{typed}” is part of more than one id. Type more of it.",
                tuple(f"{ref.id}  {ref.kind}: {ref.name}" for ref in found),
            )
    return _by_name(office, typed, tables)


def find_id(office: "Office", table: str, text: str) -> str:
    """Return the id of the one record of a kind that `text` means."""
    return find_record(office, text, (table,)).id


def _by_id(database: "Database", typed: str, tables: Collection[str]) -> list[RecordRef]:
    found = []
    for table in tables:
        ids = ids_like(database, table, typed, _MOST_NAMED)
        found += [_ref(database, table, each) for each in ids]
    # An id that begins so is meant before one that ends so.
    found = [ref for ref in found if ref.id.startswith(typed)] or found
    if not found:
        # What was merged into another is meant by its old id all the same.
        for table in tables:
            survivors = survivors_of(database, table, typed)
            found += [_ref(database, table, each) for each in survivors]
    return found[:_MOST_NAMED]


def _ref(database: "Database", table: str, row_id: str) -> RecordRef:
    return RecordRef(table, row_id, KIND_WORDS[table], name_of(database, table, row_id))


def _by_name(office: "Office", typed: str, tables: Collection[str]) -> RecordRef:
    kinds = [kind for kind in _NAMED if not tables or kind in tables]
    people = _people(office.database, typed) if not tables or _PERSON in tables else []
    if not kinds and not people:
        words = " or ".join(KIND_WORDS[table] for table in tables)
        raise NotFoundError(
            f"No {words} has an id that begins or ends with “{typed[:60]}”. `adviser today` names "
            "what is owed by the end of its id; `adviser show` of the participant or employer, "
            "with --json, gives the ids of what belongs to them."
        )
    if len(kinds) == 1 and not people:
        return _called(office, kinds[0], typed)
    found: list[RecordRef] = []
    close: list[str] = []
    for kind in kinds:
        try:
            found.append(_called(office, kind, typed))
        except NotFoundError as error:
            close += error.candidates
    exact = [ref for ref in found if fold(ref.name.split(", ")[0]) == fold(typed)]
    begun = [ref for ref in found if fold(ref.name).startswith(fold(typed))]
    # An employer is found by its people too; who types a whole name means that person.
    for fitting in (exact, people, found, begun) if people else (found, exact, begun):
        if len(fitting) == 1:
            return fitting[0]
    found += people
    if found:
        raise NotFoundError(
            f"“{typed[:60]}” fits more than one record. Say which by its id.",
            tuple(f"{ref.id}  {ref.kind}: {ref.name}" for ref in found),
        )
    raise NotFoundError(f"Nothing here fits “{typed[:60]}”.", tuple(close[:_MOST_NAMED]))


def _people(database: "Database", typed: str) -> list[RecordRef]:
    """Return those at employers who bear the very name."""
    wanted = fold(typed)
    rows = database.rows("SELECT id, name FROM employer_person WHERE void_reason IS NULL")
    ids = [str(row["id"]) for row in rows if fold(str(row["name"])) == wanted]
    return [_ref(database, _PERSON, each) for each in ids[:_MOST_NAMED]]


def _called(office: "Office", kind: str, typed: str) -> RecordRef:
    """Return the one record of a kind that a name means."""
    match kind:
        case "participant" | "employer" | "vacancy":
            return _ref(office.database, kind, office.lookup.one(typed, kind))
    return _ref(office.database, kind, office.partners.one(typed))
