"""The program with a mistake in it, to see what a crash shows: `python -m tests.pilot.broken_app`.

The folder of the caseload is the only argument; `q` in the list makes a widget fail while a name
is in its local variables.
"""

import sys
from pathlib import Path

from textual import events

from adviser_tui.app import AdviserApp
from adviser_tui.services.office import open_office

CANARY = "Canary Zyxwvut"


class BrokenApp(AdviserApp):
    """Fails on purpose."""

    async def on_event(self, event: events.Event) -> None:
        """Fail with somebody's name at hand when a certain key is pressed."""
        if isinstance(event, events.Key) and event.key == "Q":
            name = CANARY
            raise ValueError(f"{name} cannot be shown")
        await super().on_event(event)


def main() -> int:
    """Run it."""
    office = open_office(Path(sys.argv[1]))
    try:
        app = BrokenApp(office)
        app.run()
        return app.return_code or 0
    finally:
        office.close()


if __name__ == "__main__":
    sys.exit(main())
