"""Which file a register is made from, so that an import goes on with the same one only."""

import hashlib
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from adviser_tui.storage.register.entry import KINDS, RegisterKind

_HEAD = 65_536


@dataclass(frozen=True, slots=True)
class SourceMark:
    """What tells one source file from another without reading all of it."""

    register: RegisterKind
    file_name: str
    """The name alone; folders may tell about people."""
    size: int
    """In bytes."""
    head: str
    """A digest of the first 64 kB."""

    @staticmethod
    def of(path: Path, register: RegisterKind) -> "SourceMark":
        """Return the mark of a file; raises `OSError` where it cannot be read."""
        with path.open("rb") as file:
            head = hashlib.sha256(file.read(_HEAD)).hexdigest()
            size = file.seek(0, 2)
        return SourceMark(register, path.name, size, head)

    def to_json(self) -> dict[str, Any]:
        """Return the mark as it is kept."""
        return asdict(self)

    @staticmethod
    def from_json(kept: dict[str, Any]) -> "SourceMark":
        """Return the mark that was kept; raises `ValueError` or `KeyError` for anything else."""
        register = kept["register"]
        if register not in KINDS:
            raise ValueError(register)
        return SourceMark(register, str(kept["file_name"]), int(kept["size"]), str(kept["head"]))
