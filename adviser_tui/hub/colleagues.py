"""Who works in the organisation, told to those who work there."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from adviser_tui.hub import devices as joined
from adviser_tui.hub import people as known
from adviser_tui.hub.callers import Caller, caller_of
from adviser_tui.hub.errors import not_allowed
from adviser_tui.hub.store import Transaction

if TYPE_CHECKING:
    from adviser_tui.hub.hub import Hub


def people(hub: "Hub", token: str, body: Mapping[str, Any]) -> dict[str, Any]:
    """Return teams, people and one's own devices; a lead sees their teams', an admin all."""
    with hub.store.reading() as t:
        caller = caller_of(t, token, hub.now())
        if not caller.may_work:
            raise not_allowed()
        everybody = known.accounts(t)
        return {
            "me": caller.account,
            "teams": [{"id": team.id, "name": team.name} for team in known.teams(t)],
            "people": [
                {
                    "id": each.id,
                    "name": each.name,
                    "role": each.role,
                    "is_active": each.is_active,
                    "teams": [team.id for team in each.teams],
                }
                for each in everybody
            ],
            "devices": _devices(t, caller, everybody),
            "server_time": hub.now(),
        }


def _devices(
    t: Transaction, caller: Caller, everybody: list[known.Account]
) -> list[dict[str, Any]]:
    leads = caller.role == "lead"
    shown = {
        each.id
        for each in everybody
        if each.id == caller.account
        or caller.role == "admin"
        or (leads and caller.teams & {team.id for team in each.teams})
    }
    return [
        {
            "dev_no": each.dev_no,
            "name": each.name,
            "person": each.person,
            "state": each.state,
            "seen_ms": each.seen_ms,
            "app": each.app,
        }
        for each in joined.devices(t)
        if each.account in shown
    ]
