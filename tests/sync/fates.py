"""Bad days of a network, drawn from a seed so that each can be had again."""

import gzip
from random import Random

from tests.sync.chaos import FAIR, PORTAL, Fate

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
