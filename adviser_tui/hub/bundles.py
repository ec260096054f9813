"""What the hub does with bundles: take in what devices wrote, and write each an answer.

All that devices ask is asked of the hub exactly as over the network, through `InProcess`, so the
same checks, limits and outcomes hold. First everything that was brought is taken in, from every
device; only then the answers are written, so that one round carries everybody's work to everybody.
"""

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass, field, replace
from itertools import chain
from pathlib import Path
from typing import Any

from adviser_tui.errors import InputError
from adviser_tui.hub.bundle_members import Member, Members
from adviser_tui.hub.founding import check_same
from adviser_tui.hub.hub import Hub
from adviser_tui.hub.in_process import InProcess
from adviser_tui.hub.place import hub_folder, read_place
from adviser_tui.hub.store import Store, open_store
from adviser_tui.sync import bundle_talk as talk
from adviser_tui.sync.bundle_file import BundleError, Note, opened, write_bundle
from adviser_tui.sync.bundle_place import Bad, Found, destination, sort_out, tidied
from adviser_tui.sync.canonical import canonical
from adviser_tui.sync.limits import PAGE_ROWS
from adviser_tui.sync.sealing import Keys
from adviser_tui.sync.transport import HubRefusedError, Transport

_PAGES_MOST = 100_000
_ALL = 1_000_000
_ANEW = ("epoch", "cursor_expired", "cursor_ahead")
"""Refusals after which a device takes everything in anew, so everything is sent along at once."""


@dataclass(slots=True)
class Arrived:
    """What one bundle of a device brought."""

    path: Path
    person: str
    dev_no: int
    changes: int = 0
    """Changes that stood in it."""
    confirmed: int = 0
    """How many of them were new here and are confirmed now."""
    outcomes: dict[str, int] = field(default_factory=dict)
    """How many ended in which other way than being taken as they are."""
    answer: Path | None = None
    """The bundle for the device to read."""
    is_repeat: bool = False
    """Whether the answer lay there already."""


@dataclass(frozen=True, slots=True)
class HubRead:
    """What reading a place came to."""

    found: Found
    arrived: tuple[Arrived, ...]
    bad: tuple[Bad, ...]
    deletable: tuple[Path, ...]
    """Answers that their devices have read, or that a newer one has taken the place of."""
    tidied: tuple[Path, ...] = ()


@dataclass(slots=True)
class _Asked:
    """The newest bundle of a device, to be answered."""

    member: Member
    head: talk.UpHead
    arrived: Arrived
    acked: int = 0
    """The last change of the device that is confirmed."""
    replies: list[dict[str, Any]] = field(default_factory=list)
    pull: dict[str, Any] | None = None
    fork: dict[str, Any] | None = None
    """What a copied or restored device asks: a number of its own."""

    def count(self, reply: Mapping[str, Any], changes: list[Any]) -> None:
        """Count what a push brought that was not here before."""
        before, self.acked = self.acked, max(self.acked, int(reply["acked"]))
        new = {each["l"] for each in changes if before < each["l"] <= self.acked}
        self.arrived.changes += len(changes)
        self.arrived.confirmed += len(new)
        for each in reply["outcomes"]:
            if each["l"] in new and each["o"] not in ("applied", "equal"):
                many = self.arrived.outcomes.get(each["o"], 0)
                self.arrived.outcomes[each["o"]] = many + 1


@contextmanager
def open_bundles(folder: Path | None = None) -> Iterator["Bundles"]:
    """Open the hub of this machine for bundles; `folder` is where it lives, if not at its place."""
    place = read_place(hub_folder(folder))
    with closing(open_store(place.database)) as store:
        with store.reading() as t:
            check_same(t, place)
        # Nobody waits for anybody here: the answers are written one after the other.
        hub = Hub(store, keys=place.keys, journal=place.journal, bootstraps=_ALL)
        yield Bundles(InProcess(hub), store, place.keys.courier, hub.now)


