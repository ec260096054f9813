"""Making a query of each kind for an employer of a list; nothing where the name does not lend
itself to it. Each maker returns what is typed.
"""

from collections.abc import Callable
from random import Random

from bench.search_lists import Listed
from bench.search_literal import Literal
from bench.search_scoring import core_words
from bench.search_slips import slip, sounded

Maker = Callable[[Literal, Listed, Random], str]
_OTHER_FORMS = ("ltd", "limited", "plc", "limited company", "co ltd", "llp")
_PLACE_WORDS = ("head office", "office", "branch", "store", "shop", "reception", "hr department")
_COMMON = 60
"""A word that more employers have says little by itself."""
_MISSPELT = {
    "services": "sevices",
    "management": "managment",
    "restaurant": "restaraunt",
    "engineering": "enginering",
    "engineers": "enginears",
    "association": "assocation",
    "community": "comunity",
    "academy": "acadamy",
    "academies": "acadamies",
    "accountants": "acountants",
    "accommodation": "accomodation",
    "business": "buisness",
    "environmental": "enviromental",
    "government": "goverment",
    "professional": "proffesional",
    "maintenance": "maintainance",
    "development": "developement",
    "international": "internatinal",
    "technologies": "tecnologies",
    "technology": "tecnology",
    "electrical": "electical",
    "refrigeration": "refridgeration",
    "pharmacy": "pharmasy",
    "pharmaceuticals": "pharmacuticals",
    "veterinary": "vetinary",
    "jewellery": "jewelery",
    "leisure": "liesure",
    "library": "libary",
    "logistics": "logisitics",
    "recruitment": "recruitement",
    "security": "securty",
    "solutions": "soloutions",
    "manufacturing": "manufactoring",
    "construction": "constuction",
    "consulting": "consulitng",
    "healthcare": "helthcare",
    "university": "univeristy",
    "partnership": "parternship",
    "education": "eduction",
    "learning": "lerning",
    "foundation": "foundaton",
    "furniture": "furnature",
    "kitchens": "kitchins",
    "bakery": "bakary",
    "catering": "catoring",
    "properties": "propertys",
    "transport": "transpot",
    "insurance": "insurence",
    "cleaning": "cleening",
    "scaffolding": "scafolding",
    "plumbing": "pluming",
    "nursery": "nursary",
    "brewery": "brewary",
    "hotel": "hotell",
    "college": "collage",
    "church": "chruch",
    "council": "counsil",
    "children": "childern",
    "borough": "bourough",
    "beauty": "beuty",
    "systems": "sytems",
}


def prefix1(literal: Literal, one: Listed, chance: Random) -> str:
    """The first word, unfinished."""
    return _beginning(literal, core_words(one.name)[0], chance)


def prefix_inner(literal: Literal, one: Listed, chance: Random) -> str:
    """Another word than the first, unfinished."""
    later = [word for word in core_words(one.name)[1:] if literal.having(word) <= _COMMON]
    return _beginning(literal, chance.choice(later), chance) if later else ""


def _beginning(literal: Literal, word: str, chance: Random) -> str:
    for size in range(3, len(word) + 1):
        if literal.is_fair([word[:size]]):
            return word[: size + chance.choice((0, 0, 1, 2))]
    return ""


def prefix2(literal: Literal, one: Listed, chance: Random) -> str:
    """The beginnings of two words."""
    return _beginnings(literal, one, chance, 2, (2, 3, 4))


def prefix3(literal: Literal, one: Listed, chance: Random) -> str:
    """The beginnings of three words."""
    return _beginnings(literal, one, chance, 3, (2, 3))


def _beginnings(
    literal: Literal, one: Listed, chance: Random, count: int, sizes: tuple[int, ...]
) -> str:
    words = [word for word in core_words(one.name) if len(word) > 1]
    if len(words) < count:
        return ""
    places = sorted(chance.sample(range(len(words)), count))
    for size in sizes:
        starts = [words[place][:size] for place in places]
        if literal.is_fair(starts):
            return " ".join(starts)
    return ""


