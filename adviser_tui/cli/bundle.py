"""`adviser bundle`: exchanging with the team by stick, shared folder or mail."""

import argparse
import os
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from adviser_tui.cli import output
from adviser_tui.cli.opening import caseload
from adviser_tui.errors import InputError

if TYPE_CHECKING:
    from adviser_tui.hub.bundles import Arrived, HubRead
    from adviser_tui.services.sync.bundle_reading import Unpacked
    from adviser_tui.services.sync.courier import WhatCame
    from adviser_tui.sync.bundle_place import Bad, Found

_ENDED = {
    "conflict": "with two versions",
    "held": "held until something else arrives",
    "quarantined": "set aside",
    "erased": "about somebody who was erased",
}
"""How a change can end that was not simply taken, in words that follow a number."""


def register(commands: Any, shared: argparse.ArgumentParser) -> None:
    """Add `adviser bundle write` and `adviser bundle read`."""
    bundle = commands.add_parser("bundle", help="exchange with the team by stick, folder or mail")
    inner = bundle.add_subparsers(metavar="STEP", required=True, parser_class=type(bundle))
    write = inner.add_parser(
        "write",
        parents=[shared],
        help="write what the team's hub has not confirmed yet",
        description="Write what the team's hub has not confirmed yet. In a folder the file gets a "
        "name that tells nothing. Only the hub can open it.",
    )
    write.add_argument("place", metavar="PLACE", help="a folder, or a new file *.bundle")
    write.set_defaults(run=run_write)
    read = inner.add_parser(
        "read",
        parents=[shared],
        help="read what is meant for this caseload, or with --hub for the hub",
        description="Read what is meant for this caseload. With --hub it is the hub that reads, "
        "and writes an answer for every device beside what it brought.",
    )
    read.add_argument("place", metavar="PLACE", type=Path, help="a folder, or one file")
    read.add_argument("--hub", action="store_true", help="read as the hub on this machine")
    read.add_argument("--at", metavar="DIR", type=Path, help="with --hub: the folder of the hub")
    read.add_argument(
        "--answers", metavar="DIR", type=Path, help="with --hub: another folder for the answers"
    )
    read.add_argument(
        "--tidy", action="store_true", help="delete our own bundles that nobody needs any more"
    )
    read.set_defaults(run=run_read)


def run_write(args: argparse.Namespace) -> int:
    """Write this device's bundle."""
    from adviser_tui.services.sync.courier import Courier

    place = Path(args.place).expanduser().absolute()
    # A path forgets the slash, by which it was said that a folder is meant.
    if args.place.endswith(("/", os.sep)) and not place.is_dir():
        raise InputError(
            f"There is no such folder: {args.place}. Nothing was written. Look whether the stick "
            "or the shared folder is there.",
            "place",
        )
    with caseload(args, only_to_deliver=True) as office:
        written = Courier(office.database).write(place)
    document = {
        "ok": True,
        "file": str(written.path),
        "changes": written.changes,
        "bytes": written.bytes,
        "deletable": [str(path) for path in written.deletable],
    }
    what = _many(written.changes, "change") if written.changes else "a question for what is new"
    lines = [f"{written.path} holds {what}. Only your team's hub can open it."]
    output.answer(args, document, [*lines, *_needless(written.deletable)])
    return 0


def run_read(args: argparse.Namespace) -> int:
    """Read what a place holds for this caseload, or for the hub."""
    if args.hub or args.at is not None:
        return _read_as_hub(args)
    from adviser_tui.services.sync.courier import Courier
    from adviser_tui.services.sync.stops import WipeOrderedError

    with caseload(args, only_to_deliver=True) as office:
        courier = Courier(office.database)
        try:
            came = courier.read(args.place.expanduser().absolute(), tidy=args.tidy)
        except WipeOrderedError as ordered:
            said = courier.let_go(ordered.notice)
            output.answer(args, {"ok": True, "removed": True, "said": said}, [said])
            return 0
    is_fine = not came.bad and all(each.is_read and not each.is_refused for each in came.unpacked)
    document = {"ok": is_fine, **_document(came)}
    output.answer(args, document, _lines(came, args.place))
    return 0 if is_fine else 1


def _read_as_hub(args: argparse.Namespace) -> int:
    from adviser_tui.hub.bundles import open_bundles

    answers = args.answers.expanduser().absolute() if args.answers else None
    with open_bundles(args.at) as bundles:
        came = bundles.read(args.place.expanduser().absolute(), answers=answers, tidy=args.tidy)
    document = {
        "ok": not came.bad,
        "devices": [
            {
                "file": str(each.path),
                "device": each.dev_no,
                "person": each.person,
                "changes": each.changes,
                "confirmed": each.confirmed,
                "outcomes": each.outcomes,
                "answer": str(each.answer) if each.answer else None,
                "answered_before": each.is_repeat,
            }
            for each in came.arrived
        ],
        **_places(came.found, came.bad, came.deletable, came.tidied),
    }
    output.answer(args, document, _hub_lines(came))
    return 0 if not came.bad else 1


