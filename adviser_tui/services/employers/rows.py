"""The list of employers: as long as the caseload is, read a page at a time when it is looked at."""

from array import array
from collections import OrderedDict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import chain
from typing import Literal, overload

from adviser_tui.services.employers.dealings import marks_for, read_contacts, read_engagement
from adviser_tui.services.employers.quiet_line import PointOfContact, quiet_line
from adviser_tui.services.words.say import say_date, say_day
from adviser_tui.services.words.working_days import Holidays
from adviser_tui.storage.database import Database
from adviser_tui.storage.reading import day, moment
from models.kinds import Pipeline

Show = Literal["all", "mine", "deputy", "no_spoc", "vacancies", "contacted"]
SHOWS: tuple[Show, ...] = ("all", "mine", "deputy", "no_spoc", "vacancies", "contacted")
"""Parts of the list: those I am the single point of contact for, or its deputy, those without
one, with an open vacancy, and with any contact at all."""

PAGE = 40
"""Rows that are read at once: what a usual terminal shows, so that a letter reads one page."""
PAGES_KEPT = 12

_WHERE = {
    "all": "",
    "mine": " AND e.spoc_id = :me",
    "deputy": " AND e.deputy_id = :me",
    "no_spoc": " AND e.spoc_id IS NULL",
    "vacancies": " AND e.id IN (SELECT v.employer_id FROM vacancy v WHERE v.void_reason IS NULL"
    " AND v.state IN ('confirmed', 'open', 'shortlisting'))",
    "contacted": " AND e.id IN (SELECT c.employer_id FROM contact c WHERE c.void_reason IS NULL"
    " AND c.employer_id IS NOT NULL)",
}
_PAGE = """SELECT e.rowid, e.id, e.name, e.trading_name, e.stage, e.spoc_id,
    e.do_not_contact_until, coalesce(a.name, '') AS spoc,
    (SELECT s.town || char(31) || s.postcode FROM employer_site s WHERE s.employer_id = e.id
     AND s.void_reason IS NULL ORDER BY s.is_main DESC, s.rowid LIMIT 1) AS place,
    (SELECT max(c.occurred_at) FROM contact c WHERE c.employer_id = e.id AND c.state = 'done'
     AND c.void_reason IS NULL) AS last_at,
    (SELECT count(*) FROM vacancy v WHERE v.employer_id = e.id AND v.void_reason IS NULL
     AND v.state IN ('confirmed', 'open', 'shortlisting')) AS open_vacancies,
    (SELECT f.due_on || char(31) || f.what FROM follow_up f WHERE f.employer_id = e.id
     AND f.state = 'open' AND f.void_reason IS NULL ORDER BY f.due_on, f.rowid LIMIT 1)
     AS next_step,
    (SELECT u.name FROM employer u WHERE u.id = e.parent_id AND u.void_reason IS NULL) AS parent,
    (SELECT count(*) FROM employer b WHERE b.parent_id = e.id AND b.void_reason IS NULL) AS branches
  FROM employer e LEFT JOIN adviser a ON a.id = e.spoc_id WHERE e.rowid IN ({marks})"""


@dataclass(frozen=True, slots=True)
class EmployerRow:
    """One line of the list of employers."""

    id: str
    name: str
    trading_name: str
    town: str
    postcode: str
    stage: Pipeline
    level: int
    """The engagement level, 0 to 5 (M6)."""
    level_words: str
    last_contact_on: date | None
    quiet: str
    """What to mind before the next contact (M7), empty when there is nothing."""
    next_step: str
    """The next open follow-up with its day in words, empty when there is none."""
    next_due_on: date | None
    open_vacancies: int
    do_not_contact: bool
    spoc: str
    parent: str = ""
    """The company that it is a branch of."""
    branches: int = 0
    """How many branches it has."""
    why: str = ""
    """Why a search found it."""
    matched: tuple[int, ...] = ()
    """Positions of the letters in the name that a search found."""


@dataclass(frozen=True, slots=True)
class Found:
    """Why a search found an employer, carried into its row."""

    why: str
    matched: tuple[int, ...]


