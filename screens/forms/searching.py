"""From what the search finds to what a field or a picker offers."""

from adviser_tui.services.office import Office
from adviser_tui.widgets.fields import Choice
from screens.cards.shared import spoken

_MOST = 12


def choices_for(office: Office, kind: str, text: str) -> list[Choice]:
    """Return what fits the text, best first; `kind` is one noun, or several with commas."""
    kinds = tuple(kind.split(","))
    return [
        Choice(
            f"{hit.kind}:{hit.id}" if len(kinds) > 1 else hit.id, hit.name, hit.detail, hit.matched
        )
        for hit in office.search.find(text, kinds=kinds, limit=_MOST)
    ]


def people_to_match(office: Office, text: str) -> list[Choice]:
    """Return the participants that fit; before anything is typed, those looking for work."""
    if text:
        return choices_for(office, "participant", text)
    return [
        Choice(row.id, row.name, row.stage_words)
        for row in office.participants.rows("current")
        if row.stage == "job_search"
    ]


def vacancies_to_match(office: Office, participant_id: str, text: str) -> list[Choice]:
    """Return the vacancies that fit; before anything is typed, theirs first, then all open."""
    if text:
        return choices_for(office, "vacancy", text)
    theirs = [row for row in office.submissions.of_participant(participant_id) if not row.is_ended]
    first = [Choice(row.vacancy_id, row.vacancy, f"{row.employer}: {row.words}") for row in theirs]
    known = {choice.id for choice in first}
    rest = (row for row in office.vacancies.rows("open") if row.id not in known)
    return first + [
        Choice(row.id, row.title, f"{row.employer}: {spoken(row.state)}") for row in rest
    ]
