"""Threads for what the hub does, which waits for its database; as many as were asked for."""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from adviser_tui.hub.errors import busy

Made = TypeVar("Made")


class Pool:
    """Some threads, and a queue before them that has an end."""

    def __init__(self, threads: int, waiting: int) -> None:
        self._threads = ThreadPoolExecutor(threads, thread_name_prefix="hub")
        self._most = threads + waiting
        self._inside = 0

    def refuse_when_full(self) -> None:
        """Raise `HubError` 503 where one more would wait too long; asked before a body is read."""
        if self._inside >= self._most:
            raise busy(2)

    async def run(self, job: Callable[[], Made]) -> Made:
        """Do a job in a thread; raises `HubError` 503 where too many wait already.

        A job that was begun is ended even where nobody waits for its answer any more.
        """
        self.refuse_when_full()
        self._inside += 1
        under_way = asyncio.get_running_loop().run_in_executor(self._threads, job)
        under_way.add_done_callback(self._left)
        return await asyncio.shield(under_way)

    def _left(self, done: "asyncio.Future[Made]") -> None:
        self._inside -= 1
        if not done.cancelled():
            done.exception()

    def close(self) -> None:
        """End what was begun and take nothing more."""
        self._threads.shutdown(wait=True)
