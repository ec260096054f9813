"""Days, moments and lengths of time found among the words of a quick-entry line."""

from datetime import date, datetime, time

from adviser_tui.errors import InputError
from adviser_tui.services.words.amounts import minutes_in
from adviser_tui.services.words.calendar_words import MONTHS, WEEKDAYS
from adviser_tui.services.words.dates import NotUnderstoodError, understand_day_and_time
from adviser_tui.services.words.moments import understand_moment
from adviser_tui.services.words.quick_entry.keywords import NAMELIKE_DAYS, OPENERS, SURE_DAYS
from adviser_tui.services.words.quick_entry.tokens import Token
from adviser_tui.services.words.working_days import Holidays

_LONGEST = 5


def _runs(tokens: list[Token], at: int) -> list[tuple[int, str]]:
    """Return how many words from `at` on could be one phrase, longest first, with their text."""
    end = at
    while end < min(at + _LONGEST, len(tokens)) and tokens[end].is_word:
        end += 1
    return [
        (count, " ".join(token.text for token in tokens[at : at + count]))
        for count in range(end - at, 0, -1)
    ]


def day_at(
    tokens: list[Token], at: int, today: date, holidays: Holidays
) -> tuple[int, date, time | None] | None:
    """Return the number of words, day and time of the longest due date at `at`, if there is one.

    Raises InputError when it is a date that does not exist and nothing shorter makes sense.
    """
    impossible: InputError | None = None
    for count, text in _runs(tokens, at):
        try:
            day, clock = understand_day_and_time(text, today, holidays)
        except NotUnderstoodError:
            continue
        except InputError as error:
            impossible = error
            continue
        return count, day, clock
    if impossible is not None:
        raise impossible
    return None


def moment_at(tokens: list[Token], at: int, now: datetime) -> tuple[int, datetime | str] | None:
    """Return the number of words and the moment at `at`, or the sentence why it cannot be one."""
    if not _may_begin_moment(tokens, at):
        return None
    refused: tuple[int, str] | None = None
    for count, text in _runs(tokens, at):
        if count == 1 and tokens[at].folded in NAMELIKE_DAYS:
            continue
        try:
            return count, understand_moment(text, now)
        except NotUnderstoodError:
            continue
        except InputError as error:
            refused = refused or (count, str(error))
    return refused


def _may_begin_moment(tokens: list[Token], at: int) -> bool:
    token = tokens[at]
    if not token.is_word:
        return False
    word = token.folded
    if word in SURE_DAYS or word in OPENERS or word in WEEKDAYS or word in MONTHS:
        return True
    return token.text[0].isdigit() and minutes_alone(tokens, at) is None


def minutes_alone(tokens: list[Token], at: int) -> int | None:
    """Return the minutes of a word like "25m", unless "ago" makes it a moment."""
    token = tokens[at]
    if not token.is_word or not token.text[0].isdigit():
        return None
    minutes = minutes_in(token.text)
    if minutes is None or (at + 1 < len(tokens) and tokens[at + 1].folded in ("ago", "siden")):
        return None
    return minutes


def sure_moment(tokens: list[Token], at: int, count: int) -> bool:
    """Tell whether a moment of `count` words cannot well be part of a name: "mon", "3 nov"."""
    words = tokens[at : at + count]
    return words[0].folded in SURE_DAYS or any(
        character.isdigit() for word in words for character in word.text
    )
