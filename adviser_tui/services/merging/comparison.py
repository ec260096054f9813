"""Two records side by side, as a screen or a command shows them before they are made one."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

Take = Literal["keep", "other", "both"]
"""Which value a field gets: of the record that is kept, of the other one, or of both."""
Kind = Literal["employer", "site", "person", "participant", "vacancy", "partner"]
KINDS: tuple[Kind, ...] = ("employer", "site", "person", "participant", "vacancy", "partner")


@dataclass(frozen=True, slots=True)
class Typed:
    """A value that was typed instead of taking one of the two."""

    text: str


Choice = Take | Typed


@dataclass(frozen=True, slots=True)
class Stamp:
    """When a field was last changed, and by whom; empty where that is not known."""

    on: date | None = None
    by: str = ""
    order: int = 0
    """The number of the change: the higher, the later."""


@dataclass(frozen=True, slots=True)
class FieldPair:
    """One field of both records."""

    name: str
    label: str
    keep: str
    other: str
    keep_stamp: Stamp
    other_stamp: Stamp
    proposed: Take
    why: str
    """Why this one is proposed, in a few words; empty where both are the same."""
    takes: tuple[Take, ...]
    """What may be chosen; one alone where a rule decides."""
    both: str = ""
    """What both together say, where they can be joined."""
    may_be_typed: bool = False

    @property
    def differs(self) -> bool:
        """Whether the two say something different."""
        return self.keep != self.other

    @property
    def is_fixed(self) -> bool:
        """Whether a rule decides, whatever is chosen."""
        return len(self.takes) == 1

    def result(self, choice: Choice | None = None) -> str:
        """Return what the field says after a choice, as proposed where there is none."""
        match choice or self.proposed:
            case Typed(text):
                return text
            case "other":
                return self.other
            case "both":
                return self.both
        return self.keep


@dataclass(frozen=True, slots=True)
class MoveCount:
    """How many rows of a kind move to the survivor."""

    table: str
    words: str
    """`3 contacts`."""
    count: int


@dataclass(frozen=True, slots=True)
class Together:
    """A site or person that both have, and that becomes one with them."""

    kind: Kind
    keep_id: str
    other_id: str
    keep: str
    other: str
    why: str


@dataclass(frozen=True, slots=True)
class Caution:
    """Something to know beforehand; `must_confirm` where it needs an explicit yes."""

    words: str
    must_confirm: bool = False


@dataclass(frozen=True, slots=True)
class Party:
    """One of the two records."""

    id: str
    name: str
    place: str

    @property
    def label(self) -> str:
        """The name with its place."""
        return f"{self.name}, {self.place}" if self.place else self.name


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two records, field by field, and what merging them would do."""

    kind: Kind
    keep: Party
    other: Party
    fields: tuple[FieldPair, ...]
    """Those that differ first."""
    moves: tuple[MoveCount, ...]
    together: tuple[Together, ...]
    cautions: tuple[Caution, ...]

    @property
    def different(self) -> tuple[FieldPair, ...]:
        """The fields in which the two differ."""
        return tuple(pair for pair in self.fields if pair.differs)

    @property
    def must_confirm(self) -> tuple[str, ...]:
        """What needs an explicit yes before they are merged."""
        return tuple(each.words for each in self.cautions if each.must_confirm)

    @property
    def moving(self) -> str:
        """What moves, in words: `3 contacts, 1 vacancy`; empty where nothing does."""
        return ", ".join(each.words for each in self.moves)

    def result(self, pair: FieldPair, choices: Mapping[str, Choice]) -> str:
        """Return what a field says after what was chosen for it and for the names."""
        said = pair.result(choices.get(pair.name))
        if pair.name not in ("previous_names", "other_names"):
            return said
        worn = {
            each.result(choices.get(each.name))
            for each in self.fields
            if each.name in ("name", "trading_name", "short_name")
        }
        return "; ".join(name for name in said.split("; ") if name not in worn)

    def field(self, name: str) -> FieldPair | None:
        """Return the field that a word means."""
        wanted = name.strip().casefold().replace("-", "_").replace(" ", "_")
        return next((pair for pair in self.fields if pair.name == wanted), None)


@dataclass(frozen=True, slots=True)
class Merged:
    """What was made one."""

    kind: Kind
    id: str
    name: str
    gone: str
    """The id of the emptied record, which leads here from now on."""
    moved: str
    """What moved, in words; empty where nothing did."""
