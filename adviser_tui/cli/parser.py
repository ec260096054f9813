"""The whole command line, put together from one module a noun.

Each module says what its commands look like with nothing but argparse; what they need is imported
when they run.
"""

import argparse
from importlib import import_module
from pathlib import Path

from adviser_tui import __version__
from adviser_tui.cli.overview import Commands, describe, overview
from adviser_tui.cli.usage import Parser

MODULES = (
    "start",
    "today",
    "log",
    "link",
    "out",
    "week",
    "working_time",
    "measure",
    "report",
    "people",
    "hand_over",
    "join",
    "sync",
    "conflicts",
    "bundle",
    "owed",
    "records",
    "find",
    "merge",
    "match",
    "placement",
    "verify",
    "equity",
    "evidence",
    "fidelity",
    "history",
    "files",
    "register",
    "hub",
    "upkeep",
    "completion",
)
"""Modules of `adviser_tui.cli` with a `register` function."""


class _Adviser(Parser):
    """The outermost parser, whose help is the overview."""

    helps: dict[str, str]

    def format_help(self) -> str:
        """Show every command, grouped as an adviser meets them."""
        return overview(self.helps)


def build_parser() -> argparse.ArgumentParser:
    """Return the parser of `adviser`; `run` in its result is the function to call."""
    from adviser_tui.cli import start

    parser = _Adviser(
        prog="adviser",
        description="An offline caseload for employment advisers and job coaches. "
        "Without a command it opens the caseload.",
    )
    parser.add_argument("--version", action="version", version=f"adviser {__version__}")
    _add_shared(parser, folder=None, reason="")
    shared = shared_options()
    commands = Commands(parser.add_subparsers(metavar="COMMAND", parser_class=Parser), shared)
    parser.helps = commands.helps
    for name in MODULES:
        import_module(f"adviser_tui.cli.{name}").register(commands, shared)
    describe(parser)
    parser.set_defaults(run=start.open_app, json=False)
    return parser


def shared_options() -> argparse.ArgumentParser:
    """Return the options that every command takes."""
    shared = Parser()
    _add_shared(shared, folder=argparse.SUPPRESS, reason=argparse.SUPPRESS)
    return shared


def _add_shared(parser: argparse.ArgumentParser, folder: object, reason: object) -> None:
    group = parser.add_argument_group("with every command")
    group.add_argument(
        "--data-dir",
        metavar="DIR",
        type=Path,
        default=folder,
        help="the folder of the caseload (or set ADVISER_DATA_DIR)",
    )
    if folder is argparse.SUPPRESS:
        group.add_argument(
            "--json",
            action="store_true",
            default=argparse.SUPPRESS,
            help="print one JSON document, for scripts",
        )
    group.add_argument("-h", "--help", action="help", help="explain this command")
    # Offered by the sentence that refuses a folder, so that nobody reaches for it beforehand.
    group.add_argument("--allow-location", metavar="REASON", default=reason, help=argparse.SUPPRESS)
