"""What is not shared any more, or was erased, leaves no trace; nothing else goes."""

import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from adviser_tui.errors import RuleError
from adviser_tui.ids import new_id
from adviser_tui.storage.backup import back_up, own_backups
from adviser_tui.storage.health import doctor
from adviser_tui.storage.sync.troubles import SweepRefusedError
from adviser_tui.storage.undo import next_to_undo, undo
from adviser_tui.sync.canonical import hashed_id
from models.kinds import Channel, ContactWith
from models.tables import Contact, Employer, Participant, VocationalProfile
from tests.sync.devices import MORNING, Desk, a_desk, a_grant, a_page, acks, hub_row

CANARY = "Kanarifugl Xyzzysen"
OTHER, HEALTH = "team:2#core", "team:1#health"


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    made = a_desk(tmp_path / "caseload")
    made.device.adopt(a_grant())
    yield made
    made.database.close()


def person(row_id: str, **fields: Any) -> Any:
    return hub_row("participant", row_id, **{"preferred_name": CANARY, **fields})


def took_part(desk: Desk, **said: Any) -> str:
    """Let a participant with a contact, made here, be shared through the team."""
    kim = desk.add(Participant(preferred_name=CANARY, phone="0470 12 34 56"))
    desk.add(
        Contact(
            kind=ContactWith.PARTICIPANT,
            channel=Channel.CALL,
            participant_id=kim,
            occurred_at=MORNING,
            note=CANARY,
        )
    )
    desk.change("participant", kim, goal=f"{CANARY} wants to bake")
    desk.database.drafts.put(f"contact:{kim}", {"note": "half a thought"})
    desk.database.drafts.put("line", {"line": f"called {CANARY} today"})
    desk.database.drafts.put("employer", {"name": "Mill"})
    desk.database.settings.put("search.picks", [["kana", kim], ["mi", new_id()]])
    if said.get("told", True):
        tell(desk)
    row = dict(desk.one("participant", kim) or {})
    desk.device.take_page(a_page(desk.device, {"participant": [row]}))
    return kim


def tell(desk: Desk) -> None:
    body = desk.device.batch()
    assert body is not None
    desk.device.take_acks(acks(body))


def traces(folder: Path, words: tuple[str, ...]) -> list[str]:
    """Return every file in which one of the words stands, in whatever case."""
    return sorted(
        f"{path.name}: {word}"
        for path in folder.rglob("*")
        if path.is_file()
        for word in words
        if word.casefold().encode() in path.read_bytes().lower()
    )


def erased(device: Any, *ids: str) -> dict[str, Any]:
    at = device.state().erase_cursor
    return {"from": at, "to": at + 1, "h": [hashed_id(each) for each in ids]}


@pytest.mark.parametrize("told", [True, False])
def test_an_erased_person_leaves_no_trace_anywhere(desk: Desk, told: bool) -> None:
    kim = took_part(desk, told=told)
    mill = desk.add(Employer(name="Mill"))
    tell(desk)
    waits = desk.add(Employer(name="Waits"))
    back_up(desk.database)
    page = a_page(desk.device, erase=erased(desk.device, kim))
    assert desk.device.take_page(page).erased == 1
    assert desk.device.clean_up()
    folder = desk.database.folder
    assert len(own_backups(folder / "backups")) == 1
    assert traces(folder, ("kanarifugl", "xyzzysen", kim, "0470 12 34 56")) == []
    assert desk.one("employer", mill) is not None
    assert desk.database.drafts.waiting() == ("employer",)
    assert len(desk.database.settings.get("search.picks")) == 1
    body = desk.device.batch()
    assert body is not None
    assert body["changes"][-1]["id"] == waits
    desk.device.take_acks(acks(body))
    report = doctor(folder, desk.database.clock, thorough=True)
    assert [f.said for f in report.findings if f.grade == "bad"] == []


def test_what_was_erased_before_it_was_told_keeps_its_place_and_its_hash(desk: Desk) -> None:
    kim = desk.add(Participant(preferred_name=CANARY))
    desk.change("participant", kim, phone="1")
    desk.device.take_page(a_page(desk.device, erase=erased(desk.device, kim)))
    body = desk.device.batch()
    assert body is not None
    assert all(set(change) == {"l", "scrub", "hh"} for change in body["changes"])
    desk.device.take_acks(acks(body))
    assert desk.device.state().waiting == 0


