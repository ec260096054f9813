"""`adviser register import`, for a person and for the screen that runs it beside itself.

With the hidden option `--progress-json` standard output holds one JSON document a line, each with
an `event`:

- `progress`: `step` (`skipping`, `reading`, `finishing`), `rows`, `share` (0 to 1 of the file),
  `rows_per_second` (0 while unknown), `seconds_left` (null while unknown); five a second at most.
- `done`: the report, as below. The last line; the process ends with 0.
- `stopped`: the report of what is kept for the next time. The last line; ends with 130.
- `failed`: `error`, a sentence for the person. The last line; ends with 1 or 3.

The report has `register`, `name`, `file_name`, `as_of`, `rows`, `companies`, `dissolved`, `bad`,
`bad_rows` (`line` and `why` of the first twenty), `resumed_at`, `seconds`, `remarks` and `words`,
which is all of it in a sentence or two.

The one who runs it keeps a pipe to standard input: the import stops as soon as a line comes
through it or it is closed, so that it never outlives the window. What was saved is kept. The
process makes way for others, as far as the system knows how.
"""

import argparse
import json
import os
import sys
import threading
from collections.abc import Callable
from contextlib import suppress
from typing import TYPE_CHECKING

from adviser_tui.cli import STOPPED, output
from adviser_tui.cli.progress import Counting, interruptible
from adviser_tui.errors import AdviserError

if TYPE_CHECKING:
    from adviser_tui.exchange.register.report import Progress, RegisterProgress, RegisterReport
    from adviser_tui.storage.register.store import RegisterStore

_SHOWN = 10


def run(args: argparse.Namespace, store: "RegisterStore") -> int:
    """Bring a register in, or with --dry-run say what would come in.

    Ends with 130 when it was stopped; what was read until then is kept.
    """
    if args.progress_json:
        return _run_beside(args, store)
    with Counting() as counting, interruptible() as stop:
        report = _carry_out(args, store, _counted(counting), stop)
    output.answer(args, _document(args, report), _lines(report))
    return STOPPED if report.cancelled else 0


def _carry_out(
    args: argparse.Namespace,
    store: "RegisterStore",
    progress: "Progress",
    stop: Callable[[], bool],
) -> "RegisterReport":
    from adviser_tui.exchange.register.running import import_register, survey_register

    files = [file.expanduser() for file in args.files]
    if args.dry_run:
        return survey_register(files, progress, stop)
    return import_register(files, store, progress, stop)


def _counted(counting: Counting) -> "Progress":
    def tell(so_far: "RegisterProgress") -> None:
        counting.say(_in_words(so_far))

    return tell


def _in_words(so_far: "RegisterProgress") -> str:
    if so_far.step == "skipping":
        return f"Going to where it stopped, {so_far.share:.0%}. ctrl+c stops."
    if so_far.step == "finishing":
        return f"{so_far.rows:,} rows. Taking it into use."
    words = f"{so_far.rows:,} rows, {so_far.share:.0%}"
    if so_far.rows_per_second:
        words += f", {so_far.rows_per_second:,} a second"
    if so_far.seconds_left is not None:
        minutes, seconds = divmod(so_far.seconds_left, 60)
        words += f", {minutes}:{seconds:02d} left"
    return f"{words}. ctrl+c stops and keeps it."


def _document(args: argparse.Namespace, report: "RegisterReport") -> dict[str, object]:
    return {
        "ok": not report.cancelled,
        "register": report.register,
        "name": report.name,
        "file_name": report.file_name,
        "as_of": report.as_of,
        "dry_run": args.dry_run,
        "cancelled": report.cancelled,
        "rows": report.rows,
        "companies": report.entries,
        "dissolved": report.dissolved,
        "bad": report.bad,
        "bad_rows": report.bad_rows,
        "resumed_at": report.resumed_at,
        "seconds": round(report.seconds, 1),
        "remarks": report.remarks,
        "words": report.in_words(),
    }


def _lines(report: "RegisterReport") -> list[str]:
    lines = [f"{report.file_name} is the {report.name}.", *report.remarks]
    if report.resumed_at:
        lines.append(f"Went on after {report.resumed_at:,} rows that were read before.")
    if report.bad:
        lines.append(f"Rows that could not be read ({report.bad:,}):")
        lines += [f"  line {row.line}: {row.why}" for row in report.bad_rows[:_SHOWN]]
        more = report.bad - min(_SHOWN, len(report.bad_rows))
        if more > 0:
            lines.append(f"  … and {more:,} more")
    return [*lines, report.in_words()]


def _run_beside(args: argparse.Namespace, store: "RegisterStore") -> int:
    """Run for a screen: JSON in lines, stopped through standard input, making way for others."""
    _make_way()
    stop = threading.Event()
    threading.Thread(target=_wait_for_word, args=(stop,), daemon=True).start()

    def tell(so_far: "RegisterProgress") -> None:
        _say(
            {
                "event": "progress",
                "step": so_far.step,
                "rows": so_far.rows,
                "share": so_far.share,
                "rows_per_second": so_far.rows_per_second,
                "seconds_left": so_far.seconds_left,
            },
            stop,
        )

    try:
        report = _carry_out(args, store, tell, stop.is_set)
    except AdviserError as error:
        _say({"event": "failed", "error": str(error)}, stop)
        return error.exit_code
    _say({"event": "stopped" if report.cancelled else "done"} | _document(args, report), stop)
    return STOPPED if report.cancelled else 0


def _say(document: dict[str, object], stop: threading.Event) -> None:
    """Write a line at once; where nobody listens any more, the import is to stop."""
    try:
        print(json.dumps(output.as_json(document)), flush=True)
    except (BrokenPipeError, ValueError):
        stop.set()


def _wait_for_word(stop: threading.Event) -> None:
    """Wait until something is written to standard input, or it is closed."""
    if sys.stdin is not None:
        with suppress(OSError, ValueError):
            # Not through `sys.stdin`, whose lock would be held while the program ends.
            os.read(sys.stdin.fileno(), 1)
    stop.set()


def _make_way() -> None:
    """Let other programs, the window among them, go first."""
    if sys.platform == "win32":
        with suppress(OSError, AttributeError):
            import ctypes

            kernel = ctypes.windll.kernel32
            kernel.SetPriorityClass(kernel.GetCurrentProcess(), 0x4000)  # below normal
    else:
        with suppress(OSError):
            os.nice(10)
