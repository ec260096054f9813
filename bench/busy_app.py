"""Adviser with work to do beside the keys: `python -m bench.busy_app FOLDER [LIST]` (POSIX only).

A signal begins the work, on the thread on which the app itself would do it: SIGUSR1 the import of
the list, SIGUSR2 a backup. A file named `work.done` appears in the folder when it ends.
"""

import asyncio
import signal
import sys
from collections.abc import Callable
from pathlib import Path

from adviser_tui.app import AdviserApp
from adviser_tui.exchange.field import ListKind
from adviser_tui.exchange.importing import open_import, run_import
from adviser_tui.services.office import Office, open_office
from adviser_tui.storage.backup import back_up
from adviser_tui.widgets.writer import write

DONE = "work.done"


class BusyApp(AdviserApp):
    """The app, listening to two signals."""

    def __init__(self, office: Office, path: Path) -> None:
        super().__init__(office)
        self._list = path

    async def on_mount(self) -> None:
        """Listen."""
        loop = asyncio.get_running_loop()
        loop.add_signal_handler(signal.SIGUSR1, self._begin, self._bring_in)
        loop.add_signal_handler(signal.SIGUSR2, self._begin, self._back_up)

    def _begin(self, work: Callable[[], object]) -> None:
        done = self.office.database.folder / DONE
        write(work).add_done_callback(lambda result: done.write_text(str(result.exception() or "")))

    def _bring_in(self) -> None:
        run_import(open_import(self.office.desk, ListKind.EMPLOYERS, self._list))

    def _back_up(self) -> None:
        back_up(self.office.database)


def main() -> None:
    """Run the app on the caseload in a folder."""
    office = open_office(Path(sys.argv[1]))
    try:
        BusyApp(office, Path(sys.argv[-1])).run()
    finally:
        office.close()


if __name__ == "__main__":
    main()
