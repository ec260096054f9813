"""The theme that the settings name is on from the first frame, on every part of the screen."""

from pathlib import Path

import pytest

from adviser_tui.app import AdviserApp
from adviser_tui.clock import FixedClock
from adviser_tui.config import save_setting
from adviser_tui.services.office import open_office
from adviser_tui.themes import THEMES


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: str(theme.name))
async def test_the_first_frame_has_the_colours_of_the_theme(
    folder: Path, clock: FixedClock, theme: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("NO_COLOR", raising=False)
    name = str(getattr(theme, "name", ""))
    open_office(folder, clock=clock).close()
    save_setting(folder, "theme", name)
    office = open_office(folder, clock=clock)
    office.identity.introduce("Test Coach")
    app = AdviserApp(office)
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.pause()
        background = app.screen.styles.background.hex.lower()
        assert background == app.current_theme.background.lower()  # type: ignore[union-attr]
        assert app.current_theme.name == name
        assert app.has_class("-dark-mode") == app.current_theme.dark
        listing = app.screen.query_one("#rows")
        assert listing.styles.scrollbar_color.hex.lower() == (
            app.current_theme.variables["scrollbar"].lower()
        )
    office.close()
