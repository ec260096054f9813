"""What a line leaves open, and who or what may be meant: asked, never guessed."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from adviser_tui.errors import NotFoundError

PartyKind = Literal["employer", "participant", "partner", "person", "vacancy"]
NEW = "new:"
"""An answer that begins so makes a new record instead of taking a known one."""
LEAST_LETTERS = 8
"""The fewest letters of an id that stand for it."""


@dataclass(frozen=True, slots=True)
class Party:
    """Whoever or whatever a line names; a person is somebody at an employer."""

    kind: PartyKind
    id: str
    """Empty for one that is made when the line is saved."""
    name: str
    detail: str = ""

    @property
    def is_new(self) -> bool:
        """Whether it is made when the line is saved."""
        return not self.id

    @property
    def choice(self) -> str:
        """The id to choose it by."""
        return self.id or f"{NEW}{self.kind}"

    @property
    def label(self) -> str:
        """Its name with where or what it is, to tell it from others."""
        if self.is_new:
            return f"a new {_NOUNS[self.kind]} “{self.name}”"
        return f"{self.name}, {self.detail}" if self.detail else self.name


_NOUNS: dict[PartyKind, str] = {
    "employer": "employer",
    "participant": "participant",
    "partner": "partner",
    "person": "person there",
    "vacancy": "vacancy",
}


@dataclass(frozen=True, slots=True)
class Ask:
    """One part of the line that several things fit about equally well."""

    typed: str
    candidates: tuple[Party, ...]

    @property
    def sentence(self) -> str:
        """The question in words."""
        labels = [each.label for each in self.candidates]
        return f"“{self.typed}” may be {'; '.join(labels[:-1])} or {labels[-1]}. Which is it?"


class AskError(NotFoundError):
    """Something in the line must be chosen first; nothing was saved."""

    def __init__(self, asks: Sequence[Ask]) -> None:
        self.asks = tuple(asks)
        super().__init__(
            f"{' '.join(ask.sentence for ask in asks)} Nothing was saved.",
            tuple(f"{each.choice}  {each.label}" for ask in asks for each in ask.candidates),
        )


def chosen(candidates: Sequence[Party], choose: Sequence[str]) -> Party | None:
    """Return the candidate that an answer names by its id or the beginning of it."""
    for answer in choose:
        fitting = [each for each in candidates if answers(answer, each)]
        if len(fitting) == 1:
            return fitting[0]
    return None


def answers(answer: str, party: Party) -> bool:
    """Say whether an answer names this one, by its id or a long enough beginning of it."""
    whole = party.choice == answer
    return whole or (len(answer) >= LEAST_LETTERS and party.id.startswith(answer.lower()))


def settle(typed: str, candidates: Sequence[Party], choose: Sequence[str]) -> Party | Ask:
    """Return the candidate that was chosen, else the question."""
    found = chosen(candidates, choose)
    return found if found is not None else Ask(typed, tuple(candidates))
