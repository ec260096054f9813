"""This device as a member of a team: one door to all that its caseload does for the exchange."""

from collections.abc import Collection, Mapping
from typing import TYPE_CHECKING, Any

from adviser_tui.storage.sync.state import DeviceState, read_state
from adviser_tui.sync.limits import BATCH_BYTES, BATCH_CHANGES, PAGE_ROWS

if TYPE_CHECKING:
    from adviser_tui.storage.database import Database
    from adviser_tui.storage.sync.acknowledging import Taken
    from adviser_tui.storage.sync.comparing import Counted
    from adviser_tui.storage.sync.pages import PageTaken


class Device:
    """Every step is one transaction, so that the exchange may be torn off anywhere.

    What each step means is said where it is done.
    """

    def __init__(self, database: "Database") -> None:
        self.database = database

    def state(self) -> DeviceState:
        """Return how far the exchange has come."""
        return read_state(self.database)

    def adopt(self, grant: Mapping[str, Any]) -> None:
        """Join: take over what the hub granted; doing it twice does no harm."""
        from adviser_tui.storage.sync.joining import adopt

        adopt(self.database, grant)

    def fork(self, grant: Mapping[str, Any], *, everything: bool = False) -> None:
        """Take over a new number, where the caseload was restored or copied."""
        from adviser_tui.storage.sync.forking import fork

        fork(self.database, grant, everything=everything)

    def batch(
        self,
        max_changes: int = BATCH_CHANGES,
        max_bytes: int = BATCH_BYTES,
        shape: Mapping[str, Collection[str]] | None = None,
    ) -> dict[str, Any] | None:
        """Return the next push, sealed and kept; nothing where nothing waits."""
        from adviser_tui.storage.sync.outbox import next_batch

        return next_batch(self.database, max_changes, max_bytes, shape)

    def take_acks(self, reply: Mapping[str, Any]) -> "Taken":
        """Take in the answer to a push, also that of a refused one; raises `ForkedError`."""
        from adviser_tui.storage.sync.acknowledging import take_acks

        return take_acks(self.database, reply)

    def request(self, limit: int = PAGE_ROWS) -> dict[str, Any]:
        """Return the next pull."""
        from adviser_tui.storage.sync.pages import request

        return request(self.database, limit)

    def take_page(self, page: Mapping[str, Any], *, courier: bool = False) -> "PageTaken":
        """Take in the answer to a pull; one of a bundle (`courier`) may overlap what is here.

        Raises `PageStaleError`, `RebuildNeededError`, `BadPageError`, or `SweepRefusedError`.
        """
        from adviser_tui.storage.sync.pages import take_page

        return take_page(self.database, page, courier=courier)

    def rebuild(self, epoch: str = "") -> None:
        """Begin to compare everything anew, with the hub's present epoch where it is another."""
        from adviser_tui.storage.sync.sweeping import rebuild

        rebuild(self.database, epoch)

    def allow_sweep(self) -> int:
        """Let go of all that the hub does not have, as somebody allowed; return how many rows."""
        from adviser_tui.storage.sync.sweeping import sweep

        return sweep(self.database, is_allowed=True)

    def counted(self) -> "Counted | None":
        """Return what this device has of each scope, for comparison; nothing where it is not sure.

        Takes seconds for a large caseload, so it belongs into a thread.
        """
        from adviser_tui.storage.sync.comparing import counted

        return counted(self.database)

    def follow_merges(self) -> int:
        """After a complete pull: move what hangs on records emptied here to their survivors."""
        from adviser_tui.storage.sync.following import follow_merges

        return follow_merges(self.database)

    def clean_up(self) -> bool:
        """Leave nothing in the files of what was let go of; say whether that is done.

        Takes as long as writing the file anew, so it belongs into a thread.
        """
        from adviser_tui.storage.sync.cleaning import clean_up

        return clean_up(self.database)

    def live_in(self, home: str) -> None:
        """Share what is new in another home from now on, such as `team:17`."""
        from adviser_tui.storage.sync.memory import HOME, remember

        with self.database.writing() as connection:
            remember(connection, HOME, home)

    def marks(self, entity: str, ids: Collection[str]) -> dict[str, str]:
        """Return for each record one word about whether the team has it."""
        from adviser_tui.storage.sync.marks import marks

        return marks(self.database, entity, ids)
