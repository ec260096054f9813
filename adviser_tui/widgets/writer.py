"""One thread for all writes, so that they happen in the order they were asked for."""

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import TypeVar

Answer = TypeVar("Answer")

_WRITER = ThreadPoolExecutor(max_workers=1, thread_name_prefix="adviser-writer")
"""Never cancelled: a write that was asked for is done, even while the program is leaving."""


_beforehand: list[Callable[[], object]] = []


def before_the_first(call: Callable[[], object]) -> None:
    """Have something done once, in the writer's thread, as soon as a write is to be expected."""
    _beforehand[:] = [call]


def expect_a_write() -> None:
    """Do beforehand what the first write needs, now that somebody begins to fill something in."""
    while _beforehand:
        _WRITER.submit(_beforehand.pop())


def write(call: Callable[[], Answer]) -> Future[Answer]:
    """Put a write at the end of the queue."""
    expect_a_write()
    return _WRITER.submit(call)


def finish_writes(seconds: float = 30) -> bool:
    """Wait until everything asked for so far is written; False when that takes too long."""
    try:
        _WRITER.submit(bool).result(timeout=seconds)
    except TimeoutError:
        return False
    return True
