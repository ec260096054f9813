"""How people mistype: one slip of the finger or the ear in a word, as often as was measured.

Half of what goes wrong is a letter left out or put in; one slip in twenty hits the first letter.
"""

from random import Random

_ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
VOWELS = "aeiou"
FIRST_LETTER = 0.05
_SHARES = (
    ("omission", 0.32),
    ("insertion", 0.18),
    ("transposition", 0.18),
    ("vowel", 0.10),
    ("substitution", 0.10),
    ("doubled", 0.085),
    ("undoubled", 0.034),
)
_SOUNDS = (
    ("ph", "f"),
    ("f", "ph"),
    ("ck", "k"),
    ("ch", "k"),
    ("ce", "se"),
    ("ci", "si"),
    ("c", "k"),
    ("k", "c"),
    ("qu", "kw"),
    ("x", "ks"),
    ("sh", "ch"),
    ("tion", "shun"),
    ("ea", "ee"),
    ("ee", "ea"),
    ("ou", "ow"),
    ("oo", "u"),
    ("ai", "ay"),
    ("ay", "ei"),
    ("ie", "y"),
    ("i", "y"),
    ("y", "i"),
    ("er", "ur"),
    ("ar", "er"),
    ("or", "ur"),
    ("our", "or"),
    ("wr", "r"),
    ("kn", "n"),
    ("gh", ""),
    ("wh", "w"),
    ("z", "s"),
    ("dge", "ge"),
    ("mb", "m"),
    ("le", "el"),
    ("v", "f"),
)


def _neighbours() -> dict[str, str]:
    """Return the letters beside each letter on a British keyboard, its rows half a key apart."""
    places = {
        letter: (column + 0.5 * row, row)
        for row, letters in enumerate(_ROWS)
        for column, letter in enumerate(letters)
    }
    return {
        one: "".join(
            other
            for other, (x, y) in places.items()
            if other != one and abs(x - places[one][0]) <= 1 and abs(y - places[one][1]) <= 1
        )
        for one in places
    }


NEIGHBOURS = _neighbours()


def slip(word: str, chance: Random) -> str:
    """Return a word with one slip in it, never the word itself; short words stay as they are."""
    if len(word) < 3:
        return word
    kinds, shares = zip(*_SHARES, strict=True)
    for _ in range(50):
        kind = chance.choices(kinds, shares)[0]
        first = chance.random() < FIRST_LETTER
        at = 0 if first else chance.randrange(1, len(word))
        slipped = _SLIPS[kind](word, at, chance)
        if slipped and slipped != word:
            return slipped
    return word[:-2] + word[-1] + word[-2] if word[-1] != word[-2] else word[:-1]


def sounded(word: str, chance: Random) -> str:
    """Return a word as it might be written by somebody who only heard it."""
    fitting = [pair for pair in _SOUNDS if pair[0] in word]
    if not fitting:
        return word
    heard = word
    for written, other in chance.sample(fitting, min(len(fitting), chance.choice((1, 1, 2)))):
        heard = heard.replace(written, other, 1)
    return heard


def _omission(word: str, at: int, chance: Random) -> str:
    return word[:at] + word[at + 1 :]


def _insertion(word: str, at: int, chance: Random) -> str:
    near = NEIGHBOURS.get(word[at])
    return word[:at] + chance.choice(near) + word[at:] if near else ""


def _transposition(word: str, at: int, chance: Random) -> str:
    at = min(at, len(word) - 2)
    return word[:at] + word[at + 1] + word[at] + word[at + 2 :]


def _vowel(word: str, at: int, chance: Random) -> str:
    places = [place for place, letter in enumerate(word) if letter in VOWELS and (place or not at)]
    if not places:
        return ""
    place = chance.choice(places)
    return word[:place] + chance.choice(VOWELS) + word[place + 1 :]


def _substitution(word: str, at: int, chance: Random) -> str:
    near = NEIGHBOURS.get(word[at])
    return word[:at] + chance.choice(near) + word[at + 1 :] if near else ""


def _doubled(word: str, at: int, chance: Random) -> str:
    return word[:at] + word[at] + word[at:]


def _undoubled(word: str, at: int, chance: Random) -> str:
    places = [place for place in range(1, len(word)) if word[place] == word[place - 1]]
    if not places:
        return ""
    place = chance.choice(places)
    return word[:place] + word[place + 1 :]


_SLIPS = {
    "omission": _omission,
    "insertion": _insertion,
    "transposition": _transposition,
    "vowel": _vowel,
    "substitution": _substitution,
    "doubled": _doubled,
    "undoubled": _undoubled,
}
