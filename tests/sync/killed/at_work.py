"""A device on which somebody logs contacts while it syncs; a program of its own.

`python -m tests.sync.killed.at_work FOLDER NAME` prints a line for each contact that was saved and
for each number up to which the hub confirmed, until it is killed.
"""

import os
import sys
import threading
import time
from contextlib import suppress
from datetime import timedelta
from itertools import count
from pathlib import Path

from adviser_tui.errors import AdviserError
from adviser_tui.services.contacts.draft import ContactDraft
from adviser_tui.services.office import Office, open_office
from adviser_tui.storage.sync.device import Device
from models.kinds import Channel


def say(text: str) -> None:
    """Write one line in one piece, at once."""
    os.write(1, f"{text}\n".encode())


def keep_syncing(office: Office) -> None:
    while True:
        with suppress(AdviserError):
            office.sync.now()
            say(f"confirmed {Device(office.database).state().acked}")
        time.sleep(0.03)


def main() -> None:
    office = open_office(Path(sys.argv[1]))
    office.sync.patience = 5.0
    say("open")
    threading.Thread(target=keep_syncing, args=(office,), daemon=True).start()
    for number in count():
        office.contacts.log(
            ContactDraft(
                Channel.CALL,
                office.desk.clock.now() - timedelta(hours=1),
                new_employer=f"{sys.argv[2]} Works {number}",
                note=f"{sys.argv[2]}-{number}",
            )
        )
        say(f"saved {sys.argv[2]}-{number}")
        time.sleep(0.02)


if __name__ == "__main__":
    main()
