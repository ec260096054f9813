"""The top of the Sync screen: in words where things stand, and the parts with what they hold."""

from dataclasses import dataclass

from textual.content import Content

from adviser_tui.services.office import Office
from adviser_tui.services.sync.status import SyncStatus
from adviser_tui.services.words.say import say_moment
from adviser_tui.widgets.parts_bar import Part
from adviser_tui.widgets.text import joined, plain
from screens.sync_parts import PartId

_ALONE = (
    "This caseload is on this laptop alone. `adviser join` brings it together with a team: its "
    "lead gives you the address of the hub and a code."
)


@dataclass(frozen=True, slots=True)
class Head:
    """What stands above the list."""

    words: Content
    parts: tuple[Part, ...]
    begin_at: PartId
    """The part that matters most now."""


def read_head(office: Office) -> Head:
    """Read where the exchange with the hub stands."""
    if not office.desk.is_in_team:
        return Head(plain(_ALONE), (), "waiting")
    status = office.sync.status()
    look = len(office.sync.conflicts.rows()) + len(office.sync.waiting.issues())
    waiting = status.waiting
    parts = [
        Part("waiting", "Waiting", waiting, "warning"),
        Part("look", "To look at", look, "danger"),
        Part("confirmed", "Confirmed"),
        Part("devices", "Devices"),
    ]
    if status.role == "lead":
        parts.append(Part("team", "Set aside in the team", status.set_aside, "danger"))
    # What waits goes by itself; what needs a look does not.
    begin: PartId = "look" if look else "waiting" if waiting else "confirmed"
    if status.set_aside and not look:
        begin = "team"
    return Head(_words(status, look), tuple(parts), begin)


def _words(status: SyncStatus, look: int) -> Content:
    """Say it in a sentence or two, and never more than the hub has confirmed."""
    last = ""
    if status.last is not None and status.now is not None:
        last = say_moment(status.last, status.now)
    if status.progress is not None:
        head = plain(f"Syncing: {status.progress.in_words()}. Escape stops it.", "bold")
    elif status.is_synced and look:
        needs = "1 thing needs" if look == 1 else f"{look} things need"
        head = plain(f"Exchanged with the hub {last}: {needs} a look.", "bold $text-warning")
    elif status.is_synced:
        head = plain(
            f"Synced {last}: the hub has confirmed every change made here.", "bold $text-success"
        )
    elif status.waiting:
        one = status.waiting == 1
        waits = "1 change waits" if one else f"{status.waiting:,} changes wait"
        until = f" Last synced {last}." if last else " This laptop has not synced yet."
        head = plain(
            f"{waits} here and {'is' if one else 'are'} not with the team yet.{until}",
            "bold $text-warning",
        )
    else:
        until = f" Last synced {last}." if last else ""
        head = plain(f"Not everything of the team is here yet.{until}", "bold $text-warning")
    parts = [head]
    if many := status.set_aside:
        one = many == 1
        parts.append(
            plain(
                f"\n{many:,} change{'' if one else 's'} of the team {'waits' if one else 'wait'} "
                "for you to decide.",
                "$text-warning",
            )
        )
    if status.trouble and status.progress is None:
        parts.append(plain(f"\n{status.trouble}", "$text-error"))
    if clock := status.clock_words():
        parts.append(plain(f"\nMind: {clock}; changes are ordered by the hub's clock.", ""))
    return joined(*parts)