def test_an_action_about_an_erased_person_cannot_be_taken_back(desk: Desk) -> None:
    kim = new_id()
    desk.device.take_page(a_page(desk.device, {"participant": [person(kim)]}))
    mill = Employer(name="Mill")
    desk.add(
        mill,
        Contact(
            kind=ContactWith.EMPLOYER, channel=Channel.CALL, participant_id=kim, occurred_at=MORNING
        ),
    )
    desk.change("participant", kim, phone="1")
    desk.device.take_page(a_page(desk.device, erase=erased(desk.device, kim)))
    # Nothing at all is left of the second action, so the first is the next to be taken back.
    assert next_to_undo(desk.database) == desk.value("SELECT g FROM change_record WHERE scrub = 0")
    with pytest.raises(RuleError, match="erased"):
        undo(desk.database)
    assert desk.one("employer", mill.id)["void_reason"] is None  # type: ignore[index]


def test_an_erasure_of_somebody_unknown_costs_no_backup(desk: Desk) -> None:
    desk.add(Employer(name="Mill"))
    kept = back_up(desk.database)
    desk.device.take_page(a_page(desk.device, erase=erased(desk.device, new_id())))
    assert desk.device.clean_up()
    assert kept.exists()


def test_who_goes_to_another_team_goes_when_everything_was_taken_in(desk: Desk) -> None:
    kim = took_part(desk)
    first = desk.device.take_page(a_page(desk.device, leave=[kim], more=True))
    assert (first.left, first.complete) == (0, False)
    assert desk.one("participant", kim) is not None
    second = desk.device.take_page(a_page(desk.device))
    assert (second.left, second.complete) == (1, True)
    # Said once, and never of what was not here.
    third = desk.device.take_page(a_page(desk.device, leave=[kim, new_id()]))
    assert (third.left, third.complete) == (0, True)
    assert desk.one("participant", kim) is None
    assert desk.device.clean_up()
    assert traces(desk.database.folder, ("kanarifugl", "xyzzysen")) == []
    assert desk.value("SELECT count(*) FROM change_record WHERE row_id = ?", kim) == 0


def test_who_comes_back_by_another_scope_was_never_gone(desk: Desk) -> None:
    kim = took_part(desk)
    row = dict(desk.one("participant", kim) or {})
    desk.device.take_page(a_page(desk.device, leave=[kim], more=True))
    desk.device.take_page(a_page(desk.device, {"participant": [row]}, scope=OTHER))
    assert desk.one("participant", kim) is not None
    assert desk.value("SELECT count(*) FROM change_record WHERE row_id = ?", kim) > 0


def test_only_the_class_of_rows_that_is_withdrawn_goes(desk: Desk) -> None:
    kim = took_part(desk)
    profile = desk.add(VocationalProfile(participant_id=kim, strengths="Zwiebelkuchen"))
    tell(desk)
    row = dict(desk.one("vocational_profile", profile) or {})
    desk.device.take_page(a_page(desk.device, {"vocational_profile": [row]}, scope=HEALTH))
    page = a_page(desk.device)
    del page["scopes"][HEALTH]
    taken = desk.device.take_page(page)
    assert taken.withdrawn == (HEALTH,)
    assert desk.one("participant", kim) is not None
    assert desk.one("vocational_profile", profile) is None
    assert desk.device.clean_up()
    assert traces(desk.database.folder, ("zwiebelkuchen",)) == []
    assert HEALTH not in desk.device.request()["have"]


def test_what_waits_is_told_before_its_person_is_let_go_of(desk: Desk) -> None:
    kim = took_part(desk)
    desk.change("participant", kim, phone="1")
    page = a_page(desk.device)
    page["scopes"] = {}
    taken = desk.device.take_page(page)
    assert taken.must_push
    assert desk.one("participant", kim) is not None
    tell(desk)
    page = a_page(desk.device)
    page["scopes"] = {}
    assert not desk.device.take_page(page).must_push
    assert desk.one("participant", kim) is None


def test_a_row_that_moved_to_what_is_not_shared_goes_alone(desk: Desk) -> None:
    mill, bakery, site = new_id(), new_id(), new_id()
    rows = {
        "employer": [hub_row("employer", each, name=CANARY) for each in (mill, bakery)],
        "employer_site": [hub_row("employer_site", site, employer_id=mill, town="Svendborg")],
    }
    desk.device.take_page(a_page(desk.device, rows))
    assert desk.value("SELECT count(*) FROM find_employer_text WHERE rest LIKE 'svendborg%'") == 1
    desk.device.take_page(a_page(desk.device, gone=[site]))
    assert desk.one("employer_site", site) is None
    assert desk.value("SELECT count(*) FROM find_employer_text WHERE rest LIKE 'svendborg%'") == 0
    assert desk.value("SELECT count(*) FROM employer") == 2


