"""Today: what is due is done, put off, filtered and taken back, by key, palette and mouse."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from adviser_tui.clock import FixedClock
from adviser_tui.services.office import open_office
from adviser_tui.widgets.help_screen import HelpScreen
from adviser_tui.widgets.reader import finish_reads
from adviser_tui.widgets.row_list import RowList
from tests.pilot.seen import seen
from tests.pilot.stage import (
    LARGE,
    MIDDLE,
    SMALL,
    copy_of,
    office_of,
    opened,
    press,
    running,
)
from tests.pilot.waiting import settled


async def test_the_first_due_follow_up_is_one_key_away(demo: Path, tmp_path: Path) -> None:
    """The first row is under the cursor at once, and Enter opens its card on a small screen."""
    async with opened(copy_of(demo, tmp_path), SMALL) as pilot:
        text = await press(pilot, "enter")
        assert "Why here" in text
        assert "Due" in text
        text = await press(pilot, "escape")
        assert "Overdue" in text


async def test_list_card_and_story_stand_beside_each_other_where_there_is_room(
    demo: Path, tmp_path: Path
) -> None:
    """At 120 columns the card is beside the list, at 200 what happened as well."""
    folder = copy_of(demo, tmp_path)
    async with opened(folder, MIDDLE) as pilot:
        assert "Why here" in seen(pilot.app)
        assert not pilot.app.screen.query_one("#story").display
        await pilot.resize_terminal(*LARGE)
        await settled(pilot)
        assert pilot.app.screen.query_one("#story").display
        text = await press(pilot, "t")
        assert pilot.app.focused is pilot.app.screen.query_one("#story")
        assert "Timeline" in text


async def test_done_asks_for_the_next_step_and_undo_brings_it_back(
    demo: Path, tmp_path: Path
) -> None:
    """Five keys mark it done with a next step on Friday; one takes all of it back."""
    async with opened(copy_of(demo, tmp_path)) as pilot:
        office = office_of(pilot)
        first = office.today.rows()[0]
        text = await press(pilot, "d", "=fri", "enter")
        assert "Done: " in text
        assert first.id not in [row.id for row in office.today.rows()]
        following = office.follow_ups.about(participant_id=first.owed.participant_id)
        assert any(row.due_on == date(2026, 11, 27) for row in following)
        text = await press(pilot, "u")
        assert "Taken back" in text
        assert first.id in [row.id for row in office.today.rows()]
        text = await press(pilot, "U")
        assert "Done again" in text
        assert first.id not in [row.id for row in office.today.rows()]


async def test_done_can_be_found_by_its_name(demo: Path, tmp_path: Path) -> None:
    """The palette does what the key does."""
    async with opened(copy_of(demo, tmp_path)) as pilot:
        office = office_of(pilot)
        first = office.today.rows()[0]
        await press(pilot, "ctrl+p", "=done", "enter")
        await press(pilot, "enter")
        assert first.id not in [row.id for row in office.today.rows()]


async def test_a_week_later_is_a_day_on_which_offices_are_open(demo: Path, tmp_path: Path) -> None:
    """A week after the Friday before Christmas is the first working day after the holidays."""
    clock = FixedClock(datetime(2026, 12, 18, 9, 30, tzinfo=UTC))
    office = open_office(copy_of(demo, tmp_path), clock=clock)
    try:
        async with running(office) as pilot:
            text = await press(pilot, "s", "w")
            assert "Tue 29 Dec" in text
            text = await press(pilot, "enter")
            assert "put off until Tue 29 Dec" in text
    finally:
        finish_reads()
        office.close()


async def test_five_are_put_off_by_a_week_with_eight_keys(demo: Path, tmp_path: Path) -> None:
    """Marking five, s, w and Enter moves exactly those five, and undo is one step."""
    async with opened(copy_of(demo, tmp_path), SMALL) as pilot:
        office = office_of(pilot)
        five = [row.id for row in office.today.rows()[:5]]
        text = await press(pilot, *["space"] * 5, "s", "w", "enter")
        assert "5 put off until" in text
        moved = {row.id: row.owed.due_on for row in office.today.rows()}
        assert all(moved.get(each, date(2026, 11, 27)) >= date(2026, 11, 27) for each in five)
        await press(pilot, "u")
        assert [row.id for row in office.today.rows()[:5]] == five


async def test_more_than_five_ask_first_and_no_is_the_answer_of_habit(
    demo: Path, tmp_path: Path
) -> None:
    """Enter does nothing, n leaves everything, y does it and says how many."""
    async with opened(copy_of(demo, tmp_path)) as pilot:
        office = office_of(pilot)
        before = len(office.today.rows())
        text = await press(pilot, "asterisk", "d")
        assert "as done" in text
        await press(pilot, "enter")
        assert len(office.today.rows()) == before
        await press(pilot, "n")
        assert len(office.today.rows()) == before
        await press(pilot, "d", "y")
        assert len(office.today.rows()) < before


async def test_a_day_that_is_no_day_is_said_at_once_and_nothing_moves(
    demo: Path, tmp_path: Path
) -> None:
    """The line stays open with the sentence; Escape leaves everything."""
    async with opened(copy_of(demo, tmp_path)) as pilot:
        office = office_of(pilot)
        before = office.today.rows()
        text = await press(pilot, "s", "=whenever", "enter")
        assert "✗" in text
        await press(pilot, "escape")
        assert office.today.rows() == before


@pytest.mark.parametrize("size", [SMALL, MIDDLE])
async def test_filter_and_search_narrow_the_list(
    demo: Path, tmp_path: Path, size: tuple[int, int]
) -> None:
    """What is not asked for goes out of sight, and Escape brings it back."""
    async with opened(copy_of(demo, tmp_path), size) as pilot:
        office = office_of(pilot)
        listing = pilot.app.screen.query_one("#rows", RowList)
        text = await press(pilot, "f", "o")
        assert "showing owed to employers" in text
        wanted = {row.id for row in office.today.rows("employer")}
        assert listing.cursor_row is not None
        assert listing.cursor_row.id in wanted
        name = office.today.rows("employer")[0].owed.subject
        text = await press(pilot, "/", f"={name[:6].lower()}", "enter")
        assert name[:10] in text
        text = await press(pilot, "escape", "f", "e")
        assert "showing" not in text


async def test_the_mouse_opens_marks_and_presses_the_footer(demo: Path, tmp_path: Path) -> None:
    """A double click opens, a click in the gutter marks, a click on a footer key does it."""
    async with opened(copy_of(demo, tmp_path)) as pilot:
        listing = pilot.app.screen.query_one("#rows", RowList)
        await pilot.click("#rows", offset=(6, 8))
        await pilot.click("#rows", offset=(6, 8), times=2)
        await settled(pilot)
        assert pilot.app.focused is pilot.app.screen.query_one("#card")
        await pilot.click("#rows", offset=(1, 8))
        assert len(listing.marked) == 1
        await pilot.click("KeyFooter", offset=(1, 0))
        await settled(pilot)
        assert isinstance(pilot.app.screen, HelpScreen)
        assert "Everything that is owed" in seen(pilot.app)


async def test_what_settles_a_row_is_what_opens(demo: Path, tmp_path: Path) -> None:
    """Consent asks for the answer, an interview for how it went, a job for its first day."""
    async with opened(copy_of(demo, tmp_path)) as pilot:
        office = office_of(pilot)
        listing = pilot.app.screen.query_one("#rows", RowList)
        expected = {"consent": "answer?", "interview": "What now?", "job_start": "Did it begin?"}
        for matter, words in expected.items():
            row = next(each for each in office.today.rows() if each.owed.matter == matter)
            assert listing.go_to(row.id)
            text = await press(pilot, "d")
            assert words in text
            await press(pilot, "escape")


async def test_parked_people_get_a_day_and_leave_the_list(demo: Path, tmp_path: Path) -> None:
    """Somebody without a step for 28 days stands there with the reason, until a day is given."""
    async with opened(copy_of(demo, tmp_path), SMALL) as pilot:
        office = office_of(pilot)
        listing = pilot.app.screen.query_one("#rows", RowList)
        row = next(each for each in office.today.rows() if each.owed.matter == "parked")
        assert listing.go_to(row.id)
        text = await press(pilot)
        assert f"no step for {row.quiet_days} days" in text
        await press(pilot, "s", "=+2w", "enter")
        matters = [each.owed.matter for each in office.today.rows() if each.id == row.id]
        assert "parked" not in matters
