"""The command line: a contract that scripts may rely on.

Exit codes: 0 done, 1 a rule or a file said no, 2 wrong usage, 3 the data could not be opened
safely. With `--json` standard output holds exactly one JSON document; messages go to standard
error.
"""

import sys
from collections.abc import Sequence

from adviser_tui.errors import AdviserError


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code."""
    from adviser_tui.cli import output
    from adviser_tui.cli.parser import build_parser

    parsed = build_parser().parse_args(arguments)
    try:
        return int(parsed.run(parsed) or 0)
    except AdviserError as error:
        output.refuse(parsed, error)
        return error.exit_code
    except KeyboardInterrupt:
        print("Stopped. Everything said to be saved is saved.", file=sys.stderr)
        return 130
    except BrokenPipeError:
        # The reader of our output went away, as `head` does; there is nobody left to tell.
        output.silence()
        return 0
