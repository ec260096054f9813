"""Bundles between real caseloads and a real hub: the same as over the network, in any order."""

import json
import os
from collections.abc import Callable
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from adviser_tui.hub.erasing import erase_aggregate
from models.tables import Participant
from tests.sync.bundle_acts import (
    AMIRA,
    BO,
    add_contacts,
    add_person,
    phone,
    set_phone,
    waiting,
)
from tests.sync.bundle_team import (
    MORNING,
    Laptop,
    Team,
    copied,
    hub_picture,
    open_team,
    picture,
)


def test_one_round_carries_everybodys_work_to_everybody(crew: Team) -> None:
    add_person(crew["anna"])
    add_person(crew["ben"], BO, "Bo")
    for name in ("anna", "ben"):
        crew[name].write()
    came = crew.lead.read()
    assert {each.dev_no for each in came.arrived} == {1, 2}
    assert all(each.confirmed == each.changes > 0 for each in came.arrived)
    for name in ("anna", "ben"):
        (done,) = crew[name].read().unpacked
        assert done.is_complete
        assert waiting(crew[name]) == 0
        assert phone(crew[name], AMIRA) == phone(crew[name], BO) == "1"


def test_nothing_is_confirmed_before_the_answer_was_read(crew: Team) -> None:
    add_person(crew["anna"])
    crew["anna"].write()
    before = waiting(crew["anna"])
    assert before > 0
    crew.lead.read()
    assert waiting(crew["anna"]) == before
    assert crew["anna"].read().waiting == 0


def test_the_same_story_ends_the_same_over_a_network_and_by_bundles(
    tmp_path: Path, joined: Path
) -> None:
    crew = open_team(copied(joined, tmp_path / "first"), ("anna", "ben"), MORNING)
    with closing(crew):
        add_person(crew["anna"])
        add_person(crew["anna"], BO, "Bo")
        by_network(crew)
        at = crew.clock.at
    copy = copied(crew.folder, tmp_path / "second")
    pictures = []
    for folder, meet in ((tmp_path / "first", by_network), (copy, by_bundles)):
        with closing(open_team(folder, ("anna", "ben"), at)) as crew:
            live_through(crew, meet)
            pictures.append((hub_picture(crew.lead), picture(crew["anna"]), picture(crew["ben"])))
    for network, bundles in zip(*pictures, strict=True):
        for part, rows in network.items():
            assert bundles[part] == rows, part


def live_through(crew: Team, meet: Callable[[Team], None]) -> None:
    """Meet where nobody met before: two versions, many batches, an erasure, a lost right."""
    anna, ben = crew["anna"], crew["ben"]
    crew.clock.at = MORNING + timedelta(hours=2)
    set_phone(anna, "0113 1")
    set_phone(ben, "0113 2")
    add_contacts(anna, 700)
    add_contacts(ben, 30, BO, start=5_000)
    meet(crew)
    crew.clock.at = MORNING + timedelta(hours=4)
    assert picture(anna)["sync_conflict"]
    set_phone(ben, "0113 3")
    with ben.database.write("act") as work:
        work.change(work.get(Participant, BO), town="Sampleton")
    erase(crew, BO)
    meet(crew)
    crew.clock.at = MORNING + timedelta(hours=6)
    assert ben.value("SELECT count(*) FROM participant WHERE id = ?", BO) == 0
    set_phone(anna, "0113 4")
    meet(crew)


def by_network(crew: Team) -> None:
    for _ in range(2):
        for laptop in crew.laptops.values():
            laptop.sync(crew.lead.hub)


def by_bundles(crew: Team) -> None:
    crew.round("anna", "ben")


def erase(crew: Team, agg: str) -> None:

    hub = crew.lead.hub
    with hub.store.transaction() as t:
        erase_aggregate(hub, t, agg, "asked for by the person", hub.now(), "hub")


