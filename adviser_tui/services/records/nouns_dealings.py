"""The fields of what was said and owed, and of what came of it."""

from dataclasses import replace

from adviser_tui.services.records.noun import (
    OWNER,
    THEIR_EMPLOYER,
    THEIR_PARTICIPANT,
    THEIR_PARTNER,
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
    Channel,
    Direction,
    FoundBy,
    MadeBy,
    PlaceKind,
    PlacementKind,
    PlacementState,
    Purpose,
    Side,
)

CONTACT = Noun(
    "contact",
    "contact",
    (
        typed("long_text", "note", "Note"),
        text("outcome", "Outcome"),
        typed("minutes", "minutes", "Minutes"),
        one_of(Channel, "channel", "Channel"),
        one_of(Purpose, "purpose", "Purpose"),
        one_of(PlaceKind, "place", "Where the adviser was"),
        one_of(Direction, "direction", "Who got in touch"),
        typed("moment", "occurred_at", "When", "occurred_at", "occurred_offset", also="when at"),
        typed("yes_no", "spoc_agreed", "Agreed with the single point of contact"),
    ),
)
FOLLOW_UP = Noun(
    "follow-up",
    "follow_up",
    (
        needed(text("what", "What")),
        one_of(Side, "side", "Towards"),
        needed(typed("day", "due_on", "Due", also="due on by")),
        typed("time", "due_time", "At", also="time at"),
        OWNER,
        THEIR_PARTICIPANT,
        THEIR_EMPLOYER,
        THEIR_VACANCY,
        THEIR_PARTNER,
        typed("list", "reasons", "Why it is urgent", hint="safety; job_at_risk"),
    ),
)
PROMISE = Noun(
    "promise",
    "promise",
    (
        needed(text("what", "What")),
        one_of(Side, "side", "The other side"),
        one_of(MadeBy, "made_by", "Made by"),
        replace(typed("past_day", "made_on", "Made on"), may_be_empty=False),
        needed(typed("day", "due_on", "Due", also="due on by")),
        text("level", "How much"),
        OWNER,
        THEIR_PARTICIPANT,
        THEIR_EMPLOYER,
        THEIR_VACANCY,
        THEIR_PARTNER,
    ),
)
PLACEMENT = Noun(
    "placement",
    "placement",
    (
        needed(text("role", "Role")),
        state_of(PlacementState, "state", "State"),
        typed("day", "starts_on", "Starts", also="starts start"),
        typed("hours", "hours", "Hours a week", "weekly_minutes"),
        pay_of("pay", "Pay", "pay"),
        text("contract", "Contract"),
        text("scheme", "Scheme"),
        typed("day", "subsidy_ends_on", "Subsidy ends"),
        text("mentor", "Mentor"),
        typed("long_text", "support_plan", "Support plan", also="plan"),
        one_of(FoundBy, "found_by", "Found by"),
        one_of(PlacementKind, "kind", "Kind"),
        typed("past_day", "ended_on", "Ended"),
        text("ended_why", "Why it ended"),
    ),
)
