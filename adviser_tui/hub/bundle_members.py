"""What a hub remembers of devices that send bundles: their keys, and what it answered them."""

import json
from dataclasses import dataclass, replace

from adviser_tui.hub.callers import caller_of
from adviser_tui.hub.errors import HubError
from adviser_tui.hub.store import Store, Transaction
from adviser_tui.sync.bundle_file import BundleError
from adviser_tui.sync.bundle_talk import UpHead
from adviser_tui.sync.sealing import PublicKeys

_LAST = "bundles:last"


@dataclass(frozen=True, slots=True)
class Member:
    """A device that sends bundles."""

    dev_no: int
    device_id: str
    keys: PublicKeys
    heard: int = 0
    """The newest bundle of ours that the device says it has read to its end."""
    forked: int = 0
    """The newest of its bundles that was answered with a new number for the device."""
    answered: int = 0
    """The bundle of ours that answered last, and a digest of what stood in it."""
    digest: str = ""


class Members:
    """The devices of one hub: their keys beside their tokens, the rest among its settings."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def recognise(self, head: UpHead, writer: bytes, name: str) -> Member:
        """Return who wrote a bundle; raises `BundleError` where it is not who it says.

        The token inside proves the device, as it does over the network. The keys that came at
        joining, or else with the first bundle, are kept, and no others are taken for this device
        from then on. Revoked devices are recognised too, so that they can be told.
        """
        if writer != head.keys.sign:
            raise _not_who(name)
        with self._store.transaction() as t:
            self._check_token(t, head, name)
            self._check_keys(t, head, name)
            known = self._read(t, head.dev_no) or Member(head.dev_no, head.device_id, head.keys)
            member = replace(known, keys=head.keys, heard=max(known.heard, head.heard))
            self.keep(member, t)
        return member

    def keep(self, member: Member, within: Transaction | None = None) -> None:
        """Remember a device as it is now."""
        if within is None:
            with self._store.transaction() as t:
                self.keep(member, t)
            return
        kept = {
            "device_id": member.device_id,
            "keys": member.keys.as_dict(),
            "heard": member.heard,
            "forked": member.forked,
            "answered": member.answered,
            "digest": member.digest,
        }
        row = (_key(member.dev_no), json.dumps(kept))
        within.put_many("hub_setting", ("key", "value"), [row], ("key",))

    def heard(self, dev_no: int) -> int:
        """Return the newest bundle of ours that a device has read to its end."""
        with self._store.reading() as t:
            found = self._read(t, dev_no)
        return found.heard if found else 0

    def stand(self, dev_no: int) -> tuple[str, int]:
        """Return whose a device is, and the last change of it that the hub has confirmed."""
        with self._store.reading() as t:
            row = t.one(
                "SELECT a.name, d.acked FROM device d JOIN account a ON a.id = d.account "
                "WHERE d.dev_no = :n",
                n=dev_no,
            )
        return (str(row.name), int(row.acked)) if row else ("", 0)

    def next_number(self, now_ms: int) -> int:
        """Return the number of the next bundle: the time, but never twice and never backwards."""
        with self._store.transaction() as t:
            t.alone(_LAST)
            row = t.one("SELECT value FROM hub_setting WHERE key = :key", key=_LAST)
            number = max(now_ms, int(row.value) + 1 if row else 0)
            t.put_many("hub_setting", ("key", "value"), [(_LAST, str(number))], ("key",))
        return number

    @staticmethod
    def _check_token(t: Transaction, head: UpHead, name: str) -> None:
        try:
            caller = caller_of(t, head.token)
            is_it = (caller.dev_no, caller.device_id) == (head.dev_no, head.device_id)
        except HubError as error:
            is_it = error.status == 410 and error.details.get("device_id") == head.device_id
        if not is_it:
            raise _not_who(name)

    @staticmethod
    def _check_keys(t: Transaction, head: UpHead, name: str) -> None:
        row = t.lock_device(head.dev_no)
        given = (head.keys.sign.hex(), head.keys.box.hex())
        if row is not None and (row.courier_sign or row.courier_box):
            if (row.courier_sign, row.courier_box) == given:
                return
            raise BundleError(
                f"{name} carries the token of device {head.dev_no}, but other keys than that "
                "device has used so far. Nothing was taken from it. An invitation may have been "
                "used twice: ask its owner, revoke the device and invite it anew."
            )
        t.run(
            "UPDATE device SET courier_sign = :sign, courier_box = :box WHERE dev_no = :n",
            sign=given[0],
            box=given[1],
            n=head.dev_no,
        )

    @staticmethod
    def _read(t: Transaction, dev_no: int) -> Member | None:
        row = t.one("SELECT value FROM hub_setting WHERE key = :key", key=_key(dev_no))
        if row is None:
            return None
        kept = json.loads(row.value)
        return Member(
            dev_no,
            kept["device_id"],
            PublicKeys.read(kept["keys"]),
            int(kept["heard"]),
            int(kept["forked"]),
            int(kept["answered"]),
            kept["digest"],
        )


def _key(dev_no: int) -> str:
    return f"bundles:{dev_no}"


def _not_who(name: str) -> BundleError:
    return BundleError(
        f"{name} does not come from a device of this hub. Nothing was taken from it. A device "
        "that joined before this hub was restored may have to join anew."
    )
