"""A list of employers: each becomes an employer, its main site, and the person to speak to."""

import json
from collections.abc import Iterator, Sequence
from typing import Any

from adviser_tui.exchange.recipe import Recipe, Understood, Values, listed
from adviser_tui.exchange.seen import Facts, Marks
from adviser_tui.exchange.values import Read
from adviser_tui.ids import new_id
from adviser_tui.services.desk import Desk
from adviser_tui.services.duplicates.arriving import Arriving
from adviser_tui.services.duplicates.likely import Likely, Stop
from adviser_tui.services.duplicates.name_words import words_of
from adviser_tui.services.merging.trail import MERGED_ROWS
from adviser_tui.text import fold

_AUTHORSHIP = "created_at, created_by, updated_at, updated_by, device_id"
_BY = ":at, :by, :at, :by, :device"
_KEPT = ("reference", "name", "trading_name", "company_number", "size_band")
_REACH = ("phone", "email", "website", "notes")
_PLACE = ("address", "town", "postcode")
_REFERENCE = "the same reference"
_NUMBER = "the same company number and postcode"
_ONLY_NAME = "the same name and nothing that tells them apart"


class EmployerImport(Recipe):
    """Employers are the same by their reference, their number, or their name and place."""

    staging = (
        "id",
        *_KEPT,
        "previous_names",
        "sector_codes",
        *_REACH,
        "site_id",
        *_PLACE,
        "person_id",
        "person_name",
        "person_role",
    )
    inserts = (
        f"INSERT INTO employer (id, {_AUTHORSHIP}, stage, {', '.join(_KEPT)}, previous_names,"
        f" sector_codes, {', '.join(_REACH)}) SELECT id, {_BY}, 'prospecting', {', '.join(_KEPT)},"
        f" previous_names, sector_codes, {', '.join(_REACH)} FROM staged",
        f"INSERT INTO employer_site (id, {_AUTHORSHIP}, employer_id, is_main, {', '.join(_PLACE)})"
        f" SELECT site_id, {_BY}, id, 1, {', '.join(_PLACE)} FROM staged"
        " WHERE site_id IS NOT NULL",
        f"INSERT INTO employer_person (id, {_AUTHORSHIP}, employer_id, site_id, state, name, role)"
        f" SELECT person_id, {_BY}, id, site_id, 'current', person_name, person_role FROM staged"
        " WHERE person_id IS NOT NULL",
    )

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._arriving = Arriving(desk.database)

    def arrives(self, line: int, values: Values) -> None:
        """Keep what tells an employer from others."""
        get = values.get
        self._arriving.note(
            line,
            values["name"],
            get("trading_name") or "",
            get("town") or "",
            get("postcode") or "",
            get("company_number") or "",
        )

    def likely(self, stop: Stop) -> Likely:
        """Compare the rows with one another and with the caseload as it was."""
        return self._arriving.likely(stop)

    def caseload(self) -> Iterator[tuple[int, Marks]]:
        """Walk the employers with each of their sites."""
        names = ("reference", "name", "company_number", "town", "postcode")
        with self.desk.database.reading() as reader:
            rows: Any = reader.execute(
                "SELECT e.rowid, e.reference, e.name, e.company_number, s.town, s.postcode"
                " FROM employer e LEFT JOIN employer_site s ON s.employer_id = e.id"
                " AND s.void_reason IS NULL WHERE e.void_reason IS NULL"
            )
            for rowid, *values in rows:
                yield int(rowid), marks_of(dict(zip(names, values, strict=True)))
            # A list still names what was merged into another: that one is met then.
            merged: Any = reader.execute(
                "SELECT k.rowid, g.reference, g.name, g.company_number, s.town, s.postcode"
                " FROM employer g JOIN employer k ON k.id = substr(g.void_reason, ?)"
                " LEFT JOIN employer_site s ON s.employer_id = k.id AND s.void_reason IS NULL"
                " WHERE g.void_reason LIKE ? AND k.void_reason IS NULL",
                MERGED_ROWS,
            )
            for rowid, *values in merged:
                yield int(rowid), marks_of(dict(zip(names, values, strict=True)))

    def facts(self, rowid: int) -> Facts:
        """Return how an employer of the caseload is named and told apart."""
        row = self.desk.database.row(
            "SELECT e.name, coalesce(nullif(s.town, ''), s.postcode, '') AS place,"
            " e.company_number, e.reference FROM employer e LEFT JOIN employer_site s"
            " ON s.employer_id = e.id AND s.void_reason IS NULL WHERE e.rowid = ?"
            " ORDER BY s.is_main DESC, s.rowid LIMIT 1",
            (rowid,),
        )
        return Facts(*row)

    def lacking(self, values: Values) -> tuple[str, str] | None:
        """An employer has a name."""
        if values.get("name"):
            return None
        return "name", "The row has no name. Write what the employer is called."

    def understand(self, read: Read) -> Understood:
        """Take the employer as it is."""
        return Understood(facts_of(read.values), marks_of(read.values), read.values)

    def staged(self, values: Values) -> Sequence[object]:
        """Give the employer its ids; there is a site where there is a place, a person by name."""
        get = values.get
        has_place = bool(get("address") or get("town") or get("postcode"))
        return [
            new_id(),
            *[get(name, "") for name in _KEPT],
            listed(get("previous_names", ())),
            listed(get("sector_codes", ())),
            *[get(name, "") for name in _REACH],
            new_id() if has_place else None,
            *[get(name, "") for name in _PLACE],
            new_id() if get("person_name") else None,
            get("person_name", ""),
            get("person_role", ""),
        ]

    def held(self, rowid: int) -> dict[str, object]:
        """Return the employer with its main site and first person."""
        row = self.desk.database.row(
            "SELECT e.*, coalesce(s.address, '') AS address, coalesce(s.town, '') AS town,"
            " coalesce(s.postcode, '') AS postcode, coalesce(p.name, '') AS person_name,"
            " coalesce(p.role, '') AS person_role FROM employer e"
            " LEFT JOIN employer_site s ON s.employer_id = e.id AND s.void_reason IS NULL"
            " LEFT JOIN employer_person p ON p.employer_id = e.id AND p.void_reason IS NULL"
            " WHERE e.rowid = ? ORDER BY s.is_main DESC, s.rowid, p.rowid LIMIT 1",
            (rowid,),
        )
        kept = {name: row[name] for name in (*_KEPT, *_REACH, *_PLACE)}
        return kept | {
            "person_name": row["person_name"],
            "person_role": row["person_role"],
            "previous_names": tuple(json.loads(row["previous_names"])),
            "sector_codes": tuple(json.loads(row["sector_codes"])),
        }

    def contradicts(self, mine: Facts, theirs: Facts, why: str) -> bool:
        """Two company numbers are two employers; two references are, where only the name agrees."""
        if why in (_REFERENCE, _NUMBER):
            return False
        if mine.number and theirs.number and mine.number != theirs.number:
            return True
        references = mine.reference and theirs.reference and mine.reference != theirs.reference
        return bool(references and why == _ONLY_NAME)


