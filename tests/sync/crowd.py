"""Many devices that write at once, in a process of their own: `python -m tests.sync.crowd`.

Arguments: the store's address, seconds, a seed, then `number:token` for each device. Every device
is a thread. It prints, as one JSON line, the ids of the rows that the hub has confirmed.
"""

import json
import random
import sys
import threading
import time
from typing import Any

from adviser_tui.hub import people
from adviser_tui.hub.errors import HubError
from adviser_tui.hub.hub import Hub
from adviser_tui.hub.in_process import InProcess
from adviser_tui.hub.journal import Journal
from adviser_tui.hub.signing import new_keys
from adviser_tui.hub.store import Store, open_store
from adviser_tui.sync.transport import HubRefusedError
from tests.sync.team import HeldClock, Raw, Team

_ACCOUNT = people.Account("", "Ada Sample", "adviser", True, ())


def main(words: list[str]) -> int:
    """Let every device write until the time is over."""
    address, seconds, seed, *devices = words
    clock = HeldClock()
    store = _opened(address)
    hub = Hub(store, clock, keys=new_keys(), journal=Journal())
    team = Team(hub, clock, InProcess(hub), people.Act(hub.journal, clock.ms))
    until = time.monotonic() + float(seconds)
    confirmed: list[str] = []
    failures: list[str] = []

    def work(place: int, known: str) -> None:
        number, token = known.split(":")
        raw = Raw(team, _ACCOUNT, int(number), token)
        try:
            confirmed.extend(_write(raw, random.Random(int(seed) * 100 + place), until))
        except Exception as error:
            failures.append(repr(error))

    threads = [threading.Thread(target=work, args=each) for each in enumerate(devices)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    store.close()
    sys.stdout.write(json.dumps({"confirmed": confirmed, "failures": failures}) + "\n")
    return 0


def _opened(address: str) -> Store:
    """Open the store, once more where its connection was cut meanwhile."""
    for _ in range(200):
        try:
            return open_store(address, connections=8)
        except HubError as error:
            if error.code != "busy":
                raise
            time.sleep(0.1)
    raise AssertionError("the store could not be opened")


def _write(raw: Raw, chance: random.Random, until: float) -> list[str]:
    """Push until the time is over, and return what was confirmed."""
    confirmed: list[str] = []
    waiting: list[str] = []
    while time.monotonic() < until or waiting:
        if not raw.queue:
            waiting = _something(raw, chance)
        if chance.random() < 0.05:
            _refused(raw)
        reply = _pushed(raw, raw.body())
        if reply is None:
            continue
        if chance.random() < 0.1:
            continue  # the answer was lost on the way; everything is sent once more
        raw.took(reply)
        confirmed += waiting
        waiting = []
        if chance.random() < 0.2:
            time.sleep(chance.random() * 0.01)
    return confirmed


def _something(raw: Raw, chance: random.Random) -> list[str]:
    home = chance.choice(("team:1", "team:2"))
    ids = []
    for _ in range(chance.randint(1, 6)):
        employer = raw.insert("employer", home=home)
        ids += [employer, raw.insert("contact", employer_id=employer, home=home)]
        if chance.random() < 0.3:
            raw.update("employer", employer, name="Sample Mill")
    return ids


def _refused(raw: Raw) -> None:
    """Begin what the hub must take back as a whole: a batch whose end does not follow."""
    body: dict[str, Any] = {**raw.body(), "prev": raw.acked + 50}
    try:
        raw.call("push", body)
    except HubRefusedError as error:
        if error.code not in ("gap", "busy", "bad_request"):
            raise
    else:
        raise AssertionError("a gap was accepted")


def _pushed(raw: Raw, body: dict[str, Any]) -> dict[str, Any] | None:
    try:
        return raw.call("push", body)
    except HubRefusedError as error:
        if error.code != "busy":
            raise
        return None


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
