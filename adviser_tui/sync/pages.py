"""Rows as they travel down: the names of the columns once, then a list of values for each row."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from adviser_tui.sync.change import Value, Version

AUTHORSHIP = ("updated_at", "updated_by", "versions")
"""What a row carries beside the columns that people fill."""
INSERT = "*"
"""The name under which the version of the insert is kept among those of the fields."""


@dataclass(slots=True)
class HubRow:
    """One row as the hub has it."""

    entity: str
    id: str
    agg: str
    fields: dict[str, Value]
    versions: dict[str, Version]
    """Of each field that was changed since the insert, and of the insert itself."""
    updated_at: str = ""
    updated_by: str = ""

    def version_of(self, name: str) -> Version:
        """Return the version of a field: its own, or that of the insert."""
        return self.versions.get(name) or self.versions.get(INSERT) or Version(0, 0, 0)


def versions_text(versions: Mapping[str, Version]) -> str:
    """Return versions as they are stored and sent."""
    return json.dumps({k: list(v) for k, v in sorted(versions.items())}, separators=(",", ":"))


def read_versions(text: str) -> dict[str, Version]:
    """Return versions from their stored text."""
    found = json.loads(text or "{}")
    return {name: Version(*map(int, each)) for name, each in found.items()}


def columnar(columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> dict[str, Any]:
    """Return rows with the names of their columns said once."""
    return {"c": list(columns), "r": [list(row) for row in rows]}


def by_name(table: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """Yield rows as a mapping from column to value; raises `ValueError` for a crooked table."""
    columns = table["c"]
    for row in table["r"]:
        if len(row) != len(columns):
            raise ValueError("a row is longer or shorter than its columns")
        yield dict(zip(columns, row, strict=True))
