"""`adviser completion`: what a shell needs to complete commands and options."""

import argparse
from pathlib import Path
from typing import Any

from adviser_tui.cli import output

SHELLS = ("bash", "zsh", "fish", "tcsh")


def register(commands: Any, shared: argparse.ArgumentParser) -> None:
    """Add `adviser completion`."""
    completion = commands.add_parser(
        "completion",
        parents=[shared],
        help="print completions for bash, zsh, fish or tcsh",
        description="Print a script by which the shell completes commands, options and files.",
    )
    completion.add_argument("shell", metavar="SHELL", choices=SHELLS, help=", ".join(SHELLS))
    completion.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Print the completions of every command there is."""
    import shtab

    from adviser_tui.cli.overview import leaves
    from adviser_tui.cli.parser import build_parser

    parser = build_parser()
    for each in (parser, *leaves(parser).values()):
        for action in each._actions:
            if action.type is Path:
                is_folder = action.metavar == "DIR"
                vars(action)["complete"] = shtab.DIRECTORY if is_folder else shtab.FILE
    script = shtab.complete(parser, shell=args.shell)
    if args.json:
        output.answer(args, {"shell": args.shell, "script": script}, ())
    else:
        output.write(script)  # our own words, whose spaces matter to a shell
    return 0
