"""Waiting for what happens on the screen, on a machine of any speed.

A fixed pause is either too long or, on a busy machine, too short. Here is waited until something
is so: one condition, or that nothing is under way any more.
"""

import asyncio
from collections.abc import Callable, Iterator
from time import monotonic
from typing import Any

import pytest
from textual.app import App
from textual.message_pump import MessagePump
from textual.notifications import Notification
from textual.pilot import Pilot

from adviser_tui.app import AdviserApp
from adviser_tui.widgets.reader import finish_reads
from adviser_tui.widgets.writer import finish_writes
from tests.pilot.seen import seen

LONGEST = 60.0
"""Seconds after which something that should have happened is a failure."""
SHORT = 0.1
"""Seconds: a timer no longer than this, such as a rest before a search begins, is waited for."""
_AT_MOST = 200
"""Rounds after which messages that beget messages are no longer waited for."""


async def until(
    pilot: Pilot[Any], condition: Callable[[], object], seconds: float = LONGEST
) -> None:
    """Wait until something is so; what stands on the screen is told when it never is."""
    end = monotonic() + seconds
    while not condition():
        assert monotonic() < end, f"it never came to that; on the screen:\n{seen(pilot.app)}"
        await pilot.pause(0.02)


async def until_seen(pilot: Pilot[Any], words: str, seconds: float = LONGEST) -> None:
    """Wait until words stand on the screen."""
    await until(pilot, lambda: words in seen(pilot.app), seconds)


async def settled(pilot: Pilot[Any], looks: int = 2) -> None:
    """Wait until nothing is under way and the screen looks the same as often in a row."""
    end = monotonic() + LONGEST
    before, same = "", 0
    while same < looks:
        assert monotonic() < end, f"it never came to rest; on the screen:\n{seen(pilot.app)}"
        await pilot.pause()
        assert await asyncio.to_thread(finish_writes, LONGEST)
        assert await asyncio.to_thread(finish_reads, LONGEST)
        if pilot.app._exit:  # it paints no more
            return
        if _is_at_work(pilot.app):
            same = 0
            continue
        now = seen(pilot.app)
        before, same = now, same + 1 if now == before else 1


def _is_at_work(app: App[Any]) -> bool:
    """Say whether a worker, a short timer, a key or a message is not through yet."""
    if any(not worker.is_finished for worker in app.workers) or _holds_keys(app, patiently=True):
        return True
    if _is_unpainted(app) or _has_mail(app):
        return True
    return any(_waits_shortly(node) for node in _nodes(app))


def _nodes(app: App[Any]) -> Iterator[MessagePump]:
    yield app
    yield from list(app._registry)


def _waits_shortly(node: MessagePump) -> bool:
    return any(
        timer._repeat == 0
        and timer._interval <= SHORT
        and timer._task is not None
        and not timer._task.done()
        for timer in list(node._timers)
    )


def _is_unpainted(app: App[Any]) -> bool:
    """Say whether the screen has yet to be laid out or painted, or something is to follow that."""
    screen = app.screen
    return bool(
        screen._layout_required
        or screen._scroll_required
        or screen._repaint_required
        or screen._dirty_widgets
        or screen._callbacks
    )


def _holds_keys(app: App[Any], *, patiently: bool) -> bool:
    """Say whether a key was not dealt with yet; where the screen itself waits, only if patient."""
    if not isinstance(app, AdviserApp) or not app._typed_ahead._busy:
        return False
    awaited = getattr(app.screen, "waits_for", None)
    return patiently or awaited is None or awaited.is_set()


def _has_mail(app: App[Any]) -> bool:
    """Say whether a part of the app has messages or calls that it has not begun to deal with."""
    return any(
        node.is_running
        and not node._closing
        and (
            node._next_callbacks
            or not node._message_queue.empty()
            or node._pending_message is not None
        )
        for node in _nodes(app)
    )


@pytest.fixture(autouse=True)
def unhurried(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the pilot wait for messages themselves, where the framework waits some milliseconds.

    It sends each message once round and then sleeps 20 ms, in which a busy machine does not get
    through what followed from it; and it sends the next key without waiting for either. What is
    said in passing stays, as it would for somebody who does all of the test within its seconds.
    """
    monkeypatch.setattr(Notification, "time_left", LONGEST * 60)
    once_round = Pilot._wait_for_screen
    at_once = Pilot.press

    async def through(pilot: Pilot[Any]) -> bool:
        for _ in range(_AT_MOST):
            if not await once_round(pilot, LONGEST):
                return False
            if not _has_mail(pilot.app) and not _holds_keys(pilot.app, patiently=False):
                break
        return True

    async def press(pilot: Pilot[Any], *keys: str) -> None:
        for key in keys:
            await at_once(pilot, key)

    monkeypatch.setattr(Pilot, "_wait_for_screen", through)
    monkeypatch.setattr(Pilot, "press", press)