def infix(literal: Literal, one: Listed, chance: Random) -> str:
    """Letters from the middle or the end of a word."""
    words = [word for word in core_words(one.name) if len(word) >= 7]
    if not words:
        return ""
    word = chance.choice(words)
    size = chance.randrange(5, min(9, len(word)))
    begin = chance.randrange(1, len(word) - size + 1)
    fragment = word[begin : begin + size]
    return fragment if 0 < literal.containing(fragment) <= 10 else ""


def full_nolegal(literal: Literal, one: Listed, chance: Random) -> str:
    """The full name without its legal form."""
    return " ".join(core_words(one.name))


def legal_variant(literal: Literal, one: Listed, chance: Random) -> str:
    """The full name with another legal form."""
    own = one.name.casefold()
    others = [form for form in _OTHER_FORMS if not own.endswith(f" {form}")]
    return f"{full_nolegal(literal, one, chance)} {chance.choice(others)}"


def typo1(literal: Literal, one: Listed, chance: Random) -> str:
    """One slip in the first words."""
    return _slipped(literal.base(one.name), chance, 1)


def typo2(literal: Literal, one: Listed, chance: Random) -> str:
    """Two slips in the first words."""
    return _slipped(literal.base(one.name), chance, 2)


def _slipped(words: list[str], chance: Random, count: int) -> str:
    long = [place for place, word in enumerate(words) if len(word) >= 4 + count]
    if not long:
        return ""
    for _ in range(count):
        place = chance.choice(long)
        words[place] = slip(words[place], chance)
    return " ".join(words)


def typo_prefix(literal: Literal, one: Listed, chance: Random) -> str:
    """A slip in a word that is not finished yet."""
    words = literal.base(one.name)
    if not words or len(words[-1]) < 6:
        return ""
    last = words[-1]
    begun = last[: chance.randrange(5, len(last))]
    if not literal.is_fair([*words[:-1], begun]):
        return ""
    return " ".join([*words[:-1], slip(begun, chance)])


def phonetic(literal: Literal, one: Listed, chance: Random) -> str:
    """A word as it sounds."""
    words = literal.base(one.name)
    for place in sorted(range(len(words)), key=lambda each: -len(words[each])):
        heard = sounded(words[place], chance)
        if len(words[place]) >= 5 and heard != words[place]:
            return " ".join([*words[:place], heard, *words[place + 1 :]])
    return ""


def missp_real(literal: Literal, one: Listed, chance: Random) -> str:
    """A word as it is often misspelt, with the words before it."""
    words = core_words(one.name)
    for place, word in enumerate(words):
        if word in _MISSPELT and literal.is_fair(words[: place + 1]):
            return " ".join([*words[:place], _MISSPELT[word]])
    return ""


def noise_word(literal: Literal, one: Listed, chance: Random) -> str:
    """The first words with one that is not in the name."""
    words = literal.base(one.name)
    return f"{' '.join(words)} {chance.choice(_PLACE_WORDS)}" if words else ""


def town(literal: Literal, one: Listed, chance: Random) -> str:
    """The first words and the town."""
    words = core_words(one.name)
    towns = core_words(one.town) if one.town else []
    for size in range(1, len(words) + 1):
        if towns and len("".join(words[:size])) >= 4 and literal.is_fair([*words[:size], *towns]):
            return f"{' '.join(words[:size])} {one.town.casefold()}"
    return ""


def town_typo(literal: Literal, one: Listed, chance: Random) -> str:
    """The first words and the town, a slip in one of them."""
    words = town(literal, one, chance).split()
    long = [place for place, word in enumerate(words) if len(word) >= 5]
    if not long:
        return ""
    place = chance.choice(long)
    words[place] = slip(words[place], chance)
    return " ".join(words)


def trading(literal: Literal, one: Listed, chance: Random) -> str:
    """The name it trades under."""
    return _other(literal, one, one.trading)


def prev_name(literal: Literal, one: Listed, chance: Random) -> str:
    """A name it had before."""
    return _other(literal, one, chance.choice(one.previous)) if one.previous else ""


def _other(literal: Literal, one: Listed, name: str) -> str:
    words = literal.base(name) if name else []
    return " ".join(words) if words and set(words) - set(core_words(one.name)) else ""
