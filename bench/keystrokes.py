"""`keystrokes`: how many keys the everyday jobs take, counted in the real app.

Every job is walked on a caseload of its own and its effect is looked up in the file afterwards: a
job that did not get done counts as far over its budget. Text that says something of its own, such
as a note, is not counted; a day in words is. How many letters find an employer is a matter of
`search`.
"""

import asyncio
import shutil
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

from textual.pilot import Pilot
from textual.worker import WorkerCancelled

from adviser_tui.app import AdviserApp
from adviser_tui.services.follow_ups import FollowUpDraft
from adviser_tui.services.office import Office, open_office
from adviser_tui.widgets.form import FormScreen
from adviser_tui.widgets.prompt_line import PromptLine
from bench.caseloads import caseload
from bench.keystrokes_team import settle_two, two_versions
from bench.measuring import Outcome
from models.kinds import AnswerValue, Side
from screens.match import MatchScreen

NOT_DONE = 999
PATIENCE = 60
"""Keys after which answering a sheet is given up."""


class Walk:
    """One walk through the app, with the keys pressed so far."""

    def __init__(self, office: Office, pilot: Pilot[Any]) -> None:
        self.office = office
        self.pilot = pilot
        self.keys = 0

    async def go(self, *keys: str) -> None:
        """Press keys on the way to where the job begins; they are not counted."""
        for key in keys:
            await self.pilot.press(key)
            await self.rest()

    async def press(self, *keys: str) -> None:
        """Press keys that count."""
        self.keys += len(keys)
        await self.go(*keys)

    async def write(self, text: str) -> None:
        """Type text that is not counted."""
        await self.go(*("space" if letter == " " else letter for letter in text))

    async def rest(self) -> None:
        """Wait until what was asked for is done and shown."""
        for _ in range(3):
            # A search is taken back by the next letter; that ends its worker as well.
            with suppress(WorkerCancelled):
                await self.pilot.app.workers.wait_for_complete()
            await self.pilot.pause()

    @property
    def screen(self) -> Any:
        """The screen that is shown."""
        return self.pilot.app.screen

    def count(self, sql: str, *values: object) -> int:
        """Return the number that a query finds in the file."""
        return int(self.office.database.row(sql, values)[0])


@dataclass(frozen=True, slots=True)
class Job:
    """An everyday job, the keys it may take, and how it is walked; the walk says if it is done."""

    name: str
    budget: int
    walk: Callable[[Walk], Awaitable[bool]]
    prepare: Callable[[Office], None] = lambda office: None


def measure(runs: int) -> Outcome:
    """Walk every job once: keys do not vary from run to run."""
    outcome = Outcome("keystrokes", 1)
    with caseload() as folder:
        for job in JOBS:
            with _copy(folder) as own:
                keys = asyncio.run(_walked(job, own))
            outcome.add(job.name, [float(keys)], "keys")
            outcome.limit(job.name, job.budget)
    return outcome


@contextmanager
def _copy(folder: Path) -> Iterator[Path]:
    own = Path(mkdtemp(prefix="adviser-bench-"))
    try:
        yield Path(shutil.copytree(folder, own / "caseload"))
    finally:
        shutil.rmtree(own, ignore_errors=True)


async def _walked(job: Job, folder: Path) -> int:
    office = open_office(folder)
    try:
        job.prepare(office)
        async with AdviserApp(office).run_test(size=(120, 40)) as pilot:
            walk = Walk(office, pilot)
            await walk.rest()
            return walk.keys if await job.walk(walk) else NOT_DONE
    finally:
        office.close()


async def _first_card(walk: Walk) -> bool:
    await walk.press("enter")
    return bool(walk.screen.query_one("#card").has_focus)


async def _done_and_next(walk: Walk) -> bool:
    before = walk.count("SELECT count(*) FROM follow_up WHERE state = 'done'")
    day = walk.office.desk.today
    friday = day + timedelta(days=(4 - day.weekday()) % 7 or 7)
    await walk.press("d", "f", "r", "i", "enter")
    done = walk.count("SELECT count(*) FROM follow_up WHERE state = 'done'") == before + 1
    newest = walk.office.database.row("SELECT due_on FROM follow_up ORDER BY rowid DESC LIMIT 1")
    return done and newest[0] == friday.isoformat()


def _five_late(office: Office) -> None:
    """Leave nothing open in the caseload but six follow-ups that are late."""
    with office.database.write("setup") as work:
        for table in ("follow_up", "promise", "consent", "submission", "placement"):
            work.connection.execute(f"UPDATE {table} SET void_reason = 'set aside'")
        work.connection.execute("UPDATE participant SET void_reason = 'set aside'")
    employer = str(office.database.row("SELECT id FROM employer LIMIT 1")[0])
    late = office.desk.today - timedelta(days=3)
    for number in range(6):
        draft = FollowUpDraft(f"Call {number}", late, Side.EMPLOYER, employer_id=employer)
        office.follow_ups.add(draft)


