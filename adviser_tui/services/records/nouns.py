"""Every noun that may be edited field by field, by the word a person types and by its table."""

from adviser_tui.services.records.noun import Noun
from adviser_tui.services.records.nouns_dealings import CONTACT, FOLLOW_UP, PLACEMENT, PROMISE
from adviser_tui.services.records.nouns_employers import EMPLOYER, NEED, PERSON, SITE, VACANCY
from adviser_tui.services.records.nouns_partners import PARTNER
from adviser_tui.services.records.nouns_people import BARRIER, CONSENT, PARTICIPANT, PROFILE

NOUNS: tuple[Noun, ...] = (
    PARTICIPANT,
    EMPLOYER,
    VACANCY,
    PARTNER,
    FOLLOW_UP,
    PROMISE,
    PERSON,
    SITE,
    NEED,
    BARRIER,
    CONSENT,
    PROFILE,
    CONTACT,
    PLACEMENT,
)
BY_TABLE = {noun.table: noun for noun in NOUNS}
BY_KIND = {noun.kind: noun for noun in NOUNS}
ADDABLE = tuple(noun.kind for noun in NOUNS if noun not in (CONTACT, PLACEMENT))
"""What `add` makes; contacts are logged and placements come of an accepted submission."""
