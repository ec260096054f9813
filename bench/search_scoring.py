"""How good results are: top-1, found among the first ten, and mean reciprocal rank.

Hits of the same normalised name are one hit, since nobody can tell them apart; then ten are left.
A hit is right when its reference or its normalised name is an answer's. The mean over the kinds
of query (macro) leaves `alias_brand` out, which needs knowledge from outside every list.
"""

import math
import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from random import Random

from bench.search_lists import Listed, Query

SHOWN = 10
LEFT_OUT = frozenset({"alias_brand"})
RESAMPLES = 400
_PLAIN = str.maketrans(
    dict.fromkeys("‘’`´", "'")
    | dict.fromkeys("–—", "-")
    | {"ø": "o", "Ø": "o", "å": "a", "Å": "a", "ð": "d", "đ": "d", "ł": "l"}
    | {"æ": "ae", "Æ": "ae", "œ": "oe", "ß": "ss", "þ": "th"}
)
_FORMS = """
ltd limited limted unlimited plc llp lp cic cio ccc cyf cyfyngedig company co
inc incorporated corp corporation llc gmbh ag kg as asa aps ans da enk nuf ivs amba bv nv
sa sarl srl spa ab oy oyj pty
"""
_ONE_WORD_FORMS = frozenset(_FORMS.split())
_THREE_WORD_FORMS = frozenset(
    {
        ("public", "limited", "company"),
        ("private", "limited", "company"),
        ("limited", "liability", "partnership"),
        ("community", "interest", "company"),
    }
)
_POINT_IN_INITIALS = re.compile(r"(?<=\b[a-z0-9])\.(?=[a-z0-9]\b)")
_WORD = re.compile(r"[a-z0-9]+")


def folded(name: str) -> str:
    """Return a name without capitals, accents and apostrophes, `&` and `+` spelt out."""
    apart = unicodedata.normalize("NFKD", name.translate(_PLAIN))
    plain = "".join(each for each in apart if not unicodedata.combining(each)).casefold()
    plain = plain.replace("&", " and ").replace("+", " and ")
    return _POINT_IN_INITIALS.sub("", plain).replace("'", "").replace("a/s", "as")


def core_words(name: str) -> list[str]:
    """Return the words of a name without legal forms at its end and `the` at its beginning."""
    words = _WORD.findall(folded(name))
    while len(words) > 1:
        if len(words) > 3 and tuple(words[-3:]) in _THREE_WORD_FORMS:
            words = words[:-3]
        elif words[-1] in _ONE_WORD_FORMS:
            words = words[:-1]
        else:
            break
    return words[1:] if len(words) > 1 and words[0] == "the" else words


def normalised(name: str) -> str:
    """Return what two names have in common that are the same to anybody who reads them."""
    return "".join(core_words(name)) or folded(name)


class Names:
    """The normalised name of every reference."""

    def __init__(self, listed: Iterable[Listed]) -> None:
        self._by_reference = {each.reference: normalised(each.name) for each in listed}

    def of(self, reference: str) -> str:
        """Return the normalised name, or the reference itself where it is in no list."""
        return self._by_reference.get(reference, reference)

    def rank(self, hits: Iterable[str], answers: Iterable[str]) -> int:
        """Return the place of the first right hit among the first ten names, 0 for none."""
        right = {self.of(each) for each in answers}
        seen: set[str] = set()
        for reference in hits:
            name = self.of(reference)
            if name in seen:
                continue
            seen.add(name)
            if len(seen) > SHOWN:
                return 0
            if name in right:
                return len(seen)
        return 0


@dataclass(frozen=True, slots=True)
class Share:
    """A figure between 0 and 1 with the ends of its 95 % interval."""

    value: float
    low: float
    high: float

    def document(self) -> dict[str, float]:
        """Return it as a bench prints it."""
        return {
            "value": round(self.value, 4),
            "low": round(self.low, 4),
            "high": round(self.high, 4),
        }


