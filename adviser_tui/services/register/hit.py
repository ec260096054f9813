"""What a search of the register finds."""

from dataclasses import dataclass

from adviser_tui.storage.register.entry import RegisterKind


@dataclass(frozen=True, slots=True)
class RegisterHit:
    """A company that fits what was typed."""

    register: RegisterKind
    number: str
    name: str
    place: str
    """Town and postcode: `Leeds LS1 4AP`."""
    status: str
    """The register's own word; empty where it has none."""
    is_gone: bool
    """Whether the company is no more."""
    why: str
    """Why it fits, in two or three words."""
    matched: tuple[int, ...]
    """Positions of the letters in the name that fit."""
    score: int
    """How well it fits, 0 to 100; 100 is the very name or number."""
