"""The sending half of a sync: what waits goes out in order, and what the hub lost goes again."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from adviser_tui.clock import Clock
from adviser_tui.services.sync.asking import Asking
from adviser_tui.services.sync.hub_line import HubLine
from adviser_tui.services.sync.progress import SyncDone
from adviser_tui.services.sync.remembered import Remembered
from adviser_tui.services.sync.taking_over import fork_body, keep_grant, take_over
from adviser_tui.storage.sync.device import Device
from adviser_tui.storage.sync.troubles import ForkedError
from adviser_tui.sync.limits import BATCH_BYTES, BATCH_CHANGES
from adviser_tui.sync.transport import HubRefusedError


class Sending:
    """Sends one device's changes; a copied or restored device gets a number of its own first."""

    def __init__(
        self,
        line: HubLine,
        device: Device,
        remembered: Remembered,
        clock: Clock,
        hub: Asking,
    ) -> None:
        self._line = line
        self._device = device
        self._remembered = remembered
        self._clock = clock
        self._hub = hub
        self._done = SyncDone()
        self._batch = BATCH_CHANGES

    def _finish_joining(self) -> None:
        """Take over what the hub said at joining, where the program was torn off before it did."""
        mine = self._line.membership
        if mine.grant:
            take_over(self._device, mine.grant)
            self._line.change(grant={})
        elif not self._device.state().joined:
            # A backup from before the joining was brought back.
            self._fork("restored")

    def _send(self) -> None:
        """Send until nothing waits."""
        state = self._device.state()
        self._hub.say(phase="sending", to_send=self._hub.progress.sent + state.waiting)
        while True:
            self._hub.mind_cancelling()
            body = self._device.batch(self._batch, BATCH_BYTES, self._known_to_hub())
            if body is None:
                return
            self._send_one(body)

    def _known_to_hub(self) -> Mapping[str, Any] | None:
        known = self._remembered.hello().get("shape")
        return known if isinstance(known, dict) else None

    def _send_one(self, body: dict[str, Any]) -> None:
        try:
            reply = self._hub.ask("push", body)
        except HubRefusedError as no:
            self._mend_push(no, body)
            return
        before = self._device.state().acked
        try:
            taken = self._device.take_acks(reply)
        except ForkedError:
            self._fork("chain")
            return
        if taken.moved_back or not taken.confirmed:
            self._hub.repair(None)
        self._remembered.note_confirmed(before + 1, taken.acked, self._clock.now())
        sent = taken.confirmed
        self._done = replace(self._done, sent=self._done.sent + sent)
        self._hub.say(sent=self._hub.progress.sent + sent)

    def _mend_push(self, no: HubRefusedError, body: Mapping[str, Any]) -> None:
        if no.status == 413 and len(body["changes"]) > 1:
            self._batch = max(1, len(body["changes"]) // 2)
            return
        self._hub.repair(no)
        if no.status == 409 and no.code == "forked":
            self._fork("forked")
        elif no.status == 409 and no.code == "gap":
            self._go_back(no.details)
        else:
            raise self._hub.plain(no)

    def _go_back(self, details: Mapping[str, Any]) -> None:
        """The hub has less than it once confirmed: what it lost waits again."""
        try:
            self._device.take_acks(dict(details))
        except ForkedError:
            self._fork("chain")

    def _fork(self, why: str) -> None:
        """Get a number of our own: this is a copy or an older state of another device."""
        self._hub.repair(None)
        how = "fork" if self._device.state().joined else "join"
        grant = self._hub.asked(
            lambda: self._line.call("fork", fork_body(self._line.membership, why))
        )
        keep_grant(self._line, {**grant, "how": how}, self._remembered.wall_ms())
        self._finish_joining()
