"""Backing a hub up and bringing it back, from SQLite and PostgreSQL and from one to the other."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from zstandard import ZstdCompressor, ZstdDecompressor

from adviser_tui.errors import NotFoundError, RuleError, StorageError
from adviser_tui.hub import access, audit, devices, enrolling, people
from adviser_tui.hub.backup import back_up, table_names
from adviser_tui.hub.backup_file import Head, checked, rows_of, write_backup
from adviser_tui.hub.callers import caller_of, worker_of
from adviser_tui.hub.enrolling import present_epoch
from adviser_tui.hub.erasing import erase_aggregate
from adviser_tui.hub.errors import HubError
from adviser_tui.hub.hub import Hub
from adviser_tui.hub.journal import Journal
from adviser_tui.hub.restoring import Restored, restore
from adviser_tui.hub.store import Store, open_store
from adviser_tui.ids import derived_id
from adviser_tui.sync.canonical import hashed_id
from tests.sync.founded import HOUR, Founded, a_hub
from tests.sync.postgres import postgres, store_url

__all__ = ["postgres", "store_url"]


@pytest.fixture
def hub(tmp_path: Path, store_url: str) -> Iterator[Founded]:
    made = a_hub(tmp_path / "hub", store_url if "://" in store_url else "")
    yield made
    made.store.close()


@pytest.fixture
def small(tmp_path: Path) -> Iterator[Founded]:
    """A hub with SQLite, for what is the same with either."""
    made = a_hub(tmp_path / "hub")
    yield made
    made.store.close()


def record(hub: Founded, name: str, text: str = "") -> str:
    """Put a participant with one contact into the hub's tables and return their id."""
    person = derived_id("person", name)
    rows = [(person, "participant"), (derived_id("contact", name), "contact")]
    fields = json.dumps({"note": text or name}, ensure_ascii=False)
    with hub.transaction() as t:
        columns = ("id", "entity", "agg", "made_by", "fields", "versions", "updated_at")
        t.insert_many(
            "row_state",
            (*columns, "updated_by"),
            [(row, entity, person, 1, fields, "{}", "2026-11-20", "x") for row, entity in rows],
        )
        t.insert_many("agg_home", ("agg", "home"), [(person, "team:1")])
        feed = [(1, t_n(hub) + i, row, "put", 0) for i, (row, _) in enumerate(rows, 1)]
        t.insert_many("feed", ("scope", "seq", "row_id", "op", "at_ms"), feed)
    return person


def t_n(hub: Founded) -> int:
    with hub.store.reading() as t:
        row = t.one("SELECT coalesce(max(seq), 0) AS n FROM feed")
    return int(row.n) if row else 0


def erase(hub: Founded, person: str) -> None:
    whole = Hub(hub.store, lambda: hub.now, keys=hub.keys, journal=hub.place.journal)
    with hub.transaction() as t:
        erase_aggregate(whole, t, person, "asked for", hub.now, "hub")


def everything(store: Store) -> dict[str, list[tuple[object, ...]]]:
    with store.reading() as t:
        return {
            name: sorted((tuple(row) for row in t.rows(f"SELECT * FROM {name}")), key=repr)
            for name in table_names()
        }


def backed_up(hub: Founded) -> Path:
    return back_up(hub.store, hub.place.backups, hub.now).file


def bring_back(hub: Founded, file: Path, *, without_journal: bool = False) -> Restored:
    return restore(
        file, hub.store, hub.act, hub_id=hub.place.hub_id, without_journal=without_journal
    )


def epoch(hub: Founded) -> str:
    with hub.store.reading() as t:
        return present_epoch(hub.store, t)


def test_what_was_there_comes_back(hub: Founded) -> None:
    vilma = hub.person("Vilma Testesen", "lead")
    token = hub.join(vilma)["token"]
    for name in ("Ada", "Åsa ☂", "a\u2028b\nc"):
        record(hub, name)
    before, life = everything(hub.store), epoch(hub)
    file = backed_up(hub)
    record(hub, "Later")
    done = bring_back(hub, file)
    after = everything(hub.store)
    assert epoch(hub) != life
    assert done.restore_counter == 1
    for table in set(table_names()) - {"hub_state", "audit", "code"}:
        assert after[table] == before[table], table
    with hub.store.reading() as t:
        assert worker_of(t, token).dev_no == 1
        assert audit.first_wrong(t) == 0
        assert [each.action for each in audit.newest(t, 1)] == ["restored"]


def test_the_same_backup_twice_is_two_lives(hub: Founded) -> None:
    file = backed_up(hub)
    lives = {epoch(hub)}
    for _ in range(3):
        bring_back(hub, file)
        lives.add(epoch(hub))
    assert len(lives) == 4


