"""Rates of pay for an hour that the law or a campaign sets, by the day and the band of age."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from seed.profile_rules import Certainty

FOLDER = Path(__file__).parent / "data" / "rates"
ADULT = "adult"
BANDS = (ADULT, "21-22", "18-20", "under-18", "apprentice")
"""The bands a placement may name; an empty one is `adult`."""


@dataclass(frozen=True, slots=True)
class RateTable:
    """The rates of one kind, in the smallest coin an hour."""

    id: str
    name: str
    currency: str
    certainty: Certainty
    known_until: date
    steps: tuple[tuple[date, Mapping[str, int]], ...]
    """From which day on which rate holds for which band, the earliest first."""

    def on(self, day: date, band: str = "") -> int | None:
        """Return the rate of a day; nothing outside the table, or for a band it does not know."""
        held: Mapping[str, int] = {}
        for begins, rates in self.steps if day <= self.known_until else ():
            if begins <= day:
                held = rates
        band = band.strip().casefold() or ADULT
        if band not in BANDS:
            return None
        # A table that knows no bands has one rate for everybody.
        return held.get(ADULT) if set(held) == {ADULT} else held.get(band)

    def why_not(self, day: date, band: str = "") -> str:
        """Return in words why there is no rate; empty where there is one."""
        if self.on(day, band) is not None:
            return ""
        first = self.steps[0][0]
        if not first <= day <= self.known_until:
            return f"the {self.name} is known here from {first} to {self.known_until} only"
        return f"the {self.name} has no band “{band[:20]}”"


@cache
def rate_tables() -> tuple[str, ...]:
    """Return the ids of the tables, such as `nlw`."""
    names = (file.name for file in FOLDER.iterdir() if file.name.endswith(".toml"))
    return tuple(sorted(name.removesuffix(".toml") for name in names))


def rate_name(table: str) -> str:
    """Return what the rates of a table are called; its id where there is no such table."""
    return _table(table).name if table in rate_tables() else table


def rate_on(table: str, day: date, band: str = "") -> int | None:
    """Return a rate an hour in the smallest coin; nothing where the tables do not say it.

    `why_no_rate` says why there is none.
    """
    return _table(table).on(day, band) if table in rate_tables() else None


def why_no_rate(table: str, day: date, band: str = "") -> str:
    """Return in words why there is no rate; empty where there is one."""
    if table not in rate_tables():
        return f"there is no table of rates “{table[:20]}”"
    return _table(table).why_not(day, band)


def rate_table(table: str) -> RateTable:
    """Return a table by its id; raises `KeyError` where there is none."""
    if table not in rate_tables():
        raise KeyError(table)
    return _table(table)


@cache
def _table(table_id: str) -> RateTable:
    import tomllib

    text = (FOLDER / f"{table_id}.toml").read_text(encoding="utf-8")
    read: dict[str, Any] = tomllib.loads(text)
    steps = sorted(
        (step.pop("valid_from"), {band: int(pence) for band, pence in step.items()})
        for step in read["rate"]
    )
    return RateTable(
        table_id,
        read["name"],
        read["currency"],
        Certainty(read["certainty"]),
        read["known_until"],
        tuple(steps),
    )
