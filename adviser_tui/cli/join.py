"""`adviser join`: make this caseload one of a team's."""

import argparse
import re
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from adviser_tui.cli import output
from adviser_tui.cli.sync import head_of
from adviser_tui.errors import AdviserError, UsageError
from adviser_tui.paths import data_dir

if TYPE_CHECKING:
    from adviser_tui.services.office import Office
    from adviser_tui.services.sync.joining import Joined
    from adviser_tui.services.sync.progress import SyncDone

_CODE = re.compile(r"[0-9A-Za-z]{5}[- ]?[0-9A-Za-z]{5}")


def register(commands: Any, shared: argparse.ArgumentParser) -> None:
    """Add the command."""
    join = commands.add_parser(
        "join",
        parents=[shared],
        help="make this caseload one of your team's",
        description="Join the team's hub with the address and the one-time code that your team "
        "lead gives you, send what is here and fetch what the team has. A second laptop joins in "
        "an empty folder and fetches everything.",
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
    join.add_argument("--no-sync", action="store_true", help="leave the first sync for later")
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
    try:
        first = _First() if args.no_sync or args.invitation is not None else _first_sync(office)
    finally:
        office.close()
    _answer(args, joined, first)
    return first.exit_code


@dataclass(frozen=True, slots=True)
class _First:
    """What came of the first sync; nothing where there was none."""

    done: "SyncDone | None" = None
    trouble: str = ""
    exit_code: int = 0


def _first_sync(office: "Office") -> _First:
    """Go straight on with the first sync; that it did not go through does not undo the joining."""
    from adviser_tui.cli import STOPPED
    from adviser_tui.cli.sync import now

    try:
        done = now(office)
    except AdviserError as error:
        return _First(None, str(error), error.exit_code)
    return _First(done, "", STOPPED if done.is_stopped else 0)


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
    if _CODE.fullmatch(words[0]) and re.search(r"[.:/]", words[1]):
        raise UsageError(
            "The address comes first and the code after it; here it is the other way round. "
            f"Nothing was sent. Type: adviser join {words[1]} {words[0]}"
        )
    return words[0], words[1]


def _unmake(folder: Path, *, was_there: bool) -> None:
    """Take away the empty caseload that was only made to join with."""
    for name in ("caseload.db", "caseload.db-wal", "caseload.db-shm", "caseload.lock"):
        with suppress(OSError):
            (folder / name).unlink(missing_ok=True)
    if not was_there:
        with suppress(OSError):  # it stays where the hub's answer may have been lost
            folder.rmdir()


def _answer(args: argparse.Namespace, joined: "Joined", first: _First) -> None:
    done = first.done
    document = {
        "ok": True,
        "hub": joined.hub_name,
        "user": joined.user_name,
        "role": joined.role,
        "teams": joined.teams,
        "device": joined.dev_no,
        "again": joined.is_again,
        "synced": done is not None and done.is_synced,
        "sent": done.sent if done else 0,
        "fetched": done.fetched if done else 0,
        "trouble": first.trouble,
    }
    of = f" of {' and '.join(joined.teams)}" if joined.teams else ""
    at = f" at {joined.hub_name}" if joined.hub_name else ""
    lines = [f"You are {joined.user_name}{of}{at} (device {joined.dev_no})."]
    if done is not None:
        lines += head_of(done)
    elif args.invitation is not None:
        lines.append("`adviser bundle write FILE` makes the first bundle for the hub.")
    elif first.trouble:
        lines.append(f"You have joined, but the first sync did not go through. {first.trouble}")
        lines.append("`adviser sync` does it later.")
    else:
        lines.append("`adviser sync` brings both sides together.")
    output.answer(args, document, lines)
