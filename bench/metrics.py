"""`metrics`: the report of a week where 50,000 contacts are kept, and the data of Targets.

Reference: one `GROUP BY` by week, adviser, channel and state over those 50,000 rows, through the
same kind of connection. Own and team report each put all fifteen measures, the four parts, eight
weeks and the question for the meeting together from nothing: no figure is kept between two runs.

The screen's data is what its thread reads for its head and each of its parts. On a terminal the
time from its key to the next frame is taken beside that of a cursor move in a bare list.
"""

import time
from collections.abc import Callable
from contextlib import ExitStack
from functools import partial
from itertools import cycle
from pathlib import Path

from adviser_tui.services.office import Office, open_office
from adviser_tui.services.reports.week import week_report
from bench.caseloads import caseload, first_subjects
from bench.measuring import Budget, Measure, Outcome, alternate, percentile
from seed.demo.world import SIZES, Size

CONTACTS = 50_000
SIZES.setdefault("recorded", Size("recorded", 60, 2_000, 40, CONTACTS, 5))
REPORT = Budget(5.0)
LONGEST = 100.0
"""Milliseconds that the data of the screen may take, in 95 of 100 cases."""
KEY = Budget(1.5, "ms", LONGEST)
"""A frame by then, or no later than one and a half times a cursor move in a bare list."""
REST = 0.08
ROUNDS = 2
"""How often everything is measured for every run that was asked for."""
KEY_HERE, KEY_AWAY = "6", "1"
_GROUPED = """SELECT date(occurred_at, occurred_offset || ' minutes', 'weekday 0') AS week,
    adviser_id, channel, state, count(*) FROM contact
  WHERE void_reason IS NULL GROUP BY 1, 2, 3, 4"""


def measure(runs: int) -> Outcome:
    """Measure report and screen in turns with the reference."""
    outcome = Outcome("metrics", runs * ROUNDS)
    with caseload("recorded") as folder:
        office = open_office(folder)
        try:
            with office.database.writing() as connection:
                connection.execute("ANALYZE")
            kept = int(office.database.row("SELECT count(*) FROM contact")[0])
            outcome.say("contacts", kept, "rows")
            _reports(outcome, office, runs * ROUNDS)
            _screen_data(outcome, office, runs * ROUNDS)
        finally:
            office.close()
        _screen(outcome, folder, runs)
    return outcome


def _reports(outcome: Outcome, office: Office, runs: int) -> None:
    """Take the times of the two reports beside one query over all contacts."""
    team = office.measures.team()
    last_week = office.measures.scene().period.before()
    works: dict[str, Callable[[], object]] = {
        "group_by": lambda: office.database.rows(_GROUPED),
        "report_own": lambda: week_report(office),
        "report_last_week": lambda: week_report(office, last_week),
        "report_team": lambda: week_report(office, None, team),
    }
    found = alternate(runs, {key: _timed(work) for key, work in works.items()})
    for key, values in found.items():
        outcome.add(key, values)
        if key != "group_by":
            outcome.compare(key, values, found["group_by"], REPORT)


def _screen_data(outcome: Outcome, office: Office, runs: int) -> None:
    """Take the times of what the Targets screen reads: what passed, and what this process worked.

    The budget is held against the time worked, so that a busy machine does not bend it.
    """
    from screens.targets_reading import PARTS, read_head, read_part

    period = office.measures.scene().period
    works: dict[str, Callable[[], object]] = {"targets_head": lambda: read_head(office, period)}
    for part in PARTS:
        works[f"targets_{part}"] = partial(read_part, office, part, period)
    worked: dict[str, list[float]] = {key: [] for key in works}
    timed = {key: _timed(work, worked[key]) for key, work in works.items()}
    for key, values in alternate(runs, timed).items():
        outcome.add(key, values)
        # The first round brings in what is needed and is not counted.
        p95 = percentile(worked[key][1:], 95)
        outcome.say(f"{key}_worked_p95", p95, "ms")
        outcome.limit(f"{key}_worked_p95", LONGEST)


def _screen(outcome: Outcome, folder: Path, runs: int) -> None:
    """Take the time from the key of Targets to the next frame, coming from Today."""
    try:
        from bench.keys import DOWN_UP, REFERENCE
        from bench.start import APP
        from bench.terminal import Terminal
    except ImportError:
        outcome.notes.append("Keys were not measured: there is no pseudo-terminal here.")
        return
    with ExitStack() as stack:
        bare = Terminal(REFERENCE)
        stack.callback(bare.close)
        bare.until("Reference row")
        ours = Terminal((*APP, "--data-dir", str(folder)))
        stack.callback(ours.close)
        ours.until(*first_subjects(folder))
        # Weeks are closed once, soon after the start.
        ours.settle(6.0, 60.0)
        moves = cycle(DOWN_UP)

        def move() -> float:
            took = bare.press(next(moves))
            bare.settle(REST)
            return took

        def go() -> float:
            took = ours.press(KEY_HERE)
            ours.settle(0.5)
            ours.press(KEY_AWAY)
            ours.settle(0.5)
            return took

        found = alternate(runs, {"bare_list": move, "targets_key": go})
    for key, values in found.items():
        outcome.add(key, values)
    outcome.compare("targets_key", found["targets_key"], found["bare_list"], KEY)


def _timed(work: Callable[[], object], worked: list[float] | None = None) -> Measure:
    def one() -> float:
        began, busy = time.perf_counter(), time.process_time()
        work()
        if worked is not None:
            worked.append((time.process_time() - busy) * 1000)
        return (time.perf_counter() - began) * 1000

    return one
