"""Syncing from the screen: now, beside the work, and before leaving; no key ever waits for it."""

import threading
import time
from typing import TYPE_CHECKING, Any

from textual.app import App

from adviser_tui.errors import AdviserError
from adviser_tui.widgets.text import say
from screens.acting.base import Acting

if TYPE_CHECKING:
    from adviser_tui.services.office import Office
    from adviser_tui.services.sync.progress import SyncDone

ALONE = (
    "This caseload is on this laptop alone, so there is nothing to sync with. Where there is a "
    "team, its lead gives you an address and a code for `adviser join`."
)
_STAYED = "Not synced, so still open. ctrl+q, then l leaves without."
_BETWEEN_LOOKS = 3.0
"""Seconds between two looks at what a first sync has brought so far."""


class Syncing:
    """What the app knows of its syncs; made when the first is asked for."""

    def __init__(self, app: App[Any], office: "Office") -> None:
        self._app = app
        self._office = office
        self._stop = threading.Event()
        self._thread: threading.Thread | None = None
        self._told = False
        self._arrivals = office.database.arrivals
        self._looked_at = 0.0
        self._asks_to_leave = False

    def begin(self) -> None:
        """Sync beside the work from now on."""
        self._office.sync.when_changed = self._changed
        if self._is_ended():
            return
        self._office.sync.begin()

    # Now.

    @property
    def is_running(self) -> bool:
        """Whether a sync that somebody asked for runs."""
        return self._thread is not None and self._thread.is_alive()

    def now(self, *, then_leave: bool = False) -> None:
        """Sync now and say how it went; kindly where there is nothing to sync with."""
        if not self._office.desk.is_in_team:
            say(self._app, ALONE, seconds=8)
            return
        if self.is_running or self._office.sync.progress is not None:
            say(self._app, "A sync is under way; the line at the bottom shows how far it is.")
            return
        self._office.sync.when_changed = self._changed
        self._stop.clear()
        self._thread = threading.Thread(
            target=self._run, args=(then_leave,), name="sync now", daemon=True
        )
        self._thread.start()

    def stop(self) -> bool:
        """Stop the sync that somebody asked for; say whether there was one."""
        if not self.is_running:
            return False
        self._stop.set()
        self._office.sync.cancel()
        return True

    def end(self, seconds: float = 5.0) -> None:
        """Stop what was asked for and wait until it has let go of the caseload."""
        if self.stop() and self._thread is not None:
            self._thread.join(timeout=seconds)

    def _run(self, then_leave: bool) -> None:
        try:
            done = self._office.sync.now(is_cancelled=self._stop.is_set)
        except AdviserError as error:
            self._app.call_later(self._failed, str(error), then_leave)
        else:
            self._app.call_later(self._done, done, then_leave)

    def _failed(self, sentence: str, then_leave: bool) -> None:
        self._asks_to_leave = False
        # The Sync screen says at its top what went wrong; saying it twice would hide the list.
        is_shown = self._app.current_mode == "sync" and bool(self._app.screen.query("#sync-head"))
        if is_shown and sentence == self._office.sync.status().trouble:
            sentence = "" if then_leave else "Not synced; the reason stands at the top."
        words = "\n".join(part for part in (_STAYED if then_leave else "", sentence) if part)
        say(self._app, words, "warning", seconds=12)
        self._show()

    def _done(self, done: "SyncDone", then_leave: bool) -> None:
        self._asks_to_leave = False
        if then_leave and not done.is_stopped:
            self._app.exit()
            return
        stayed = [_STAYED] if then_leave else []
        say(self._app, "\n".join([*stayed, in_words(done), *done.remarks]), seconds=8)
        self._look_again()

    # What is shown of it.

    def _changed(self) -> None:
        """Hear from any thread that something has changed; the screen is told once for many."""
        if not self._told:
            self._told = True
            self._app.call_later(self._show)

    def _show(self) -> None:
        self._told = False
        if self._is_ended():
            return
        screen = self._app.screen
        if not isinstance(screen, Acting):
            return
        progress = self._office.sync.progress
        may_look = progress is None or (
            progress.is_first and time.monotonic() - self._looked_at >= _BETWEEN_LOOKS
        )
        if may_look and self._arrivals != self._office.database.arrivals:
            self._look_again()
        else:
            screen.show_sync()

    def _look_again(self) -> None:
        """Read anew what the screen shows, since something has arrived."""
        self._arrivals = self._office.database.arrivals
        self._looked_at = time.monotonic()
        if isinstance(self._app.screen, Acting):
            self._app.screen.refresh_all()

    def _is_ended(self) -> bool:
        """Leave where there is no caseload any more, and say why."""
        if self._office.sync.ended:
            self._app.exit(message=self._office.sync.ended)
            return True
        return False

    # Leaving.

    def offers_before_leaving(self) -> bool:
        """Offer a sync where something waits; say whether it is for the adviser to decide now."""
        if self._asks_to_leave or not self._office.sync.should_offer_sync():
            return False
        from adviser_tui.widgets.chooser import Chooser
        from adviser_tui.widgets.fields import Choice

        many = self._office.sync.waiting.count()
        changes = "1 change waits" if many == 1 else f"{many:,} changes wait"
        self._asks_to_leave = True
        self._app.push_screen(
            Chooser(
                f"{changes} to be sent to the team",
                (
                    Choice("sync", "Sync, then leave"),
                    Choice("leave", "Leave", "they are sent next time"),
                    Choice("back", "Back"),
                ),
            ),
            self._leave,
        )
        return True

    def _leave(self, choice: str | None) -> None:
        if choice == "leave":
            self._app.exit()
        elif choice == "sync":
            self.now(then_leave=True)
        else:
            self._asks_to_leave = False


def in_words(done: "SyncDone") -> str:
    """Return what a sync did, in a sentence or two that claim no more than is certain."""
    did = [
        f"{done.sent:,} sent" if done.sent else "",
        f"{done.fetched:,} fetched" if done.fetched else "",
        f"{done.left:,} no longer shared with you" if done.left else "",
        f"{done.erased:,} erased" if done.erased else "",
    ]
    told = ", ".join(part for part in did if part)
    waits = f" {done.waiting:,} still waiting." if done.waiting else ""
    if done.is_stopped:
        return f"Stopped; the next sync goes on from there.{waits}"
    if done.is_synced:
        return f"Synced: {told}." if told else "Synced: both sides had everything already."
    return f"Not everything went through: {told or 'nothing new'}.{waits}"
