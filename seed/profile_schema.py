"""What may stand in a profile's file: every figure with its bounds and what people call it."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

CHANNELS = ("visit", "call", "video", "email", "text")
"""Ways in which people speak with each other; a voicemail or a missed visit never counts."""
PURPOSES = ("prospect", "needs", "present", "negotiate", "check", "support", "other")
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
FIDELITY = ("ips25",)
LONGEST_NAME = 60
LONGEST_NOTE = 400
LAST_WEEK = 260
"""Five years; an outcome later than that is none that a programme waits for."""
MOST_VERSIONS = 40
MOST_NUMBER = 9_999
MOST_RULES = 40


@dataclass(frozen=True, slots=True)
class Whole:
    """A whole number between two others, or nothing where the programme sets none."""

    label: str
    low: int
    high: int


@dataclass(frozen=True, slots=True)
class Flag:
    """True or false."""

    label: str


@dataclass(frozen=True, slots=True)
class Words:
    """Some of a closed set of words, each once."""

    label: str
    words: tuple[str, ...]
    may_be_empty: bool = False


@dataclass(frozen=True, slots=True)
class OneWord:
    """One of a closed set of words."""

    label: str
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Hour:
    """A time of day, such as `12:00`."""

    label: str


Field = Whole | Flag | Words | OneWord | Hour
"""What may stand at one place."""

SECTIONS: Mapping[str, Mapping[str, Field]] = MappingProxyType(
    {
        "contacts": {
            "channels": Words("ways of contact that count", CHANNELS),
            "needs_hiring_say": Flag("only people with a say in hiring count"),
            "purposes": Words("purposes that count", PURPOSES, may_be_empty=True),
            "fair_note_above": Whole("contacts at one fair before a note is asked for", 1, 100),
        },
        "week": {
            "base": Whole("contacts a week for full time", 1, 100),
            "few_looking": Whole("people looking below which the target follows them", 0, 20),
            "per_looking": Whole("contacts a week for each of those few", 0, 20),
            "next_step_share": Whole("contacts of a hundred with a need and a next step", 1, 100),
            "closes_on": OneWord("day on which a week closes", WEEKDAYS),
            "closes_at": Hour("hour at which a week closes"),
        },
        "time": {
            "reference": Whole("hundredths of worked time out of the office", 1, 100),
            "least_coverage": Whole("hundredths of working days that need an entry", 1, 100),
        },
        "submissions": {
            "batch": Whole("submissions that count as the first", 1, 20),
            "no_answer_days": Whole("days without an answer", 1, 366),
            "again_days": Whole("days after which a vacancy is a new one", 1, 732),
        },
        "load": {
            "days": Whole("days looked back on", 1, 366),
            "organisations": Whole("organisations that are too many", 2, 50),
            "coaches": Whole("coaches that are too many", 2, 50),
            "working_days_apart": Whole("working days between two organisations", 0, 60),
        },
        "fairness": {
            "parked_days": Whole("days without anything done for somebody", 1, 366),
            "low": Whole("hundredths below which a group is asked after", 1, 99),
            "high": Whole("hundredths above which a group is asked after", 101, 1000),
            "least": Whole("people in the smallest group compared", 2, 1000),
            "months_of_chance": Whole("months after which starts are compared", 1, 60),
            "suppress_below": Whole("people below which a cell is left out of files", 2, 100),
        },
        "outcomes": {
            "grace_days": Whole("days of grace for evidence", 0, 366),
            "gap_days": Whole("days between two jobs that count as one", 0, 366),
        },
        "standards": {
            "rapid_start_days": Whole("days to the first contact for somebody", 1, 366),
            "caseload_most": Whole("people for each full-time adviser", 1, 500),
            "same_employer_most": Whole("hundredths of starts with one employer", 1, 100),
            "hand_over_days": Whole("working days to answer a hand-over", 1, 60),
        },
    }
)
"""Every section with its figures; the rules of outcomes stand beside them."""

SECTION_NAMES: Mapping[str, str] = MappingProxyType(
    {
        "contacts": "Contacts with employers that count (M1)",
        "week": "The week (M2)",
        "time": "Time out of the office (M3)",
        "submissions": "First time right (M5)",
        "load": "Too many contacts with one employer (M7)",
        "fairness": "Fair access (M9)",
        "outcomes": "Sustained outcomes (M10)",
        "standards": "Other references (M12 to M15)",
        "fidelity": "Fidelity",
    }
)
"""What people call each section."""

RULE_KINDS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "in_work": ("weeks",),
        "hours": ("weeks", "weekly_minutes"),
        "window": ("window", "weeks_needed", "weekly_minutes"),
        "earnings": ("earn_hours", "earn_weeks", "rate"),
        "self_employed": ("weeks_needed",),
    }
)
"""Every kind of outcome with what it cannot do without."""

RULE_FIELDS: Mapping[str, Whole] = MappingProxyType(
    {
        "weekly_minutes": Whole("minutes of work a week", 1, 10_080),
        "window": Whole("weeks looked at together", 1, LAST_WEEK),
        "weeks_needed": Whole("weeks needed", 1, LAST_WEEK),
        "earn_hours": Whole("hours a week of the earnings asked for", 1, 168),
        "earn_weeks": Whole("weeks of the earnings asked for", 1, LAST_WEEK),
        "due_week": Whole("week in which it falls due", 1, LAST_WEEK),
    }
)

VERSION_FIELDS = ("version", "valid_from", "fidelity", "certainty", *SECTIONS)
FILE_FIELDS = ("name", "note", "based_on")


def places() -> Mapping[str, str]:
    """Return every figure's place, such as `week.base`, with what people call it."""
    found = {
        f"{section}.{name}": field.label
        for section, fields in SECTIONS.items()
        for name, field in fields.items()
    }
    return {**found, "fidelity": "scale of fidelity"}
