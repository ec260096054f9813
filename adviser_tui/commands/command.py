"""What a command is, and which commands are alive together."""

from dataclasses import dataclass
from typing import Literal

Scope = Literal[
    "everywhere",
    "list",
    "today",
    "people",
    "employers",
    "vacancies",
    "diary",
    "match",
    "card",
    "import",
    "merge",
    "sync",
    "versions",
    "targets",
    "working_time",
    "form",
]

SCREEN_SCOPES: dict[str, tuple[Scope, ...]] = {
    "Today": ("everywhere", "list", "card", "today"),
    "People": ("everywhere", "list", "card", "people"),
    "Employers": ("everywhere", "list", "card", "employers"),
    "Vacancies": ("everywhere", "list", "card", "vacancies"),
    "Diary": ("everywhere", "list", "card", "diary"),
    "Match sheet": ("everywhere", "match"),
    "Import": ("everywhere", "import"),
    "Merge": ("everywhere", "merge"),
    "Sync": ("everywhere", "sync"),
    "Two versions": ("everywhere", "versions"),
    "Targets": ("everywhere", "targets"),
    "Working time": ("everywhere", "working_time"),
    "Forms": ("form",),
}
"""Which scopes are alive together; two commands of one screen may not share a key."""


@dataclass(frozen=True, slots=True)
class Command:
    """Something the adviser can ask for, by key, palette or mouse."""

    id: str
    """Stable name, used in the settings file: `noun.verb`."""
    keys: tuple[str, ...]
    """Default keys as a person writes them; empty means palette and mouse only."""
    label: str
    """One or two words for the footer."""
    help: str
    """One sentence for help, palette and guide."""
    scopes: tuple[Scope, ...]
    rank: int = 50
    """Place in the footer: the lowest stays longest when there is little room; 99 never shows."""
    palette: bool = True
    """Whether it makes sense to choose it by name."""

    @property
    def action(self) -> str:
        """The method that runs it is called `action_` and this."""
        return self.id.replace(".", "_")
