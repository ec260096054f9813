"""The hub: everything that can be asked of it, by whoever carries the question."""

import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from adviser_tui.hub.errors import HubError
from adviser_tui.hub.journal import FILE_NAME as JOURNAL
from adviser_tui.hub.journal import Journal
from adviser_tui.hub.moments import now_ms
from adviser_tui.hub.store import Store, Transaction
from adviser_tui.sync.canonical import epoch_of
from adviser_tui.sync.limits import BATCH_BYTES, BATCH_CHANGES, BOOTSTRAPS, PAGE_ROWS, PROTO
from adviser_tui.sync.older import pulled, pushed

if TYPE_CHECKING:
    from adviser_tui.hub.items import Item
    from adviser_tui.hub.metrics import Metrics
    from adviser_tui.hub.people import Act
    from adviser_tui.hub.signing import HubKeys

Body = Mapping[str, Any]
Reply = dict[str, Any]
_TIMELINE_S = 5.0


class Hub:
    """One team's hub over a store; any number of them may work on one PostgreSQL database."""

    def __init__(
        self,
        store: Store,
        clock: Callable[[], int] = now_ms,
        *,
        keys: "HubKeys | None" = None,
        journal: Journal | None = None,
        metrics: "Metrics | None" = None,
        bootstraps: int = BOOTSTRAPS,
    ) -> None:
        self.store = store
        self.now = clock
        """The present moment in milliseconds since 1970."""
        self.journal = journal or Journal(_beside(store, JOURNAL))
        self.metrics = metrics
        self.bootstraps = bootstraps
        self._keys = keys
        self._timeline: tuple[float, int] | None = None

    @property
    def keys(self) -> "HubKeys":
        """The hub's own secrets; read from their file when first needed."""
        if self._keys is None:
            from adviser_tui.hub.signing import key_file, read_keys

            self._keys = read_keys(key_file(_folder(self.store)))
        return self._keys

    def act(self, actor: str = "hub") -> "Act":
        """Return who does something now, and where it is noted."""
        from adviser_tui.hub.people import Act

        return Act(self.journal, self.now(), actor)

    def epoch(self, t: Transaction) -> str:
        """Return the name of the hub's life since it was last restored or replaced."""
        row = t.one("SELECT hub_id, restore_counter FROM hub_state WHERE k = 1")
        if row is None:
            raise HubError(503, "not_founded", "This hub was not set up yet.", retry_after=60)
        return epoch_of(row.hub_id, int(row.restore_counter), self._present_timeline(t))

    def epoch_if_known(self, hub_id: str, restores: int) -> str:
        """Return the same name, or "" where the database has to be asked for its timeline again."""
        known = self._timeline
        if known is None or time.monotonic() - known[0] > _TIMELINE_S:
            return ""
        return epoch_of(hub_id, restores, known[1])

    def _present_timeline(self, t: Transaction) -> int:
        """Return the database's timeline, asked for anew every few seconds."""
        known, passed = self._timeline, time.monotonic()
        if known is None or passed - known[0] > _TIMELINE_S:
            known = self._timeline = (passed, self.store.timeline(t))
        return known[1]

    def counted(
        self, items: "Sequence[Item]", clamped: int, lock_seconds: float | None = None
    ) -> None:
        """Count what became of changes, and how long they waited for others'."""
        if self.metrics is not None:
            for item in items:
                self.metrics.add("push_changes_total", word=item.outcome)
            self.metrics.add("clock_clamped_total", clamped)
            if lock_seconds is not None:
                self.metrics.took("scope_lock_wait_seconds", lock_seconds)

    def counted_replay(self) -> None:
        """Count a batch that had been taken before."""
        if self.metrics is not None:
            self.metrics.add("replays_total")

    def hello(self) -> Reply:
        """Say who the hub is, what it understands, and what time it is."""
        from adviser_tui.sync.shapes import outline

        with self.store.reading() as t:
            epoch = self.epoch(t)
            state = t.one("SELECT hub_id, name FROM hub_state WHERE k = 1")
        return {
            "hub_id": state.hub_id if state else "",
            "name": state.name if state else "",
            "epoch": epoch,
            "proto": [PROTO, PROTO],
            "schema": {"pull": list(pulled()), "push": list(pushed())},
            "shape": outline(),
            "server_time": self.now(),
            "limits": {
                "push_changes": BATCH_CHANGES,
                "push_bytes": BATCH_BYTES,
                "page_rows": PAGE_ROWS,
            },
            "enc": ["zstd", "gzip"],
        }

    def enrol(self, body: Body) -> Reply:
        """Let a device join by its code."""
        from adviser_tui.hub import enrolling

        return enrolling.enrol(self.store, self.keys, self.act(), body)

    def fork(self, token: str, body: Body) -> Reply:
        """Let a copied or restored device go on under a number of its own."""
        from adviser_tui.hub import enrolling

        with self._signed_refusals():
            return enrolling.fork(self.store, self.keys, self.act(), token, body)

    def rotate(self, token: str, body: Body) -> Reply:
        """Give a device its next token."""
        from adviser_tui.hub import enrolling

        with self._signed_refusals():
            return enrolling.rotate(self.store, self.act(), token, body)

    def push(self, token: str, body: Body) -> Reply:
        """Take a batch of changes."""
        from adviser_tui.hub.pushing import push

        with self._signed_refusals():
            return push(self, token, body)

    def glance(self, token: str, body: Body) -> Reply | None:
        """Give the page of a device that has everything already, else nothing; never waits long."""
        from adviser_tui.hub.pulling import glance

        return glance(self, token, body)

    def pull(self, token: str, body: Body) -> Reply:
        """Give the next page; a device that may only deliver is told to let go once it has."""
        from adviser_tui.hub.pulling import pull

        with self._signed_refusals("drain_only"):
            return pull(self, token, body)

    def digest(self, token: str, body: Body) -> Reply:
        """Give counts and sums of a scope, to be compared."""
        from adviser_tui.hub.digesting import digest

        with self._signed_refusals():
            return digest(self, token, body)

    def review(self, token: str, body: Body) -> Reply:
        """Tell a lead what was set aside."""
        from adviser_tui.hub.quarantine import review

        with self._signed_refusals():
            return review(self, token, body)

    def settle(self, token: str, body: Body) -> Reply:
        """Accept or reject what was set aside."""
        from adviser_tui.hub.quarantine import settle

        with self._signed_refusals():
            return settle(self, token, body)

    def transfer(self, token: str, body: Body) -> Reply:
        """Give participants or employers to another team."""
        from adviser_tui.hub.transferring import transfer

        with self._signed_refusals():
            return transfer(self, token, body)

    def erase(self, token: str, body: Body) -> Reply:
        """Erase a person or an employer for good."""
        from adviser_tui.hub.erasing import erase

        with self._signed_refusals():
            return erase(self, token, body)

    def people(self, token: str, body: Body) -> Reply:
        """Tell who works in the organisation, and leads on which devices."""
        from adviser_tui.hub.colleagues import people

        with self._signed_refusals():
            return people(self, token, body)

    @contextmanager
    def _signed_refusals(self, also: str = "") -> Iterator[None]:
        """Let the refusal of a device that was taken out carry the hub's own signed word."""
        try:
            yield
        except HubError as error:
            if error.code not in ("revoked", also):
                raise
            from adviser_tui.hub.devices import gone

            with self.store.reading() as t:
                refusal = gone(t, self.keys, str(error.details.get("device_id", "")))
            if error.code != "revoked" and "instruction" not in refusal.details:
                raise
            raise refusal from None


def _folder(store: Store) -> Path:
    """Return the folder that a hub's own files lie in."""
    if store.path is not None:
        return store.path.parent
    from adviser_tui.hub.place import hub_folder

    return hub_folder()


def _beside(store: Store, name: str) -> Path:
    return _folder(store) / name
