"""Older devices with a newer hub and the other way round: nothing is lost, nothing is blanked."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from adviser_tui.hub.shape_moves import bring_rows_up
from adviser_tui.storage import migrations
from adviser_tui.sync import older
from adviser_tui.sync.older import Moved
from adviser_tui.sync.shapes import outline
from adviser_tui.sync.transport import HubRefusedError
from models.tables import Employer, Need
from tests.sync.devices import Desk, desks
from tests.sync.team import Raw, Team, a_team
from tests.sync.versions import program

NEWER = {"participant": ("pronoun",)}
"""What a coming version knows more."""


@pytest.fixture
def team(tmp_path: Path) -> Iterator[Team]:
    with a_team(str(tmp_path / "hub.db")) as made:
        yield made


@pytest.fixture
def desk(tmp_path: Path, team: Team) -> Iterator[Desk]:
    with desks(tmp_path, "Vilma Testesen") as (made,):
        yield made.join(team, team.person("Vilma Testesen"))


@pytest.fixture
def renamed(monkeypatch: pytest.MonkeyPatch) -> None:
    """A shape 6 in which `mobile` became `phone` and `fax` went."""
    moved = Moved({("participant", "mobile"): "phone"}, {("participant", "fax"): ""})
    monkeypatch.setattr(older, "SCHEMA", 6)
    monkeypatch.setattr(older, "MOVED", {6: moved})


def stored(team: Team, row_id: str) -> tuple[dict[str, object], dict[str, object]]:
    """Return fields and versions of a row as the hub keeps them."""
    with team.hub.store.reading() as t:
        row = t.one("SELECT fields, versions FROM row_state WHERE id = :id", id=row_id)
    assert row is not None
    return json.loads(row.fields), json.loads(row.versions)


def pushed(raw: Raw, schema: int) -> list[tuple[str, str]]:
    """Push as a program with a caseload of a shape."""
    reply = raw.call("push", {**raw.body(), "schema": schema})
    raw.took(reply)
    return [(each["o"], each["why"]) for each in reply["outcomes"]]


# Numbers.


def test_the_hub_speaks_of_the_shape_that_the_program_has(team: Team) -> None:
    assert migrations.NEWEST == older.SCHEMA
    assert team.hub.hello()["schema"] == {
        "pull": [max(older.FIRST, older.SCHEMA - 2), older.SCHEMA],
        "push": [older.PUSHED_FROM, older.SCHEMA],
    }
    assert all(older.FIRST < n <= older.SCHEMA for n in older.MOVED)


def test_a_device_that_is_too_old_delivers_and_is_told_to_update(
    team: Team, monkeypatch: pytest.MonkeyPatch
) -> None:
    vilma = team.worker("Vilma Testesen")
    monkeypatch.setattr(older, "SCHEMA", 8)
    vilma.insert("participant")
    assert pushed(vilma, 5) == [("applied", "")]
    with pytest.raises(HubRefusedError) as no:
        vilma.pull(schema=5)
    assert (no.value.status, no.value.code) == (426, "schema")
    vilma.pull(schema=6)
    assert len(vilma.rows) == 1


@pytest.mark.parametrize("schema", [-1, True, "5", 10_000, None, 5.5])
def test_a_shape_that_is_no_number_is_not_understood(team: Team, schema: object) -> None:
    vilma = team.worker("Vilma Testesen")
    with pytest.raises(HubRefusedError):
        vilma.pull(schema=schema)


# What is only added.


def test_a_column_that_is_new_writes_nothing_and_moves_no_cursor(team: Team) -> None:
    """G11: no row of the feed, no version, and whoever has everything is sent nothing."""
    vilma, bea = team.worker("Vilma Testesen"), team.worker("Bea Beispiel")
    person = vilma.insert("participant", phone="1")
    vilma.push()
    bea.pull_all()

    def kept() -> tuple[object, ...]:
        with team.hub.store.reading() as t:
            feed = [tuple(row) for row in t.rows("SELECT * FROM feed ORDER BY scope, seq")]
            rows = [tuple(row) for row in t.rows("SELECT * FROM row_state ORDER BY id")]
        return feed, rows

    before = kept()
    with program(columns_in=NEWER):
        page = bea.pull()
        assert not any("put" in part for part in page["scopes"].values())
        assert kept() == before
        new = team.device(bea.person)
        new.pull_all()
        assert new.rows["participant", person]["pronoun"] is None
        assert kept() == before


def test_who_does_not_know_a_column_cannot_blank_it(team: Team) -> None:
    vilma, bea = team.worker("Vilma Testesen"), team.worker("Bea Beispiel")
    with program(columns_in=NEWER):
        person = bea.insert("participant", phone="1", pronoun="they")
        bea.push()
        vilma.pull_all()
    vilma.update("participant", person, phone="2")
    with program(columns_in=NEWER):
        assert vilma.outcomes() == [("applied", "")]
        fields, _ = stored(team, person)
    assert (fields["phone"], fields["pronoun"]) == ("2", "they")


def test_a_device_passes_over_columns_and_tables_of_a_newer_hub(team: Team, desk: Desk) -> None:
    bea = team.worker("Bea Beispiel")
    employer = bea.insert("employer", trading_name="Mol")
    need = bea.insert("need", employer_id=employer, task="shelves")
    bea.push()
    page = desk.call("pull", desk.device.request())
    with program(without=("need",), columns_out={"employer": ("trading_name",)}):
        desk.device.take_page(page)
    assert desk.one("need", need) is None
    found = desk.one("employer", employer)
    assert found is not None
    assert found["trading_name"] != "Mol"


def test_what_an_older_program_left_out_comes_after_its_update(team: Team, desk: Desk) -> None:
    bea = team.worker("Bea Beispiel")
    with program(without=("need",), columns_out={"employer": ("trading_name",)}):
        _reopened(desk)
    employer = bea.insert("employer", trading_name="Mol")
    need = bea.insert("need", employer_id=employer, task="shelves")
    bea.push()
    page = desk.call("pull", desk.device.request())
    with program(without=("need",), columns_out={"employer": ("trading_name",)}):
        desk.device.take_page(page)
    _reopened(desk)
    body = desk.device.request()
    assert body["refill"]["entities"] == ["employer", "need"]
    desk.sync()
    assert desk.one("need", need) is not None
    found = desk.one("employer", employer)
    assert found is not None
    assert found["trading_name"] == "Mol"
    assert "refill" not in desk.device.request()


def _reopened(desk: Desk) -> None:
    """Begin to work with the program that is running now."""
    from adviser_tui.storage.sync.refilling import note_shape

    with desk.database.writing() as connection:
        note_shape(connection)


# A hub that is older than the device.


def test_what_an_older_hub_does_not_know_is_sent_once_it_does(team: Team, desk: Desk) -> None:
    employer = desk.add(Employer(name="Sample Bakery", trading_name="Mol"))
    need = desk.add(Need(employer_id=employer, task="shelves"))
    desk.change("employer", employer, trading_name="Geel", phone="1")
    past = {"without": ("need",), "columns_out": {"employer": ("trading_name",)}}
    with program(**past):  # type: ignore[arg-type]
        known = outline()
    while body := desk.device.batch(shape=known):
        with program(**past):  # type: ignore[arg-type]
            reply = desk.call("push", body)
        assert {each["o"] for each in reply["outcomes"]} <= {"applied"}
        desk.device.take_acks(reply)
    with program(**past):  # type: ignore[arg-type]
        page = desk.call("pull", desk.device.request())
    desk.device.take_page(page)
    mine = desk.one("employer", employer)
    assert mine is not None
    assert mine["trading_name"] == "Geel", "what waits stays as it was typed"
    assert desk.device.state().parked
    # The hub was updated.
    while body := desk.device.batch(shape=outline()):
        desk.device.take_acks(desk.call("push", body))
    assert desk.device.state().parked == 0
    assert stored(team, employer)[0]["trading_name"] == "Geel"
    assert stored(team, employer)[0]["phone"] == "1"
    assert stored(team, need)[0]["task"] == "shelves"
    other = team.worker("Bea Beispiel")
    other.pull_all()
    assert other.conflicts() == []
    assert other.rows["employer", employer]["trading_name"] == "Geel"


# Words.


def test_a_word_that_is_not_known_is_kept_as_it_is(team: Team, desk: Desk) -> None:
    bea = team.worker("Bea Beispiel")
    person = bea.insert("participant", stage="apprenticed", confidentiality="sealed")
    bea.push()
    desk.sync()
    found = desk.one("participant", person)
    assert found is not None
    assert (found["stage"], found["confidentiality"]) == ("apprenticed", "sealed")
    desk.change("participant", person, phone="0470 12")
    assert set(desk.push().values()) <= {("applied", "")}
    fields, versions = stored(team, person)
    assert (fields["stage"], fields["confidentiality"]) == ("apprenticed", "sealed")
    assert set(versions) == {"*", "phone"}


# Columns that got another name, or went.


@pytest.mark.usefixtures("renamed")
def test_a_column_that_got_another_name_goes_by_both(team: Team) -> None:
    vilma, bea = team.worker("Vilma Testesen"), team.worker("Bea Beispiel")
    person = vilma.insert("participant", mobile="1", fax="9")
    assert pushed(vilma, 5) == [("applied", "")]
    assert stored(team, person)[0]["phone"] == "1"
    assert not {"mobile", "fax"} & stored(team, person)[0].keys()
    bea.pull_all(schema=6)
    number = bea.update("participant", person, phone="2")
    assert pushed(bea, 6) == [("applied", "")]
    vilma.pull_all(schema=5)
    row = vilma.rows["participant", person]
    assert (row["mobile"], row["fax"]) == ("2", "")
    assert "phone" not in row
    assert json.loads(row["versions"])["mobile"][1:] == [bea.dev_no, number]
    vilma.update("participant", person, base=(bea.dev_no, number), mobile="3")
    assert pushed(vilma, 5) == [("applied", "")]
    assert stored(team, person)[0]["phone"] == "3"
    bea.pull_all(schema=6)
    assert bea.rows["participant", person]["phone"] == "3"
    assert bea.conflicts() == []


@pytest.mark.usefixtures("renamed")
def test_a_change_of_what_is_not_kept_any_more_holds_nothing_up(team: Team) -> None:
    vilma = team.worker("Vilma Testesen")
    person = vilma.insert("participant", mobile="1")
    vilma.update("participant", person, fax="8")
    vilma.update("participant", person, mobile="2")
    assert pushed(vilma, 5) == [("applied", ""), ("applied", "")]
    assert vilma.queue == []
    assert stored(team, person)[0]["phone"] == "2"


@pytest.mark.usefixtures("renamed")
def test_what_the_hub_kept_in_the_older_shape_is_written_anew(team: Team) -> None:
    vilma, lena = team.worker("Vilma Testesen"), team.worker("Lena Lead", "lead")
    office = team.worker("Ona Testesen", "office")
    person, other = vilma.insert("participant", phone="1"), vilma.insert("participant")
    vilma.update("participant", person, phone="2")
    vilma.push()
    office.update("participant", person, phone="3")
    office.push()
    with team.hub.store.transaction() as t:  # as the older program had written it
        for table, column in (("row_state", "fields"), ("row_state", "versions")):
            t.run(f"UPDATE {table} SET {column} = replace({column}, '\"phone\"', '\"mobile\"')")
        t.run("DELETE FROM hub_setting")
        t.run("UPDATE quarantine SET change = replace(change, '\"phone\"', '\"mobile\"')")
        feed = [tuple(row) for row in t.rows("SELECT * FROM feed")]
    assert bring_rows_up(team.hub.store) == 3
    assert bring_rows_up(team.hub.store) == 0
    fields, versions = stored(team, person)
    assert fields["phone"] == "2"
    assert set(versions) == {"*", "phone"}
    assert "mobile" not in stored(team, other)[0]
    with team.hub.store.reading() as t:
        assert [tuple(row) for row in t.rows("SELECT * FROM feed")] == feed
    waiting = lena.call("review", {})["items"][0]
    assert waiting["fields"] == {"phone": "3"}
    assert lena.call("settle", {"id": waiting["id"], "act": "accept"})["outcome"] == "conflict"


def test_nothing_is_converted_while_nothing_was_renamed() -> None:
    change = {"l": 1, "e": "participant", "f": {"phone": "1"}, "hh": "0" * 64}
    assert older.change_as_now(change, 5) is change
    assert older.since(0) == older.since(5) == []
