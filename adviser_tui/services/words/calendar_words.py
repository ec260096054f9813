"""The words for days, months and spans of time, in English, Danish and Norwegian."""

import unicodedata

WEEKDAY_NAMES = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTH_NAMES = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)

_WEEKDAYS = (
    "mon monday mandag man",
    "tue tues tuesday tirsdag tir tirs",
    "wed weds wednesday onsdag ons",
    "thu thur thurs thursday torsdag tor tors",
    "fri friday fredag fre",
    "sat saturday lordag loerdag lor",
    "sun sunday sondag soendag son",
)
WEEKDAYS = {word: day for day, words in enumerate(_WEEKDAYS) for word in words.split()}
"""Every spelling of a weekday, as `plain` leaves it; Monday is 0."""

_MONTHS = (
    "jan january januar",
    "feb february februar",
    "mar march marts mars",
    "apr april",
    "may mai maj",
    "jun june juni",
    "jul july juli",
    "aug august",
    "sep sept september",
    "oct october okt oktober",
    "nov november",
    "dec december des desember",
)
MONTHS = {word: month for month, words in enumerate(_MONTHS, 1) for word in words.split()}
"""Every spelling of a month, as `plain` leaves it; January is 1."""

_NUMBERS = (
    "zero nul null",
    "a an one en et ett ei",
    "two to couple",
    "three tre",
    "four fire",
    "five fem",
    "six seks",
    "seven syv sju",
    "eight otte atte",
    "nine ni",
    "ten ti",
    "eleven elleve",
    "twelve tolv",
)
NUMBERS = {word: number for number, words in enumerate(_NUMBERS) for word in words.split()}

_UNITS = {
    "day": "d day days dag dage dager",
    "week": "w wk wks week weeks uge uger uke uker",
    "fortnight": "fortnight fortnights",
    "month": "m mo month months maned maneder maneden mnd",
    "year": "y yr year years ar",
    "working day": (
        "wd wds bd workday workdays arbejdsdag arbejdsdage hverdag hverdage virkedag virkedager "
        "arbeidsdag arbeidsdager"
    ),
}
UNITS = {word: unit for unit, words in _UNITS.items() for word in words.split()}
"""The unit that a word means; `working day` skips weekends and bank holidays."""

# Days from today that a fixed expression means.
NEAR = {
    **dict.fromkeys(("today", "tonight", "now", "i dag", "idag", "i aften", "i kveld"), 0),
    **dict.fromkeys(("nu", "na"), 0),
    **dict.fromkeys(("tomorrow", "tmrw", "tmr", "tomoz", "i morgen", "imorgen", "i morgon"), 1),
    **dict.fromkeys(("day after tomorrow", "overmorgen", "i overmorgen"), 2),
    **dict.fromkeys(("yesterday", "yday", "i gar", "igar", "i gaar", "igaar", "last night"), -1),
    **dict.fromkeys(("day before yesterday", "i forgars", "forgars", "i forgaars"), -2),
    **dict.fromkeys(("next week", "naeste uge", "neste uke", "a week today", "today week"), 7),
    **dict.fromkeys(("a week tomorrow", "tomorrow week"), 8),
    **dict.fromkeys(("last week", "sidste uge", "forrige uke"), -7),
}

NEXT = frozenset(("next", "naeste", "neste"))
LAST = frozenset(("last", "sidste", "forrige", "siste", "past"))
THIS = frozenset(("this", "coming", "denne", "kommende"))

_LETTERS = str.maketrans({"ø": "o", "æ": "ae", "đ": "d", "−": "-", "–": "-"})


def plain(text: str, *, commas: bool = False) -> str:
    """Return what was typed in lower case without accents, with `commas` or spaces for them."""
    if not text.isascii():
        split = unicodedata.normalize("NFKD", text.casefold()).translate(_LETTERS)
        text = "".join(c for c in split if unicodedata.category(c) not in ("Mn", "Cf", "Cs"))
    text = text.lower()
    return " ".join((text if commas else text.replace(",", " ")).split())


def number(word: str) -> int | None:
    """Return the number that a word or up to four digits mean."""
    if word.isascii() and word.isdigit() and len(word) <= 4:
        return int(word)
    return NUMBERS.get(word)
