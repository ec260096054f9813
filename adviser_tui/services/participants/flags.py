"""What to know about a participant before dialling, in words."""

from datetime import date

from adviser_tui.services.words.say import say_date
from models.kinds import Confidentiality


def flags_of(
    *,
    paused_until: date | None,
    unavailable_until: date | None,
    reply_by: date | None,
    confidentiality: str,
    deputy_for: str,
    today: date,
) -> tuple[str, ...]:
    """Return every flag that holds today; why somebody is unavailable is never known here."""
    flags = []
    if paused_until is not None and paused_until >= today:
        flags.append(f"paused until {say_date(paused_until, today)}")
    if unavailable_until is not None and unavailable_until >= today:
        flags.append(f"unavailable until {say_date(unavailable_until, today)}")
    if reply_by is not None:
        due = f"due {say_date(reply_by, today)}" if reply_by >= today else "overdue"
        flags.append(f"answer about consent {due}")
    if confidentiality == Confidentiality.RESTRICTED:
        flags.append("restricted")
    if deputy_for:
        flags.append(f"you stand in for {deputy_for}")
    return tuple(flags)
