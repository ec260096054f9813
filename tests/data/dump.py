"""Write the newest shape of the file with a few invented rows as SQL text beside this script.

Run `python tests/data/dump.py` once when a version is released; its file then never changes.
"""

import sqlite3
import tempfile
from contextlib import closing
from datetime import UTC, date, datetime
from pathlib import Path

from adviser_tui.clock import FixedClock
from adviser_tui.storage.database import Database
from adviser_tui.storage.finding.shape import forget
from adviser_tui.storage.migrations import APPLICATION_ID, NEWEST
from adviser_tui.storage.undo import undo
from models.kinds import FollowUpState, MadeBy, Side
from models.tables import Adviser, Employer, FollowUp, Participant, Partner, Promise

HERE = Path(__file__).parent
CLOCK = FixedClock(datetime(2026, 11, 20, 9, 30, tzinfo=UTC))


def fill(database: Database) -> None:
    """Do a few things as an adviser would, one of them taken back."""
    with database.write("setup") as work:
        myself = work.add(Adviser(name="Vilma Testesen", initials="VT"))
        database.settings.put("me", myself.id)
    with database.write() as work:
        bakery = work.add(
            Employer(name="Bageri Blåbær; “søndag”", notes="two\n\nlines;", spoc_id=myself.id)
        )
        work.add(Participant(preferred_name="Ægir Prøvesen", coach_id=myself.id))
        work.add(Partner(name="Prøveby Jobhus", short_name="Jobhuset"))
    with database.write() as work:
        step = work.add(
            FollowUp(
                what="Ring om fredagen",
                side=Side.EMPLOYER,
                employer_id=bakery.id,
                due_on=date(2026, 11, 24),
                first_due_on=date(2026, 11, 24),
                reasons=["job_start"],
            )
        )
    with database.write() as work:
        work.change(step, state=FollowUpState.DONE, done_on=date(2026, 11, 20))
    with database.write() as work:
        work.add(
            Promise(
                what="Send the flyer",
                side=Side.EMPLOYER,
                made_by=MadeBy.US,
                made_on=date(2026, 11, 20),
                due_on=date(2026, 11, 27),
                employer_id=bakery.id,
            )
        )
    undo(database)
    database.drafts.put("log", {"note": "half a sent"})


def dump() -> str:
    """Return the statements that make such a file anew, without its triggers."""
    with tempfile.TemporaryDirectory() as folder:
        database = Database(Path(folder) / "caseload", CLOCK).open()
        fill(database)
        database.close()
        with closing(sqlite3.connect(database.path)) as connection:
            # What is worked out from the rest is no part of the shape.
            forget(connection)
            lines = [
                line
                for line in connection.iterdump()
                if not line.startswith(("CREATE TRIGGER", "BEGIN TRANSACTION", "COMMIT"))
            ]
    head = [f"PRAGMA application_id = {APPLICATION_ID};", f"PRAGMA user_version = {NEWEST};"]
    return "\n".join([*head, *lines]) + "\n"


if __name__ == "__main__":
    (HERE / f"caseload_{NEWEST:04d}.sql").write_text(dump(), encoding="utf-8")
