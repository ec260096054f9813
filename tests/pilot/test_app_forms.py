"""Adding and changing from the screen: every form, the warning before doubles, and drafts."""

import re
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Input

from adviser_tui.errors import RuleError
from adviser_tui.widgets.card import CardView
from adviser_tui.widgets.columns import Cell
from adviser_tui.widgets.form import FormScreen
from adviser_tui.widgets.row_list import RowList
from models.kinds import ConsentState, Stage, SubmissionState
from tests.pilot.seen import seen
from tests.pilot.stage import MIDDLE, SMALL, choose, copy_of, office_of, opened, press
from tests.pilot.waiting import until, until_seen


async def to_person(pilot: Pilot[str], person_id: str) -> None:
    """Go to somebody's row among the people and into their card."""
    await press(pilot, "2")
    assert pilot.app.screen.query_one("#rows", RowList).go_to(person_id)
    await press(pilot, "enter")


async def to_line(pilot: Pilot[str], field: str) -> None:
    """Put the cursor of the card on a line."""
    card = pilot.app.screen.query_one("#card", CardView)
    card.go_to_field(field)
    await pilot.pause()
    assert card.line is not None
    assert card.line.field == field


@pytest.mark.parametrize("size", [SMALL, MIDDLE])
async def test_a_participant_is_added_and_a_double_is_warned_of(
    demo: Path, tmp_path: Path, size: tuple[int, int]
) -> None:
    """The first save names who is there already; saving once more keeps it all the same."""
    async with opened(copy_of(demo, tmp_path), size) as pilot:
        office = office_of(pilot)
        name = office.participants.rows()[0].name
        before = len(office.participants.rows())
        text = await press(pilot, "2", "n", f"={name}", "ctrl+s")
        assert "who is here already" in text
        assert len(office.participants.rows()) == before
        await press(pilot, "ctrl+s")
        assert len(office.participants.rows()) == before + 1
        listing = pilot.app.screen.query_one("#rows", RowList)
        assert listing.cursor_row is not None
        assert listing.cursor_row.cells[0] == Cell(name)
        await press(pilot, "u")
        assert len(office.participants.rows()) == before


async def warned(pilot: Pilot[str], *keys: str) -> str:
    """Press keys and return what the form says about a twin, on one line."""
    await press(pilot, *keys)
    await until_seen(pilot, "Save once more")
    text = seen(pilot.app)
    said = text[text.find("✗") :].splitlines()[:3]
    return " ".join(" ".join(re.sub(r".*│ |Save +Close.*|│.*", "", line) for line in said).split())


async def test_an_employer_a_site_and_a_person_that_are_there_are_warned_of(
    demo: Path, tmp_path: Path
) -> None:
    """Each form names the twin and why; saving once more adds it all the same."""
    async with opened(copy_of(demo, tmp_path)) as pilot:
        office = office_of(pilot)
        await press(pilot, "3", "n", "=Zither Invented Works", "ctrl+s")
        there = {row.id for row in office.employers.rows()}
        said = await warned(pilot, "n", "=Zitther Invented Works", "ctrl+s")
        assert "Zither Invented Works (almost the same name)" in said
        assert len(office.employers.rows()) == len(there)
        await press(pilot, "ctrl+s")
        (employer,) = {row.id for row in office.employers.rows()} - there

        assert pilot.app.screen.query_one("#rows", RowList).go_to(employer)
        await press(pilot, "enter", "n", "e", "=Ulla Inventshaw", "ctrl+s")
        said = await warned(pilot, "n", "e", "=Inventshaw Ulla", "ctrl+s")
        assert "Ulla Inventshaw (same name)" in said
        assert len(office.employers.card(employer).people) == 1
        await press(pilot, "ctrl+s")
        assert len(office.employers.card(employer).people) == 2

        await press(pilot, "n", "s", "=The other yard", "ctrl+s")
        said = await warned(pilot, "n", "s", "=The Other Yard", "ctrl+s")
        assert "The other yard (same name)" in said
        sites = len(office.employers.card(employer).sites)
        await press(pilot, "ctrl+s")
        assert len(office.employers.card(employer).sites) == sites + 1


async def test_an_employer_a_vacancy_and_a_follow_up_are_added(demo: Path, tmp_path: Path) -> None:
    """n adds what fits the place; on Today it asks what."""
    async with opened(copy_of(demo, tmp_path)) as pilot:
        office = office_of(pilot)
        await press(pilot, "3", "n", "=Zither & Oboe Invented Ltd", "enter", "=Fabelby", "ctrl+s")
        found = office.search.find("zither oboe", ("employer",))
        assert found[0].name.startswith("Zither")
        await press(pilot, "4", "n", "=Lute Invented Works")
        await press(pilot, "up", "down", "enter", "=Stringer", "ctrl+s")
        assert any(row.title == "Stringer" for row in office.vacancies.rows())
        before = len(office.today.rows())
        await press(pilot, "1", "n", "f", "=Ring about the lute", "enter", "=today", "ctrl+s")
        assert len(office.today.rows()) == before + 1


