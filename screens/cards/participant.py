"""The card of a participant."""

from adviser_tui.services.participants.card import ConsentLine, ParticipantCard, ProfileCard
from adviser_tui.services.words.say import say_ago
from adviser_tui.widgets.card import CardLine, CardSection
from adviser_tui.widgets.columns import Tone
from models.kinds import ConsentScope, ConsentState, ProfileState
from screens.cards.shared import (
    day_words,
    follow_up_line,
    line_if,
    promise_line,
    spoken,
    timeline_section,
)

_CONSENT_TONES: dict[ConsentState, Tone] = {
    ConsentState.GIVEN: "good",
    ConsentState.ASKED: "warning",
    ConsentState.NO_ANSWER: "warning",
}

_SENSITIVE = ("safe_to_contact", "care", "support_needs", "adjustment_asked")
"""What is not copied without being asked about: it may say something of somebody's health."""

_SCOPES = {
    ConsentScope.DATA_SHARING: "Sharing data",
    ConsentScope.EMPLOYER: "To an employer",
    ConsentScope.PARTNER: "To partners",
}


def participant_sections(card: ParticipantCard) -> tuple[CardSection, ...]:
    """Return everything held about a participant, what comes next first."""
    return (
        _person(card),
        _next(card),
        CardSection(
            "Barriers and actions",
            tuple(
                CardLine(
                    spoken(line.state).capitalize(),
                    f"{line.barrier}\n{_after_state(line.words)}".rstrip(),
                    "danger" if line.is_overdue else "normal",
                    f"barrier_action:{line.id}:action",
                    sensitive=True,
                )
                for line in card.barriers
            ),
            "None noted.",
        ),
        CardSection(
            "What may be shared",
            tuple(
                CardLine(
                    _SCOPES[line.scope],
                    f"{line.about}: {line.words}" if _names_somebody(line) else line.words,
                    _CONSENT_TONES.get(line.state, "muted"),
                    f"consent:{line.id}:own_words",
                    sensitive=True,
                )
                for line in card.consents
            ),
            "Nothing agreed yet, so nothing may be shared.",
        ),
        *_profile(card.id, card.profile, "Vocational profile"),
        *(_profile(card.id, card.profile_draft, "New draft") if card.profile_draft else ()),
        CardSection(
            "Put forward",
            tuple(
                CardLine(
                    line.employer,
                    f"{line.vacancy}: {line.words}",
                    "good" if line.is_live else "normal",
                    ref=f"vacancy:{line.vacancy_id}",
                )
                for line in card.submissions
            ),
            "Not put forward yet; m opens a match sheet.",
        ),
        *_placements(card),
        CardSection(
            "Papers",
            tuple(
                CardLine(line.label, line.words, field=f"participant:{card.id}:{line.field}")
                for line in card.documents
            ),
        ),
        timeline_section(card.timeline),
    )


def _names_somebody(line: ConsentLine) -> bool:
    return line.scope == ConsentScope.EMPLOYER


def _after_state(words: str) -> str:
    """Return what is done about a barrier, without the state that stands beside it."""
    return words.partition(": ")[2]


def _person(card: ParticipantCard) -> CardSection:
    def field(label: str, value: str, name: str, tone: Tone = "normal") -> CardLine:
        tone = tone if value else "muted"
        at = _at(card, name)
        return CardLine(label, value or "—", tone, at, sensitive=name in _SENSITIVE)

    away = ", ".join(card.flags)
    return CardSection(
        card.name,
        (
            field("Stage", card.stage_words, "stage"),
            *line_if("Note", away, "warning"),
            field("Wants", card.goal, "goal"),
            field("Phone", card.phone, "phone"),
            field("E-mail", card.email, "email"),
            field("Safe to contact", card.safe_to_contact, "safe_to_contact", "warning"),
            field("Town", f"{card.town} {card.postcode}".strip(), "town"),
            CardLine("Coach", card.coach or "—", field=_at(card, "coach_id")),
            CardLine("Deputy", card.deputy or "—", field=_at(card, "deputy_id")),
            field("Joined", day_words(card.enrolled_on), "enrolled_on"),
        ),
    )


def _next(card: ParticipantCard) -> CardSection:
    quiet = card.quiet_days
    last = "never" if quiet is None else say_ago(quiet)
    parked: Tone = "warning" if card.is_parked else "muted"
    return CardSection(
        "Next",
        (
            CardLine("Last step", last, parked),
            *(follow_up_line(row) for row in card.follow_ups),
            *(promise_line(row) for row in card.promises),
        ),
    )


def _profile(
    participant_id: str, profile: ProfileCard | None, title: str
) -> tuple[CardSection, ...]:
    if profile is None:
        return (CardSection(title, (), "Not begun; n here begins one."),)

    def field(label: str, value: str, name: str) -> CardLine:
        tone: Tone = "normal" if value else "muted"
        at = f"vocational_profile:{profile.id}:{name}"
        return CardLine(label, value or "—", tone, at, sensitive=name in _SENSITIVE)

    asked = "yes" if profile.adjustment_asked else ""
    return (
        CardSection(
            title,
            (
                CardLine(
                    "Agreed",
                    profile.state_words,
                    "good" if profile.state == ProfileState.AGREED else "warning",
                    f"vocational_profile:{participant_id}:state",
                ),
                field("Strengths", profile.strengths, "strengths"),
                field("Skills", profile.skills, "skills"),
                field("Likes doing", profile.tasks_liked, "tasks_liked"),
                field("Has done", profile.work_history, "work_history"),
                field("Must have", "; ".join(profile.must_haves), "must_haves"),
                field("No-go", "; ".join(profile.no_gos), "no_gos"),
                field("Pay floor", profile.pay_floor, "pay_floor"),
                field("Hours", profile.hours, "least_minutes"),
                field("Travel", profile.travel, "travel_minutes"),
                field("Care", profile.care, "care"),
                field("Support", profile.support_needs, "support_needs"),
                field("Adjustment asked", asked, "adjustment_asked"),
                field("Wants to learn", profile.learning_wishes, "learning_wishes"),
            ),
        ),
    )


def _placements(card: ParticipantCard) -> tuple[CardSection, ...]:
    if not card.placements:
        return ()
    lines: list[CardLine] = []
    for line in card.placements:
        words = f"{line.role}: {line.words}"
        lines.append(CardLine(line.employer, words, ref=f"employer:{line.employer_id}"))
        waits: Tone = "warning" if "not verified" in line.outcomes else "muted"
        lines.extend(line_if("Lasting", line.outcomes, waits))
        lines.extend(line_if("Job quality", line.quality, "muted"))
    return (CardSection("In work", tuple(lines)),)


def _at(card: ParticipantCard, field: str) -> str:
    return f"participant:{card.id}:{field}"
