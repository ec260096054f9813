"""Names of people, firms and places that nobody could take for real ones."""

import re
from random import Random
from typing import NamedTuple

from seed.demo.words import words

_PHONE_RANGES = ("01632 960", "0113 496 0", "0131 496 0", "029 2018 0", "028 9649 6", "0191 498 0")
"""Kept free for drama by Ofcom; three digits follow."""
_PLAIN = str.maketrans("øæåéðäö", "oaaedao")


class Trade(NamedTuple):
    """What a firm does: its words, its industry code and the kind of jobs it has."""

    word: str
    nordic: str
    sic: str
    job: str


class FirmName(NamedTuple):
    """A firm's full name, the short one people say, and an older one."""

    full: str
    short: str
    trading: str
    before: str


class Names:
    """Draws names without doubles."""

    def __init__(self, rng: Random) -> None:
        self._rng = rng
        lists = words("names")
        self._people, self._firms, self._places = lists["people"], lists["firms"], lists["places"]
        self.trades = [Trade(**each) for each in lists["trade"]]
        self.partners: list[str] = lists["partners"]["names"]
        self.areas: list[str] = self._places["areas"]
        self._taken: set[str] = set()
        self._firsts: list[str] = []
        self._mobiles = 0

    def _one(self, choices: list[str]) -> str:
        return choices[int(self._rng.random() * len(choices))]

    def person(self) -> tuple[str, str]:
        """Return a first name and a surname; no full name comes twice."""
        while True:
            nordic = self._rng.random() < 0.3
            start, end = (
                ("nordic_start", "nordic_end") if nordic else ("surname_start", "surname_end")
            )
            first = self._firsts.pop() if self._firsts else self._shuffled()
            last = self._one(self._people[start]) + self._one(self._people[end])
            if f"{first} {last}" not in self._taken:
                self._taken.add(f"{first} {last}")
                return first, last

    def _shuffled(self) -> str:
        """Bring every first name in again, so that none comes twice in a small team."""
        self._firsts = self._rng.sample(self._people["first"], len(self._people["first"]))
        return self._firsts.pop()

    def passer_by(self) -> tuple[str, str]:
        """Return a name for somebody at a firm, where doubles do not matter."""
        last = self._one(self._people["surname_start"]) + self._one(self._people["surname_end"])
        return self._one(self._people["first"]), last

    def firm(self, trade: Trade) -> FirmName:
        """Return the names of a firm; no full name comes twice."""
        lists = self._firms
        while True:
            if self._rng.random() < 0.06:
                second = self._one(lists["nordic_second"])
                short = f"{self._one(lists['nordic_first'])} {second}".strip()
                mark, form = self._one(lists["nordic_mark"]), self._one(lists["nordic_form"])
                word, other = trade.nordic, self._one(lists["nordic_mark"])
            else:
                short = f"{self._one(lists['first'])} {self._one(lists['second'])}"
                mark, form = self._one(lists["mark"]), self._one(lists["form"])
                word, other = trade.word, self._one(lists["mark"])
            full = f"{short} {mark} {word} {form}"
            if full not in self._taken:
                self._taken.add(full)
                first = short.split()[0]
                return FirmName(full, short, f"{mark} {first}", f"{first} {other} {word} {form}")

    def town(self) -> tuple[str, str]:
        """Return a town and a postcode in the area ZZ, which does not exist."""
        towns = self._places["towns"]
        number = int(self._rng.random() * len(towns))
        inward = f"{int(self._rng.random() * 10)}{self._letter()}{self._letter()}"
        return towns[number], f"ZZ{number + 80} {inward}"

    def street(self) -> str:
        """Return a house in a street of that town."""
        return f"{int(self._rng.random() * 98) + 1} {self._one(self._places['streets'])}"

    def _letter(self) -> str:
        return "ABDEFGHJLNPQRSTUWXYZ"[int(self._rng.random() * 20)]

    def phone(self) -> str:
        """Return a number of a landline that rings nowhere."""
        return f"{self._one(list(_PHONE_RANGES))}{int(self._rng.random() * 1000):03d}"

    def mobile(self) -> str:
        """Return a number of a mobile that rings nowhere; the first thousand are all different."""
        self._mobiles += 1
        return f"07700 900{self._mobiles * 7 % 1000:03d}"


def mail_name(text: str) -> str:
    """Return a name as it stands before or after the @ of an address of mail."""
    plain = text.lower().translate(_PLAIN)
    return re.sub(r"[^a-z0-9]+", ".", plain).strip(".")
