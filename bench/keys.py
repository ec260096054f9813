"""`keys`: from a key press to the next painted frame, on a terminal, through the real compositor.

Reference: a cursor move in a bare Textual list of a hundred rows. A run presses each key several
times. Between two presses the program comes to rest, so that a frame belongs to its key.

While 100,000 employers are imported, while the caseload with as many is backed up, while the
search reads their names, and while a caseload that has just joined a team delivers all it has and
fetches 20,000 rows, the cursor is moved until the work is done. There no single key may take longer
than `LONGEST`.
"""

import os
import signal
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from itertools import cycle
from pathlib import Path

from bench import keys_syncing
from bench.busy_app import DONE
from bench.caseloads import caseload, first_subjects
from bench.importing import ROWS, csv_list
from bench.measuring import Budget, Measure, Outcome, alternate
from bench.start import APP
from bench.terminal import Terminal

REFERENCE = (sys.executable, "-m", "bench.reference_list")
PRESSES = 5
"""How often each key is pressed for every run that was asked for."""
FRAME = Budget(1.5, "ms", 16.0)
REST = 0.08
DOWN_UP = "jjjjkkkk"
MOSTLY_DOWN = "jjjjjk"
"""In a list to which rows are added at the top meanwhile."""
LETTERS = "larkspur"
ENTER, ESCAPE, BACKSPACE = "\r", "\x1b", "\x7f"
TODAY, EMPLOYERS, SEARCH, MATCH = "1", "3", "/", "m"
NO, UNKNOWN = "n", "\x7f"
LONGEST = 100.0
"""Milliseconds that no key may take, whatever goes on beside it."""
BUSY = (sys.executable, "-m", "bench.busy_app")
INDEXING = 60
"""Presses from the first frame on, while the search reads 100,000 names."""


def measure(runs: int) -> Outcome:
    """Measure every key next to the reference."""
    presses = runs * PRESSES
    outcome = Outcome("keys", presses)
    with ExitStack() as stack:
        bare = stack.enter_context(_running(REFERENCE, "Reference row"))
        small = stack.enter_context(_adviser(stack.enter_context(caseload())))
        middle = stack.enter_context(_employers(stack.enter_context(caseload("middle"))))
        large = stack.enter_context(_employers(stack.enter_context(caseload("large"))))
        moves = {
            "today_move": _turns(small, DOWN_UP),
            "employers_10000_move": _turns(middle, DOWN_UP),
            "employers_100000_move": _turns(large, DOWN_UP),
        }
        others = {
            "search_letter_100000": _letters(large),
            "card_open": _cards(small),
        }
        sheet = {"match_tick": _ticks(small)}
        # One caseload is open once, so what uses the same one is pressed in a round of its own.
        for round_of_keys in (moves, others, sheet):
            found = alternate(presses, {"bare_list": _turns(bare, DOWN_UP), **round_of_keys})
            for key, values in found.items():
                if key != "bare_list" or key not in outcome.figures:
                    outcome.add(key, values)
                if key != "bare_list":
                    outcome.compare(key, values, found["bare_list"], FRAME)
        bare_longest = max(_turns(bare, DOWN_UP)() for _ in range(presses))
    with csv_list() as path:
        beside = _beside_work(path)
    for key, values in beside.items():
        outcome.add(key, values)
        outcome.add(f"{key}_longest", [max(values)])
        outcome.limit(f"{key}_longest", LONGEST)
    outcome.notes.append(f"the longest of {presses} moves in the bare list: {bare_longest:.0f} ms")
    return outcome


