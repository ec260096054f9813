"""`adviser report`: the week on one page, and a team's advisers beside each other for its lead."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Any

from adviser_tui.cli import output
from adviser_tui.cli.opening import caseload
from adviser_tui.errors import InputError

if TYPE_CHECKING:
    from adviser_tui.services.reports.week import Report

_FILES = (
    ("csv", ".csv", "a table"),
    ("xlsx", ".xlsx", "an Excel workbook"),
    ("page", ".html or .txt", "one page for the team meeting"),
)
"""Options that name a file: how it must end, and what it is."""
_ENDINGS = {"csv": (".csv",), "xlsx": (".xlsx",), "page": (".html", ".htm", ".txt")}


def register(commands: Any, shared: argparse.ArgumentParser) -> None:
    """Add the reports."""
    report = commands.add_parser("report", help="the week's report, on screen or in a file")
    kinds = report.add_subparsers(metavar="WHAT", required=True, parser_class=type(report))
    week = kinds.add_parser("week", parents=[shared], help="the measures, and what to talk about")
    _when(week)
    week.add_argument("--plain", action="store_true", help="sentences; they are what is printed")
    whose = week.add_mutually_exclusive_group()
    whose.add_argument("--team", action="store_true", help="the team's taken together")
    whose.add_argument("--of", metavar="COLLEAGUE", help="a colleague's: the name or the id")
    for name, ending, words in _FILES:
        week.add_argument(f"--{name}", type=Path, metavar="FILE", help=f"{words}: {ending}")
    week.add_argument("--replace", action="store_true", help="replace files that are there")
    week.set_defaults(run=run_week)
    team = kinds.add_parser(
        "team", parents=[shared], help="each adviser of the team with their own target; for a lead"
    )
    _when(team)
    team.set_defaults(run=run_team)


def _when(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--week", metavar="WEEK", help="2026-W47, or a day in it; else this week")


def run_week(args: argparse.Namespace) -> int:
    """Print the report, or write it to the files that are named."""
    from adviser_tui.cli.measure import period_of, whose_of
    from adviser_tui.services.reports.plain import plain_report
    from adviser_tui.services.reports.table import report_document
    from adviser_tui.services.reports.week import week_report

    files = _files(args)
    with caseload(args, only_reading=True) as office:
        report = week_report(office, period_of(office, args), whose_of(office, args))
    written = [_write(path, report, replace=args.replace) for path in files]
    document = report_document(report)
    lines: list[str] = [] if args.json else list(plain_report(report))
    if written:
        document = {"ok": True, "files": [str(each) for each in written], **document}
        lines = [f"The report is in {each}." for each in written]
    output.answer(args, document, lines)
    if written:
        from adviser_tui.exchange.report_files import FOR_A_MEETING

        output.tell(FOR_A_MEETING)
    return 0


def run_team(args: argparse.Namespace) -> int:
    """Print the team's advisers beside each other."""
    from adviser_tui.cli.measure import period_of
    from adviser_tui.services.measures.team import team_document, team_lines, team_week

    with caseload(args, only_reading=True) as office:
        found = team_week(office, period_of(office, args))
    output.answer(args, team_document(found), team_lines(found))
    return 0


def _files(args: argparse.Namespace) -> list[Path]:
    """Return the files that are named, each with the ending that its option asks for."""
    found = []
    for name, ending, _ in _FILES:
        path: Path | None = getattr(args, name)
        if path is None:
            continue
        path = path.expanduser()
        if path.suffix.lower() not in _ENDINGS[name]:
            raise InputError(f"A file for --{name} ends in {ending}: {path.name}.", "file")
        if path.is_file() and not args.replace:
            raise InputError(
                f"There already is a file {path}. It was left as it is. Choose another name, or"
                " add --replace.",
                "file",
            )
        found.append(path)
    return found


def _write(path: Path, report: "Report", *, replace: bool) -> Path:
    from adviser_tui.exchange.report_files import write_report

    return write_report(path, report, replace=replace).path
