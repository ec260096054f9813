"""The whole list of employers compared with itself, by what two doubles always share.

Not everybody is compared with everybody: two doubles have a rare word in common, or one with a
slip in it, the same letters, the same number, or a postcode that few others have.
"""

from collections import Counter
from collections.abc import Iterator

from adviser_tui.services.duplicates.branches import Told
from adviser_tui.services.duplicates.common_words import FILLING
from adviser_tui.services.duplicates.known import Known, read_known, walk_known
from adviser_tui.services.duplicates.pairs import Double, key_of, scratch, told_apart
from adviser_tui.services.duplicates.rarity import Rarity, count_towns, count_words
from adviser_tui.services.duplicates.verdict import ASK_FROM, compare
from adviser_tui.storage.database import Database

FEW = 12
"""A key that more employers share brings none of them together."""
SLIP_FROM = 6
"""In rare words from so many letters on a slip is looked for."""
SLIP_UP_TO = 3
"""A word that more employers have is hardly misspelt."""
AT_ONCE = 400


def employer_doubles(database: Database, told: Told | None = None) -> list[Double]:
    """Return the pairs of employers that may be one, likeliest first.

    Left out are pairs that people called two, and branches of one parent with it.
    """
    words, (towns, many) = count_words(database), count_towns(database)
    rarity = Rarity(words, towns, many)
    two = told_apart(database, "employer")
    at: Counter[int] = Counter()
    found: list[Double] = []
    with scratch() as keys:
        batch: list[tuple[int, int]] = []
        for number, each in enumerate(walk_known(database), 1):
            at.update(key_of("p", place.postcode) for place in each.places if place.postcode)
            batch += [(key, each.place) for key in keys_of(each, rarity)]
            if len(batch) > 20_000:
                keys.add(batch)
                batch.clear()
                if told is not None:
                    told(number, many)
        keys.add(batch)
        looked = 0
        for ours, theirs in _read(database, keys.pairs(FEW)):
            looked += 1
            if told is not None and looked % AT_ONCE == 0:
                # The pairs come in the order of the rows, so the row says how far it is.
                told(min(ours.place, many), many)
            if _are_family(ours, theirs) or tuple(sorted((ours.id, theirs.id))) in two:
                continue
            shared = {place.postcode for place in ours.places} & {
                place.postcode for place in theirs.places
            } - {""}
            crowd = max((at[key_of("p", postcode)] for postcode in shared), default=1) - 1
            verdict = compare(ours, theirs, rarity, crowd)
            # In a town of one's own nearly every public body has its name in common.
            is_telling = bool(shared) or verdict.by_names > ASK_FROM
            if verdict.certainty != "new" and is_telling:
                found.append(
                    Double(
                        "employer",
                        ours.id,
                        theirs.id,
                        ours.label,
                        theirs.label,
                        verdict.reason,
                        verdict.certainty,
                        round(verdict.points, 2),
                    )
                )
    if told is not None:
        told(many, many)
    return sorted(found, key=lambda each: (-each.points, each.first, each.pair))


def keys_of(known: Known, rarity: Rarity) -> set[int]:
    """Return the hashes of what a double of this employer shares with it."""
    keys = {key_of("n", known.number)} if known.number else set[int]()
    postcodes = {place.postcode for place in known.places} - {""}
    for _, words in known.names:
        # Those at one postcode without a word in common are neighbours.
        keys.update(
            key_of("p", f"{postcode} {word}")
            for postcode in postcodes
            for word in words
            if word not in FILLING
        )
        keys.add(key_of("w", "".join(words)))
        telling = sorted(words, key=rarity.word, reverse=True)
        keys.add(key_of("r", telling[0]))
        if len(telling) > 1 and rarity.is_rare(telling[1]):
            keys.add(key_of("r", telling[1]))
        if len(words) > 1:
            keys.add(key_of("b", " ".join(sorted(telling[:2]))))
        rarest = telling[0]
        if len(rarest) >= SLIP_FROM and rarity.having(rarest) <= SLIP_UP_TO:
            keys.add(key_of("s", rarest))
            keys |= {
                key_of("s", rarest[:place] + rarest[place + 1 :]) for place in range(len(rarest))
            }
    return keys


def _read(database: Database, pairs: Iterator[tuple[int, int]]) -> Iterator[tuple[Known, Known]]:
    """Yield the employers of the pairs, read some hundred pairs at a time."""
    waiting: list[tuple[int, int]] = []
    for pair in pairs:
        waiting.append(pair)
        if len(waiting) >= AT_ONCE:
            yield from _read_some(database, waiting)
            waiting.clear()
    yield from _read_some(database, waiting)


def _read_some(database: Database, pairs: list[tuple[int, int]]) -> Iterator[tuple[Known, Known]]:
    places = sorted({place for pair in pairs for place in pair})
    known = {each.place: each for each in read_known(database, places)}
    for one, two in pairs:
        if one in known and two in known:
            yield known[one], known[two]


def _are_family(ours: Known, theirs: Known) -> bool:
    """Say whether both are branches of one parent, or one is the parent of the other."""
    parents = {ours.parent_id or ours.id, theirs.parent_id or theirs.id}
    return len(parents) == 1
