"""`start`: from exec to the first painted frame and to Today with its rows; and without a screen.

References: a one-label Textual app, and `python -c pass`.
"""

import subprocess
import sys
import time
from collections.abc import Sequence

from bench.caseloads import caseload, first_subjects
from bench.measuring import Budget, Measure, Outcome, alternate
from bench.surroundings import environment
from bench.terminal import Terminal

APP = (sys.executable, "-m", "adviser_tui")
REFERENCE = (sys.executable, "-m", "bench.reference_app")


def measure(runs: int) -> Outcome:
    """Measure every way to start."""
    outcome = Outcome("start", runs)
    with caseload() as folder:
        app = (*APP, "--data-dir", str(folder))
        subjects = first_subjects(folder)
        found = alternate(
            runs,
            {
                "label_app": lambda: painted(REFERENCE, ("Reference label",)),
                "first_frame": lambda: painted(app, ()),
                "today_filled": lambda: painted(app, subjects),
                "today_plain": finished((*APP, "today", "--plain", "--data-dir", str(folder))),
                "python_pass": finished((sys.executable, "-c", "pass")),
                "version": finished((*APP, "--version")),
                "help": finished((*APP, "--help")),
            },
        )
    for key, values in found.items():
        outcome.add(key, values)
    for key, reference, most in (
        ("first_frame", "label_app", 1.2),
        ("today_filled", "label_app", 1.35),
        ("today_plain", "label_app", 0.75),
        ("version", "python_pass", 3.0),
        ("help", "python_pass", 8.0),
    ):
        outcome.compare(key, found[key], found[reference], Budget(most))
    return outcome


def painted(command: Sequence[str], wanted: Sequence[str]) -> float:
    """Return the milliseconds until a program has painted what is wanted."""
    terminal = Terminal(command)
    try:
        return terminal.until(*wanted)
    finally:
        terminal.close()


def finished(command: Sequence[str]) -> Measure:
    """Return what measures the milliseconds of a program that ends by itself."""

    surroundings = environment()

    def run() -> float:
        began = time.perf_counter()
        subprocess.run(command, check=True, capture_output=True, env=surroundings)
        return (time.perf_counter() - began) * 1000

    return run
