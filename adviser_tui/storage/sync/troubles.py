"""What can come in the way of the exchange with a hub; none of it loses anything."""

from adviser_tui.errors import SyncError


class ForkedError(SyncError):
    """The hub knows other changes under this device's numbers than the device itself.

    The caseload was restored from a backup or copied to another machine; the device needs a new
    number from the hub (`Device.fork`).
    """

    def __init__(self) -> None:
        super().__init__(
            "The hub has other changes from this device than this caseload knows of, as happens "
            "after a backup was brought back. Nothing is lost; the device asks for a new number."
        )


class PageStaleError(SyncError):
    """An answer came too late: meanwhile the device has taken in something else."""

    def __init__(self) -> None:
        super().__init__(
            "An answer of the hub came too late and was thrown away. Nothing was changed; it is "
            "asked for again."
        )


class BadPageError(SyncError):
    """An answer is not in the form that this program reads; nothing of it was taken in."""

    def __init__(self, why: str) -> None:
        super().__init__(
            f"The hub's answer could not be understood ({why}). Nothing was changed here. Ask "
            "whoever looks after the hub whether its program fits this one."
        )


class RebuildNeededError(SyncError):
    """The hub was restored, or remembers less far back than this device; `epoch` names its life."""

    def __init__(self, epoch: str) -> None:
        super().__init__(
            "The hub was restored or has cleared its memory, so everything is compared anew. "
            "Nothing here is lost by that."
        )
        self.epoch = epoch


class SweepRefusedError(SyncError):
    """So much is gone at the hub that nothing is let go of here before somebody has said so."""

    def __init__(self, count: int, total: int) -> None:
        super().__init__(
            f"{count:,} of {total:,} records here are not at the hub any more. Nothing was "
            "removed. Ask whoever looks after the hub whether that is right; if it is, "
            "`adviser sync allow` lets go of them."
        )
        self.count = count
        self.total = total
