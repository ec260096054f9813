"""Seeded scripts: made with a bias towards what goes wrong, run, and made shorter where one fails.

An own walker and not Hypothesis' state machine: its steps take milliseconds on real files, what
matters is how often people meet in one field at one moment, and a script is a list of numbers that
runs again anywhere. It makes several times as many steps in the same time.
"""

import random
import traceback
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.sync.model.checks import Broken
from tests.sync.model.judging import check_all, check_now, heal
from tests.sync.model.steps import STEPS, Step, take
from tests.sync.model.world import Stage

Script = tuple[Step, ...]
_NUMBER = 1 << 20


@dataclass(frozen=True, slots=True)
class Failure:
    """A script that breaks an invariant."""

    seed: int
    laptops: int
    script: Script
    why: str

    def __str__(self) -> str:
        steps = "\n".join(f"    {step!r}," for step in self.script)
        return f"seed {self.seed}, {self.laptops} laptops: {self.why}\nscript = (\n{steps}\n)"


def script_of(seed: int, length: int) -> Script:
    """Return the script of a seed; some stretches dwell on two laptops, as real trouble does."""
    chance = random.Random(seed)
    names = list(STEPS)
    weights = [STEPS[name][0] for name in names]
    steps: list[Step] = []
    while len(steps) < length:
        dwelling = chance.random() < 0.5
        pair = chance.sample(range(5), 2)
        favourites = chance.sample(names, 3) if chance.random() < 0.4 else []
        for _ in range(chance.randint(3, 15)):
            bias = [w + 12 * (name in favourites) for name, w in zip(names, weights, strict=True)]
            who = chance.choice(pair) if dwelling else chance.randrange(5)
            numbers = (chance.randrange(_NUMBER), chance.randrange(_NUMBER))
            steps.append(Step(chance.choices(names, bias)[0], who, *numbers))
    return tuple(steps[:length])


def laptops_of(seed: int) -> int:
    """Return how many laptops the script of a seed is about."""
    return 3 + seed % 3


def run_script(stage: Stage, script: Sequence[Step], laptops: int) -> str:
    """Run a script in a fresh world and return what was broken, or nothing."""
    world = stage.world(laptops)
    try:
        for step in script:
            take(world, step)
            check_now(world)
        heal(world)
        check_all(world)
    except Broken as broken:
        return str(broken)
    except Exception as error:  # what nobody foresaw is a fault as well
        last = traceback.extract_tb(error.__traceback__)[-1]
        return f"{type(error).__name__}: {error} ({Path(last.filename).name}:{last.lineno})"
    finally:
        world.close()
    return ""


def shorter(
    fails: Callable[[Sequence[Step]], str], script: Script, *, most: int = 400
) -> tuple[Script, str]:
    """Return as short a script as can be found that still fails, with what it breaks."""
    why, size, tries = fails(script), max(1, len(script) // 2), 0
    first = why.split(":")[0]
    while size and tries < most:
        at = 0
        while at < len(script) and tries < most:
            tries += 1
            attempt = script[:at] + script[at + size :]
            found = fails(attempt)
            if found.split(":")[0] == first:
                script, why = attempt, found
            else:
                at += size
        size //= 2
    return script, why