async def _snooze_five(walk: Walk) -> bool:
    await walk.press(*["space"] * 5, "s", "w", "enter")
    return walk.count("SELECT count(*) FROM follow_up WHERE moves = 1 AND void_reason IS NULL") == 5


async def _log_visit(walk: Walk) -> bool:
    before = walk.count("SELECT count(*) FROM contact")
    await walk.go("3")
    await walk.press("l")
    await walk.write("two night fillers")
    await walk.press("enter")
    await walk.write("walked the site")
    await walk.press("enter")
    await walk.write("fri ring")
    await walk.press("enter")
    made = walk.office.database.row("SELECT * FROM contact ORDER BY rowid DESC LIMIT 1")
    next_steps = "SELECT count(*) FROM follow_up WHERE contact_id = ?"
    return (
        walk.count("SELECT count(*) FROM contact") == before + 1
        and made["channel"] == "visit"
        and walk.count("SELECT count(*) FROM need WHERE contact_id = ?", made["id"]) == 1
        and walk.count(next_steps, made["id"]) == 1
    )


async def _who_else(walk: Walk) -> bool:
    await walk.go("3")
    await walk.press("enter")
    card = walk.screen.query_one("#card")
    first = card.sections[0] if getattr(card, "sections", None) else None
    return bool(card.has_focus) and (first is None or "28" in str(first))


def _sheet_of(office: Office, state: str) -> tuple[str, str]:
    row = office.database.row("SELECT * FROM match_sheet WHERE state = ?", (state,))
    return str(row["participant_id"]), str(row["vacancy_id"])


async def _to_person(walk: Walk, participant_id: str) -> None:
    await walk.go("2")
    walk.screen.listing.go_to(participant_id)
    await walk.rest()


async def _open_sheet(walk: Walk) -> bool:
    participant, vacancy = _sheet_of(walk.office, "ready")
    await _to_person(walk, participant)
    await walk.press("m", "enter")
    shown = walk.screen
    return isinstance(shown, MatchScreen) and shown.vacancy_id == vacancy


def _take_answers_back(office: Office) -> None:
    """Leave of the ready sheet only what records say."""
    participant, vacancy = _sheet_of(office, "ready")
    for item in office.match_sheets.open(participant, vacancy).items:
        if item.given is not None:
            office.match_sheets.answer(participant, vacancy, item.id, AnswerValue.UNKNOWN)
    office.match_sheets.set_pitch(participant, vacancy, "")


async def _answer_sheet(walk: Walk) -> bool:
    row = walk.office.database.row(
        "SELECT participant_id, vacancy_id FROM submission WHERE state = 'prepared'"
    )
    walk.pilot.app.push_screen(MatchScreen(walk.office, *map(str, row)))
    await walk.rest()
    while walk.keys < PATIENCE:
        sheet = walk.screen
        if isinstance(sheet, MatchScreen) and sheet.sheet and sheet.sheet.may_submit:
            return True
        if isinstance(sheet, (PromptLine, FormScreen)):
            await walk.write("kept a kitchen in order for two summers")
            await walk.press("enter")
        else:
            await walk.press("y")
    return False


async def _put_forward(walk: Walk) -> bool:
    participant, vacancy = _sheet_of(walk.office, "ready")
    walk.pilot.app.push_screen(MatchScreen(walk.office, participant, vacancy))
    await walk.rest()
    await walk.press("P", "enter")
    row = walk.office.database.row(
        "SELECT id, state FROM submission WHERE participant_id = ? AND vacancy_id = ?",
        (participant, vacancy),
    )
    both = "SELECT count(DISTINCT side) FROM follow_up WHERE submission_id = ?"
    return row["state"] == "submitted" and walk.count(both, row["id"]) == 2


async def _undo(walk: Walk) -> bool:
    before = walk.count("SELECT count(*) FROM follow_up WHERE state = 'done'")
    await walk.go("d", "escape", "d", "enter")
    was_done = walk.count("SELECT count(*) FROM follow_up WHERE state = 'done'") == before + 1
    await walk.press("u")
    return was_done and walk.count("SELECT count(*) FROM follow_up WHERE state = 'done'") == before


JOBS = (
    Job("first_due_card", 1, _first_card),
    Job("done_and_next_friday", 5, _done_and_next),
    Job("snooze_five_by_a_week", 8, _snooze_five, _five_late),
    Job("log_visit", 6, _log_visit),
    Job("who_else_contacted", 2, _who_else),
    Job("open_match_sheet", 3, _open_sheet),
    Job("answer_match_sheet", 24, _answer_sheet, _take_answers_back),
    Job("put_forward", 2, _put_forward),
    Job("settle_two_fields", 5, settle_two, two_versions),
    Job("undo", 1, _undo),
)
