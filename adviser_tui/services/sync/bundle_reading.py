"""Taking in one bundle of the hub: each answer as it would be taken in from the network."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from adviser_tui.clock import Clock
from adviser_tui.services.sync.membership import MembershipFile
from adviser_tui.services.sync.remembered import Remembered
from adviser_tui.services.sync.stops import in_plain_words
from adviser_tui.services.sync.taking_over import take_over
from adviser_tui.storage.sync.device import Device
from adviser_tui.storage.sync.troubles import (
    ForkedError,
    PageStaleError,
    RebuildNeededError,
    SweepRefusedError,
)
from adviser_tui.sync import bundle_talk as talk
from adviser_tui.sync.notices import is_genuine
from adviser_tui.sync.transport import HubRefusedError

_LOST_CURSORS = ("epoch", "cursor_expired", "cursor_ahead")


@dataclass(slots=True)
class Unpacked:
    """What one bundle of the hub brought."""

    path: Path
    confirmed: int = 0
    """Changes of this device that the hub says it has."""
    rows: int = 0
    """Rows that were taken in."""
    left: int = 0
    """Participants, employers and partners that are no longer shared with this device."""
    erased: int = 0
    outcomes: dict[str, int] = field(default_factory=dict)
    """How many of our changes ended in which other way than being taken as they are."""
    is_complete: bool = False
    """Whether everything that the hub had then is here now."""
    is_read: bool = True
    """Whether it was read to its end, so that it will not be read again."""
    is_refused: bool = False
    """Whether the hub said no to something; the remarks say to what."""
    ordered_out: Mapping[str, Any] | None = None
    """The hub's own signed word that this device has to let go of its caseload."""
    may_deliver: bool = False
    """Whether the hub still took what this device sent."""
    fork: str = ""
    """Why this device has to ask for a number of its own; empty where it has not."""
    remarks: list[str] = field(default_factory=list)
    """What else there is to say, each a sentence."""


class Reading:
    """One bundle being taken in."""

    def __init__(
        self,
        device: Device,
        file: MembershipFile,
        remembered: Remembered,
        clock: Clock,
        path: Path,
    ) -> None:
        self._device = device
        self._file = file
        self._remembered = remembered
        self._clock = clock
        self._done = Unpacked(path)
        self._is_anew = False
        """Whether the pages that follow begin from nothing."""
        self._is_behind = False
        """Whether the hub lost what it had confirmed, so that it must be sent again first."""

    def through(self, messages: Iterable[Mapping[str, Any]], *, is_forking: bool) -> Unpacked:
        """Take in all messages after the head; what the hub said no to is among the remarks."""
        for message in messages:
            kind, to = message.get("t"), message.get("to")
            if kind == "end":
                self._note_end()
                return self._done
            if kind == "refused":
                self._refused(str(to), talk.read_refused(message))
            elif kind == "answer":
                reply = talk.body_of(message, "reply", self._done.path.name)
                if to == "fork" and is_forking:
                    self._take_number(reply)
                elif to == "hello":
                    self._remembered.note_hello(reply)
                elif to == "push":
                    self._take_acks(reply)
                elif to == "pull" and not self._is_behind and not self._done.fork:
                    self._take_page(reply)
            if not self._done.is_read:
                return self._done
        self._stop("It ends before its end. Write a new bundle, and ask for a new answer.")
        return self._done

    def _take_acks(self, reply: Mapping[str, Any]) -> None:
        self._done.may_deliver = True
        state = self._device.state()
        if int(reply["acked"]) < state.acked and reply.get("epoch") == state.epoch:
            return  # it was written before something that this device heard another way
        try:
            self._device.take_acks(dict(reply))
        except ForkedError:
            self._need_number("chain")
            return
        acked = self._device.state().acked
        self._is_behind = self._is_behind or acked < state.acked
        if acked > state.acked:
            self._remembered.note_confirmed(state.acked + 1, acked, self._clock.now())
            self._done.confirmed += acked - state.acked
        for each in reply.get("outcomes", ()):
            if each["o"] not in ("applied", "equal"):
                self._done.outcomes[each["o"]] = self._done.outcomes.get(each["o"], 0) + 1

    def _take_page(self, page: dict[str, Any]) -> None:
        try:
            if self._is_anew:
                self._begin_anew(str(page["epoch"]))
            taken = self._device.take_page(page, courier=True)
        except (PageStaleError, RebuildNeededError):
            self._stop(
                "It does not go on from what is here, since this caseload was put back to an "
                "earlier state, or met another hub's backup. Nothing was lost: write a new bundle, "
                "and read its answer."
            )
            return
        except SweepRefusedError as no:
            # The page itself was taken in; what is asked is whether all the rest may go.
            self._done.remarks.append(str(no))
            self._done.is_refused = True
            return
        self._done.rows += taken.put
        self._done.left += taken.left
        self._done.erased += taken.erased
        self._done.is_complete = taken.complete

    def _begin_anew(self, epoch: str) -> None:
        """Compare everything from nothing on, or go on with it where that was torn off."""
        state = self._device.state()
        if not (state.rebuilding and state.epoch == epoch):
            self._device.rebuild(epoch)
        self._is_anew = False

    def _refused(self, to: str, no: HubRefusedError) -> None:
        mine = self._file.read()
        signed = no.details.get("instruction") or no.details.get("wipe") or no.details
        if no.status == 410 and mine and is_genuine(signed, mine.hub_key, mine.device_id):
            self._done.ordered_out = dict(signed["notice"])
            self._done.is_refused = True
            return
        if to == "push" and no.code == "gap":
            self._take_acks({**no.details, "outcomes": []})
        elif to == "push" and no.code == "forked":
            self._need_number("forked")
        elif to == "pull" and no.code in _LOST_CURSORS:
            self._is_anew = True
        else:
            sentence = str(in_plain_words(no, self._device.state().waiting))
            if sentence not in self._done.remarks:
                self._done.remarks.append(sentence)
            self._done.is_refused = True

    def _need_number(self, why: str) -> None:
        self._done.fork = why
        self._done.remarks.append(
            "This caseload was restored from a backup or copied, so it needs a number of its own "
            "at the hub. Nothing is lost: write a new bundle, which asks for it, and read its "
            "answer; then write another one with what waits here."
        )

    def _take_number(self, grant: Mapping[str, Any]) -> None:
        """Take over a number of our own, kept on the disk first."""
        values: dict[str, Any] = {
            "grant": {**{k: v for k, v in grant.items() if k != "token"}, "how": "fork"},
            "dev_no": int(grant["dev_no"]),
            "device_id": str(grant["device_id"]),
            "next_token": "",
        }
        if grant.get("token"):
            values["token"] = str(grant["token"])
        mine = self._file.change(**values)
        take_over(self._device, mine.grant)
        self._file.change(grant={})
        self._done.remarks.append(
            "This device has a number of its own now. Write a new bundle with what waits here."
        )

    def _note_end(self) -> None:
        if self._is_behind:
            self._done.remarks.append(
                "The hub was put back to an earlier state and lost some of what it had confirmed. "
                "Nothing is lost here: write a new bundle, which brings it again."
            )
        complete = self._done.is_complete
        if complete:
            self._device.follow_merges()
        self._remembered.note_done(self._clock.now(), is_complete=complete)

    def _stop(self, why: str) -> None:
        self._done.is_read = False
        self._done.remarks.append(f"{self._done.path.name} was not read to its end. {why}")
