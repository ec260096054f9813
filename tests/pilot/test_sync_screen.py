"""Sync on the screen: what waits, what is confirmed, what needs a look, and who decides."""

from pathlib import Path

from adviser_tui.app import AdviserApp
from adviser_tui.services.office import Office
from tests.pilot.seen import seen
from tests.pilot.stage import MIDDLE, SMALL, choose, copy_of, opened, press
from tests.pilot.team_stage import Colleagues, SlowWire, at_desk, synced
from tests.pilot.team_stage import colleagues as colleagues
from tests.pilot.waiting import until
from tests.sync.desks import add_person, change, value


def head_of(text: str) -> str:
    """Return what stands above the parts."""
    return " ".join(text.splitlines()[1:4])


def clash(team: Colleagues) -> tuple[Office, Office, str]:
    """Return the desks of two who changed two fields of somebody apart, synced, and whom."""
    vilma, bo = team.desk("Vilma Testesen"), team.desk("Bo Invented")
    amira = add_person(vilma, "Amira Made Up", phone="0113 2001", town="Leeds")
    team.sync(vilma, bo, vilma)
    change(bo, amira, phone="0470 12", town="Bradford")
    change(vilma, amira, phone="0113 9999", town="Otley")
    team.sync(bo, vilma, bo)
    return vilma, bo, amira


async def test_a_caseload_alone_says_how_a_team_begins(demo: Path, tmp_path: Path) -> None:
    async with opened(copy_of(demo, tmp_path), SMALL) as pilot:
        text = await press(pilot, "7")
        assert "on this laptop alone" in text
        assert "adviser join" in text
        text = await press(pilot, "ctrl+r")
        assert "nothing to sync with" in text
        text = await press(pilot, "2")
        assert " Sync" not in text.splitlines()[1]


async def test_nothing_is_called_synced_before_the_hub_has_confirmed_it(
    colleagues: Colleagues,
) -> None:
    vilma = colleagues.desk("Vilma Testesen")
    add_person(vilma, "Amira Made Up")
    async with at_desk(vilma) as pilot:
        text = await press(pilot, "7")
        assert "not with the team yet" in head_of(text)
        assert "added participant Amira Made Up" in text
        assert "Synced" not in text
        assert "↑" in await press(pilot, "2")
        await press(pilot, "7", "ctrl+r")
        await synced(pilot)
        assert "the hub has confirmed every change" in head_of(seen(pilot.app))
        text = await press(pilot, "right", "right")
        assert "[Confirmed]" in text
        assert "confirmed today 09:30 by the hub" in text
        text = await press(pilot, "2")
        assert "↑" not in text
        assert "synced 09:30 with the hub, 0 waiting" in text


async def test_two_fields_are_settled_with_five_keys_and_taken_back_with_one(
    colleagues: Colleagues,
) -> None:
    vilma, bo, amira = clash(colleagues)
    async with at_desk(vilma, SMALL) as pilot:
        text = await press(pilot, "7")
        assert "[To look at 2]" in text
        assert "2 to look at · synced 09:30" in text.splitlines()[-2]
        assert "participant Amira Made Up" in text
        text = await press(pilot, "enter", "right", "left", "ctrl+s")
        assert "Settle 2 fields of participant Amira Made Up?" in text
        assert "Phone: 0113 9999" in text
        text = await press(pilot, "y")
        assert "Settled 2 fields" in text
        assert (value(vilma, amira, "phone"), value(vilma, amira, "town")) == (
            "0113 9999",
            "Bradford",
        )
        assert vilma.sync.conflicts.count() == 0
        await press(pilot, "u")
        assert vilma.sync.conflicts.count() == 2
        assert value(vilma, amira, "phone") == "0470 12"
        await press(pilot, "U", "ctrl+r")
        await synced(pilot)
    assert bo.sync.conflicts.count() == 2
    colleagues.sync(bo)
    assert bo.sync.conflicts.count() == 0
    assert value(bo, amira, "phone") == "0113 9999"