def test_who_was_erased_since_stays_erased(hub: Founded) -> None:
    ada, bea = record(hub, "Ada"), record(hub, "Bea")
    file = backed_up(hub)
    erase(hub, ada)
    done = bring_back(hub, file)
    assert done.erased == 1
    with hub.store.reading() as t:
        assert [row.agg for row in t.rows("SELECT DISTINCT agg FROM row_state")] == [bea]
        assert [row.agg for row in t.rows("SELECT agg FROM agg_home")] == [bea]
        assert len(t.rows("SELECT * FROM feed")) == 2
        assert t.one("SELECT agg_hash FROM erasure WHERE n = 1") == (hashed_id(ada),)
        late = hashed_id(derived_id("contact", "Ada"))
        assert t.one("SELECT n FROM erased_row WHERE row_hash = :h", h=late)
    again = backed_up(hub)
    with_everything = everything(hub.store)
    assert bring_back(hub, again).erased == 0
    assert everything(hub.store)["erasure"] == with_everything["erasure"]


def test_a_row_that_had_moved_to_the_erased_does_not_come_back_as_anothers(hub: Founded) -> None:
    ada, bea = record(hub, "Ada"), record(hub, "Bea")
    moved = derived_id("contact", "Ada")
    file = backed_up(hub)
    with hub.transaction() as t:
        t.run("UPDATE row_state SET agg = :bea WHERE id = :id", bea=bea, id=moved)
    erase(hub, bea)
    bring_back(hub, file)
    with hub.store.reading() as t:
        assert [row.id for row in t.rows("SELECT id FROM row_state")] == [ada]


def test_rights_that_were_taken_stay_taken(hub: Founded) -> None:
    vilma, bea = hub.person("Vilma Testesen", "lead"), hub.person("Bea Beispiel")
    out, ended = hub.join(vilma), hub.join(bea)
    kept = hub.join(vilma)
    file = backed_up(hub)
    hub.now += 40 * 24 * HOUR
    with hub.transaction() as t:
        devices.revoke(t, hub.act, devices.device_called(t, "1"), at_once=True)
        access.end_access(t, hub.act, bea)
        people.change_account(t, hub.act, vilma, role="reader")
    bring_back(hub, file)
    with hub.store.reading() as t:
        with pytest.raises(HubError) as gone:
            caller_of(t, out["token"])
        assert gone.value.status == 410
        assert "instruction" in devices.gone(t, hub.keys, out["device_id"]).details
        assert not caller_of(t, ended["token"]).may_work
        assert worker_of(t, kept["token"]).role == "reader"


def test_who_joined_since_goes_on_and_numbers_are_not_given_again(hub: Founded) -> None:
    vilma = hub.person("Vilma Testesen", "lead")
    old = hub.join(vilma)["token"]
    file = backed_up(hub)
    hub.now += HOUR
    with hub.transaction() as t:
        sea = people.add_team(t, hub.act, "Sea")
        bea = people.add_account(t, hub.act, "Bea Beispiel", "adviser", [sea])
    token = hub.join(bea)["token"]
    fresh = enrolling.rotate(hub.store, hub.act, old)["token"]
    done = bring_back(hub, file)
    assert (done.devices, done.people) == (1, 2)
    with hub.store.reading() as t:
        caller = worker_of(t, token)
        assert (caller.dev_no, caller.acked, caller.chain) == (2, 0, "0" * 64)
        assert caller.teams == {sea.id}
        assert worker_of(t, fresh).dev_no == 1
    assert hub.join(vilma)["dev_no"] == 3


def test_codes_of_a_backup_are_dead(small: Founded) -> None:
    code = small.code(small.person("Vilma Testesen"))
    file = backed_up(small)
    small.enrol(code)
    bring_back(small, file)
    with pytest.raises(HubError, match="not good"):
        small.enrol(code)


def test_without_its_journal_a_restore_asks_and_jumps_far(small: Founded) -> None:
    vilma = small.person("Vilma Testesen")
    small.join(vilma)
    file = backed_up(small)
    bring_back(small, file)
    life = epoch(small)
    journal = small.place.journal.file
    assert journal is not None
    journal.unlink()
    with small.transaction() as t:
        t.run("UPDATE hub_state SET restore_counter = 0, next_dev_no = 1")
    with pytest.raises(RuleError, match="journal is missing"):
        bring_back(small, file)
    bring_back(small, file, without_journal=True)
    assert epoch(small) != life
    assert small.join(vilma)["dev_no"] > 10_000


def test_the_journal_of_another_machine_counts_too(small: Founded, tmp_path: Path) -> None:
    ada = record(small, "Ada")
    file = backed_up(small)
    other = Journal(tmp_path / "copied" / "journal.jsonl")
    other.append(
        "erasure", at=small.now, n_erasure=1, h=hashed_id(ada), reason="", rows=[hashed_id(ada)]
    )
    done = restore(file, small.store, small.act, journals=[other])
    assert done.erased == 1


