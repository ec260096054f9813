"""Who may see and change what: role by home by table by kind of change, and nothing besides.

Nothing is read here: it is worked out from the caller at every request, and again for every
change that waited.
"""

from collections.abc import Collection, Iterable, Mapping
from functools import cache

from adviser_tui.hub.callers import Caller
from adviser_tui.sync.change import Value
from adviser_tui.sync.limits import SCOPES_MOST
from adviser_tui.sync.scopes import (
    ORGANISATION,
    in_order,
    lead_home,
    scope_of,
    team_home,
    user_home,
)
from adviser_tui.sync.shapes import need_of_row, shapes
from models.merging import NeedToKnow

ROLES = ("adviser", "lead", "office", "reader", "admin")
_WRITERS = frozenset({"adviser", "lead", "office"})
_READERS = _WRITERS | {"reader"}
_COACHES = frozenset({"adviser", "lead"})
_OFFICE_TABLES = frozenset(
    {
        *("contact", "follow_up", "promise"),
        *("employer", "employer_site", "employer_person", "need"),
    }
)
_HUB_TABLE = "sync_conflict"
"""The table whose rows only the hub makes; what may be changed is how they were settled."""


class Rights:
    """What one caller may do, from their role and teams as they stand now."""

    def __init__(self, caller: Caller) -> None:
        self.caller = caller
        role = caller.role if caller.may_work else ""
        self._role = role
        homes: set[str] = set()
        if role in _READERS:
            homes |= {team_home(str(team)) for team in caller.teams}
        if role == "lead":
            homes |= {lead_home(str(team)) for team in caller.teams}
        if role in _COACHES:
            homes.add(user_home(caller.account))
        self.homes = frozenset(homes)
        """The homes from which anything is sent, the organisation's aside."""
        self.written = self.homes if role in _WRITERS else frozenset()
        """The homes in which anything may be changed, the organisation's aside."""
        self.scopes = self._scopes()
        """Every scope that is sent, in the order of sending."""
        self._known = frozenset(self.scopes)

    def _scopes(self) -> list[str]:
        if self._role not in _READERS:
            return []
        needs = [NeedToKnow.CORE, *([NeedToKnow.HEALTH] if self._role in _COACHES else [])]
        own = [scope_of(home, need) for home in self.homes for need in needs]
        if self._role == "lead":
            # What people said of themselves is for whoever watches over fair access, no coach.
            led = [home for home in self.homes if not home.startswith("user:")]
            own += [scope_of(home, NeedToKnow.EQUITY) for home in led]
        return in_order([scope_of(ORGANISATION, NeedToKnow.CONFIG), *own])

    def may_see(
        self, homes: Iterable[str], entity: str, fields: Mapping[str, Value] | None = None
    ) -> bool:
        """Say whether a row of a table that lives in `homes` is sent; `fields` are the row's."""
        need = need_of_row(entity, fields or {})
        return not self._known.isdisjoint(scope_of(home, need) for home in homes)

    def may_change(
        self,
        homes: Collection[str],
        entity: str,
        op: str,
        row_id: str,
        fields: Mapping[str, Value] | None = None,
    ) -> bool:
        """Say whether a row whose aggregate lives in `homes` may be made or changed.

        `fields` are those of the row that is there: of a conflict the table it is about decides.
        """
        if self._role not in _WRITERS:
            return False
        if entity == _HUB_TABLE:
            about = str((fields or {}).get("entity", ""))
            if op == "ins" or about == _HUB_TABLE or about not in shapes():
                return False
            return self.may_change(homes, about, "upd", str((fields or {}).get("row_id", "")))
        if is_of_the_organisation(entity):
            is_new = op == "ins" and fields is None
            is_own = is_new or row_id == self.caller.account or self._role == "lead"
            return is_own and ORGANISATION in homes
        if self._role == "office" and entity not in _OFFICE_TABLES:
            return False
        return not self.written.isdisjoint(homes)

    def is_lead_of(self, home: str) -> bool:
        """Say whether the caller leads the team that `home` is of."""
        return self._role == "lead" and home in self.homes and not home.startswith("user:")


def most_teams(role: str) -> int:
    """Return in how many teams somebody can be without getting more scopes than a device keeps."""
    of_a_team = 6 if role == "lead" else 2
    return (SCOPES_MOST - 3) // of_a_team


def scopes_in(homes: Iterable[str]) -> list[str]:
    """Return every scope of some homes, sorted."""
    return sorted(scope_of(home, need) for home in set(homes) for need in needs_in(home))


def needs_in(home: str) -> tuple[NeedToKnow, ...]:
    """Return the classes of rows that a home can hold."""
    if home == ORGANISATION:
        return (NeedToKnow.CONFIG,)
    return (NeedToKnow.CORE, NeedToKnow.HEALTH, NeedToKnow.EQUITY)


def is_of_the_organisation(entity: str) -> bool:
    """Say whether everybody in the organisation is sent the rows of a table."""
    return entity in _of_the_organisation()


@cache
def _of_the_organisation() -> frozenset[str]:
    return frozenset(n for n, s in shapes().items() if s.need_to_know == NeedToKnow.CONFIG)