async def test_fields_without_a_choice_stay_open_and_choices_are_kept_on_escape(
    colleagues: Colleagues,
) -> None:
    vilma, _, amira = clash(colleagues)
    async with at_desk(vilma, MIDDLE) as pilot:
        await press(pilot, "7", "enter")
        text = await press(pilot, "ctrl+s")
        assert "Nothing is chosen yet" in text
        await press(pilot, "e", *["backspace"] * 12, "=0113 7777", "enter")
        await press(pilot, "escape")
        text = await press(pilot, "enter")
        assert "✓ 0113 7777" in text
        assert "1 chosen, 1 open" in text
        text = await press(pilot, "ctrl+s")
        assert "1 stays open" in text
        await press(pilot, "y")
        assert value(vilma, amira, "phone") == "0113 7777"
        assert vilma.sync.conflicts.count() == 1
        text = seen(pilot.app)
        assert "Town" in text
        assert "≠" in await press(pilot, "2")


async def test_seven_leads_to_what_needs_a_look_wherever_one_was(
    colleagues: Colleagues,
) -> None:
    vilma, _, _ = clash(colleagues)
    async with at_desk(vilma, SMALL) as pilot:
        assert "[Confirmed]" in await press(pilot, "7", "right")
        assert "7 shows both" in " ".join((await press(pilot, "enter")).split())
        assert "[To look at 2]" in await press(pilot, "7")
        await press(pilot, "right", "enter", "1")
        assert "[To look at 2]" in await press(pilot, "7")
        assert "[To look at 2]" in await press(pilot, "right", "2", "7")


async def test_no_leaves_both_versions_as_they_are(colleagues: Colleagues) -> None:
    vilma, _, amira = clash(colleagues)
    async with at_desk(vilma) as pilot:
        text = await press(pilot, "7", "enter", "right", "right", "ctrl+s", "n")
        assert "Two versions of" in text
        assert value(vilma, amira, "phone") == "0470 12"
        assert vilma.sync.conflicts.count() == 2


async def test_what_was_set_aside_says_why_and_the_lead_decides(
    colleagues: Colleagues,
) -> None:
    lead, ida = colleagues.desk("Vilma Testesen", "lead"), colleagues.desk("Ida Example", "reader")
    amira = add_person(lead, "Amira Made Up", town="Leeds", goal="a shop")
    colleagues.sync(lead, ida)
    change(ida, amira, town="Bradford")
    change(ida, amira, goal="a kitchen")
    ida.sync.now()
    async with at_desk(ida) as pilot:
        text = await press(pilot, "7")
        assert "Set aside, 3" in text
        assert "your team lead was given" in text
        assert "3 things need a look" in head_of(text)
        assert "◇" in await press(pilot, "2")
        text = await press(pilot, "7", "G", "x")
        assert "Give up the change to colleague Ida Example?" in text
        await press(pilot, "n", "x", "y")
        assert len(ida.sync.waiting.issues()) == 2
    colleagues.sync(lead)
    assert lead.sync.status().set_aside == 3
    assert ida.sync.status().set_aside == 0
    async with at_desk(lead, SMALL) as pilot:
        assert "3 to decide · synced 09:30" in (await press(pilot, "1")).splitlines()[-2]
    async with at_desk(lead) as pilot:
        text = await press(pilot, "7")
        assert "[Set aside in the team 3]" in text
        assert "3 changes of the team wait for you to decide" in head_of(text)
        assert "Ida Example" in text
        text = await press(pilot, "j")
        assert "Bradford" in text
        assert "Leeds" in text
        assert "Accept the change to participant Amira Made Up?" in await press(pilot, "a")
        assert value(lead, amira, "town") == "Leeds"
        assert "Accepted: participant Amira Made Up" in await press(pilot, "y")
        assert "Why?" in await press(pilot, "n")
        text = await press(pilot, "=not what she said", "enter")
        assert "Rejected: participant Amira Made Up" in text
        assert "Nothing was set aside in your team" in await press(pilot, "g", "a", "y")
    colleagues.sync(lead)
    ida.sync.now()
    async with at_desk(ida) as pilot:
        text = await press(pilot, "7")
        assert "Not accepted, 1" in text
        assert "new: Goal" in text
        assert "They said: not what she said" in " ".join(
            ida.sync.waiting.issues()[0].sentence.split()
        )
        await press(pilot, "r")
        assert ida.sync.waiting.count() == 1
    assert (value(lead, amira, "town"), value(lead, amira, "goal")) == ("Bradford", "a shop")


