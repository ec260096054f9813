"""`adviser today`: who and what comes first, and why."""

import argparse
from datetime import date
from typing import Any

from adviser_tui.cli import output
from adviser_tui.cli.opening import caseload
from adviser_tui.cli.owed import day_of


def register(commands: Any, shared: argparse.ArgumentParser) -> None:
    """Add `adviser today`."""
    today = commands.add_parser(
        "today", parents=[shared], help="what is owed, the most pressing first"
    )
    today.add_argument("--plain", action="store_true", help="sentences, for a screen reader")
    today.add_argument("--on", metavar="DATE", help="as it will look on another day")
    today.add_argument(
        "--show",
        choices=("all", "mine", "cover", "deputy", "employer", "participant"),
        default="all",
        metavar="PART",
        help="a part: all, mine, cover, deputy, employer or participant",
    )
    today.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Print the list of Today."""
    with caseload(args, only_reading=True) as office:
        on = day_of(office, args.on) if args.on else office.desk.today
        rows = office.today.rows(args.show, on)
    document = {
        "on": on,
        "rows": [
            {
                "id": row.id,
                "matter": row.owed.matter,
                "rank": row.rank,
                "reason": row.reason,
                "subject": row.owed.subject,
                "what": row.owed.what,
                "side": row.owed.side,
                "due_on": row.owed.due_on,
                "due_time": row.owed.due_time,
                "participant_id": row.owed.participant_id,
                "employer_id": row.owed.employer_id,
                "vacancy_id": row.owed.vacancy_id,
                "quiet_days": row.quiet_days,
            }
            for row in rows
        ],
    }
    output.answer(args, document, _lines(rows, on, args.plain))
    return 0


def _lines(rows: Any, on: date, plain: bool) -> list[str]:
    from adviser_tui.services.measures.saying import sentence
    from adviser_tui.services.record_ids import short_id

    if not rows:
        return [f"Nothing is owed on {on:%A} {on.day} {on:%B}."]
    lines = [f"{on:%A} {on.day} {on:%B}: {len(rows)} to look at."]
    heading = ""
    for place, row in enumerate(rows, 1):
        if row.heading != heading:
            heading = row.heading
            lines += [f"{heading}."] if plain else ["", heading]
        owed = row.owed
        if plain:
            subject = f"{owed.subject}: " if owed.subject else ""
            lines.append(
                f"{place}. {subject}{sentence(owed.what)} Why: {row.reason}. "
                f"Id: {short_id(row.id)}."
            )
        else:
            lines.append(
                f"  {short_id(row.id)}  {output.fit(owed.subject, 28)} "
                f"{output.fit(owed.what, 40)} {row.reason}"
            )
    return lines
