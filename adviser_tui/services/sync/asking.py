"""Asking the hub within one sync: with patience, until somebody stops it, and what a no means."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from adviser_tui.errors import SyncError
from adviser_tui.services.sync.hub_line import HubLine
from adviser_tui.services.sync.progress import Progress
from adviser_tui.services.sync.stops import (
    HubSaidNoError,
    SyncStoppedError,
    WipeOrderedError,
    in_plain_words,
)
from adviser_tui.storage.sync.device import Device
from adviser_tui.sync.notices import is_genuine
from adviser_tui.sync.transport import HubRefusedError

_MOST_REPAIRS = 4


class Asking:
    """The hub within one sync; `told` hears how far it is, `is_cancelled` is asked in between.

    `pause` waits some seconds for a busy hub and says whether to go on; without it a busy hub
    ends the sync.
    """

    def __init__(
        self,
        line: HubLine,
        device: Device,
        progress: Progress,
        *,
        told: Callable[[Progress], None] = lambda _: None,
        is_cancelled: Callable[[], bool] = lambda: False,
        pause: Callable[[float], bool] = lambda _: False,
    ) -> None:
        self._line = line
        self._device = device
        self._told = told
        self._is_cancelled = is_cancelled
        self._pause = pause
        self._repairs = 0
        self.progress = progress

    def ask(self, name: str, body: Mapping[str, Any]) -> dict[str, Any]:
        """Ask one thing; what the hub says no to is for who asked."""
        reply: dict[str, Any] = self._with_patience(lambda: self._line.call(name, body))
        return reply

    def asked(self, ask: Callable[[], Any]) -> Any:
        """Ask something of which a no ends the sync."""
        try:
            return self._with_patience(ask)
        except HubRefusedError as no:
            raise self.plain(no) from no

    def _with_patience(self, ask: Callable[[], Any]) -> Any:
        """Ask, and ask again after a busy hub's pause; anything else goes to who asked."""
        while True:
            try:
                return ask()
            except HubRefusedError as no:
                if no.status == 410:
                    self._mind_wipe(no)
                if no.status not in (429, 503):
                    raise
                phase = self.progress.phase
                self.say(phase="waiting")
                if not self._pause(max(1.0, no.retry_after)):
                    self.mind_cancelling()
                    raise self.plain(no) from no
                self.say(phase=phase)

    def _mind_wipe(self, no: HubRefusedError) -> None:
        """Raise `WipeOrderedError` for the hub's own signed word, and for nothing else."""
        mine = self._line.membership
        signed = no.details.get("instruction")
        if isinstance(signed, Mapping) and is_genuine(signed, mine.hub_key, mine.device_id):
            raise WipeOrderedError(signed["notice"])

    def plain(self, no: HubRefusedError) -> SyncError:
        """Return what a no means for the adviser."""
        return in_plain_words(no, self._device.state().waiting)

    def repair(self, no: HubRefusedError | None) -> None:
        """Count what was put right, so that two sides that cannot agree do not go on for ever."""
        self._repairs += 1
        if self._repairs > _MOST_REPAIRS:
            raise HubSaidNoError(
                "This device and the hub could not agree on what was sent. Nothing is lost here. "
                "Try again later; if it stays so, tell whoever runs the hub."
            ) from no

    def mind_cancelling(self) -> None:
        """Raise `SyncStoppedError` where somebody has ended the sync."""
        if self._is_cancelled():
            raise SyncStoppedError

    def say(self, **changed: Any) -> None:
        """Tell how far it is."""
        self.progress = replace(self.progress, **changed)
        self._told(self.progress)
