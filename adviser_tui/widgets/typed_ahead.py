"""Keys in the order they were typed: each goes where the one before it has led.

The framework hands keys on without waiting for what they do, so that a key typed within
milliseconds after Enter would land in the field that is just being left.
"""

import asyncio
from collections import deque
from collections.abc import Coroutine
from typing import Any

from textual import events
from textual.app import App
from textual.message_pump import MessagePump

_BEAT = 0.05
"""Seconds between two looks whether a key may go on."""
_LONGEST = 10
"""Looks after which the next key goes on all the same, should something hang. They are counted
and not the time: while an action imports what it needs nobody looks, and nothing hangs."""
_LONGEST_WAIT = 60
"""The same where the screen asks for patience: for a search that Enter acts on, or for the field
of a form that is opening, both of which may take longer on a busy machine."""

Typed = events.Key | events.Paste


class TypedAhead:
    """Holds back what is typed until the key before it has been dealt with."""

    def __init__(self, app: App[Any]) -> None:
        self._app = app
        self._waiting: deque[Typed] = deque()
        self._busy = False
        self._next: Typed | None = None
        self._following: asyncio.Task[None] | None = None

    def holds(self, event: Typed) -> bool:
        """Say whether something typed must wait; it is posted again when its turn comes."""
        if self._busy and event is not self._next:
            self._waiting.append(event)
            return True
        self._busy, self._next = True, None
        return False

    def follow(self) -> None:
        """Let the next key go once the one just handed on has been dealt with."""
        self._following = asyncio.create_task(self._follow())

    def give_up(self) -> None:
        """Wait for nothing any more, because the program ends."""
        self._waiting.clear()
        if self._following is not None:
            self._following.cancel()

    async def _follow(self) -> None:
        """Let the next key go when this one, and what it looks for, has been dealt with."""
        try:
            await _patiently(self._lead(), _LONGEST)
            waits_for = getattr(self._app.screen, "waits_for", None)
            if waits_for is not None:
                await _patiently(waits_for.wait(), _LONGEST_WAIT)
                await _patiently(self._lead(), _LONGEST)
        finally:
            self._go_on()

    async def _lead(self) -> None:
        """Wait until everything on the way from the focus up to the app is dealt with."""
        screen = self._app.screen
        for node in (self._app.focused or screen).ancestors_with_self:
            await _through(node)
        while self._app.screen is not screen:
            screen = self._app.screen
            await _through(screen)
            await _through(self._app)

    def _go_on(self) -> None:
        self._busy = bool(self._waiting)
        if self._waiting:
            self._next = self._waiting.popleft()
            self._app.post_message(self._next)


async def _patiently(waited_for: Coroutine[None, None, object], looks: int) -> None:
    """Wait for something until it was looked for that often; then all goes on without it."""
    waiting = asyncio.ensure_future(waited_for)
    try:
        for _ in range(looks):
            if (await asyncio.wait({waiting}, timeout=_BEAT))[0]:
                return
    finally:
        waiting.cancel()


async def _through(node: MessagePump) -> None:
    """Wait until a part of the screen has dealt with everything sent to it so far."""
    dealt_with = asyncio.Event()
    if node.call_later(dealt_with.set):
        await dealt_with.wait()
