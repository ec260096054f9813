"""Sync without a network: what this device writes for its hub, and what it reads from it.

The same questions and answers as over the network, carried in a file. The device writes everything
since the last confirmed change, so a later bundle makes an earlier one needless; it reads answers
in the order of their numbers and skips those that it has read, so they may come in any order.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from adviser_tui.clock import Clock
from adviser_tui.errors import StorageError, SyncError
from adviser_tui.services.sync.bundle_reading import Reading, Unpacked
from adviser_tui.services.sync.bundle_writing import Questions
from adviser_tui.services.sync.letting_go import let_go
from adviser_tui.services.sync.membership import Membership, MembershipFile
from adviser_tui.services.sync.remembered import Remembered
from adviser_tui.services.sync.stops import WipeOrderedError
from adviser_tui.services.sync.taking_over import refuse_another_hub, take_over
from adviser_tui.storage.database import Database
from adviser_tui.storage.reading import sortable
from adviser_tui.storage.sync.device import Device
from adviser_tui.sync import bundle_talk as talk
from adviser_tui.sync.bundle_file import BundleError, Note, opened, write_bundle
from adviser_tui.sync.bundle_place import Bad, Found, Own, destination, sort_out, tidied
from adviser_tui.sync.invitation_file import open_invitation
from adviser_tui.sync.sealing import Keys, NotGenuineError, PublicKeys, new_keys

__all__ = ["Courier", "WhatCame", "Written", "new_courier", "open_invitation"]


@dataclass(frozen=True, slots=True)
class Written:
    """A bundle that was written."""

    path: Path
    changes: int
    """How many changes are in it; the hub has not confirmed them yet."""
    bytes: int
    deletable: tuple[Path, ...] = ()
    """Earlier bundles of this device in the same folder, which this one takes the place of."""


@dataclass(frozen=True, slots=True)
class WhatCame:
    """What reading a place came to."""

    found: Found
    unpacked: tuple[Unpacked, ...]
    """The hub's bundles that were taken in, in the order of their numbers."""
    older: tuple[Path, ...]
    """Bundles of the hub that were read before, or that newer ones have taken the place of."""
    bad: tuple[Bad, ...]
    waiting: int
    """Changes that the hub has still not confirmed."""
    deletable: tuple[Path, ...]
    tidied: tuple[Path, ...] = ()


def new_courier(hub: PublicKeys | Mapping[str, str] | None = None) -> dict[str, Any]:
    """Return what a device that joins keeps for bundles: keys of its own, and those of its hub."""
    keys = new_keys()
    known = hub.as_dict() if isinstance(hub, PublicKeys) else dict(hub or {})
    return {**keys.as_dict(), "hub": known}


