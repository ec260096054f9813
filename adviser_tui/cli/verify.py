"""`adviser verify`: what was found out about the weeks of a job, and what is due (M10)."""

import argparse
from typing import TYPE_CHECKING, Any

from adviser_tui.cli import output
from adviser_tui.cli.opening import caseload

if TYPE_CHECKING:
    from adviser_tui.services.office import Office
    from adviser_tui.services.outcome_checks import CheckDraft, Verified


def register(commands: Any, shared: argparse.ArgumentParser) -> None:
    """Add `adviser verify`."""
    verify = commands.add_parser(
        "verify", parents=[shared], help="whether a job still goes on, week by week, and how known"
    )
    verify.add_argument(
        "placement", metavar="PLACEMENT", nargs="?", default="", help="its id, or the participant"
    )
    verify.add_argument(
        "weeks", metavar="WEEK", nargs="?", default="", help="13, or 1-13; counted from the start"
    )
    verify.add_argument("answer", metavar="ANSWER", nargs="?", default="", help="yes, no, unknown")
    verify.add_argument(
        "amounts",
        metavar="AMOUNT",
        nargs="*",
        help="hours in each week (7h), and what was earned in all of them (£2720)",
    )
    verify.add_argument(
        "--evidence",
        default="",
        metavar="KIND",
        help="payslip, employer, participant or system",
    )
    verify.add_argument("--on", default="today", metavar="DAY", help="found out when, if not today")
    verify.add_argument("--note", default="", metavar="TEXT", help="such as where the payslip is")
    change = verify.add_mutually_exclusive_group()
    change.add_argument("--due", action="store_true", help="list what is due, without PLACEMENT")
    change.add_argument("--correct", default="", metavar="CHECK", help="put this in its place")
    change.add_argument("--take-back", default="", metavar="CHECK", help="take a check off")
    verify.add_argument("--reason", default="", metavar="TEXT", help="why, with those two")
    verify.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Keep a check, or show what is known and what is due."""
    from adviser_tui.errors import UsageError

    if args.due:
        if args.placement:
            raise UsageError("--due lists all jobs; leave the placement out.")
        return _due(args)
    if args.take_back:
        return _take_back(args)
    if not args.placement:
        raise UsageError("Name a placement or a participant, or --due for what is due.")
    if not args.weeks:
        return _show(args)
    if not args.answer:
        raise UsageError("Say whether it was worked: yes, no or unknown.")
    return _keep(args)


def _keep(args: argparse.Namespace) -> int:
    with caseload(args) as office:
        draft = _draft(office, args)
        if args.correct:
            check = _find_check(office, args.correct)
            done = office.outcome_checks.correct(check, draft, args.reason)
        else:
            done = office.outcome_checks.record(find_job(office, args.placement), draft)
    return _answer(args, done)


def _draft(office: "Office", args: argparse.Namespace) -> "CheckDraft":
    from adviser_tui.services.outcome_checks import CheckDraft
    from adviser_tui.services.outcome_words import (
        understand_amounts,
        understand_answer,
        understand_evidence,
        understand_weeks,
    )
    from adviser_tui.services.words.dates import understand_day

    desk = office.desk
    week, weeks = understand_weeks(args.weeks)
    amounts = understand_amounts(args.amounts, _home(office, args.placement))
    return CheckDraft(
        week,
        weeks,
        understand_answer(args.answer),
        minutes=amounts.minutes,
        earned=amounts.earned,
        currency=amounts.currency,
        evidence=understand_evidence(args.evidence) if args.evidence else None,
        checked_on=understand_day(args.on, desk.today, desk.holidays, looking="back"),
        note=args.note,
    )


def _home(office: "Office", text: str) -> str:
    return office.outcome_checks.job(find_job(office, text)).currency


def _take_back(args: argparse.Namespace) -> int:
    with caseload(args) as office:
        check = _find_check(office, args.take_back)
        done = office.outcome_checks.take_back(check, args.reason)
    return _answer(args, done)


def _answer(args: argparse.Namespace, done: "Verified") -> int:
    document = {
        "ok": True,
        "check": done.check,
        "check_id": done.check.id,
        "state": done.state,
        "outcomes": [outcome_document(each) for each in done.standings],
    }
    verb = "Taken back: " if args.take_back else ""
    lines = [f"{verb}{done.participant} at {done.employer}, {done.check.words}."]
    lines += [f"  {each.words}" for each in done.standings]
    output.answer(args, document, [*lines, f"Id {done.check.id}"])
    return 0


def outcome_document(standing: Any) -> dict[str, object]:
    """Return how an outcome stands for scripts."""
    return {
        "rule": standing.rule.id,
        "name": standing.rule.name,
        "due_on": standing.due_on,
        "grace_ends": standing.grace_ends,
        "standing": standing.standing.name.lower(),
        "is_due": standing.is_due,
        "words": standing.words,
        "how": standing.how,
    }


def _show(args: argparse.Namespace) -> int:
    with caseload(args, only_reading=True) as office:
        placement = find_job(office, args.placement)
        job = office.outcome_checks.job(placement)
        standings = office.outcome_checks.standings(placement)
        checks = office.outcome_checks.of_placement(placement)
        row = office.placements.one(placement)
    document = {
        "placement": row,
        "week": job.week_on(office.desk.today),
        "outcomes": [outcome_document(each) for each in standings],
        "checks": checks,
    }
    lines = [f"{row.participant}, {row.role} at {row.employer}: {row.words}."]
    lines += [f"  {each.words} ({each.how})" for each in standings]
    lines += [f"  {each.words} [{each.id[-8:]}]" for each in checks] or ["  Nothing verified yet."]
    output.answer(args, document, lines)
    return 0


def _due(args: argparse.Namespace) -> int:
    with caseload(args, only_reading=True) as office:
        found = office.outcome_checks.due(whatever_age=True)
        today = office.desk.today
    lines = []
    for each in found:
        late = "" if today <= each.grace_ends else ", counted as not verified until it is"
        lines.append(f"{each.words}{late} ({', '.join(each.names)}) [{each.placement_id[-8:]}]")
    output.answer(args, {"due": found}, lines or ["No check of a job is due."])
    return 0


def find_job(office: "Office", text: str) -> str:
    """Return the job that is meant by its id, or by whose it is where there is one that counts."""
    from adviser_tui.cli.match_parsing import find_id
    from adviser_tui.errors import AdviserError, NotFoundError

    try:
        return find_id(office, "placement", text)
    except NotFoundError:
        whose = office.placements.of_participant(office.lookup.participant(text))
    counting = []
    for row in whose:
        try:
            office.outcome_checks.job(row.id)
        except AdviserError:
            continue
        counting.append(row)
    running = [row for row in counting if not row.ended_on]
    for some in (running, counting):
        if len(some) == 1:
            return some[0].id
    raise NotFoundError(
        f"“{text[:60]}” has {len(counting) or 'no'} paid jobs that began; name the one by its id.",
        tuple(f"{row.id}  {row.role}, {row.employer}: {row.words}" for row in whose),
    )


def _find_check(office: "Office", text: str) -> str:
    from adviser_tui.cli.match_parsing import find_id

    return find_id(office, "outcome_check", text)
