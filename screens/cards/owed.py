"""What is owed, in full, with what is known of whom it is owed to."""

from adviser_tui.errors import NotFoundError
from adviser_tui.services.office import Office
from adviser_tui.services.today.triage import TodayRow
from adviser_tui.widgets.card import CardLine, CardSection
from screens.cards.shared import day_words, line_if

_MATTERS = {
    "follow_up": "Follow-up",
    "promise": "Promise",
    "consent": "Consent",
    "interview": "Interview",
    "parked": "No step yet",
    "job_start": "New in work",
    "outcome": "Still in work?",
    "hand_over": "Hand-over",
}


def owed_sections(office: Office, row: TodayRow) -> tuple[CardSection, ...]:
    """Return the matter itself, then the card of the employer or participant behind it."""
    owed = row.owed
    if owed.matter == "hand_over":
        return (*_hand_over(office, row), *_behind(office, row))
    table = {"follow_up": "follow_up", "promise": "promise"}.get(owed.matter, "")
    due = f"{day_words(owed.due_on)} {owed.due_time}".strip()
    matter = CardSection(
        _MATTERS[owed.matter],
        (
            CardLine("What", owed.what, field=f"{table}:{row.id}:what" if table else ""),
            CardLine("Why here", row.reason),
            CardLine("Due", due, field=f"{table}:{row.id}:due_on" if table else ""),
            *line_if("How much", owed.level),
            *_people(row),
        ),
    )
    return (matter, *_behind(office, row))


def _hand_over(office: Office, row: TodayRow) -> tuple[CardSection, ...]:
    from screens.cards.hand_over import hand_over_sections

    try:
        return hand_over_sections(office.hand_overs.card(row.id), office.desk.today)
    except NotFoundError as error:
        return (CardSection("", (), str(error)),)


def _people(row: TodayRow) -> tuple[CardLine, ...]:
    """Return the parties, each a way to their own card."""
    owed = row.owed
    lines = []
    if owed.partner_id:
        name = owed.subject if owed.side == "partner" else owed.second
        lines.append(CardLine("Partner", name, ref=f"partner:{owed.partner_id}"))
    if owed.employer_id:
        name = owed.subject if owed.side == "employer" else owed.second
        lines.append(CardLine("Employer", name, ref=f"employer:{owed.employer_id}"))
    if owed.participant_id:
        name = owed.second if owed.side == "employer" else owed.subject
        lines.append(CardLine("Participant", name, ref=f"participant:{owed.participant_id}"))
    if owed.participant_id and owed.vacancy_id:
        sheet = f"sheet:{owed.participant_id}+{owed.vacancy_id}"
        lines.append(CardLine("Match sheet", "open it", "muted", ref=sheet))
    return tuple(lines)


def _behind(office: Office, row: TodayRow) -> tuple[CardSection, ...]:
    owed = row.owed
    try:
        if owed.partner_id and (owed.side == "partner" or not owed.employer_id):
            from screens.cards.partner import partner_sections

            return partner_sections(office.partners.card(owed.partner_id))
        if owed.employer_id and (owed.side == "employer" or not owed.participant_id):
            from screens.cards.employer import employer_sections

            return employer_sections(office.employers.card(owed.employer_id))
        if owed.participant_id:
            from screens.cards.participant import participant_sections

            return participant_sections(office.participants.card(owed.participant_id))
    except NotFoundError:
        return (CardSection("", (), "They are not in the caseload any more."),)
    return ()
