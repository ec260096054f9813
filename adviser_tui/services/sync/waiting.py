"""What the hub has not confirmed yet, what it has, and what it did not simply take."""

import json
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Literal

from adviser_tui.errors import NotFoundError, RuleError
from adviser_tui.services.history_words import describe
from adviser_tui.services.sync.beside import TOLD, turns_beside
from adviser_tui.services.sync.outcome_words import told
from adviser_tui.services.sync.remembered import Confirmation, Remembered
from adviser_tui.services.sync.wording import Wording, from_wire
from adviser_tui.storage.reading import moment

if TYPE_CHECKING:
    from adviser_tui.services.office import Office

LOOKED_AT, DEALT_WITH = 1, 2
_GROUPS = """SELECT r.g, min(r.lseq) AS first, max(r.lseq) AS last, count(*) AS many,
    sum(r.status = 0) AS open, g.at, max(r.lseq IN (SELECT lseq FROM sync_issue
      WHERE outcome NOT IN ('conflict', 'held'))) AS refused
  FROM change_record r LEFT JOIN change_group g ON g.g = r.g
  WHERE {where} GROUP BY CASE r.g WHEN 0 THEN -r.lseq ELSE r.g END
  ORDER BY first DESC LIMIT ?"""


@dataclass(frozen=True, slots=True)
class Delivery:
    """One action of the adviser on its way to the team."""

    group: int
    first: int
    last: int
    """The numbers of its changes."""
    changes: int
    words: str
    at: datetime | None
    """When it was done, on the wall clock."""
    state: Literal["waiting", "confirmed"]
    confirmed_at: datetime | None = None
    """When the hub confirmed it, where that is still known."""
    is_taken: bool = True
    """Whether the hub took it as it was; of what it did not take, `Issue` says why."""


@dataclass(frozen=True, slots=True)
class Issue:
    """A change that the hub did not simply take."""

    number: int
    outcome: str
    why: str
    state: str
    """`held`, `set aside`, `not accepted`, `erased` or `two versions`."""
    sentence: str
    record: str
    entity: str
    row_id: str
    fields: str
    """What was changed: `Phone and Town`."""
    at: datetime
    """When the hub said so, on the wall clock."""
    is_new: bool
    """Whether nobody has looked at it yet."""
    is_for_now: bool
    may_send_again: bool


