"""Writing a list of the screen to a file."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot

from adviser_tui.app import AdviserApp
from adviser_tui.clock import FixedClock
from adviser_tui.services.employers.drafts import EmployerDraft
from adviser_tui.services.office import Office, open_office
from adviser_tui.widgets.confirm import Confirm
from adviser_tui.widgets.prompt_line import PromptLine
from tests.pilot.import_case import (
    SIZES,
    said,
    screen_words,
    type_path,
)
from tests.pilot.waiting import settled


@pytest.fixture
def office(folder: Path, clock: FixedClock) -> Iterator[Office]:
    opened = open_office(folder, clock=clock)
    opened.identity.introduce("Vilma Testesen", "Fjord", "ips")
    yield opened
    opened.close()


async def type_target(pilot: Pilot[Any], path: Path) -> None:
    assert isinstance(pilot.app.screen, PromptLine)
    await type_path(pilot, str(path))
    await pilot.press("enter")
    await settled(pilot)


@pytest.mark.parametrize("size", SIZES)
async def test_a_list_is_written_and_replaced_only_when_told(
    office: Office, tmp_path: Path, size: tuple[int, int]
) -> None:
    office.employers.add(EmployerDraft("Crumbly Bakery", town="Leeds"))
    target = tmp_path / "out.csv"
    app = AdviserApp(office)
    async with app.run_test(size=size) as pilot:
        await settled(pilot)
        await pilot.press("3")
        await settled(pilot)
        await pilot.press("x")
        await settled(pilot)
        assert "employers-2026-11-20.xlsx" in screen_words(app)
        await type_target(pilot, target)
        assert f"1 row is in {target}" in said(app)
        assert "personal data" in said(app)
        target.write_text("mine")
        await pilot.press("x")
        await settled(pilot)
        await type_target(pilot, target)
        assert isinstance(app.screen, Confirm)
        await pilot.press("n")
        await settled(pilot)
        assert target.read_text() == "mine"
        await pilot.press("x")
        await settled(pilot)
        await type_target(pilot, target)
        await pilot.press("y")
        await settled(pilot)
    assert "Crumbly Bakery" in target.read_text(encoding="utf-8-sig")


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("out", "End the name in .xlsx"),
        ("nowhere/out.csv", "There is no folder"),
        ("out.ics", "End the name in .xlsx"),
    ],
)
async def test_a_place_that_cannot_be_written_is_said_while_typing(
    office: Office, tmp_path: Path, name: str, says: str
) -> None:
    app = AdviserApp(office)
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await pilot.press("2")
        await settled(pilot)
        await pilot.press("x")
        await settled(pilot)
        await type_target(pilot, tmp_path / name)
        assert isinstance(app.screen, PromptLine)
        assert says in screen_words(app)
        await pilot.press("escape")
    assert not (tmp_path / name).exists()


async def test_the_diary_has_more_than_one_list(office: Office, tmp_path: Path) -> None:
    app = AdviserApp(office)
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await pilot.press("5")
        await settled(pilot)
        await pilot.press("x")
        await settled(pilot)
        assert "nobody is named in it" in screen_words(app)
        await pilot.press("t")
        await settled(pilot)
        assert "diary-2026-11-20.ics" in screen_words(app)
        await type_target(pilot, tmp_path / "week.ics")
    assert (tmp_path / "week.ics").read_bytes().startswith(b"BEGIN:VCALENDAR")
