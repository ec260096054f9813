"""Nothing of who was erased, or is shared with others now, is left in any byte of any file."""

import logging
import shutil
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from adviser_tui.clock import FixedClock
from adviser_tui.hub.backup import back_up as back_up_hub
from adviser_tui.hub.figures import Figures
from adviser_tui.hub.metrics import Metrics
from adviser_tui.hub.people import add_team
from adviser_tui.hub.restoring import restore as restore_hub
from adviser_tui.services.office import Office
from adviser_tui.services.sync.courier import Courier
from adviser_tui.services.sync.membership import MembershipFile
from adviser_tui.storage.backup import back_up
from adviser_tui.storage.restore import restore
from adviser_tui.sync.shapes import shapes
from tests.sync.canaries import NOT_OF_THEM, Records, found_in
from tests.sync.desks import Team, a_team, sync
from tests.sync.postgres import Server

GONE, AWAY = "kanarifugl", "zaunkoenigin"
"""The words of who is erased, and of who is given to another team."""


@pytest.fixture
def team(tmp_path: Path, clock: FixedClock) -> Iterator[Team]:
    made = a_team(tmp_path, clock)
    made.hub.metrics = Metrics()
    with made.founded.store.transaction() as t:
        add_team(t, made.founded.act, "Moor")
    yield made
    made.close()


def as_lead(team: Team, lena: Office, name: str, body: dict[str, object]) -> None:
    """Do what a lead may do, with her device's token."""
    mine = MembershipFile(lena.database.folder).read()
    assert mine is not None
    team.wires[id(lena)].call(name, body, mine.shown_token)


def test_what_was_erased_or_given_away_is_in_no_file_after_one_sync(
    team: Team, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    vilma, bea = team.joined("Vilma Testesen"), team.joined("Bea Beispiel")
    lena = team.joined("Lena Lead", "lead")
    everybody = [vilma, bea, lena]
    erased, given = Records(GONE), Records(AWAY)
    for records in (erased, given):
        records.write(vilma)
    for office in everybody:
        sync(office)
    for office in everybody:
        for records in (erased, given):
            records.spread(office)
    for _ in range(2):
        for office in everybody:
            sync(office)
    kept = tmp_path / "kept"
    old_hub = back_up_hub(team.founded.store, kept, team.founded.now).file
    for office in everybody:
        back_up(office.database)
        assert len(found_in(office.database.folder, [GONE])) >= 2
        assert len(found_in(office.database.folder, [AWAY])) >= 2
    old_bea = back_up(bea.database, kept)
    # What people say of themselves is with the lead alone.
    assert_every_table_was_there(bea, without="equity_record")
    assert_every_table_was_there(lena)
    bea_folder = bea.database.folder
    # Something waits on a device of both when it happens, and something lies in quarantine.
    for records in (erased, given):
        records.spread(bea)
    as_lead(team, lena, "transfer", {"aggs": given.wholes, "team": 2})
    assert left_after_sync(everybody, AWAY) == {}
    erased.spread(bea)
    for whole in erased.wholes:
        as_lead(team, lena, "erase", {"agg": whole, "reason": "asked for"})
    hub_folder = team.founded.place.folder
    assert found_in(hub_folder, [GONE]) == []
    assert left_after_sync(everybody, GONE) == {}
    assert found_in(hub_folder, [GONE]) == []

    # The hub comes back from before.
    restore_hub(old_hub, team.founded.store, team.founded.act)
    assert found_in(hub_folder, [GONE]) == []
    assert left_after_sync(everybody, GONE) == {}
    assert found_in(hub_folder, [GONE]) == []

    # And a laptop.
    as_lead(team, lena, "transfer", {"aggs": given.wholes, "team": 2})
    team.desks.remove(bea)
    bea.close()
    restore(old_bea, bea_folder)
    assert found_in(bea_folder, [GONE])
    again = team.desk(bea_folder.name)
    sync(again)
    assert found_in(bea_folder, [GONE]) == []
    assert found_in(bea_folder, [AWAY]) == []
    assert found_in(hub_folder, [GONE]) == []

    told = Metrics.text(team.hub.metrics or Metrics(), Figures(team.founded.store)())
    for word in (GONE, AWAY):
        assert word not in caplog.text.lower()
        assert word not in told.lower()
    shutil.rmtree(kept)


def test_no_table_of_a_server_holds_who_was_erased_nor_does_a_bundle(
    postgres: Server, tmp_path: Path, clock: FixedClock
) -> None:
    address = postgres.bare_database()
    with closing(a_team(tmp_path, clock, address)) as team:
        vilma, lena = team.joined("Vilma Testesen"), team.joined("Lena Lead", "lead")
        erased = Records(GONE)
        erased.write(vilma)
        sync(vilma)
        sync(lena)
        erased.spread(vilma)
        erased.spread(lena)
        stick = tmp_path / "stick"
        stick.mkdir()
        Courier(vilma.database).write(stick)
        assert any(stick.iterdir())
        assert found_in(stick, [GONE]) == []
        sync(vilma)
        sync(lena)
        kept = back_up_hub(team.founded.store, tmp_path / "kept", team.founded.now).file
        assert GONE in all_tables(team).lower()
        erased.spread(vilma)
        for whole in erased.wholes:
            as_lead(team, lena, "erase", {"agg": whole, "reason": "asked for"})
        sync(vilma)
        assert GONE not in all_tables(team).lower()
        restore_hub(kept, team.founded.store, team.founded.act)
        assert GONE not in all_tables(team).lower()
        sync(vilma)
        assert GONE not in all_tables(team).lower()
    postgres.drop(address)


def all_tables(team: Team) -> str:
    """Return every row of every table, as a dump of the database would hold them."""
    with team.founded.store.reading() as t:
        names = [
            row.name
            for row in t.rows(
                "SELECT table_name AS name FROM information_schema.tables "
                "WHERE table_schema = 'public'"
            )
        ]
        assert len(names) > 15
        return "\n".join(str(row) for name in names for row in t.rows(f"SELECT * FROM {name}"))


def left_after_sync(everybody: list[Office], word: str) -> dict[str, list[str]]:
    """Sync everybody once and return the files that still hold a word."""
    for office in everybody:
        sync(office)
    return {
        office.database.folder.name: found
        for office in everybody
        if (found := found_in(office.database.folder, [word]))
    }


def assert_every_table_was_there(office: Office, without: str = "") -> None:
    """Hold that the test is not blind: each table had the words in each of its texts."""
    with office.database.reading() as reader:
        for entity, shape in shapes().items():
            if entity in (*NOT_OF_THEM, without):
                continue
            texts = [c.name for c in shape.columns.values() if c.kind in ("text", "long_text")]
            texts = [
                name for name in texts if name not in ("void_reason", "item", "template_version")
            ]
            row = reader.execute(
                f"SELECT * FROM {entity} WHERE {' || '.join(texts)} LIKE '%{GONE}%'"
            ).fetchone()
            assert row, entity
