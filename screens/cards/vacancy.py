"""The card of a vacancy: what is asked, what is offered, who was put forward."""

from adviser_tui.services.vacancies.card import VacancyCard
from adviser_tui.services.words.amounts import Pay, say_pay, say_weekly_hours
from adviser_tui.services.words.say import say_ago
from adviser_tui.widgets.card import CardLine, CardSection
from adviser_tui.widgets.columns import Tone
from screens.cards.shared import day_words, spoken


def vacancy_sections(card: VacancyCard) -> tuple[CardSection, ...]:
    """Return everything known about a vacancy."""
    return (
        _standing(card),
        _work(card),
        _quality(card),
        CardSection(
            "Put forward",
            tuple(
                CardLine(
                    row.participant,
                    row.words,
                    "good" if row.is_live else "normal",
                    ref=f"sheet:{row.participant_id}+{row.vacancy_id}",
                )
                for row in card.submissions
            ),
            "Nobody yet; m opens a match sheet.",
        ),
    )


def _standing(card: VacancyCard) -> CardSection:
    row = card.row
    checked = "never"
    if row.days_since_checked is not None:
        checked = say_ago(row.days_since_checked)
    tone: Tone = "warning" if row.needs_check else "normal"
    closes = "rolling" if card.is_rolling else day_words(row.closes_on)
    return CardSection(
        f"{row.title}, {row.employer}",
        (
            CardLine("State", spoken(row.state), field=_at(card, "state")),
            CardLine(
                "Employer",
                f"{row.employer}, {row.town}".strip(", "),
                ref=f"employer:{row.employer_id}",
            ),
            CardLine("Still open", f"asked {checked}", tone, _at(card, "checked_on")),
            CardLine("Kind", spoken(row.kind), field=_at(card, "kind")),
            CardLine(
                "Posts",
                f"{row.posts}; {row.live} of {row.cap} put forward",
                field=_at(card, "posts"),
            ),
            CardLine("Starts", day_words(row.starts_on) or "—", field=_at(card, "starts_on")),
            CardLine("Closes", closes or "—", field=_at(card, "closes_on")),
        ),
    )


def _work(card: VacancyCard) -> CardSection:
    row = card.row
    unanswered = set(card.asked_not_told)

    def field(label: str, value: str, name: str, fact: str = "") -> CardLine:
        if not value and fact in unanswered:
            return CardLine(label, "asked, not told", "warning", _at(card, name))
        return CardLine(label, value or "—", "normal" if value else "muted", _at(card, name))

    hours = say_weekly_hours(row.weekly_minutes) if row.weekly_minutes else ""
    pay = say_pay(Pay(row.pay, row.pay_period, row.pay_currency)) if row.pay is not None else ""
    return CardSection(
        "The work",
        (
            field("Must have", "; ".join(row.must_haves), "must_haves"),
            field("Nice to have", "; ".join(card.nice_to_haves), "nice_to_haves"),
            field("Tasks", card.tasks, "tasks"),
            field("Hours", hours, "weekly_minutes", "hours"),
            field("Shifts", card.shifts, "shifts"),
            field("Pay", pay, "pay", "pay"),
            field("Contract", card.contract, "contract", "contract"),
            field("Place", card.place or card.site, "place", "place"),
            field("Flexibility", card.flexibility, "flexibility", "flexibility"),
            field("Selection", card.selection_steps, "selection_steps"),
            field("Legal", "; ".join(card.legal_requirements), "legal_requirements"),
        ),
    )


def _quality(card: VacancyCard) -> CardSection:
    quality = card.quality
    tones: dict[str, Tone] = {"met": "good", "not met": "warning", "not known": "muted"}
    lines = tuple(
        CardLine(
            one.name.capitalize(),
            f"{one.said}: {'; '.join(fact.fact for fact in one.facts)}" if one.facts else one.said,
            tones[one.said],
            _quality_at(card, one.key),
        )
        for one in quality.dimensions
    )
    return CardSection(f"Quality: {quality.known} of 7 known, {quality.met} met", lines)


def _at(card: VacancyCard, field: str) -> str:
    return f"vacancy:{card.id}:{field}"


def _quality_at(card: VacancyCard, dimension: str) -> str:
    return f"quality:{card.id}:{dimension}"
