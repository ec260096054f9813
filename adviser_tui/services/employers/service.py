"""Employers as screens and commands ask for them."""

from array import array
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from adviser_tui.errors import NotFoundError, RuleError
from adviser_tui.services.desk import Desk
from adviser_tui.services.employers.card import EmployerCard, read_card
from adviser_tui.services.employers.dealings import read_contacts
from adviser_tui.services.employers.drafts import EmployerDraft, NeedDraft, PersonDraft, SiteDraft
from adviser_tui.services.employers.quiet_line import PointOfContact, QuietLine, quiet_line
from adviser_tui.services.employers.rows import (
    EmployerList,
    Found,
    Show,
    left_alone,
    places_in_order,
    resting_words,
)
from adviser_tui.storage.reading import day
from models.kinds import NeedState, Pipeline

if TYPE_CHECKING:
    from adviser_tui.services.duplicates.employers import Twin, Twins
    from adviser_tui.services.search.service import Search

FOUND_AT_MOST = 200
"""How many rows a search in the list shows."""

_DECIDES: Mapping[Show, str] = {
    "all": "'employer'",
    "mine": "'employer'",
    "deputy": "'employer'",
    "no_spoc": "'employer'",
    "vacancies": "'employer', 'vacancy'",
    "contacted": "'employer', 'contact'",
}
"""What must have changed before a part of the list can look different."""


