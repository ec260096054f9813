"""Nothing in a paste is a key, whatever the paste holds.

The framework reads an Escape inside a bracketed paste as the beginning of a key, so that letters
after it would be obeyed as commands (textual 8.2.8, `_xterm_parser.py`).
"""

import sys
from collections.abc import Iterable
from typing import Any

from textual._xterm_parser import BRACKETED_PASTE_END, BRACKETED_PASTE_START, XTermParser
from textual.driver import Driver
from textual.message import Message

_ESCAPE = "\x1b"


class PasteWash:
    """Takes out of what a terminal sends every Escape that lies inside a paste.

    A paste may come in any number of pieces, cut anywhere, its two marks as well.
    """

    def __init__(self) -> None:
        self._inside = False
        self._before = ""
        self._held = ""

    def wash(self, data: str) -> str:
        """Return a piece of what was sent, fit to be read."""
        data, self._held = self._held + data, ""
        washed: list[str] = []
        while data:
            here, data = self._in_paste(data) if self._inside else self._outside(data)
            washed.append(here)
        return "".join(washed)

    def _outside(self, data: str) -> tuple[str, str]:
        """Return what comes up to and with the beginning of a paste, and the rest."""
        known = len(self._before)
        seen = self._before + data
        at = seen.find(BRACKETED_PASTE_START)
        if at < 0:
            self._before = seen[-(len(BRACKETED_PASTE_START) - 1) :]
            return data, ""
        self._inside, self._before = True, ""
        end = at + len(BRACKETED_PASTE_START) - known
        return data[:end], data[end:]

    def _in_paste(self, data: str) -> tuple[str, str]:
        """Return what comes up to and with the end of the paste, and the rest."""
        text, mark, rest = data.partition(BRACKETED_PASTE_END)
        if mark:
            self._inside = False
            return text.replace(_ESCAPE, "") + mark, rest
        for length in range(len(BRACKETED_PASTE_END) - 1, 0, -1):
            if data.endswith(BRACKETED_PASTE_END[:length]):
                data, self._held = data[:-length], data[-length:]
                break
        return data.replace(_ESCAPE, ""), ""


class PastingParser(XTermParser):
    """Reads keys as the framework does, and nothing in a paste as a key."""

    def __init__(self, debug: bool = False) -> None:
        self._paste = PasteWash()
        super().__init__(debug)

    def feed(self, data: str) -> Iterable[Message]:
        """Read a piece; an empty one is the end of all input."""
        washed = self._paste.wash(data)
        return super().feed(washed) if washed or not data else ()


def read_pastes_whole(driver: type[Driver]) -> None:
    """Let a driver of the framework read with our parser; it has no door for another one."""
    readers = (driver.__module__, "textual.drivers.win32")
    for module in (sys.modules.get(name) for name in readers):
        if module is not None and hasattr(module, "XTermParser"):
            reader: Any = module
            reader.XTermParser = PastingParser
