"""The tests themselves on trial: each seeded bug must be noticed.

Those of which the model needs longer to notice are tried by `python -m tests.soak mutants`.
"""

import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.soak.model import MEMORY
from tests.soak.mutants import killed_by
from tests.sync.model.world import Stage
from tests.sync.mutants import MUTANTS
from tests.sync.mutants.patching import Mutant

STEPS = 50
AT_ONCE = frozenset(
    {
        *("silent loser", "last writer wins", "false alarm", "wrong clocks believed"),
        *("no word of leaving", "losers keep their own", "rest of the page lost"),
        *("all confirmed", "hashes forgotten", "last row dropped"),
    }
)
"""Those that the model notices in one of its first scripts."""
QUICK = [each for each in MUTANTS if each.test is not None or each.name in AT_ONCE]


@pytest.fixture(scope="module")
def stage() -> Iterator[Stage]:
    with tempfile.TemporaryDirectory(dir=MEMORY) as folder:
        yield Stage(Path(folder))


def test_there_are_as_many_as_promised() -> None:
    assert len(MUTANTS) >= 20
    assert len({each.name for each in MUTANTS}) == len(MUTANTS)
    assert {each.name for each in MUTANTS} >= AT_ONCE


@pytest.mark.parametrize("mutant", [each for each in QUICK if each.test], ids=lambda m: m.name)
def test_the_right_program_passes_what_a_wrong_one_must_not(mutant: Mutant) -> None:
    assert mutant.test is not None
    mutant.test()


@pytest.mark.parametrize("mutant", QUICK, ids=lambda each: each.name)
def test_a_seeded_bug_is_noticed(mutant: Mutant, stage: Stage) -> None:
    assert killed_by(mutant, stage, scripts=4, steps=STEPS), mutant.wrong
