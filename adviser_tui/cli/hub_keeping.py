"""`adviser hub status`, `backup`, `restore`, `transfer` and `erase`: keeping the hub in order."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Any

from adviser_tui.cli import output
from adviser_tui.cli.hub_opening import hub_folder_of, local_words, moment, now_ms, opened_hub
from adviser_tui.errors import NotFoundError, RuleError

if TYPE_CHECKING:
    from adviser_tui.hub.place import Place
    from adviser_tui.hub.restoring import Restored
    from adviser_tui.hub.standing import Standing

_RECORD = "a name, or the id as `adviser show` tells it"


def register(steps: Any, both: list[argparse.ArgumentParser]) -> None:
    """Add the commands that keep the hub in order."""
    status = steps.add_parser("status", parents=both, help="how the hub stands")
    status.add_argument(
        "--acts", type=int, default=0, metavar="N", help="also the last N acts that were noted"
    )
    status.set_defaults(run=run_status)
    backup = steps.add_parser(
        "backup",
        parents=both,
        help="make a checked copy of the hub's data",
        description="Make a checked copy of the hub's data, also while it works. The same file is "
        "read by a hub with SQLite and one with PostgreSQL. The hub's key and journal are not in "
        "it; keep copies of those apart.",
    )
    backup.add_argument("folder", metavar="DIR", nargs="?", type=Path, help="where to put it")
    backup.set_defaults(run=run_backup)
    restore = steps.add_parser(
        "restore",
        parents=both,
        help="bring a backup back, or move the hub by one",
        description="Put a backup in the place of the hub's data. Who was erased since stays "
        "erased, who lost their access stays without; devices deliver again what the backup does "
        "not know. In a folder with hub.key and journal.jsonl alone the hub is set up anew.",
    )
    restore.add_argument("file", metavar="FILE", type=Path, help="a file that `hub backup` made")
    restore.add_argument(
        "--database",
        default="",
        metavar="URL",
        help="move the hub to postgresql://user@host/name, or to `file` beside its key",
    )
    restore.add_argument(
        "--journal",
        nargs="+",
        default=[],
        type=Path,
        metavar="FILE",
        help="journals of other machines that served this hub",
    )
    restore.add_argument(
        "--without-journal", action="store_true", help="where the hub's journal is lost for good"
    )
    restore.set_defaults(run=run_restore)
    transfer = steps.add_parser(
        "transfer", parents=both, help="give participants or employers to another team"
    )
    transfer.add_argument("ids", metavar="RECORD", nargs="+", help=_RECORD)
    transfer.add_argument("--to", required=True, metavar="TEAM", help="its name or number")
    transfer.set_defaults(run=run_transfer)
    erase = steps.add_parser(
        "erase",
        parents=both,
        help="erase a participant or an employer for good, everywhere",
        description="Erase a participant or an employer with everything that belongs to them: at "
        "the hub now, on each device at its next sync. Nothing brings it back, no backup either.",
    )
    erase.add_argument(
        "id", metavar="RECORD", help="the whole name, or the id as `adviser show` tells it"
    )
    erase.add_argument(
        "--reason", required=True, metavar="TEXT", help="why, without a name; it is kept"
    )
    erase.add_argument("--for-good", action="store_true", help="yes, this is meant")
    erase.set_defaults(run=run_erase)


def run_status(args: argparse.Namespace) -> int:
    """Say how the hub stands; ends with 1 where its account or its journal was changed."""
    from adviser_tui.hub import audit
    from adviser_tui.hub.place import without_password
    from adviser_tui.hub.standing import standing

    with opened_hub(args) as opened:
        with opened.store.reading() as t:
            found = standing(t, opened.hub.epoch(t), opened.hub.now())
            acts = audit.newest(t, max(0, args.acts))
        journal = _journal_trouble(opened.place)
        newest = max(
            (each.stat().st_mtime for each in opened.place.backups.glob("*.hubbackup")), default=0
        )
        folder, address = opened.place.folder, without_password(opened.place.database)
    document = {
        "ok": not (found.audit_wrong_at or found.audit_cuts or journal),
        "folder": str(folder),
        "database": address,
        **{name: getattr(found, name) for name in found.__slots__},
        "journal_trouble": journal,
        "last_backup_at": moment(int(newest * 1000)) if newest else None,
        "acts": [
            {"n": e.n, "at": moment(e.at_ms), "actor": e.actor, "action": e.action, "on": e.subject}
            for e in acts
        ],
    }
    lines = [f"{found.name}: {folder}", f"Data: {address}", *_standing(found)]
    lines.append(
        f"Last backup here: {local_words(int(newest * 1000))}."
        if newest
        else f"There is no backup in {folder / 'backups'}. `adviser hub backup` makes one."
    )
    if journal:
        lines.append(f"WRONG: {journal}")
    lines += [f"  {local_words(e.at_ms)}  {e.action}  {e.subject}  by {e.actor}" for e in acts]
    output.answer(args, document, lines)
    return 0 if document["ok"] else 1


def _journal_trouble(place: "Place") -> str:
    from adviser_tui.errors import StorageError

    try:
        return "" if place.journal.head.strip("0") else "The hub's journal is missing or empty."
    except (StorageError, OSError) as error:
        return str(error)


def _standing(found: "Standing") -> list[str]:
    lines = [
        f"{_many(found.people, 'person', 'people')} in {_many(found.teams, 'team')}, "
        f"{_many(found.devices, 'device')}: {found.quiet} not seen for a month, "
        f"{found.draining} on the way out.",
        f"{_many(found.records, 'record')}, {found.quarantined} set aside for a lead to look at, "
        f"{found.held} waiting for another.",
    ]
    if found.erasures:
        left = found.erasures_unconfirmed
        done = f"{_many(left, 'device')} still to confirm" if left else "confirmed by every device"
        lines.append(f"{_many(found.erasures, 'erasure')}, {done}.")
    if found.audit_wrong_at:
        lines.append(f"WRONG: the account of acts was changed at number {found.audit_wrong_at}.")
    if found.audit_cuts:
        lines.append(
            "WRONG: devices were told of acts that are not in the account any more. `adviser hub "
            "status --acts 50` shows which devices and when."
        )
    return lines


def run_backup(args: argparse.Namespace) -> int:
    """Copy the hub's data, also while it works, and then let go of what is too old."""
    from adviser_tui.hub.backup import back_up
    from adviser_tui.hub.tidying import tidy

    with opened_hub(args) as opened:
        folder = args.folder.expanduser().absolute() if args.folder else opened.place.backups
        made = back_up(opened.store, folder, opened.hub.now())
        # The one thing that is done here day after day.
        tidy(opened.hub)
    document = {"ok": True, "file": str(made.file), "bytes": made.size, "rows": made.rows}
    lines = [
        f"The backup is {made.file}. It is whole, and not encrypted.",
        "Who brings it back needs hub.key and journal.jsonl too, which are not in it.",
    ]
    output.answer(args, document, lines)
    return 0


