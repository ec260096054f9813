"""Whole records of people and employers with a word in every field that is found nowhere else."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from adviser_tui.ids import new_id
from adviser_tui.services.office import Office
from adviser_tui.storage.finding.soundness import keep_true_anew
from adviser_tui.sync.shapes import Column, shapes

_AT = "2026-11-20T09:00:00.000000Z"
_FIXED_TEXT = {"template_version": "1", "item": "C1"}
NOT_OF_THEM = (
    *("adviser", "sync_conflict", "known_as_two"),
    *("working_pattern", "absence", "time_entry", "target", "week_closing"),
)
"""What is of no participant, employer or partner: colleagues and their own time among it."""
_OF_AN_EMPLOYER = (
    *("employer", "employer_site", "employer_person", "need", "vacancy"),
    *("quality_fact", "partner"),
)


class Records:
    """A participant or an employer with one row in every table that can belong to them."""

    def __init__(self, word: str) -> None:
        self.word = word
        self.name = ""
        self.ids: dict[str, str] = {}
        self.marks: set[str] = set()

    @property
    def wholes(self) -> list[str]:
        """Return the ids of the participant, the employer and the partner."""
        return [self.ids[name] for name in ("participant", "employer", "partner")]

    def write(self, office: Office) -> None:
        """Write one row into every table, as two actions of an adviser."""
        me = office.identity.who().id
        of_employer = [name for name in shapes() if name in _OF_AN_EMPLOYER]
        others = [name for name in shapes() if name not in (*_OF_AN_EMPLOYER, *NOT_OF_THEM)]
        for entities in (of_employer, others):
            with office.database.write("act") as work:
                for entity in entities:
                    row = self._row(entity, me)
                    marks = ", ".join("?" * len(row))
                    work.connection.execute(
                        f"INSERT INTO {entity} ({', '.join(row)}) VALUES ({marks})",
                        tuple(row.values()),
                    )
        # What hangs on the employer alone, beside what hangs on the participant.
        with office.database.write("act") as work:
            for entity in ("contact", "follow_up", "promise"):
                row = self._row(entity, me) | {"participant_id": None}
                marks = ", ".join("?" * len(row))
                work.connection.execute(
                    f"INSERT INTO {entity} ({', '.join(row)}) VALUES ({marks})",
                    tuple(row.values()),
                )

    def _row(self, entity: str, me: str) -> dict[str, Any]:
        shape = shapes()[entity]
        row: dict[str, Any] = {}
        for column in shape.columns.values():
            row[column.name] = self._value(entity, column, me)
        self.ids[entity] = str(row["id"])
        return {**row, "updated_at": _AT, "updated_by": me}

    def _value(self, entity: str, column: Column, me: str) -> Any:
        name = column.name
        if name in ("id", "created_at", "created_by", "device_id", "void_reason"):
            given = {"id": new_id(), "created_at": _AT, "created_by": me, "device_id": ""}
            return given.get(name)
        if name in ("parent_id", "frozen_at", "deputy_id"):
            return None  # a deputy would go on seeing them in another team
        if column.references == "adviser":
            return me
        if column.references:
            return self.ids.get(column.references)
        if column.kind == "id":
            return self.ids.get(name.removesuffix("_id"), "")
        if column.kind == "word":
            return str(next(iter(column.words or ()), column.default))
        if column.kind in ("whole_number", "flag"):
            return column.default or 0
        if column.kind == "day":
            return "2026-11-20"
        if column.kind == "moment":
            return _AT
        if name in _FIXED_TEXT:
            return _FIXED_TEXT[name]
        mark = f"{self.word} {entity} {name} {new_id()[:8]}"
        if name == "preferred_name":
            self.name = mark
        self.marks.add(mark)
        return {"json": f'{{"x":"{mark}"}}', "texts": f'["{mark}"]'}.get(column.kind, mark)

    def spread(self, office: Office) -> None:
        """Leave traces beside the records: a form, remembered lists, edits, the search."""
        person, employer, _ = self.wholes
        office.drafts.put(f"contact:{person}", {"note": f"{self.word} half a form"})
        office.drafts.put("contact:new", {"participant_id": person, "note": f"{self.word} too"})
        with office.database.writing() as connection:
            connection.execute(
                "INSERT OR REPLACE INTO setting (key, value) VALUES (?, ?)",
                (f"recent.{len(self.word)}", f'["{person}", "{self.name} rang", "kept"]'),
            )
            keep_true_anew(connection)
        with office.database.write("act") as work:
            for entity, row_id in (("participant", person), ("employer", employer)):
                work.connection.execute(
                    f"UPDATE {entity} SET phone = ?, updated_at = ? WHERE id = ?",
                    (f"{self.word} {new_id()}", _AT, row_id),
                )


def found_in(folder: Path, words: Iterable[str], apart: Iterable[Path] = ()) -> list[str]:
    """Return every file below a folder that holds one of the words, in whatever letters."""
    wanted = [word.lower().encode() for word in words]
    spared = set(apart)
    return sorted(
        str(path.relative_to(folder))
        for path in folder.rglob("*")
        if path.is_file()
        and path not in spared
        and any(word in path.read_bytes().lower() for word in wanted)
    )