@dataclass(frozen=True)
class Quality:
    """The ranks of all queries by their kind."""

    ranks: Mapping[str, Sequence[int]]

    @cached_property
    def counted(self) -> list[str]:
        """The kinds that the macro means are made of."""
        return [cls for cls in sorted(self.ranks) if cls not in LEFT_OUT]

    def of(self, cls: str) -> dict[str, Share]:
        """Return the three figures of one kind."""
        return _figures(self.ranks[cls])

    @cached_property
    def macro(self) -> dict[str, Share]:
        """The three figures as means over the kinds, resampled within each kind."""
        chance = Random(20)
        values: dict[str, list[float]] = {key: [] for key in _GAINS}
        for _ in range(RESAMPLES):
            drawn = [
                chance.choices(self.ranks[cls], k=len(self.ranks[cls])) for cls in self.counted
            ]
            for key, total in zip(_GAINS, _means(drawn), strict=True):
                values[key].append(total)
        true = _means([self.ranks[cls] for cls in self.counted])
        return {
            key: Share(value, *_middle(values[key]))
            for key, value in zip(_GAINS, true, strict=True)
        }

    def least(self, key: str) -> tuple[str, float]:
        """Return the kind that does worst and how it does, those of short names left out."""
        return min(
            ((cls, self.of(cls)[key].value) for cls in self.counted if not cls.startswith("alias")),
            key=lambda each: each[1],
            default=("", 0.0),
        )

    def document(self) -> dict[str, object]:
        """Return everything as a bench prints it."""
        return {
            "macro": {key: share.document() for key, share in self.macro.items()},
            "classes": {
                cls: {"n": len(self.ranks[cls])}
                | {key: share.document() for key, share in self.of(cls).items()}
                for cls in sorted(self.ranks)
            },
        }


def quality(
    queries: Sequence[Query], results: Mapping[str, Sequence[str]], names: Names
) -> Quality:
    """Return how good the results are: references by the id of their query, the best first.

    A query without a result was not answered, which is as bad as a wrong answer.
    """
    ranks: dict[str, list[int]] = {}
    for query in queries:
        rank = names.rank(results.get(query.id, ()), query.answers)
        ranks.setdefault(query.cls, []).append(rank)
    return Quality(ranks)


_GAINS = ("top1", "recall10", "mrr10")
_WORTH = [(0.0, 0.0, 0.0), *((float(rank == 1), 1.0, 1 / rank) for rank in range(1, SHOWN + 1))]
"""What a rank adds to each of the three figures."""


def _figures(ranks: Sequence[int]) -> dict[str, Share]:
    sizes = len(ranks)
    first, found, reciprocal = (sum(_WORTH[rank][part] for rank in ranks) for part in range(3))
    chance = Random(20)
    means = [
        sum(_WORTH[rank][2] for rank in chance.choices(ranks, k=sizes)) / sizes
        for _ in range(RESAMPLES)
    ]
    return {
        "top1": wilson(int(first), sizes),
        "recall10": wilson(int(found), sizes),
        "mrr10": Share(reciprocal / sizes, *_middle(means)),
    }


def _means(ranks: Sequence[Sequence[int]]) -> tuple[float, float, float]:
    totals = [0.0, 0.0, 0.0]
    for some in ranks:
        for part in range(3):
            totals[part] += sum(_WORTH[rank][part] for rank in some) / len(some)
    size = len(ranks) or 1
    return totals[0] / size, totals[1] / size, totals[2] / size


def _middle(values: list[float]) -> tuple[float, float]:
    """Return the ends of what 95 of a hundred values lie between."""
    values.sort()
    cut = len(values) * 25 // 1000
    return values[cut], values[-1 - cut]


def wilson(hits: int, tries: int) -> Share:
    """Return a share with Wilson's interval."""
    if not tries:
        return Share(0.0, 0.0, 1.0)
    share, z = hits / tries, 1.96
    middle = (share + z * z / (2 * tries)) / (1 + z * z / tries)
    reach = z * math.sqrt(share * (1 - share) / tries + z * z / (4 * tries * tries))
    reach /= 1 + z * z / tries
    return Share(share, max(0.0, middle - reach), min(1.0, middle + reach))
