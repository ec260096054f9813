"""The words that invented registers are made of; the frequent ones of a list come first."""

import tomllib
from pathlib import Path

_TEXTS: dict[str, str] = tomllib.loads(
    Path(__file__).with_suffix(".toml").read_text(encoding="utf-8")
)


def _phrases(name: str) -> tuple[str, ...]:
    """Return a list of which a semicolon or a line end parts the members."""
    parts = _TEXTS[name].replace("\n", ";").split(";")
    return tuple(part for part in parts if part)


STARTS, MIDDLES, ENDS = (tuple(_TEXTS[name].split()) for name in ("starts", "middles", "ends"))
TRADES = _phrases("trades")
BEFORE = _phrases("before")
BUILDINGS = _phrases("buildings")
ROADS = _phrases("roads")
SUFFIXES = _phrases("suffixes")
TOWNS = tuple((town, area) for town, _, area in (each.partition(":") for each in _phrases("towns")))
"""Post towns and the letters that their postcodes begin with."""
SECTORS = tuple(line for line in _TEXTS["sectors"].splitlines() if line)
"""Industry codes with their descriptions."""
