"""Keeping what was found out about a job, from the participant's card and from Today."""

from datetime import timedelta
from pathlib import Path

import pytest
from textual.pilot import Pilot

from adviser_tui.clock import FixedClock
from adviser_tui.services.office import open_office
from adviser_tui.widgets.row_list import RowList
from models.kinds import PlacementKind, PlacementState, Stage
from tests.pilot.seen import seen
from tests.pilot.stage import MIDDLE, NOW, SMALL, copy_of, office_of, opened, press
from tests.pilot.waiting import until_seen


def with_job(folder: Path) -> tuple[str, str]:
    """Add somebody whose job began thirteen weeks and three days ago."""
    from models.tables import Employer, Participant, Placement

    office = open_office(folder, clock=FixedClock(NOW))
    with office.database.write() as work:
        person = work.add(
            Participant(
                preferred_name="Zylpha Fabled",
                coach_id=office.desk.me,
                stage=Stage.IN_WORK_SUPPORT,
                enrolled_on=NOW.date() - timedelta(days=200),
            )
        )
        employer = work.add(Employer(name="Zither Invented Works"))
        job = work.add(
            Placement(
                participant_id=person.id,
                employer_id=employer.id,
                role="tuner",
                kind=PlacementKind.JOB,
                state=PlacementState.STARTED,
                starts_on=NOW.date() - timedelta(weeks=13, days=3),
                weekly_minutes=16 * 60,
                pay=1400,
            )
        )
    office.close()
    return person.id, job.id


async def to_person(pilot: Pilot[str], person_id: str) -> None:
    await press(pilot, "2")
    assert pilot.app.screen.query_one("#rows", RowList).go_to(person_id)
    await press(pilot)


@pytest.mark.parametrize("size", [SMALL, MIDDLE])
async def test_w_on_a_participant_keeps_a_verified_week(
    demo: Path, tmp_path: Path, size: tuple[int, int]
) -> None:
    """The form is about the week that is asked for and offers the agreed hours."""
    folder = copy_of(demo, tmp_path)
    person, job = with_job(folder)
    async with opened(folder, size) as pilot:
        office = office_of(pilot)
        await to_person(pilot, person)
        await press(pilot, "w")
        await until_seen(pilot, "still in work?")
        await press(pilot, "ctrl+s")
        await until_seen(pilot, "Say where it comes from")
        assert office.outcome_checks.of_placement(job) == ()
        await press(pilot, "p", "ctrl+s")
        await until_seen(pilot, "u undoes")
        (check,) = office.outcome_checks.of_placement(job)
        assert (check.week, check.minutes) == (13, 16 * 60)
        assert check.words.startswith("week 13: in work, 16 hours, by payslip")
        await press(pilot, "u")
        assert office.outcome_checks.of_placement(job) == ()


async def test_today_asks_for_the_week_and_d_opens_its_form(demo: Path, tmp_path: Path) -> None:
    """Once the week is verified the line is gone."""
    folder = copy_of(demo, tmp_path)
    _, job = with_job(folder)
    async with opened(folder) as pilot:
        office = office_of(pilot)
        listing = pilot.app.screen.query_one("#rows", RowList)
        assert listing.go_to(job)
        text = await press(pilot)
        assert "still in work in week 13?" in " ".join(text.split())
        await press(pilot, "d")
        await until_seen(pilot, "still in work?")
        await press(pilot, "p", "ctrl+s")
        await until_seen(pilot, "u undoes")
        assert job not in {row.id for row in office.today.rows() if row.owed.due_on <= NOW.date()}


async def test_the_card_says_how_long_the_job_lasted(demo: Path, tmp_path: Path) -> None:
    """Each outcome stands with its evidence or its day."""
    folder = copy_of(demo, tmp_path)
    person, _ = with_job(folder)
    async with opened(folder, (120, 60)) as pilot:
        await to_person(pilot, person)
        await press(pilot, "enter", "G")
        card = [line.partition("▏")[2].strip() for line in seen(pilot.app).splitlines()]
        said = " ".join(card)
        assert "4 weeks: not verified, due Tue 15 Sep · 13 weeks: not" in " ".join(said.split())


async def test_whoever_has_no_job_is_told_so(demo: Path, tmp_path: Path) -> None:
    """Nothing opens, and a sentence says why."""
    async with opened(copy_of(demo, tmp_path)) as pilot:
        office = office_of(pilot)
        without = next(
            row.id
            for row in office.participants.rows("current")
            if not office.placements.of_participant(row.id)
        )
        await to_person(pilot, without)
        await press(pilot, "w")
        await until_seen(pilot, "No paid job")


async def test_the_evidence_pack_is_written_from_the_card(demo: Path, tmp_path: Path) -> None:
    """By name in the palette; it asks which outcome and where to."""
    folder = copy_of(demo, tmp_path)
    person, _ = with_job(folder)
    path = tmp_path / "pack.md"
    async with opened(folder) as pilot:
        await to_person(pilot, person)
        await press(pilot, "ctrl+p", "=evidence pack", "enter")
        await until_seen(pilot, "Evidence of which outcome?")
        await press(pilot, "enter", "ctrl+u", f"={path}", "enter")
        await until_seen(pilot, "The evidence is in")
    assert path.read_text(encoding="utf-8").startswith("# Evidence: ")
