"""What an employer may read about somebody, level by level (C2, T5).

| level | goes out |
|---|---|
| nothing | nothing at all: nobody is put forward |
| support only | the sentence, without their name; that they have support may be said |
| named | the sentence, with their name; that they have support may be said |
| more | the same, and what they chose to add, kind by kind |

What they live on and anything that asks for pity goes out at no level. The sentence is never
rewritten: a word that may not go out is a finding, and the sheet is not ready while it stands.
"""

import re
from collections.abc import Iterable

from adviser_tui.services.match_sheets.card import PitchFinding
from adviser_tui.services.words.word_patterns import fold_with_places
from adviser_tui.services.words.wording import allowed_at, check_pitch
from models.kinds import DisclosureLevel

_NAMED = (DisclosureLevel.NAMED, DisclosureLevel.MORE)


def kinds_allowed(level: str | None, may_share: Iterable[str] = ()) -> frozenset[str]:
    """Return the kinds of words, in the wording check's own words, that a consent opens."""
    if level is None or level == DisclosureLevel.NOTHING:
        return frozenset()
    support = allowed_at(DisclosureLevel.SUPPORT_ONLY)
    if level != DisclosureLevel.MORE:
        return support
    chosen = {word.strip().casefold() for word in may_share}
    return support | (allowed_at(DisclosureLevel.MORE) & chosen)


def findings_in(
    text: str, level: str | None, may_share: Iterable[str] = (), names: Iterable[str] = ()
) -> tuple[PitchFinding, ...]:
    """Return what must go from a text before an employer reads it, in its order (T5).

    `names` are the person's own, which stay out unless they agreed to be named.
    """
    found = [
        PitchFinding(each.start, each.end, each.sentence())
        for each in check_pitch(text, kinds_allowed(level, may_share))
    ]
    if level not in _NAMED:
        found += _named_in(text, names)
    return tuple(sorted(found, key=lambda each: (each.start, each.end)))


def _named_in(text: str, names: Iterable[str]) -> Iterable[PitchFinding]:
    """Find the names however they are spelt: José and Jose are one, so are look-alike letters."""
    spelt = (fold_with_places(part).text.strip() for name in names for part in name.split())
    parts = {part for part in spelt if len(part) > 1}
    if not parts:
        return
    wanted = "|".join(re.escape(part) for part in sorted(parts, key=len, reverse=True))
    folded = fold_with_places(text)
    for match in re.finditer(rf"(?<= )(?:{wanted})(?=s? )", folded.text):
        start, end = folded.back(*match.span())
        yield PitchFinding(
            start,
            end,
            f"“{text[start:end]}”: they have not agreed to be named to an employer. "
            "Write “our candidate”, or ask them.",
        )


def text_for_employer(pitch: str, level: str | None) -> str:
    """Return what goes out: the checked sentence, and nothing where nothing may be shared."""
    if level is None or level == DisclosureLevel.NOTHING:
        return ""
    return pitch.strip()
