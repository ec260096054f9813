"""The card of a submission: where it stands, why, and what to mend next time."""

from adviser_tui.services.submissions.rows import SubmissionCard
from adviser_tui.widgets.card import CardLine, CardSection
from screens.cards.shared import day_words, line_if, spoken

_IN_DIARY = " (in the diary)"


def submission_sections(card: SubmissionCard) -> tuple[CardSection, ...]:
    """Return what is known of a submission."""
    row = card.row
    sent = row.submitted_at.astimezone().date() if row.submitted_at else None
    meets = row.interview_at.astimezone() if row.interview_at else None
    standing = CardSection(
        "Put forward",
        (
            CardLine("Stands at", row.words, "good" if row.is_live else "normal"),
            CardLine("Participant", row.participant, ref=f"participant:{row.participant_id}"),
            CardLine("Vacancy", row.vacancy, ref=f"vacancy:{row.vacancy_id}"),
            CardLine("Employer", row.employer, ref=f"employer:{row.employer_id}"),
            CardLine("Match sheet", "open it", ref=f"sheet:{row.participant_id}+{row.vacancy_id}"),
            *line_if("Sent", f"{day_words(sent)} {spoken(card.channel or '')}".strip()),
            *line_if("Interview", f"{meets:%a} {meets.day} {meets:%b %H:%M}" if meets else ""),
            *line_if("Why", card.reason_words, "warning"),
            *line_if("Said", card.reason_note),
            *line_if("Text sent", card.text_sent),
            *line_if("Override", "put forward with an override" if row.with_override else ""),
        ),
    )
    if not card.mend:
        return (standing,)
    lines = tuple(
        CardLine(
            line.label,
            f"{line.text}, by {day_words(line.due_on)}"
            + (" (in the diary)" * bool(line.follow_up_id)),
        )
        for line in card.mend
    )
    return (standing, CardSection("To mend next time", lines))
