"""What waits is told in its order, whole actions together, sealed before it goes out."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from adviser_tui.storage.sync.troubles import ForkedError
from adviser_tui.sync.canonical import START, digest, linked
from adviser_tui.sync.shapes import outline
from models.kinds import Side
from models.tables import Employer, FollowUp, Participant
from tests.sync.devices import MORNING, Desk, a_desk, a_grant, acks


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    made = a_desk(tmp_path / "caseload")
    made.device.adopt(a_grant())
    yield made
    made.database.close()


def follow_up(what: str) -> FollowUp:
    return FollowUp(
        what=what, side=Side.EMPLOYER, due_on=MORNING.date(), first_due_on=MORNING.date()
    )


def test_nothing_goes_out_before_there_is_a_hub(tmp_path: Path) -> None:
    desk = a_desk(tmp_path / "caseload")
    desk.add(Employer(name="Nordbageri"))
    assert desk.device.batch() is None
    assert not desk.device.state().joined
    assert desk.device.marks("employer", ["x"]) == {}
    desk.database.close()


def test_a_batch_is_in_order_and_its_hashes_are_kept_before_it_is_given_out(desk: Desk) -> None:
    bakery = desk.add(Employer(name="Nordbageri"))
    desk.change("employer", bakery, phone="1")
    body = desk.device.batch()
    assert body is not None
    made, changed = body["changes"][-2:]
    assert (body["prev"], body["chain"]) == (0, START)
    assert made["op"] == "ins"
    assert made["s"] == "team:1"
    assert changed["f"] == {"phone": "1"}
    assert changed["b"] == {"phone": [5, made["l"]]}
    assert changed["at"] == "2026-11-20T09:30:00.000000Z"
    kept = {
        row["lseq"]: bytes(row["hh"]).hex()
        for row in desk.database.rows("SELECT lseq, hh FROM change_record")
    }
    assert kept == {change["l"]: change["hh"] for change in body["changes"]}
    assert all(digest(change) == change["hh"] for change in body["changes"])
    assert desk.device.batch() == body


def test_an_action_is_never_taken_apart_unless_it_alone_is_too_large(desk: Desk) -> None:
    first = desk.device.batch()
    if first:
        desk.device.take_acks(acks(first))
    desk.add(*[Employer(name=f"Shop {n}") for n in range(3)])
    desk.add(*[Employer(name=f"Mill {n}") for n in range(4)])
    desk.add(*[Employer(name=f"Works {n}") for n in range(9)])
    sizes = []
    while body := desk.device.batch(max_changes=5):
        sizes.append([change["n"] for change in body["changes"]])
        desk.device.take_acks(acks(body))
    assert sizes == [[3] * 3, [4] * 4, [5] * 5, [4] * 4]


def test_a_batch_is_not_larger_than_was_asked_for(desk: Desk) -> None:
    first = desk.device.batch()
    if first:
        desk.device.take_acks(acks(first))
    for n in range(4):
        desk.add(follow_up(f"Call {n} " + "x" * 400))
    body = desk.device.batch(max_bytes=3_400)
    assert body is not None
    assert len(body["changes"]) == 2
    assert len(json.dumps(body["changes"])) < 3_500


def test_what_was_confirmed_waits_no_more(desk: Desk) -> None:
    kim = desk.add(Participant(preferred_name="Kim Prøvesen"))
    assert desk.device.marks("participant", [kim]) == {kim: "waiting"}
    body = desk.device.batch()
    assert body is not None
    taken = desk.device.take_acks(acks(body))
    assert taken.waiting == 0
    assert desk.device.batch() is None
    assert desk.device.marks("participant", [kim]) == {kim: "confirmed"}
    chain = START
    for change in body["changes"]:
        chain = linked(chain, change["hh"])
    assert desk.device.state().chain == chain


def test_a_hub_that_lost_what_it_had_confirmed_gets_it_again(desk: Desk) -> None:
    replies = [{"acked": 0, "chain": START}]
    sent = []
    for n in range(3):
        desk.add(Employer(name=f"Mill {n}"))
        body = desk.device.batch()
        assert body is not None
        sent.append(body["changes"])
        replies.append(acks(body))
        desk.device.take_acks(replies[-1])
    assert desk.device.take_acks(replies[1]).moved_back == 2
    body = desk.device.batch()
    assert body is not None
    assert body["changes"] == sent[1] + sent[2]
    desk.device.take_acks(replies[0])
    body = desk.device.batch()
    assert body is not None
    assert body["changes"] == sent[0] + sent[1] + sent[2]


@pytest.mark.parametrize("reply", [{"acked": 99, "chain": START}, {"acked": 1, "chain": "ab" * 32}])
def test_a_hub_that_knows_other_changes_under_our_numbers_means_a_fork(
    desk: Desk, reply: dict[str, object]
) -> None:
    desk.add(Employer(name="Nordbageri"))
    desk.device.batch()
    before = desk.device.state()
    with pytest.raises(ForkedError):
        desk.device.take_acks(reply)
    assert desk.device.state() == before


def test_what_the_hub_did_not_simply_take_is_kept_until_a_better_outcome(desk: Desk) -> None:
    kim = desk.add(Participant(preferred_name="Kim Prøvesen"))
    body = desk.device.batch()
    assert body is not None
    last = next(each["l"] for each in body["changes"] if each["id"] == kim)
    told = {"l": last, "o": "quarantined", "why": "invalid", "detail": {"field": "phone"}}
    assert desk.device.take_acks(acks(body, [told])).issues == 1
    assert desk.device.marks("participant", [kim]) == {kim: "refused"}
    assert desk.device.request()["confirm"] == [last]
    kept = desk.database.row("SELECT * FROM sync_issue")
    assert (kept["why"], kept["row_id"], json.loads(kept["detail"])) == (
        "invalid",
        kim,
        {"field": "phone"},
    )
    nothing = {"prev": body["changes"][-1]["l"], "chain": acks(body)["chain"], "changes": []}
    desk.device.take_acks(acks(nothing, [{**told, "why": "no_access"}]))
    assert desk.device.marks("participant", [kim]) == {kim: "set_aside"}
    desk.device.take_acks(acks(nothing, [{"l": last, "o": "applied", "why": "", "detail": {}}]))
    assert desk.device.marks("participant", [kim]) == {kim: "confirmed"}


def test_what_an_older_hub_does_not_know_stays_until_it_does(desk: Desk) -> None:
    bakery = desk.add(Employer(name="Nordbageri", phone="1"))
    desk.change("employer", bakery, phone="2")
    note = desk.add(follow_up("Ring back"))
    shape = {name: [c for c in cs if c != "phone"] for name, cs in outline().items()}
    del shape["follow_up"]
    body = desk.device.batch(shape=shape)
    assert body is not None
    told = {change["l"]: change for change in body["changes"]}
    made, changed, noted = (told[n] for n in sorted(told)[-3:])
    assert "phone" not in made["f"]
    assert set(changed) == set(noted) == {"l", "scrub", "hh"}
    desk.device.take_acks(acks(body))
    assert desk.device.state().parked == 3
    assert desk.device.marks("follow_up", [note]) == {note: "waiting"}
    assert desk.device.batch(shape=shape) is None
    body = desk.device.batch(shape=outline())
    assert body is not None
    again = {(c["e"], c["op"]): c for c in body["changes"]}
    assert again["employer", "upd"]["f"] == {"phone": "2"}
    assert again["follow_up", "ins"]["f"]["what"] == "Ring back"
    assert desk.device.state().parked == 0


def test_what_was_done_past_the_program_stands_alone(desk: Desk) -> None:
    with desk.database.writing() as connection:
        connection.execute("UPDATE sync_state SET g = 0")
        for n in range(2):
            connection.execute(
                "INSERT INTO employer (id, name, created_at, updated_at) VALUES (?, ?, ?, ?)",
                (f"00000000-0000-7000-8000-00000000000{n}", f"Mill {n}", "2026", "2026"),
            )
    body = desk.device.batch()
    assert body is not None
    assert [change["n"] for change in body["changes"]][-2:] == [1, 1]
    assert body["changes"][-1]["at"].endswith("Z")