async def test_a_participant_is_moved_to_another_team(colleagues: Colleagues) -> None:
    colleagues.second_team("Moor")
    lead, bo = colleagues.desk("Vilma Testesen", "lead"), colleagues.desk("Bo Invented")
    amira = add_person(lead, "Amira Made Up")
    add_person(lead, "Runa Fabelvik")
    colleagues.sync(lead, bo)
    change(bo, amira, town="Bradford")
    colleagues.sync(bo)
    async with at_desk(lead) as pilot:
        await press(pilot, "7", "t", "=amira", "enter")
        text = await choose(pilot, "Moor")
        assert "Move Amira Made Up to Moor?" in text
        assert "is with Moor now" in await press(pilot, "y")
    bo.sync.now()
    assert [row.name for row in bo.participants.rows()] == ["Runa Fabelvik"]
    async with at_desk(bo) as pilot:
        assert "no longer shared with you" in await press(pilot, "7")


async def test_a_stopped_sync_loses_nothing_and_escape_stops_it(colleagues: Colleagues) -> None:
    vilma = colleagues.desk("Vilma Testesen")
    add_person(vilma, "Amira Made Up")
    wire = SlowWire()
    vilma.sync.connect = lambda _url, _ca: wire
    async with at_desk(vilma) as pilot:
        await press(pilot, "7", "ctrl+r")
        assert wire.asked.wait(5)
        text = await press(pilot)
        assert "Escape stops it" in head_of(text)
        await press(pilot, "escape")
        await synced(pilot)
        text = seen(pilot.app)
        assert "Stopped" in text
        assert "not with the team yet" in head_of(text)
        assert vilma.sync.waiting.count() > 0


async def test_a_hub_that_is_not_there_is_said_and_keys_go_on(colleagues: Colleagues) -> None:
    vilma = colleagues.desk("Vilma Testesen")
    add_person(vilma, "Amira Made Up")
    colleagues.team.wired(vilma).is_down = True
    async with at_desk(vilma, SMALL) as pilot:
        await press(pilot, "7", "ctrl+r")
        await synced(pilot)
        assert "The hub was not reached" in head_of(seen(pilot.app))
        assert " ".join(seen(pilot.app).split()).count("The hub was not reached") == 1
        assert "Not synced; the reason stands at the top" in " ".join(seen(pilot.app).split())
        await press(pilot, "ctrl+q", "s")
        await synced(pilot)
        assert "so still open. ctrl+q, then l leaves without" in " ".join(seen(pilot.app).split())
        assert pilot.app.is_running
        text = await press(pilot, "right", "right", "right")
        assert "[Devices]" in text
        assert "The hub was not asked" in text
        assert "Amira Made Up" in await press(pilot, "2")


async def test_leaving_offers_to_send_what_waits(colleagues: Colleagues) -> None:
    vilma = colleagues.desk("Vilma Testesen")
    add_person(vilma, "Amira Made Up")
    async with at_desk(vilma, SMALL) as pilot:
        assert "to be sent to the team" in await press(pilot, "ctrl+q")
        await press(pilot, "escape")
        assert pilot.app.is_running
        await press(pilot, "ctrl+q", "s")
        app = pilot.app
        assert isinstance(app, AdviserApp)
        await until(pilot, lambda: vilma.sync.waiting.count() == 0)
    assert vilma.sync.waiting.count() == 0


async def test_a_lead_sees_the_devices_of_the_team_and_an_adviser_their_own_laptop(
    colleagues: Colleagues,
) -> None:
    lead, bo = colleagues.desk("Vilma Testesen", "lead"), colleagues.desk("Bo Invented")
    async with at_desk(lead) as pilot:
        text = await press(pilot, "7", "right")
        assert "[Devices]" in text
        assert "Bo Invented" in text
        assert "about the same as the hub" in text
        assert "Set aside in the team" in text
    async with at_desk(bo) as pilot:
        text = await press(pilot, "7", "right")
        assert "This laptop" in text
        assert "Set aside in the team" not in text
