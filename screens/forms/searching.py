"""From what the search finds to what a field or a picker offers."""

from adviser_tui.services.office import Office
from adviser_tui.services.search.hit import Hit
from adviser_tui.widgets.fields import Choice
from screens.cards.shared import spoken
from screens.register_rows import FAIR, companies_to_choose

PARTIES = "employer,participant,partner"
"""With whom a contact or a promise may be."""
_MOST = 12
_LESS_ALIKE = 3
_BESIDE = 3
"""Partners offered among employers and participants."""


def choices_for(office: Office, kind: str, text: str) -> list[Choice]:
    """Return what fits the text, best first; `kind` is one noun, or several with commas."""
    kinds = tuple(kind.split(","))
    partners = _partners(office, text, alone=len(kinds) == 1) if "partner" in kinds else []
    if kinds == ("partner",):
        return partners
    found = [_choice(hit, kinds) for hit in office.search.find(text, kinds=kinds, limit=_MOST)]
    return [*found[: _MOST - len(partners)], *partners]


def ours_first(office: Office, kind: str, text: str) -> list[Choice]:
    """Return what fits well of what is ours; `kind` is one noun, or several with commas."""
    kinds = tuple(kind.split(","))
    hits = office.search.find(text, kinds=kinds, limit=_MOST)
    partners = _partners(office, text, alone=False) if "partner" in kinds else []
    known = {choice.id for choice in partners}
    found = [_choice(hit, kinds) for hit in hits if hit.score >= FAIR]
    fitting = [choice for choice in found if choice.id not in known]
    return [*fitting[: _MOST - len(partners)], *partners]


def companies_next(office: Office, kind: str, text: str) -> list[Choice]:
    """Return companies of the register, and after them what of ours is only a little alike."""
    kinds = tuple(kind.split(","))
    hits = office.search.find(text, kinds=kinds, limit=_MOST)
    less = [_choice(hit, kinds) for hit in hits if hit.score < FAIR]
    return [*companies_to_choose(office, text), *less[:_LESS_ALIKE]]


def _choice(hit: Hit, kinds: tuple[str, ...]) -> Choice:
    record_id = f"{hit.kind}:{hit.id}" if len(kinds) > 1 else hit.id
    return Choice(record_id, hit.name, hit.detail, hit.matched)


def _partners(office: Office, text: str, *, alone: bool) -> list[Choice]:
    """Return the partners that fit; among others the few best, once something is typed."""
    if not alone and not text.strip():
        return []
    return [
        Choice(row.id if alone else f"partner:{row.id}", row.name, row.kind_words)
        for row in office.partners.rows(text=text)[: _MOST if alone else _BESIDE]
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
