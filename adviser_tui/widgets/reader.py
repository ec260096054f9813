"""A few threads for all reading, so that few connections to the file are held."""

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor, wait
from typing import Any, TypeVar

Answer = TypeVar("Answer")

_READERS = ThreadPoolExecutor(max_workers=3, thread_name_prefix="adviser-reader")
_UNDER_WAY: set[Future[Any]] = set()


def read(call: Callable[[], Answer]) -> Future[Answer]:
    """Begin to read as soon as a thread is free."""
    future = _READERS.submit(call)
    _UNDER_WAY.add(future)
    future.add_done_callback(_UNDER_WAY.discard)
    return future


def finish_reads(seconds: float = 10) -> bool:
    """Wait until nothing is read any more, since the file may not be closed before."""
    return not wait(set(_UNDER_WAY), timeout=seconds).not_done
