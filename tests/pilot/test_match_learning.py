"""What refusals taught, as it stands on the match sheet."""

from datetime import date

from adviser_tui.clock import FixedClock
from adviser_tui.storage.database import Database
from adviser_tui.widgets.reader import finish_reads
from models.tables import Adviser
from screens.match import MatchScreen
from tests.jobs_case import Jobs
from tests.match_case import known_pair
from tests.pilot.seen import seen
from tests.pilot.stage import MIDDLE, SMALL, press, running
from tests.pilot.waiting import settled


async def test_the_sheet_says_which_item_refusals_point_to(
    database: Database, clock: FixedClock, me: Adviser
) -> None:
    pair = known_pair(database, clock, me.id)
    jobs = Jobs(database, me.id)
    for reason in ("hours_or_travel", "hours_or_travel", "missing_must_have", "other", "other"):
        jobs.refuse(jobs.vacancy(), date(2026, 9, 1), reason)
    for size, keys in ((SMALL, ["enter"]), (MIDDLE, [])):
        async with running(pair.office, size) as pilot:
            screen = MatchScreen(pair.office, pair.participant, pair.vacancy)
            await pilot.app.push_screen(screen)
            await settled(pilot)
            screen.listing.go_to("C3")
            await settled(pilot)
            assert "circumstances: 2 missing · C3: 2 of 5 ref" in seen(pilot.app)
            card = " ".join((await press(pilot, *keys)).split())
            assert "Learned 2 of 5 refusals map to C3" in card
            assert "Testperson" not in card
    finish_reads()