@pytest.mark.parametrize("order", ["old first", "new first", "each twice"])
def test_bundles_up_are_read_in_any_order(crew: Team, order: str) -> None:
    anna = crew["anna"]
    add_person(anna)
    old = anna.write().path
    set_phone(anna, "2")
    set_phone(anna, "3")
    new = anna.write().path
    for path in {"old first": (old, new), "new first": (new, old)}.get(
        order, (new, old, new, old, old)
    ):
        assert not crew.lead.read(path).bad
    assert crew.lead.rows("SELECT acked FROM device WHERE dev_no = 1")[0].acked == (
        anna.device.state().lseq
    )
    anna.read()
    crew.round("ben")
    assert phone(crew["ben"]) == phone(anna) == "3"
    assert waiting(anna) == 0
    assert picture(anna)["sync_issue"] == picture(anna)["sync_conflict"] == []


def test_answers_are_read_in_any_order_and_twice(crew: Team) -> None:
    anna, ben = crew["anna"], crew["ben"]
    answers = []
    for number in ("1", "2", "3"):
        if number == "1":
            add_person(anna)
        else:
            set_phone(anna, number)
        crew.round("anna")
        ben.write()
        (arrived,) = (
            each
            for each in crew.lead.read().arrived
            if each.dev_no == 2 and not each.is_repeat and each.answer
        )
        answers.append(arrived.answer)
        ben.clock.at += timedelta(minutes=1)
        for path in (crew.files).iterdir():
            if path not in answers:
                path.unlink()
    third, first = answers[2], answers[0]
    assert third is not None
    assert first is not None
    ben.read(third)
    assert phone(ben) == "3"
    assert ben.read(first).older == (first,)
    assert ben.read(third).older == (third,)
    assert phone(ben) == "3"
    came = ben.read()
    assert not came.unpacked
    assert len(came.older) == 3


def test_answers_read_in_their_order_overlap_without_harm(crew: Team) -> None:
    anna, ben = crew["anna"], crew["ben"]
    add_person(anna)
    crew.round("anna")
    first = next(a.answer for a in crew.lead.read(ben.write().path).arrived)
    add_contacts(anna, 20)
    set_phone(anna, "2")
    crew.round("anna")
    ups = [path for path in crew.files.iterdir() if path != first]
    assert ups
    second = next(a.answer for a in crew.lead.read(ben.write().path).arrived)
    assert first
    assert second
    assert ben.read(first).unpacked[0].is_complete
    assert ben.read(second).unpacked[0].is_complete
    assert phone(ben) == "2"
    assert ben.value("SELECT count(*) FROM contact") == 20


STEPS = st.lists(
    st.tuples(st.sampled_from(["edit", "write", "hub", "read"]), st.integers(0, 1), st.integers(0)),
    min_size=4,
    max_size=16,
)


