"""The list of vacancies."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from adviser_tui.services.vacancies.quality import Fact, QualityCard, quality_card
from adviser_tui.storage.database import Database
from adviser_tui.storage.reading import day, texts
from models.kinds import LIVE_SUBMISSIONS, Known, PayPeriod, VacancyKind, VacancyState

Show = Literal["open", "all", "unchecked", "closed"]
SHOWS: tuple[Show, ...] = ("open", "all", "unchecked", "closed")
"""Parts of the list: still to be filled, everything, not checked for a week, and closed."""

CHECK_DAYS = 7
"""How long a word that it is still open holds (E6)."""

CLOSED = (VacancyState.FILLED, VacancyState.WITHDRAWN, VacancyState.LAPSED)
"""States in which nobody more is put forward."""

_CLOSED = f"({', '.join(repr(state.value) for state in CLOSED)})"
_LIVE = ", ".join(f"'{state.value}'" for state in LIVE_SUBMISSIONS)
_WHERE = {
    "all": "",
    "open": f" AND v.state NOT IN {_CLOSED}",
    "unchecked": f" AND v.state NOT IN {_CLOSED}"
    " AND (v.checked_on IS NULL OR v.checked_on < :check)",
    "closed": f" AND v.state IN {_CLOSED}",
}
VACANCIES = f"""SELECT v.rowid, v.*, e.name AS employer,
    coalesce(s.town, (SELECT m.town FROM employer_site m WHERE m.employer_id = v.employer_id
      AND m.void_reason IS NULL ORDER BY m.is_main DESC, m.rowid LIMIT 1), '') AS town,
    (SELECT count(*) FROM submission x WHERE x.vacancy_id = v.id AND x.void_reason IS NULL
      AND x.state IN ({_LIVE})) AS live
  FROM vacancy v JOIN employer e ON e.id = v.employer_id
  LEFT JOIN employer_site s ON s.id = v.site_id
  WHERE v.void_reason IS NULL"""
_ORDER = f" ORDER BY v.state IN {_CLOSED}, e.name COLLATE NOCASE, v.title COLLATE NOCASE, v.rowid"


@dataclass(frozen=True, slots=True)
class VacancyRow:
    """One line of the list of vacancies."""

    id: str
    title: str
    kind: VacancyKind
    employer_id: str
    employer: str
    town: str
    state: VacancyState
    posts: int
    must_haves: tuple[str, ...]
    weekly_minutes: int | None
    pay: int | None
    """In the smallest coin for each `pay_period`."""
    pay_period: PayPeriod
    pay_currency: str
    live: int
    """How many of ours the employer has before them (T1)."""
    cap: int
    quality: str
    """`5 of 7 known, 4 met` (M11)."""
    checked_on: date | None
    days_since_checked: int | None
    needs_check: bool
    """Whether it is open and nobody asked for a week whether it still is (E6)."""
    starts_on: date | None
    closes_on: date | None
    hard_to_fill: bool
    why: str = ""
    matched: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Looking:
    """From which day, and with which cap, the list is looked at."""

    today: date
    cap: int


def read_rows(
    database: Database, looking: Looking, show: Show, employer_id: str = ""
) -> tuple[VacancyRow, ...]:
    """Return a part of the list, by employer and title."""
    where = _WHERE[show] + (" AND v.employer_id = :employer" if employer_id else "")
    check = date.fromordinal(looking.today.toordinal() - CHECK_DAYS).isoformat()
    values = {"check": check, "employer": employer_id}
    return rows_of(
        database,
        looking,
        f"{where}{_ORDER}",
        {name: value for name, value in values.items() if f":{name}" in where},
    )


def rows_of(
    database: Database, looking: Looking, rest: str, values: Mapping[str, object]
) -> tuple[VacancyRow, ...]:
    """Return the rows that the rest of the query picks, with their quality."""
    rows = database.rows(f"{VACANCIES}{rest}", dict(values))
    facts = read_facts(database, [str(row["id"]) for row in rows])
    return tuple(row_of(row, looking, quality_card(facts[row["id"]])) for row in rows)


def row_of(row: Any, looking: Looking, quality: QualityCard) -> VacancyRow:
    """Return one row as read by `VACANCIES`."""
    checked_on = day(row["checked_on"])
    since = None if checked_on is None else (looking.today - checked_on).days
    state = VacancyState(row["state"])
    return VacancyRow(
        id=str(row["id"]),
        title=str(row["title"]),
        kind=VacancyKind(row["kind"]),
        employer_id=str(row["employer_id"]),
        employer=str(row["employer"]),
        town=str(row["town"]),
        state=state,
        posts=int(row["posts"]),
        must_haves=texts(row["must_haves"]),
        weekly_minutes=row["weekly_minutes"],
        pay=row["pay"],
        pay_period=PayPeriod(row["pay_period"]),
        pay_currency=str(row["pay_currency"]),
        live=int(row["live"]),
        cap=looking.cap,
        quality=quality.words,
        checked_on=checked_on,
        days_since_checked=since,
        needs_check=state not in CLOSED and (since is None or since > CHECK_DAYS),
        starts_on=day(row["starts_on"]),
        closes_on=day(row["closes_on"]),
        hard_to_fill=bool(row["hard_to_fill"]),
    )


def read_facts(database: Database, ids: Sequence[str]) -> dict[str, list[Fact]]:
    """Return the quality facts of each vacancy, in the order they were noted."""
    found: dict[str, list[Fact]] = defaultdict(list)
    for start in range(0, len(ids), 500):
        part = ids[start : start + 500]
        marks = ",".join("?" * len(part))
        for row in database.rows(
            f"SELECT * FROM quality_fact WHERE vacancy_id IN ({marks}) AND void_reason IS NULL "
            "ORDER BY rowid",
            part,
        ):
            found[row["vacancy_id"]].append(
                Fact(
                    str(row["id"]),
                    str(row["dimension"]),
                    str(row["fact"]),
                    Known(row["met"]),
                    bool(row["was_asked"]),
                    bool(row["was_agreed"]),
                    bool(row["is_confirmed"]),
                )
            )
    return found
