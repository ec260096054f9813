"""What a serving hub does for itself: at the start and once a day, beside the requests."""

import logging
import threading
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import TYPE_CHECKING

from adviser_tui.errors import AdviserError
from adviser_tui.hub.tidying import tidy

if TYPE_CHECKING:
    from adviser_tui.hub.hub import Hub

DAY_S = 86_400.0
AGAIN_S = 3_600.0
"""After how long it is tried again where it did not work."""
_STOP_S = 5.0

Opened = Callable[[], AbstractContextManager["Hub"]]
"""Opens the hub for one time and closes it after."""


@contextmanager
def tidied_daily(opened: Opened) -> Iterator[None]:
    """Tidy the hub up now and every day until the block ends.

    One process does it, whichever others serve the same hub; done by several, it is done once.
    """
    stop = threading.Event()
    thread = threading.Thread(target=_keep_tidy, args=(opened, stop), daemon=True)
    thread.start()
    try:
        yield
    finally:
        stop.set()
        thread.join(_STOP_S)


def _keep_tidy(opened: Opened, stop: threading.Event) -> None:
    while not stop.wait(_pause_after(opened)):
        pass


def _pause_after(opened: Opened) -> float:
    """Tidy up once and return how many seconds there are to the next time; counts are noted."""
    log = logging.getLogger("adviser.hub")
    try:
        with opened() as hub:
            gone = tidy(hub)
    except AdviserError as error:
        log.warning("tidying did not work: %s", type(error).__name__)
        return AGAIN_S
    if gone:
        log.info("tidied: %d entries", gone)
    return DAY_S
