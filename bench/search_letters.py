"""Letters to find: how many are typed until the employer that is meant is among the first ten."""

import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from random import Random

from bench.search_engines import Engine
from bench.search_lists import Listed
from bench.search_scoring import Names, core_words

TARGETS = 150
SEED = 41


@dataclass(slots=True)
class Typed:
    """What typing every target letter by letter took."""

    letters: list[float] = field(default_factory=list)
    """How many each target took; one more than it has where it never came."""
    times: list[float] = field(default_factory=list)
    """Milliseconds of each key."""
    work: list[float] = field(default_factory=list)
    """Of those, how many this process worked."""
    never: int = 0


def targets(listed: Sequence[Listed], count: int = TARGETS) -> list[Listed]:
    """Return the employers that are looked for, always the same of a list."""
    return Random(SEED).sample(list(listed), min(count, len(listed)))


def type_all(engine: Engine, wanted: Sequence[Listed], names: Names) -> Typed:
    """Type every target into an engine until it is found."""
    typed = Typed()
    for one in wanted:
        text = " ".join(core_words(one.name))
        needed = _typed(engine, text, one.reference, names, typed)
        typed.never += needed > len(text)
        typed.letters.append(float(needed))
    return typed


def _typed(engine: Engine, text: str, reference: str, names: Names, typed: Typed) -> int:
    for count in range(1, len(text) + 1):
        if text[count - 1] == " ":
            continue
        began, worked = time.perf_counter(), time.process_time()
        hits = engine.find(text[:count])
        typed.work.append((time.process_time() - worked) * 1000)
        typed.times.append((time.perf_counter() - began) * 1000)
        if names.rank(hits, (reference,)):
            return count
    return len(text) + 1
