"""Joining by a file: the code alone opens it, once, and nothing in it sets a clock."""

import os
import struct
from collections.abc import Iterator
from contextlib import closing
from functools import cache
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from adviser_tui.errors import AdviserError, InputError, RuleError
from adviser_tui.hub.invitation import invite
from adviser_tui.hub.people import account_called
from adviser_tui.services.sync.courier import open_invitation
from adviser_tui.services.sync.joining import Joining
from adviser_tui.storage.database import Database
from adviser_tui.sync import invitation_file
from adviser_tui.sync.bundle_file import BundleError
from adviser_tui.sync.invitation_file import write_invitation
from tests.sync.bundle_team import QUICK, Team, a_team, join

CODE = "7KQ2M-9XW4T"
GRANT = {"dev_no": 3, "token": "a token that nobody has", "user": {"name": "Vilma"}}


@pytest.fixture
def team(tmp_path: Path) -> Iterator[Team]:
    with a_team(tmp_path / "team", ()) as team:
        yield team


@cache
def _sealed(folder: Path) -> bytes:
    path = folder / f"{os.urandom(4).hex()}.invitation"
    write_invitation(path, GRANT, CODE, hardness=QUICK)
    return path.read_bytes()


@pytest.mark.parametrize("typed", [CODE, "7kq2m9xw4t", " 7KQ2M 9XW4T ", "7-k-q2m9xw4t"])
def test_the_code_opens_it_however_it_is_typed(tmp_path: Path, typed: str) -> None:
    path = tmp_path / "a.invitation"
    path.write_bytes(_sealed(tmp_path))
    assert open_invitation(path, typed) == GRANT


def test_letters_that_are_misread_are_understood(tmp_path: Path) -> None:
    path = tmp_path / "a.invitation"
    write_invitation(path, GRANT, "01A0B-1C0D1", hardness=QUICK)
    assert open_invitation(path, "oiaobLcodi") == GRANT


@pytest.mark.parametrize("typed", ["", "7KQ2M-9XW4", "7KQ2M-9XW4V", "\ud800", "é" * 50])
def test_another_code_is_told_and_opens_nothing(tmp_path: Path, typed: str) -> None:
    path = tmp_path / "a.invitation"
    path.write_bytes(_sealed(tmp_path))
    with pytest.raises(InputError, match="code does not open"):
        open_invitation(path, typed)


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(place=st.integers(0, 5_000), bit=st.integers(0, 7), keep=st.integers(0, 5_000))
def test_changed_or_cut_it_is_refused_without_any_work(
    tmp_path: Path, place: int, bit: int, keep: int
) -> None:
    whole = _sealed(Path(os.path.realpath(tmp_path)))
    changed = bytearray(whole)
    changed[place % len(whole)] ^= 1 << bit
    for raw in (bytes(changed), whole[: keep % len(whole)]):
        path = tmp_path / "x.invitation"
        path.write_bytes(raw)
        with pytest.raises(BundleError):
            open_invitation(path, CODE)


@pytest.mark.parametrize("cost", [1 << 10, 1 << 14, 1 << 25, 1 << 62, 0, 3])
def test_work_that_is_too_little_or_too_much_is_refused(tmp_path: Path, cost: int) -> None:
    start = b"ADVINVT1" + struct.pack(">QII", cost, 8, 1)
    body = bytes(200)
    path = tmp_path / "x.invitation"
    path.write_bytes(start + invitation_file._check(start + body) + body)
    with pytest.raises(BundleError):
        open_invitation(path, CODE)


def test_what_is_no_invitation_is_told(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("Dear Vilma")
    (tmp_path / "large").write_bytes(bytes(1 << 20))
    for name in ("letter.txt", "large", "gone", "."):
        with pytest.raises(BundleError):
            open_invitation(tmp_path / name, CODE)


def test_it_stands_for_one_device_and_sets_no_clock(team: Team, tmp_path: Path) -> None:
    person(team, "Vilma")
    laptop = join(team.lead, tmp_path / "vilma", "Vilma")
    with closing(laptop.database):
        state = laptop.device.state()
        assert (state.dev_no, state.offset_ms) == (1, 0)
        assert laptop.membership.user_name == "Vilma"
        assert not laptop.membership.is_online
        invitation = tmp_path / "vilma.invitation"
        assert laptop.membership.token.encode() not in invitation.read_bytes()


def test_where_the_file_cannot_be_written_there_is_no_device(team: Team, tmp_path: Path) -> None:
    person(team, "Vilma")
    hub = team.lead.hub
    with hub.store.reading() as t:
        who = account_called(t, "Vilma")
    (tmp_path / "there").write_text("something else")
    for path in (tmp_path / "gone" / "a.invitation", tmp_path / "there"):
        with pytest.raises(AdviserError):
            invite(hub.store, hub.keys, hub.act(), who, path, hardness=QUICK)
    assert team.lead.rows("SELECT dev_no FROM device") == []
    assert (tmp_path / "there").read_text() == "something else"


def test_the_same_caseload_does_not_join_twice_with_it(team: Team, tmp_path: Path) -> None:
    person(team, "Vilma")
    hub = team.lead.hub
    with hub.store.reading() as t:
        who = account_called(t, "Vilma")
    path = tmp_path / "a.invitation"
    code = invite(hub.store, hub.keys, hub.act(), who, path, hardness=QUICK)
    with closing(Database(tmp_path / "one", team.clock).open()) as database:
        joining = Joining(database, team.lead.millis)
        joining.by_invitation(path, code)
        with pytest.raises(RuleError, match="joined with this invitation already"):
            joining.by_invitation(path, code)


def test_used_on_two_laptops_the_second_is_refused_by_the_hub(team: Team, tmp_path: Path) -> None:
    person(team, "Vilma")
    first = join(team.lead, tmp_path / "one", "Vilma")
    hub = team.lead.hub
    with hub.store.reading() as t:
        who = account_called(t, "Vilma")
    path = tmp_path / "b.invitation"
    code = invite(hub.store, hub.keys, hub.act(), who, path, hardness=QUICK)
    laptops = []
    for name in ("two", "three"):
        database = Database(tmp_path / name, team.clock).open()
        Joining(database, team.lead.millis).by_invitation(path, code)
        laptops.append(type(first)(database, team.clock, team.files))
    try:
        assert not team.lead.read(laptops[0].write().path).bad
        (bad,) = team.lead.read(laptops[1].write().path).bad
        assert "An invitation may have been used twice" in bad.why
    finally:
        for laptop in (first, *laptops):
            laptop.database.close()


def person(team: Team, name: str) -> None:
    from adviser_tui.hub.people import add_account, team_called

    with team.lead.store.transaction() as t:
        add_account(t, team.lead.hub.act(), name, "adviser", [team_called(t, "Fjord")])
