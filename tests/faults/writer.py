"""A program of its own that works in a caseload and tells each thing that it was told is saved.

Run as `python writer.py FOLDER NAME`; prints one line for each acknowledged action until it is
killed or a number of actions, if given, is reached.
"""

import os
import sys
from datetime import date
from pathlib import Path

from adviser_tui.errors import AdviserError
from adviser_tui.storage.backup import daily_backup_if_due
from adviser_tui.storage.database import Database
from adviser_tui.storage.undo import redo, undo
from models.kinds import Side
from models.tables import Employer, FollowUp, Participant

DAY = date(2026, 11, 24)


def say(text: str) -> None:
    """Write one line in one piece, at once."""
    os.write(1, f"{text}\n".encode())


def act(database: Database, name: str) -> None:
    """Save three rows and a change as one action."""
    with database.write() as work:
        employer = work.add(Employer(name=name))
        work.add_many(Participant, [{"preferred_name": name, "goal": "x" * 900}])
        step = work.add(
            FollowUp(
                what=name,
                side=Side.EMPLOYER,
                due_on=DAY,
                first_due_on=DAY,
                employer_id=employer.id,
            )
        )
        work.change(step, moves=1)


def main() -> None:
    """Work on and on."""
    folder, name, limit = Path(sys.argv[1]), sys.argv[2], int((*sys.argv, "1000000000")[3])
    database = Database(folder).open()
    say("open")
    daily_backup_if_due(database)
    for number in range(limit):
        try:
            act(database, f"{name}-{number}")
        except AdviserError as error:
            say(f"error {error}")
            break
        say(f"saved {name}-{number}")
        if number % 5 == 4:
            undo(database)
            redo(database)
    say("end")
    sys.stdin.readline()
    database.close()


if __name__ == "__main__":
    main()
