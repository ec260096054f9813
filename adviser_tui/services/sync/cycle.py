"""One sync: send until nothing waits, fetch until everything is here.

Each request stands for itself and each answer is kept in one transaction, so that it may be torn
off anywhere and the next one goes on from there. Nothing counts as sent before the hub said so.
"""

import time
from dataclasses import replace

from adviser_tui.clock import Clock
from adviser_tui.errors import StorageError
from adviser_tui.services.sync.asking import Asking
from adviser_tui.services.sync.comparing import compare, is_due
from adviser_tui.services.sync.hub_line import HubLine
from adviser_tui.services.sync.pages_ahead import PagesAhead
from adviser_tui.services.sync.progress import Pace, Reached, SyncDone
from adviser_tui.services.sync.remembered import Remembered
from adviser_tui.services.sync.sending import Sending
from adviser_tui.services.sync.standing import learn_standing
from adviser_tui.services.sync.stops import HubSaidNoError
from adviser_tui.storage.sync.device import Device
from adviser_tui.storage.sync.troubles import ForkedError, PageStaleError, RebuildNeededError
from adviser_tui.sync.transport import HubRefusedError

HELLO_HOURS = 24
_HOUR_MS = 3_600_000
_LOST_CURSORS = ("epoch", "cursor_expired", "cursor_ahead")
_ACCESS_CHANGED = (
    "What you may see has changed, so some of it is not on this device any more. Ask your team "
    "lead if that is not what you expected."
)
_PUT_BACK = (
    "The hub was put back to an earlier state. Nothing that is on this device is lost; some things "
    "come back once the others have synced too."
)
_MOST_STALE = 5
_MOST_ROUNDS = 4


class Cycle(Sending):
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
        super().__init__(line, device, remembered, clock, hub)
        self._pace = pace or Pace()
        self._must_compare = must_compare

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
        """Only send; return how many changes still wait. Used before everything is let go.

        A hub that was put back has lost what it once confirmed, and this device is not told so.
        """
        self._finish_joining()
        self._give_back()
        return self._waiting()

    def _waiting(self) -> int:
        state = self._device.state()
        return state.waiting + state.parked

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
        if epoch and self._device.state().epoch not in ("", epoch):
            self._remark(_PUT_BACK)
        self._give_back()
        if not epoch:
            hello = self._hub.asked(self._line.hello)
            self._remembered.note_hello(hello)
            epoch = str(hello["epoch"])
        self._device.rebuild(epoch)
        self._hub.say(phase="fetching", is_first=True)

    def _give_back(self) -> None:
        """Ask the hub what it has, and send what it lost with what waits."""
        state = self._device.state()
        try:
            self._hub.ask("push", {"prev": state.acked, "chain": state.chain, "changes": []})
        except HubRefusedError as no:
            self._mend_push(no, {"changes": []})
        self._send()

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
