"""Comparing what is here with what the hub has, by counts and sums: every week, and when asked for.

What differs is fetched anew; nothing of it ever flows to the hub.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Final

from adviser_tui.services.sync.asking import Asking
from adviser_tui.services.sync.progress import SyncDone
from adviser_tui.services.sync.remembered import Remembered
from adviser_tui.storage.sync.device import Device
from adviser_tui.sync.transport import HubRefusedError

DAYS: Final = 7
_DAY_MS: Final = 86_400_000
NOT_NOW: Final = (
    "What is here was not compared with the hub: something waits, or somebody recorded something "
    "meanwhile. Nothing is wrong with that. Try again."
)
STILL: Final = (
    "Something here is still not the same as at the hub, although it was fetched anew. Nothing "
    "that you recorded is lost. Tell whoever runs the hub."
)


def is_due(remembered: Remembered) -> bool:
    """Say whether a week has gone by; the week begins with the first complete sync."""
    last = remembered.compared_ms()
    if last is None:
        remembered.note_compared()
        return False
    return not 0 <= remembered.wall_ms() - last < DAYS * _DAY_MS


@dataclass(frozen=True, slots=True)
class Compared:
    """What came of comparing."""

    differing: int | None
    """How many parts were not the same; nothing where neither side could tell."""
    is_mended: bool = True
    """Whether nothing differs any more."""

    def added_to(self, done: SyncDone, *, is_asked_for: bool) -> SyncDone:
        """Return what a sync did together with this."""
        if self.differing is None:
            remarks = (NOT_NOW,) if is_asked_for else ()
        else:
            remarks = () if self.is_mended else (STILL,)
        return replace(
            done,
            is_compared=self.differing is not None,
            differing=self.differing or 0,
            remarks=(*done.remarks, *remarks),
        )


def compare(
    device: Device, hub: Asking, remembered: Remembered, fetch_anew: Callable[[], None]
) -> Compared:
    """Compare both sides, fetch anew where they differ, and compare again."""
    found = _differing(device, hub)
    if found is None:
        return Compared(None)
    left: int | None = 0
    if found:
        fetch_anew()
        left = _differing(device, hub)
    remembered.note_compared()
    return Compared(found, not left)


def _differing(device: Device, hub: Asking) -> int | None:
    """Return in how many parts both sides have something else; nothing where neither can tell."""
    own = device.counted()
    if own is None:
        return None
    found = 0
    for scope, cursor in own.cursors.items():
        hub.mind_cancelling()
        try:
            reply = hub.ask("digest", {"scope": scope})
        except HubRefusedError:
            return None  # it was withdrawn just now, or the hub is older
        if reply.get("head") != cursor:
            return None
        found += len(own.scopes[scope].differing(reply["entities"]) - own.unsure)
    return found
