"""Ending when the system says so: told to stop, or the terminal's window was closed."""

import asyncio
import os
import signal
import sys
import threading
from types import FrameType
from typing import TYPE_CHECKING, Any

from adviser_tui.widgets.writer import finish_writes

if TYPE_CHECKING:
    from textual.app import App

CODE = 143
"""What the program ends with, as shells expect it of one that was told to stop."""
PATIENCE = 3.0
"""Seconds for leaving the terminal as it was found, before the program ends without."""


def leave_when_told(app: "App[Any]") -> None:
    """Make `app` end on SIGTERM and SIGHUP; what was asked to be written is written first.

    A terminal that is gone takes no more output, and the framework would wait for it for ever,
    holding the caseload. So the program ends by itself where it does not get to its own end.
    """
    if sys.platform == "win32" or threading.current_thread() is not threading.main_thread():
        return
    loop = asyncio.get_running_loop()

    def told(number: int, frame: FrameType | None) -> None:
        watchdog = threading.Timer(PATIENCE, _leave_anyway)
        watchdog.daemon = True
        watchdog.start()
        if not loop.is_closed():
            loop.call_soon_threadsafe(app.exit, None, CODE)

    for one in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(one, told)


def stay_when_told() -> None:
    """Let the signals do again what they do to any program."""
    if sys.platform != "win32" and threading.current_thread() is threading.main_thread():
        for one in (signal.SIGTERM, signal.SIGHUP):
            signal.signal(one, signal.SIG_DFL)


def _leave_anyway() -> None:
    finish_writes(seconds=10)
    os._exit(CODE)
