"""Days in a file: day first, as in the United Kingdom, Denmark and Norway, or ISO."""

import re
from datetime import date, timedelta
from functools import lru_cache

from adviser_tui.exchange.unreadable import Unreadable

_ISO = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T ]\d{1,2}:\d{2}.*)?$")
_NUMBERS = re.compile(r"(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4}|\d{2})(?:,? \d{1,2}[:.]\d{2}.*)?$")
_DAY_MONTH = re.compile(r"(\d{1,2})(?:st|nd|rd|th|\.)?[ -]?([^\W\d]+)\.?,?[ -]?(\d{4}|\d{2})$")
_MONTH_DAY = re.compile(r"([^\W\d]+)\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})$")
_WEEKDAY = re.compile(r"^[^\W\d]+,? (?=\d)")
_SERIAL = re.compile(r"\d{5}(?:\.\d+)?$")
# The first three letters tell the months apart in all three languages.
_MONTH_NAMES = "jan feb mar apr maj,mai,may jun jul aug sep okt,oct nov dec,des"
_MONTHS = {
    name: number
    for number, names in enumerate(_MONTH_NAMES.split(), 1)
    for name in names.split(",")
}
_EARLIEST, _LATEST = 1900, 2199
_HOW = "Write it as 24/12/2026 or 2026-12-24."


@lru_cache(maxsize=4096)
def read_day(text: str) -> date:
    """Return the day that a cell names; two figures of a year mean this century."""
    if found := _ISO.match(text):
        return _day(text, *found.groups())
    if found := _NUMBERS.match(text):
        day, month, year = found.groups()
        return _day(text, year, month, day)
    if found := _DAY_MONTH.match(_WEEKDAY.sub("", text, count=1)):
        day, word, year = found.groups()
        return _day(text, year, _month(text, word), day)
    if found := _MONTH_DAY.match(text):
        word, day, year = found.groups()
        return _day(text, year, _month(text, word), day)
    if _SERIAL.match(text):
        # A spreadsheet's own count of days, when a column of days was saved as numbers.
        return date(1899, 12, 30) + timedelta(days=int(text[:5]))
    raise Unreadable(f"“{text}” is not a day. {_HOW}")


def _month(text: str, word: str) -> str:
    number = _MONTHS.get(word[:3].casefold())
    if number is None:
        raise Unreadable(f"“{word}” in “{text}” is not a month. {_HOW}")
    return str(number)


def _day(text: str, year: str, month: str, day: str) -> date:
    whole_year = int(year) + (2000 if len(year) == 2 else 0)
    if not _EARLIEST <= whole_year <= _LATEST:
        raise Unreadable(f"The year {whole_year} in “{text}” cannot be right. {_HOW}")
    try:
        return date(whole_year, int(month), int(day))
    except ValueError:
        if int(month) > 12:
            raise Unreadable(
                f"“{text}” has no month {int(month)}; the day comes first, as in 24/12/2026."
            ) from None
        raise Unreadable(f"There is no day “{text}” in the calendar. {_HOW}") from None
