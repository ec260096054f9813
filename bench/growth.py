"""`growth`: what happens to times when a caseload grows from 1,000 employers to 1,000,000.

Contacts grow with the employers; what the adviser has to do today does not. The figure is the
exponent of time over size, by least squares on their logarithms: 0 is flat, 1 is in proportion.
It is taken from the time that the process worked, so that a busy machine does not bend it; for
keys, which the program under the terminal answers, from the time until the frame is there.
"""

import argparse
import math
import statistics
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from itertools import cycle
from pathlib import Path
from random import Random

from adviser_tui.services.employers.service import Employers
from adviser_tui.services.office import Office, open_office
from adviser_tui.services.reports.week import week_report
from bench.growth_caseload import begin, busiest, employers_of, grow
from bench.measuring import Measure, Outcome
from bench.search_comparing import sample_of
from bench.search_invented import invented_list
from bench.search_lists import Listed
from bench.search_queries import make_queries

SIZES = (1_000, 10_000, 100_000, 1_000_000)
FLAT, SEARCHING = 0.15, 0.5
BUDGETS = {
    "today": FLAT,
    "card": FLAT,
    "card_busiest": FLAT,
    "key_today": FLAT,
    "key_employers": FLAT,
    "search": SEARCHING,
}
"""The most that an exponent may be; the list, the week and its report are shown without one."""
PAGE = 40
CARDS = 200
KEYS = 4
"""How often a key is pressed for every run that was asked for."""
DOWN_UP = "jjjjkkkk"
REST = 0.08
_WARM = "warm up"


@dataclass(frozen=True, slots=True)
class Took:
    """Milliseconds until something was done, and how many of them this process worked."""

    passed: float
    worked: float


def add_options(parser: argparse.ArgumentParser) -> None:
    """Add what only this bench knows."""
    parser.add_argument("--most", type=int, default=SIZES[-1], metavar="N", help="largest size")
    parser.add_argument("--no-keys", action="store_true", help="leave the terminal out")


def measure_as_asked(runs: int, asked: argparse.Namespace) -> Outcome:
    """Grow one caseload step by step and measure everything at each size."""
    sizes = [size for size in SIZES if size <= asked.most] or [asked.most]
    outcome = Outcome("growth", runs)
    listed = invented_list(sizes[-1])
    letters = _letters(listed[: sizes[0] // 2])
    times: dict[str, list[float]] = {}
    with tempfile.TemporaryDirectory(prefix="adviser-bench-") as kept:
        folder = Path(kept)
        begin(folder)
        for size in sizes:
            began = time.perf_counter()
            grow(folder, listed, size)
            outcome.notes.append(f"{size:,}: grown to in {time.perf_counter() - began:.0f} s")
            found = _measured(folder, runs, letters)
            if not asked.no_keys:
                found |= _keys(folder, runs, outcome)
            for key, values in found.items():
                name = f"{key}_{size}"
                outcome.spread(name, [each.passed for each in values])
                worked = statistics.median(each.worked for each in values)
                outcome.figures[name]["work"] = round(worked, 3)
                times.setdefault(key, []).append(worked)
    add_exponents(outcome, sizes, times)
    return outcome


def add_exponents(outcome: Outcome, sizes: Sequence[int], times: dict[str, list[float]]) -> None:
    """Add the exponent of everything that was measured at two sizes or more."""
    for key, values in times.items():
        if len(values) == len(sizes) > 1:
            outcome.say(f"{key}_exponent", exponent(sizes, values))
            if key in BUDGETS:
                outcome.limit(f"{key}_exponent", BUDGETS[key])


def exponent(sizes: Sequence[int], times: Sequence[float]) -> float:
    """Return the slope of the line that fits the logarithms best."""
    across = [math.log(size) for size in sizes]
    up = [math.log(max(each, 1e-6)) for each in times]
    middle, height = sum(across) / len(across), sum(up) / len(up)
    spread = sum((x - middle) ** 2 for x in across)
    return sum((x - middle) * (y - height) for x, y in zip(across, up, strict=True)) / spread


def _letters(listed: Sequence[Listed]) -> list[str]:
    """Return what is typed into the search at every size: the same employers are meant."""
    return [query.text for query in sample_of(make_queries(listed, 20), 2)]


def _measured(folder: Path, runs: int, letters: Sequence[str]) -> dict[str, list[Took]]:
    """Return the times of everything that needs no terminal."""
    office = open_office(folder)
    try:
        ready = _timed(lambda: office.search.find(_WARM, ("employer",), 1))
        ids = cycle(Random(5).sample(employers_of(office), CARDS))
        busy = busiest(office)
        typed = cycle(letters)
        works: dict[str, Callable[[], object]] = {
            "today": office.today.rows,
            "list": lambda: _first_page(office),
            "card": lambda: office.employers.card(next(ids)),
            "card_busiest": lambda: office.employers.card(busy),
            "week": office.weekly.week,
            "report": lambda: week_report(office),
        }
        found = _in_turns(runs, works)
        search = [
            _timed(lambda: office.search.find(next(typed), ("employer",), 10))
            for _ in range(len(letters) * 2)
        ]
        return found | {"search_ready": [ready], "search": search[len(letters) :]}
    finally:
        office.close()


def _timed(work: Callable[[], object]) -> Took:
    began, worked = time.perf_counter(), time.process_time()
    work()
    spent = time.process_time() - worked
    return Took((time.perf_counter() - began) * 1000, spent * 1000)


def _in_turns(runs: int, works: Mapping[str, Callable[[], object]]) -> dict[str, list[Took]]:
    """Do each once a round; the first round does not count."""
    for work in works.values():
        work()
    found: dict[str, list[Took]] = {key: [] for key in works}
    for _ in range(runs):
        for key, work in works.items():
            found[key].append(_timed(work))
    return found


def _first_page(office: Office) -> object:
    """Return what the list shows first, with nothing remembered from before."""
    return Employers(office.desk, office.search).rows()[:PAGE]


def _keys(folder: Path, runs: int, outcome: Outcome) -> dict[str, list[Took]]:
    """Return the times from a key press to the next frame, in Today and among all employers."""
    try:
        from bench.caseloads import first_subjects
        from bench.start import APP
        from bench.terminal import Terminal
    except ImportError:
        outcome.notes.append("Keys were not measured: there is no pseudo-terminal here.")
        return {}
    with ExitStack() as stack:
        terminal = Terminal((*APP, "--data-dir", str(folder)))
        stack.callback(terminal.close)
        terminal.until(*first_subjects(folder))
        terminal.settle(2.0, 60.0)
        move = _turns(terminal.press, terminal.settle)
        found = {"key_today": _pressed(move, runs * KEYS)}
        terminal.press("3")
        terminal.settle(2.0, 60.0)
        found["key_employers"] = _pressed(move, runs * KEYS)
        return found


def _pressed(move: Measure, count: int) -> list[Took]:
    return [Took(took, took) for took in (move() for _ in range(count))]


def _turns(press: Callable[[str], float], settle: Callable[[float], None]) -> Measure:
    """Return what moves the cursor down and up again, key by key."""
    following = cycle(DOWN_UP)

    def one() -> float:
        took = press(next(following))
        settle(REST)
        return took

    return one
