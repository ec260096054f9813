"""A hub that answers what no hub would: it is told, ends by itself, and changes nothing here."""

import json
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from adviser_tui.clock import FixedClock
from adviser_tui.errors import StorageError, SyncError
from adviser_tui.services.office import Office
from adviser_tui.services.sync.membership import MembershipFile
from adviser_tui.services.sync.stops import BusyError
from adviser_tui.sync.transport import HubRefusedError
from tests.sync.desks import ADDRESS, Team, Wire, a_team, add_person, change, sync, value

Reply = dict[str, Any]


@pytest.fixture
def team(tmp_path: Path, clock: FixedClock) -> Iterator[Team]:
    made = a_team(tmp_path, clock)
    yield made
    made.close()


class Liar:
    """Changes every answer to one question."""

    def __init__(self, wire: Wire, name: str, lie: Callable[[Reply], Reply]) -> None:
        self._wire, self._name, self._lie = wire, name, lie

    def call(self, name: str, body: Mapping[str, Any], token: str = "") -> Reply:
        reply = self._wire.call(name, body, token)
        return self._lie(reply) if name == self._name else reply


def lied_to(team: Team, office: Office, name: str, lie: Callable[[Reply], Reply]) -> None:
    liar = Liar(team.wired(office), name, lie)
    office.sync.connect = lambda _url, _ca: liar


def each_scope(**said: Any) -> Callable[[Reply], Reply]:
    return lambda reply: {
        **reply,
        "scopes": {name: {**told, **said} for name, told in reply["scopes"].items()},
    }


WRONG: list[tuple[str, Callable[[Reply], Reply]]] = [
    ("hello", lambda reply: {**reply, "shape": {"participant": 5}}),
    ("hello", lambda reply: {**reply, "shape": {"participant": [["x"]]}}),
    ("people", lambda reply: {**reply, "people": [5]}),
    ("people", lambda reply: {**reply, "teams": [{"number": 1}]}),
    ("push", lambda _: {}),
    ("push", lambda reply: {**reply, "acked": "abc"}),
    ("push", lambda reply: {**reply, "acked": -5}),
    ("push", lambda reply: {**reply, "acked": 0, "chain": "0" * 64}),
    ("push", lambda reply: {**reply, "outcomes": "abc"}),
    ("push", lambda reply: {**reply, "outcomes": [{"l": -1, "o": "erased"}]}),
    ("push", lambda reply: {**reply, "outcomes": [{"l": 1, "o": "held", "detail": [1]}]}),
    ("pull", lambda _: {}),
    ("pull", lambda reply: {**reply, "more": True}),
    ("pull", lambda reply: {**reply, "outcomes": [{"l": -1, "o": "erased"}]}),
    ("pull", each_scope(to=-5)),
    ("pull", each_scope(to=1 << 62, head=1 << 62)),
    ("pull", each_scope(head=None)),
]


@pytest.mark.parametrize(("name", "lie"), WRONG)
def test_a_wrong_answer_is_told_and_the_next_right_one_counts(
    team: Team, name: str, lie: Callable[[Reply], Reply]
) -> None:
    vilma = team.joined("Vilma Testesen")
    amira = add_person(vilma, "Amira")
    if name == "push":
        sync(vilma)
        change(vilma, amira, phone="0113 496 0001")
    lied_to(team, vilma, name, lie)
    with pytest.raises(SyncError):
        vilma.sync.now()
    team.wired(vilma)
    sync(vilma)
    assert value(vilma, amira, "name") == "Amira"


def test_where_everything_is_withdrawn_it_is_told(team: Team) -> None:
    vilma = team.joined("Vilma Testesen")
    add_person(vilma, "Amira")
    sync(vilma)
    lied_to(team, vilma, "pull", lambda reply: {**reply, "scopes": {}})
    assert "What you may see has changed" in " ".join(vilma.sync.now().remarks)


def test_a_hub_in_trouble_is_told_apart_from_a_busy_one(team: Team) -> None:
    vilma, jonas = team.joined("Vilma Testesen"), team.desk("jonas")
    code = team.founded.code(team.founded.person("Jonas Eksempel", "adviser"))

    def refuse(_: Reply) -> Reply:
        raise HubRefusedError("no", status=503, code="storage", retry_after=30)

    lied_to(team, vilma, "pull", refuse)
    with pytest.raises(BusyError, match="cannot use its database") as told:
        vilma.sync.now()
    assert told.value.retry_after == 30
    lied_to(team, jonas, "enrol", refuse)
    with pytest.raises(BusyError, match="code was not used"):
        jonas.sync.join(ADDRESS, code)


@pytest.mark.parametrize(
    ("part", "wrong"), [("dev_no", 1e400), ("grant", 7), ("courier", [1]), ("token_ms", "soon")]
)
def test_a_file_about_the_hub_that_was_spoilt_is_told_in_a_sentence(
    team: Team, part: str, wrong: object
) -> None:
    vilma = team.joined("Vilma Testesen")
    file = MembershipFile(vilma.database.folder)
    right = file.path.read_text("utf-8")
    file.path.write_text(json.dumps({**json.loads(right), part: wrong}), "utf-8")
    with pytest.raises(StorageError, match="The caseload is safe"):
        vilma.sync.now()
    file.path.write_text(right, "utf-8")
    sync(vilma)
