"""Minutes, weekly hours and pay as people write them; whole numbers only, and said back."""

import re
from dataclasses import dataclass
from functools import cache

from adviser_tui.errors import InputError
from adviser_tui.services.words.calendar_words import plain
from models.kinds import PayPeriod

DAY_MINUTES = 24 * 60
_MOST_PAY = 100_000_000_00  # in pence: anything above is a slip of the finger

_PERIODS = {
    PayPeriod.HOUR: "h hr hrs hour hours hourly timen time timer ph",
    PayPeriod.WEEK: "w wk week weekly uge ugen uke uken pw",
    PayPeriod.MONTH: "m mo month monthly maned maneden pm pcm md mnd",
    PayPeriod.YEAR: "y yr year yearly annum annually ar aret arlig arligt arlon pa p.a.",
}
_CURRENCIES = {"£": "GBP", "gbp": "GBP", "€": "EUR", "eur": "EUR", "dkk": "DKK", "nok": "NOK"}
_SIGNS = {"GBP": "£", "EUR": "€"}


@dataclass(frozen=True, slots=True)
class Pay:
    """A sum in the hundredth part of its currency (pence, øre, cent), and what it is paid for."""

    minor: int
    period: PayPeriod
    currency: str


@cache
def _pattern(source: str) -> re.Pattern[str]:
    return re.compile(source)


@cache
def _period_words() -> dict[str, PayPeriod]:
    return {word: period for period, words in _PERIODS.items() for word in words.split()}


def minutes_in(word: str) -> int | None:
    """Return the minutes of one word like "25m", "1h" or "1h30"; None when it is no duration."""
    word = plain(word, commas=True)
    if found := _pattern(r"([0-9]{1,4}) ?(?:m|mins?|minut(?:es?|ter?|t))").fullmatch(word):
        return int(found[1])
    hours = (
        r"([0-9]{1,3})(?:[.,]([0-9]{1,2}))? ?(?:h|hrs?|hours?|timer?|t)"
        r"(?: ?([0-9]{1,2}) ?(?:m|min)?)?"
    )
    if not (found := _pattern(hours).fullmatch(word)):
        return None
    part = _hundredths(found[2]) * 60
    if found[2] and (found[3] or part % 100):
        return None
    rest = int(found[3] or 0)
    return int(found[1]) * 60 + part // 100 + rest if rest < 60 else None


def understand_minutes(text: str) -> int:
    """Return how long something took, in minutes, at most a day: "25m", "1h30", "90 min", "45"."""
    words = plain(text, commas=True)
    minutes = int(words) if _pattern(r"[0-9]{1,4}").fullmatch(words) else minutes_in(words)
    if minutes is None:
        raise InputError(
            f"“{text[:30]}” could not be understood as a length of time. "
            "Write it like 25m, 1h, 1h30 or 90 min."
        )
    if not 0 < minutes <= DAY_MINUTES:
        raise InputError(
            f"{minutes} minutes cannot be the length of one contact. Write between 1m and 24h."
        )
    return minutes


def say_minutes(minutes: int) -> str:
    """Return a length of time in words: "25 minutes", "1 hour", "1 h 30 min"."""
    hours, rest = divmod(minutes, 60)
    if not hours:
        return f"{rest} minute{'' if rest == 1 else 's'}"
    if not rest:
        return f"{hours} hour{'' if hours == 1 else 's'}"
    return f"{hours} h {rest} min"


def understand_weekly_hours(text: str) -> int:
    """Return the minutes worked in a week: "16", "37.5", "37,5 hours a week", "37h30"."""
    words = re.sub(
        r"(?:a|per|/|om|i|pr\.?) ?(?:week|wk|uge|ugen|uke|uken)$|pw$", "", plain(text, commas=True)
    )
    words = words.strip()
    if _pattern(r"[0-9]{1,3}(?:[.,][0-9]{1,2})?").fullmatch(words):
        words += "h"
    words = words.replace(":", "h")
    minutes = minutes_in(words)
    if minutes is None:
        raise InputError(
            f"“{text[:30]}” could not be understood as hours a week. "
            "Write them like 16, 37.5 or 37h30."
        )
    if not 0 < minutes <= 7 * DAY_MINUTES // 2:
        raise InputError(
            f"{text[:30]} cannot be the hours of one week. Write between 1 and 84 hours."
        )
    return minutes


def say_weekly_hours(minutes: int) -> str:
    """Return weekly hours in words: "16 hours a week", "37 h 30 min a week"."""
    return f"{say_minutes(minutes)} a week"


