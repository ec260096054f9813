"""The fields of every noun that may be edited, each described once."""

from dataclasses import dataclass, replace
from enum import StrEnum

from adviser_tui.services.records.spec import FieldSpec, FieldType
from models.kinds import (
    BarrierState,
    Certainty,
    Channel,
    Confidentiality,
    ConsentScope,
    Direction,
    DisclosureLevel,
    DocumentState,
    FoundBy,
    Known,
    MadeBy,
    NeedState,
    PersonState,
    Pipeline,
    PlaceKind,
    PlacementState,
    Purpose,
    Side,
    Stage,
    VacancyKind,
    VacancyState,
)


@dataclass(frozen=True, slots=True)
class Noun:
    """A kind of record that can be added or changed field by field."""

    kind: str
    """The word on the command line: `follow-up`."""
    table: str
    fields: tuple[FieldSpec, ...]
    only_new: tuple[FieldSpec, ...] = ()
    """Fields that are only given when it is added."""

    def field(self, name: str) -> FieldSpec | None:
        """Return the field that a word means."""
        wanted = name.strip().casefold().replace("-", "_").replace(" ", "_")
        for spec in (*self.fields, *self.only_new):
            if wanted in (spec.name, *spec.also, *spec.columns):
                return spec
        return None


def _text(name: str, label: str, *columns: str, also: str = "", hint: str = "") -> FieldSpec:
    return FieldSpec(name, label, "text", columns or (name,), hint, also=tuple(also.split()))


def _typed(
    type_: FieldType, name: str, label: str, *columns: str, also: str = "", hint: str = ""
) -> FieldSpec:
    return FieldSpec(name, label, type_, columns or (name,), hint, also=tuple(also.split()))


def _choice(
    words: type[StrEnum], name: str, label: str, *columns: str, also: str = "", empty: bool = False
) -> FieldSpec:
    choices = tuple(word.value for word in words)
    spec = FieldSpec(name, label, "choice", columns or (name,), "", choices, tuple(also.split()))
    return replace(spec, may_be_empty=empty)


def _state(words: type[StrEnum], name: str, label: str, column: str = "") -> FieldSpec:
    choices = tuple(word.value for word in words)
    also = ("state",) if name != "state" else ()
    spec = FieldSpec(name, label, "state", (column or name,), "", choices, also)
    return replace(spec, may_be_empty=False)


def _needed(spec: FieldSpec) -> FieldSpec:
    return replace(spec, is_needed=True, may_be_empty=False)


def _pay(name: str, label: str, column: str) -> FieldSpec:
    columns = (column, "pay_period", "pay_currency")
    return FieldSpec(name, label, "pay", columns, "£12.21 an hour")


_REACH = (_text("phone", "Phone"), _text("email", "E-mail"))
_PLACE = (
    _text("address", "Address"),
    _text("town", "Town"),
    _text("postcode", "Postcode"),
)
_EMPLOYER = _typed("employer", "employer", "Employer", "employer_id")
_PARTICIPANT = _typed("participant", "participant", "Participant", "participant_id")
_VACANCY = _typed("vacancy", "vacancy", "Vacancy", "vacancy_id")
_OWNER = _typed("adviser", "owner", "Whose it is", "owner_id")
_REFERENCE = _text("reference", "Reference", hint="its key in the file it came from")

