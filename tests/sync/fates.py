"""Bad days of a network, drawn from a seed so that each can be had again."""

import gzip
from collections.abc import Mapping
from random import Random
from typing import Any

from adviser_tui.services.sync.over_http import OverHttp, Patience
from tests.sync.chaos import FAIR, PORTAL, ChaosProxy, Fate

PATIENT = Patience(connect=60.0, silence=60.0, whole=120.0)
HASTY = Patience(connect=60.0, silence=0.15, whole=60.0)
"""For answers that may never end, which are all that anybody waits for in these tests."""

SPOILT_GZIP = (
    b"HTTP/1.1 200 OK\r\nSync-Proto: 1\r\nContent-Type: application/json\r\n"
    b"Content-Encoding: gzip\r\nContent-Length: 40\r\n\r\n" + gzip.compress(b"x" * 99)[:10] * 4
)
FALSE_YES = (
    b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 33\r\n\r\n"
    b'{"acked":1000000,"outcomes":[] }\n'
)
"""Somebody in between who says that everything arrived; it bears no mark of a hub."""


def drawn(luck: Random) -> Fate:
    """Return what happens next; about every fourth time nothing does."""
    kinds: tuple[Fate, ...] = (
        FAIR,
        FAIR,
        FAIR,
        Fate(cut_up=luck.randrange(0, 3_000)),
        Fate(cut_down=luck.randrange(0, 600)),
        Fate(cut_down=luck.randrange(0, 60_000)),
        Fate(stall_down=luck.randrange(0, 600)),
        Fate(spoil_down=luck.randrange(0, 600)),
        Fate(spoil_down=luck.randrange(0, 60_000)),
        Fate(crumbs=1),
        Fate(crumbs=luck.randrange(2, 400), delay=0.0005),
        Fate(delay=luck.random() / 50),
        Fate(instead=PORTAL),
        Fate(instead=SPOILT_GZIP),
        Fate(instead=FALSE_YES),
        Fate(no_answer=True),
    )
    return luck.choice(kinds)


class BadLine:
    """The device's real way to the hub, over a network that is as bad as it is told to be."""

    def __init__(self, proxy: ChaosProxy) -> None:
        self._proxy = proxy
        self._way = OverHttp(proxy.address, patience=PATIENT)

    def meet(self, fate: Fate) -> None:
        """Let what is asked next meet this fate."""
        self.close()
        self._proxy.set(fate)
        may_end = fate.stall_down is None and fate.spoil_down is None and not fate.instead
        patience = PATIENT if may_end else HASTY
        self._way = OverHttp(self._proxy.address, patience=patience)

    def call(self, name: str, body: Mapping[str, Any], token: str = "") -> dict[str, Any]:
        """Ask the hub."""
        return self._way.call(name, body, token)

    def close(self) -> None:
        """Hang up."""
        self._way.close()