def understand_pay(text: str, *, home: str = "GBP") -> Pay:
    """Return pay as a whole number of pence or øre, its period and its currency.

    "£12.21/h", "12.21 an hour", "£24,500 a year", "24k pa", "kr 210 i timen". A sum without a
    currency is in that of `home`; "kr" needs a home that has crowns. The period is never guessed.
    """
    words = plain(text, commas=True)
    currency = home
    if found := _pattern(r"£|€|gbp|eur|dkk|nok|kr\.?(?![a-z])|kroner").search(words):
        words = f"{words[: found.start()]} {words[found.end() :]}"
        currency = _CURRENCIES.get(found[0], "") or _crowns(text, home)
    words = words.strip(" ,-")
    found = _pattern(r"([0-9][0-9., ']*)(k(?![a-z]))?(.*)").fullmatch(words)
    minor = _minor(found[1].strip(" ,."), currency, bool(found[2])) if found else None
    if not found or minor is None:
        raise InputError(
            f"“{text[:30]}” could not be understood as pay. "
            "Write it like £12.21 an hour, £24,500 a year or kr 210 i timen."
        )
    period = _period(found[3])
    if period is None:
        raise InputError(
            f"“{text[:30]}” does not say what the pay is for. "
            "Add an hour, a week, a month or a year."
        )
    if not 0 < minor <= _MOST_PAY:
        raise InputError(f"“{text[:30]}” cannot be pay. Check the number.")
    return Pay(minor, period, currency)


def understand_sum(text: str, *, home: str = "GBP") -> tuple[int, str]:
    """Return a sum in pence or øre and its currency: "£2,640", "2640.50", "12 400,50 DKK"."""
    words, currency = plain(text, commas=True), home
    if found := _pattern(r"£|€|gbp|eur|dkk|nok|kr\.?(?![a-z])|kroner").search(words):
        words = f"{words[: found.start()]} {words[found.end() :]}"
        currency = _CURRENCIES.get(found[0], "") or _crowns(text, home)
    # A stroke after a sum, as in "500,-", is no sign; one before it is.
    is_less = words.lstrip().startswith("-")
    minor = None if is_less else _minor(words.strip(" ,-"), currency, thousands=False)
    if minor is None or minor > _MOST_PAY:
        raise InputError(
            f"“{text[:30]}” could not be understood as a sum of money. Write it like £2,640 or "
            "2640.50 DKK."
        )
    return minor, currency


def _crowns(text: str, home: str) -> str:
    if home in ("DKK", "NOK", "SEK"):
        return home
    raise InputError(f"“{text[:30]}” could be Danish or Norwegian crowns. Write DKK or NOK.")


def _period(words: str) -> PayPeriod | None:
    parts = [
        part
        for part in re.split(r"[\s/]+", words.strip(" -"))
        if part not in ("", "a", "an", "per", "pr", "pr.", "om", "i", "each", "p", "the", "en")
    ]
    return _period_words().get(parts[0].rstrip(",")) if len(parts) == 1 else None


def _minor(number: str, currency: str, thousands: bool) -> int | None:
    """Return a written number in hundredths; a point and a comma mean different things abroad."""
    number = number.replace(" ", "").replace("'", "")
    group, point = (",", ".") if currency == "GBP" else (".", ",")
    grouped = rf"[0-9]{{1,3}}(?:\{group}[0-9]{{3}})+(?:\{point}([0-9]{{1,2}}))?"
    if not thousands and (found := _pattern(grouped).fullmatch(number)):
        whole = number.split(point)[0].replace(group, "")
        return int(whole) * 100 + _hundredths(found[1])
    if found := _pattern(r"([0-9]{1,9})(?:[.,]([0-9]{1,2}))?").fullmatch(number):
        minor = int(found[1]) * 100 + _hundredths(found[2])
        return minor * 1000 if thousands else minor
    return None


def _hundredths(digits: str | None) -> int:
    return int((digits or "").ljust(2, "0")) if digits else 0


def say_money(minor: int, currency: str) -> str:
    """Return a sum in words: "£12.21", "£24,500", "210 DKK"."""
    whole, part = divmod(minor, 100)
    number = f"{whole:,}" + (f".{part:02}" if part else "")
    sign = _SIGNS.get(currency)
    return f"{sign}{number}" if sign else f"{number} {currency}"


def say_pay(pay: Pay) -> str:
    """Return pay in words: "£12.21 an hour", "£24,500 a year", "210 DKK an hour"."""
    article = "an" if pay.period is PayPeriod.HOUR else "a"
    return f"{say_money(pay.minor, pay.currency)} {article} {pay.period.value}"
