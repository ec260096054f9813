"""Logging a contact in the app, by keys alone: the form and the quick line, with what they ask."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from textual.app import App
from textual.pilot import Pilot
from textual.widgets import Input

from adviser_tui.app import AdviserApp
from adviser_tui.clock import FixedClock
from adviser_tui.services.contacts import ContactDraft
from adviser_tui.services.employers.drafts import EmployerDraft, PersonDraft
from adviser_tui.services.office import Office, open_office
from adviser_tui.services.participants.writing import ParticipantDraft
from adviser_tui.widgets.chooser import Chooser
from adviser_tui.widgets.form import FormScreen
from adviser_tui.widgets.quick_line import QuickLine
from models.kinds import Channel, MadeBy, Purpose
from tests.pilot.seen import seen
from tests.pilot.waiting import settled

SIZES = [(80, 24), (120, 40)]


@pytest.fixture
def office(folder: Path, clock: FixedClock) -> Iterator[Office]:
    opened = open_office(folder, clock=clock)
    opened.identity.introduce("Vilma Testesen", "Fjord", "ips")
    opened.employers.add(EmployerDraft("Crumbly Bakery", town="Leeds"))
    opened.participants.add(ParticipantDraft("Amira Sample", safe_to_contact="text first"))
    yield opened
    opened.close()


def id_of(office: Office, name: str) -> str:
    return office.search.find(name, limit=1)[0].id


def said(app: App[Any]) -> str:
    return " ".join(note.message for note in app._notifications)


async def type_in(pilot: Pilot[Any], text: str) -> None:
    box = pilot.app.focused
    assert isinstance(box, Input)
    box.insert_text_at_cursor(text)
    await pilot.pause()


async def go_to(pilot: Pilot[Any], place: str) -> None:
    await settled(pilot)
    await pilot.press(place)
    await settled(pilot)


@pytest.mark.parametrize("size", SIZES)
async def test_a_visit_takes_six_keys_and_the_text(office: Office, size: tuple[int, int]) -> None:
    app = AdviserApp(office)
    async with app.run_test(size=size) as pilot:
        await go_to(pilot, "3")
        await pilot.press("l")
        await settled(pilot)
        assert isinstance(app.screen, FormScreen)
        assert "Nobody has been in touch" in seen(app)
        await type_in(pilot, "2 night fillers")
        await pilot.press("enter")
        await type_in(pilot, "friendly, ask for Sam")
        await pilot.press("enter")
        await type_in(pilot, "fri")
        await pilot.press("enter")
        await settled(pilot)
        assert not isinstance(app.screen, FormScreen)
        assert "Contact with Crumbly Bakery logged, next step Fri 27 Nov." in said(app)
    (row,) = office.contacts.recent()
    assert (row.channel, row.purpose, row.note) == (
        Channel.VISIT,
        Purpose.NEEDS,
        "friendly, ask for Sam",
    )
    (step,) = office.follow_ups.about(employer_id=row.employer_id)
    assert (step.what, step.due_on) == ("follow up: 2 night fillers", date(2026, 11, 27))
    assert not office.drafts.waiting()


async def test_the_next_step_is_asked_for_once_and_stands_in_nobody_s_way(office: Office) -> None:
    app = AdviserApp(office)
    async with app.run_test(size=(80, 24)) as pilot:
        await go_to(pilot, "3")
        await pilot.press("l")
        await settled(pilot)
        await pilot.press("enter", "enter", "enter")
        await settled(pilot)
        assert isinstance(app.screen, FormScreen)
        assert "When will you be in touch again?" in " ".join(seen(app).split())
        assert not office.contacts.recent()
        await pilot.press("enter")
        await settled(pilot)
        assert not isinstance(app.screen, FormScreen)
    assert len(office.contacts.recent()) == 1
    assert not office.follow_ups.about(employer_id=id_of(office, "crumbly"))


async def test_a_person_is_named_and_a_participant_is_not_asked_for_a_step(office: Office) -> None:
    office.employers.add_person(id_of(office, "crumbly"), PersonDraft("Sam Invented"))
    app = AdviserApp(office)
    async with app.run_test(size=(80, 24)) as pilot:
        await go_to(pilot, "3")
        await pilot.press("l")
        await settled(pilot)
        await pilot.press("shift+tab", "shift+tab")
        await type_in(pilot, " 25m @sam")
        await pilot.press("enter", "enter", "enter", "enter", "-", "enter")
        await settled(pilot)
        await go_to(pilot, "2")
        await pilot.press("l")
        await settled(pilot)
        await type_in(pilot, "bus pass sorted")
        await pilot.press("enter", "enter")
        await settled(pilot)
        assert not isinstance(app.screen, FormScreen)
    call, visit = sorted(office.contacts.recent(), key=lambda row: row.channel)
    assert (visit.person, visit.minutes) == ("Sam Invented", 25)
    assert (call.name, call.note, call.channel) == (
        "Amira Sample",
        "bus pass sorted",
        Channel.CALL,
    )


async def test_a_half_filled_form_survives_a_closed_lid(office: Office) -> None:
    app = AdviserApp(office)
    async with app.run_test(size=(80, 24)) as pilot:
        await go_to(pilot, "3")
        await pilot.press("l")
        await settled(pilot)
        await type_in(pilot, "two bakers")
        await pilot.press("escape")
        await settled(pilot)
    app = AdviserApp(office)
    async with app.run_test(size=(80, 24)) as pilot:
        await go_to(pilot, "3")
        await pilot.press("l")
        await settled(pilot)
        assert "two bakers" in seen(app)
        await pilot.press("ctrl+s")
        await settled(pilot)
        await pilot.press("ctrl+s")
        await settled(pilot)
    assert [need.task for need in office.employers.card(id_of(office, "crumbly")).needs] == [
        "two bakers"
    ]
    assert not office.drafts.waiting()


async def test_who_was_in_touch_is_shown_for_whoever_is_picked(
    office: Office, clock: FixedClock
) -> None:
    office.contacts.log(
        ContactDraft(
            Channel.CALL,
            clock.at - timedelta(days=1),
            employer_id=id_of(office, "crumbly"),
            organisation="Other Agency",
        )
    )
    app = AdviserApp(office)
    async with app.run_test(size=(120, 40)) as pilot:
        await go_to(pilot, "2")
        await pilot.press("l")
        await settled(pilot)
        assert "Other Agency" not in seen(app)
        await pilot.press("shift+tab", "shift+tab", "shift+tab", "shift+tab")
        box = app.focused
        assert isinstance(box, Input)
        box.value = "crumbly"
        await settled(pilot)
        await pilot.press("enter")
        await settled(pilot)
        assert "Other Agency called yesterday" in " ".join(seen(app).split())


@pytest.mark.parametrize("size", SIZES)
async def test_the_quick_line_shows_what_it_will_save(
    office: Office, size: tuple[int, int]
) -> None:
    app = AdviserApp(office)
    async with app.run_test(size=size) as pilot:
        await settled(pilot)
        await pilot.press("ctrl+n")
        await settled(pilot)
        await type_in(pilot, "crumbly vm fu +3d")
        await settled(pilot)
        shown = seen(app)
        for words in (
            "Voicemail for: Crumbly Bakery, Leeds",
            "An attempt, not counted",
            "Next step: Mon 23 Nov, try again: call",
            "Nobody has been in touch",
        ):
            assert words in shown
        assert not office.contacts.recent()
        await pilot.press("enter")
        await settled(pilot)
        assert "Attempt with Crumbly Bakery logged, next step Mon 23 Nov." in said(app)
        await pilot.press("u")
        await settled(pilot)
    assert not office.contacts.recent()


async def test_two_that_fit_are_asked_about_by_key(office: Office) -> None:
    for town in ("Leeds", "York"):
        office.employers.add(EmployerDraft("Testco Stores", town=town), even_if_similar=True)
    app = AdviserApp(office)
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await pilot.press("ctrl+n")
        await settled(pilot)
        await type_in(pilot, "testco f2f fu fri")
        await settled(pilot)
        assert "Testco Stores, York" in seen(app)
        assert "Enter asks which one is meant" in seen(app)
        await pilot.press("enter")
        await settled(pilot)
        assert isinstance(app.screen, Chooser)
        assert "Which is “testco”?" in seen(app)
        assert not office.contacts.recent()
        await pilot.press("escape")
        await settled(pilot)
        assert isinstance(app.screen, QuickLine)
        await pilot.press("enter")
        await settled(pilot)
        await pilot.press("down", "enter")
        await settled(pilot)
        assert not isinstance(app.screen, (Chooser, QuickLine))
    (row,) = office.contacts.recent()
    places = {site.town for site in office.employers.card(row.employer_id).sites}
    assert row.name == "Testco Stores"
    assert places < {"Leeds", "York"}


async def test_the_quick_line_is_about_whom_the_cursor_is_on(office: Office) -> None:
    app = AdviserApp(office)
    async with app.run_test(size=(80, 24)) as pilot:
        await go_to(pilot, "3")
        await pilot.press("ctrl+n")
        await settled(pilot)
        await type_in(pilot, "f2f needs bakers fu fri")
        await pilot.press("escape")
        await settled(pilot)
        assert not office.contacts.recent()
        await pilot.press("ctrl+n")
        await settled(pilot)
        assert "Visit with: Crumbly Bakery" in seen(app)
        await pilot.press("enter")
        await settled(pilot)
    assert [row.name for row in office.contacts.recent()] == ["Crumbly Bakery"]
    assert not office.drafts.waiting()


async def test_a_line_that_says_too_little_stays_and_says_why(office: Office) -> None:
    app = AdviserApp(office)
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await pilot.press("ctrl+n")
        await settled(pilot)
        await type_in(pilot, "[bold]crumbly[/bold]")
        await pilot.press("enter")
        await settled(pilot)
        assert isinstance(app.screen, QuickLine)
        assert "Say how it was" in seen(app)
        assert app.screen.query_one(Input).value == "[bold]crumbly[/bold]"


async def test_a_promise_by_them_is_put_on_record(office: Office) -> None:
    app = AdviserApp(office)
    async with app.run_test(size=(80, 24)) as pilot:
        await go_to(pilot, "3")
        await pilot.press("p")
        await settled(pilot)
        await type_in(pilot, "ring back")
        await pilot.press("shift+tab", "t", "tab", "enter")
        await type_in(pilot, "yesterday")
        await pilot.press("enter")
        await settled(pilot)
        assert isinstance(app.screen, FormScreen)
        box = app.focused
        assert isinstance(box, Input)
        box.value = "thu"
        await pilot.press("enter")
        await settled(pilot)
        assert not isinstance(app.screen, FormScreen)
    (promise,) = office.promises.about(employer_id=id_of(office, "crumbly"))
    assert (promise.what, promise.made_by, promise.due_on) == (
        "ring back",
        MadeBy.THEM,
        date(2026, 11, 26),
    )
