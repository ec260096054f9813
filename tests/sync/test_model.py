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
    "a vacancy moves to an employer that is given to another team before all heard of it": (
        3,
        (
            Step("act", 1, 22272, 273649),
            Step("meet_hub", 1, 594465, 8564),
            Step("transfer", 2, 211849, 1047292),
        ),
    ),
    "an old answer to a push comes late": (
        3,
        (
            Step("act", 2, 618321, 28908),
            Step("sync", 2, 846048, 72185),
            Step("race", 2, 80239, 1034171),
            Step("meet_hub", 1, 214235, 821530),
            Step("sync", 2, 781673, 965612),
            Step("late_reply", 2, 978232, 728505),
        ),
    ),
    "the hub is put back and what lost before is sent once more": (
        4,
        (
            Step("act", 4, 834015, 990494),
            Step("sync", 4, 913066, 769773),
            Step("hub_backup", 4, 276288, 272201),
            Step("race", 4, 1018478, 838888),
            Step("meet_hub", 4, 10831, 190108),
            Step("sync", 1, 399879, 479359),
            Step("hub_backup", 1, 417967, 619536),
            Step("sync", 1, 936632, 495391),
        ),
    ),
    "a disk is put back that has an older token than the hub": (
        3,
        (
            Step("image", 1, 750718, 419390),
            Step("skew", 1, 620225, 100961),
            Step("sync", 1, 661231, 70679),
            Step("image", 1, 669225, 823133),
        ),
    ),
    "what was refused once comes back after the hub was put back": (
        4,
        (
            Step("hub_backup", 4, 765524, 169909),
            Step("teams", 4, 172711, 344210),
            Step("act", 4, 795180, 130150),
            Step("sync", 4, 718010, 214167),
            Step("teams", 4, 194776, 375237),
            Step("meet_hub", 4, 783464, 1027189),
            Step("hub_backup", 1, 308469, 4203),
            Step("act", 4, 1011405, 91852),
        ),
    ),
    "something new is recorded of somebody who was erased": (
        5,
        (
            Step("act", 4, 235656, 418927),
            Step("act", 4, 473345, 367024),
            Step("act", 3, 654190, 826096),
            Step("act", 4, 259701, 1031592),
            Step("act", 4, 705141, 2839),
            Step("sync", 3, 895392, 905338),
            Step("act", 4, 420661, 140186),
            Step("erase", 4, 247159, 744017),
        ),
    ),
    "two were made one, and then one of them was erased": (
        5,
        (
            Step("act", 2, 567819, 824019),
            Step("act", 2, 379480, 616138),
            Step("act", 0, 770862, 157693),
            Step("sync", 2, 522031, 533678),
            Step("sync", 0, 978356, 10020),
            Step("erase", 2, 703111, 383636),
        ),
    ),
    "somebody is known as two with somebody who was erased": (
        3,
        (
            Step("act", 2, 248412, 889557),
            Step("erase", 0, 472765, 825718),
        ),
    ),
    "two were made one by somebody whose access had ended": (
        5,
        (
            Step("act", 1, 788877, 956849),
            Step("teams", 1, 135558, 990247),
            Step("meet_hub", 1, 698358, 109034),
            Step("erase", 1, 143661, 464306),
        ),
    ),
    "two are made one with somebody who was erased already, and a page comes first": (
        4,
        (
            Step("erase", 0, 946897, 729191),
            Step("act", 2, 163337, 390078),
            Step("act", 2, 361377, 779261),
            Step("act", 4, 460058, 272513),
            Step("pull", 2, 914660, 562020),
        ),
    ),
    "an access ends and then the hub is put back": (
        3,
        (
            Step("hub_backup", 0, 65925, 111695),
            Step("sync", 4, 502190, 2855),
            Step("teams", 4, 537475, 386845),
            Step("hub_backup", 2, 456663, 795903),
        ),
    ),
    "two are made one with somebody who was erased already": (
        3,
        (
            Step("erase", 2, 102821, 377491),
            Step("act", 2, 666372, 649661),
        ),
    ),
    "an answer is made of a sheet that another knows as that of the erased": (
        3,
        (
            Step("act", 2, 397917, 697717),
            Step("sync", 2, 680802, 619485),
            Step("erase", 2, 856352, 829849),
            Step("act", 0, 440752, 333537),
            Step("sync", 2, 354090, 134965),
            Step("act", 2, 336472, 115579),
        ),
    ),
    "somebody whom a lead accepted is given to another team": (
        5,
        (
            Step("act", 4, 996055, 1019321),
            Step("sync", 4, 1025314, 284048),
            Step("review", 4, 409711, 967640),
            Step("transfer", 3, 846993, 591182),
        ),
    ),
    "an edit follows a move to somebody who was erased": (
        4,
        (
            Step("race", 2, 385072, 136977),
            Step("erase", 1, 534987, 135393),
            Step("act", 2, 896577, 263677),
            Step("race", 1, 504236, 137787),
            Step("pull", 2, 1023141, 342856),
        ),
    ),
    "what was made is sent once more from an older disk": (
        3,
        (
            Step("act", 1, 930700, 177688),
            Step("image", 1, 859856, 450064),
            Step("act", 4, 662001, 849653),
            Step("sync", 4, 346787, 651322),
            Step("image", 4, 786685, 868593),
        ),
    ),
    "a phone number is copied from somebody who was erased": (
        3,
        (
            Step("sync", 4, 931820, 1040671),
            Step("act", 4, 255685, 246521),
            Step("sync", 1, 834459, 390501),
            Step("meet_hub", 0, 254881, 184936),
            Step("erase", 1, 761245, 349371),
            Step("act", 3, 642957, 31957),
        ),
    ),
    "a week goes by while something of the erased is in question": (
        3,
        (
            Step("act", 1, 639535, 71972),
            Step("sync", 4, 271470, 730786),
            Step("skew", 4, 194572, 521766),
            Step("review", 1, 447397, 212227),
        ),
    ),
    "a row moved to somebody who is erased right after the hub was put back": (
        5,
        (
            Step("hub_backup", 2, 214683, 756080),
            Step("act", 4, 1037307, 982637),
            Step("hub_backup", 0, 513249, 467484),
            Step("sync", 4, 631908, 126230),
            Step("race", 2, 67322, 912875),
            Step("erase", 0, 14303, 884844),
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
