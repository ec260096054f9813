"""What runs beside the screen, once its first frame stands."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import partial
from typing import TYPE_CHECKING

from adviser_tui.privacy import close_memory

if TYPE_CHECKING:
    from adviser_tui.app import AdviserApp
    from adviser_tui.services.office import Office

AFTER = 2.0
"""Seconds from the start: later than the first frame and what follows it at once."""


@contextmanager
def looked_after(office: "Office", app: "AdviserApp") -> Iterator[None]:
    """Look after the caseload while the app runs; what is being written then is finished."""
    timer = threading.Timer(AFTER, _look_after, (office, app))
    timer.start()
    try:
        yield
    finally:
        timer.cancel()
        timer.join()


def _look_after(office: "Office", app: "AdviserApp") -> None:
    from adviser_tui.services.upkeep import look_after
    from adviser_tui.widgets.text import say

    close_memory()
    for sentence in look_after(office):
        with suppress(RuntimeError):  # the app has ended meanwhile; the doctor will say it
            app.call_later(partial(say, app, sentence, "warning", seconds=20))
