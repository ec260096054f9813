"""A list of vacancies, each at an employer that the caseload knows."""

import json
from collections.abc import Iterator, Sequence
from typing import Any

from adviser_tui.exchange.recipe import Misfit, Recipe, Understood, Values, listed
from adviser_tui.exchange.seen import Facts, Marks
from adviser_tui.exchange.values import Read
from adviser_tui.ids import new_id
from adviser_tui.services.desk import Desk
from adviser_tui.services.merging.trail import MERGED_ROWS, survivor_by_reference
from adviser_tui.services.words.amounts import Pay
from adviser_tui.text import fold, without_legal_form
from models.kinds import PayPeriod

_AUTHORSHIP = "created_at, created_by, updated_at, updated_by, device_id"
_BY = ":at, :by, :at, :by, :device"
_TEXTS = ("reference", "title", "shifts", "contract", "tasks")
_DAYS = ("starts_on", "closes_on")
_LISTS = ("must_haves", "nice_to_haves")
_WRITTEN = (
    *("employer_id", "site_id", "place", "heard_on", "kind", "posts", "weekly_minutes"),
    *("pay", "pay_period", "pay_currency", *_TEXTS, *_DAYS, *_LISTS),
)


class VacancyImport(Recipe):
    """Vacancies are the same by reference, or by employer, title, town and closing date."""

    staging = ("id", *_WRITTEN)
    inserts = (
        f"INSERT INTO vacancy (id, {_AUTHORSHIP}, state, {', '.join(_WRITTEN)})"
        f" SELECT id, {_BY}, 'heard', {', '.join(_WRITTEN)} FROM staged",
    )

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._by_name: dict[str, list[int]] | None = None
        self._currency = {"denmark": "DKK", "norway": "NOK"}.get(desk.settings.region, "GBP")

    def caseload(self) -> Iterator[tuple[int, Marks]]:
        """Walk the vacancies; each is known by its place, by its site's town, and by neither."""
        for row in self.desk.database.rows(
            "SELECT v.rowid AS number, v.reference, v.title, v.employer_id, v.closes_on, v.place,"
            " s.town FROM vacancy v LEFT JOIN employer_site s ON s.id = v.site_id"
            " WHERE v.void_reason IS NULL"
        ):
            towns = {"", row["place"], row["town"] or ""}
            known = [
                _marks(row["reference"], row["employer_id"], row["title"], town, row["closes_on"])
                for town in sorted(towns)
            ]
            yield int(row["number"]), Marks([], [mark for each in known for mark in each.leaves])

    def facts(self, rowid: int) -> Facts:
        """Return how a vacancy of the caseload is named."""
        row = self.desk.database.row(
            "SELECT v.title, e.name, '', v.reference FROM vacancy v"
            " JOIN employer e ON e.id = v.employer_id WHERE v.rowid = ?",
            (rowid,),
        )
        return Facts(*row)

    def understand(self, read: Read) -> Understood:
        """Find the employer and the site; raises `Misfit` when it is not exactly one."""
        values = dict(read.values)
        if not values.get("title"):
            raise Misfit("title", "The vacancy has no title. Write what the job is called.")
        employer = self._employer(values)
        town = str(values.get("site_town", ""))
        pay = values.get("pay")
        written: dict[str, object] = {name: values.get(name, "") for name in _TEXTS}
        written |= {name: _iso(values.get(name)) for name in _DAYS}
        written |= {name: listed(values.get(name, ())) for name in _LISTS}
        written |= {
            "employer_id": employer["id"],
            "site_id": self._site(employer["id"], town, str(values.get("postcode", ""))),
            "place": town,
            "heard_on": self.desk.today.isoformat(),
            "kind": str(values.get("kind", "job")),
            "posts": max(1, int(values.get("posts", 1))),
            "weekly_minutes": values.get("weekly_minutes"),
            "pay": pay.minor if isinstance(pay, Pay) else None,
            "pay_period": pay.period.value if isinstance(pay, Pay) else "hour",
            "pay_currency": pay.currency if isinstance(pay, Pay) else self._currency,
        }
        reference, title = str(written["reference"]), str(written["title"])
        return Understood(
            Facts(title, employer["name"], reference=reference),
            _marks(reference, employer["id"], title, town, written["closes_on"]),
            written,
        )

    def staged(self, values: Values) -> Sequence[object]:
        """Give the vacancy an id."""
        return [new_id(), *(values[name] for name in _WRITTEN)]

    def held(self, rowid: int) -> dict[str, object]:
        """Return the vacancy under the names of the fields of a file."""
        row = self.desk.database.row(
            "SELECT v.*, e.name AS employer, e.reference AS employer_reference, s.town,"
            " coalesce(s.postcode, '') AS postcode FROM vacancy v"
            " JOIN employer e ON e.id = v.employer_id LEFT JOIN employer_site s ON s.id = v.site_id"
            " WHERE v.rowid = ?",
            (rowid,),
        )
        held: dict[str, object] = {name: row[name] for name in (*_TEXTS, "kind", "posts")}
        held |= {name: row[name] for name in ("employer", "employer_reference", "weekly_minutes")}
        held |= {name: row[name] for name in _DAYS}
        held |= {name: tuple(json.loads(row[name])) for name in _LISTS}
        if row["pay"] is not None:
            period = PayPeriod(row["pay_period"])
            held["pay"] = Pay(row["pay"], period, row["pay_currency"])
        return held | {"site_town": row["place"] or row["town"] or "", "postcode": row["postcode"]}

    def _employer(self, values: Values) -> Any:
        reference, name = values.get("employer_reference", ""), str(values.get("employer", ""))
        if reference:
            found = self._rows("reference = ?", reference)
            into = survivor_by_reference(self.desk.database, "employer", reference)
            if not found and into:
                found = self._rows("id = ?", into)
            if len(found) == 1:
                return found[0]
        if not name:
            raise Misfit(
                "employer_reference" if reference else "employer",
                f"No employer with the reference “{reference}” is in the caseload. Import the"
                " employers first, or write the employer's name."
                if reference
                else "The vacancy has no employer. Write whose vacancy it is.",
            )
        numbers = self._names().get(_known_as(name), [])
        if len(numbers) > 1 and (place := fold(values.get("site_town", ""))):
            numbers = [number for number in numbers if place in self._towns(number)] or numbers
        if len(numbers) == 1:
            return self._rows("rowid = ?", numbers[0])[0]
        if not numbers:
            raise Misfit(
                "employer",
                f"No employer called “{name}” is in the caseload. Import or add the employer"
                " first, or write the name as it stands there.",
            )
        raise Misfit(
            "employer",
            f"{len(numbers)} employers are called “{name}”. Add a column “Employer reference”, or"
            " write the town of the site.",
        )

    def _names(self) -> dict[str, list[int]]:
        if self._by_name is None:
            self._by_name = {}
            for row in self.desk.database.rows(
                "SELECT rowid, name, trading_name FROM employer WHERE void_reason IS NULL"
                " UNION ALL SELECT k.rowid, g.name, g.trading_name FROM employer g"
                " JOIN employer k ON k.id = substr(g.void_reason, ?)"
                " WHERE g.void_reason LIKE ? AND k.void_reason IS NULL",
                MERGED_ROWS,
            ):
                for name in {_known_as(row[1]), _known_as(row[2])} - {""}:
                    numbers = self._by_name.setdefault(name, [])
                    if int(row[0]) not in numbers:
                        numbers.append(int(row[0]))
        return self._by_name

    def _rows(self, where: str, value: object) -> list[Any]:
        return self.desk.database.rows(
            f"SELECT id, name FROM employer WHERE void_reason IS NULL AND {where}", (value,)
        )

    def _towns(self, number: int) -> set[str]:
        rows = self.desk.database.rows(
            "SELECT s.town FROM employer_site s JOIN employer e ON e.id = s.employer_id"
            " WHERE e.rowid = ? AND s.void_reason IS NULL",
            (number,),
        )
        return {fold(row[0]) for row in rows}

    def _site(self, employer_id: str, town: str, postcode: str) -> str | None:
        """Return the site that the row means; without a word of it, the only one there is."""
        rows = self.desk.database.rows(
            "SELECT id, town, postcode FROM employer_site WHERE employer_id = ?"
            " AND void_reason IS NULL",
            (employer_id,),
        )
        fitting = [
            row
            for row in rows
            if (not postcode or row["postcode"] == postcode)
            and (not town or fold(row["town"]) == fold(town))
        ]
        return str(fitting[0]["id"]) if len(fitting) == 1 else None


def _marks(reference: str, employer_id: str, title: str, town: str, closes: Any) -> Marks:
    whole = f"v:{employer_id}|{fold(title)}|{fold(town)}|{closes or ''}"
    asks = [(whole, "the same employer, title, town and closing date")]
    if reference:
        asks.insert(0, ("r:" + reference.casefold(), "the same reference"))
    return Marks(asks, [mark for mark, _ in asks])


def _known_as(name: str) -> str:
    return without_legal_form(fold(name))


def _iso(day: Any) -> str | None:
    return day.isoformat() if day else None
