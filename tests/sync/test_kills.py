"""Real processes are killed in the middle of the exchange: nothing confirmed is ever lost (T3).

`python -m tests.soak kills` does the same hundreds of times, at every place, on both databases.
"""

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.sync.killed import places
from tests.sync.killed.crew import Crew
from tests.sync.killed.running import a_served_hub

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no kill -9")


@pytest.fixture
def crew(tmp_path: Path) -> Iterator[Crew]:
    hub = a_served_hub(tmp_path / "hub")
    try:
        made = Crew(tmp_path, hub, 20261122)
        made.begin()
        yield made
    finally:
        hub.close()


def test_devices_and_the_hub_are_killed_and_nothing_is_lost_or_stuck(crew: Crew) -> None:
    for _ in range(2):
        crew.writer_dies()
    for place in (*places.SENDING[1:4], *places.FETCHING[3:5]):
        crew.add(crew.vilma)
        crew.sync_dies(place)
    crew.hub_dies_sometime()
    crew.hub_dies(places.HUB_PUSHED[3])
    crew.cleaning_dies(places.CLEANING[2])
    crew.token_dies(places.RENEWING[0])
    crew.heal()
    crew.examine()
    assert crew.faults == []
    assert crew.kills.total() >= 12
