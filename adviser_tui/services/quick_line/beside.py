"""Who else, and which vacancy, a line names with `@` and `#`."""

from collections.abc import Callable, Sequence

from adviser_tui.names import name_words
from adviser_tui.services.quick_line.ask import Ask, Party, settle
from adviser_tui.services.search.service import Search
from adviser_tui.services.words.matching import fitting
from adviser_tui.storage.database import Database
from adviser_tui.text import fold

LIKE_A_PARTICIPANT = 80
"""A participant fits this well (of 100) before it is asked whether they are meant."""
SHOWN = 6


def person_meant(
    database: Database, search: Search, employer: Party, typed: str, choose: Sequence[str]
) -> Party | Ask:
    """Return who at an employer is meant by `@name`, or the participant it was for.

    The employer's own people come first; a name that nobody has is somebody new there.
    """
    own = _people_of(database, employer.id)
    found = _beginning(own, typed)
    if len(found) == 1:
        return found[0]
    if found:
        return settle(typed, found[:SHOWN], choose)
    new = Party("person", "", typed)
    like = fitting(typed, own, lambda each: each.name)
    participants = [
        Party("participant", hit.id, hit.name, "participant")
        for hit in search.find(typed, ("participant",), SHOWN)
        if hit.score >= LIKE_A_PARTICIPANT
    ]
    full = [
        each
        for each in participants
        if name_words(each.name) == name_words(typed) and " " in each.name
    ]
    if len(full) == 1 and not like:
        return full[0]
    if not like and not participants:
        return new
    return settle(typed, [*like[:SHOWN], *participants, new], choose)


def vacancy_meant(
    database: Database, search: Search, employer: Party | None, typed: str, choose: Sequence[str]
) -> Party | Ask | None:
    """Return which vacancy is meant by `#title`, of the employer where there is one."""
    if employer is None:
        hits = search.find(typed, ("vacancy",), SHOWN)
        known = [Party("vacancy", hit.id, hit.name, hit.detail) for hit in hits]
    else:
        known = _vacancies_of(database, employer.id)
    found = _beginning(known, typed) or fitting(typed, known, lambda each: each.name)
    if not found:
        return None
    return found[0] if len(found) == 1 else settle(typed, found[:SHOWN], choose)


def _beginning(parties: Sequence[Party], typed: str) -> list[Party]:
    """Return those with the very name, else those in whose name every word begins a word."""
    words = fold(typed).split()
    if not words:
        return []
    exact: Callable[[Party], bool] = lambda each: fold(each.name).split() == words  # noqa: E731
    begun: Callable[[Party], bool] = lambda each: all(  # noqa: E731
        any(part.startswith(word) for part in fold(each.name).split()) for word in words
    )
    return [each for each in parties if exact(each)] or [each for each in parties if begun(each)]


def _people_of(database: Database, employer_id: str) -> list[Party]:
    rows = database.rows(
        "SELECT id, name, role FROM employer_person WHERE employer_id = ? "
        "AND state = 'current' AND void_reason IS NULL ORDER BY name, id",
        (employer_id,),
    )
    return [Party("person", str(row["id"]), str(row["name"]), str(row["role"])) for row in rows]


def _vacancies_of(database: Database, employer_id: str) -> list[Party]:
    rows = database.rows(
        "SELECT id, title, state FROM vacancy WHERE employer_id = ? AND void_reason IS NULL "
        "ORDER BY state IN ('filled', 'withdrawn', 'lapsed'), title, id",
        (employer_id,),
    )
    return [Party("vacancy", str(row["id"]), str(row["title"]), str(row["state"])) for row in rows]
