"""Joining a team from the welcome of the first run."""

from pathlib import Path

import pytest

from adviser_tui.cli import main
from adviser_tui.services.sync.letting_go import RECEIPT
from tests.pilot.seen import seen
from tests.pilot.stage import SMALL, press, running
from tests.pilot.team_stage import Colleagues, synced
from tests.pilot.team_stage import colleagues as colleagues
from tests.pilot.waiting import until
from tests.sync.desks import ADDRESS, add_person


async def test_the_welcome_leads_into_a_team_and_fetches_what_it_shares(
    colleagues: Colleagues,
) -> None:
    vilma = colleagues.desk("Vilma Testesen")
    add_person(vilma, "Amira Made Up")
    colleagues.sync(vilma)
    founded = colleagues.team.founded
    code = founded.code(founded.person("Bo Invented", "adviser", "Fjord"))
    new = colleagues.team.desk("new")
    async with running(new, SMALL) as pilot:
        assert "Join a team" in seen(pilot.app)
        await pilot.click("#welcome-join")
        text = await press(pilot)
        assert "a code that works once" in " ".join(text.split())
        text = await press(pilot, "ctrl+s")
        assert "both needed" in text
        await press(pilot, f"={ADDRESS}", "enter", f"={code}", "ctrl+s")
        await until(pilot, lambda: new.sync.is_joined)
        await press(pilot)
        await synced(pilot)
        assert "Amira Made Up" in await press(pilot, "2")
        assert "Bo Invented" in seen(pilot.app)


async def test_a_folder_that_the_hub_had_emptied_says_so(colleagues: Colleagues) -> None:
    new = colleagues.team.desk("new")
    (new.database.folder / RECEIPT).write_text('{"removed_at": "2026-11-18T10:00:00+00:00"}')
    async with running(new, SMALL) as pilot:
        text = " ".join(seen(pilot.app).split())
        assert "was removed on 2026-11-18 because your team's hub asked" in text
        assert "Join a team" in text


def test_commands_say_so_too(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / RECEIPT).write_text('{"removed_at": "2026-11-18T10:00:00+00:00"}')
    assert main(["today", "--data-dir", str(tmp_path)]) != 0
    said = " ".join(capsys.readouterr().err.split())
    assert "was removed on 2026-11-18 because your team's hub asked" in said
    assert "adviser join ADDRESS CODE" in said