class Bundles:
    """The post office of one hub."""

    def __init__(self, ways: Transport, store: Store, keys: Keys, clock: Callable[[], int]) -> None:
        self._ways = ways
        self._members = Members(store)
        self._keys = keys
        self._clock = clock

    def read(self, place: Path, *, answers: Path | None = None, tidy: bool = False) -> HubRead:
        """Take in every bundle for the hub in a folder, or one file, and write the answers.

        Answers lie beside what they answer, or in `answers`. What was refused is told and
        everything else goes on. Raises `InputError` or `StorageError`.
        """
        if answers is not None and not answers.is_dir():
            raise InputError(f"There is no such folder: {answers}. Nothing was read.", "answers")
        found = sort_out(place, self._keys)
        newest: dict[int, _Asked] = {}
        arrived, bad = [], list(found.bad)
        for path in found.for_us:
            try:
                asked = self._take_in(path)
            except BundleError as error:
                bad.append(Bad(path, str(error)))
                continue
            arrived.append(asked.arrived)
            before = newest.get(asked.head.dev_no)
            if before is None or before.head.number < asked.head.number:
                newest[asked.head.dev_no] = asked
        folder = answers or (place if place.is_dir() else place.parent)
        for asked in newest.values():
            self._answer(asked, folder, found)
        done = self._deletable(folder)
        if tidy:
            return HubRead(found, tuple(arrived), tuple(bad), (), tidied(done))
        return HubRead(found, tuple(arrived), tuple(bad), done)

    def _take_in(self, path: Path) -> _Asked:
        """Do what a bundle asks for, except for the pull, which comes after everybody's pushes."""
        with opened(path, self._keys) as bundle:
            first, rest = talk.first_of(bundle.messages(), path.name)
            head = talk.read_up_head(first, path.name)
            self._check_hub(head, path)
            member = self._members.recognise(head, bundle.writer, path.name)
            person, acked = self._members.stand(head.dev_no)
            asked = _Asked(member, head, Arrived(path, person, head.dev_no), acked)
            for message in rest:
                self._do(asked, message)
        return asked

    def _check_hub(self, head: talk.UpHead, path: Path) -> None:
        if head.hub_id != self._ways.call("hello", {})["hub_id"]:
            raise BundleError(
                f"{path.name} was written for another hub. Nothing was taken from it."
            )

    def _do(self, asked: _Asked, message: Mapping[str, Any]) -> None:
        name = asked.arrived.path.name
        if message.get("t") == "push":
            body = talk.body_of(message, "body", name)
            reply = self._asked(asked, "push", body)
            if reply is not None:
                asked.count(reply, body["changes"])
        elif message.get("t") == "fork":
            asked.fork = talk.body_of(message, "body", name)
        elif message.get("t") == "pull":
            asked.pull = talk.body_of(message, "body", name)

    def _asked(self, asked: _Asked, name: str, body: Mapping[str, Any]) -> dict[str, Any] | None:
        """Ask the hub and keep what it says for the answer; give nothing where it said no.

        A hub that is busy or cannot write ends the reading instead: nothing is answered by that.
        """
        try:
            reply = self._ways.call(name, body, asked.head.token)
        except HubRefusedError as error:
            if error.status >= 429:
                raise
            asked.replies.append(talk.refused(name, error))
            return None
        asked.replies.append(talk.answer(name, reply))
        return reply

    def _answer(self, asked: _Asked, folder: Path, found: Found) -> None:
        """Write the answer, unless the same one lies there still."""
        member = asked.member
        last = (member.dev_no, member.answered)
        there = [own.path for own in found.own if (own.note.dev_no, own.note.number) == last]
        if asked.fork is not None:
            if there and member.forked == asked.head.number:
                asked.arrived.answer, asked.arrived.is_repeat = there[0], True
                return
            self._asked(asked, "fork", asked.fork)
            member = replace(member, forked=asked.head.number)
        number = self._members.next_number(self._clock())
        path = destination(folder)
        seen = hashlib.sha256()
        write_bundle(
            path,
            self._told(asked, number, seen.update),
            keys=self._keys,
            reader=member.keys.box,
            note=Note(number, member.dev_no),
        )
        if there and seen.hexdigest() == member.digest:
            path.unlink()
            asked.arrived.answer, asked.arrived.is_repeat = there[0], True
            return
        asked.arrived.answer = path
        self._members.keep(replace(member, answered=number, digest=seen.hexdigest()))

    def _told(
        self, asked: _Asked, number: int, seen: Callable[[bytes], None]
    ) -> Iterator[dict[str, Any]]:
        """Yield an answer; `seen` is given what tells whether it says anything new."""
        member, head = asked.member, asked.head
        yield talk.down_head(
            talk.DownHead(number, head.number, head.hub_id, member.device_id, member.dev_no)
        )
        many = 0
        hello = talk.answer("hello", self._ways.call("hello", {}))
        for message in chain((hello,), asked.replies, self._pages(asked)):
            many += 1
            seen(canonical(_telling(message)))
            yield message
        yield {"t": "end", "many": many}

    def _pages(self, asked: _Asked) -> Iterable[dict[str, Any]]:
        """Yield everything that the hub has for a device, page by page."""
        if asked.pull is None:
            return
        body = asked.pull | {"limit": PAGE_ROWS}
        is_anew = False
        for _ in range(_PAGES_MOST):
            try:
                page = self._ways.call("pull", body, asked.head.token)
            except HubRefusedError as error:
                if error.status >= 429:
                    raise
                yield talk.refused("pull", error)
                if error.code not in _ANEW or is_anew:
                    return
                is_anew = True
                epoch = self._ways.call("hello", {})["epoch"]
                body |= {"epoch": epoch, "have": {}, "erase_cursor": 0}
                continue
            yield talk.answer("pull", page)
            if not page["more"]:
                return
            body = _after(body, page)

    def _deletable(self, folder: Path) -> tuple[Path, ...]:
        """Return our answers that nobody needs any more."""
        own = sort_out(folder, self._keys).own
        newest: dict[int, int] = {}
        for each in own:
            newest[each.note.dev_no] = max(newest.get(each.note.dev_no, 0), each.note.number)
        heard = {dev_no: self._members.heard(dev_no) for dev_no in newest}
        return tuple(
            each.path
            for each in own
            if each.note.number <= heard[each.note.dev_no]
            or each.note.number < newest[each.note.dev_no]
        )


def _after(body: Mapping[str, Any], page: Mapping[str, Any]) -> dict[str, Any]:
    """Return what a device asks when it has taken a page in."""
    reached = {scope: told["to"] for scope, told in page["scopes"].items()}
    kept = {name: value for name, value in body.items() if name != "confirm"}
    if again := page.get("refill"):
        cursors = {scope: told["to"] for scope, told in again.items()}
        kept["refill"] = {**kept["refill"], "have": cursors}
    return kept | {"have": reached, "erase_cursor": page["erase"]["to"], "epoch": page["epoch"]}


def _telling(message: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return what of a message is the same when the same is asked again.

    What became of a change is told once with its push; what matters of it comes with every pull.
    """
    if message.get("to") != "push" or "reply" not in message:
        return message
    return {"to": "push", "acked": message["reply"]["acked"], "chain": message["reply"]["chain"]}
