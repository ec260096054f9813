"""A team of laptops through seeded days of mishaps, for as long as an ordinary run allows.

`python -m tests.soak model` goes on for as long as one likes.
"""

import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.soak.model import MEMORY, one
from tests.sync.model.steps import Step
from tests.sync.model.walker import run_script
from tests.sync.model.world import Stage

SECONDS = 12.0
STEPS = 50


@pytest.fixture(scope="module")
def stage() -> Iterator[Stage]:
    with tempfile.TemporaryDirectory(dir=MEMORY) as folder:
        yield Stage(Path(folder))


def test_a_team_that_does_nothing_has_the_same_everywhere(stage: Stage) -> None:
    assert run_script(stage, (), 5) == ""


FOUND = {
    "the office changes what it may only read": (
        5,
        (Step("act", 4, 497297, 454483),),
    ),
    "somebody is restricted by who is neither coach nor lead": (
        5,
        (Step("act", 1, 882895, 510952),),
    ),
    "the office merges employers and may not move their vacancies": (
        5,
        (Step("act", 4, 924987, 379045),),
    ),
    "a vacancy is moved here out of what left the team meanwhile": (
        3,
        (Step("transfer", 2, 877320, 6500), Step("act", 1, 461052, 671821)),
    ),
    "an access ends, something is sent, and the access comes back": (
        5,
        (
            Step("transfer", 4, 184574, 856111),
            Step("pull", 3, 288360, 77185),
            Step("teams", 3, 433178, 820530),
            Step("wait", 3, 914757, 640259),
            Step("sync", 3, 204455, 417923),
            Step("teams", 3, 279157, 38715),
        ),
    ),
    "a disk is put back while somebody changes teams": (
        3,
        (
            Step("image", 3, 436523, 342707),
            Step("race", 4, 503119, 1034517),
            Step("image", 3, 489624, 1013599),
            Step("teams", 1, 277961, 640585),
            Step("sync", 4, 664195, 304822),
            Step("teams", 4, 474700, 932363),
        ),
    ),
}
"""What went wrong once: laptops and script, made as short as possible."""


@pytest.mark.parametrize("name", FOUND)
def test_what_went_wrong_once_goes_well(stage: Stage, name: str) -> None:
    laptops, script = FOUND[name]
    assert run_script(stage, script, laptops) == ""


def test_some_days_of_a_team(stage: Stage) -> None:
    """The same scripts each time, as many as there is time for."""
    until = time.monotonic() + SECONDS
    seed = 1
    while time.monotonic() < until:
        failure = one(stage, seed, STEPS)
        assert failure is None, str(failure)
        seed += 1
