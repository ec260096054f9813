"""The fields of partner organisations."""

from adviser_tui.services.records.noun import (
    REACH,
    REFERENCE,
    Noun,
    needed,
    one_of,
    state_of,
    text,
    typed,
)
from models.kinds import PartnerKind, PartnerState

PARTNER = Noun(
    "partner",
    "partner",
    (
        needed(text("name", "Name")),
        text("short_name", "Short name", also="short"),
        typed("list", "other_names", "Also known as"),
        one_of(PartnerKind, "kind", "Kind"),
        state_of(PartnerState, "state", "State"),
        text("area", "Area"),
        *REACH,
        text("website", "Website"),
        text("person", "Person to ask for"),
        text("person_role", "Their role", also="role"),
        text("person_phone", "Their phone"),
        text("person_email", "Their e-mail"),
        typed("long_text", "shares", "What may be shared", hint="as it was agreed"),
        typed("past_day", "agreed_on", "Agreed on", also="agreed"),
        typed("day", "agreed_until", "Agreed until", also="until"),
        typed(
            "long_text",
            "credit_rule",
            "Credit rule",
            also="credit",
            hint="whose a job counts as that both had a hand in",
        ),
        typed("past_day", "ended_on", "Ended"),
        text("ended_why", "Why it ended"),
        typed("long_text", "notes", "Notes"),
        REFERENCE,
    ),
)
