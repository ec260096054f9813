"""Targets where little or odd things stand in the records, and on odd screens."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from adviser_tui.clock import FixedClock
from adviser_tui.config import save_setting
from adviser_tui.services.contacts import ContactDraft
from adviser_tui.services.measures.closing import close_due_weeks
from adviser_tui.services.office import Office, open_office
from adviser_tui.services.participants.writing import ParticipantDraft
from adviser_tui.themes import THEMES
from adviser_tui.widgets.card import CardView
from models.kinds import Channel, Stage
from screens.targets import TargetsScreen
from screens.targets_rows import DetailScreen, FigureScreen
from tests.pilot.seen import seen
from tests.pilot.stage import LARGE, MIDDLE, NOW, SMALL, press, running
from tests.pilot.waiting import until

MONDAY = datetime(2026, 11, 2, 9, tzinfo=UTC)


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock(NOW)


@pytest.fixture
def office(tmp_path: Path, clock: FixedClock) -> Iterator[Office]:
    """Four people looking for work, and nothing done yet."""
    opened = begun(tmp_path, clock, "standard")
    for number in range(4):
        opened.participants.add(
            ParticipantDraft(f"Amira Made Up {number}", stage=Stage.JOB_SEARCH),
            even_if_similar=True,
        )
    opened.targets.set(6)
    yield opened
    opened.close()


def begun(tmp_path: Path, clock: FixedClock, programme: str) -> Office:
    """Return a caseload in which nobody and nothing is."""
    opened = open_office(tmp_path / "caseload", clock=clock)
    opened.identity.introduce("Vilma Testesen", "Fjord", programme)
    return opened


def ring(office: Office, at: datetime, employer: str, channel: Channel = Channel.VISIT) -> None:
    office.contacts.log(ContactDraft(channel, at, new_employer=employer))


@pytest.mark.parametrize("size", [SMALL, MIDDLE], ids=lambda size: f"{size[0]}x{size[1]}")
async def test_on_the_first_day_every_part_says_something(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    office = begun(tmp_path, FixedClock(NOW), "ips")
    async with running(office, size) as pilot:
        shown = await press(pilot, "6")
        assert "0 employer contacts; no target" in shown
        assert "internal: nothing" in shown.replace("internal cooperation:", "internal:")
        for words in ("Job matches", "Fair access", "No job has begun yet", "not recorded"):
            assert words in await press(pilot, "right")
            await press(pilot, "enter")
            assert isinstance(pilot.app.screen, FigureScreen | DetailScreen)
            await press(pilot, "escape")
            assert len(pilot.app.screen_stack) == 1
        assert "Too few refusals" in await press(pilot, "left", "left", "left", "G")
        assert "too few refusals to learn from (0 in 12 months)" in " ".join(
            (await press(pilot, "enter")).split()
        )
    office.close()


async def test_without_a_scale_there_is_no_part_about_it(office: Office) -> None:
    async with running(office, SMALL) as pilot:
        shown = await press(pilot, "6")
        assert "Outcomes" in shown
        assert "Fidelity" not in shown
        assert "Team" not in shown


async def test_week_53_and_the_weeks_around_it(office: Office, clock: FixedClock) -> None:
    clock.at = datetime(2026, 12, 30, 9, tzinfo=UTC)
    ring(office, clock.at, "Sample Bakery")
    async with running(office, SMALL) as pilot:
        shown = await press(pilot, "6")
        assert "Week 53, 28 Dec to 3 Jan: 1 of" in shown
        assert "[W53]" in shown
        assert "Week 52, 21 to 27 Dec: 0 of" in await press(pilot, "[")
        assert "Week 53" in await press(pilot, "]")


async def test_a_week_that_closed_and_changed_shows_what_it_was(tmp_path: Path) -> None:
    clock = FixedClock(MONDAY)
    office = begun(tmp_path, clock, "standard")
    for day, name in ((1, "Sample Bakery"), (2, "Mock Garage")):
        clock.at = MONDAY + timedelta(days=day)
        ring(office, clock.at, name)
    clock.at = MONDAY + timedelta(days=9, hours=4)
    assert close_due_weeks(office) >= 1
    ring(office, MONDAY + timedelta(days=3), "Invented Inn")
    clock.at += timedelta(hours=1)
    async with running(office, SMALL) as pilot:
        assert "2→3" in await press(pilot, "6")
        shown = await press(pilot, "[")
        assert "[W45]" in shown
        assert "2 → 3" in shown
        assert "restated" in shown
        assert "it was 2 when the week closed" in await press(pilot, "enter", "G")
    office.close()


@pytest.mark.parametrize("name", ["[red]x[/red] Ltd", "[/] & [@click=app.bell]y", "\x1b[31mz\x07é"])
async def test_names_are_shown_as_they_are(office: Office, clock: FixedClock, name: str) -> None:
    ring(office, NOW - timedelta(hours=1), name)
    async with running(office, SMALL) as pilot:
        shown = await press(pilot, "6", "enter")
        assert isinstance(pilot.app.screen, FigureScreen)
        if name.isprintable():
            assert name in shown
        assert "\x1b" not in shown
        assert "\x07" not in shown
        await press(pilot, "enter", "escape")
        assert isinstance(pilot.app.screen, FigureScreen)


@pytest.mark.parametrize("theme", [each.name for each in THEMES if "contrast" in each.name])
async def test_everything_is_said_in_words_in_any_colours(
    office: Office, theme: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("NO_COLOR", raising=False)
    save_setting(office.database.folder, "theme", theme)
    await says_it_all(office)


async def test_everything_is_said_in_words_without_colours(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    await says_it_all(office)


async def says_it_all(office: Office) -> None:
    for number in range(6):
        ring(office, NOW - timedelta(hours=1 + number), f"Invented Inn {number}")
    async with running(office, SMALL) as pilot:
        shown = await press(pilot, "6")
        assert "target reached" in shown
        assert "6✓" in shown
        assert "[W47]" in shown
        assert "[Week]" in shown


async def test_a_window_made_smaller_while_it_is_shown(office: Office) -> None:
    ring(office, NOW - timedelta(hours=1), "Sample Bakery")
    async with running(office, LARGE) as pilot:
        assert "internal cooperation: nothing" in await press(pilot, "6")
        card = pilot.app.screen.query_one("#card", CardView)
        assert card.display
        await pilot.resize_terminal(*SMALL)
        await until(pilot, lambda: not card.display and "internal: nothing" in seen(pilot.app))
        shown = await press(pilot, "down")
        assert "┃ target" in shown
        assert "Employer contacts that count" in shown
        assert all(len(line) <= SMALL[0] for line in shown.splitlines())
        assert isinstance(pilot.app.screen, TargetsScreen)
        await press(pilot, "enter")
        assert isinstance(pilot.app.screen, FigureScreen)
