"""The next page, asked for while the last one is being taken in.

What follows a page can be told from the page itself. Should the device want something else after
all, what came is dropped and the right thing asked: a page that was not taken in changed nothing.
"""

from collections.abc import Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from types import TracebackType
from typing import Any

from adviser_tui.services.sync.asking import Asking
from adviser_tui.services.sync.hub_line import HubLine

Body = dict[str, Any]


class PagesAhead:
    """Asks for pages; used from one thread, with one of its own for what is asked ahead."""

    def __init__(self, hub: Asking, line: HubLine) -> None:
        self._hub = hub
        self._line = line
        self._thread: ThreadPoolExecutor | None = None
        self._coming: tuple[Body, Future[Body]] | None = None

    def __enter__(self) -> "PagesAhead":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.drop()
        if self._thread is not None:
            self._thread.shutdown()

    def page(self, wanted: Body) -> Body:
        """Return the page that is wanted now; raises as `Asking.ask` does."""
        coming, self._coming = self._coming, None
        if coming is not None:
            asked, reply = coming
            # A no, or no answer, is heard again by asking again, with all the patience due.
            with suppress(Exception):
                found = reply.result()
                if _is_same(asked, wanted):
                    return found
        return self._hub.ask("pull", wanted)

    def ask_ahead(self, wanted: Body, page: Mapping[str, Any]) -> None:
        """Begin to ask for what follows a page, which was got for `wanted`."""
        if not page.get("more") or page.get("outcomes"):
            return
        following = _following(wanted, page)
        if following is None:
            return
        if self._thread is None:
            self._thread = ThreadPoolExecutor(1, thread_name_prefix="sync-ahead")
        self._coming = (following, self._thread.submit(self._line.call, "pull", following))

    def drop(self) -> None:
        """Wait for what was asked ahead and forget it."""
        coming, self._coming = self._coming, None
        if coming is not None:
            coming[1].exception()


def _following(wanted: Body, page: Mapping[str, Any]) -> Body | None:
    """Return what will be wanted once a page is taken in; nothing where it cannot be told."""
    try:
        have = {str(name): int(told["to"]) for name, told in page["scopes"].items()}
        erased = int(page["erase"]["to"])
    except (KeyError, TypeError, ValueError, AttributeError):
        return None
    return {**wanted, "have": have, "erase_cursor": erased, "confirm": []}


def _is_same(asked: Body, wanted: Body) -> bool:
    """Say whether two requests want the same, be it more or fewer rows of it at once."""
    return {**asked, "limit": 0} == {**wanted, "limit": 0}
