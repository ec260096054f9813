"""Every seeded bug must be noticed: by a quick test, or by the model before the time is over."""

import argparse
import tempfile
import time
from pathlib import Path

import pytest

from tests.soak.model import MEMORY
from tests.soak.telling import say
from tests.sync.model.walker import laptops_of, run_script, script_of
from tests.sync.model.world import Stage
from tests.sync.mutants import MUTANTS
from tests.sync.mutants.patching import Mutant

HELP = "seeded bugs, each of which must be noticed"


def arguments(parser: argparse.ArgumentParser) -> None:
    """Say what can be given."""
    parser.add_argument("--seconds", type=float, default=60.0, help="for each of them")
    parser.add_argument("--seed", type=int, default=0, help="of the first script")
    parser.add_argument("--steps", type=int, default=60)
    parser.add_argument("names", nargs="*", help="parts of names; all where none is given")


def run(args: argparse.Namespace) -> int:
    """Try each; return 1 where one lived."""
    alive = []
    with tempfile.TemporaryDirectory(dir=MEMORY) as folder:
        stage = Stage(Path(folder))
        for mutant in MUTANTS:
            if args.names and not any(name in mutant.name for name in args.names):
                continue
            began = time.monotonic()
            how = killed_by(mutant, stage, seconds=args.seconds, steps=args.steps, seed=args.seed)
            say(f"{mutant.name}: {how or 'ALIVE'} ({time.monotonic() - began:.1f} s)")
            if not how:
                alive.append(mutant.name)
    say(f"{len(alive)} alive {alive}")
    return 1 if alive else 0


def killed_by(
    mutant: Mutant,
    stage: Stage,
    *,
    scripts: int = 10_000,
    seconds: float = 3_600,
    steps: int = 60,
    seed: int = 0,
) -> str:
    """Return what noticed a seeded bug, or nothing where neither so many scripts nor so long did.

    The worlds that scripts begin in are made by the right program.
    """
    if mutant.test is not None:
        with mutant.apply():
            try:
                mutant.test()
            except (Exception, pytest.fail.Exception) as error:  # whatever a broken program raises
                return f"quick test, {type(error).__name__}"
        return ""
    first, until = seed or mutant.seed, time.monotonic() + seconds
    for at in range(first, first + scripts):
        if time.monotonic() > until:
            break
        laptops = laptops_of(at)
        stage.make(laptops)
        with mutant.apply():
            why = run_script(stage, script_of(at, steps), laptops)
        if why and not run_script(stage, script_of(at, steps), laptops):
            return f"seed {at}, {why[:100]}"  # and the right program gets through the same days
    return ""
