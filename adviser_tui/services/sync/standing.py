"""What this person is at the hub today: role and teams may change after joining."""

from collections.abc import Mapping
from typing import Any

from adviser_tui.services.sync.asking import Asking
from adviser_tui.services.sync.hub_line import HubLine
from adviser_tui.storage.sync.device import Device
from adviser_tui.sync.scopes import team_home, user_home
from adviser_tui.sync.transport import HubRefusedError


def learn_standing(hub: Asking, line: HubLine, device: Device) -> None:
    """Learn role and teams anew; what is recorded from now on goes to a team that one is in.

    A hub that does not tell changes nothing; whoever's access has ended hears so when fetching.
    """
    try:
        told = hub.ask("people", {})
    except HubRefusedError:
        return
    mine = line.membership
    me = next((each for each in told.get("people", ()) if each.get("id") == mine.user_id), None)
    if me is None:
        return
    names = {team["id"]: str(team["name"]) for team in told.get("teams", ())}
    teams = tuple({"id": each, "name": names.get(each, "")} for each in me.get("teams", ()))
    changed = {"user_name": str(me["name"]), "role": str(me["role"]), "teams": teams}
    if all(_same(getattr(mine, name), value) for name, value in changed.items()):
        return
    if _ids(teams) != _ids(mine.teams):
        homes = [team_home(str(each["id"])) for each in teams]
        before = [team_home(str(each["id"])) for each in mine.teams[:1]]
        if not before or before[0] not in homes:
            device.live_in(homes[0] if homes else user_home(mine.user_id))
    line.change(**changed)


def _ids(teams: tuple[Mapping[str, Any], ...]) -> list[str]:
    return [str(each["id"]) for each in teams]


def _same(before: Any, after: Any) -> bool:
    if isinstance(before, tuple):
        return [dict(each) for each in before] == [dict(each) for each in after]
    return bool(before == after)
