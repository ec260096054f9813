"""A caseload is removed on its own hub's signed word, when nothing waits, and never otherwise."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from adviser_tui.clock import FixedClock
from adviser_tui.errors import AdviserError, StorageError
from adviser_tui.hub import devices
from adviser_tui.hub.signing import new_keys, wipe_notice
from adviser_tui.services.office import Office, open_office
from adviser_tui.services.sync.letting_go import RECEIPT, told_of_removal
from adviser_tui.services.sync.membership import MembershipFile
from adviser_tui.services.sync.stops import ShutOutError
from adviser_tui.storage.backup import back_up
from adviser_tui.sync.transport import HubRefusedError, HubUnreachableError
from tests.sync.desks import ADDRESS, Team, a_team, add_person, sync, value

KEYS, OTHER_KEYS = new_keys(), new_keys()
AT = "2026-11-20T09:30:00+00:00"


@dataclass
class SaysNo:
    """A hub, or whoever stands in its place, that answers everything alike."""

    error: Exception

    def call(self, name: str, body: Mapping[str, Any], token: str = "") -> dict[str, Any]:
        raise self.error


@pytest.fixture
def team(tmp_path: Path, clock: FixedClock) -> Iterator[Team]:
    made = a_team(tmp_path, clock)
    yield made
    made.close()


@pytest.fixture
def vilma(team: Team) -> Office:
    office = team.joined("Vilma Testesen")
    add_person(office, "Amira")
    sync(office)
    back_up(office.database)
    return office


def signed(office: Office, **changed: Any) -> dict[str, Any]:
    """Return the hub's genuine word, with parts of the notice changed after it was signed."""
    mine = MembershipFile(office.database.folder).change(hub_key=KEYS.sign_public)
    word = wipe_notice(KEYS, mine.device_id, "ab" * 16, AT)
    return {**word, "notice": {**word["notice"], **changed}} if changed else word


def no(status: int, code: str = "revoked", **details: Any) -> HubRefusedError:
    return HubRefusedError("No.", status=status, code=code, details=details)


def answers(office: Office) -> dict[str, Exception]:
    """Return what never removes anything, however much it looks as if it should."""
    genuine = signed(office)
    mine = MembershipFile(office.database.folder).read()
    assert mine is not None
    by_another = wipe_notice(OTHER_KEYS, mine.device_id, "ab" * 16, AT)
    for_another = wipe_notice(KEYS, "0193a4f2-0000-7000-8000-000000000000", "ab" * 16, AT)
    other_act = KEYS.signed({**genuine["notice"], "act": "lock"})
    return {
        "a token that is not known": no(401, "unauthorised", instruction=genuine),
        "access that has ended": no(403, "drain_only", instruction=genuine),
        "nothing there": no(404, "not_found", instruction=genuine),
        "a fork": no(409, "forked", acked=0, chain="0" * 64),
        "gone without a word": no(410),
        "gone, signed by another": no(410, instruction=by_another),
        "gone, meant for another device": no(410, instruction=for_another),
        "gone, another act": no(410, instruction=other_act),
        "gone, changed after signing": no(410, instruction=signed(office, nonce="cd" * 16)),
        "gone, without a signature": no(410, instruction={"notice": genuine["notice"]}),
        "gone, nonsense": no(410, instruction={"notice": "all", "signature": "zz"}),
        "gone, a list": no(410, instruction=["wipe"]),
        "an update is needed": no(426, "schema", instruction=genuine),
        "a mistake of the hub": no(500, "internal", instruction=genuine),
        "a busy hub": no(503, "busy", instruction=genuine),
        "a guest network": HubUnreachableError("Something else answered. Nothing is lost."),
    }


def test_no_other_answer_ever_removes_anything(vilma: Office) -> None:
    folder = vilma.database.folder
    told = answers(vilma)
    assert len(told) >= 13
    there = sorted(each.name for each in folder.rglob("*"))
    for name, error in told.items():
        vilma.sync.connect = lambda _url, _ca, error=error: SaysNo(error)  # type: ignore[misc]
        with pytest.raises(AdviserError):
            vilma.sync.now()
        assert sorted(each.name for each in folder.rglob("*")) == there, name
        assert not vilma.sync.ended, name
        assert vilma.database.row("SELECT count(*) FROM participant")[0] == 1, name
    vilma.close()
    open_office(folder).close()


def test_its_own_hubs_word_removes_the_caseload_and_leaves_a_receipt(vilma: Office) -> None:
    folder = vilma.database.folder
    (folder / "exports").mkdir()
    (folder / "exports" / "people.csv").write_text("Amira")
    (folder / "settings.toml").write_text('theme = "auto"\n')
    word = signed(vilma)
    vilma.sync.connect = lambda _url, _ca: SaysNo(no(410, instruction=word))
    with pytest.raises(ShutOutError, match="was removed"):
        vilma.sync.now()
    assert vilma.sync.ended
    assert sorted(each.name for each in folder.rglob("*")) == [RECEIPT, "settings.toml"]
    receipt = json.loads((folder / RECEIPT).read_text("utf-8"))
    assert f"removed on {receipt['removed_at'][:10]}" in told_of_removal(folder)
    assert told_of_removal(folder / "elsewhere") == ""
    assert receipt["nonce"] == "ab" * 16
    assert "Amira" not in json.dumps(receipt)


def test_what_waits_is_delivered_first(team: Team, vilma: Office) -> None:
    lead = team.joined("Leda Prøve", "lead")
    add_person(vilma, "Bo")
    folder = vilma.database.folder
    _take_out(team, at_once=False)
    with pytest.raises(ShutOutError, match="was removed"):
        vilma.sync.now()
    assert not (folder / "caseload.db").exists()
    assert not MembershipFile(folder).path.exists()
    # What was recorded last came to the team, for its lead to look at.
    sync(lead)
    with team.founded.store.reading() as t:
        kept = t.rows("SELECT change FROM quarantine WHERE state = 'open'")
    assert any("Bo" in row.change for row in kept)


def test_what_cannot_be_delivered_is_shut_away_and_not_removed(team: Team, vilma: Office) -> None:
    bo = add_person(vilma, "Bo")
    folder = vilma.database.folder
    _take_out(team, at_once=True)
    with pytest.raises(ShutOutError, match="could not be delivered"):
        vilma.sync.now()
    assert (folder / "caseload.db").exists()
    assert not (folder / RECEIPT).exists()
    vilma.close()
    team.desks.remove(vilma)
    with pytest.raises(StorageError, match="stays shut"):
        open_office(folder)
    # Nothing is lost by asking again, and the lead can let the adviser in anew.
    again = open_office(folder, clock=team.clock, only_to_deliver=True)
    team.desks.append(again)
    team.wired(again)
    from adviser_tui.hub import people

    with team.founded.transaction() as t:
        whose = people.account_called(t, "Vilma Testesen")
    again.sync.join(ADDRESS, team.founded.code(whose))
    sync(again)
    again.close()
    team.desks.remove(again)
    opened = team.desk(folder.name)
    assert value(opened, bo, "name") == "Bo"
    jonas = team.joined("Jonas Eksempel")
    sync(jonas)
    assert value(jonas, bo, "name") == "Bo"


def _take_out(team: Team, *, at_once: bool) -> None:
    with team.founded.transaction() as t:
        device = devices.device_called(t, "1")
        devices.revoke(t, team.founded.act, device, at_once=at_once)
