"""Opening the hub that a command is about."""

import argparse
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from adviser_tui.hub.hub import Hub
    from adviser_tui.hub.place import Place
    from adviser_tui.hub.store import Store


@dataclass(frozen=True, slots=True)
class Opened:
    """A hub, for one command."""

    place: "Place"
    store: "Store"
    hub: "Hub"


@contextmanager
def opened_hub(args: argparse.Namespace) -> Iterator[Opened]:
    """Open the hub in the folder that is meant, also while it is being served."""
    from adviser_tui.hub.founding import check_same
    from adviser_tui.hub.hub import Hub
    from adviser_tui.hub.place import read_place
    from adviser_tui.hub.store import open_store

    place = read_place(hub_folder_of(args))
    with closing(open_store(place.database)) as store:
        with store.reading() as t:
            check_same(t, place)
        yield Opened(place, store, Hub(store, now_ms, keys=place.keys, journal=place.journal))


def hub_folder_of(args: argparse.Namespace) -> Path:
    """Return the hub's folder: --at, the environment, or the usual place."""
    from adviser_tui.hub.place import hub_folder

    return hub_folder(getattr(args, "at", None))


def now_ms() -> int:
    """Return the moment in milliseconds since 1970."""
    return time.time_ns() // 1_000_000


def moment(ms: int) -> datetime:
    """Return a moment of the hub, in UTC."""
    return datetime.fromtimestamp(ms / 1000, UTC)


def local_words(ms: int) -> str:
    """Return a moment on this machine's clock, in words."""
    from adviser_tui.clock import SYSTEM_ZONE

    return f"{moment(ms).astimezone(SYSTEM_ZONE):%a %d %b %Y %H:%M}"
