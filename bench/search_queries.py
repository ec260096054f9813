"""Files of queries made from any list: every kind that can be made from names alone.

Short names as people say them (`alias_*`) need knowledge from outside and are not made.
"""

from collections.abc import Sequence
from random import Random

from bench import search_kinds as kinds
from bench import search_reworded as reworded
from bench.search_lists import Listed, Query
from bench.search_literal import Literal

PER_KIND = 60
SEED = 20_261
"""The seed of the queries that nothing was ever fitted to."""
_TRIES = 400
"""How many employers are tried for each query that is wanted."""
_SHAPES = (str, str, str, str.upper, str.title)
"""Most people type small letters."""
_MAKERS: tuple[kinds.Maker, ...] = (
    kinds.prefix1,
    kinds.prefix_inner,
    kinds.prefix2,
    kinds.prefix3,
    kinds.infix,
    kinds.full_nolegal,
    kinds.legal_variant,
    kinds.typo1,
    kinds.typo2,
    kinds.typo_prefix,
    kinds.phonetic,
    kinds.missp_real,
    reworded.and_amp,
    reworded.punct,
    reworded.word_order,
    reworded.joined,
    reworded.split,
    reworded.drop_word,
    kinds.noise_word,
    kinds.town,
    kinds.town_typo,
    kinds.trading,
    kinds.prev_name,
)


def make_queries(
    listed: Sequence[Listed], per_kind: int = PER_KIND, seed: int = SEED
) -> list[Query]:
    """Return so many queries of each kind that the list lends itself to, always the same ones."""
    literal = Literal(listed)
    makers: dict[str, kinds.Maker] = {
        getattr(maker, "__name__", ""): maker for maker in _MAKERS
    } | {"initials": reworded.Initials(literal)}
    found: list[Query] = []
    for kind, maker in makers.items():
        chance = Random(f"{seed}|{kind}")
        found += [
            Query(f"{kind}-{number}", kind, text, answers)
            for number, (text, answers) in enumerate(_drawn(literal, maker, per_kind, chance))
        ]
    return found


def _drawn(
    literal: Literal, maker: kinds.Maker, wanted: int, chance: Random
) -> list[tuple[str, tuple[str, ...]]]:
    """Return queries of one kind, each for an employer of its own."""
    found: list[tuple[str, tuple[str, ...]]] = []
    taken: set[str] = set()
    size = min(len(literal.listed), wanted * _TRIES)
    for place in chance.sample(range(len(literal.listed)), size):
        text = maker(literal, literal.listed[place], chance)
        if text and text not in taken:
            taken.add(text)
            found.append((chance.choice(_SHAPES)(text), literal.answers(place)))
        if len(found) == wanted:
            break
    return found