@settings(
    max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(steps=STEPS)
def test_whatever_is_read_when_everybody_ends_with_the_same(
    joined: Path, tmp_path_factory: pytest.TempPathFactory, steps: list[tuple[str, int, int]]
) -> None:
    folder = copied(joined, tmp_path_factory.mktemp("order") / "team")
    with closing(open_team(folder, ("anna", "ben"), MORNING)) as crew:
        add_person(crew["anna"])
        crew.round()
        for path in crew.files.iterdir():
            path.unlink()
        ups: list[Path] = []
        answers: dict[int, list[Path]] = {0: [], 1: []}
        for number, (act, who, which) in enumerate(steps):
            crew.clock.at += timedelta(seconds=1)
            laptop = crew[("anna", "ben")[who]]
            if act == "edit":
                set_phone(laptop, f"number {number}")
            elif act == "write":
                ups.append(laptop.write().path)
            elif act == "hub" and ups:
                (arrived,) = crew.lead.read(ups[which % len(ups)]).arrived
                assert arrived.answer
                answers[arrived.dev_no - 1].append(arrived.answer)
            elif act == "read" and answers[who]:
                assert not laptop.read(answers[who][which % len(answers[who])]).bad
        for _ in range(3):
            crew.round()
        anna, ben = picture(crew["anna"]), picture(crew["ben"])
        assert waiting(crew["anna"]) == waiting(crew["ben"]) == 0
        assert anna["participant"] == ben["participant"]
        assert anna["sync_conflict"] == ben["sync_conflict"]
        everything = str(hub_picture(crew.lead)["rows"])
        for laptop in crew.laptops.values():
            for row in laptop.database.rows("SELECT fields FROM change_record WHERE op = 'upd'"):
                value = json.loads(row[0]).get("phone")
                assert value is None or _was_followed(laptop, value) or value in everything


def _was_followed(laptop: Laptop, value: str) -> bool:
    """Say whether somebody changed a phone number having seen this one."""
    return any(
        json.loads(row[0]).get("phone") == value
        for row in laptop.database.rows("SELECT old FROM change_record WHERE op = 'upd'")
    )


def test_a_lost_bundle_loses_nothing(crew: Team) -> None:
    anna = crew["anna"]
    add_person(anna)
    anna.write().path.unlink()
    set_phone(anna, "2")
    crew.round()
    assert phone(crew["ben"]) == "2"
    assert waiting(anna) == 0


def test_what_is_done_while_a_bundle_is_on_its_way_goes_with_the_next(crew: Team) -> None:
    anna = crew["anna"]
    add_person(anna)
    anna.write()
    set_phone(anna, "2")
    crew.lead.read()
    came = anna.read()
    assert came.waiting == 1
    assert phone(anna) == "2"
    crew.round()
    assert phone(crew["ben"]) == "2"


def test_many_batches_and_pages_travel_in_one_bundle(crew: Team) -> None:
    anna, ben = crew["anna"], crew["ben"]
    add_person(anna)
    for start in range(0, 2_100, 300):
        add_contacts(anna, 300, start=start)
    assert anna.write().changes > 2_100
    ben.write()
    crew.lead.read()
    for laptop in (anna, ben):
        laptop.read()
        assert waiting(laptop) == 0
        assert laptop.value("SELECT count(*) FROM contact") == 2_100


def test_reading_again_writes_no_second_answer(crew: Team) -> None:
    add_person(crew["anna"])
    crew["anna"].write()
    first = crew.lead.read().arrived[0]
    many = len(list(crew.files.iterdir()))
    again = crew.lead.read().arrived[0]
    assert again.is_repeat
    assert again.answer == first.answer
    assert again.confirmed == 0
    assert len(list(crew.files.iterdir())) == many


def test_old_bundles_are_named_and_deleted_only_when_asked(crew: Team) -> None:
    anna = crew["anna"]
    add_person(anna)
    first = anna.write().path
    assert anna.write().deletable == (first,)
    crew.lead.read()
    came = anna.read()
    assert set(came.deletable) == set(crew.files.iterdir())
    assert first.exists()
    tidied = anna.read(tidy=True).tidied
    assert first in tidied
    assert list(crew.files.iterdir()) == []


def test_the_hub_tidies_answers_that_were_heard(crew: Team) -> None:
    add_person(crew["anna"])
    crew.round("anna")
    crew["anna"].write()
    came = crew.lead.read(tidy=True)
    assert came.tidied
    assert not any(path.exists() for path in came.tidied)
    assert all(each.path.exists() for each in came.arrived)


def test_names_of_files_tell_nothing(crew: Team) -> None:
    add_person(crew["anna"])
    crew.round()
    for path in crew.files.iterdir():
        name = path.name.lower()
        assert not any(word in name for word in ("anna", "ben", "fjord", "hub", "up", "down"))
        raw = path.read_bytes()
        assert b"Amira" not in raw
        assert crew["anna"].membership.device_id.encode() not in raw
        if os.name == "posix":
            assert path.stat().st_mode & 0o777 == 0o600
