"""`search`: how fast the right employer is found, beside what somebody would use instead.

`python -m bench search [--employers FILE ... --queries FILE] [--json]`. Without files a list and
queries are made up; with lists alone the queries are made from them. The references, all in the
same run and in turns: rapidfuzz over all names, FTS5 (three letters with bm25, and beginnings of
words) and, where a server can be started, PostgreSQL with pg_trgm. The slow ones are asked some
queries of each kind only, and compared on these.

`--quality` reports alone how good the answers are. `--duplicates FILE` and `--groups FILE` report
how doubles are noticed and branches found; `--register FILE` or a number measures the register.
"""

import argparse
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from bench.measuring import Outcome
from bench.postgres import UnavailableError
from bench.search_comparing import Answers, ask, ask_in_turns, sample_of
from bench.search_engines import Engine, brute_forces, full_texts
from bench.search_goals import (
    add_gap,
    add_latency,
    add_letters,
    add_quality,
    add_references,
    add_sizes,
    table,
)
from bench.search_invented import invented_list
from bench.search_letters import targets, type_all
from bench.search_lists import Listed, Query, read_lists, read_queries, write_list
from bench.search_postgres import trigram_engines
from bench.search_product import Product, product
from bench.search_queries import make_queries
from bench.search_scoring import Names

MADE = 12_000
SAMPLE = 12
"""Queries of each kind that the slow engines are asked."""
NEW_EYES = "held_out"
"""What the queries are called that are made from the given lists beside a given file."""


@dataclass(frozen=True, slots=True)
class Task:
    """The lists to search in and the queries to ask."""

    paths: tuple[Path, ...]
    listed: list[Listed]
    names: Names
    queries: list[Query]
    held_out: list[Query]


def add_options(parser: argparse.ArgumentParser) -> None:
    """Add what only this bench knows."""
    parser.add_argument("--employers", type=Path, nargs="+", metavar="FILE", default=[])
    parser.add_argument("--queries", type=Path, metavar="FILE")
    parser.add_argument("--quality", action="store_true", help="report the quality alone")
    parser.add_argument(
        "--held-out",
        action="store_true",
        help="with --quality and --queries: ask queries made from the lists, too",
    )
    parser.add_argument("--made", type=int, default=MADE, metavar="N", help="employers made up")
    parser.add_argument(
        "--sample", type=int, default=SAMPLE, metavar="N", help="of each kind for slow engines"
    )
    parser.add_argument("--targets", type=int, default=150, metavar="N", help="typed in full")
    parser.add_argument("--per-kind", type=int, default=60, metavar="N", help="queries made")
    parser.add_argument("--duplicates", type=Path, metavar="FILE")
    parser.add_argument("--groups", type=Path, metavar="FILE")
    parser.add_argument("--register", metavar="FILE or N")


def measure_as_asked(runs: int, asked: argparse.Namespace) -> Outcome:
    """Measure what the options name; every query is asked once, whatever the number of runs."""
    outcome = Outcome("search", 1)
    if asked.register:
        from bench.search_register import measure_register

        measure_register(outcome, asked.register)
        return outcome
    with _task(asked) as task:
        if asked.duplicates or asked.groups:
            from bench.search_duplicates import report

            report(outcome, task.paths, asked.duplicates, asked.groups)
        elif asked.quality:
            _quality(outcome, task)
        else:
            _compare(outcome, task, asked)
    return outcome


@contextmanager
def _task(asked: argparse.Namespace) -> Iterator[Task]:
    """Give lists and queries; what is made up is gone afterwards."""
    with tempfile.TemporaryDirectory(prefix="adviser-bench-") as folder:
        paths = tuple(asked.employers)
        if not paths:
            made = Path(folder) / "employers.csv"
            write_list(made, invented_list(asked.made))
            paths = (made,)
        listed = read_lists(paths)
        queries, held_out = [], list[Query]()
        if asked.queries:
            queries = read_queries(asked.queries)
        if not queries or not asked.quality or asked.held_out:
            held_out = make_queries(listed, asked.per_kind)
        if not queries:
            queries, held_out = held_out, []
        yield Task(paths, listed, Names(listed), queries, held_out)


def _quality(outcome: Outcome, task: Task) -> None:
    """Report how good the product's answers are."""
    with product(task.paths) as ours:
        answers = _asked(ours, [*task.queries, *task.held_out])
    _add_product(outcome, task, answers)


def _asked(engine: Engine, queries: list[Query]) -> Answers:
    answers = Answers()
    for query in queries[:2]:
        engine.find(query.text)
    for query in queries:
        ask(engine, query, answers)
    return answers


def _add_product(outcome: Outcome, task: Task, answers: Answers) -> None:
    found = answers.quality(task.queries, task.names)
    add_quality(outcome, found, len(task.listed))
    add_latency(outcome, "product", [answers.times[query.id] for query in task.queries])
    outcome.spread("product_work", [answers.work[query.id] for query in task.queries])
    outcome.extra["quality"] = {"product": found.document()}
    outcome.tables += table({"product": found})
    if task.held_out:
        other = answers.quality(task.held_out, task.names)
        add_quality(outcome, other, len(task.listed), NEW_EYES)
        add_gap(outcome, found, other)
        outcome.extra["quality"][NEW_EYES] = other.document()
        outcome.tables += table({NEW_EYES: other})
    outcome.notes.append(f"{len(task.listed):,} employers, {len(task.queries):,} queries")


def _compare(outcome: Outcome, task: Task, asked: argparse.Namespace) -> None:
    """Ask the product and every reference in turns."""
    with ExitStack() as stack:
        ours = stack.enter_context(product(task.paths))
        indexes = full_texts(task.listed)
        slow = brute_forces(task.listed)
        try:
            slow += stack.enter_context(trigram_engines(task.listed))
        except UnavailableError as reason:
            outcome.notes.append(f"PostgreSQL was not measured: {reason}")
        engines: list[Engine] = [ours, *indexes, *slow]
        for engine in engines[1:]:
            stack.callback(engine.close)
        sample = sample_of(task.queries, asked.sample)
        answers = ask_in_turns([ours, *indexes], slow, task.queries, sample)
        for query in task.held_out:
            ask(ours, query, answers["product"])
        _add_product(outcome, task, answers["product"])
        others = add_references(outcome, answers, task.queries, task.names)
        for name, found in others.items():
            outcome.extra["quality"][name] = found.document()
        on_sample = answers["product"].quality(sample, task.names)
        outcome.tables += ["", "  The slow ones were asked a sample:"]
        outcome.tables += table({"product on the sample": on_sample, **others})[: len(others) + 3]
        _type(outcome, task, ours, indexes, asked.targets)
        add_sizes(outcome, engines)
        if ours.imported != len(task.listed):
            outcome.notes.append(f"{ours.imported:,} of {len(task.listed):,} employers came in")


def _type(outcome: Outcome, task: Task, ours: Product, indexes: list[Engine], count: int) -> None:
    """Type names letter by letter into what is fast enough for it."""
    wanted = targets(task.listed, count)
    engines: list[Engine] = [ours, *indexes]
    typed = {engine.name: type_all(engine, wanted, task.names) for engine in engines}
    add_letters(outcome, typed)
