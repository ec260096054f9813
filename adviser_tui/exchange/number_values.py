"""Numbers in a file: whole ones, size bands, working hours and pay. No floats anywhere."""

import re
from functools import lru_cache

from adviser_tui.errors import InputError
from adviser_tui.exchange.unreadable import Unreadable
from adviser_tui.services.words.amounts import Pay, understand_pay, understand_weekly_hours

_THOUSANDS = re.compile(r"(?<=\d)[,.' \u00a0\u202f](?=\d{3}(?!\d))")
_MOST = 1_000_000_000


def read_whole(text: str) -> int:
    """Return a whole number; `1,000`, `1.000` and `1 000` are all a thousand."""
    plain = re.sub(r"[.,]0+$", "", text) if re.search(r"[.,]0{1,2}$", text) else text
    plain = _THOUSANDS.sub("", plain)
    if not re.fullmatch(r"[+-]?[0-9]{1,12}", plain):
        raise Unreadable(f"“{text}” is not a whole number. Write figures only, such as 12.")
    number = int(plain)
    if number < 0 or number > _MOST:
        raise Unreadable(f"“{text}” cannot be right. Write a whole number, such as 12.")
    return number


@lru_cache(maxsize=1024)
def read_size(text: str) -> str:
    """Return a size band as `250-499`, `0-249` or `20000+`; a single number stands for itself."""
    plain = _THOUSANDS.sub("", text.casefold())
    numbers = [int(number) for number in re.findall(r"\d{1,9}", plain)]
    if not numbers:
        if plain in ("not provided", "unknown", "not known", "ukendt", "ukjent", "n/a", "-"):
            return ""
        raise Unreadable(f"“{text}” is not a number of employees. Write 12, or 250 to 499.")
    if len(numbers) >= 2:
        low, high = sorted(numbers[:2])
        return f"{low}-{high}"
    number = numbers[0]
    if re.search(r"less|under|below|fewer|færre|mindre|<", plain):
        return f"0-{max(0, number - 1)}"
    if re.search(r"up to|op til|opp til|max|≤", plain):
        return f"0-{number}"
    if re.search(r"more|over|above|plus|mere|flere|mer|\+|>|≥", plain):
        return f"{number}+"
    return str(number)


def read_hours(text: str) -> int:
    """Return weekly hours as minutes: `37.5`, `37,5 timer` and `37h30` are the same."""
    try:
        return understand_weekly_hours(text)
    except InputError as trouble:
        raise Unreadable(str(trouble)) from None


def read_pay(text: str, currency: str = "GBP") -> Pay:
    """Return pay such as `£12.60 an hour` or `kr 185,50 i timen`; the period is never guessed."""
    try:
        return understand_pay(text, home=currency)
    except InputError as trouble:
        raise Unreadable(str(trouble)) from None
