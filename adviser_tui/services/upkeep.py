"""What the program does for a caseload by itself: a quick look, closed weeks, the day's backup."""

from typing import TYPE_CHECKING

from adviser_tui.errors import AdviserError
from adviser_tui.services.measures.closing import close_quietly
from adviser_tui.storage.backup import daily_backup_if_due
from adviser_tui.storage.health import open_check

if TYPE_CHECKING:
    from adviser_tui.services.office import Office


def look_after(office: "Office") -> tuple[str, ...]:
    """Look the caseload through, close weeks and back it up where due; return what is to be said.

    Meant for a thread of its own. A damaged file is not backed up, since that would in time push
    out the good backups; invented people need no backup.
    """
    try:
        report = open_check(office.database)
        if not report.is_sound:
            return tuple(
                f"{each.said} To do: {each.to_do}." if each.to_do else each.said
                for each in report.findings
                if each.grade == "bad"
            )
        close_quietly(office)
        who = office.identity.who()
        if who.id and not who.is_demo:
            daily_backup_if_due(office.database)
    except AdviserError as error:
        return (str(error),)
    return ()
