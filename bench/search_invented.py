"""A list of invented employers, always the same one for the same number, so that `bench search`
runs where no list is given.

Roots are made of syllables and mean nothing; the words of trade around them are as unevenly
common as on real lists, which is what makes searching hard.
"""

from collections.abc import Sequence
from random import Random

from bench.search_lists import Listed

SEED = 7
_STARTS = """b br c ch cl d dr f fl g gr h j k l m n p pl pr r s sh sl st t th tr v w wh"""
_MIDDLES = """a a a e e e i i o o u ai ea ee oa oo ou ie er ar or"""
_ENDS = """n r l m t d s ck ll ss nd nt st x mb ld rt ng by ton ley ham ford well wick den"""
_TRADES = """
services care group uk solutions school academy trust foods engineering management restaurant
healthcare consulting international college homes logistics systems holdings church construction
cleaning digital properties pharmacy transport technologies association security design training
community hotel nursery energy retail catering support estates motors council recruitment dental
housing partners electrical farm productions health bakery lighting packaging insurance studios
society media kitchens plumbing garden fashion fitness software scaffolding laundry veterinary
optical marine printing chemicals stores couriers roofing timber furniture leisure brewery
glazing fencing aggregates upholstery ceramics instruments beauty bicycles orchards fisheries
"""
_JOINS = """of and for in"""
_FORMS = ("Ltd", "Limited", "LIMITED", "LTD", "Ltd.", "PLC", "LLP", "C.I.C.", "")
_TOWNS = 300
_NEW_ROOT = 0.45
"""How often a name brings a root of its own; else it shares one of those that many have."""


def invented_list(count: int, seed: int = SEED) -> list[Listed]:
    """Return so many invented employers, no two names alike."""
    return _Inventor(Random(f"{seed}|{count}"), count).listed()


class _Inventor:
    """Makes names up."""

    def __init__(self, chance: Random, count: int) -> None:
        self._chance = chance
        self._count = count
        self._trades = _TRADES.split()
        self._common = [self._root() for _ in range(max(60, count // 12))]
        self._towns = [self._town() for _ in range(_TOWNS)]

    def listed(self) -> list[Listed]:
        """Return the whole list."""
        chance, taken, found = self._chance, set[str](), list[Listed]()
        while len(found) < self._count:
            name = self._name()
            if name.casefold() in taken:
                continue
            taken.add(name.casefold())
            trading = self._short() if chance.random() < 0.12 else ""
            previous = (self._name(),) if chance.random() < 0.10 else ()
            form = chance.choice(_FORMS)
            full = f"{name} {form}".strip()
            full = full.upper() if chance.random() < 0.4 else full
            postcode = f"ZZ{chance.randrange(1, 99)} {chance.randrange(10)}AB"
            town = self._unevenly(self._towns)
            reference = f"I{len(found):06d}"
            found.append(Listed(reference, full, trading, previous, town, postcode))
        return found

    def _root(self) -> str:
        """Return a word of one to three syllables."""
        chance, parts = self._chance, []
        for _ in range(chance.choice((1, 2, 2, 2, 3))):
            parts += [chance.choice(_STARTS.split()), chance.choice(_MIDDLES.split())]
        return ("".join(parts) + chance.choice(_ENDS.split())).capitalize()

    def _town(self) -> str:
        ends = ("", "", "", "-on-Wold", " Regis", " Cross", "-under-Lyng")
        return self._root() + self._chance.choice(ends)

    def _unevenly(self, words: Sequence[str]) -> str:
        """Return one of the words, the first far more often than the last."""
        return words[int(len(words) * self._chance.random() ** 2.5)]

    def _known(self) -> str:
        new = self._chance.random() < _NEW_ROOT
        return self._root() if new else self._unevenly(self._common)

    def _trade(self) -> str:
        return self._unevenly(self._trades).capitalize()

    def _short(self) -> str:
        return f"{self._known()} {self._trade()}"

    def _name(self) -> str:
        """Return a name without its legal form."""
        known, trade = self._known, self._trade
        match self._chance.randrange(20):
            case 0 | 1 | 2 | 3:
                return f"{known()} {trade()}"
            case 4 | 5 | 6:
                return f"{known()} {known()} {trade()}"
            case 7 | 8 | 9:
                return f"{known()} {trade()} {trade()}"
            case 10:
                return f"{known()} & {known()}"
            case 11:
                return f"{known()} & {known()} {trade()}"
            case 12:
                return f"St {known()}'s {trade()}"
            case 13:
                return f"{known()} ({self._unevenly(self._towns)}) {trade()}"
            case 14:
                letters = "".join(self._chance.choices("ABCDEFGHJKLMNPRSTW", k=3))
                return f"{'.'.join(letters)}. {trade()}"
            case 15:
                return f"The {known()} {trade()} of {self._unevenly(self._towns)}"
            case 16:
                return f"{known()}-{known()} {trade()}"
            case 17:
                return f"{known()}{trade().lower()}"
            case 18:
                join = self._chance.choice(_JOINS.split())
                return f"{trade()} {join} {known()} {trade()}"
            case _:
                return f"{known()}"
