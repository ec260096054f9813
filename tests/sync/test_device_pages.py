"""What others did is taken in as a whole or not at all, and never over what waits here."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from adviser_tui.ids import new_id
from adviser_tui.storage.sync.troubles import BadPageError, PageStaleError, RebuildNeededError
from models.tables import Employer, Participant
from tests.sync.devices import TEAM, Desk, a_desk, a_grant, a_page, acks, hub_row

LATER = 1 << 60


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    made = a_desk(tmp_path / "caseload")
    made.device.adopt(a_grant())
    yield made
    made.database.close()


def participant(row_id: str, **fields: Any) -> Any:
    plain = {"preferred_name": "Kim Prøvesen", "phone": "", "town": ""}
    return hub_row("participant", row_id, **{**plain, **fields})


def employer(row_id: str, **fields: Any) -> Any:
    return hub_row("employer", row_id, **{"name": "Nordbageri", "phone": "", **fields})


def test_a_page_is_written_found_and_no_change_of_ours(desk: Desk) -> None:
    lseq = desk.device.state().lseq
    bakery = new_id()
    taken = desk.device.take_page(a_page(desk.device, {"employer": [employer(bakery)]}))
    assert (taken.put, taken.complete) == (1, True)
    assert desk.value("SELECT names FROM find_employer_text") == "nordbageri"
    assert desk.device.state().lseq == lseq
    assert desk.value("SELECT scope FROM sync_home WHERE agg = ?", bakery) == TEAM
    assert desk.device.request()["have"] == {TEAM: 1}
    taken = desk.device.take_page(
        a_page(desk.device, {"employer": [employer(bakery, name="Mill")]})
    )
    assert desk.value("SELECT names FROM find_employer_text") == "mill"
    assert desk.value("SELECT docs FROM find_employer_word WHERE word = 'nordbageri'") is None


def test_a_field_that_waits_keeps_what_was_typed_here(desk: Desk) -> None:
    kim = new_id()
    desk.device.take_page(a_page(desk.device, {"participant": [participant(kim)]}))
    desk.change("participant", kim, phone="mine")
    theirs = participant(
        kim, phone="theirs", town="Odense", versions={"phone": [5, 9, 2], "town": [6, 9, 3]}
    )
    desk.device.take_page(a_page(desk.device, {"participant": [theirs]}))
    row = desk.one("participant", kim)
    assert row is not None
    assert (row["phone"], row["town"]) == ("mine", "Odense")
    versions = json.loads(row["versions"])
    assert versions["town"] == [6, 9, 3]
    assert versions["phone"][1] == 5
    body = desk.device.batch()
    assert body is not None
    assert body["changes"][-1]["b"] == {"phone": None}
    desk.device.take_acks(acks(body))
    desk.device.take_page(a_page(desk.device, {"participant": [theirs]}))
    row = desk.one("participant", kim)
    assert row is not None
    assert row["phone"] == "theirs"


def test_a_row_whose_making_waits_keeps_all_of_itself(desk: Desk) -> None:
    kim = desk.add(Participant(preferred_name="Kim Prøvesen", phone="mine"))
    theirs = participant(kim, phone="theirs", versions={"phone": [5, 9, 2]})
    desk.device.take_page(a_page(desk.device, {"participant": [theirs]}))
    row = desk.one("participant", kim)
    assert row is not None
    assert row["phone"] == "mine"
    # Their number was never seen here, so the next change is not made on it.
    assert "phone" not in json.loads(row["versions"])
    assert "*" in json.loads(row["versions"])


def test_what_a_newer_hub_has_besides_is_left_out(desk: Desk) -> None:
    bakery = new_id()
    row = {**employer(bakery), "mood": "good"}
    put = {"employer": [row], "weather": [hub_row("weather", new_id())]}
    taken = desk.device.take_page(a_page(desk.device, put, scope="team:1#novel"))
    assert taken.put == 1
    assert desk.one("employer", bakery) is not None


def test_rows_may_refer_to_what_is_withheld_and_ours_still_may_not(desk: Desk) -> None:
    vacancy = hub_row("vacancy", new_id(), employer_id=new_id(), title="Early baker")
    desk.device.take_page(a_page(desk.device, {"vacancy": [vacancy]}))
    desk.change("vacancy", vacancy["id"], title="Late baker")
    from adviser_tui.errors import AdviserError
    from models.tables import Vacancy

    with pytest.raises(AdviserError):
        desk.add(Vacancy(employer_id=new_id(), title="Miller"))


def test_a_late_answer_is_thrown_away(desk: Desk) -> None:
    bakery = new_id()
    late = a_page(desk.device, {"employer": [employer(bakery)]})
    desk.device.take_page(late)
    desk.device.take_page(a_page(desk.device, {"employer": [employer(bakery, name="Mill")]}))
    for page in (late, {**a_page(desk.device), "erase": {"from": 3, "to": 3, "h": []}}):
        with pytest.raises(PageStaleError):
            desk.device.take_page(page)
    row = desk.one("employer", bakery)
    assert row is not None
    assert row["name"] == "Mill"


def test_another_life_of_the_hub_means_comparing_anew(desk: Desk) -> None:
    with pytest.raises(RebuildNeededError) as told:
        desk.device.take_page(a_page(desk.device, epoch="f" * 16))
    assert told.value.epoch == "f" * 16
    desk.device.take_page(a_page(desk.device))
    desk.device.rebuild(told.value.epoch)
    assert desk.device.request()["have"] == {TEAM: 0}
    assert desk.device.state().rebuilding


@pytest.mark.parametrize(
    "spoil",
    [
        lambda page: page.pop("epoch"),
        lambda page: page["scopes"].update({TEAM: {"from": 0}}),
        lambda page: page["scopes"][TEAM]["put"]["employer"]["r"][0].pop(),
        lambda page: page["scopes"][TEAM]["put"]["employer"]["r"][0].__setitem__(4, None),
        lambda page: page["scopes"][TEAM]["put"]["employer"]["r"][0].__setitem__(4, ["a"]),
        lambda page: page.update(scopes=[1]),
        lambda page: page.update(outcomes=[{"x": 1}]),
    ],
)
def test_a_crooked_page_changes_nothing(desk: Desk, spoil: Any) -> None:
    page = a_page(desk.device, {"employer": [employer(new_id()), employer(new_id())]})
    spoil(page)
    before = desk.device.state()
    with pytest.raises(BadPageError):
        desk.device.take_page(page)
    assert desk.device.state() == before
    assert desk.value("SELECT count(*) FROM employer") == 0
    assert desk.value("SELECT applying FROM sync_state") == 0
    assert desk.value("SELECT count(*) FROM find_employer_text") == 0
    desk.add(Employer(name="Mill"))
    assert desk.device.state().waiting == before.waiting + 1


def test_what_a_page_confirms_need_not_be_sent_again(desk: Desk) -> None:
    desk.add(Employer(name="Nordbageri"))
    body = desk.device.batch()
    assert body is not None
    lost = acks(body)
    told = {"l": lost["acked"], "o": "conflict", "why": "", "detail": {}}
    page = a_page(desk.device, acked=lost["acked"], chain=lost["chain"], outcomes=[told])
    desk.device.take_page(page)
    state = desk.device.state()
    assert (state.waiting, state.acked, state.issues) == (0, lost["acked"], 1)
    assert desk.device.request()["confirm"] == [lost["acked"]]
    desk.device.take_page(a_page(desk.device))
    assert desk.device.request()["confirm"] == []
    assert desk.device.state().issues == 1


def test_the_clock_never_falls_behind_what_was_taken_in(desk: Desk) -> None:
    row = employer(new_id(), versions={"phone": [LATER, 9, 4]})
    desk.device.take_page(a_page(desk.device, {"employer": [row]}))
    desk.add(Employer(name="Mill"))
    assert desk.value("SELECT max(hlc) FROM change_record") > LATER


def test_the_middle_of_five_answers_tells_how_far_the_clock_is_off(desk: Desk) -> None:
    now = desk.value("SELECT CAST((julianday('now') - 2440587.5) * 86400000 AS INTEGER)")
    for off in (60_000, 61_000, 9_000_000, 59_000, 60_500):
        desk.device.take_page(a_page(desk.device, server_time=now + off))
    assert 59_000 <= desk.device.state().offset_ms <= 60_600


def test_a_page_of_a_first_sync_may_be_torn_off_and_goes_on(desk: Desk) -> None:
    first = a_page(desk.device, {"employer": [employer(new_id())]}, more=True)
    assert not desk.device.take_page(first).complete
    assert desk.device.request()["have"] == {TEAM: 1}
    folder = desk.database.folder
    desk.database.close()
    again = a_desk(folder)
    assert again.device.request()["have"] == {TEAM: 1}
    again.device.take_page(a_page(again.device, {"employer": [employer(new_id())]}))
    assert again.value("SELECT count(*) FROM employer") == 2
    again.database.close()


def test_a_newer_program_asks_again_for_what_the_older_one_had_to_leave_out(desk: Desk) -> None:
    mill, bakery = employer(new_id(), phone="1"), employer(new_id(), phone="2")
    desk.device.take_page(a_page(desk.device, {"employer": [mill, bakery]}))
    known = desk.database.settings.get("sync.shape")
    known["employer"].remove("phone")
    del known["promise"]
    desk.database.settings.put("sync.shape", known)
    with desk.database.taking_in() as connection:
        connection.execute("UPDATE employer SET phone = ''")
    assert "refill" not in desk.device.request()
    desk.device.take_page(a_page(desk.device))
    assert desk.device.request()["refill"] == {"entities": ["employer", "promise"], "have": {}}
    parts = [
        {
            "from": at,
            "to": at + 1,
            "head": 2,
            "put": {"employer": {"c": list(r), "r": [[*r.values()]]}},
        }
        for at, r in enumerate((mill, bakery))
    ]
    desk.device.take_page(a_page(desk.device, refill={TEAM: parts[0]}, more=True))
    assert desk.device.request()["refill"]["have"] == {TEAM: 1}
    desk.device.take_page(a_page(desk.device, refill={TEAM: parts[0]}, more=True))
    desk.device.take_page(a_page(desk.device, refill={TEAM: parts[1]}))
    assert "refill" not in desk.device.request()
    assert sorted(row[0] for row in desk.database.rows("SELECT phone FROM employer")) == ["1", "2"]