async def test_what_belongs_to_a_person_is_added_from_their_card(
    demo: Path, tmp_path: Path
) -> None:
    """On a card n offers what fits: here a barrier, and a question of consent."""
    async with opened(copy_of(demo, tmp_path)) as pilot:
        office = office_of(pilot)
        person = office.participants.rows()[0].id
        await to_person(pilot, person)
        await press(pilot, "n", "b", "=No bike", "enter", "=Ask the repair shop", "ctrl+s")
        assert "No bike" in [line.barrier for line in office.participants.card(person).barriers]
        before = len(office.participants.card(person).consents)
        await press(pilot, "n", "q", "=fri", "ctrl+s")
        assert len(office.participants.card(person).consents) == before + 1


async def test_what_belongs_to_an_employer_is_added_from_its_card(
    demo: Path, tmp_path: Path
) -> None:
    """A need, somebody who works there, and another place of theirs."""
    async with opened(copy_of(demo, tmp_path)) as pilot:
        office = office_of(pilot)
        await press(pilot, "3", "enter")
        employer = office.employers.rows()[0].id
        await press(pilot, "n", "n", "=two night fillers", "ctrl+s")
        await press(pilot, "n", "e", "=Ulla Inventshaw", "ctrl+s")
        await press(pilot, "n", "s", "=The other yard", "ctrl+s")
        card = office.employers.card(employer)
        assert "two night fillers" in [line.task for line in card.needs]
        assert "Ulla Inventshaw" in [line.name for line in card.people]
        assert "The other yard" in [line.name for line in card.sites]


@pytest.mark.parametrize("size", [SMALL, MIDDLE])
async def test_a_field_of_the_card_is_edited_where_it_stands(
    demo: Path, tmp_path: Path, size: tuple[int, int]
) -> None:
    """e on the phone changes the phone, and nothing else."""
    async with opened(copy_of(demo, tmp_path), size) as pilot:
        office = office_of(pilot)
        before = office.participants.card(office.participants.rows()[0].id)
        await to_person(pilot, before.id)
        await to_line(pilot, f"participant:{before.id}:phone")
        await press(pilot, "e", "ctrl+u", "=07700 900999", "enter")
        after = office.participants.card(before.id)
        assert after.phone == "07700 900999"
        assert (after.email, after.town, after.stage) == (before.email, before.town, before.stage)
        assert "07700 900999" in seen(pilot.app)


async def test_a_stage_moves_only_where_it_may(demo: Path, tmp_path: Path) -> None:
    """The choice holds what may follow and nothing else; undo takes it back."""
    async with opened(copy_of(demo, tmp_path)) as pilot:
        office = office_of(pilot)
        row = next(each for each in office.participants.rows() if each.stage == Stage.REFERRED)
        await to_person(pilot, row.id)
        await to_line(pilot, f"participant:{row.id}:stage")
        text = await press(pilot, "e")
        assert "Engaged" in text
        assert "In work support" not in text
        await press(pilot, "e")
        assert office.participants.card(row.id).stage == Stage.ENGAGED
        await press(pilot, "u")
        assert office.participants.card(row.id).stage == Stage.REFERRED


async def test_a_pause_says_until_when_and_ends(demo: Path, tmp_path: Path) -> None:
    """From the same choice somebody is paused and comes back."""
    async with opened(copy_of(demo, tmp_path)) as pilot:
        office = office_of(pilot)
        row = next(each for each in office.participants.rows() if not each.flags)
        await to_person(pilot, row.id)
        await to_line(pilot, f"participant:{row.id}:stage")
        await press(pilot, "e")
        await choose(pilot, "Pause")
        await press(pilot, "=+2w", "enter", "y", "ctrl+s")
        assert office.participants.card(row.id).paused_until is not None
        await press(pilot, "e")
        await choose(pilot, "Back again")
        assert office.participants.card(row.id).paused_until is None


async def test_an_answer_about_consent_is_kept_in_their_words(demo: Path, tmp_path: Path) -> None:
    """d on the question opens the answer; a yes has its level, and Today has one row less."""
    async with opened(copy_of(demo, tmp_path)) as pilot:
        office = office_of(pilot)
        row = next(each for each in office.today.rows() if each.owed.matter == "consent")
        pilot.app.screen.query_one("#rows", RowList).go_to(row.id)
        await press(pilot, "d", "y", "enter", "enter", "enter", "=yes, you may", "ctrl+s")
        card = office.participants.card(row.owed.participant_id)
        line = next(each for each in card.consents if each.id == row.id)
        assert line.state == ConsentState.GIVEN
        assert line.own_words == "yes, you may"
        assert row.id not in [each.id for each in office.today.rows()]


