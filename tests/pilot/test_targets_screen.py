"""Targets: the week at a glance, what is behind a figure, the report, one's own target."""

from pathlib import Path

import pytest

from adviser_tui.app import AdviserApp
from adviser_tui.widgets.card import CardView
from adviser_tui.widgets.quick_line import QuickLine
from screens.targets import TargetsScreen
from screens.targets_report import ReportScreen
from screens.targets_rows import FigureScreen
from tests.pilot.import_case import said
from tests.pilot.seen import seen
from tests.pilot.stage import LARGE, MIDDLE, SMALL, copy_of, office_of, opened, press
from tests.pilot.waiting import until


def the_screen(app: AdviserApp | object) -> TargetsScreen:
    screen = app.screen  # type: ignore[union-attr]
    assert isinstance(screen, TargetsScreen)
    return screen


@pytest.mark.parametrize("size", [SMALL, MIDDLE, LARGE], ids=lambda size: f"{size[0]}x{size[1]}")
async def test_one_key_shows_the_week_its_target_and_the_four_parts(
    demo: Path, tmp_path: Path, size: tuple[int, int]
) -> None:
    async with opened(copy_of(demo, tmp_path), size) as pilot:
        shown = await press(pilot, "6")

        counted = office_of(pilot).measures.measure("M1").figure("counted")
        target = office_of(pilot).measures.measure("M2").figure("target")
        words = f"{counted.words} of {target.words} employer contacts"
        assert "Week 47, 16 to 22 Nov" in shown
        assert words in shown
        assert "┃ target" in shown
        assert f"{counted.words}/{target.words}" in shown
        assert "[W47]" in shown
        assert "W40" in shown
        assert "internal" in shown
        assert "[Week]" in shown
        assert "Employer contacts that count" in shown


async def test_what_a_figure_is_made_of_and_back_to_the_same_place(
    demo: Path, tmp_path: Path
) -> None:
    async with opened(copy_of(demo, tmp_path), SMALL) as pilot:
        await press(pilot, "6", "down")
        here = the_screen(pilot.app).listing.cursor_row
        shown = await press(pilot, "enter")

        figure = office_of(pilot).measures.measure("M1").figure("two_way")
        assert isinstance(pilot.app.screen, FigureScreen)
        assert f"Counted ({len(figure.rows)})" in shown
        card = pilot.app.screen.query_one("#card", CardView)
        assert card.line is not None
        assert card.line.ref.startswith("employer:")
        name = card.line.value.split(" · ")[1]
        assert name[:12] in await press(pilot, "enter")

        await press(pilot, "escape", "escape")
        assert the_screen(pilot.app).listing.cursor_row == here


async def test_weeks_are_turned_and_nothing_comes_after_this_one(
    demo: Path, tmp_path: Path
) -> None:
    async with opened(copy_of(demo, tmp_path), SMALL) as pilot:
        assert "Week 46" in await press(pilot, "6", "[")
        assert "Week 45" in await press(pilot, "[")
        assert "Week 46" in await press(pilot, "]")
        assert "Week 47" in await press(pilot, "w")
        assert "Week 47" in await press(pilot, "]")


async def test_a_year_back_and_over_its_end(demo: Path, tmp_path: Path) -> None:
    async with opened(copy_of(demo, tmp_path), SMALL) as pilot:
        shown = await press(pilot, "6", *(["["] * 47))

        assert "Week 52, 22 to 28 Dec" in shown
        assert "[W52]" in shown


async def test_every_part_says_something(demo: Path, tmp_path: Path) -> None:
    async with opened(copy_of(demo, tmp_path), MIDDLE) as pilot:
        await press(pilot, "6")
        for part, words in (
            ("[Longer view]", "Job matches"),
            ("[Fair access]", "Fair access · citizen contact"),
            ("[Outcomes]", "Falls due on"),
            ("[Fidelity]", "not recorded"),
            ("[Team]", "Each beside their own target, by name"),
            ("[Week]", "Weekly target"),
        ):
            shown = await press(pilot, "right")
            assert part in shown
            assert words in shown
        assert "[Team]" in await press(pilot, "left")


