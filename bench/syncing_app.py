"""Adviser in a team: `python -m bench.syncing_app FOLDER` (POSIX only).

SIGUSR1 asks for a sync beside the work, as the clock would some minutes later.
"""

import asyncio
import signal
import sys
from pathlib import Path

from adviser_tui.app import AdviserApp
from adviser_tui.services.office import open_office


class SyncingApp(AdviserApp):
    """The app, listening to a signal."""

    async def on_mount(self) -> None:
        """Listen."""
        loop = asyncio.get_running_loop()
        loop.add_signal_handler(signal.SIGUSR1, self.office.sync.hurry)


def main() -> None:
    """Run the app on the caseload in a folder."""
    office = open_office(Path(sys.argv[1]))
    try:
        SyncingApp(office).run()
    finally:
        office.close()


if __name__ == "__main__":
    main()
