"""The command line: a contract that scripts may rely on.

Exit codes: 0 done, 1 a rule or a file said no, 2 wrong usage, 3 the data could not be opened
safely, 4 the hub was not reached or said no. With `--json` standard output holds exactly one JSON
document; messages go to standard error.
"""

import sys
from collections.abc import Sequence

from adviser_tui.errors import AdviserError

STOPPED = 130
"""What a command ends with that was stopped by ctrl+c, as shells expect it."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code."""
    from adviser_tui.cli import output

    words = list(sys.argv[1:] if arguments is None else arguments)
    as_json = output.wants_json(words)
    output.prepare(as_json)
    try:
        code = _run(words, as_json)
        output.flush()
    except BrokenPipeError:
        # The reader of our output went away, as `head` does; there is nobody left to tell.
        output.silence()
        return 0
    except output.NotPrintedError as error:
        output.silence()
        output.tell(str(error))
        return error.exit_code
    return code


def _only_opens(words: list[str]) -> bool:
    """Say whether the words are none, or a folder alone: then nothing has to be taken apart."""
    return not words or (
        len(words) == 2 and words[0] == "--data-dir" and words[1].strip("-") == words[1] != ""
    )


def _run(words: list[str], as_json: bool) -> int:
    from adviser_tui.cli import output

    try:
        if _only_opens(words):
            # The commonest of all commands, and the one whose first frame is waited for.
            from adviser_tui.cli.start import open_folder

            return open_folder(words[1] if words else "")
        from adviser_tui.cli.parser import build_parser

        if words[:1] == ["help"]:
            words = [*words[1:], "--help"]
        parsed = build_parser().parse_args(words)
        return int(parsed.run(parsed) or 0)
    except SystemExit as end:  # after --help
        return end.code if isinstance(end.code, int) else 0
    except (BrokenPipeError, output.NotPrintedError):
        raise
    except AdviserError as error:
        output.refuse(as_json, error)
        return error.exit_code
    except KeyboardInterrupt:
        output.tell("Stopped. Everything said to be saved is saved.")
        return STOPPED
    except Exception as error:  # a mistake of ours: its text and values may be about somebody
        from adviser_tui.errors import StorageError
        from adviser_tui.privacy import crash_words

        if isinstance(error, OSError) and error.filename is not None:
            output.refuse(as_json, StorageError(output.about_file(error)))
            return StorageError.exit_code
        output.refuse(as_json, AdviserError(crash_words(error)))
        return AdviserError.exit_code
