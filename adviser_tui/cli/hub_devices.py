"""`adviser hub devices` and `hub revoke`: which devices joined, and taking one out."""

import argparse
from typing import TYPE_CHECKING, Any

from adviser_tui.cli import output
from adviser_tui.cli.hub_opening import moment, now_ms, opened_hub
from adviser_tui.errors import UsageError

if TYPE_CHECKING:
    from adviser_tui.hub.devices import Device

_STATES = {"active": "works", "draining": "may only deliver", "revoked": "taken out"}


def register(steps: Any, both: list[argparse.ArgumentParser]) -> None:
    """Add the commands about devices."""
    devices = steps.add_parser("devices", parents=both, help="which devices joined")
    devices.add_argument("--all", action="store_true", help="also those that were taken out")
    devices.add_argument(
        "--allow-rows",
        type=int,
        metavar="N",
        help="let a new device fetch up to N records; 1000000 where it was never said",
    )
    devices.set_defaults(run=run_devices)
    revoke = steps.add_parser(
        "revoke",
        parents=both,
        help="take a device out",
        description="Take a device out. It is sent nothing more; at its next sync it delivers what "
        "waits on it and then removes its caseload. A device that never comes online again cannot "
        "be emptied from here.",
    )
    revoke.add_argument("device", metavar="DEVICE", help="its number, id or name")
    revoke.add_argument(
        "--at-once",
        action="store_true",
        help="take nothing more from it either; what waits on it stays shut away there",
    )
    revoke.set_defaults(run=run_revoke)


def run_devices(args: argparse.Namespace) -> int:
    """List the devices, after allowing them more records where that was asked for."""
    from adviser_tui.hub import devices
    from adviser_tui.hub.admission import allow_rows

    if args.allow_rows is not None and args.allow_rows < 1:
        raise UsageError("--allow-rows takes a number above nought. Nothing was changed.")
    now = now_ms()
    with opened_hub(args) as opened, opened.store.transaction() as t:
        devices.close_old(t, opened.hub.act())
        if args.allow_rows is not None:
            allow_rows(t, args.allow_rows)
        found = [each for each in devices.devices(t) if args.all or each.state != "revoked"]
    output.answer(
        args,
        {"devices": [_document(each, now) for each in found]},
        [_line(each, now) for each in found] or ["No device has joined."],
    )
    return 0


def run_revoke(args: argparse.Namespace) -> int:
    """Take a device out."""
    from adviser_tui.hub import devices

    with opened_hub(args) as opened, opened.store.transaction() as t:
        device = devices.device_called(t, args.device)
        state = devices.revoke(t, opened.hub.act(), device, at_once=args.at_once)
    called = f"Device {device.dev_no} ({device.name or 'without a name'}, {device.person})"
    if args.at_once:
        said = f"{called} is out. The hub takes nothing more from it and sends it nothing."
    else:
        said = f"{called} may deliver what waits on it, is sent nothing more and then lets go."
    lines = [said, "What it holds already stays there until it next reaches the hub."]
    document = {"ok": True, "device_id": device.device_id, "dev_no": device.dev_no, "state": state}
    output.answer(args, document, lines)
    return 0


def _document(device: "Device", now: int) -> dict[str, object]:
    return {
        "dev_no": device.dev_no,
        "device_id": device.device_id,
        "name": device.name,
        "person": device.person,
        "state": device.state,
        "seen_at": moment(device.seen_ms) if device.seen_ms else None,
        "quiet_days": device.quiet_days(now),
        "app": device.app,
        "followed_by": device.followed_by,
    }


def _line(device: "Device", now: int) -> str:
    from adviser_tui.hub.devices import QUIET_DAYS

    days = device.quiet_days(now)
    seen = "never seen" if days is None else "seen today" if days < 1 else f"seen {days} days ago"
    if days is not None and days >= QUIET_DAYS and device.state == "active":
        seen += ", look where it is"
    if device.followed_by is not None:
        seen += f", goes on as {device.followed_by}"
    name = output.fit(device.name or "without a name", 22)
    person = output.fit(device.person, 24)
    return f"{device.dev_no:>4}  {name} {person} {_STATES[device.state]:<16} {seen}"
