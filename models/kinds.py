"""Closed sets of words; the edges along which states may move are in `models.edges`.

Imports only the standard library: lists and the command line read these before anything heavy.
The sets are those of `domain.md` section 3. Those of the measures are in a file of their own and
are had from here as well.
"""

from models.measure_kinds import (
    AbsenceKind as AbsenceKind,
    CheckState as CheckState,
    CourseKind as CourseKind,
    DayPart as DayPart,
    EvidenceKind as EvidenceKind,
    PlacementKind as PlacementKind,
    TimeWith as TimeWith,
)
from models.word import Word


class Stage(Word):
    """Where a participant stands on the way into work."""

    REFERRED = "referred"
    ENGAGED = "engaged"
    PROFILING = "profiling"
    JOB_SEARCH = "job_search"
    IN_WORK_SUPPORT = "in_work_support"
    MOVED_ON = "moved_on"
    WITHDRAWN = "withdrawn"
    TRANSFERRED = "transferred"


class Confidentiality(Word):
    """How carefully a participant's record is shown."""

    STANDARD = "standard"
    RESTRICTED = "restricted"


class DocumentState(Word):
    """Whether a paper that a job needs is there."""

    UNKNOWN = "unknown"
    IN_HAND = "in_hand"
    DATED = "dated"
    MISSING = "missing"


class ProfileState(Word):
    """How far a vocational profile is agreed."""

    DRAFT = "draft"
    AGREED = "agreed"
    REVIEW_DUE = "review_due"


class ConsentScope(Word):
    """Whom a consent lets us speak to."""

    DATA_SHARING = "data_sharing"
    EMPLOYER = "employer"
    PARTNER = "partner"


class DisclosureLevel(Word):
    """How much an employer may be told about a person."""

    NOTHING = "nothing"
    SUPPORT_ONLY = "support_only"
    NAMED = "named"
    MORE = "more"


class ConsentState(Word):
    """Where a question of consent stands."""

    ASKED = "asked"
    GIVEN = "given"
    REFUSED = "refused"
    NO_ANSWER = "no_answer"
    WITHDRAWN = "withdrawn"
    EXPIRED = "expired"


class BarrierState(Word):
    """Where the work on a barrier stands."""

    OPEN = "open"
    DOING = "doing"
    REMOVED = "removed"
    NOT_NOW = "not_now"


class Pipeline(Word):
    """How far the work with an employer has come."""

    PROSPECTING = "prospecting"
    PLANNING = "planning"
    NEEDS = "needs"
    PRESENTATION = "presentation"
    SOLUTIONS = "solutions"
    ONGOING = "ongoing"
    DORMANT = "dormant"
    DO_NOT_CONTACT = "do_not_contact"


class PersonState(Word):
    """Whether an employer's person is still there."""

    CURRENT = "current"
    LEFT = "left"


class PartnerKind(Word):
    """What kind of organisation a partner is."""

    JOBCENTRE = "jobcentre"
    LOCAL_AUTHORITY = "local_authority"
    HEALTH_SERVICE = "health_service"
    TRAINING_PROVIDER = "training_provider"
    CHARITY = "charity"
    EMPLOYMENT_PROVIDER = "employment_provider"
    OTHER = "other"


class PartnerState(Word):
    """Whether the work with a partner goes on."""

    ACTIVE = "active"
    ENDED = "ended"


class ContactWith(Word):
    """Whom a contact was with."""

    EMPLOYER = "employer"
    PARTICIPANT = "participant"
    PARTNER = "partner"


class Channel(Word):
    """How a contact was made."""

    VISIT = "visit"
    CALL = "call"
    VIDEO = "video"
    EMAIL = "email"
    TEXT = "text"
    VOICEMAIL = "voicemail"
    NO_SHOW = "no_show"


class Direction(Word):
    """Who got in touch."""

    OUTBOUND = "outbound"
    INBOUND = "inbound"


class Purpose(Word):
    """What a contact was for."""

    PROSPECT = "prospect"
    NEEDS = "needs"
    PRESENT = "present"
    NEGOTIATE = "negotiate"
    CHECK = "check"
    SUPPORT = "support"
    OTHER = "other"


class PlaceKind(Word):
    """Where the adviser was."""

    OWN_OFFICE = "own_office"
    AWAY = "away"
    REMOTE = "remote"


class ContactState(Word):
    """Whether two people spoke (M1): an attempt counts nothing."""

    ATTEMPT = "attempt"
    DONE = "done"


