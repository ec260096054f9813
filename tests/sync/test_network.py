"""A bad network between device and hub: nothing acknowledged is lost, and what waits gets there."""

from collections.abc import Iterator
from random import Random

import pytest

from adviser_tui.services.sync.over_http import OverHttp, Patience
from adviser_tui.sync.transport import HubRefusedError, HubUnreachableError
from tests.sync.chaos import FAIR, ChaosProxy
from tests.sync.fates import drawn
from tests.sync.served import TOKEN, Served, SmallHub

HASTY = Patience(connect=2.0, silence=0.15, whole=1.0)
ROUNDS = 120
BATCH = 40


@pytest.fixture
def line() -> Iterator[tuple[SmallHub, ChaosProxy]]:
    hub = SmallHub()
    with Served(hub) as served, ChaosProxy(served.port) as proxy:
        yield hub, proxy


@pytest.mark.parametrize("seed", range(3))
def test_what_was_acknowledged_is_there_and_the_rest_arrives_later(
    line: tuple[SmallHub, ChaosProxy], seed: int
) -> None:
    hub, proxy = line
    luck = Random(seed)
    waiting = {n: {"l": n, "f": {"note": f"{luck.random()}" * 9}} for n in range(1, 1_501)}
    sent = dict(waiting)
    failures = 0
    with OverHttp(proxy.address, patience=HASTY) as way:
        for _ in range(ROUNDS):
            proxy.set(drawn(luck))
            failures += not push(way, hub, waiting)
        assert failures > ROUNDS / 4, "the network was not bad enough to show anything"
        assert len(waiting) < len(sent), "nothing at all got through"
        proxy.set(FAIR)
        while waiting:
            assert push(way, hub, waiting)
    assert hub.kept == sent


def push(way: OverHttp, hub: SmallHub, waiting: dict[int, dict[str, object]]) -> bool:
    """Send the oldest that wait and take off what is acknowledged; say whether it was."""
    batch = [waiting[n] for n in sorted(waiting)[:BATCH]]
    try:
        reply = way.call("push", {"changes": batch}, TOKEN)
    except (HubUnreachableError, HubRefusedError):
        return False
    for outcome in reply["outcomes"]:
        assert hub.kept[outcome["l"]] == waiting.pop(outcome["l"])
    return True
