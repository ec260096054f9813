"""Who may look at whose figures: everybody at their own, a team's lead at the team's."""

from typing import TYPE_CHECKING

from adviser_tui.errors import RuleError

if TYPE_CHECKING:
    from adviser_tui.services.desk import Desk
    from adviser_tui.services.office import Office


def may_see_others(office: "Office | Desk") -> bool:
    """Say whether the figures of colleagues may be looked at here.

    A caseload that works alone holds nobody's record but its own; in a team only a lead looks at
    the others, whatever the device holds.
    """
    from adviser_tui.services.sync.membership import MembershipFile

    mine = MembershipFile(office.database.folder).read()
    return mine is None or mine.role == "lead"


def require_sight_of(office: "Office", advisers: tuple[str, ...]) -> None:
    """Raise `RuleError` unless these advisers' figures may be looked at here."""
    if set(advisers) <= {office.desk.me} or may_see_others(office):
        return
    raise RuleError(
        "Only a lead of the team looks at the figures of colleagues. Your own are there without "
        "--team and --of. Nothing was changed."
    )
