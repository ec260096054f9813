"""Every field that a file may fill, by the kind of list it is."""

from adviser_tui.exchange.employer_fields import EMPLOYERS
from adviser_tui.exchange.field import Field, ListKind
from adviser_tui.exchange.participant_fields import PARTICIPANTS
from adviser_tui.exchange.partner_fields import PARTNERS
from adviser_tui.exchange.vacancy_fields import VACANCIES
from adviser_tui.text import fold

FIELDS: dict[ListKind, tuple[Field, ...]] = {
    ListKind.EMPLOYERS: EMPLOYERS,
    ListKind.PARTICIPANTS: PARTICIPANTS,
    ListKind.VACANCIES: VACANCIES,
    ListKind.PARTNERS: PARTNERS,
}

NEEDED: dict[ListKind, tuple[tuple[str, ...], ...]] = {
    ListKind.EMPLOYERS: (("name",),),
    ListKind.PARTICIPANTS: (("preferred_name", "first_name", "legal_name"),),
    ListKind.VACANCIES: (("title",), ("employer", "employer_reference")),
    ListKind.PARTNERS: (("name",),),
}
"""Without a column for one field out of each of these groups, a file cannot be imported."""

_PRIVATE = """
    ni nino insurance cpr personnummer fødselsnummer fødselsdato dob birth birthday age
    health medical condition impairment diagnosis diagnoses diagnose helbred helse
    disability disabilities disabled handicap
    ethnicity ethnic race nationality etnicitet etnisitet religion belief
    sexuality orientation gender sex
    benefit benefits ydelse ytelse
    conviction convictions offence offences offending criminal
    motivation motivated motivasjon attitude appearance readiness
"""
PRIVATE_WORDS = frozenset(fold(word) for word in _PRIVATE.split())
"""A column of a list of people with one of these words in its header is never read."""

OWN_COLUMNS = ("Line", "What to mend")
"""Columns that we put into a file of bad rows ourselves, and look past when it comes back."""
LEFT_OVER = "Left over"
"""How the columns there begin that hold what stood beyond the headers; they must be emptied."""


def is_ours(header: str) -> bool:
    """Tell whether a column is one of those that we put into a file of bad rows."""
    return header in OWN_COLUMNS or header.startswith(LEFT_OVER)