def _document(came: "WhatCame") -> dict[str, object]:
    return {
        "read": [
            {
                "file": str(each.path),
                "confirmed": each.confirmed,
                "rows": each.rows,
                "left": each.left,
                "erased": each.erased,
                "outcomes": each.outcomes,
                "complete": each.is_complete,
                "to_the_end": each.is_read,
                "remarks": each.remarks,
            }
            for each in came.unpacked
        ],
        "read_before": [str(path) for path in came.older],
        "waiting": came.waiting,
        **_places(came.found, came.bad, came.deletable, came.tidied),
    }


def _places(
    found: "Found", bad: "tuple[Bad, ...]", deletable: tuple[Path, ...], gone: tuple[Path, ...]
) -> dict[str, object]:
    return {
        "not_for_us": [str(path) for path in found.others],
        "refused": [{"file": str(each.path), "why": each.why} for each in bad],
        "deletable": [str(path) for path in deletable],
        "deleted": [str(path) for path in gone],
    }


def _lines(came: "WhatCame", place: Path) -> Iterable[str]:
    for each in came.unpacked:
        yield from _unpacked(each)
    if not came.unpacked and not came.bad:
        before = f" {_many(len(came.older), 'bundle')} had been read before." if came.older else ""
        yield f"Nothing new for this caseload in {place}.{before}"
    yield from _others(came.found)
    yield from (each.why for each in came.bad)
    if came.waiting:
        yield (
            f"{_many(came.waiting, 'change')} made here {_waits(came.waiting)} to be confirmed: "
            "`adviser bundle write` takes them along."
        )
    elif came.unpacked:
        yield "Everything recorded here is confirmed by the hub."
    yield from _needless(came.deletable)
    yield from _gone(came.tidied)


def _unpacked(done: "Unpacked") -> Iterable[str]:
    parts = [f"{_many(done.confirmed, 'change')} confirmed", f"{_many(done.rows, 'row')} came in"]
    if done.left:
        parts.append(f"{done.left:,} no longer shared with you")
    if done.erased:
        parts.append(f"{done.erased:,} erased for good")
    yield f"{done.path.name}: {', '.join(parts)}."
    if ended := _ends(done.outcomes):
        yield f"  Of your changes {ended}. The sync screen shows them."
    yield from (f"  {remark}" for remark in done.remarks)
    if done.is_read and not done.is_complete and not done.remarks:
        yield "  Not everything that the hub has was in it."


def _hub_lines(came: "HubRead") -> Iterable[str]:
    for each in came.arrived:
        yield _arrived(each)
    if not came.arrived and not came.bad:
        yield f"Nothing for the hub in {came.found.place}."
    yield from _others(came.found)
    yield from (each.why for each in came.bad)
    yield from _needless(came.deletable)
    yield from _gone(came.tidied)


def _arrived(each: "Arrived") -> str:
    new = f"{each.confirmed:,} of them new" if each.changes else "nothing to confirm"
    ended = f", {_ends(each.outcomes)}" if each.outcomes else ""
    answer = each.answer.name if each.answer else ""
    if each.is_repeat:
        told = f" The answer lies there already: {answer}."
    else:
        told = f" Answer: {answer}." if answer else " A newer bundle of it was answered."
    brought = f"{_many(each.changes, 'change')}, {new}{ended}"
    return f"{each.person} (device {each.dev_no}): {brought}.{told}"


def _ends(outcomes: Mapping[str, int]) -> str:
    return ", ".join(f"{many:,} {_ENDED.get(how, how)}" for how, many in sorted(outcomes.items()))


def _others(found: "Found") -> Iterable[str]:
    if found.others:
        yield f"{_many(len(found.others), 'bundle')} meant for others, left alone."


def _needless(paths: tuple[Path, ...]) -> Iterable[str]:
    if paths:
        names = ", ".join(path.name for path in paths[:5])
        more = f" and {len(paths) - 5:,} more" if len(paths) > 5 else ""
        yield f"May be deleted, or with `adviser bundle read --tidy`: {names}{more}."


def _gone(paths: tuple[Path, ...]) -> Iterable[str]:
    if paths:
        yield f"{_many(len(paths), 'bundle')} that nobody needs any more deleted."


def _many(count: int, noun: str) -> str:
    return f"{count:,} {noun}" if count == 1 else f"{count:,} {noun}s"


def _waits(count: int) -> str:
    return "waits" if count == 1 else "wait"
