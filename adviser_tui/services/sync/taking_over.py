"""Taking over the number that the hub gave: kept beside the caseload first, then in it."""

from collections.abc import Mapping
from contextlib import suppress
from typing import Any

from adviser_tui import __version__
from adviser_tui.errors import SyncError
from adviser_tui.services.sync.hub_line import HubLine
from adviser_tui.services.sync.membership import Membership
from adviser_tui.storage.migrations import NEWEST
from adviser_tui.storage.sync.device import Device


def refuse_another_hub(device: Device, mine: Membership) -> None:
    """Raise `SyncError` where hub.json is of another hub than the one this caseload works with.

    Somebody copied it there; what is in the caseload is for nobody else to see.
    """
    known = device.state().hub_id
    if known and known != mine.hub_id:
        raise SyncError(
            "The file hub.json in this folder is of another hub than the one this caseload works "
            "with. Nothing was sent or taken in, and nothing is lost. Put the right one back, or "
            "move it away and join your team's hub again with a new code."
        )


def take_over(device: Device, grant: Mapping[str, Any]) -> None:
    """Let the caseload take over the number in a grant; doing it twice does no harm."""
    state = device.state()
    if state.joined and state.dev_no == int(grant["dev_no"]):
        return
    if grant.get("how") == "fork":
        device.fork(dict(grant), everything=bool(grant.get("everything")))
    else:
        device.adopt(dict(grant))


def keep_grant(line: HubLine, grant: Mapping[str, Any], now_ms: int) -> None:
    """Keep a new number on the disk before the caseload takes it over."""
    token = str(grant.get("token") or "")
    kept = {name: value for name, value in grant.items() if name != "token"}
    values: dict[str, Any] = {"grant": kept, "dev_no": int(grant["dev_no"])}
    if grant.get("device_id"):
        values["device_id"] = str(grant["device_id"])
    if token:
        values.update(token=token, next_token="", token_ms=now_ms)
    line.change(**values)


def fork_body(mine: Membership, why: str) -> dict[str, Any]:
    """Return what is asked of the hub for a number of our own; bundles keep their keys."""
    from adviser_tui.sync.sealing import Keys, NotGenuineError

    body: dict[str, Any] = {"reason": why, "app": __version__, "schema": NEWEST}
    with suppress(NotGenuineError):
        body["courier_keys"] = Keys.read(mine.courier).public.as_dict()
    return body
