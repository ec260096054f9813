"""The wording check of what an employer will read (T5), and the length of the pitch (M3).

The check looks for words that tarnish: payments, duty to apply, health, programmes, pity,
residence, convictions, protected characteristics. It knows English, Danish and Norwegian, and it
lets through what the person agreed to share and what only looks like such a word.
"""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import cache

from adviser_tui.services.words.word_patterns import (
    FoldedText,
    compiled,
    expression,
    first_letters,
    fold_with_places,
    plain_pattern,
)
from adviser_tui.services.words.word_trades import tells_of_a_trade
from adviser_tui.text import clean_text
from models.kinds import DisclosureLevel
from seed.wording import WordGroup, word_list

PITCH_LIMIT = 200
"""The most characters of the sentence why this person for this job (M3)."""

NEVER_ALLOWED = frozenset({"sanction", "discouraging"})
"""Kinds that no consent opens: they say nothing the person could have chosen to share."""

ALLOWED_BY_LEVEL: dict[str, frozenset[str]] = {
    DisclosureLevel.NOTHING: frozenset(),
    DisclosureLevel.SUPPORT_ONLY: frozenset({"programme"}),
    DisclosureLevel.NAMED: frozenset({"programme", "health"}),
    DisclosureLevel.MORE: frozenset(
        {"programme", "health", "immigration", "criminal", "protected"}
    ),
}
"""The kinds that each level of disclosure (C2) opens; payments are opened by none."""


@dataclass(frozen=True, slots=True)
class Finding:
    """A word in the text, from `start` up to but not including `end`, that should not go out."""

    start: int
    end: int
    word: str
    kind: str
    why: str
    suggestion: str

    def sentence(self) -> str:
        """Return the finding as one remark: what, why and what to do instead."""
        return f"“{self.word}”: {self.why} {self.suggestion}"


def allowed_at(level: str) -> frozenset[str]:
    """Return the kinds of words that somebody who agreed to `level` opens; none by default."""
    return ALLOWED_BY_LEVEL.get(level, frozenset())


def check_length(text: str, limit: int = PITCH_LIMIT) -> str:
    """Return a sentence when a pitch is longer than `limit` characters (M3), else nothing."""
    length = len(clean_text(text, limit=len(text) + 1))
    if length <= limit:
        return ""
    over = length - limit
    return (
        f"The sentence is {over} character{'' if over == 1 else 's'} too long: "
        f"an employer reads at most {limit}. Keep the one reason that counts."
    )


def check_pitch(text: str, allowed: Collection[str] = ()) -> tuple[Finding, ...]:
    """Return the words of `text` that must go before an employer sees it, in their order (T5).

    `allowed` are the kinds the person agreed to share, see `allowed_at`. No findings: passed.
    """
    opened = frozenset(allowed) - NEVER_ALLOWED
    folded = fold_with_places(text)
    matches = list(_matches(folded, text))
    harmless = [(start, end) for start, end, kind in matches if not kind]
    found = [
        (start, end, kind)
        for start, end, kind in matches
        if kind
        and kind not in opened
        and not any(a <= start and end <= b and (a, b) != (start, end) for a, b in harmless)
    ]
    found.sort(key=lambda match: (match[0], -match[1]))
    kinds = word_list().kinds
    findings: list[Finding] = []
    reached = -1
    for start, end, kind in found:
        if start < reached:
            continue
        reached = end
        first, last = folded.back(start, end)
        words = kinds[kind]
        findings.append(Finding(first, last, text[first:last], kind, words.why, words.suggestion))
    return tuple(findings)


@cache
def _by_first_letters() -> dict[str, tuple[tuple[str, WordGroup], ...]]:
    index: dict[str, list[tuple[str, WordGroup]]] = {}
    for group in word_list().groups:
        for written in group.patterns:
            pattern = plain_pattern(written)
            for letters in first_letters(pattern):
                index.setdefault(letters, []).append((pattern, group))
    return {letters: tuple(entries) for letters, entries in index.items()}


def _matches(folded: FoldedText, original: str) -> Iterator[tuple[int, int, str]]:
    """Yield start, end and kind of each match in the folded text; no kind where it is excused."""
    index = _by_first_letters()
    for word in re.finditer(r"[^ .]+", folded.text):
        letters = "0" if word[0][0].isdigit() else word[0][:2]
        for pattern, group in index.get(letters, ()):
            match = compiled(pattern).match(folded.text, word.start())
            if match is None:
                continue
            start, end = match.span()
            if group.capitals:
                if original.isupper() and not group.shouted:
                    continue
                first, last = folded.back(start, end)
                if not original[first:last].isupper():
                    continue
            harmless = _excused(folded.text, start, end, group) or tells_of_a_trade(
                folded.text, start, end, group.kind
            )
            yield start, end, "" if harmless else group.kind


@cache
def _excuses(unless: tuple[str, ...]) -> re.Pattern[str]:
    patterns = (expression(plain_pattern(pattern)) for pattern in unless)
    return re.compile(rf"(?<= )(?:{'|'.join(patterns)})(?= )")


def _excused(text: str, start: int, end: int, group: WordGroup) -> bool:
    """Tell whether the match lies within a harmless expression of its group."""
    if not group.unless:
        return False
    return any(
        match.start() <= start and end <= match.end()
        for match in _excuses(group.unless).finditer(text)
    )
