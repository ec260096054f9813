"""Everything that records can say about one participant and one vacancy, gathered beforehand.

The rules never look anything up: whoever gathers these facts decides which records count, and
hands over the record beside the fact so that the sheet can show where an answer comes from.
None and empty mean "not known", which is never a no.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from adviser_tui.services.checklist.values import Evidence
from models.kinds import (
    ConsentState,
    DisclosureLevel,
    DocumentState,
    PayPeriod,
    PromiseState,
    VacancyState,
)

DEFAULT_CAP = 3


class Told(StrEnum):
    """How a term of a vacancy is known (E4)."""

    TOLD = "told"
    ASKED_NOT_TOLD = "asked_not_told"
    FROM_ADVERT = "from_advert"
    NOT_ASKED = "not_asked"


TERMS = ("hours", "pay", "place", "contract", "flexibility")


@dataclass(frozen=True, slots=True)
class Money:
    """A sum in the smallest coin for each period."""

    amount: int
    period: PayPeriod = PayPeriod.HOUR
    currency: str = "GBP"


@dataclass(frozen=True, slots=True)
class OtherContact:
    """A contact about this vacancy by a colleague or a partner, inside the last 14 days (E7)."""

    who: str
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class VacancyFacts:
    """What is known about the vacancy and its site."""

    title: str = ""
    tasks: str = ""
    must_haves: tuple[str, ...] = ()
    nice_to_haves: tuple[str, ...] = ()
    shifts: str = ""
    place: str = ""
    contract: str = ""
    starts_on: date | None = None
    start_told: bool = False
    """The start is known without a day, such as "as soon as possible"."""
    need_contact: Evidence | None = None
    """The last two-way contact with the site about its need; `on` is its day (E1)."""
    decision_maker: Evidence | None = None
    """The current person with hiring say, named in the label (E3)."""
    decision_channel: str = ""
    decision_expects: bool | None = None
    """Whether that person expects to hear from us; None where nobody looked."""
    terms: Mapping[str, Told] = field(default_factory=dict)
    """How each of `TERMS` is known; one left out was not asked."""
    terms_evidence: Evidence | None = None
    weekly_minutes: int | None = None
    pay: Money | None = None
    state: VacancyState = VacancyState.HEARD
    checked: Evidence | None = None
    """When the employer last said that it is open (E6)."""
    closes_on: date | None = None
    is_trial_or_subsidised: bool | None = None
    other_contacts: tuple[OtherContact, ...] | None = None
    """None when the ledger could not be read; an empty tuple when it holds nothing."""
    contact_agreed: str = ""
    """What was agreed with the single point of contact, and with whom."""
    ledger_as_of: date | None = None
    """The day of the last exchange with the team; None when there never was one."""
    live_submissions: int | None = None
    """Others of ours that this employer has before them for this vacancy (T1)."""
    quality_known: int | None = None
    quality_met: int | None = None
    quality_evidence: Evidence | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """Right to work, or a licence or check that the job needs by law (C5)."""

    name: str
    state: DocumentState
    by: date | None = None
    """When a dated one will be there."""
    valid_to: date | None = None
    evidence: Evidence | None = None


@dataclass(frozen=True, slots=True)
class ConsentFacts:
    """The participant's own choice that counts for this vacancy (C2)."""

    state: ConsentState
    level: DisclosureLevel = DisclosureLevel.NOTHING
    given_on: date | None = None
    reply_by: date | None = None
    valid_to: date | None = None
    for_this_vacancy: bool = False
    evidence: Evidence | None = None


@dataclass(frozen=True, slots=True)
class PersonFacts:
    """What is known about the participant."""

    name: str = ""
    availability: Evidence | None = None
    """The record, with its day, in which they said that they are free (C4)."""
    unavailable: tuple[tuple[date, date], ...] = ()
    """First and last day of each time away."""
    interview_on: date | None = None
    documents: tuple[Document, ...] = ()
    consent: ConsentFacts | None = None
    must_haves: tuple[str, ...] = ()
    no_gos: tuple[str, ...] = ()
    pay_floor: Money | None = None
    least_minutes: int | None = None
    most_minutes: int | None = None
    travel_limit: int | None = None
    """The longest way to work they accept, in minutes."""
    travel_minutes: int | None = None
    """The way to this job, in minutes."""
    profile: Evidence | None = None
    cv: Evidence | None = None
    """The CV or profile, with the day it was last brought up to date (P1)."""
    adjustment_asked: bool | None = None
    pay_affects_payments: bool | None = None
    """Yes or no in their own words, never which payment (P3)."""


@dataclass(frozen=True, slots=True)
class PromiseFacts:
    """Something we promised this employer (O1)."""

    what: str
    due: date | None
    state: PromiseState
    within_offer: bool | None = None
    """Whether the offer card allows it; None where there is no card to compare with."""
    evidence: Evidence | None = None


@dataclass(frozen=True, slots=True)
class OfferFacts:
    """What we promise, send and put in the diary."""

    promises: tuple[PromiseFacts, ...] = ()
    cap: int = DEFAULT_CAP
    follow_ups_will_be_created: bool = False
    """Submitting writes both follow-ups in the same breath (T3)."""
    employer_follow_up: Evidence | None = None
    """The open follow-up with the employer; `on` is the day it is due."""
    person_follow_up: Evidence | None = None
    pitch: str = ""
    """The text that the employer will read."""
    wording_findings: tuple[str, ...] | None = None
    """What the wording check found in that text; None when nothing was checked (T5)."""
    others_who_fit: tuple[str, ...] = ()
    """Others on the caseload, in a neutral order (T4)."""


@dataclass(frozen=True, slots=True)
class Facts:
    """Participant, vacancy and offer side by side, and when their fields last changed."""

    participant: str
    employer: str
    vacancy: str
    about_vacancy: VacancyFacts = field(default_factory=VacancyFacts)
    about_person: PersonFacts = field(default_factory=PersonFacts)
    about_offer: OfferFacts = field(default_factory=OfferFacts)
    changed: Mapping[str, datetime] = field(default_factory=dict)
    """The moment of the last change of a source field; names as in the template's file."""
