"""Joining a team's hub: with a one-time code over the network, or with an invitation in a file.

Nothing is kept before the hub has said yes, and then everything the caseload needs is kept at once:
torn off after that, the next sync goes on with it.
"""

import platform
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from adviser_tui import __version__
from adviser_tui.errors import RuleError, SyncError
from adviser_tui.services.sync.hub_faults import while_joining
from adviser_tui.services.sync.membership import Membership, MembershipFile
from adviser_tui.services.sync.stops import BusyError, ShutOutError
from adviser_tui.services.sync.taking_over import take_over
from adviser_tui.storage.database import Database
from adviser_tui.storage.migrations import NEWEST
from adviser_tui.storage.sync.device import Device
from adviser_tui.sync.limits import PROTO
from adviser_tui.sync.transport import HubRefusedError, HubUnreachableError, Transport

_ANOTHER_HUB = (
    "This caseload already works with another hub, and a caseload belongs to one hub alone, so "
    "nothing was changed. To work with a second team, give it a folder of its own: "
    "`adviser join … --data-dir DIR`."
)
_NOT_NOW = (
    "The hub cannot let anybody join just now. Nothing was changed and the code was not used. Try "
    "again in a minute; if it stays so, tell whoever runs the hub."
)


@dataclass(frozen=True, slots=True)
class Joined:
    """Who this device is at its hub from now on."""

    hub_name: str
    user_name: str
    role: str
    teams: tuple[str, ...]
    dev_no: int
    is_again: bool
    """Whether this caseload worked with the same hub before, on this or another machine."""


class Joining:
    """Makes the caseload in a folder one of a team's."""

    def __init__(self, database: Database, wall_ms: Callable[[], int]) -> None:
        self._database = database
        self._device = Device(database)
        self._file = MembershipFile(database.folder)
        self._wall_ms = wall_ms

    def by_code(
        self, transport: Transport, url: str, code: str, *, device_name: str = "", ca_file: str = ""
    ) -> Joined:
        """Join the hub behind `transport`; raises `RuleError` or `SyncError` with nothing changed.

        The code is used up only where the hub says yes. A device that works with this hub under
        another address keeps the new one, and needs no code for that.
        """
        from adviser_tui.services.sync.courier import new_courier
        from adviser_tui.sync.sealing import Keys

        hub_id = str(self._asked(transport, "hello", {}, url)["hub_id"])
        self._refuse_another(hub_id)
        is_unknown = self._is_unknown(transport)
        if is_unknown is None:
            return self._moved(url, ca_file)
        asking = self._file.asking(new_courier)
        courier = asking["courier"]
        body = {
            "code": code.strip(),
            "nonce": asking["nonce"],
            "device_name": device_name.strip() or machine_name(),
            "app": __version__,
            "schema": NEWEST,
            "proto": PROTO,
            "courier_keys": Keys.read(courier).public.as_dict(),
        }
        try:
            grant = self._asked(transport, "enrol", body, url)
        except ShutOutError:
            self._file.heard()
            raise
        joined = self._keep({**grant, "everything": is_unknown}, url, ca_file, courier)
        self._file.heard()
        return joined

    def by_invitation(self, path: Path, code: str) -> Joined:
        """Join with an invitation that the hub wrote into a file; no network is needed."""
        from adviser_tui.services.sync.courier import new_courier, open_invitation

        grant = open_invitation(path, code)
        self._refuse_another(str(grant["hub_id"]))
        mine = self._file.read()
        if mine is not None and mine.device_id == grant["device_id"]:
            raise RuleError("This caseload has joined with this invitation already.")
        if mine is not None and not mine.locked and mine.is_online:
            raise RuleError(_already(mine))
        return self._keep(grant, str(grant.get("url") or ""), "", new_courier())

    def _refuse_another(self, hub_id: str) -> None:
        mine = self._file.read()
        known = mine.hub_id if mine is not None else self._device.state().hub_id
        if known and known != hub_id:
            raise RuleError(_ANOTHER_HUB)

    def _is_unknown(self, transport: Transport) -> bool | None:
        """Say whether the hub never knew this device; nothing where it works with it now."""
        mine = self._file.read()
        if mine is None or not mine.token:
            return False
        try:
            transport.call("people", {}, mine.shown_token)
        except HubRefusedError as no:
            if no.status in (401, 403, 410):
                return no.status == 401 and no.code != "expired"
        return None

    def _moved(self, url: str, ca_file: str) -> Joined:
        """Keep where the hub is now; raises `RuleError` where it is there already."""
        mine = self._file.read()
        if mine is None or (mine.url, mine.ca_file) == (url, ca_file):
            raise RuleError(_already(mine))
        self._file.change(url=url, ca_file=ca_file)
        teams = tuple(str(team["name"]) for team in mine.teams)
        return Joined("", mine.user_name, mine.role, teams, mine.dev_no, is_again=True)

    def _asked(
        self, transport: Transport, name: str, body: Mapping[str, Any], url: str
    ) -> dict[str, Any]:
        try:
            return transport.call(name, body)
        except HubUnreachableError as error:
            if self._file.read() is None:
                raise while_joining(error, url) from error
            raise
        except HubRefusedError as no:
            if no.status in (429, 503):
                raise BusyError(no.retry_after, _NOT_NOW) from no
            raise ShutOutError(str(no)) from no

    def _keep(
        self, grant: Mapping[str, Any], url: str, ca_file: str, courier: Mapping[str, Any]
    ) -> Joined:
        """Keep who this device is, and let the caseload take it over."""
        user = grant["user"]
        state = self._device.state()
        is_again = state.joined
        if is_again and self._me() not in ("", str(user["id"])):
            raise SyncError(
                f"The code is for {user['name']}, but this caseload is somebody else's. Nothing "
                "was changed. Each person has a caseload of their own: use another folder with "
                "--data-dir, or ask for a code of your own."
            )
        kept = {name: value for name, value in grant.items() if name != "token"}
        kept["how"] = "fork" if is_again else "join"
        self._file.write(
            Membership(
                url=url,
                hub_id=str(grant["hub_id"]),
                device_id=str(grant["device_id"]),
                dev_no=int(grant["dev_no"]),
                user_id=str(user["id"]),
                user_name=str(user["name"]),
                role=str(user["role"]),
                teams=tuple(dict(team) for team in grant["teams"]),
                token=str(grant["token"]),
                token_ms=self._wall_ms(),
                hub_key=str(grant["hub_key"]),
                audit=dict(grant.get("audit") or {}),
                ca_file=ca_file,
                courier={**courier, "hub": dict(grant.get("courier") or {})},
                grant=kept,
            )
        )
        take_over(self._device, kept)
        self._file.change(grant={})
        return Joined(
            str(grant.get("hub_name") or ""),
            str(user["name"]),
            str(user["role"]),
            tuple(str(team["name"]) for team in grant["teams"]),
            int(grant["dev_no"]),
            is_again,
        )

    def _me(self) -> str:
        row = self._database.row("SELECT value FROM setting WHERE key = 'me'")
        return str(row[0]) if row else ""


def machine_name() -> str:
    """Return what this machine calls itself, for the list of devices at the hub."""
    return platform.node().partition(".")[0][:60] or "a device"


def _already(mine: Membership | None) -> str:
    name = mine.user_name if mine is not None else ""
    return (
        f"This caseload works with the hub already, as {name or 'you'}. Nothing was "
        "changed, and the code was not used. `adviser sync` brings both sides together."
    )
