"""Names of companies that do not exist, with word frequencies like those of a real register.

A few words are in every tenth name, some tens of thousands are shared by a few names, and a word
in five names is in no other: about one distinct word for every five companies.
"""

from random import Random

from bench.register_words import BEFORE, BUILDINGS, ENDS, MIDDLES, ROADS, STARTS, SUFFIXES, TRADES

SHARED = 60_000
"""How many invented words are used again and again, the first of them the most."""
_ENDINGS = (
    *("LTD",) * 585,
    *("LIMITED",) * 352,
    *("LLP",) * 12,
    *("C.I.C.",) * 7,
    *("CIC",) * 3,
    *("LP",) * 9,
    *("PLC",) * 2,
    *("L.P.",) * 2,
    *("",) * 28,
)
_INITIALS = "ABCDEFGHJKLMNPRSTVW"


def nth(share: float, number: int, evenness: int) -> int:
    """Return which of `number` things is meant by a number from 0 to 1, the first ones mostly.

    The greater `evenness` is, the less the very first ones stand out.
    """
    return int(evenness * ((number / evenness + 1) ** share - 1))


class RegisterNames:
    """Draws one name after the other from a generator of random numbers."""

    def __init__(self, rng: Random) -> None:
        self._random = rng.random
        self._shared = self._first_words()

    def _first_words(self) -> list[str]:
        """Make the shared words anew, the same for every register."""
        rng = Random(4)
        seen: dict[str, None] = {}
        while len(seen) < SHARED:
            middle = MIDDLES[int(rng.random() * 32)] if rng.random() < 0.75 else ""
            start = STARTS[int(rng.random() * len(STARTS))]
            seen[(start + middle + ENDS[int(rng.random() * len(ENDS))]).upper()] = None
        return list(seen)

    def word(self) -> str:
        """Return an invented word: one of the shared ones, or in a quarter of cases a rare one."""
        draw = self._random
        if draw() < 0.76:
            return self._shared[nth(draw(), SHARED, 30)]
        return (
            STARTS[int(draw() * len(STARTS))]
            + MIDDLES[int(draw() * len(MIDDLES))]
            + MIDDLES[int(draw() * 32)]
            + ENDS[int(draw() * len(ENDS))]
        ).upper()

    def trade(self) -> str:
        """Return what a firm does; the first ones of the list are many times more frequent."""
        return TRADES[nth(self._random(), len(TRADES), 4)]

    def core(self) -> str:
        """Return a name without its legal form."""
        draw = self._random
        shape = draw()
        word = self.word()
        if shape < 0.40:
            return f"{word} {self.trade()}"
        if shape < 0.50:
            return f"{word} {self._shared[nth(draw(), SHARED, 30)]} {self.trade()}"
        if shape < 0.58:
            return f"{word} {self._shared[nth(draw(), SHARED, 30)]}"
        if shape < 0.68:
            first = _INITIALS[int(draw() * 19)]
            second = _INITIALS[int(draw() * 19)]
            joined = (f"{first} {second}", f"{first}.{second}.", f"{first} & {second}")
            return f"{joined[int(draw() * 3)]} {word} {self.trade()}"
        if shape < 0.75:
            return f"{word} & {self._shared[nth(draw(), SHARED, 30)]} {self.trade()}"
        if shape < 0.80:
            return word
        if shape < 0.86:
            return f"{BEFORE[int(draw() * len(BEFORE))]} {word} {self.trade()}"
        return self._odd(word)

    def _odd(self, word: str) -> str:
        draw = self._random
        shape = int(draw() * 7)
        if shape == 0:
            road = ROADS[int(draw() * len(ROADS))]
            return f"{int(draw() * 190) + 2} {word} {road} MANAGEMENT COMPANY"
        if shape == 1:
            return f"{word} {BUILDINGS[int(draw() * len(BUILDINGS))]} RTM COMPANY"
        if shape == 2:
            return word + SUFFIXES[int(draw() * len(SUFFIXES))]
        if shape == 3:
            return f"{word}'S {self.trade()}"
        if shape == 4:
            return f"{word} {self.trade()} (UK)"
        if shape == 5:
            return f"{word}{('24', '365', '247', '1', '2000')[int(draw() * 5)]} {self.trade()}"
        return f"{word} {BUILDINGS[int(draw() * len(BUILDINGS))]} PROPERTY"

    def ending(self) -> str:
        """Return a legal form as often as it is met, nothing among them."""
        return _ENDINGS[int(self._random() * 1000)]
