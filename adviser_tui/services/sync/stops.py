"""Why a sync did not go through, sorted by what helps: the hub's noes as an adviser reads them."""

from collections.abc import Mapping
from typing import Any

from adviser_tui.errors import SyncError
from adviser_tui.sync.transport import HubRefusedError

_SAFE = "Everything recorded here is safe."
_HUB_IN_TROUBLE = (
    f"The hub cannot use its database just now. {_SAFE} It is tried again by itself; if it stays "
    "so, tell whoever runs the hub."
)


class SyncStoppedError(SyncError):
    """Somebody ended the sync; what was confirmed until then is confirmed."""

    exit_code = 4

    def __init__(self) -> None:
        super().__init__("The sync was stopped. Nothing is lost; the next one goes on from there.")


class HubSaidNoError(SyncError):
    """The hub said no, or the two sides could not agree; nothing is lost."""

    exit_code = 4


class BusyError(SyncError):
    """The hub has no time just now; `retry_after` in seconds."""

    exit_code = 4

    def __init__(self, retry_after: float = 0.0, what: str = "") -> None:
        super().__init__(what or f"The hub is busy just now. {_SAFE} It is tried again by itself.")
        self.retry_after = retry_after


class ShutOutError(SyncError):
    """The hub will not speak with this device; trying again by itself has no sense."""

    exit_code = 4


class DrainOnlyError(ShutOutError):
    """The access of this person has ended; what they recorded is still taken."""


class UpdateNeededError(SyncError):
    """This program is too old to take in what the team has now; what it recorded was delivered."""

    exit_code = 4


class WipeOrderedError(SyncError):
    """The hub gave its signed word that this device has to let go of the caseload."""

    exit_code = 4

    def __init__(self, notice: Mapping[str, Any]) -> None:
        super().__init__("The team's hub has asked this device to remove its caseload.")
        self.notice = notice


def in_plain_words(no: HubRefusedError, waiting: int) -> SyncError:
    """Return what a no of the hub means for an adviser with so many changes waiting."""
    if no.code == "storage":
        return BusyError(no.retry_after, _HUB_IN_TROUBLE)
    if no.status in (429, 503):
        return BusyError(no.retry_after)
    if no.status == 401:
        return ShutOutError(
            f"The hub does not know this device any more. {_SAFE} {_waits(waiting)}Ask your team "
            "lead for a new code and join again with `adviser join`; what waits is sent then."
        )
    if no.status == 403:
        return DrainOnlyError(
            f"Your access to the team has ended, so nothing new arrives here. {_delivered(waiting)}"
            "Ask your team lead if that is not what you expected."
        )
    if no.status == 410:
        return ShutOutError(
            f"This device was taken out of the team. {_SAFE} {_waits(waiting)}Ask your team lead."
        )
    if no.status == 426:
        return UpdateNeededError(
            "The team's hub needs a newer version of this program before it can send you "
            f"anything. {_delivered(waiting)}Update the program and sync again."
        )
    return HubSaidNoError(f"{no} {_SAFE}" if str(no) else f"The hub said no. {_SAFE}")


def _waits(waiting: int) -> str:
    return f"{waiting:,} change{'' if waiting == 1 else 's'} wait here. " if waiting else ""


def _delivered(waiting: int) -> str:
    return _waits(waiting) or "What you recorded here was delivered. "
