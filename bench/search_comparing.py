"""Asking every engine the same things in turns, and what came of it."""

import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from random import Random

from bench.search_engines import Engine
from bench.search_lists import Query
from bench.search_scoring import Names, Quality, quality

SEED = 12


@dataclass(slots=True)
class Answers:
    """What one engine answered to each query by its id, and how many milliseconds each took."""

    hits: dict[str, list[str]] = field(default_factory=dict)
    times: dict[str, float] = field(default_factory=dict)
    work: dict[str, float] = field(default_factory=dict)
    """Of those, how many this process worked: the same on an idle and on a busy machine."""

    def quality(self, queries: Sequence[Query], names: Names) -> Quality:
        """Return how good the answers to some queries are."""
        return quality(queries, self.hits, names)


def ask(engine: Engine, query: Query, into: Answers) -> None:
    """Ask one thing and keep the answer with its time."""
    began, worked = time.perf_counter(), time.process_time()
    hits = engine.find(query.text)
    into.work[query.id] = (time.process_time() - worked) * 1000
    into.times[query.id] = (time.perf_counter() - began) * 1000
    into.hits[query.id] = hits


def ask_in_turns(
    always: Sequence[Engine],
    sampled: Sequence[Engine],
    queries: Sequence[Query],
    sample: Sequence[Query],
) -> dict[str, Answers]:
    """Ask everything; the slow engines only what is in the sample.

    The order turns from query to query, so that none always follows the same one. Every engine
    is asked twice before anything counts.
    """
    engines = [*always, *sampled]
    found = {engine.name: Answers() for engine in engines}
    for engine in engines:
        for query in queries[:2]:
            engine.find(query.text)
    chosen = {query.id for query in sample}
    for number, query in enumerate(queries):
        asked = engines if query.id in chosen else list(always)
        turn = number % len(asked)
        for engine in asked[turn:] + asked[:turn]:
            ask(engine, query, found[engine.name])
    return found


def sample_of(queries: Sequence[Query], per_kind: int) -> list[Query]:
    """Return so many queries of each kind, always the same ones."""
    by_kind: dict[str, list[Query]] = {}
    for query in queries:
        by_kind.setdefault(query.cls, []).append(query)
    chance = Random(SEED)
    return [
        query
        for some in by_kind.values()
        for query in chance.sample(some, min(per_kind, len(some)))
    ]
