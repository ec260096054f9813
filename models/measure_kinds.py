"""Closed sets of words that the measures rest on; everybody has them from `models.kinds`."""

from models.word import Word


class AbsenceKind(Word):
    """Whether an adviser is away or learning; never why they are away."""

    AWAY = "away"
    TRAINING = "training"


class DayPart(Word):
    """How much of a day something takes."""

    WHOLE = "whole"
    MORNING = "morning"
    AFTERNOON = "afternoon"


class TimeWith(Word):
    """Whom a stretch of time was spent with (M3)."""

    EMPLOYER = "employer"
    PARTICIPANT = "participant"
    PARTNER = "partner"
    TRAVEL = "travel"
    NOBODY = "nobody"


class CheckState(Word):
    """What a check of an outcome came to; not known is neither yes nor no (M10)."""

    VERIFIED_YES = "verified_yes"
    VERIFIED_NO = "verified_no"
    NOT_VERIFIED = "not_verified"


class EvidenceKind(Word):
    """Where the knowledge of an outcome comes from (M10)."""

    PAYSLIP = "payslip"
    EMPLOYER = "employer"
    PARTICIPANT = "participant"
    SYSTEM = "system"


class CourseKind(Word):
    """What turned in somebody's way through the programme."""

    STAGE = "stage"
    PAUSED = "paused"
    UNAVAILABLE = "unavailable"
    COACH = "coach"


class PlacementKind(Word):
    """What kind of work a placement is (M4)."""

    JOB = "job"
    APPRENTICESHIP = "apprenticeship"
    SELF_EMPLOYMENT = "self_employment"
    TRIAL = "trial"
    VOLUNTEERING = "volunteering"
