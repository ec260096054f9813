"""Measuring in alternating runs, and the one document that a bench prints.

Machines are noisy, so a figure is always taken next to its reference in the same run, and the
ratio is the median of the ratios of the pairs.
"""

import os
import platform
import sqlite3
import statistics
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from importlib.metadata import version
from typing import Any

LEAST_RUNS = 10
Measure = Callable[[], float]
"""Does the thing once and returns what it took."""


@dataclass(frozen=True, slots=True)
class Budget:
    """The most that a figure may be, as a ratio or, where `unit` is given, by itself."""

    most: float
    unit: str = ""
    """`ms` where the 95th percentile of the figure itself may also keep the budget."""
    at_most: float = 0.0
    """That figure; the budget holds when either is kept."""


@dataclass(slots=True)
class Outcome:
    """What a bench found out."""

    bench: str
    runs: int
    figures: dict[str, dict[str, Any]] = field(default_factory=dict)
    ratios: dict[str, float] = field(default_factory=dict)
    budgets: dict[str, Budget] = field(default_factory=dict)
    limits: dict[str, float] = field(default_factory=dict)
    """The most that the median of a figure may be by itself, where nothing is compared."""
    floors: dict[str, float] = field(default_factory=dict)
    """The least that the median of a figure must be."""
    extra: dict[str, Any] = field(default_factory=dict)
    """What the document of this bench says beside what every bench says."""
    tables: list[str] = field(default_factory=list)
    """Lines for a person that show what is in `extra`."""
    notes: list[str] = field(default_factory=list)
    """What somebody who reads the figures must know, such as a part that could not run here."""

    def add(self, key: str, values: Sequence[float], unit: str = "ms") -> None:
        """Add a figure from the values of its runs."""
        self.figures[key] = {
            "median": round(statistics.median(values), 3),
            "p95": round(percentile(values, 95), 3),
            "unit": unit,
        }

    def say(self, key: str, value: float, unit: str = "") -> None:
        """Add a figure that is one number, such as a share or a size."""
        self.figures[key] = {"median": round(value, 4), "p95": round(value, 4), "unit": unit}

    def spread(self, key: str, values: Sequence[float], unit: str = "ms") -> None:
        """Add a figure with how far its slowest calls lie from the common ones."""
        self.add(key, values, unit)
        self.figures[key] |= {
            "p99": round(percentile(values, 99), 3),
            "max": round(max(values), 3),
            "n": len(values),
        }

    def compare(
        self,
        key: str,
        values: Sequence[float],
        reference: Sequence[float],
        budget: Budget,
    ) -> None:
        """Add the ratio of a figure to its reference, run by run, with what it may be."""
        pairs = zip(values, reference, strict=True)
        self.ratios[key] = round(statistics.median(ours / theirs for ours, theirs in pairs), 3)
        self.budgets[key] = budget

    def limit(self, key: str, most: float) -> None:
        """Say the most that a figure may be by itself."""
        self.limits[key] = most

    def floor(self, key: str, least: float) -> None:
        """Say the least that a figure must be by itself."""
        self.floors[key] = least

    @property
    def keys(self) -> tuple[str, ...]:
        """Everything that has a budget."""
        return (*self.budgets, *self.limits, *self.floors)

    def kept(self, key: str) -> bool:
        """Say whether one budget holds."""
        if key in self.limits:
            return float(self.figures[key]["median"]) <= self.limits[key]
        if key in self.floors:
            return float(self.figures[key]["median"]) >= self.floors[key]
        budget = self.budgets[key]
        if self.ratios[key] <= budget.most:
            return True
        return bool(budget.unit) and float(self.figures[key]["p95"]) <= budget.at_most

    @property
    def holds(self) -> bool:
        """Say whether every budget holds; a bench that measured nothing holds nothing."""
        return bool(self.keys) and all(self.kept(key) for key in self.keys)

    def document(self) -> dict[str, Any]:
        """Return the one JSON document of a bench."""
        document: dict[str, Any] = {
            "bench": self.bench,
            "machine": machine(),
            "runs": self.runs,
            "figures": self.figures,
            "ratios": self.ratios,
            "budget": {key: budget.most for key, budget in self.budgets.items()}
            | self.limits
            | self.floors,
            "missed": [key for key in self.keys if not self.kept(key)],
            "holds": self.holds,
        }
        either = {key: each.at_most for key, each in self.budgets.items() if each.unit}
        if either:
            document["or_p95_ms"] = either
        if self.floors:
            document["at_least"] = list(self.floors)
        if self.notes:
            document["notes"] = self.notes
        return document | self.extra


def percentile(values: Sequence[float], percent: int) -> float:
    """Return the smallest value that at least so many of a hundred do not exceed."""
    ordered = sorted(values)
    return ordered[max(-(-len(ordered) * percent // 100) - 1, 0)]


def alternate(runs: int, measures: Mapping[str, Measure]) -> dict[str, list[float]]:
    """Run every measure once a round, after one round that is not counted.

    The order turns from round to round, so that none always follows the same one.
    """
    names = list(measures)
    found: dict[str, list[float]] = {name: [] for name in names}
    for name in names:
        measures[name]()
    for run in range(runs):
        turn = run % len(names)
        for name in names[turn:] + names[:turn]:
            found[name].append(measures[name]())
    return found


def machine() -> dict[str, Any]:
    """Return a description of the machine, without its name."""
    load = os.getloadavg()[0] if hasattr(os, "getloadavg") else None
    return {
        "system": f"{platform.system()} {platform.release()}",
        "processor": platform.machine(),
        "cores": os.cpu_count(),
        "load": None if load is None else round(load, 2),
        "python": sys.version.split()[0],
        "sqlite": sqlite3.sqlite_version,
        "textual": version("textual"),
    }
