"""The fields of participants and of what they chose and need."""

from adviser_tui.services.records.noun import (
    OWNER,
    REACH,
    REFERENCE,
    THEIR_PARTICIPANT,
    THEIR_VACANCY,
    Noun,
    needed,
    one_of,
    pay_of,
    state_of,
    text,
    typed,
)
from models.kinds import (
    BarrierState,
    Confidentiality,
    ConsentScope,
    DisclosureLevel,
    DocumentState,
    Stage,
)

PARTICIPANT = Noun(
    "participant",
    "participant",
    (
        needed(text("name", "Name", "preferred_name", hint="what they like to be called")),
        text("legal_name", "Legal name"),
        *REACH,
        text("safe_to_contact", "Safe to contact", hint="text first, no voicemail"),
        text("town", "Town"),
        text("postcode", "Postcode"),
        text("area", "Area"),
        text("programme", "Programme"),
        typed("adviser", "coach", "Coach", "coach_id"),
        typed("adviser", "deputy", "Deputy", "deputy_id"),
        typed("past_day", "enrolled_on", "Enrolled", also="enrolled"),
        typed("long_text", "goal", "Goal", hint="in their own words"),
        one_of(Confidentiality, "confidentiality", "Confidentiality"),
        state_of(Stage, "stage", "Stage"),
        typed("day", "paused_until", "Paused until", also="paused"),
        typed("yes_no", "paused_agreed", "Pause agreed with them"),
        typed("day", "unavailable_until", "Unavailable until", also="unavailable"),
        one_of(DocumentState, "right_to_work", "Right to work"),
        typed("day", "right_to_work_by", "Right to work there by"),
        typed("past_day", "cv_updated_on", "CV brought up to date", also="cv"),
        typed("past_day", "reached_on", "Phone or e-mail last worked", also="reached"),
        typed("maybe", "pay_affects_payments", "Pay changes what they receive"),
        REFERENCE,
    ),
)
PROFILE = Noun(
    "profile",
    "vocational_profile",
    (
        typed("long_text", "strengths", "Strengths"),
        typed("long_text", "skills", "Skills"),
        typed("long_text", "tasks_liked", "Tasks they like", also="tasks"),
        typed("long_text", "work_history", "Work history", also="history"),
        typed("list", "must_haves", "Must-haves", also="must"),
        typed("list", "no_gos", "No-gos"),
        pay_of("pay_floor", "Least pay", "pay_floor"),
        typed("hours", "least_hours", "Least hours a week", "least_minutes"),
        typed("hours", "most_hours", "Most hours a week", "most_minutes"),
        typed("minutes", "travel", "Longest way to work", "travel_minutes", hint="45m"),
        typed("long_text", "care", "Care"),
        typed("long_text", "support_needs", "Support needs", also="support"),
        typed("long_text", "learning_wishes", "Learning wishes", also="learning"),
        typed("yes_no", "adjustment_asked", "Asked for an adjustment", also="adjustment"),
    ),
    (needed(THEIR_PARTICIPANT),),
)
CONSENT = Noun(
    "consent",
    "consent",
    (
        typed("day", "reply_by", "Answer by", also="by"),
        text("said_by", "Said by"),
        typed("long_text", "own_words", "In their own words", also="words"),
        typed("day", "valid_to", "Valid until", also="until"),
    ),
    (
        needed(THEIR_PARTICIPANT),
        THEIR_VACANCY,
        one_of(ConsentScope, "scope", "About"),
        one_of(DisclosureLevel, "level", "How much"),
    ),
)
BARRIER = Noun(
    "barrier",
    "barrier_action",
    (
        needed(typed("text", "barrier", "Barrier", also="what")),
        text("action", "Action"),
        OWNER,
        typed("day", "due_on", "Due", also="due by"),
        state_of(BarrierState, "state", "State"),
    ),
    (needed(THEIR_PARTICIPANT),),
)