async def test_an_outcome_leads_on_to_what_follows(demo: Path, tmp_path: Path) -> None:
    """A refusal needs its reason and offers what to mend; the reason is of the closed set."""
    async with opened(copy_of(demo, tmp_path)) as pilot:
        office = office_of(pilot)
        await press(pilot, "4", "b")
        row = next(
            each
            for column in office.submissions.board()
            for each in column.rows
            if each.state is SubmissionState.SUBMITTED
        )
        assert pilot.app.screen.query_one("#rows", RowList).go_to(row.id)
        text = await press(pilot, "r")
        assert "Interview booked" in text
        assert "Accepted" not in text
        text = await choose(pilot, "Refused by employer")
        assert "why?" in text
        await press(pilot, "enter", "=it was about the hours", "enter")
        card = office.submissions.one(row.id)
        assert card.row.state is SubmissionState.REFUSED_BY_EMPLOYER
        assert card.reason
        if "Mend it" in seen(pilot.app):
            await choose(pilot, "Put")
            assert all(line.follow_up_id for line in office.submissions.one(row.id).mend)


async def test_a_rule_that_says_no_is_told_in_its_own_words(demo: Path, tmp_path: Path) -> None:
    """A day too far away is refused in the form; what was typed stays."""
    async with opened(copy_of(demo, tmp_path)) as pilot:
        office = office_of(pilot)
        row = next(each for each in office.participants.rows() if not each.flags)
        await to_person(pilot, row.id)
        await to_line(pilot, f"participant:{row.id}:stage")
        await press(pilot, "e")
        await choose(pilot, "Unavailable")
        text = await press(pilot, "=+9w", "ctrl+s")
        assert "✗" in text
        assert "+9w" in text
        assert isinstance(pilot.app.screen, FormScreen)
        with pytest.raises(RuleError):
            office.participants.set_stage(row.id, Stage.REFERRED)


@pytest.mark.parametrize("size", [SMALL, MIDDLE])
async def test_a_half_filled_form_survives_the_end_of_the_program(
    demo: Path, tmp_path: Path, size: tuple[int, int]
) -> None:
    """Typed, then the lid is closed: the next start finds it in the same form."""
    folder = copy_of(demo, tmp_path)
    async with opened(folder, size) as pilot:
        await press(pilot, "2", "n", "=Odette Halftyped", "enter", "=07700 900111")
        kept = office_of(pilot).drafts
        await until(
            pilot,
            lambda: any("07700 900111" in kept.get(form).values() for form in kept.waiting()),
        )
    async with opened(folder, size) as pilot:
        text = await press(pilot, "2", "n")
        assert "Odette Halftyped" in text
        assert "07700 900111" in text
        await press(pilot, "ctrl+s")
        assert "Odette Halftyped" in [row.name for row in office_of(pilot).participants.rows()]
        await press(pilot, "n")
        assert pilot.app.screen.query(Input).first().value == ""


async def test_escape_keeps_what_was_typed(demo: Path, tmp_path: Path) -> None:
    """Closing a form is not throwing it away."""
    async with opened(copy_of(demo, tmp_path)) as pilot:
        await press(pilot, "3", "n", "=Half an Invented Employer", "escape")
        assert "Half an Invented Employer" in await press(pilot, "n")


async def test_undo_reaches_over_a_restart(demo: Path, tmp_path: Path) -> None:
    """What was done yesterday is taken back today, and done again."""
    folder = copy_of(demo, tmp_path)
    async with opened(folder) as pilot:
        first = office_of(pilot).today.rows()[0].id
        await press(pilot, "d", "enter")
    async with opened(folder) as pilot:
        office = office_of(pilot)
        assert first not in [row.id for row in office.today.rows()]
        text = await press(pilot, "H")
        assert "done" in text
        await press(pilot, "u")
        assert first in [row.id for row in office.today.rows()]
    async with opened(folder) as pilot:
        await press(pilot, "U")
        assert first not in [row.id for row in office_of(pilot).today.rows()]


async def test_taking_off_asks_why_and_undo_brings_back(demo: Path, tmp_path: Path) -> None:
    """A vacancy that no longer counts goes out of the list with its reason."""
    async with opened(copy_of(demo, tmp_path)) as pilot:
        office = office_of(pilot)
        first = office.vacancies.rows()[0].id
        text = await press(pilot, "4", "v")
        assert "no longer count" in text
        await press(pilot, "=entered twice", "enter")
        assert first not in [row.id for row in office.vacancies.rows()]
        await press(pilot, "u")
        assert first in [row.id for row in office.vacancies.rows()]
