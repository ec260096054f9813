"""One sync: send until nothing waits, fetch until everything is here.

Each request stands for itself and each answer is kept in one transaction, so that it may be torn
off anywhere and the next one goes on from there. Nothing counts as sent before the hub said so.
"""

import time
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from adviser_tui.clock import Clock
from adviser_tui.errors import StorageError
from adviser_tui.services.sync.asking import Asking
from adviser_tui.services.sync.comparing import compare, is_due
from adviser_tui.services.sync.hub_line import HubLine
from adviser_tui.services.sync.pages_ahead import PagesAhead
from adviser_tui.services.sync.progress import Pace, Reached, SyncDone
from adviser_tui.services.sync.remembered import Remembered
from adviser_tui.services.sync.standing import learn_standing
from adviser_tui.services.sync.stops import HubSaidNoError
from adviser_tui.services.sync.taking_over import fork_body, keep_grant, take_over
from adviser_tui.storage.sync.device import Device
from adviser_tui.storage.sync.troubles import ForkedError, PageStaleError, RebuildNeededError
from adviser_tui.sync.limits import BATCH_BYTES, BATCH_CHANGES
from adviser_tui.sync.transport import HubRefusedError

HELLO_HOURS = 24
_HOUR_MS = 3_600_000
_LOST_CURSORS = ("epoch", "cursor_expired", "cursor_ahead")
_ACCESS_CHANGED = (
    "What you may see has changed, so some of it is not on this device any more. Ask your team "
    "lead if that is not what you expected."
)
_MOST_STALE = 5
_MOST_ROUNDS = 4