def facts_of(values: Values) -> Facts:
    """Return how an employer is named and told apart."""
    get = values.get
    place = get("town") or get("postcode") or ""
    return Facts(values["name"], place, get("company_number") or "", get("reference") or "")


def marks_of(values: Values) -> Marks:
    """Return the marks of an employer.

    Names count as written out: short words, words written apart and legal forms make no other.
    A place known by its postcode is compared by it, so that two branches in one town stay two;
    the town counts only where one side has no postcode.
    """
    get = values.get
    folded = "".join(words_of(values["name"])) or fold(values["name"])
    number, postcode, town = get("company_number"), get("postcode"), get("town")
    asks: list[tuple[str, str]] = []
    if reference := get("reference"):
        asks.append(("r:" + reference.casefold(), _REFERENCE))
    if number:
        asks.append((f"c:{number}|{postcode or ''}", _NUMBER))
    if postcode:
        asks.append((f"p:{folded}|{postcode}", "the same name and postcode"))
    leaves = [mark for mark, _ in asks]
    if town:
        place = f"{folded}|{town.casefold()}"
        asks.append((("u:" if postcode else "t:") + place, "the same name and town"))
        leaves.append("t:" + place)
        if not postcode:
            leaves.append("u:" + place)
    elif not postcode:
        asks.append(("n:" + folded, _ONLY_NAME))
        leaves.append("n:" + folded)
    return Marks(asks, leaves)
