"""What to mind before a line is saved: said beside it, and standing in nobody's way."""

from collections.abc import Iterator

from adviser_tui.services.contacts.draft import ContactDraft
from adviser_tui.services.contacts.hints import fair_words
from adviser_tui.services.desk import Desk
from adviser_tui.services.employers.quiet_line import QuietLine
from adviser_tui.services.quick_line.ask import Party
from adviser_tui.services.words.quick_entry import Understood
from adviser_tui.services.words.say import say_date
from adviser_tui.storage.reading import day
from models.kinds import ContactState


def warnings_about(
    desk: Desk, who: Party | None, contact: ContactDraft | None, quiet: QuietLine | None
) -> tuple[str, ...]:
    """Return what is known about them that matters now."""
    found: list[str] = list(quiet.warnings) if quiet else []
    if who is not None and who.kind == "participant":
        found += _about_participant(desk, who.id)
    met = contact is not None and contact.state is not ContactState.ATTEMPT
    if met and contact is not None and contact.with_employer and who is not None:
        found.append(fair_words(desk, contact, who.id))
    return tuple(each for each in found if each)


def _about_participant(desk: Desk, participant_id: str) -> Iterator[str]:
    row = desk.database.row(
        "SELECT safe_to_contact, paused_until FROM participant WHERE id = ?", (participant_id,)
    )
    if row is None:
        return
    if row["safe_to_contact"]:
        yield f"safe to contact: {row['safe_to_contact']}"
    until = day(row["paused_until"])
    if until is not None and until >= desk.today:
        yield f"paused until {say_date(until, desk.today)}"


def remarks_about(understood: Understood, contact: ContactDraft | None) -> Iterator[str]:
    """Return what a line leaves out that it could have."""
    if understood.kind == "promise":
        left_out = [
            word
            for word, there in (
                ("how it was", understood.channel),
                ("the minutes", understood.minutes),
                ("the need", understood.need),
            )
            if there
        ]
        if left_out:
            yield (
                f"This keeps a promise alone and leaves out {' and '.join(left_out)}; begin with "
                "the name to log the contact as well."
            )
    elif contact is not None and contact.with_employer and not contact.next_steps:
        yield "No next step yet; add one, like fu fri."