class EmployerList(Sequence[EmployerRow]):
    """The employers in order, as long as the list is but read only where it is looked at.

    It keeps four bytes an employer and the pages seen last. It holds what was true when it was
    made; ask for a new one after a change.
    """

    def __init__(
        self,
        database: Database,
        places: "array[int]",
        today: date,
        me: str,
        holidays: Holidays,
        explain: Callable[[Sequence[int]], dict[int, Found]] = lambda _: {},
    ) -> None:
        self._database = database
        self._places = places
        self._today = today
        self._me = me
        self._holidays = holidays
        self._explain = explain
        self._pages: OrderedDict[int, tuple[EmployerRow, ...]] = OrderedDict()

    def __len__(self) -> int:
        """Return how many employers there are."""
        return len(self._places)

    @overload
    def __getitem__(self, index: int) -> EmployerRow: ...
    @overload
    def __getitem__(self, index: slice) -> list[EmployerRow]: ...
    def __getitem__(self, index: int | slice) -> EmployerRow | list[EmployerRow]:
        """Return the row at a place, or the rows of a slice."""
        if isinstance(index, slice):
            return [self[place] for place in range(*index.indices(len(self)))]
        place = index if index >= 0 else len(self) + index
        if not 0 <= place < len(self):
            raise IndexError(index)
        return self._page(place // PAGE)[place % PAGE]

    def __iter__(self) -> Iterator[EmployerRow]:
        """Go through all rows, a page at a time."""
        for place in range(len(self)):
            yield self[place]

    def index_of(self, employer_id: str) -> int | None:
        """Return the place of an employer, nothing when it is not in this list."""
        row = self._database.row("SELECT rowid FROM employer WHERE id = ?", (employer_id,))
        try:
            return None if row is None else self._places.index(int(row[0]))
        except ValueError:
            return None

    def _page(self, number: int) -> tuple[EmployerRow, ...]:
        page = self._pages.get(number)
        if page is None:
            page = self._read(self._places[number * PAGE : (number + 1) * PAGE])
            self._pages[number] = page
            if len(self._pages) > PAGES_KEPT:
                self._pages.popitem(last=False)
        return page

    def _read(self, places: Sequence[int]) -> tuple[EmployerRow, ...]:
        rows = {
            int(row["rowid"]): row
            for row in self._database.rows(_PAGE.format(marks=marks_for(places)), tuple(places))
        }
        ids = [str(row["id"]) for row in rows.values()]
        contacts = read_contacts(self._database, ids, self._today)
        levels = read_engagement(self._database, ids, self._today)
        explained = self._explain(places)
        made = []
        for place in places:
            row = rows[place]
            found = explained.get(place, Found("", ()))
            spoc = PointOfContact(str(row["spoc_id"] or ""), str(row["spoc"]))
            quiet = quiet_line(contacts[row["id"]], self._today, self._me, self._holidays, spoc)
            town, _, postcode = str(row["place"] or "").partition("\x1f")
            due, _, what = str(row["next_step"] or "").partition("\x1f")
            due_on = day(due)
            until = day(row["do_not_contact_until"])
            level = levels[row["id"]]
            made.append(
                EmployerRow(
                    id=str(row["id"]),
                    name=str(row["name"]),
                    trading_name=str(row["trading_name"]),
                    town=town,
                    postcode=postcode,
                    stage=Pipeline(row["stage"]),
                    level=level.level,
                    level_words=level.words,
                    last_contact_on=_local_day(row["last_at"]),
                    quiet=quiet.warning,
                    next_step=f"{what}, {say_day(due_on, self._today)}" if due_on else "",
                    next_due_on=due_on,
                    open_vacancies=int(row["open_vacancies"]),
                    do_not_contact=left_alone(Pipeline(row["stage"]), until, self._today),
                    spoc=spoc.name,
                    parent=str(row["parent"] or ""),
                    branches=int(row["branches"]),
                    why=found.why,
                    matched=found.matched,
                )
            )
        return tuple(made)


def left_alone(stage: Pipeline, until: date | None, today: date) -> bool:
    """Say whether an employer asked not to be contacted for now."""
    if until is not None:
        return today <= until
    return stage is Pipeline.DO_NOT_CONTACT


def resting_words(until: date | None, why: str, today: date) -> str:
    """Say until when an employer is to be left alone, and why."""
    day_words = f" until {say_date(until, today)}" if until else ""
    return f"do not contact{day_words}: {why}" if why else f"do not contact{day_words}"


def places_in_order(
    database: Database, show: Show, stage: Pipeline | None, me: str
) -> "array[int]":
    """Return the row numbers of a part of the list, by name."""
    where = _WHERE[show] + (" AND e.stage = :stage" if stage else "")
    values: dict[str, object] = {"me": me, "stage": stage.value if stage else ""}
    with database.reading() as reader:
        cursor = reader.cursor()
        cursor.row_factory = None  # nothing but numbers: rows by name would take twice as long
        cursor.execute(
            f"SELECT e.rowid FROM employer e WHERE e.void_reason IS NULL{where} "
            "ORDER BY e.name COLLATE NOCASE, e.rowid",
            {name: value for name, value in values.items() if f":{name}" in where},
        )
        return array("I", chain.from_iterable(cursor))


def _local_day(text: str | None) -> date | None:
    return moment(text).astimezone().date() if text else None
