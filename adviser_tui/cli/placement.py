"""`adviser placement agree`, `start` and `end`: the jobs that come of it."""

import argparse
from typing import TYPE_CHECKING, Any

from adviser_tui.cli import output
from adviser_tui.cli.opening import caseload

if TYPE_CHECKING:
    from adviser_tui.services.office import Office
    from adviser_tui.services.placements import PlacementRow

KINDS = ("job", "apprenticeship", "self_employment", "trial", "volunteering")


def register(commands: Any, shared: argparse.ArgumentParser) -> None:
    """Add the commands about jobs."""
    placement = commands.add_parser("placement", help="a job that was agreed, began or ended")
    steps = placement.add_subparsers(metavar="STEP", required=True)
    agree = steps.add_parser("agree", parents=[shared], help="a job was agreed")
    agree.add_argument(
        "submission",
        metavar="SUBMISSION",
        nargs="?",
        default="",
        help="the accepted submission: its id, or PARTICIPANT/VACANCY",
    )
    agree.add_argument(
        "--participant", default="", metavar="WHO", help="who found a job without us"
    )
    agree.add_argument("--employer", default="", metavar="WHO", help="with whom")
    agree.add_argument(
        "--found-by", choices=("self", "partner"), default="self", help="who found it, if not us"
    )
    agree.add_argument(
        "--kind",
        choices=KINDS,
        help="what kind of work it is, if not what the vacancy says; trials are no job yet",
    )
    agree.add_argument("--role", default="", metavar="TEXT", help="what the job is")
    agree.add_argument("--starts", default="", metavar="DAY", help="the first day: mon, 7/12")
    agree.add_argument(
        "--contract", default="", metavar="TEXT", help="such as permanent or temporary"
    )
    agree.add_argument("--mentor", default="", metavar="NAME", help="who looks after them at work")
    agree.add_argument(
        "--support-plan", default="", metavar="TEXT", help="who asks after it, and how often"
    )
    agree.set_defaults(run=run_agree)
    start = steps.add_parser("start", parents=[shared], help="the first day was worked")
    start.add_argument("placement", metavar="PLACEMENT", help="its id, or the participant")
    start.add_argument("--on", default="today", metavar="DAY", help="which day, if not today")
    start.set_defaults(run=run_start)
    end = steps.add_parser("end", parents=[shared], help="the job ended")
    end.add_argument("placement", metavar="PLACEMENT", help="its id, or the participant")
    end.add_argument("--on", default="today", metavar="DAY", help="which day, if not today")
    end.add_argument("--why", default="", metavar="TEXT", help="why, in a few words")
    end.set_defaults(run=run_end)


def run_agree(args: argparse.Namespace) -> int:
    """Keep a job that was agreed."""
    from adviser_tui.cli.match_parsing import find_submission
    from adviser_tui.errors import UsageError
    from adviser_tui.services.placements import PlacementDraft
    from adviser_tui.services.words.dates import understand_day
    from models.kinds import FoundBy, PlacementKind

    if bool(args.submission) == bool(args.participant):
        raise UsageError("Name an accepted submission, or --participant and --employer.")
    with caseload(args) as office:
        desk = office.desk
        lookup = office.lookup
        draft = PlacementDraft(
            submission_id=find_submission(office, args.submission) if args.submission else None,
            participant_id=lookup.participant(args.participant) if args.participant else None,
            employer_id=lookup.employer(args.employer) if args.employer else None,
            role=args.role,
            starts_on=understand_day(args.starts, desk.today, desk.holidays)
            if args.starts
            else None,
            contract=args.contract,
            mentor=args.mentor,
            support_plan=args.support_plan,
            found_by=FoundBy.US if args.submission else FoundBy(args.found_by),
            kind=PlacementKind(args.kind) if args.kind else None,
        )
        row = office.placements.agree(draft)
    return _answer(args, row)


def run_start(args: argparse.Namespace) -> int:
    """Record the first day worked."""
    from adviser_tui.services.words.dates import understand_day

    with caseload(args) as office:
        desk = office.desk
        on = understand_day(args.on, desk.today, desk.holidays, looking="back")
        row = office.placements.start(_find(office, args.placement, "agreed"), on)
    return _answer(args, row)


def run_end(args: argparse.Namespace) -> int:
    """Record that a job ended."""
    from adviser_tui.services.words.dates import understand_day

    with caseload(args) as office:
        desk = office.desk
        on = understand_day(args.on, desk.today, desk.holidays, looking="back")
        row = office.placements.end(_find(office, args.placement, ""), on, args.why)
    return _answer(args, row)


def _find(office: "Office", text: str, state: str) -> str:
    """Return the placement that is meant by its id or by whose it is."""
    from adviser_tui.cli.match_parsing import find_id
    from adviser_tui.errors import NotFoundError

    try:
        return find_id(office, "placement", text)
    except NotFoundError:
        whose = office.placements.of_participant(office.lookup.participant(text))
        running = [
            row.id for row in whose if row.state == state or (not state and not row.ended_on)
        ]
        if len(running) == 1:
            return running[0]
        raise NotFoundError(
            f"“{text[:60]}” has {len(running) or 'no'} such placements; name the one by its id.",
            tuple(f"{row.id}  {row.role}, {row.employer}: {row.words}" for row in whose),
        ) from None


def _answer(args: argparse.Namespace, row: "PlacementRow") -> int:
    document = {"ok": True, "placement": row, "placement_id": row.id, "state": row.state}
    lines = [f"{row.participant}, {row.role} at {row.employer}: {row.words}.", f"Id {row.id}"]
    output.answer(args, document, lines)
    return 0
