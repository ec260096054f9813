"""The card of a partner: who to ask for, what was agreed, what is owed and what was said."""

from adviser_tui.services.contacts.reading import ContactRow
from adviser_tui.services.partners.card import PartnerCard
from adviser_tui.widgets.card import CardLine, CardSection
from adviser_tui.widgets.columns import Tone
from models.kinds import PartnerState
from screens.cards.shared import day_words, follow_up_line, promise_line, sentence, spoken


def partner_sections(card: PartnerCard) -> tuple[CardSection, ...]:
    """Return everything known about a partner."""
    follow_ups = [(row.state == "open", follow_up_line(row)) for row in card.follow_ups]
    lines = [*follow_ups, *((row.state == "open", promise_line(row)) for row in card.promises)]
    owed = tuple(line for is_open, line in lines if is_open)
    settled = tuple(line for is_open, line in lines if not is_open)
    return (
        _standing(card),
        _agreement(card),
        CardSection("Owed", owed, "Nothing; p makes a promise."),
        *((CardSection("Settled lately", settled),) if settled else ()),
        CardSection(
            "Timeline", tuple(map(_contact, card.contacts)), "Nothing yet; l logs a contact."
        ),
    )


def agreement_words(card: PartnerCard) -> str:
    """Return whether something may be shared today, and until when."""
    if card.row.state == PartnerState.ENDED:
        return "the work with them has ended: share nothing more"
    until = day_words(card.row.agreed_until)
    return {
        "none": "nothing is agreed: ask before you share anything",
        "open": "agreed, without a last day",
        "standing": f"agreed until {until}",
        "over": f"ended {until}: agree it anew before you share anything",
    }[card.row.agreement]


def _standing(card: PartnerCard) -> CardSection:
    row = card.row
    state = spoken(row.state)
    if row.state == PartnerState.ENDED:
        state = ", ".join(
            each for each in (f"ended {day_words(card.ended_on)}", card.ended_why) if each
        )
    tone: Tone = "good" if row.agreement in ("open", "standing") else "warning"
    return CardSection(
        row.name,
        (
            CardLine("Sharing", agreement_words(card), tone, _at(card, "agreed_until")),
            _field(card, "State", state, "state", "muted" if card.ended_on else "normal"),
            _field(card, "Kind", sentence(row.kind_words), "kind"),
            _field(card, "Short name", row.short_name, "short_name"),
            _field(card, "Also called", "; ".join(row.other_names), "other_names"),
            _field(card, "Area", row.area, "area"),
            _field(card, "Ask for", row.person, "person"),
            _field(card, "Their role", card.person_role, "person_role"),
            _field(card, "Their phone", card.person_phone, "person_phone"),
            _field(card, "Their e-mail", card.person_email, "person_email"),
            _field(card, "Phone", row.phone, "phone"),
            _field(card, "E-mail", row.email, "email"),
            _field(card, "Website", card.website, "website"),
            _field(card, "Notes", card.notes, "notes"),
        ),
    )


def _agreement(card: PartnerCard) -> CardSection:
    reached = card.employers_contacted
    employers = f"{reached} {'employer' if reached == 1 else 'employers'}" if reached else "nobody"
    return CardSection(
        "What is agreed",
        (
            _field(card, "What", card.shares, "shares"),
            _field(card, "Agreed on", day_words(card.agreed_on), "agreed_on"),
            _field(card, "Until", day_words(card.row.agreed_until), "agreed_until"),
            _field(card, "Credit", card.credit_rule, "credit_rule"),
            CardLine("In touch with", f"{employers} of our list, on record", "muted"),
        ),
    )


def _contact(row: ContactRow) -> CardLine:
    about = f", about {row.participant}" if row.participant else ""
    words = f"{row.words}{about}\n{row.note}" if row.note else f"{row.words}{about}"
    return CardLine(f"{row.at.day} {row.at:%b %Y}", words, field=f"contact:{row.id}:note")


def _field(card: PartnerCard, label: str, value: str, name: str, tone: Tone = "normal") -> CardLine:
    return CardLine(label, value or "—", tone if value else "muted", _at(card, name))


def _at(card: PartnerCard, field: str) -> str:
    return f"partner:{card.id}:{field}"
