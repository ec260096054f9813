"""The stateful model over the real device and hub, for minutes or a night."""

import argparse
import random
import tempfile
import time
from pathlib import Path

from tests.soak.telling import say
from tests.sync.model.walker import Failure, laptops_of, run_script, script_of, shorter
from tests.sync.model.world import Stage

HELP = "random teams, days and mishaps; what was written must be found again"
_SHM = Path("/dev/shm")
MEMORY = _SHM if _SHM.is_dir() else None
"""A disk in memory, where there is one; thousands of small worlds are made and thrown away."""


def arguments(parser: argparse.ArgumentParser) -> None:
    """Say what can be given."""
    parser.add_argument("--minutes", type=float, default=5.0)
    parser.add_argument("--seed", type=int, default=0, help="of the first script; 0 is random")
    parser.add_argument("--steps", type=int, default=80, help="in one script, at most")
    parser.add_argument("--one", action="store_true", help="only this seed, with its laptops")


def run(args: argparse.Namespace) -> int:
    """Run scripts until the time is over; return 1 where one broke something."""
    seed = args.seed or random.SystemRandom().randrange(1, 1 << 40)
    until = time.monotonic() + 60 * args.minutes
    began, scripts, steps, failures = time.monotonic(), 0, 0, 0
    with tempfile.TemporaryDirectory(dir=MEMORY) as folder:
        stage = Stage(Path(folder))
        while time.monotonic() < until:
            failure = one(stage, seed, args.steps)
            scripts, steps = scripts + 1, steps + args.steps
            if failure:
                failures += 1
                say(str(failure))
            if scripts % 50 == 0 or failure:
                passed = time.monotonic() - began
                say(f"{scripts} scripts, {steps} steps, {failures} failed, {passed:.0f} s")
            seed += 1
            if args.one:
                break
    say(f"{scripts} scripts of {args.steps} steps, {failures} failed; the last seed was {seed - 1}")
    return 1 if failures else 0


def one(stage: Stage, seed: int, steps: int) -> Failure | None:
    """Run the script of a seed; return it, made as short as possible, where it broke something."""
    laptops = laptops_of(seed)
    script = script_of(seed, steps)
    why = run_script(stage, script, laptops)
    if not why:
        return None
    script, why = shorter(lambda each: run_script(stage, each, laptops), script)
    return Failure(seed, laptops, script, why)
