"""`adviser follow-up` and `adviser promise`: what becomes of what is owed."""

import argparse
from datetime import date
from typing import TYPE_CHECKING, Any

from adviser_tui.cli import output
from adviser_tui.cli.opening import caseload

if TYPE_CHECKING:
    from adviser_tui.services.office import Office


def register(commands: Any, shared: argparse.ArgumentParser) -> None:
    """Add the commands about follow-ups and promises."""
    follow_up = commands.add_parser("follow-up", help="do, move or cancel follow-ups")
    doing = follow_up.add_subparsers(metavar="WHAT", required=True, parser_class=type(follow_up))
    done = doing.add_parser("done", parents=[shared], help="it is done; say what comes next")
    _ids(done)
    done.add_argument("--note", default="", metavar="TEXT", help="what came of it")
    done.add_argument("--next", metavar="STEP", help='the next step, such as "fri ring back"')
    done.set_defaults(run=run_done)
    move = doing.add_parser("move", parents=[shared], help="do it on another day")
    _ids(move)
    move.add_argument("--to", required=True, metavar="DAY", help="fri, +1w, 24/12")
    move.add_argument("--agreed", action="store_true", help="the other side agreed to it")
    move.set_defaults(run=run_move)
    cancel = doing.add_parser("cancel", parents=[shared], help="it will not be done; say why")
    _ids(cancel)
    cancel.add_argument("--reason", required=True, metavar="TEXT", help="why it is not done")
    cancel.set_defaults(run=run_cancel)

    promise = commands.add_parser("promise", help="say how a promise turned out")
    turning = promise.add_subparsers(metavar="WHAT", required=True, parser_class=type(promise))
    keep = turning.add_parser("keep", parents=[shared], help="it was kept")
    _ids(keep)
    keep.add_argument("--beaten", action="store_true", help="more was done than promised")
    keep.add_argument("--note", default="", metavar="TEXT", help="what came of it")
    keep.set_defaults(run=run_keep)
    broken = turning.add_parser("break", parents=[shared], help="it will not be kept")
    broken.add_argument("id", metavar="ID", help="an id, its end or its beginning")
    broken.add_argument("--reason", required=True, metavar="TEXT", help="why not")
    broken.set_defaults(run=run_break)
    moved = turning.add_parser("move", parents=[shared], help="another day was agreed")
    _ids(moved)
    moved.add_argument("--to", required=True, metavar="DAY", help="fri, +1w, 24/12")
    moved.set_defaults(run=run_promise_move)


def _ids(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("id", nargs="+", metavar="ID", help="an id, its end or its beginning")


def run_done(args: argparse.Namespace) -> int:
    """Mark follow-ups done, with the next step of a single one."""
    from adviser_tui.services.words.next_step import understand_next_step

    with caseload(args) as office:
        ids = _found(office, "follow_up", args.id)
        desk = office.desk
        what = office.follow_ups.one(ids[0]).what
        said = args.next
        step = understand_next_step(said, desk.today, desk.holidays, what) if said else None
        office.today.done(ids, step, args.note)
        document = {"ok": True, "follow_ups": [office.follow_ups.one(each) for each in ids]}
    words = f"Done: {what}." if len(ids) == 1 else f"{len(ids)} follow-ups done."
    output.answer(args, document, [words])
    return 0


def run_move(args: argparse.Namespace) -> int:
    """Move follow-ups to another day."""
    with caseload(args) as office:
        ids = _found(office, "follow_up", args.id)
        office.follow_ups.move(ids, day_of(office, args.to), agreed=args.agreed)
        rows = [office.follow_ups.one(each) for each in ids]
    lines = [f"{row.what}: {row.words}{_aside(row.flags)}." for row in rows]
    output.answer(args, {"ok": True, "follow_ups": rows}, lines)
    return 0


def run_cancel(args: argparse.Namespace) -> int:
    """Cancel follow-ups with the reason."""
    with caseload(args) as office:
        ids = _found(office, "follow_up", args.id)
        office.follow_ups.cancel(ids, args.reason)
        rows = [office.follow_ups.one(each) for each in ids]
    lines = [f"{row.what}: {row.words}." for row in rows]
    output.answer(args, {"ok": True, "follow_ups": rows}, lines)
    return 0


def run_keep(args: argparse.Namespace) -> int:
    """Close promises that were kept."""
    with caseload(args) as office:
        ids = _found(office, "promise", args.id)
        office.promises.keep_all(ids, args.note, beaten=args.beaten)
        rows = [office.promises.one(each) for each in ids]
    lines = [f"{row.what}: {row.words}." for row in rows]
    output.answer(args, {"ok": True, "promises": rows}, lines)
    return 0


def run_break(args: argparse.Namespace) -> int:
    """Say that a promise will not be kept."""
    with caseload(args) as office:
        (promise,) = _found(office, "promise", [args.id])
        office.promises.break_off(promise, args.reason)
        row = office.promises.one(promise)
    output.answer(args, {"ok": True, "promises": [row]}, [f"{row.what}: {row.words}."])
    return 0


def run_promise_move(args: argparse.Namespace) -> int:
    """Give promises another day."""
    with caseload(args) as office:
        ids = _found(office, "promise", args.id)
        office.promises.move_all(ids, day_of(office, args.to))
        rows = [office.promises.one(each) for each in ids]
    lines = [f"{row.what}: {row.words}." for row in rows]
    output.answer(args, {"ok": True, "promises": rows}, lines)
    return 0


def day_of(office: "Office", text: str) -> date:
    """Return the day that was said in words, seen from the adviser's own day."""
    from adviser_tui.services.words.dates import understand_day

    return understand_day(text, office.desk.today, office.desk.holidays)


def _found(office: "Office", table: str, texts: list[str]) -> list[str]:
    from adviser_tui.services.records.finding import find_id

    return [find_id(office, table, text) for text in texts]


def _aside(flags: tuple[str, ...]) -> str:
    return f" ({', '.join(flags)})" if flags else ""
