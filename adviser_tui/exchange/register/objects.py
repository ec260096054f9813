"""Reading JSON objects out of an array, or out of a file of lines, with little in memory.

The decoder of the standard library is asked for one object after the other in a buffer that slides
along. A damaged object costs itself: the next one is found by the key that objects begin with.
"""

import json
import re
from collections.abc import Iterator

from adviser_tui.exchange.register.parts import Stream
from adviser_tui.exchange.register.rows import BadRow, Block, Layout

_STEP = 1 << 20
LONGEST = 32 << 20
"""Characters of an object, at most; the largest companies of the CVR have some millions."""
_NEAR_END = 16
"""An error so near the end of what was read may only say that more has to be read."""
_BETWEEN = re.compile(r"[\s,\ufeff]*")
_FIRST_KEY = re.compile(r'\{\s*("(?:[^"\\]|\\.){1,80}")\s*:')
_AT_ONCE = 2_000


def read_objects(stream: Stream, layout: Layout, line: int) -> Iterator[Block]:
    """Yield the objects from where the stream stands, in blocks."""
    return _Reader(stream, layout, line).blocks()


class _Reader:
    """Slides along the text of a file."""

    def __init__(self, stream: Stream, layout: Layout, line: int) -> None:
        self._stream = stream
        self._layout = layout
        self._line = line
        self._offset = stream.offset
        self._text = ""
        self._rest = b""
        self._place = 0
        self._is_over = False
        self._next_object: re.Pattern[str] | None = None
        self._decoder = json.JSONDecoder()

    def blocks(self) -> Iterator[Block]:
        self._more()
        while True:
            block = Block(0, 0)
            goes_on = self._fill(block)
            self._drop_read()
            block.offset, block.line = self._offset, self._line
            yield block
            if not goes_on:
                return

    def _fill(self, block: Block) -> bool:
        """Put the next objects into a block; say whether there may be more of them."""
        while block.rows < _AT_ONCE:
            between = _BETWEEN.match(self._text, self._place)
            self._place = between.end() if between else self._place
            if self._place == len(self._text):
                if not self._more():
                    return False
                continue
            if self._text[self._place] == "]":
                return False
            self._learn_key()
            self._one(block)
        return True

    def _one(self, block: Block) -> None:
        began = self._place
        try:
            found, self._place = self._decoder.raw_decode(self._text, began)
        except (ValueError, RecursionError) as error:
            if self._may_go_on(error) and self._more():
                return
            block.rows += 1
            block.leave_out(self._line_at(began), "it is no whole JSON object")
            self._find_next()
            return
        bad_before = block.bad_count
        if isinstance(found, dict):
            block.take(self._layout.entry_of, found, 0)
        else:
            block.rows += 1
            block.leave_out(0, "it is no JSON object")
        if block.bad_count > bad_before and block.bad[-1].line == 0:
            # Counting lines takes its time, so only a bad object's are counted.
            block.bad[-1] = BadRow(self._line_at(began), block.bad[-1].why)

    def _may_go_on(self, error: Exception) -> bool:
        """Say whether an error may only mean that the object goes on in the next bytes."""
        if not isinstance(error, json.JSONDecodeError) or self._is_over:
            return False
        if len(self._text) - self._place > LONGEST:
            return False
        return error.msg.startswith("Unterminated") or error.pos >= len(self._text) - _NEAR_END

    def _find_next(self) -> None:
        """Go to where the next object begins, by the key that they all begin with."""
        self._place += 1
        while self._next_object is not None:
            found = self._next_object.search(self._text, self._place)
            if found:
                self._place = found.start()
                return
            self._place = max(self._place, len(self._text) - 200)
            self._drop_read()
            if not self._more():
                break
        self._place = len(self._text)

    def _learn_key(self) -> None:
        if self._next_object is None:
            found = _FIRST_KEY.match(self._text, self._place)
            if found:
                self._next_object = re.compile(r"\{\s*" + re.escape(found[1]) + r"\s*:")

    def _line_at(self, place: int) -> int:
        return self._line + self._text.count("\n", 0, place)

    def _more(self) -> bool:
        """Read on; say whether there was something."""
        data = self._stream.read(_STEP)
        if not data:
            self._is_over = True
            return False
        data = self._rest + data
        whole = _whole_letters(data)
        self._rest = data[whole:]
        # Bytes that are no UTF-8 come back as they were, so that places can be counted in bytes.
        self._text += data[:whole].decode("utf-8", "surrogateescape")
        return True

    def _drop_read(self) -> None:
        """Let go of what was read, and count it."""
        gone = self._text[: self._place]
        self._offset += len(gone.encode("utf-8", "surrogateescape"))
        self._line += gone.count("\n")
        self._text = self._text[self._place :]
        self._place = 0


def _whole_letters(data: bytes) -> int:
    """Return where to cut so that no letter of several bytes is cut apart."""
    for back in range(1, min(4, len(data)) + 1):
        byte = data[-back]
        if byte < 0x80:
            break
        if byte >= 0xC0:
            length = 2 if byte < 0xE0 else 3 if byte < 0xF0 else 4
            return len(data) - back if back < length else len(data)
    return len(data)
