"""Branches of one company under their parent: one level, no circles, never taken for doubles."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from adviser_tui.errors import InputError, NotFoundError, RuleError
from adviser_tui.services.desk import Desk
from adviser_tui.storage.database import Database
from adviser_tui.storage.reading import moment
from models.kinds import Pipeline

if TYPE_CHECKING:
    from adviser_tui.storage.unit import UnitOfWork

_LINES = """SELECT e.id, e.name, e.stage,
    coalesce((SELECT s.town FROM employer_site s WHERE s.employer_id = e.id
      AND s.void_reason IS NULL ORDER BY s.is_main DESC, s.rowid LIMIT 1), '') AS town,
    (SELECT max(c.occurred_at) FROM contact c WHERE c.employer_id = e.id AND c.state = 'done'
      AND c.void_reason IS NULL) AS last_at,
    (SELECT c.channel FROM contact c WHERE c.employer_id = e.id AND c.state = 'done'
      AND c.void_reason IS NULL ORDER BY c.occurred_at DESC LIMIT 1) AS channel
  FROM employer e WHERE {which} AND e.void_reason IS NULL
  ORDER BY e.name COLLATE NOCASE, town, e.rowid LIMIT 200"""

_PARENTS = """SELECT e.id, e.name,
    coalesce((SELECT s.town FROM employer_site s WHERE s.employer_id = e.id
      AND s.void_reason IS NULL ORDER BY s.is_main DESC, s.rowid LIMIT 1), '') AS town,
    (SELECT count(*) FROM employer b WHERE b.parent_id = e.id
      AND b.void_reason IS NULL) AS branches
  FROM employer e WHERE e.name LIKE ? AND e.parent_id IS NULL AND e.void_reason IS NULL
  ORDER BY branches DESC, length(e.name), e.rowid LIMIT 40"""
_TELLING = 3
"""The fewest letters of a first word that say anything about a family of names."""
_OFFERED = 12


@dataclass(frozen=True, slots=True)
class BranchLine:
    """A branch, or the parent, with the latest dealing."""

    id: str
    name: str
    town: str
    stage: Pipeline
    last_on: date | None
    """When somebody there was last spoken to."""
    channel: str

    @property
    def label(self) -> str:
        """The name with its town."""
        return f"{self.name}, {self.town}" if self.town else self.name


@dataclass(frozen=True, slots=True)
class LikelyParent:
    """A company that may be the parent of an employer, by its name."""

    id: str
    label: str
    branches: int
    """How many it has already."""


class Groups:
    """Put employers under their parent company, and take them out again."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def branches_of(self, employer_id: str) -> tuple[BranchLine, ...]:
        """Return the branches of an employer, by name."""
        return read_branches(self._desk.database, employer_id)

    def parent_of(self, employer_id: str) -> BranchLine | None:
        """Return the parent of an employer, nothing where it has none."""
        return read_parent(self._desk.database, employer_id)

    def label_of(self, employer_id: str) -> str:
        """Return an employer's name with its town, since branches are often called alike."""
        return employer_label(self._desk.database, employer_id)

    def likely_parents(self, employer_ids: Sequence[str]) -> tuple[LikelyParent, ...]:
        """Return companies whose names begin like that of the first, those with branches first."""
        database = self._desk.database
        row = database.row("SELECT name FROM employer WHERE id = ?", (employer_ids[0],))
        words = str(row["name"]).split() if row is not None else []
        if not words or len(words[0]) < _TELLING:
            return ()
        found = database.rows(_PARENTS, (f"{words[0]}%",))
        return tuple(
            LikelyParent(str(each["id"]), _label(each), int(each["branches"]))
            for each in found
            if each["id"] not in employer_ids
        )[:_OFFERED]

    def put_under(self, parent_id: str, branch_ids: Sequence[str]) -> int:
        """Group branches under their parent in one action and return how many were new.

        Raises `RuleError` for a circle or a second level; then nothing was changed.
        """
        if not branch_ids:
            raise InputError("Say which employers are its branches.", "branches")
        with self._desk.database.write() as work:
            return sum(_put_under(work, parent_id, each) for each in dict.fromkeys(branch_ids))

    def take_out(self, branch_ids: Sequence[str]) -> int:
        """Let employers stand on their own again and return how many were branches."""
        from models.tables import Employer

        with self._desk.database.write() as work:
            rows = [work.get(Employer, each) for each in dict.fromkeys(branch_ids)]
            inside = [row for row in rows if row.parent_id is not None]
            for row in inside:
                work.change(row, parent_id=None)
        return len(inside)


def _put_under(work: "UnitOfWork", parent_id: str, branch_id: str) -> bool:
    from models.tables import Employer

    parent, branch = work.get(Employer, parent_id), work.get(Employer, branch_id)
    if parent_id == branch_id:
        raise RuleError(f"{parent.name} cannot be a branch of itself. Nothing was changed.")
    if parent.parent_id is not None:
        above = _named(work, parent.parent_id)
        raise RuleError(
            f"{parent.name} is itself a branch{above}. Branches stand under one parent, "
            "so group it there. Nothing was changed."
        )
    if work.find(Employer, parent_id=branch_id):
        raise RuleError(
            f"{branch.name} has branches of its own. Take them out first, or group them under "
            f"{parent.name} as well. Nothing was changed."
        )
    is_new = branch.parent_id != parent_id
    work.change(branch, parent_id=parent_id)
    return is_new


def _named(work: "UnitOfWork", employer_id: str) -> str:
    from models.tables import Employer

    try:
        return f" of {work.get(Employer, employer_id).name}"
    except NotFoundError:
        return ""


def employer_label(database: Database, employer_id: str) -> str:
    """Return the name of an employer with its town, empty where there is none."""
    row = database.row(_LINES.format(which="e.id = ?"), (employer_id,))
    return _label(row) if row is not None else ""


def _label(row: Any) -> str:
    return f"{row['name']}, {row['town']}" if row["town"] else str(row["name"])


def read_branches(database: Database, employer_id: str) -> tuple[BranchLine, ...]:
    """Return the branches of an employer, by name."""
    rows = database.rows(_LINES.format(which="e.parent_id = ?"), (employer_id,))
    return tuple(_line(row) for row in rows)


def read_parent(database: Database, employer_id: str) -> BranchLine | None:
    """Return the parent of an employer, nothing where it has none."""
    which = "e.id = (SELECT b.parent_id FROM employer b WHERE b.id = ?)"
    row = database.row(_LINES.format(which=which), (employer_id,))
    return _line(row) if row is not None else None


def _line(row: Any) -> BranchLine:
    return BranchLine(
        id=str(row["id"]),
        name=str(row["name"]),
        town=str(row["town"]),
        stage=Pipeline(row["stage"]),
        last_on=moment(row["last_at"]).astimezone().date() if row["last_at"] else None,
        channel=str(row["channel"] or ""),
    )
