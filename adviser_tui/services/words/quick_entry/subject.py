"""Where the name at the start of a quick-entry line ends, though names may hold known words.

A quoted name ends with its quote. Otherwise the first word always belongs to the name, and the
name goes on until a known word. "call", "text", "support" and the like are in names too: they are
taken as such when a plain word follows ("Monday Text Ltd call") or a surer word comes later
("BT Video f2f").
"""

from datetime import date, datetime

from adviser_tui.errors import InputError
from adviser_tui.services.words.quick_entry.keywords import (
    ATTEMPTS,
    BY,
    CHANNELS,
    FOLLOW_UP,
    INBOUND,
    NO_ANSWER,
    PROMISE,
    PURPOSES,
    STRONG_CHANNELS,
    WEAK_CHANNELS,
)
from adviser_tui.services.words.quick_entry.phrases import (
    day_at,
    minutes_alone,
    moment_at,
    sure_moment,
)
from adviser_tui.services.words.quick_entry.tokens import Token
from adviser_tui.services.words.working_days import Holidays
from models.kinds import Channel


def subject_end(tokens: list[Token], now: datetime, holidays: Holidays) -> int:
    """Return the index after the last token of the name that a contact line begins with."""
    if tokens[0].quoted:
        return 1
    for at in range(1, len(tokens)):
        if _ends_name(tokens, at, now, holidays):
            return at
    return len(tokens)


def promise_subject_end(tokens: list[Token], today: date, holidays: Holidays) -> int:
    """Return where the name after "promise" ends, or 0 when the line is no promise.

    A promise has its text in quotes or a day after "by"; a line without either but with a way of
    contact is about somebody whose name begins with the word.
    """
    if len(tokens) > 1 and tokens[1].quoted:
        return 2
    for at in range(2, len(tokens)):
        if tokens[at].quoted or tokens[at].mark or _has_day(tokens, at, BY, today, holidays):
            return at
    has_channel = any(token.is_word and token.folded in CHANNELS for token in tokens[1:])
    return 0 if has_channel else len(tokens)


def _ends_name(tokens: list[Token], at: int, now: datetime, holidays: Holidays) -> bool:
    token = tokens[at]
    word = token.folded
    if not token.is_word or word in STRONG_CHANNELS or minutes_alone(tokens, at) is not None:
        return True
    if _pair(tokens, at) in NO_ANSWER or word in INBOUND:
        return True
    if word in FOLLOW_UP:
        return at + 1 == len(tokens) or _has_day(tokens, at, FOLLOW_UP, now.date(), holidays)
    if word in PROMISE:
        return at + 1 < len(tokens) and tokens[at + 1].quoted
    if word in WEAK_CHANNELS:
        return _weak_channel_ends(tokens, at, now)
    if word in PURPOSES:
        return not _is_free(tokens, at + 1, now)
    moment = moment_at(tokens, at, now)
    return (
        moment is not None
        and sure_moment(tokens, at, moment[0])
        and not _is_free(tokens, at + moment[0], now)
    )


def _weak_channel_ends(tokens: list[Token], at: int, now: datetime) -> bool:
    later = tokens[at + 1 :]
    if later and CHANNELS.get(later[0].folded) in ATTEMPTS:
        return WEAK_CHANNELS[tokens[at].folded] is Channel.CALL  # "call vm" is one expression
    if any(token.is_word and token.folded in STRONG_CHANNELS for token in later):
        return False
    if not _is_free(tokens, at + 1, now):
        return True
    # Words follow: a name that goes on, if another channel further on is not followed by words.
    return not any(
        token.is_word and token.folded in WEAK_CHANNELS and not _is_free(tokens, index + 1, now)
        for index, token in enumerate(tokens[at + 1 :], at + 1)
    )


def _is_free(tokens: list[Token], at: int, now: datetime) -> bool:
    """Tell whether a plain word stands at `at`: not the end, a quote, or a word of the grammar."""
    if at >= len(tokens) or not tokens[at].is_word:
        return False
    word = tokens[at].folded
    if word in CHANNELS or word in PURPOSES or word in FOLLOW_UP or word in PROMISE | INBOUND:
        return False
    if minutes_alone(tokens, at) is not None or _pair(tokens, at) in NO_ANSWER:
        return False
    return moment_at(tokens, at, now) is None


def _pair(tokens: list[Token], at: int) -> tuple[str, ...]:
    return tuple(token.folded for token in tokens[at : at + 2])


def _has_day(
    tokens: list[Token], at: int, words: frozenset[str], today: date, holidays: Holidays
) -> bool:
    if not tokens[at].is_word or tokens[at].folded not in words:
        return False
    try:
        return day_at(tokens, at + 1, today, holidays) is not None
    except InputError:
        return True  # a day was meant; the reading will say why it does not exist
