"""While a list comes in on the screen: stopped, left alone, and hostile names in it."""

import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from adviser_tui.app import AdviserApp
from adviser_tui.clock import FixedClock
from adviser_tui.services.employers.drafts import EmployerDraft
from adviser_tui.services.office import Office, open_office
from adviser_tui.widgets.card import CardView
from screens import importing
from tests.pilot.import_case import (
    SIZES,
    employers,
    folder_of_files,
    open_import,
    said,
    screen_words,
)
from tests.pilot.seen import seen
from tests.pilot.waiting import settled, until, until_seen


@pytest.fixture
def office(folder: Path, clock: FixedClock) -> Iterator[Office]:
    opened = open_office(folder, clock=clock)
    opened.identity.introduce("Vilma Testesen", "Fjord", "ips")
    yield opened
    opened.close()


@pytest.fixture
def files(tmp_path: Path) -> Path:
    return folder_of_files(tmp_path)


class Held:
    """A walk that waits after its first rows until it is let go."""

    def __init__(self) -> None:
        self.reached = threading.Event()
        self.go_on = threading.Event()

    def run(self, opened: Any, *, progress: Any, cancelled: Any, planned: Any) -> Any:
        def wait(done: int, total: int) -> None:
            progress(done, total)
            self.reached.set()
            assert self.go_on.wait(60)

        from adviser_tui.exchange.importing import run_import

        return run_import(opened, progress=wait, cancelled=cancelled, planned=planned)


@pytest.fixture
def held(monkeypatch: pytest.MonkeyPatch) -> Held:
    one = Held()
    monkeypatch.setattr(importing, "run_import", one.run)
    return one


@pytest.fixture
def long_list(files: Path) -> Path:
    path = files / "long.csv"
    rows = "".join(f"Invented Employer {number},Town {number}\n" for number in range(2_000))
    path.write_text(f"Name,Town\n{rows}")
    return path


async def test_stopping_in_the_middle_leaves_nothing(
    office: Office, long_list: Path, held: Held
) -> None:
    app = AdviserApp(office)
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await open_import(pilot, str(long_list))
        await pilot.press("enter")
        await settled(pilot)
        await pilot.press("enter")
        await until_seen(pilot, "Importing long.csv: 500 of")
        assert held.reached.is_set()
        assert "a second. Esc stops." in screen_words(app)
        await pilot.press("u")
        assert "Escape stops it" in said(app)
        await pilot.press("escape")
        await until_seen(pilot, "stopping")
        held.go_on.set()
        await settled(pilot)
        assert "The import was stopped. Nothing was imported." in seen(app)
        assert screen.has_class("-plan")
        assert not employers(office)
        assert not office.history.rows()
        await pilot.press("enter")
        await settled(pilot)
    assert len(employers(office)) == 2_000


async def test_the_screen_stays_alive_and_no_other_write_is_lost(
    office: Office, long_list: Path, held: Held
) -> None:
    app = AdviserApp(office)
    kept: list[str] = []
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await open_import(pilot, str(long_list))
        await pilot.press("enter")
        await settled(pilot)
        await pilot.press("enter")
        await until(pilot, held.reached.is_set)
        card = screen.query_one("#report", CardView)
        card.focus()
        await pilot.press("pagedown")
        assert card.scroll_y or card.line is not None
        await pilot.press("3")
        await until(pilot, lambda: app.current_mode == "employers")
        draft = EmployerDraft("Crumbly Bakery")
        app.screen.tell(  # type: ignore[attr-defined]
            lambda: office.employers.add(draft), lambda _: kept.append("told")
        )
        await pilot.pause(0.2)
        assert not kept
        held.go_on.set()
        await settled(pilot)
        await settled(pilot)
        assert kept == ["told"]
        await pilot.press("1")
        await settled(pilot)
        assert app.screen is screen
    assert len(employers(office)) == 2_001


HOSTILE = (
    "[red]Bakery[/red]",
    "[@click=app.quit]Farm[/]",
    "[/b] Stores",
    "\x1b[2J\x1b]0;title\x07 Mill",
    "=cmd|'/c calc'!A1",
    "Wide 丸亀製麺 \u202egpj.exe",
)


@pytest.mark.parametrize("size", SIZES)
async def test_hostile_names_do_no_harm(office: Office, files: Path, size: tuple[int, int]) -> None:
    path = files / "[red]list[ .csv"
    rows = "".join(f'"{name}",{name[:3]},x\n' for name in HOSTILE)
    path.write_text(f"Name,[b]Shoe[/] \x1b[31msize,Phone\n{rows}Plain Employer,,\n")
    app = AdviserApp(office)
    async with app.run_test(size=size) as pilot:
        await open_import(pilot, str(files / "[red]"))
        assert "[red]list[ .csv" in seen(app)
        await pilot.press("enter")
        await settled(pilot)
        assert "\x1b" not in seen(app)
        assert "[red]Bakery[/red]" in seen(app)
        assert "[b]Shoe[/]" in seen(app)
        await pilot.press("enter")
        await settled(pilot)
        assert "1 of 7 employers came in" in seen(app)
        assert "\x1b" not in seen(app)
        assert "\x1b" not in said(app)
    assert employers(office) == ["Plain Employer"]
