"""Scales that a programme checks itself against: their items, and which levels are known here."""

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

from seed.profile_rules import Certainty

SCALES = ("ips25",)


@dataclass(frozen=True, slots=True)
class Item:
    """One item of a scale; a level stands in it only where its figure is known."""

    number: int
    name: str
    looks_at: str
    reading: str = ""
    """Which figure of the records tells it; empty where none does."""
    needs: str = ""
    """What would have to be written down for the records to tell it."""
    also: str = ""
    """What else the best level asks for."""
    at_most: tuple[int, ...] = ()
    """The most that 5, 4 and so on allow, from the best level down."""
    at_least: tuple[int, ...] = ()
    """The least that 5, 4 and so on ask for, from the best level down."""
    certainty: Certainty = Certainty.COMMON


@dataclass(frozen=True, slots=True)
class Band:
    """What a total of all items is called."""

    name: str
    least: int
    certainty: Certainty

    @property
    def is_certain(self) -> bool:
        """Whether its bound was read at its source."""
        return self.certainty is Certainty.READ


@dataclass(frozen=True, slots=True)
class Scale:
    """A scale with all its items."""

    id: str
    name: str
    most: int
    items: tuple[Item, ...]
    bands: tuple[Band, ...]


@cache
def scale(scale_id: str) -> Scale:
    """Return a scale by its id; raises `KeyError` where there is none."""
    if scale_id not in SCALES:
        raise KeyError(scale_id)
    file = resources.files("seed") / "data" / "fidelity" / f"{scale_id}.toml"
    table = tomllib.loads(file.read_text(encoding="utf-8"))
    items = tuple(_item(each) for each in table["item"])
    if [each.number for each in items] != list(range(1, table["items"] + 1)):
        raise ValueError(f"the items of {scale_id} are not numbered from 1 to {table['items']}")
    bands = tuple(
        Band(each["name"], each["least"], Certainty(each["certainty"])) for each in table["bands"]
    )
    return Scale(scale_id, table["name"], table["most"], items, bands)


def _item(table: dict[str, Any]) -> Item:
    found = dict(table)
    for name in ("at_most", "at_least"):
        found[name] = tuple(found.get(name, ()))
    found["certainty"] = Certainty(found.get("certainty", Certainty.COMMON))
    item = Item(**found)
    if bool(item.reading) == bool(item.needs):
        raise ValueError(f"item {item.number} says what tells it or what it would need, not both")
    return item