class Cycle:
    """One run over everything that there is to send and to fetch."""

    def __init__(
        self,
        line: HubLine,
        device: Device,
        remembered: Remembered,
        clock: Clock,
        hub: Asking,
        *,
        pace: Pace | None = None,
        must_compare: bool = False,
    ) -> None:
        self._line = line
        self._device = device
        self._remembered = remembered
        self._clock = clock
        self._hub = hub
        self._pace = pace or Pace()
        self._must_compare = must_compare
        self._done = SyncDone()
        self._batch = BATCH_CHANGES

    def run(self) -> SyncDone:
        """Do it all; raises a `SyncError` with what to do, and never loses anything by that."""
        self._hub.say(phase="asking")
        self._finish_joining()
        self._greet_if_due()
        self._hub.asked(self._line.renew_token_if_due)
        self._send()
        self._fetch()
        self._hub.say(phase="finishing")
        self._device.follow_merges()
        if self._device.state().waiting:
            self._send()
        self._confirm()
        if self._must_compare or is_due(self._remembered):
            found = compare(self._device, self._hub, self._remembered, self._fetch_anew)
            self._done = found.added_to(self._done, is_asked_for=self._must_compare)
        self._tidy()
        return replace(self._done, waiting=self._waiting())

    def deliver(self) -> int:
        """Only send; return how many changes still wait. Used before everything is let go."""
        self._finish_joining()
        self._send()
        return self._waiting()

    def _waiting(self) -> int:
        state = self._device.state()
        return state.waiting + state.parked

    def _finish_joining(self) -> None:
        """Take over what the hub said at joining, where the program was torn off before it did."""
        mine = self._line.membership
        if mine.grant:
            take_over(self._device, mine.grant)
            self._line.change(grant={})
        elif not self._device.state().joined:
            # A backup from before the joining was brought back.
            self._fork("restored")

    def _greet_if_due(self) -> None:
        hello = self._remembered.hello()
        age = self._remembered.wall_ms() - int(hello.get("at_ms", 0))
        if hello.get("hub_id") == self._line.membership.hub_id and 0 <= age < (
            HELLO_HOURS * _HOUR_MS
        ):
            return
        reply = self._hub.asked(self._line.hello)
        if reply.get("hub_id") != self._line.membership.hub_id:
            raise HubSaidNoError(
                "Another hub answers at the address of yours. Nothing was sent or taken in. Ask "
                "your team lead whether the team has moved to a new hub."
            )
        self._remembered.note_hello(reply)
        learn_standing(self._hub, self._line, self._device)

    # Sending.

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

    # Fetching.

    def _fetch(self) -> None:
        """Fetch until everything is here."""
        with PagesAhead(self._hub, self._line) as ahead:
            self._fetch_all(ahead)

    def _fetch_all(self, ahead: PagesAhead) -> None:
        reached = Reached(is_first=self._hub.progress.is_first)
        stale = again = 0
        self._hub.say(phase="fetching")
        while True:
            self._hub.mind_cancelling()
            try:
                wanted = self._device.request(self._pace.rows)
                page = ahead.page(wanted)
                ahead.ask_ahead(wanted, page)
                began = time.monotonic()
                taken = self._device.take_page(page)
                self._pace.took(time.monotonic() - began)
            except HubRefusedError as no:
                if no.status != 409 or no.code not in _LOST_CURSORS:
                    raise self._hub.plain(no) from no
                self._hub.repair(no)
                self._rebuild(str(no.details.get("epoch") or ""))
                reached = Reached(is_first=True)
                continue
            except RebuildNeededError as need:
                ahead.drop()
                self._hub.repair(None)
                self._rebuild(need.epoch)
                reached = Reached(is_first=True)
                continue
            except ForkedError:
                ahead.drop()
                self._fork("chain")
                continue
            except PageStaleError:
                stale += 1
                if stale > _MOST_STALE:
                    raise HubSaidNoError(
                        "What the hub sent did not fit what this device asked for. It was not "
                        "taken in. Try again; if it stays so, tell whoever runs the hub."
                    ) from None
                continue
            far, known = reached.note(page["scopes"])
            self._hub.say(fetched=self._hub.progress.fetched + taken.put, reached=far, known=known)
            self._done = replace(
                self._done,
                fetched=self._done.fetched + taken.put,
                left=self._done.left + taken.left,
                erased=self._done.erased + taken.erased,
                is_complete=taken.complete,
            )
            if taken.withdrawn:
                learn_standing(self._hub, self._line, self._device)
                self._remark(_ACCESS_CHANGED)
            if taken.must_push and again < _MOST_ROUNDS:
                # What was recorded about them goes out first; the team lead decides about it.
                again += 1
                self._send()
                self._hub.say(phase="fetching")
            elif taken.complete:
                return

    def _rebuild(self, epoch: str) -> None:
        """Take everything in anew, after giving the hub back what it lost."""
        state = self._device.state()
        try:
            self._hub.ask("push", {"prev": state.acked, "chain": state.chain, "changes": []})
        except HubRefusedError as no:
            self._mend_push(no, {"changes": []})
        self._send()
        if not epoch:
            hello = self._hub.asked(self._line.hello)
            self._remembered.note_hello(hello)
            epoch = str(hello["epoch"])
        self._device.rebuild(epoch)
        self._hub.say(phase="fetching", is_first=True)

    def _confirm(self) -> None:
        """Tell the hub which of its answers were heard, so that it can forget them."""
        body = self._device.request(self._pace.rows)
        if body.get("confirm"):
            try:
                self._device.take_page(self._hub.ask("pull", body))
            except (HubRefusedError, PageStaleError, RebuildNeededError):
                return  # the next sync tells it

    def _fetch_anew(self) -> None:
        self._rebuild("")
        self._fetch()

    def _tidy(self) -> None:
        """Leave nothing in the files of what was let go of."""
        try:
            self._device.clean_up()
        except StorageError as error:
            self._remark(str(error))

    def _remark(self, sentence: str) -> None:
        """Tell something at the end, once."""
        if sentence not in self._done.remarks:
            self._done = replace(self._done, remarks=(*self._done.remarks, sentence))
