"""`adviser sync`: bring this caseload and the team's hub together, and what came of it."""

import argparse
from typing import TYPE_CHECKING, Any

from adviser_tui.cli import output
from adviser_tui.cli.opening import caseload
from adviser_tui.errors import UsageError

if TYPE_CHECKING:
    from adviser_tui.services.office import Office
    from adviser_tui.services.sync.progress import SyncDone
    from adviser_tui.services.sync.waiting import Delivery, Issue


def register(commands: Any, shared: argparse.ArgumentParser) -> None:
    """Add the command with what goes on about it."""
    sync = commands.add_parser(
        "sync",
        parents=[shared],
        help="bring this caseload and the team's hub together",
        description="Send what waits and fetch what the others recorded. ctrl+c stops it; what "
        "was confirmed is confirmed, and the next sync goes on from there.",
    )
    sync.set_defaults(run=run_sync)
    steps = sync.add_subparsers(metavar="STEP", parser_class=type(sync))
    status = steps.add_parser("status", parents=[shared], help="where it stands; asks nobody")
    status.set_defaults(run=run_status)
    check = steps.add_parser(
        "check",
        parents=[shared],
        help="sync, and compare everything here with the hub",
        description="Sync, and compare everything here with what the hub has, by counts and sums. "
        "What is not the same is fetched anew. This happens by itself once a week.",
    )
    check.set_defaults(run=run_check)
    waiting = steps.add_parser(
        "waiting", parents=[shared], help="what waits, and what the hub did not take and why"
    )
    waiting.add_argument(
        "--confirmed", action="store_true", help="also what the hub confirmed last, and when"
    )
    waiting.add_argument("--limit", type=int, default=50, metavar="N", help="how many actions")
    waiting.set_defaults(run=run_waiting)
    again = steps.add_parser(
        "again", parents=[shared], help="send once more what was set aside or not accepted"
    )
    again.add_argument("number", metavar="NUMBER", help="as `sync waiting` shows it")
    again.add_argument(
        "--give-up", action="store_true", help="do not send it; take it off the list"
    )
    again.set_defaults(run=run_again)
    allow = steps.add_parser(
        "allow", parents=[shared], help="let go of much that the hub does not have any more"
    )
    allow.set_defaults(run=run_allow)


def run_sync(args: argparse.Namespace) -> int:
    """Sync, with its progress on standard error."""
    return _run(args, must_compare=False)


def run_check(args: argparse.Namespace) -> int:
    """Sync, and compare both sides; ends with 1 where they could not be compared."""
    return _run(args, must_compare=True)


def _run(args: argparse.Namespace, *, must_compare: bool) -> int:
    from adviser_tui.cli import STOPPED

    with caseload(args, only_to_deliver=True) as office:
        done = now(office, must_compare=must_compare)
        issues = office.sync.waiting.issues()
        pairs = office.sync.conflicts.count()
    document = {
        "ok": not done.is_stopped,
        "synced": done.is_synced,
        "complete": done.is_complete,
        "stopped": done.is_stopped,
        "sent": done.sent,
        "fetched": done.fetched,
        "left": done.left,
        "erased": done.erased,
        "waiting": done.waiting,
        "compared": done.is_compared,
        "differing": done.differing,
        "conflicts": pairs,
        "issues": issues,
    }
    output.answer(args, document, _lines(done, [e for e in issues if e.is_new], pairs))
    if done.is_stopped:
        return STOPPED
    return int(must_compare and not done.is_compared)


def now(office: "Office", *, must_compare: bool = False) -> "SyncDone":
    """Sync, until it is through or ctrl+c was pressed, and say meanwhile how far it is."""
    from adviser_tui.cli.progress import Counting, interruptible

    with interruptible(office.sync.cancel) as is_stopped, Counting() as counting:
        return office.sync.now(
            lambda far: counting.say(f"{far.in_words()}."), is_stopped, must_compare=must_compare
        )


def _lines(done: "SyncDone", issues: list["Issue"], pairs: int) -> list[str]:
    lines = head_of(done)
    if done.is_stopped:
        return lines
    if done.left:
        who = "participant or employer is" if done.left == 1 else "participants or employers are"
        lines.append(f"{done.left:,} {who} no longer shared with you.")
    if done.erased:
        was = "record was" if done.erased == 1 else "records were"
        lines.append(f"{done.erased:,} {was} erased on request.")
    if pairs:
        lines.append(f"{pairs:,} to choose between two versions: `adviser conflicts`.")
    aside = sum(each.state == "set aside" for each in issues)
    if aside:
        was = "was" if aside == 1 else "were"
        lines.append(f"{aside:,} {was} set aside for your team lead: `adviser sync waiting`.")
    if others := len(issues) - aside:
        lines.append(f"{others:,} the hub did not simply take: `adviser sync waiting`.")
    if done.differing:
        lines.append("Not everything was the same as at the hub; what differed was fetched anew.")
    elif done.is_compared:
        lines.append("Compared with the hub: everything is the same.")
    return [*lines, *done.remarks]


