"""Comparing what two sides have of a scope: counts and sums instead of rows.

Every row falls into one of 64 buckets of its table by the end of its id. A bucket holds how many
rows there are and the sum of their hashes, so that the order does not matter.
"""

import hashlib
from collections.abc import Mapping, Sequence
from typing import Any

from adviser_tui.sync.pages import read_versions, versions_text

BUCKETS = 64
_SUM = (1 << 64) - 1


Place = tuple[str, int]
"""A table and the number of one of its buckets."""


def place_of(entity: str, row_id: str) -> Place:
    """Return the bucket that a row falls into."""
    return entity, int(row_id[-2:], 16) % BUCKETS


class Buckets:
    """The buckets of every table of one scope."""

    def __init__(self) -> None:
        self._tables: dict[str, tuple[list[int], list[int]]] = {}

    def add(self, entity: str, row_id: str, versions: str) -> None:
        """Count one row; `versions` is its stored text, in whatever order its names stand."""
        counts, sums = self._tables.setdefault(entity, ([0] * BUCKETS, [0] * BUCKETS))
        at = place_of(entity, row_id)[1]
        text = f"{row_id}|{versions_text(read_versions(versions))}"
        counts[at] += 1
        sums[at] = sums[at] + int(hashlib.sha256(text.encode()).hexdigest()[:16], 16) & _SUM

    def told(self) -> dict[str, dict[str, list[Any]]]:
        """Return counts (`n`) and sums (`s`, in hexadecimal) of every table that has rows."""
        return {
            entity: {"n": list(counts), "s": [f"{each:016x}" for each in sums]}
            for entity, (counts, sums) in sorted(self._tables.items())
        }

    def differing(self, told: Mapping[str, Mapping[str, Sequence[Any]]]) -> frozenset[Place]:
        """Return every bucket in which the other side has something else."""
        own = self.told()
        nothing: dict[str, list[Any]] = {"n": [0] * BUCKETS, "s": [f"{0:016x}"] * BUCKETS}
        return frozenset(
            (name, at)
            for name in own.keys() | told.keys()
            for at in range(BUCKETS)
            if any(
                own.get(name, nothing)[each][at] != told.get(name, nothing)[each][at]
                for each in ("n", "s")
            )
        )
