"""A device that gets a new number names its waiting changes by it, wherever they are named."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from models.tables import Participant
from tests.sync.devices import Desk, a_desk, a_grant, acks


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    made = a_desk(tmp_path / "caseload")
    made.device.adopt(a_grant())
    yield made
    made.database.close()


def test_what_waits_is_made_on_what_waits_under_the_new_number(desk: Desk) -> None:
    kim = desk.add(Participant(preferred_name="Kim"))
    first = desk.device.batch()
    assert first is not None
    desk.device.take_acks(acks(first))
    desk.change("participant", kim, phone="1")
    desk.change("participant", kim, phone="2")
    desk.device.fork(a_grant(9))
    told = desk.device.batch()
    assert told is not None
    one, two = told["changes"]
    assert two["b"] == {"phone": [9, one["l"]]}
    row = desk.one("participant", kim)
    assert row is not None
    assert json.loads(row["versions"])["phone"][1:] == [9, two["l"]]
