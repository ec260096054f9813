"""Matching the names in a line with records, one part after the other."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from adviser_tui.services.quick_line.ask import Ask, Party, answers
from adviser_tui.services.quick_line.beside import person_meant, vacancy_meant
from adviser_tui.services.quick_line.plan import Named
from adviser_tui.services.quick_line.who import who_is_meant
from adviser_tui.services.search.service import Search
from adviser_tui.services.words.quick_entry import Understood
from adviser_tui.storage.database import Database
from adviser_tui.text import fold


@dataclass(slots=True)
class Naming:
    """Names what it can, and gathers what must be asked, mended or said."""

    database: Database
    search: Search
    choose: Sequence[str]
    asks: list[Ask] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)

    def of(self, understood: Understood, known: Party | None, *, new_employer: bool) -> Named:
        """Return the records that a line names; once it is open whom it is about, no others."""
        who = known or self._who(understood.subject, new_employer)
        if who is None:
            return Named()
        named = Named(who=who, participant=who if who.kind == "participant" else None)
        for typed in understood.people:
            named = self._with_person(named, typed, is_promise=understood.kind == "promise")
        for typed in understood.vacancies:
            named = self._with_vacancy(named, typed)
        if not self.asks:
            self._refuse_useless_answers(named, known)
        return named

    def _who(self, typed: str, new_employer: bool) -> Party | None:
        if not typed:
            return None
        if not fold(typed):
            self.problems.append(f"“{typed[:40]}” is no name; begin with a name or a part of it.")
            return None
        return self._settled(
            who_is_meant(self.database, self.search, typed, self.choose, new_employer=new_employer)
        )

    def _settled(self, found: Party | Ask) -> Party | None:
        if isinstance(found, Party):
            return found
        self.asks.append(found)
        return None

    def _with_person(self, named: Named, typed: str, *, is_promise: bool) -> Named:
        who = named.who
        if who is None or who.kind != "employer":
            return replace(named, loose=(*named.loose, f"with {typed}"))
        found = self._settled(person_meant(self.database, self.search, who, typed, self.choose))
        if found is None:
            return named
        if found.kind == "participant" and named.participant is None:
            return replace(named, participant=found)
        if found.kind == "person" and named.person is None and not is_promise:
            return replace(named, person=found)
        word = "to" if is_promise else "also there:" if found.kind == "person" else "also for"
        self.remarks.append(f"{found.name} goes into the text, where there is no other place.")
        return replace(named, loose=(*named.loose, f"{word} {found.name}"))

    def _with_vacancy(self, named: Named, typed: str) -> Named:
        who = named.who
        employer = who if who is not None and who.kind == "employer" else None
        found = vacancy_meant(self.database, self.search, employer, typed, self.choose)
        vacancy = self._settled(found) if found is not None else None
        if vacancy is not None and named.vacancy is None:
            return replace(named, vacancy=vacancy)
        if found is not None and vacancy is None:
            return named
        name = vacancy.name if vacancy else typed
        if vacancy is None:
            whose = f" of {employer.name}" if employer else ""
            self.remarks.append(f"No vacancy{whose} is like “{typed}”; it goes into the text.")
        return replace(named, loose=(*named.loose, f"vacancy {name}"))

    def _refuse_useless_answers(self, named: Named, known: Party | None) -> None:
        used = [
            each
            for each in (named.who, named.person, named.participant, named.vacancy)
            if each is not None and each is not known
        ]
        for answer in self.choose:
            if not any(answers(answer, each) for each in used):
                self.problems.append(f"“{answer[:40]}” was chosen, but nothing in the line is it.")
