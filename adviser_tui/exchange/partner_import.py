"""A list of partner organisations, each with a name and what was agreed with it."""

from collections.abc import Iterator, Sequence
from typing import Any

from adviser_tui.exchange.recipe import Misfit, Recipe, Understood, Values, listed
from adviser_tui.exchange.seen import Facts, Marks
from adviser_tui.exchange.values import Read
from adviser_tui.ids import new_id
from adviser_tui.services.merging.trail import MERGED_ROWS
from adviser_tui.storage.reading import texts
from adviser_tui.text import fold, without_legal_form

_AUTHORSHIP = "created_at, created_by, updated_at, updated_by, device_id"
_BY = ":at, :by, :at, :by, :device"
_TEXTS = (
    *("reference", "name", "short_name", "area", "phone", "email", "website", "person"),
    *("person_role", "person_phone", "person_email", "shares", "credit_rule", "notes"),
)
_DAYS = ("agreed_on", "agreed_until")
_WRITTEN = (*_TEXTS, *_DAYS, "kind", "other_names")


class PartnerImport(Recipe):
    """Partners are the same by reference, or by any of their names.

    Contacts written down before under a name of theirs keep their text and are not linked.
    """

    staging = ("id", *_WRITTEN)
    inserts = (
        f"INSERT INTO partner (id, {_AUTHORSHIP}, {', '.join(_WRITTEN)})"
        f" SELECT id, {_BY}, {', '.join(_WRITTEN)} FROM staged",
    )

    def caseload(self) -> Iterator[tuple[int, Marks]]:
        """Walk the partners."""
        for row in self.desk.database.rows(
            "SELECT rowid AS number, * FROM partner WHERE void_reason IS NULL"
            " UNION ALL SELECT k.rowid, g.* FROM partner g JOIN partner k"
            " ON k.id = substr(g.void_reason, ?) WHERE g.void_reason LIKE ?"
            " AND k.void_reason IS NULL",
            MERGED_ROWS,
        ):
            yield int(row["number"]), _marks(row, texts(row["other_names"]))

    def facts(self, rowid: int) -> Facts:
        """Return how a partner of the caseload is named."""
        row = self.desk.database.row("SELECT * FROM partner WHERE rowid = ?", (rowid,))
        return Facts(row["name"], row["area"], reference=row["reference"])

    def understand(self, read: Read) -> Understood:
        """Complete one row; raises `Misfit` without a name or with an agreement that ends early."""
        values = dict(read.values)
        if not values.get("name"):
            raise Misfit("name", "The row has no name. Write what the partner is called.")
        agreed, until = values.get("agreed_on"), values.get("agreed_until")
        if agreed and until and until < agreed:
            raise Misfit("agreed_until", "The agreement ends before the day it was made.")
        others = tuple(values.get("other_names", ()))
        written: dict[str, object] = {name: values.get(name, "") for name in _TEXTS}
        written |= {"agreed_on": _iso(agreed), "agreed_until": _iso(until)}
        written |= {"kind": str(values.get("kind", "other")), "other_names": listed(others)}
        facts = Facts(
            str(values["name"]), str(written["area"]), reference=str(written["reference"])
        )
        return Understood(facts, _marks(written, others), written)

    def staged(self, values: Values) -> Sequence[object]:
        """Give the partner an id."""
        return [new_id(), *(values[name] for name in _WRITTEN)]

    def held(self, rowid: int) -> dict[str, object]:
        """Return the partner under the names of the fields of a file."""
        row = self.desk.database.row("SELECT * FROM partner WHERE rowid = ?", (rowid,))
        held: dict[str, object] = {name: row[name] for name in (*_TEXTS, *_DAYS, "kind")}
        return held | {"other_names": texts(row["other_names"])}


def _marks(row: Any, others: Sequence[str]) -> Marks:
    names = [str(row[name]) for name in ("name", "short_name") if row[name]]
    marks = [f"n:{without_legal_form(fold(name))}" for name in (*names, *others)]
    asks = [(mark, "the same name") for mark in marks]
    if reference := str(row["reference"]):
        asks.insert(0, ("r:" + reference.casefold(), "the same reference"))
    return Marks(asks, [mark for mark, _ in asks])


def _iso(day: Any) -> str | None:
    return day.isoformat() if day else None