PARTICIPANT = Noun(
    "participant",
    "participant",
    (
        _needed(_text("name", "Name", "preferred_name", hint="what they like to be called")),
        _text("legal_name", "Legal name"),
        *_REACH,
        _text("safe_to_contact", "Safe to contact", hint="text first, no voicemail"),
        _text("town", "Town"),
        _text("postcode", "Postcode"),
        _text("area", "Area"),
        _text("programme", "Programme"),
        _typed("adviser", "coach", "Coach", "coach_id"),
        _typed("adviser", "deputy", "Deputy", "deputy_id"),
        _typed("past_day", "enrolled_on", "Enrolled", also="enrolled"),
        _typed("long_text", "goal", "Goal", hint="in their own words"),
        _choice(Confidentiality, "confidentiality", "Confidentiality"),
        _state(Stage, "stage", "Stage"),
        _typed("day", "paused_until", "Paused until", also="paused"),
        _typed("yes_no", "paused_agreed", "Pause agreed with them"),
        _typed("day", "unavailable_until", "Unavailable until", also="unavailable"),
        _choice(DocumentState, "right_to_work", "Right to work"),
        _typed("day", "right_to_work_by", "Right to work there by"),
        _typed("past_day", "cv_updated_on", "CV brought up to date", also="cv"),
        _typed("past_day", "reached_on", "Phone or e-mail last worked", also="reached"),
        _typed("maybe", "pay_affects_payments", "Pay changes what they receive"),
        _REFERENCE,
    ),
)
PROFILE = Noun(
    "profile",
    "vocational_profile",
    (
        _typed("long_text", "strengths", "Strengths"),
        _typed("long_text", "skills", "Skills"),
        _typed("long_text", "tasks_liked", "Tasks they like", also="tasks"),
        _typed("long_text", "work_history", "Work history", also="history"),
        _typed("list", "must_haves", "Must-haves", also="must"),
        _typed("list", "no_gos", "No-gos"),
        _pay("pay_floor", "Least pay", "pay_floor"),
        _typed("hours", "least_hours", "Least hours a week", "least_minutes"),
        _typed("hours", "most_hours", "Most hours a week", "most_minutes"),
        _typed("minutes", "travel", "Longest way to work", "travel_minutes", hint="45m"),
        _typed("long_text", "care", "Care"),
        _typed("long_text", "support_needs", "Support needs", also="support"),
        _typed("long_text", "learning_wishes", "Learning wishes", also="learning"),
        _typed("yes_no", "adjustment_asked", "Asked for an adjustment", also="adjustment"),
    ),
    (_needed(_PARTICIPANT),),
)
CONSENT = Noun(
    "consent",
    "consent",
    (
        _typed("day", "reply_by", "Answer by", also="by"),
        _text("said_by", "Said by"),
        _typed("long_text", "own_words", "In their own words", also="words"),
        _typed("day", "valid_to", "Valid until", also="until"),
    ),
    (
        _needed(_PARTICIPANT),
        _VACANCY,
        _choice(ConsentScope, "scope", "About"),
        _choice(DisclosureLevel, "level", "How much"),
    ),
)
BARRIER = Noun(
    "barrier",
    "barrier_action",
    (
        _needed(_typed("text", "barrier", "Barrier", also="what")),
        _text("action", "Action"),
        _OWNER,
        _typed("day", "due_on", "Due", also="due by"),
        _state(BarrierState, "state", "State"),
    ),
    (_needed(_PARTICIPANT),),
)
EMPLOYER = Noun(
    "employer",
    "employer",
    (
        _needed(_text("name", "Name")),
        _text("trading_name", "Trading name"),
        _typed("list", "previous_names", "Also known as"),
        _text("company_number", "Company number"),
        _typed("list", "sector_codes", "Sector codes", also="sector"),
        _text("size_band", "Size", also="size"),
        *_REACH,
        _text("website", "Website"),
        _choice(Channel, "preferred_channel", "Preferred channel", empty=True),
        _state(Pipeline, "stage", "Stage"),
        _typed("adviser", "spoc", "Single point of contact", "spoc_id"),
        _typed("adviser", "deputy", "Deputy", "deputy_id"),
        _typed("number", "cadence_days", "Days between contacts", also="cadence"),
        _typed("number", "disability_confident", "Disability Confident level"),
        _typed("past_day", "disability_confident_on", "Disability Confident since"),
        _text("pitch", "Pitch"),
        _text("not_engaged_reason", "Why not engaged"),
        _typed("day", "do_not_contact_until", "Not to be contacted until"),
        _text("do_not_contact_why", "Why not to be contacted"),
        _typed("long_text", "notes", "Notes"),
        _REFERENCE,
    ),
    (*_PLACE, _text("site_name", "Site", also="site"), _text("person", "Person there")),
)
SITE = Noun(
    "site",
    "employer_site",
    (
        _text("name", "Name"),
        *_PLACE,
        _text("phone", "Phone"),
        _typed("yes_no", "is_main", "Main site", also="main"),
    ),
    (_needed(_EMPLOYER),),
)
PERSON = Noun(
    "person",
    "employer_person",
    (
        _needed(_text("name", "Name")),
        _text("role", "Role"),
        *_REACH,
        _choice(Channel, "channel", "Best reached by", empty=True),
        _typed("yes_no", "has_hiring_say", "Has a say in hiring", also="hiring"),
        _typed("yes_no", "expects_us", "Expects to hear from us"),
        _typed("yes_no", "is_workplace_rep", "Workplace representative", also="rep"),
        _state(PersonState, "state", "State"),
        _typed("past_day", "left_on", "Left"),
    ),
    (_needed(_EMPLOYER),),
)
NEED = Noun(
    "need",
    "need",
    (
        _needed(_text("task", "What they need done", also="what")),
        _typed("number", "number", "How many"),
        _text("month", "Month", hint="2026-12, empty for now"),
        _choice(Certainty, "certainty", "How sure"),
        _state(NeedState, "state", "State"),
    ),
    (_needed(_EMPLOYER),),
)
VACANCY = Noun(
    "vacancy",
    "vacancy",
    (
        _needed(_text("title", "Title")),
        _choice(VacancyKind, "kind", "Kind"),
        _state(VacancyState, "state", "State"),
        replace(_typed("number", "posts", "Posts"), may_be_empty=False),
        _typed("list", "must_haves", "Must-haves", also="must"),
        _typed("list", "nice_to_haves", "Nice to have", also="nice"),
        _typed("long_text", "tasks", "Tasks"),
        _typed("hours", "hours", "Hours a week", "weekly_minutes", hint="37.5"),
        _text("shifts", "Shifts"),
        _pay("pay", "Pay", "pay"),
        _text("contract", "Contract"),
        _text("place", "Place"),
        _text("flexibility", "Flexibility"),
        _typed("list", "asked_not_told", "Asked, not told", hint="hours; pay"),
        _typed("long_text", "selection_steps", "Selection steps", also="selection"),
        _typed("day", "starts_on", "Starts", also="starts start"),
        _typed("day", "closes_on", "Closes", also="closes closing"),
        _typed("yes_no", "is_rolling", "No closing day", also="rolling"),
        _typed("yes_no", "hard_to_fill", "Hard to fill"),
        _text("source_organisation", "Heard from", also="source"),
        _typed("maybe", "is_advertised", "Advertised", also="advertised"),
        _typed("list", "legal_requirements", "Required by law", also="legal"),
        _typed("yes_no", "is_subsidised", "Subsidised", also="subsidised"),
        _choice(Known, "intends_to_hire", "Means to hire afterwards"),
        _typed("day", "trial_ends_on", "Trial ends"),
        _typed("long_text", "after_trial", "After the trial"),
        _typed("past_day", "heard_on", "Heard of", also="heard"),
        _typed("past_day", "checked_on", "Last known open", also="checked"),
        _REFERENCE,
    ),
    (_needed(_EMPLOYER),),
)
CONTACT = Noun(
    "contact",
    "contact",
    (
        _typed("long_text", "note", "Note"),
        _text("outcome", "Outcome"),
        _typed("minutes", "minutes", "Minutes"),
        _choice(Channel, "channel", "Channel"),
        _choice(Purpose, "purpose", "Purpose"),
        _choice(PlaceKind, "place", "Where the adviser was"),
        _choice(Direction, "direction", "Who got in touch"),
        _typed("moment", "occurred_at", "When", "occurred_at", "occurred_offset", also="when at"),
        _typed("yes_no", "spoc_agreed", "Agreed with the single point of contact"),
    ),
)
FOLLOW_UP = Noun(
    "follow-up",
    "follow_up",
    (
        _needed(_text("what", "What")),
        _choice(Side, "side", "Towards"),
        _needed(_typed("day", "due_on", "Due", also="due on by")),
        _typed("time", "due_time", "At", also="time"),
        _OWNER,
        _PARTICIPANT,
        _EMPLOYER,
        _VACANCY,
        _typed("list", "reasons", "Why it is urgent", hint="safety; job_at_risk"),
    ),
)
PROMISE = Noun(
    "promise",
    "promise",
    (
        _needed(_text("what", "What")),
        _choice(Side, "side", "The other side"),
        _choice(MadeBy, "made_by", "Made by"),
        replace(_typed("past_day", "made_on", "Made on"), may_be_empty=False),
        _needed(_typed("day", "due_on", "Due", also="due on by")),
        _text("level", "How much"),
        _OWNER,
        _PARTICIPANT,
        _EMPLOYER,
        _VACANCY,
    ),
)
PLACEMENT = Noun(
    "placement",
    "placement",
    (
        _needed(_text("role", "Role")),
        _state(PlacementState, "state", "State"),
        _typed("day", "starts_on", "Starts", also="starts start"),
        _typed("hours", "hours", "Hours a week", "weekly_minutes"),
        _pay("pay", "Pay", "pay"),
        _text("contract", "Contract"),
        _text("scheme", "Scheme"),
        _typed("day", "subsidy_ends_on", "Subsidy ends"),
        _text("mentor", "Mentor"),
        _typed("long_text", "support_plan", "Support plan", also="plan"),
        _choice(FoundBy, "found_by", "Found by"),
        _typed("past_day", "ended_on", "Ended"),
        _text("ended_why", "Why it ended"),
    ),
)

NOUNS: tuple[Noun, ...] = (
    PARTICIPANT,
    EMPLOYER,
    VACANCY,
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