def head_of(done: "SyncDone") -> list[str]:
    """Return in a line what came of a sync."""
    if done.is_stopped:
        return [f"Stopped. {done.waiting:,} waiting; nothing is lost. `adviser sync` goes on."]
    head = "Synced." if done.is_synced else f"Not through yet: {done.waiting:,} waiting."
    sent = f"{done.sent:,} change{'' if done.sent == 1 else 's'}"
    fetched = f"{done.fetched:,} record{'' if done.fetched == 1 else 's'}"
    return [f"{head} Sent {sent}, fetched {fetched}."]


def run_status(args: argparse.Namespace) -> int:
    """Say where the exchange stands, without asking the hub."""
    with caseload(args, only_reading=True) as office:
        status = office.sync.status()
    document = {
        "joined": status.is_joined,
        "synced": status.is_synced,
        "line": status.line(),
        "hub": status.hub,
        "user": status.user_name,
        "role": status.role,
        "teams": status.teams,
        "waiting": status.waiting,
        "to_look_at": status.to_look_at,
        "to_decide": status.set_aside,
        "last_synced": status.last,
        "trouble": status.trouble,
        "clock_difference_ms": status.clock_ms,
    }
    if not status.is_joined:
        alone = "This caseload works alone. `adviser join ADDRESS CODE` makes it one of a team's."
        output.answer(args, document, [alone])
        return 0
    at = f" at {status.hub}" if status.hub else ""
    lines = [status.line(), f"You are {status.user_name}{at}."]
    if status.trouble:
        lines.append(status.trouble)
    output.answer(args, document, lines)
    return 0


def run_waiting(args: argparse.Namespace) -> int:
    """List what waits and what the hub did not simply take."""
    with caseload(args, only_reading=True) as office:
        waiting = office.sync.waiting.rows(args.limit)
        heard = office.sync.waiting.confirmed(args.limit) if args.confirmed else ()
        # What was set aside stands below with its reason, and nothing is kept of what was let go.
        confirmed = tuple(one for one in heard if one.is_taken and one.words != "nothing")
        issues = office.sync.waiting.issues()
        count = office.sync.waiting.count()
    document = {
        "waiting": count,
        "actions": waiting,
        "confirmed": confirmed,
        "issues": issues,
    }
    lines = [_delivery(each) for each in waiting] or ["Nothing waits."]
    if confirmed:
        lines += ["", "Confirmed by the hub:", *map(_delivery, confirmed)]
    if issues:
        lines += ["", "Not simply taken:", *map(_issue, issues)]
    output.answer(args, document, lines)
    return 0


def _delivery(row: "Delivery") -> str:
    at = f"{row.at:%d %b %H:%M}" if row.at else "            "
    sure = ""
    if row.state == "confirmed":
        sure = f" (confirmed {row.confirmed_at:%d %b %H:%M})" if row.confirmed_at else ""
    return f"{at}  {row.words}{sure}"


def _issue(issue: "Issue") -> str:
    what = f" ({issue.fields})" if issue.fields else ""
    return f"{issue.number:>6}  {issue.state}: {issue.record}{what}. {issue.sentence}"


def run_again(args: argparse.Namespace) -> int:
    """Send something once more, or let it be."""
    if not args.number.isdecimal():
        raise UsageError("NUMBER is a whole number, as `adviser sync waiting` shows it.")
    number = int(args.number)
    with caseload(args) as office:
        waiting = office.sync.waiting
        record = waiting.give_up(number) if args.give_up else waiting.again(number)
    said = "Let be" if args.give_up else "Sent with the next sync"
    document = {"ok": True, "number": number, "record": record, "given_up": args.give_up}
    output.answer(args, document, [f"{said}: {record}."])
    return 0


def run_allow(args: argparse.Namespace) -> int:
    """Let go of much at once, as somebody decided."""
    with caseload(args) as office:
        rows = office.sync.allow_sweep()
    said = f"Let go of {rows:,} records that the hub does not have any more."
    output.answer(args, {"ok": True, "rows": rows}, [said, "`adviser sync` goes on."])
    return 0