class Courier:
    """Bundles of one device."""

    def __init__(
        self,
        database: Database,
        *,
        file: MembershipFile | None = None,
        device: Device | None = None,
        clock: Clock | None = None,
    ) -> None:
        self._database = database
        self._file = file or MembershipFile(database.folder)
        self._device = device or Device(database)
        self._remembered = Remembered(database)
        self._clock = clock or database.clock

    def write(self, place: Path, *, replace_it: bool = False) -> Written:
        """Write everything that the hub has not confirmed, into a folder or a file of this name.

        In a folder it gets a name that tells nothing. Raises `SyncError`, `InputError` or
        `StorageError`; nothing is left half-written.
        """
        mine = self._finished_joining()
        keys, hub = self._keys(mine), self._hub_of(mine)
        number = max(self._now_ms(), int(mine.courier.get("number", 0)) + 1)
        self._keep(number=number)
        path = destination(place)
        counted: list[int] = []
        size = write_bundle(
            path,
            Questions(self._database, mine, keys, number).messages(counted),
            keys=keys,
            reader=hub.box,
            note=Note(number, mine.dev_no),
            replace=replace_it,
        )
        own = sort_out(path.parent, keys).own
        return Written(path, sum(counted), size, self._needless(own, number - 1))

    def read(self, place: Path, *, tidy: bool = False) -> WhatCame:
        """Take in what a folder, or one file, holds for this device.

        What is not for it is left alone; what is damaged or not of its hub is refused and told.
        Raises `WipeOrderedError` for the hub's signed word, else `SyncError`, `InputError` or
        `StorageError`.
        """
        mine = self._finished_joining()
        keys, hub = self._keys(mine), self._hub_of(mine)
        found = sort_out(place, keys)
        bad, older, coming = list(found.bad), [], []
        for path in found.for_us:
            try:
                number = self._number_of(path, keys, hub, mine)
            except BundleError as error:
                bad.append(Bad(path, str(error)))
                continue
            if number is None or number <= int(mine.courier.get("heard", 0)):
                older.append(path)
            else:
                coming.append((number, path))
        unpacked = [self._unpack(path, keys) for _, path in sorted(coming)]
        self._clean_up(unpacked)
        self._mind_being_let_go(unpacked)
        done = (*older, *(each.path for each in unpacked if each.is_read))
        answered = int(self._joined().courier.get("answered", 0))
        needless = (*self._needless(found.own, answered), *done)
        gone = tidied(needless) if tidy else ()
        return WhatCame(
            found,
            tuple(unpacked),
            tuple(older),
            tuple(bad),
            self._device.state().waiting,
            () if tidy else needless,
            gone,
        )

    def _clean_up(self, unpacked: list[Unpacked]) -> None:
        """Leave nothing in the files of what was let go of."""
        if unpacked:
            try:
                self._device.clean_up()
            except StorageError as error:
                unpacked[-1].remarks.append(str(error))

    def _mind_being_let_go(self, unpacked: list[Unpacked]) -> None:
        """Raise `WipeOrderedError` for the hub's word, unless work waits that it still takes."""
        ordered = [each for each in unpacked if each.ordered_out is not None]
        if not ordered:
            return
        last = ordered[-1]
        if self._device.state().waiting and last.may_deliver:
            last.remarks.append(
                "The team's hub has asked this device to remove its caseload, but something "
                "recorded here is not delivered yet. Write a bundle, and read its answer."
            )
        elif last.ordered_out is not None:
            raise WipeOrderedError(last.ordered_out)

    def let_go(self, notice: Mapping[str, Any]) -> str:
        """Remove the caseload on the hub's word, if nothing waits here; return what to say.

        Raises `ShutOutError` where something does: then the caseload is shut and nothing removed.
        """
        return let_go(
            self._database,
            self._joined(),
            notice,
            lambda: self._device.state().waiting,
            self._clock,
        )

    def _number_of(self, path: Path, keys: Keys, hub: PublicKeys, mine: Membership) -> int | None:
        """Return the number of a bundle of our hub; nothing where it is for an earlier life of us.

        Every byte is checked before anything in it counts.
        """
        with opened(path, keys) as bundle:
            if bundle.writer != hub.sign:
                raise BundleError(
                    f"{path.name} was not written by the hub that this device joined. Nothing was "
                    "taken from it. Ask your team lead where it comes from."
                )
            first, _ = talk.first_of(bundle.messages(), path.name)
            head = talk.read_down_head(first, path.name)
        if head.hub_id != mine.hub_id:
            raise BundleError(f"{path.name} is from another hub. Nothing was taken from it.")
        if (head.device_id, head.dev_no) != (mine.device_id, mine.dev_no):
            return None
        begun = int(mine.courier.get("begun", 0))
        is_past = head.number < begun or head.answers < self._met_over_network_ms(mine)
        return None if is_past else head.number

    def _met_over_network_ms(self, mine: Membership) -> int:
        """Return when this device last had everything over the network, 0 where it had not since.

        What was asked before then is not taken in: rights may have changed meanwhile.
        """
        last = self._remembered.last
        if last is None or sortable(last) == mine.courier.get("synced"):
            return 0
        return int(last.timestamp() * 1000)

    def _unpack(self, path: Path, keys: Keys) -> Unpacked:
        """Take a bundle in; torn off anywhere, it is read again from the start."""
        with opened(path, keys) as bundle:
            first, rest = talk.first_of(bundle.messages(), path.name)
            head = talk.read_down_head(first, path.name)
            self._keep(begun=head.number)
            reading = Reading(self._device, self._file, self._remembered, self._clock, path)
            done = reading.through(rest, is_forking=bool(self._joined().courier.get("fork")))
        if done.is_read:
            mine = self._joined()
            answered = max(head.answers, int(mine.courier.get("answered", 0)))
            last = self._remembered.last
            synced = sortable(last) if done.is_complete and last else mine.courier.get("synced")
            self._keep(heard=head.number, answered=answered, fork=done.fork, synced=synced)
        return done

    def _needless(self, own: tuple[Own, ...], upto: int) -> tuple[Path, ...]:
        """Return our bundles that the hub has read, or that a newer one makes needless."""
        return tuple(each.path for each in own if each.note.number <= upto)

    def _joined(self) -> Membership:
        mine = self._file.read()
        if mine is None:
            raise SyncError(
                "This caseload has not joined a team yet, so there is nobody to exchange bundles "
                "with. Join with `adviser join --invitation FILE CODE`."
            )
        return mine

    def _finished_joining(self) -> Membership:
        """Return who this device is, after taking over what was granted and not yet taken over."""
        mine = self._joined()
        refuse_another_hub(self._device, mine)
        if mine.grant:
            take_over(self._device, mine.grant)
            return self._file.change(grant={})
        if not self._device.state().joined and not mine.courier.get("fork"):
            # A backup from before the joining was brought back.
            self._keep(fork="restored")
            return self._joined()
        return mine

    def _keys(self, mine: Membership) -> Keys:
        """Return this device's keys, made now where it joined without any."""
        if "sign" not in mine.courier:
            made = {**new_courier(), **mine.courier}
            self._file.change(courier=made)
            return Keys.read(made)
        try:
            return Keys.read(mine.courier)
        except NotGenuineError as error:
            raise StorageError(
                f"The keys for bundles in {self._file.path} are damaged, so no bundle can be "
                "written or read. The caseload is safe. Ask your team lead for a new invitation."
            ) from error

    def _hub_of(self, mine: Membership) -> PublicKeys:
        known = mine.courier.get("hub")
        told = known if isinstance(known, Mapping) else {}
        try:
            keys = PublicKeys.read({"sign": mine.hub_key, "box": told.get("box", "")})
        except NotGenuineError as error:
            raise SyncError(
                "This device does not know the key that bundles for its hub are sealed with. "
                "Everything recorded here is safe. Sync over the network, or ask your team lead "
                "for an invitation."
            ) from error
        return keys

    def _keep(self, **values: Any) -> None:
        mine = self._joined()
        self._file.write(replace(mine, courier={**mine.courier, **values}))

    def _now_ms(self) -> int:
        return int(self._clock.now().timestamp() * 1000)
