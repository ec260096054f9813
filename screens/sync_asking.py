"""Asking the hub from a screen: in a thread of its own, so that a slow network holds up nothing."""

import asyncio
import threading
from collections.abc import Callable, Coroutine
from concurrent.futures import Future
from functools import partial
from typing import Any, TypeVar

from adviser_tui.errors import AdviserError
from screens.acting.base import Acting

Answer = TypeVar("Answer")
_Work = Callable[[], Coroutine[None, None, Any]]


class HubAsking(Acting):
    """A screen that asks the hub; the newest answer of a lane counts."""

    def ask_hub(
        self,
        lane: str,
        call: Callable[[], Answer],
        then: Callable[[Answer], object],
        refused: Callable[[AdviserError], object] | None = None,
    ) -> None:
        """Ask, and go on in the screen when the answer is there; see `Asking.ask`."""
        work: _Work = partial(self._asked_hub, call, then, refused)
        self.run_worker(work, group=lane, exclusive=True, exit_on_error=False)

    async def _asked_hub(
        self,
        call: Callable[[], Any],
        then: Callable[[Any], object],
        refused: Callable[[AdviserError], object] | None,
    ) -> None:
        future: Future[Any] = Future()
        future.set_running_or_notify_cancel()
        # Not a pool's thread: leaving the program does not wait for a network that is not there.
        threading.Thread(target=_answer, args=(future, call), name="hub", daemon=True).start()
        try:
            answer = await asyncio.wrap_future(future)
        except Exception as error:
            self._failed(error, refused)
        else:
            self._hand_over(partial(then, answer))


def _answer(future: "Future[Any]", call: Callable[[], Any]) -> None:
    try:
        future.set_result(call())
    except Exception as error:
        future.set_exception(error)
