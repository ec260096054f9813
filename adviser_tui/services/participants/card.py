"""What the card of a participant shows, section by section."""

from dataclasses import dataclass
from datetime import date, datetime

from adviser_tui.services.follow_ups import FollowUpRow
from adviser_tui.services.participants.row import NextStep
from adviser_tui.services.promises import PromiseRow
from adviser_tui.services.timeline import TimelineRow
from models.kinds import (
    BarrierState,
    Confidentiality,
    ConsentScope,
    ConsentState,
    DisclosureLevel,
    DocumentState,
    PlacementState,
    ProfileState,
    Stage,
    SubmissionState,
)


@dataclass(frozen=True, slots=True)
class ProfileCard:
    """A version of a vocational profile, every value said in words."""

    id: str
    version: int
    state: ProfileState
    state_words: str
    """`agreed on Fri 20 Nov`, `draft`, `review due`."""
    agreed_on: date | None
    strengths: str
    skills: str
    tasks_liked: str
    work_history: str
    must_haves: tuple[str, ...]
    no_gos: tuple[str, ...]
    pay_floor: str
    """`£12.21 an hour`, empty where none is noted."""
    hours: str
    """`16 to 30 hours a week`, empty where none are noted."""
    travel: str
    """`at most 45 minutes`, empty where nothing is noted."""
    care: str
    support_needs: str
    learning_wishes: str
    adjustment_asked: bool


@dataclass(frozen=True, slots=True)
class ConsentLine:
    """One choice about what may be said to whom."""

    id: str
    scope: ConsentScope
    about: str
    """Whom it is about: `Greggs, Night filler`, `any employer`, `our partners`."""
    state: ConsentState
    """As it counts today: a question past its day is `no_answer`, a lapsed choice `expired`."""
    level: DisclosureLevel
    words: str
    """State, level and validity: `given to Fri 18 Dec: may be named`."""
    own_words: str
    said_by: str
    vacancy_id: str
    asked_on: date | None
    reply_by: date | None
    given_on: date | None
    valid_to: date | None
    may_share: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class BarrierLine:
    """Something in the way of work and what is done about it."""

    id: str
    barrier: str
    action: str
    state: BarrierState
    owner: str
    due_on: date | None
    words: str
    """`doing: ask for a bus pass, Vilma, 2 days overdue`."""
    is_overdue: bool


@dataclass(frozen=True, slots=True)
class SubmissionLine:
    """A time that somebody was put forward."""

    id: str
    vacancy_id: str
    employer_id: str
    employer: str
    vacancy: str
    state: SubmissionState
    words: str
    """`interview booked for Tue 24 Nov 10:00`, `refused by employer: missing must-have`."""
    submitted_at: datetime | None
    is_live: bool


@dataclass(frozen=True, slots=True)
class PlacementLine:
    """A job that somebody starts or started."""

    id: str
    employer_id: str
    employer: str
    role: str
    state: PlacementState
    words: str
    starts_on: date | None
    outcomes: str = ""
    """`13 weeks: verified by payslip · 26 weeks: due Thu 4 Mar`; may be empty."""
    quality: str = ""
    """`5 of 7 known, 4 met; 3 facts confirmed since the start`; empty without a vacancy (M11)."""


@dataclass(frozen=True, slots=True)
class DocumentLine:
    """A paper that work needs, and whether it is there."""

    field: str
    """The field that `e` edits."""
    label: str
    words: str
    state: DocumentState


@dataclass(frozen=True, slots=True)
class ParticipantCard:
    """Everything that is held about a participant, as the card shows it."""

    id: str
    name: str
    legal_name: str
    reference: str
    stage: Stage
    stage_words: str
    next_stages: tuple[Stage, ...]
    """Where the stage may go from here."""
    flags: tuple[str, ...]
    confidentiality: Confidentiality
    goal: str
    """What they want, in their own words."""
    phone: str
    email: str
    safe_to_contact: str
    town: str
    postcode: str
    area: str
    programme: str
    coach_id: str
    coach: str
    deputy_id: str
    deputy: str
    enrolled_on: date | None
    paused_until: date | None
    paused_agreed: bool
    unavailable_until: date | None
    pay_affects_payments: bool | None
    quiet_days: int | None
    is_parked: bool
    next_step: NextStep | None
    profile: ProfileCard | None
    """The newest agreed version, or the draft where none is agreed yet."""
    profile_draft: ProfileCard | None
    """A draft that is newer than what was agreed."""
    consents: tuple[ConsentLine, ...]
    barriers: tuple[BarrierLine, ...]
    documents: tuple[DocumentLine, ...]
    follow_ups: tuple[FollowUpRow, ...]
    """Open ones, the first due first."""
    promises: tuple[PromiseRow, ...]
    """Open ones, the first due first, then the last few that were closed."""
    submissions: tuple[SubmissionLine, ...]
    placements: tuple[PlacementLine, ...]
    timeline: tuple[TimelineRow, ...]
    """The first page; `office.timeline` gives the next."""