class NeedState(Word):
    """Whether an employer's need still stands."""

    LIVE = "live"
    MET = "met"
    LAPSED = "lapsed"


class Certainty(Word):
    """How sure the employer was of a need."""

    CERTAIN = "certain"
    LIKELY = "likely"
    POSSIBLE = "possible"


class VacancyKind(Word):
    """What kind of opening a vacancy is."""

    JOB = "job"
    APPRENTICESHIP = "apprenticeship"
    TRIAL = "trial"
    ROTATION = "rotation"
    SUPPORTED_INTERNSHIP = "supported_internship"


class VacancyState(Word):
    """Where a vacancy stands."""

    HEARD = "heard"
    CONFIRMED = "confirmed"
    OPEN = "open"
    SHORTLISTING = "shortlisting"
    ON_HOLD = "on_hold"
    FILLED = "filled"
    WITHDRAWN = "withdrawn"
    LAPSED = "lapsed"


class PayPeriod(Word):
    """What a sum of pay is for."""

    HOUR = "hour"
    WEEK = "week"
    MONTH = "month"
    YEAR = "year"


class Known(Word):
    """An answer that may also not be known yet; unknown is never no."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


class SheetState(Word):
    """What a match sheet says."""

    DRAFT = "draft"
    READY = "ready"
    READY_WITH_OVERRIDE = "ready_with_override"
    NOT_READY = "not_ready"
    FROZEN = "frozen"


class AnswerValue(Word):
    """What may be answered to an item of the match sheet."""

    YES = "yes"
    NO = "no"
    NOT_APPLICABLE = "not_applicable"
    UNKNOWN = "unknown"


class AnswerSource(Word):
    """Who or what an answer comes from."""

    AUTO = "auto"
    COACH = "coach"
    PARTICIPANT = "participant"
    EMPLOYER = "employer"


class SubmissionState(Word):
    """Where a submission stands, from being considered to its end."""

    CONSIDERED = "considered"
    CONSENT_ASKED = "consent_asked"
    PREPARED = "prepared"
    SUBMITTED = "submitted"
    INTERVIEW_BOOKED = "interview_booked"
    INTERVIEWED = "interviewed"
    OFFERED = "offered"
    ACCEPTED = "accepted"
    REFUSED_BY_EMPLOYER = "refused_by_employer"
    DECLINED_BY_PERSON = "declined_by_person"
    VACANCY_GONE = "vacancy_gone"
    NO_RESPONSE = "no_response"


class PlacementState(Word):
    """Where a placement stands."""

    AGREED = "agreed"
    STARTED = "started"
    SUSTAINED_13 = "sustained_13"
    SUSTAINED_26 = "sustained_26"
    SUSTAINED_52 = "sustained_52"
    ENDED = "ended"
    CONVERTED_TO_ORDINARY = "converted_to_ordinary"
    PROGRESSED = "progressed"


class FoundBy(Word):
    """Who found a job."""

    US = "us"
    SELF = "self"
    PARTNER = "partner"


class Side(Word):
    """Towards whom something is owed."""

    EMPLOYER = "employer"
    PARTICIPANT = "participant"
    PARTNER = "partner"
    INTERNAL = "internal"


class FollowUpState(Word):
    """Where a follow-up stands; overdue is derived from its day, never stored."""

    OPEN = "open"
    DONE = "done"
    CANCELLED = "cancelled"


class PromiseState(Word):
    """How a promise turned out (M8)."""

    OPEN = "open"
    KEPT = "kept"
    BEATEN = "beaten"
    LATE = "late"
    BROKEN = "broken"


class MadeBy(Word):
    """Whose promise it is."""

    US = "us"
    THEM = "them"


class ConflictState(Word):
    """Whether somebody has looked at two versions of a field."""

    OPEN = "open"
    SETTLED = "settled"


class HandOverState(Word):
    """Where handing over a participant or an employer stands."""

    OFFERED = "offered"
    ACCEPTED = "accepted"
    RETURNED = "returned"
    TAKEN_BACK = "taken_back"


LIVE_SUBMISSIONS = (
    SubmissionState.SUBMITTED,
    SubmissionState.INTERVIEW_BOOKED,
    SubmissionState.INTERVIEWED,
    SubmissionState.OFFERED,
)
"""States in which an employer still has the person before them (T1)."""

TWO_WAY = (Channel.VISIT, Channel.CALL, Channel.VIDEO, Channel.EMAIL, Channel.TEXT)
"""Channels on which two people can have spoken; voicemail and no-show are attempts."""