def run_restore(args: argparse.Namespace) -> int:
    """Bring a backup back."""
    from adviser_tui.hub.backup_file import checked
    from adviser_tui.hub.coming_back import come_back

    file = args.file.expanduser().absolute()
    folder = hub_folder_of(args)
    if not file.exists() and file.name == str(args.file):
        file = folder / "backups" / file.name
    if not file.exists():
        raise NotFoundError(f"There is no file {args.file}. Nothing was changed.")
    head, _ = checked(file)
    back = come_back(
        folder,
        file,
        head,
        now_ms(),
        database=args.database,
        journals=[each.expanduser() for each in args.journal],
        without_journal=args.without_journal,
    )
    document = {
        "ok": True,
        "folder": str(folder),
        "restored_from": str(file),
        "made_at": moment(back.restored.made_ms),
        "rows": back.restored.rows,
        "erased_again": back.restored.erased,
        "people_again": back.restored.people,
        "devices_again": back.restored.devices,
        "kept_aside": str(back.kept_aside or ""),
    }
    output.answer(args, document, _restored(file, back.restored, back.kept_aside))
    return 0


def _restored(file: Path, done: "Restored", aside: Path | None) -> list[str]:
    lines = [
        f"Restored from {file}, made {local_words(done.made_ms)}: {done.rows:,} rows.",
        f"Done again from the journal: {_many(done.erased, 'erasure')}, "
        f"{_many(done.people, 'change')} to people, {done.devices} to devices.",
        "Devices notice at their next sync and deliver what the backup does not know.",
    ]
    if aside:
        lines.append(f"What was there before is kept: {aside}")
    return lines


def run_transfer(args: argparse.Namespace) -> int:
    """Give records to another team."""
    from adviser_tui.hub import people
    from adviser_tui.hub.meant import record_called
    from adviser_tui.hub.transferring import transfer_at_the_hub

    with opened_hub(args) as opened:
        with opened.store.reading() as t:
            team = people.team_called(t, args.to)
            aggs = [record_called(t, each) for each in args.ids]
        moved = transfer_at_the_hub(opened.hub, aggs, team.id)
    document = {"ok": True, "moved": moved, "team": {"number": team.id, "name": team.name}}
    lines = [
        f"Given to {team.name}: {_many(moved, 'record')}, with everything about them.",
        "Devices of the team that had them let go of them at their next sync.",
    ]
    output.answer(args, document, lines)
    return 0


def run_erase(args: argparse.Namespace) -> int:
    """Erase somebody for good."""
    from adviser_tui.hub.audit import AT_THE_HUB
    from adviser_tui.hub.erasing import erase_aggregate, erasure_state
    from adviser_tui.hub.meant import record_called

    if not args.for_good:
        raise RuleError(
            "Erasing cannot be taken back, by a backup neither. Nothing was erased. If it is "
            "meant, add --for-good."
        )
    with opened_hub(args) as opened:
        with opened.store.transaction() as t:
            agg = record_called(t, args.id, in_full=True)
            number = erase_aggregate(opened.hub, t, agg, args.reason, opened.hub.now(), AT_THE_HUB)
            state = erasure_state(t, number)
        opened.store.forget()
    document = {"ok": True, "erasure": number, **state}
    lines = [
        f"Erased at the hub. {_many(state['devices'], 'device')} to follow, each at its "
        "next sync; `adviser hub status` tells how many have not.",
        "What was exported or printed is in nobody's reach from here.",
    ]
    output.answer(args, document, lines)
    return 0


def _many(count: int, one: str, several: str = "") -> str:
    return f"{count:,} {one if count == 1 else several or one + 's'}"
