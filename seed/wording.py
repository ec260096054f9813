"""The word lists of the wording check (T5), read from a versioned file when first asked for."""

from dataclasses import dataclass
from functools import cache
from typing import Any


@dataclass(frozen=True, slots=True)
class WordKind:
    """A kind of words that do not belong in a sentence to an employer."""

    name: str
    label: str
    why: str
    suggestion: str


@dataclass(frozen=True, slots=True)
class WordGroup:
    """Patterns of one kind, with the harmless expressions that may hold them."""

    kind: str
    patterns: tuple[str, ...]
    unless: tuple[str, ...]
    capitals: bool
    shouted: bool
    language: str


@dataclass(frozen=True, slots=True)
class Trade:
    """Words that turn a finding into a line of work: people supported, places, subjects."""

    kinds: frozenset[str]
    verbs: tuple[str, ...]
    done: tuple[str, ...]
    passive: tuple[str, ...]
    never: tuple[str, ...]
    people: tuple[str, ...]
    groups: tuple[str, ...]
    joining: tuple[str, ...]
    subjects: tuple[str, ...]
    after: tuple[str, ...]
    adjectives: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class WordList:
    """Everything that the wording check goes by."""

    version: int
    kinds: dict[str, WordKind]
    groups: tuple[WordGroup, ...]
    trade: Trade


@cache
def word_list() -> WordList:
    """Return the lists, English, Danish and Norwegian together."""
    import tomllib
    from importlib import resources

    file = resources.files("seed") / "data" / "wording.toml"
    data: dict[str, Any] = tomllib.loads(file.read_text(encoding="utf-8"))
    trade = data["trade"]
    return WordList(
        version=data["version"],
        kinds={name: WordKind(name, **kind) for name, kind in data["kinds"].items()},
        groups=tuple(
            WordGroup(
                kind=group["kind"],
                patterns=tuple(group["patterns"]),
                unless=tuple(group.get("unless", ())),
                capitals=group.get("capitals", False),
                shouted=group.get("shouted", False),
                language=group.get("language", "en"),
            )
            for group in data["words"]
        ),
        trade=Trade(frozenset(trade.pop("kinds")), **{k: tuple(v) for k, v in trade.items()}),
    )