async def test_the_report_is_one_key_away_and_a_file_three(demo: Path, tmp_path: Path) -> None:
    async with opened(copy_of(demo, tmp_path), MIDDLE) as pilot:
        await press(pilot, "6")
        shown = await press(pilot, "r")
        assert isinstance(pilot.app.screen, ReportScreen)
        assert "The four parts of the work" in shown

        await press(pilot, "x", "ctrl+u", f"={tmp_path / 'friday.txt'}", "enter")
        written = tmp_path / "friday.txt"
        await until(pilot, written.exists)
        await until(pilot, lambda: "The report is in" in said(pilot.app))
        assert written.read_text(encoding="utf-8").startswith("Week report: week 47 of 2026")


async def test_a_path_that_will_not_do_is_said_before_anything_is_written(
    demo: Path, tmp_path: Path
) -> None:
    async with opened(copy_of(demo, tmp_path), MIDDLE) as pilot:
        await press(pilot, "6", "x", "ctrl+u", f"={tmp_path / 'friday.docx'}")
        assert "End the name in .csv, .xlsx" in " ".join(seen(pilot.app).split())
        await press(pilot, "escape")
        assert not (tmp_path / "friday.docx").exists()


async def test_ones_own_target_is_set_switched_off_and_taken_back(
    demo: Path, tmp_path: Path
) -> None:
    async with opened(copy_of(demo, tmp_path), SMALL) as pilot:
        before = office_of(pilot).measures.measure("M2").figure("target").words
        assert f"of {before} employer contacts" in await press(pilot, "6")

        shown = await press(pilot, "e", "ctrl+u", "=9", "enter")
        assert "of 9 employer contacts" in shown
        shown = await press(pilot, "e", "ctrl+u", "=o", "enter")
        assert "no target" in shown
        assert "the target is switched off" in " ".join(shown.split())
        await press(pilot, "u")
        assert "of 9 employer contacts" in seen(pilot.app)
        await press(pilot, "u")
        assert f"of {before} employer contacts" in seen(pilot.app)
        assert "A target is a number from 1" in await press(pilot, "e", "ctrl+u", "=many")


async def test_a_job_leads_to_whoever_has_it(demo: Path, tmp_path: Path) -> None:
    async with opened(copy_of(demo, tmp_path), SMALL) as pilot:
        await press(pilot, "6", "right", "right", "right")
        shown = the_screen(pilot.app).shown
        assert shown is not None
        who = shown.sections[0].lines[0].value
        office = office_of(pilot)
        due = {each.participant for each in office.outcome_checks.due(whatever_age=False)}
        assert who in due, "what has to be verified now stands first"
        assert f" {who}" in (await press(pilot, "enter")).splitlines()[0]
        await press(pilot, "escape")
        assert the_screen(pilot.app).part == "outcomes"


async def test_a_refusal_leads_to_the_submissions_behind_it(demo: Path, tmp_path: Path) -> None:
    async with opened(copy_of(demo, tmp_path), MIDDLE) as pilot:
        await press(pilot, "6", "right", "G")
        shown = the_screen(pilot.app).shown
        assert shown is not None
        assert shown.figure is not None
        assert shown.figure.key.startswith("learned.")
        text = await press(pilot, "enter")
        assert isinstance(pilot.app.screen, FigureScreen)
        assert f"Counted ({len(shown.figure.rows)})" in text


@pytest.mark.parametrize("place", ["1", "2", "3", "4", "5", "6", "7"])
async def test_one_line_logs_a_contact_from_every_place(
    demo: Path, tmp_path: Path, place: str
) -> None:
    async with opened(copy_of(demo, tmp_path), SMALL) as pilot:
        await press(pilot, place, "ctrl+n")
        assert isinstance(pilot.app.screen, QuickLine)
