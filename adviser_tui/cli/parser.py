"""The whole command line, put together from one module a noun.

Each module says what its commands look like with nothing but argparse; what they need is imported
when they run.
"""

import argparse
from importlib import import_module
from pathlib import Path

from adviser_tui import __version__

MODULES = ("start", "today", "log", "week", "people", "owed", "records", "find", "history")
"""Modules of `adviser_tui.cli` with a `register` function, in the order of the help."""


class Parser(argparse.ArgumentParser):
    """An argument parser that never takes a shortened option for a whole one."""

    def __init__(self, **settings: object) -> None:
        super().__init__(allow_abbrev=False, **settings)  # type: ignore[arg-type]


def build_parser() -> argparse.ArgumentParser:
    """Return the parser of `adviser`; `run` in its result is the function to call."""
    from adviser_tui.cli import start

    parser = Parser(
        prog="adviser",
        description="An offline caseload for employment advisers and job coaches. "
        "Without a command it opens the caseload.",
    )
    parser.add_argument("--version", action="version", version=f"adviser {__version__}")
    shared = shared_options()
    _add_shared(parser, default=None)
    commands = parser.add_subparsers(metavar="COMMAND", parser_class=Parser)
    for name in MODULES:
        import_module(f"adviser_tui.cli.{name}").register(commands, shared)
    parser.set_defaults(run=start.open_app, json=False)
    return parser


def shared_options() -> argparse.ArgumentParser:
    """Return the options that every command takes."""
    shared = Parser(add_help=False)
    _add_shared(shared, default=argparse.SUPPRESS)
    shared.add_argument(
        "--json",
        action="store_true",
        default=argparse.SUPPRESS,
        help="print one JSON document on standard output",
    )
    return shared


def _add_shared(parser: argparse.ArgumentParser, default: object) -> None:
    parser.add_argument(
        "--data-dir",
        metavar="DIR",
        type=Path,
        default=default,
        help="the folder of the caseload (also ADVISER_DATA_DIR)",
    )
