"""`memory`: resident memory with the start caseload open, and after browsing 100,000 employers.

Reference: a one-label Textual app.
"""

from pathlib import Path

from bench.caseloads import caseload, first_subjects
from bench.measuring import Budget, Outcome, alternate
from bench.start import APP, REFERENCE
from bench.terminal import Terminal

PAGES = 60
EMPLOYERS_KEY, PAGE_DOWN, END, HOME = "3", "\x1b[6~", "G", "g"


def measure(runs: int) -> Outcome:
    """Measure both, each next to the reference."""
    outcome = Outcome("memory", runs)
    with caseload() as small, caseload("large") as large:
        found = alternate(
            runs,
            {
                "label_app": _reference,
                "start_caseload": lambda: _opened(small),
                "browsed_100000": lambda: _browsed(large),
            },
        )
    for key, values in found.items():
        outcome.add(key, values, "MB")
    outcome.compare("start_caseload", found["start_caseload"], found["label_app"], Budget(2.2))
    outcome.compare("browsed_100000", found["browsed_100000"], found["label_app"], Budget(3.0))
    return outcome


def _reference() -> float:
    terminal = Terminal(REFERENCE)
    try:
        terminal.until("Reference label")
        terminal.settle(1.0)
        return terminal.resident()
    finally:
        terminal.close()


def _opened(folder: Path) -> float:
    """Open Today and wait until what is brought in after the first frame is there too."""
    terminal = Terminal((*APP, "--data-dir", str(folder)))
    try:
        terminal.until(*first_subjects(folder))
        terminal.settle(2.0)
        return terminal.resident()
    finally:
        terminal.close()


def _browsed(folder: Path) -> float:
    terminal = Terminal((*APP, "--data-dir", str(folder)))
    try:
        terminal.until(*first_subjects(folder))
        terminal.settle(1.0)
        terminal.press(EMPLOYERS_KEY)
        terminal.settle(1.0)
        for key in (*[PAGE_DOWN] * PAGES, END, *[PAGE_DOWN] * 2, HOME):
            terminal.send(key)
            terminal.settle(0.1)
        terminal.settle(1.0)
        return terminal.resident()
    finally:
        terminal.close()
