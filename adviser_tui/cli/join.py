"""`adviser join`: make this caseload one of a team's."""

import argparse
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from adviser_tui.cli import output
from adviser_tui.errors import UsageError
from adviser_tui.paths import data_dir

if TYPE_CHECKING:
    from adviser_tui.services.sync.joining import Joined


def register(commands: Any, shared: argparse.ArgumentParser) -> None:
    """Add the command."""
    join = commands.add_parser(
        "join",
        parents=[shared],
        help="make this caseload one of your team's",
        description="Join the team's hub with the address and the one-time code that your team "
        "lead gives you. A second laptop joins in an empty folder and fetches everything.",
    )
    join.add_argument("url", metavar="URL", nargs="?", help="the hub's address")
    join.add_argument("code", metavar="CODE", nargs="?", help="the one-time code")
    join.add_argument(
        "--invitation",
        metavar="FILE",
        type=Path,
        help="join without a network by a file; CODE is the code that opens it",
    )
    join.add_argument("--device", default="", metavar="NAME", help="what to call this machine")
    join.add_argument(
        "--ca",
        default="",
        metavar="FILE",
        help="the certificate authority of a hub that has one of its own",
    )
    join.set_defaults(run=run_join)


def run_join(args: argparse.Namespace) -> int:
    """Join, and leave nothing behind where the hub says no."""
    from adviser_tui.services.office import open_office
    from adviser_tui.storage.database import FILE_NAME

    url, code = _meant(args)
    folder = data_dir(args.data_dir)
    is_new, was_there = not (folder / FILE_NAME).exists(), folder.exists()
    office = open_office(folder, allow_location=args.allow_location, only_to_deliver=True)
    try:
        if args.invitation is not None:
            joined = office.sync.join_by_invitation(args.invitation.expanduser(), code)
        else:
            joined = office.sync.join(url, code, device_name=args.device, ca_file=args.ca)
    except BaseException:
        is_left = office.sync.is_joined
        office.close()
        if is_new and not is_left:
            _unmake(folder, was_there=was_there)
        raise
    office.close()
    _answer(args, joined, by_file=args.invitation is not None)
    return 0


def _meant(args: argparse.Namespace) -> tuple[str, str]:
    """Return the address and the code; with an invitation the code alone is given."""
    words = [each for each in (args.url, args.code) if each]
    if args.invitation is not None:
        if len(words) != 1:
            raise UsageError(
                "With an invitation give the code that opens it: "
                "`adviser join --invitation FILE CODE`."
            )
        return "", words[0]
    if len(words) != 2:
        raise UsageError("`adviser join` needs URL and CODE. `adviser join --help` shows how.")
    return words[0], words[1]


def _unmake(folder: Path, *, was_there: bool) -> None:
    """Take away the empty caseload that was only made to join with."""
    for name in ("caseload.db", "caseload.db-wal", "caseload.db-shm", "caseload.lock"):
        with suppress(OSError):
            (folder / name).unlink(missing_ok=True)
    if not was_there:
        with suppress(OSError):  # it stays where the hub's answer may have been lost
            folder.rmdir()


def _answer(args: argparse.Namespace, joined: "Joined", *, by_file: bool) -> None:
    document = {
        "ok": True,
        "hub": joined.hub_name,
        "user": joined.user_name,
        "role": joined.role,
        "teams": joined.teams,
        "device": joined.dev_no,
        "again": joined.is_again,
    }
    of = f" of {' and '.join(joined.teams)}" if joined.teams else ""
    at = f" at {joined.hub_name}" if joined.hub_name else ""
    next_step = (
        "`adviser bundle write FILE` makes the first bundle for the hub."
        if by_file
        else "`adviser sync` brings both sides together."
    )
    output.answer(
        args, document, [f"You are {joined.user_name}{of}{at} (device {joined.dev_no}).", next_step]
    )
