"""`adviser undo`, `adviser redo`, `adviser history`."""

import argparse
from typing import Any

from adviser_tui.cli import output
from adviser_tui.cli.opening import caseload


def register(commands: Any, shared: argparse.ArgumentParser) -> None:
    """Add the commands about what was done."""
    undo = commands.add_parser("undo", parents=[shared], help="take the last action back")
    undo.set_defaults(run=run_undo)
    redo = commands.add_parser("redo", parents=[shared], help="do it again")
    redo.set_defaults(run=run_redo)
    history = commands.add_parser(
        "history", parents=[shared], help="what was done here, the newest first"
    )
    history.add_argument("--limit", type=int, default=20, metavar="N", help="how many actions")
    history.set_defaults(run=run_history)


def run_undo(args: argparse.Namespace) -> int:
    """Take the newest action back."""
    with caseload(args) as office:
        words = office.history.undo()
    output.answer(args, {"ok": True, "undone": words}, [f"Taken back: {words}."])
    return 0


def run_redo(args: argparse.Namespace) -> int:
    """Do the action taken back last once more."""
    with caseload(args) as office:
        words = office.history.redo()
    output.answer(args, {"ok": True, "redone": words}, [f"Done again: {words}."])
    return 0


def run_history(args: argparse.Namespace) -> int:
    """List the newest actions."""
    with caseload(args, only_reading=True) as office:
        rows = office.history.rows(args.limit)
    lines = [
        f"{row.at:%d %b %H:%M}  {row.words}{' (taken back)' if row.is_undone else ''}"
        for row in rows
    ]
    output.answer(args, {"actions": rows}, lines or ["Nothing was done here yet."])
    return 0
