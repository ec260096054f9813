"""Reading a part of the Sync screen; runs in a thread and touches no widget."""

from adviser_tui.services.office import Office
from screens.sync_parts import PartId, PartView, confirmed_part, look_part, waiting_part

_ALONE = PartView(
    (),
    empty=(
        "Nothing is shared from here.",
        "Everything works without a hub; backups are made with `adviser backup`.",
    ),
)


def read_part(office: Office, part: PartId) -> PartView:
    """Return what a part shows now."""
    if not office.desk.is_in_team:
        return _ALONE
    match part:
        case "waiting":
            return waiting_part(office)
        case "look":
            return look_part(office)
        case "confirmed":
            return confirmed_part(office)
        case "devices":
            from screens.sync_team import devices_part

            return devices_part(office)
    from screens.sync_team import team_part

    return team_part(office)
