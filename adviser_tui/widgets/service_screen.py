"""How a screen asks a service and tells it something, without ever blocking the keys."""

import asyncio
import inspect
import logging
import traceback
from collections.abc import Callable, Coroutine
from functools import partial
from typing import Any, TypeVar

from textual.reactive import Reactive
from textual.screen import ModalScreen, Screen
from textual.widget import Widget

from adviser_tui.errors import AdviserError
from adviser_tui.widgets.reader import read
from adviser_tui.widgets.text import say
from adviser_tui.widgets.writer import write

Answer = TypeVar("Answer")
Result = TypeVar("Result")
_Work = Callable[[], Coroutine[None, None, Any]]

_log = logging.getLogger("adviser_tui")

_SORRY = (
    "Something went wrong inside the program and this was not done. "
    "What was saved before is safe. Try again; if it happens again, run `adviser doctor`."
)


class Asking(Widget):
    """What both screens and modals can do: `ask` reads, `tell` writes.

    The call runs in a thread and must touch no widget; `then` runs in the screen afterwards, only
    if the screen is still there. Refusals (`AdviserError`) become a toast, or go to `refused`.
    """

    waits_for: asyncio.Event | None = None
    """Set once there is what keys act on: what Enter looks for, the field of a form that opens.

    What is typed is kept until then.
    """

    _telling: asyncio.Lock | None = None
    """Held by the write whose answer is waited for, so that answers come in the order of writes."""

    def ask(
        self,
        lane: str,
        call: Callable[[], Answer],
        then: Callable[[Answer], object],
        refused: Callable[[AdviserError], object] | None = None,
    ) -> None:
        """Read in a lane: only the newest answer of a lane is handed over."""
        work: _Work = partial(self._read, call, then, refused)
        self.run_worker(work, group=lane, exclusive=True, exit_on_error=False)

    def tell(
        self,
        call: Callable[[], Answer],
        then: Callable[[Answer], object] | None = None,
        refused: Callable[[AdviserError], object] | None = None,
    ) -> None:
        """Write, after all writes asked for before; never superseded, even if the screen goes."""
        future = write(call)
        work: _Work = partial(self._written, asyncio.wrap_future(future), then, refused)
        self.app.run_worker(work, group="write", exit_on_error=False)

    async def _read(
        self,
        call: Callable[[], Answer],
        then: Callable[[Answer], object],
        refused: Callable[[AdviserError], object] | None,
    ) -> None:
        try:
            answer = await asyncio.wrap_future(read(call))
        except Exception as error:
            self._failed(error, refused)
        else:
            self._hand_over(partial(then, answer))

    async def _written(
        self,
        future: asyncio.Future[Answer],
        then: Callable[[Answer], object] | None,
        refused: Callable[[AdviserError], object] | None,
    ) -> None:
        if self._telling is None:
            self._telling = asyncio.Lock()
        async with self._telling:
            try:
                answer = await asyncio.shield(future)
            except Exception as error:
                self._failed(error, refused)
            else:
                if then is not None:
                    self._hand_over(partial(then, answer))

    def _hand_over(self, then: Callable[[], object]) -> None:
        if self.is_attached and self.is_running:
            self.call_next(_finish, then)

    def _failed(self, error: Exception, refused: Callable[[AdviserError], object] | None) -> None:
        if not isinstance(error, AdviserError):
            log_privately(error)
            say(self.app, _SORRY, "error", seconds=12)
        elif refused is not None and self.is_attached:
            self.call_next(_finish, partial(refused, error))
        else:
            say(self.app, error, "warning", seconds=8)


async def _finish(then: Callable[[], object]) -> None:
    """Run what comes after; only a coroutine is waited for, since `dismiss` must not be."""
    result = then()
    if inspect.iscoroutine(result):
        await result


def log_privately(error: BaseException) -> None:
    """Log what went wrong and where, and never a word of anybody's data."""
    frames = traceback.extract_tb(error.__traceback__)
    place = f"{frames[-1].filename}:{frames[-1].lineno}" if frames else "no place known"
    _log.error("%s at %s", type(error).__name__, place)


class ServiceScreen(Screen[Result], Asking):
    """A full screen that talks to services."""

    # Textual would paint the whole screen anew whenever the focus moves; what gets or loses it
    # paints itself.
    focused: Reactive[Widget | None] = Reactive(None, repaint=False)


class ServiceModal(ModalScreen[Result], Asking):
    """A modal screen that talks to services."""
