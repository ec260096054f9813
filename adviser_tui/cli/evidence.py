"""`adviser evidence`: the file that shows a funder what is verified of a job (M10)."""

import argparse
from pathlib import Path
from typing import Any

from adviser_tui.cli import output
from adviser_tui.cli.opening import caseload


def register(commands: Any, shared: argparse.ArgumentParser) -> None:
    """Add `adviser evidence`."""
    evidence = commands.add_parser(
        "evidence", parents=[shared], help="write what is verified of a job, for a funder"
    )
    evidence.add_argument("placement", metavar="PLACEMENT", help="its id, or the participant")
    evidence.add_argument(
        "file", metavar="FILE", type=Path, help="ends in .md, .txt, .csv, .xlsx or .json"
    )
    evidence.add_argument(
        "--rule", default="", metavar="RULE", help="the outcome or the funder, such as ipspc"
    )
    evidence.add_argument(
        "--as-of", default="", metavar="DAY", help="with what was written down by then alone"
    )
    evidence.add_argument(
        "--restricted", action="store_true", help="name somebody whose record is restricted"
    )
    evidence.add_argument("--replace", action="store_true", help="replace a file that is there")
    evidence.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Write the pack and say what it claims."""
    from adviser_tui.cli.verify import find_job, outcome_document
    from adviser_tui.exchange.evidence_file import write_evidence
    from adviser_tui.exchange.writing import PERSONAL
    from adviser_tui.services.evidence_pack import evidence_pack
    from adviser_tui.services.words.dates import understand_day

    with caseload(args, only_reading=True) as office:
        desk = office.desk
        as_of = None
        if args.as_of:
            as_of = understand_day(args.as_of, desk.today, desk.holidays, looking="back")
        placement = find_job(office, args.placement)
        pack = evidence_pack(desk, placement, args.rule, as_of, restricted=args.restricted)
    written = write_evidence(args.file, pack, replace=args.replace)
    document = {
        "ok": True,
        "file": str(written.path),
        "rule": pack.rule.id,
        "rules_of": pack.profile,
        "as_of": pack.as_of,
        "claim": pack.claim,
        "outcome": outcome_document(pack.standing),
        "weeks": written.rows,
    }
    lines = [
        f"{pack.rule.name}: {pack.claim}, as known at the end of {pack.as_of.isoformat()} "
        f"({pack.standing.how}).",
        f"{written.rows} lines of weeks are in {written.path}.",
        PERSONAL,
    ]
    output.answer(args, document, [*lines, *written.remarks])
    return 0