class Waiting:
    """The way of this device's changes to the hub."""

    def __init__(self, office: "Office", remembered: Remembered) -> None:
        self._office = office
        self._remembered = remembered
        self._wording = Wording(office)

    def count(self) -> int:
        """Return how many changes the hub has not confirmed."""
        row = self._office.database.row(
            "SELECT (SELECT count(*) FROM change_record WHERE status = 0) "
            "+ (SELECT count(*) FROM sync_parked)"
        )
        return int(row[0])

    def can_send(self) -> bool:
        """Say whether something waits that the hub would take now."""
        row = self._office.database.row(
            "SELECT EXISTS (SELECT 1 FROM change_record WHERE status = 0)"
        )
        return bool(row[0])

    def rows(self, limit: int = 200) -> tuple[Delivery, ...]:
        """Return the actions that wait, the newest first."""
        return self._deliveries("r.status = 0", limit)

    def confirmed(self, limit: int = 50) -> tuple[Delivery, ...]:
        """Return the actions that the hub confirmed last, the newest first."""
        return self._deliveries("r.status = 1", limit)

    def issues(self, *, also_dealt_with: bool = False) -> tuple[Issue, ...]:
        """Return what the hub did not simply take, the newest first.

        Two versions of a field are told by `Conflicts`, not here.
        """
        where = "" if also_dealt_with else f"AND seen < {DEALT_WITH}"
        rows = self._office.database.rows(
            f"SELECT * FROM sync_issue WHERE outcome <> 'conflict' AND {TOLD} {where} "
            "ORDER BY lseq DESC"
        )
        return tuple(self._issue(row) for row in rows)

    def to_look_at(self) -> int:
        """Return how many of them somebody should look at."""
        row = self._office.database.row(
            "SELECT count(*) FROM sync_issue WHERE seen = 0 "
            f"AND outcome NOT IN ('conflict', 'held') AND {TOLD}"
        )
        return int(row[0])

    def looked_at(self) -> None:
        """Note that the adviser has seen what the hub did not take."""
        if self.to_look_at():
            with self._office.database.writing() as connection:
                connection.execute("UPDATE sync_issue SET seen = 1 WHERE seen = 0")

    def again(self, number: int) -> str:
        """Send a change once more, with what stood in it; return the record's name.

        It becomes a change of its own: it is the adviser's word of now, and can be undone.
        """
        issue = self._find(number)
        if not issue.may_send_again:
            raise RuleError(f"{issue.sentence} It need not be sent again.")
        row = self._office.database.row(
            "SELECT op, fields, scrub FROM change_record WHERE lseq = ?", (number,)
        )
        if row is None or row["scrub"] or not row["fields"]:
            raise NotFoundError("What it said is not kept here any more, so it cannot be sent.")
        self._send_again(issue, str(row["op"]), json.loads(row["fields"]))
        for beside in turns_beside(self._office.database, number):
            self.again(beside)
        self._deal_with(number)
        return issue.record

    def give_up(self, number: int) -> str:
        """Let it be: it is not listed any more; return the record's name."""
        issue = self._find(number)
        for beside in turns_beside(self._office.database, number):
            self._deal_with(beside)
        self._deal_with(number)
        return issue.record

    def _send_again(self, issue: Issue, op: str, fields: dict[str, object]) -> None:
        from adviser_tui.storage.sync.resending import tell_again
        from models.tables import BY_NAME

        database = self._office.database
        if op == "upd":
            with database.write() as work:
                row = work.get(BY_NAME[issue.entity], issue.row_id)
                before = work.connection.execute("SELECT lseq FROM sync_state").fetchone()[0]
                values = {n: from_wire(issue.entity, n, v) for n, v in fields.items()}
                work.change(row, **values)
                after = work.connection.execute("SELECT lseq FROM sync_state").fetchone()[0]
            if before != after:
                return
        if not tell_again(database, issue.entity, issue.row_id, tuple(fields)):
            raise NotFoundError("The record is not here any more, so nothing was sent.")

    def _deal_with(self, number: int) -> None:
        with self._office.database.writing() as connection:
            connection.execute(
                f"UPDATE sync_issue SET seen = {DEALT_WITH} WHERE lseq = ?", (number,)
            )

    def _find(self, number: int) -> Issue:
        row = self._office.database.row("SELECT * FROM sync_issue WHERE lseq = ?", (number,))
        if row is None:
            raise NotFoundError(
                f"There is nothing with the number {number} that the hub did not take. "
                "`adviser sync waiting` lists them."
            )
        return self._issue(row)

    def _issue(self, row: object) -> Issue:
        found = dict(row)  # type: ignore[call-overload]
        entity, row_id = str(found["entity"]), str(found["row_id"])
        said = told(str(found["outcome"]), str(found["why"]))
        return Issue(
            int(found["lseq"]),
            str(found["outcome"]),
            str(found["why"]),
            said.state,
            said.sentence + _reason(str(found["detail"])),
            self._wording.record(entity, row_id) if entity else "a record",
            entity,
            row_id,
            self._fields(int(found["lseq"]), entity),
            self._local(str(found["at"])),
            int(found["seen"]) == 0,
            said.is_for_now,
            said.may_send_again and int(found["seen"]) < DEALT_WITH,
        )

    def _fields(self, number: int, entity: str) -> str:
        row = self._office.database.row(
            "SELECT op, fields FROM change_record WHERE lseq = ?", (number,)
        )
        if row is None:
            return ""
        if row["op"] == "ins":
            return "added"
        labels = [self._wording.label(entity, name) for name in json.loads(row["fields"] or "{}")]
        return ", ".join(dict.fromkeys(labels))

    def _deliveries(self, where: str, limit: int) -> tuple[Delivery, ...]:
        rows = self._office.database.rows(_GROUPS.format(where=where), (limit,))
        known = self._remembered.confirmations()
        today = self._office.desk.today
        return tuple(
            Delivery(
                int(row["g"]),
                int(row["first"]),
                int(row["last"]),
                int(row["many"]),
                describe(self._office.database, int(row["g"]), today) if row["g"] else "a change",
                self._local(str(row["at"])) if row["at"] else None,
                "waiting" if row["open"] else "confirmed",
                None if row["open"] else self._confirmed_at(int(row["last"]), known),
                not row["refused"],
            )
            for row in rows
        )

    def _confirmed_at(self, number: int, known: tuple[Confirmation, ...]) -> datetime | None:
        zone = self._office.desk.local_now.tzinfo
        found = (each.at for each in known if each.first <= number <= each.last)
        at = next(found, None)
        return at.astimezone(zone) if at else None

    def _local(self, text: str) -> datetime:
        return moment(text).astimezone(self._office.desk.local_now.tzinfo)


def _reason(detail: str) -> str:
    """Return what a person said to it, where somebody did."""
    try:
        found = json.loads(detail or "{}")
    except ValueError:
        return ""
    reason = found.get("reason") if isinstance(found, dict) else None
    return f" They said: {reason}" if isinstance(reason, str) and reason else ""
