"""A device that does everything there is to do until it is killed; run as a program by a test."""

import sys
from itertools import count
from pathlib import Path

from adviser_tui.ids import derived_id
from adviser_tui.sync.canonical import hashed_id
from models.tables import Employer
from tests.sync.devices import TEAM, Desk, a_desk, a_page, acks, hub_row

ROWS = 40


def work(desk: Desk) -> None:
    """Record, send, fetch, let go and erase, one page after the other."""
    for number in count(desk.device.state().cursors.get(TEAM, 0)):
        desk.add(*[Employer(name=f"Own {number} {n}") for n in range(3)])
        body = desk.device.batch()
        if body:
            desk.device.take_acks(acks(body))
        rows = [hub_row("employer", a_row(number, n), name=f"Mill {number}") for n in range(ROWS)]
        page = a_page(desk.device, {"employer": rows}, more=number % 3 != 0)
        if number % 5 == 4:
            page["scopes"][TEAM]["leave"] = [a_row(number - 2, 0)]
        if number % 7 == 6:
            at = page["erase"]["from"]
            gone = hashed_id(a_row(number - 3, 1))
            page["erase"] = {"from": at, "to": at + 1, "h": [gone]}
        desk.device.take_page(page)
        if number % 4 == 0:
            desk.device.clean_up()


def a_row(page: int, number: int) -> str:
    """Return the id of a row of a page, the same in every run."""
    return derived_id("page", str(page), str(number))


if __name__ == "__main__":
    here = a_desk(Path(sys.argv[1]))
    print("ready", flush=True)  # noqa: T201
    work(here)