class Employers:
    """The employers of the caseload."""

    def __init__(self, desk: Desk, search: "Search") -> None:
        self._desk = desk
        self._search = search
        self._counts: tuple[int, dict[Pipeline, int]] | None = None
        self._arrivals = -1
        self._order: tuple[Show, Pipeline | None, int, array[int]] | None = None

    def rows(
        self,
        show: Show = "all",
        *,
        stage: Pipeline | None = None,
        text: str = "",
        is_stale: Callable[[], bool] = lambda: False,
    ) -> EmployerList:
        """Return the list by name, or by how well it fits where letters are typed.

        Searching looks at all employers, whatever part of the list is shown; it raises
        `StaleError` once `is_stale` says that something newer is searched for.
        """
        desk = self._desk
        if not text.strip():
            places = self._places(show, stage)
            return EmployerList(desk.database, places, desk.today, desk.me, desk.holidays)
        ranked = self._search.ranked(text, ("employer",), FOUND_AT_MOST, is_stale=is_stale)
        fits = {each.place: each for each in ranked}

        def explain(some: Sequence[int]) -> dict[int, Found]:
            hits = self._search.described([fits[place] for place in some])
            return {hit.place: Found(hit.why, hit.matched) for hit in hits}

        places = array("I", fits)
        return EmployerList(desk.database, places, desk.today, desk.me, desk.holidays, explain)

    def card(self, employer_id: str) -> EmployerCard:
        """Return everything about an employer; raises `NotFoundError` where there is none."""
        return read_card(self._desk, employer_id)

    def quiet_line(self, employer_id: str, site_id: str = "") -> QuietLine:
        """Return who was in touch in the last 28 days, to be shown before the next contact (M7).

        With a site, contacts with other sites are left out; those that name none stay.
        """
        desk = self._desk
        row = desk.database.row(
            "SELECT e.spoc_id, a.name, e.stage, e.do_not_contact_until, e.do_not_contact_why "
            "FROM employer e LEFT JOIN adviser a ON a.id = e.spoc_id WHERE e.id = ?",
            (employer_id,),
        )
        if row is None:
            raise NotFoundError("That employer is not in the caseload any more.")
        contacts = read_contacts(desk.database, [employer_id], desk.today)[employer_id]
        if site_id:
            contacts = [each for each in contacts if each.site_id in ("", site_id)]
        spoc = PointOfContact(str(row["spoc_id"] or ""), str(row["name"] or ""))
        until = day(row["do_not_contact_until"])
        resting = left_alone(Pipeline(row["stage"]), until, desk.today)
        words = resting_words(until, str(row["do_not_contact_why"]), desk.today) if resting else ""
        return quiet_line(contacts, desk.today, desk.me, desk.holidays, spoc, words)

    def counts(self) -> Mapping[Pipeline, int]:
        """Return how many employers are in each stage."""
        seen = self._last_change()
        if self._counts is None or self._touched(self._counts[0], "'employer'"):
            rows = self._desk.database.rows(
                "SELECT stage, count(*) AS n FROM employer WHERE void_reason IS NULL GROUP BY stage"
            )
            self._counts = (seen, {Pipeline(row["stage"]): int(row["n"]) for row in rows})
        self._counts = (seen, self._counts[1])
        return self._counts[1]

    def possible_twins(
        self, name: str, *, postcode: str = "", company_number: str = "", town: str = ""
    ) -> "tuple[Twin, ...]":
        """Return employers that may be the same as one about to be added, likeliest first."""
        return self._twins.of(name, postcode=postcode, company_number=company_number, town=town)

    @cached_property
    def _twins(self) -> "Twins":
        from adviser_tui.services.duplicates.employers import Twins

        return Twins(self._desk.database, self._search)

    def add(self, draft: EmployerDraft, *, even_if_similar: bool = False) -> str:
        """Keep an employer and return its id.

        Raises `RuleError` where one much like it is there, unless `even_if_similar`.
        """
        from adviser_tui.services.employers.writing import add_employer

        if not even_if_similar:
            self.refuse_twins(draft)
        with self._desk.database.write() as work:
            return add_employer(work, draft).id

    def refuse_twins(self, draft: EmployerDraft) -> None:
        """Raise `RuleError` naming the employers that a draft may be a second entry of."""
        from adviser_tui.services.duplicates.warning import refuse

        twins = self._twins.of(
            draft.name,
            trading_name=draft.trading_name,
            postcode=draft.postcode,
            company_number=draft.company_number,
            town=draft.town,
        )
        refuse([(twin.label, twin.reason) for twin in twins], "in the caseload")

    def change(self, employer_id: str, **values: object) -> None:
        """Change plain fields, such as name, phone or pitch."""
        from adviser_tui.services.employers.writing import EMPLOYER_FIELDS, check_fields
        from models.tables import Employer

        check_fields(values, EMPLOYER_FIELDS)
        with self._desk.database.write() as work:
            work.change(work.get(Employer, employer_id), **values)

    def void(self, employer_id: str, why: str) -> None:
        """Take an employer out of account, with the reason."""
        from models.tables import Employer

        with self._desk.database.write() as work:
            work.void(work.get(Employer, employer_id), why)

    def set_stage(self, employer_id: str, to: Pipeline) -> None:
        """Take an employer to another stage; raises `RuleError` where that may not follow."""
        from adviser_tui.services.employers.writing import move_stage

        with self._desk.database.write() as work:
            move_stage(work, employer_id, to)

    def do_not_contact(self, employer_id: str, why: str, until: date | None = None) -> None:
        """Note that an employer is to be left alone, until a day or for good."""
        from adviser_tui.services.employers.writing import leave_alone

        with self._desk.database.write() as work:
            leave_alone(work, employer_id, until, why)

    def set_contacts(self, employer_id: str, *, spoc_id: str | None, deputy_id: str | None) -> None:
        """Set the single point of contact and the deputy; nothing takes one away."""
        from models.tables import Employer

        if spoc_id and spoc_id == deputy_id:
            raise RuleError("The deputy is somebody else. Nothing was changed.")
        with self._desk.database.write() as work:
            work.change(work.get(Employer, employer_id), spoc_id=spoc_id, deputy_id=deputy_id)

    def set_level(self, employer_id: str, level: int | None, reason: str = "") -> None:
        """Set the engagement level by hand for six months, or none to derive it again (M6)."""
        from adviser_tui.services.employers.writing import set_level

        with self._desk.database.write() as work:
            set_level(work, employer_id, level, reason, self._desk.today)

    def add_person(
        self, employer_id: str, draft: PersonDraft, *, even_if_similar: bool = True
    ) -> str:
        """Keep somebody at an employer and return their id.

        Unless `even_if_similar`, raises `RuleError` where somebody much like them is there.
        """
        from adviser_tui.services.employers.writing import add_person

        if not even_if_similar:
            from adviser_tui.services.duplicates.warning import refuse_person_twins

            refuse_person_twins(self._desk.database, employer_id, draft)
        with self._desk.database.write() as work:
            return add_person(work, employer_id, draft).id

    def change_person(self, person_id: str, **values: object) -> None:
        """Change what is known about somebody at an employer."""
        from adviser_tui.services.employers.writing import PERSON_FIELDS, check_fields
        from models.tables import EmployerPerson

        check_fields(values, PERSON_FIELDS)
        with self._desk.database.write() as work:
            work.change(work.get(EmployerPerson, person_id), **values)

    def person_left(self, person_id: str, left_on: date | None = None) -> None:
        """Note that somebody has left their employer, today unless a day is given."""
        from adviser_tui.services.employers.writing import part_with

        with self._desk.database.write() as work:
            part_with(work, person_id, left_on or self._desk.today)

    def add_site(self, employer_id: str, draft: SiteDraft, *, even_if_similar: bool = True) -> str:
        """Keep a site and return its id.

        Unless `even_if_similar`, raises `RuleError` where one much like it is there.
        """
        from adviser_tui.services.employers.writing import add_site

        if not even_if_similar:
            from adviser_tui.services.duplicates.warning import refuse_site_twins

            refuse_site_twins(self._desk.database, employer_id, draft)
        with self._desk.database.write() as work:
            return add_site(work, employer_id, draft).id

    def change_site(self, site_id: str, **values: object) -> None:
        """Change a site."""
        from adviser_tui.services.employers.writing import change_site

        with self._desk.database.write() as work:
            change_site(work, site_id, values)

    def add_need(self, employer_id: str, draft: NeedDraft) -> str:
        """Keep a need or a forecast and return its id."""
        from adviser_tui.services.employers.writing import add_need

        with self._desk.database.write() as work:
            return add_need(work, employer_id, draft).id

    def close_need(self, need_id: str, state: NeedState = NeedState.MET) -> None:
        """Say that a need was met, or has lapsed."""
        from models.tables import Need

        with self._desk.database.write() as work:
            work.change(work.get(Need, need_id), state=state)

    def _places(self, show: Show, stage: Pipeline | None) -> "array[int]":
        """Return the order, kept from the last time while nothing in it can have changed."""
        kept, seen = self._order, self._last_change()
        arrivals = self._desk.database.arrivals
        is_kept = kept is not None and kept[:2] == (show, stage) and self._arrivals == arrivals
        if kept is None or not is_kept or self._touched(kept[2], _DECIDES[show]):
            places = places_in_order(self._desk.database, show, stage, self._desk.me)
        else:
            places = kept[3]
        self._order, self._arrivals = (show, stage, seen, places), arrivals
        return places

    def _last_change(self) -> int:
        return int(self._desk.database.row("SELECT lseq FROM sync_state")[0])

    def _touched(self, since: int, entities: str) -> bool:
        """Say whether anything of these kinds was changed since."""
        sql = f"SELECT 1 FROM change_record WHERE lseq > ? AND entity IN ({entities}) LIMIT 1"
        return self._desk.database.row(sql, (since,)) is not None