def test_a_row_that_moved_to_another_shared_one_stays(desk: Desk) -> None:
    mill, bakery, site = new_id(), new_id(), new_id()
    there = hub_row("employer_site", site, employer_id=bakery)
    desk.device.take_page(
        a_page(
            desk.device,
            {
                "employer": [hub_row("employer", mill, name="Mill")],
                "employer_site": [hub_row("employer_site", site, employer_id=mill)],
            },
        )
    )
    rows = {"employer": [hub_row("employer", bakery, name="Bakery")], "employer_site": [there]}
    desk.device.take_page(a_page(desk.device, rows, scope=OTHER, more=True))
    desk.device.take_page(a_page(desk.device, gone=[site]))
    assert desk.one("employer_site", site)["employer_id"] == bakery  # type: ignore[index]


# Comparing everything anew.


def fill(desk: Desk, count: int) -> list[Any]:
    rows = [hub_row("employer", new_id(), name=f"Mill {n}") for n in range(count)]
    desk.device.take_page(a_page(desk.device, {"employer": rows}))
    return rows


def test_what_the_hub_does_not_have_goes_when_all_was_compared(desk: Desk) -> None:
    rows = fill(desk, 20)
    own = desk.add(Employer(name="Waits"))
    desk.device.rebuild("f" * 16)
    half = a_page(desk.device, {"employer": rows[:9]}, more=True)
    desk.device.take_page(half)
    assert desk.value("SELECT count(*) FROM employer") == 21
    desk.device.take_page(a_page(desk.device, {"employer": rows[9:18]}))
    assert desk.value("SELECT count(*) FROM employer") == 19
    assert desk.one("employer", own) is not None
    assert desk.value("SELECT count(*) FROM find_employer_text") == 19
    assert not desk.device.state().rebuilding


def test_a_hub_that_is_nearly_empty_empties_no_device_unasked(desk: Desk) -> None:
    rows = fill(desk, 20)
    desk.device.rebuild("f" * 16)
    with pytest.raises(SweepRefusedError) as told:
        desk.device.take_page(a_page(desk.device, {"employer": rows[:3]}))
    # The adviser is not among what this hub tells, either.
    assert (told.value.count, told.value.total) == (18, 21)
    with pytest.raises(SweepRefusedError):
        desk.device.take_page(a_page(desk.device))
    assert desk.value("SELECT count(*) FROM employer") == 20
    assert desk.device.allow_sweep() == 18
    assert desk.value("SELECT count(*) FROM employer") == 3
    assert desk.device.take_page(a_page(desk.device)).complete


def test_what_the_hub_did_not_take_is_not_swept_away(desk: Desk) -> None:
    fill_rows = fill(desk, 20)
    own = desk.add(Employer(name="Set aside"))
    body = desk.device.batch()
    assert body is not None
    told = {"l": body["changes"][-1]["l"], "o": "quarantined", "why": "no_access", "detail": {}}
    desk.device.take_acks(acks(body, [told]))
    desk.device.rebuild("f" * 16)
    desk.device.take_page(a_page(desk.device, {"employer": fill_rows}))
    assert desk.one("employer", own) is not None


def test_cleaning_that_was_interrupted_is_done_at_the_next_chance(desk: Desk) -> None:
    kim = took_part(desk)
    desk.device.take_page(a_page(desk.device, leave=[kim]))
    folder = desk.database.folder
    reader = sqlite3.connect(folder / "caseload.db")
    reader.execute("BEGIN")
    reader.execute("SELECT count(*) FROM employer").fetchone()
    assert not desk.device.clean_up()
    reader.close()
    assert desk.device.clean_up()
    assert traces(folder, ("kanarifugl",)) == []


def test_writing_the_file_anew_leaves_the_search_true(desk: Desk) -> None:
    kim = took_part(desk)
    for n in range(30):
        desk.add(Employer(name=f"Mill {n}"))
    desk.device.take_page(a_page(desk.device, erase=erased(desk.device, kim)))
    assert desk.device.clean_up()
    report = doctor(desk.database.folder, desk.database.clock, thorough=True)
    assert [f.grade for f in report.about("search")] == ["ok"]
