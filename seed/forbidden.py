"""What a match sheet may never ask about a person, whatever words it is put in.

Its questions are about a job and getting ready for it (domain.md section 4, forbidden items). The
vocabulary is data: `seed/data/checklists/forbidden.toml`.
"""

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from adviser_tui.text import fold

VOCABULARY = Path(__file__).parent / "data" / "checklists" / "forbidden.toml"

_HUMP = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")


@dataclass(frozen=True, slots=True)
class Topic:
    """One thing that must not be asked, with every wording that gives it away."""

    name: str
    pattern: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class Forbidden:
    """A topic found in a text, and the words that showed it."""

    topic: str
    words: str


def _read(text: str) -> str:
    """Return folded words; an id such as `jobMotivation_score` reads as three of them."""
    return fold(_HUMP.sub(" ", text).replace("_", " "))


def _alternatives(topic: dict[str, object]) -> str:
    """Return one expression for everything that gives a topic away."""

    def listed(key: str) -> list[str]:
        entry = topic.get(key, [])
        return [str(each) for each in entry] if isinstance(entry, list) else []

    stems = [re.escape(_read(stem)) for stem in listed("stems")]
    words = [rf"\b{re.escape(_read(word))}\b" for word in listed("words")]
    patterns = [rf"\b(?:{pattern})" for pattern in listed("patterns")]
    return "|".join(stems + words + patterns)


@cache
def _vocabulary() -> tuple[re.Pattern[str], tuple[Topic, ...]]:
    """Read the vocabulary once, when it is first asked for."""
    import tomllib

    data = tomllib.loads(VOCABULARY.read_text(encoding="utf-8"))
    allowed = "|".join(rf"\b{re.escape(_read(phrase))}\b" for phrase in data["allowed"])
    topics = tuple(
        Topic(topic["name"], re.compile(_alternatives(topic))) for topic in data["topic"]
    )
    return re.compile(allowed), topics


def forbidden_topics() -> tuple[str, ...]:
    """Return the names of everything a match sheet may not ask about."""
    return tuple(topic.name for topic in _vocabulary()[1])


def find_forbidden(*texts: str) -> Forbidden | None:
    """Return the first forbidden topic that any of the texts touches, or None."""
    allowed, topics = _vocabulary()
    # A line for each text: no wording is made up of the end of one and the start of the next.
    read = allowed.sub(" ", "\n".join(_read(text) for text in texts))
    for topic in topics:
        found = topic.pattern.search(read)
        if found:
            first = max(read.rfind(end, 0, found.start()) for end in " \n") + 1
            rest = re.compile(r"\w*").match(read, found.end())
            return Forbidden(topic.name, read[first : rest.end() if rest else None].strip())
    return None