@pytest.mark.parametrize("way", ["to PostgreSQL", "to SQLite"])
def test_a_hub_moves_to_the_other_database(
    tmp_path: Path, way: str, request: pytest.FixtureRequest
) -> None:
    server = request.getfixturevalue("postgres")
    address = server.new_database()
    to_server = way == "to PostgreSQL"
    hub = a_hub(tmp_path / "hub", "" if to_server else address)
    token = hub.join(hub.person("Vilma Testesen"))["token"]
    record(hub, "Ada", "x" * 30_000)
    before = everything(hub.store)
    file = backed_up(hub)
    hub.store.close()
    hub.store = open_store(address if to_server else tmp_path / "moved.db")
    bring_back(hub, file)
    after = everything(hub.store)
    for table in set(table_names()) - {"hub_state", "audit", "code"}:
        assert after[table] == before[table], table
    with hub.store.reading() as t:
        assert worker_of(t, token).dev_no == 1
        assert audit.first_wrong(t) == 0
    record(hub, "Bea")
    hub.store.close()
    server.drop(address)


def test_a_backup_is_private_and_none_is_written_over(small: Founded) -> None:
    first, second = backed_up(small), backed_up(small)
    assert first.name == "hub-2026-11-20.hubbackup"
    assert second.name == "hub-2026-11-20-2.hubbackup"
    assert first.stat().st_mode & 0o077 == 0 or first.stat().st_mode & 0o200 == 0o200
    assert sorted(small.place.backups.iterdir()) == [second, first]


def test_what_is_not_whole_changes_nothing(small: Founded, tmp_path: Path) -> None:
    small.person("Vilma Testesen")
    record(small, "Ada")
    good = backed_up(small).read_bytes()
    plain = ZstdDecompressor().stream_reader(good).read()
    lines = plain.splitlines(keepends=True)
    packed = ZstdCompressor().compress
    spoilt = {
        "nothing": b"",
        "text": b"not a backup",
        "half": good[: len(good) // 2],
        "one bit": good[:-20] + bytes([good[-20] ^ 1]) + good[-19:],
        "without its end": packed(b"".join(lines[:-1])),
        "without a row": packed(b"".join([lines[0], *lines[2:]])),
        "twice": packed(plain + plain),
        "a value changed": packed(plain.replace(b"Vilma", b"Wilma")),
        "something else": packed(b'{"format":"adviser hub backup 9"}\n'),
        "a list": packed(b"[]\n"),
        "too deep": packed(b"[" * 100_000 + b"\n"),
    }
    before = everything(small.store)
    for name, content in spoilt.items():
        file = tmp_path / "spoilt.hubbackup"
        file.write_bytes(content)
        with pytest.raises(StorageError, match="backup"):
            bring_back(small, file)
        assert everything(small.store) == before, name
    with pytest.raises(NotFoundError, match="no file"):
        bring_back(small, tmp_path / "none.hubbackup")


def test_a_backup_of_another_hub_or_a_newer_program_is_refused(
    small: Founded, tmp_path: Path
) -> None:
    other = a_hub(tmp_path / "other")
    file = backed_up(other)
    other.store.close()
    before = everything(small.store)
    with pytest.raises(RuleError, match="another hub"):
        bring_back(small, file)
    with pytest.raises(StorageError, match="journal belongs to another"):
        restore(file, small.store, small.act)
    head, _ = checked(backed_up(small))
    for step, tables in (
        (head.step + 1, head.tables),
        (head.step, {**head.tables, "weather": ("id",)}),
        (head.step, {**head.tables, "team": (*head.tables["team"], "name; DROP TABLE team")}),
    ):
        newer = Head(head.hub_id, head.name, head.made_ms, 0, step, tables)
        made = tmp_path / f"newer-{step}-{len(tables)}-{len(tables['team'])}.hubbackup"
        write_backup(made, newer, lambda _: iter(()))
        with pytest.raises(StorageError, match="newer version"):
            bring_back(small, made)
    assert everything(small.store) == before


def test_a_restore_that_breaks_off_leaves_everything(small: Founded, tmp_path: Path) -> None:
    """The journal cannot be written, which is the last thing before the end."""
    file = backed_up(small)
    record(small, "Ada")
    before = everything(small.store)
    blocked = Journal(tmp_path / "file" / "journal.jsonl")
    (tmp_path / "file").write_text("no folder")
    act = people.Act(blocked, small.now)
    with pytest.raises((StorageError, OSError)):
        restore(file, small.store, act, journals=[small.place.journal])
    assert everything(small.store) == before


@given(
    st.lists(
        st.tuples(
            st.none() | st.text(max_size=50) | st.integers(-(2**63), 2**63 - 1),
            st.text(max_size=50),
        ),
        max_size=20,
    )
)
def test_any_row_is_read_as_it_was_written(
    tmp_path_factory: pytest.TempPathFactory, rows: list[tuple[str | int | None, str]]
) -> None:
    path = tmp_path_factory.mktemp("backup") / "x.hubbackup"
    head = Head("h", "n", 0, 0, 1, {"one": ("a", "b"), "two": ("c",)})
    write_backup(path, head, lambda table: iter(rows if table == "one" else ()))
    assert checked(path) == (head, {"one": len(rows), "two": 0})
    assert [tuple(row) for _, row in rows_of(path)] == rows