def _beside_work(path: Path) -> dict[str, list[float]]:
    """Return how long the cursor takes to move while something else goes on."""
    found = {}
    with (
        caseload() as folder,
        _running((*BUSY, str(folder), str(path)), *first_subjects(folder)) as terminal,
    ):
        found[f"move_during_import_{ROWS}"] = list(_until_done(terminal, folder, signal.SIGUSR1))
    with caseload("large") as folder:
        with _running(
            (*BUSY, str(folder), str(path)), *first_subjects(folder), rest=0.0
        ) as terminal:
            move = _turns(terminal, DOWN_UP)
            found["move_during_indexing_100000"] = [move() for _ in range(INDEXING)]
        with _running(
            (*BUSY, str(folder), str(path)), *first_subjects(folder), rest=10.0
        ) as terminal:
            found["move_during_backup_100000"] = list(_until_done(terminal, folder, signal.SIGUSR2))
    with (
        keys_syncing.joined() as folder,
        _running((*keys_syncing.APP, str(folder)), keys_syncing.SHOWN) as terminal,
    ):
        # Whoever joined under a new name has nothing to do today yet.
        terminal.press(EMPLOYERS)
        terminal.settle(1.5)
        presses = keys_syncing.until_synced(terminal, folder, _turns(terminal, MOSTLY_DOWN))
        found[f"move_during_first_sync_{keys_syncing.ROWS}"] = list(presses)
    return found


def _until_done(terminal: Terminal, folder: Path, begin: signal.Signals) -> Iterator[float]:
    """Begin some work and move the cursor until it is done; raises what it failed with."""
    done = folder / DONE
    os.kill(terminal.pid, begin)
    move = _turns(terminal, DOWN_UP)
    while not done.exists():
        yield move()
    if trouble := done.read_text(encoding="utf-8"):
        raise RuntimeError(trouble)
    done.unlink()


@contextmanager
def _running(command: tuple[str, ...], *wanted: str, rest: float = 1.0) -> Iterator[Terminal]:
    terminal = Terminal(command)
    try:
        terminal.until(*wanted)
        terminal.settle(rest)
        yield terminal
    finally:
        terminal.close()


@contextmanager
def _adviser(folder: Path) -> Iterator[Terminal]:
    with _running((*APP, "--data-dir", str(folder)), *first_subjects(folder)) as terminal:
        yield terminal


@contextmanager
def _employers(folder: Path) -> Iterator[Terminal]:
    with _adviser(folder) as terminal:
        terminal.press(EMPLOYERS)
        terminal.settle(1.5)
        yield terminal


def _turns(terminal: Terminal, keys: str) -> Measure:
    """Return what presses one key after the other, over and over."""
    following = cycle(keys)

    def press() -> float:
        took = terminal.press(next(following))
        terminal.settle(REST)
        return took

    return press


def _letters(terminal: Terminal) -> Measure:
    """Return what types a name into the search, letter by letter, and clears it again."""
    typed = ""

    def press() -> float:
        nonlocal typed
        if not typed:
            terminal.press(SEARCH)
            terminal.settle(0.3)
        letter = LETTERS[len(typed)]
        took = terminal.press(letter)
        terminal.settle(0.3)
        typed += letter
        if len(typed) == len(LETTERS):
            for _ in typed:
                terminal.press(BACKSPACE)
                terminal.settle(REST)
            terminal.press(ESCAPE)
            terminal.settle(0.5)
            typed = ""
        return took

    return press


def _cards(terminal: Terminal) -> Measure:
    """Return what opens a card, and goes back without counting it."""

    def press() -> float:
        took = terminal.press(ENTER)
        terminal.settle(0.3)
        terminal.press(ESCAPE)
        terminal.settle(0.3)
        return took

    return press


def _ticks(terminal: Terminal) -> Measure:
    """Return what answers a question of the match sheet, and takes the answer back the next time.

    The sheet is opened with the first press, on the first person and vacancy that are offered.
    """
    keys = cycle((NO, UNKNOWN))
    is_open = False

    def press() -> float:
        nonlocal is_open
        if not is_open:
            for key in (MATCH, ENTER):
                terminal.press(key)
                terminal.settle(1.0)
            is_open = True
        took = terminal.press(next(keys))
        terminal.settle(0.4)
        return took

    return press
