"""Vacancies as screens and commands ask for them."""

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from adviser_tui.services.desk import Desk
from adviser_tui.services.vacancies.card import VacancyCard, read_card
from adviser_tui.services.vacancies.rows import Looking, Show, VacancyRow, read_rows, rows_of
from models.kinds import VacancyState

if TYPE_CHECKING:
    from adviser_tui.services.employers.service import Employers
    from adviser_tui.services.search.service import Search
    from adviser_tui.services.vacancies.writing import FactDraft, VacancyDraft

DEFAULT_CAP = 3
"""How many live submissions of ours a vacancy takes unless it is set otherwise (T1)."""
CAP_SETTING = "live_cap"


class Vacancies:
    """The vacancies of the caseload."""

    def __init__(self, desk: Desk, search: "Search", employers: "Employers") -> None:
        self._desk = desk
        self._search = search
        self._employers = employers

    @property
    def cap(self) -> int:
        """How many live submissions of ours a vacancy takes (T1)."""
        said = self._desk.setting(CAP_SETTING)
        return int(said) if said.isdecimal() and int(said) > 0 else DEFAULT_CAP

    def rows(
        self,
        show: Show = "open",
        *,
        employer_id: str = "",
        text: str = "",
        is_stale: Callable[[], bool] = lambda: False,
    ) -> tuple[VacancyRow, ...]:
        """Return a part of the list; typed letters look through all vacancies, best fit first.

        A search raises `StaleError` once `is_stale` says that something newer is searched for.
        """
        database, looking = self._desk.database, self._looking()
        if not text.strip():
            return read_rows(database, looking, show, employer_id)
        hits = self._search.find(text, ("vacancy",), 200, is_stale=is_stale)
        places = ", ".join(str(hit.place) for hit in hits)
        rows = {
            row.id: row for row in rows_of(database, looking, f" AND v.rowid IN ({places})", {})
        }
        return tuple(
            replace(rows[hit.id], why=hit.why, matched=hit.matched)
            for hit in hits
            if hit.id in rows
        )

    def card(self, vacancy_id: str) -> VacancyCard:
        """Return everything about a vacancy; raises `NotFoundError` where there is none."""
        return read_card(self._desk.database, self._looking(), vacancy_id)

    def add(self, draft: "VacancyDraft", *, even_if_similar: bool = False) -> str:
        """Keep a vacancy, with its employer where that is new, and return its id.

        Raises `RuleError` where a new employer is much like one that is there already, unless
        `even_if_similar`.
        """
        from adviser_tui.services.vacancies.writing import add_vacancy

        if draft.new_employer is not None and not draft.employer_id and not even_if_similar:
            self._employers.refuse_twins(draft.new_employer)
        with self._desk.database.write() as work:
            return add_vacancy(work, draft, self._desk.today).id

    def change(self, vacancy_id: str, **values: object) -> None:
        """Change plain fields, such as title, must-haves or pay."""
        from adviser_tui.services.vacancies.writing import check_vacancy
        from models.tables import Vacancy

        check_vacancy(values)
        with self._desk.database.write() as work:
            work.change(work.get(Vacancy, vacancy_id), **values)

    def set_state(self, vacancy_id: str, to: VacancyState) -> None:
        """Take a vacancy to another state; raises `RuleError` where that may not follow."""
        from models.tables import Vacancy

        with self._desk.database.write() as work:
            work.change(work.get(Vacancy, vacancy_id), state=to)

    def checked_today(self, vacancy_id: str) -> None:
        """Note that the employer said today that it is still open (E6)."""
        self.change(vacancy_id, checked_on=self._desk.today)

    def set_must_haves(
        self, vacancy_id: str, must_haves: tuple[str, ...], nice_to_haves: tuple[str, ...] = ()
    ) -> None:
        """Set what the job cannot do without, apart from what would be nice (E2)."""
        self.change(vacancy_id, must_haves=must_haves, nice_to_haves=nice_to_haves)

    def set_fact(self, vacancy_id: str, draft: "FactDraft") -> str:
        """Note a fact about the quality of the job and return its id (M11)."""
        from adviser_tui.services.vacancies.writing import set_fact

        with self._desk.database.write() as work:
            return set_fact(work, vacancy_id, draft).id

    def void(self, vacancy_id: str, why: str) -> None:
        """Take a vacancy out of account, with the reason."""
        from models.tables import Vacancy

        with self._desk.database.write() as work:
            work.void(work.get(Vacancy, vacancy_id), why)

    def _looking(self) -> Looking:
        return Looking(self._desk.today, self.cap)
