"""When a delicate word tells of a line of work: "cares for adults with autism"."""

import re
from dataclasses import dataclass
from functools import cache

from adviser_tui.services.words.word_patterns import expression, plain_pattern
from seed.wording import word_list

_REACH = 90
"""How many characters before a word can make it a line of work."""


@dataclass(frozen=True, slots=True)
class _Trades:
    verb: re.Pattern[str]
    people_before: re.Pattern[str]
    subject: re.Pattern[str]
    after: re.Pattern[str]
    people_after: re.Pattern[str]
    group: re.Pattern[str]
    adjective: re.Pattern[str]


def tells_of_a_trade(text: str, start: int, end: int, kind: str) -> bool:
    """Tell whether what stands from `start` to `end` of a folded text is part of somebody's work.

    It must follow an active verb of working in the same sentence and be, or describe, the people
    worked with, or be the name of a trade; or it is the subject of a course.
    """
    if kind not in word_list().trade.kinds:
        return False
    trades = _trades()
    before = text[max(0, start - _REACH) : start]
    if trades.people_before.search(before) or (kind == "health" and trades.subject.search(before)):
        return True
    if not trades.verb.search(before):
        return False
    if trades.people_after.match(text, end) or trades.group.match(text, start):
        return True
    describes = trades.adjective.fullmatch(text, start, end)
    return bool(trades.after.match(text, end)) and not describes


@cache
def _trades() -> _Trades:
    trade = word_list().trade
    people = _either(trade.people)
    passive = "".join(f"(?<! {word} )" for word in trade.passive)
    verb = rf"(?<= )(?:{_either(trade.verbs)}|{passive}{_either(trade.done)}) "
    gap = rf"(?:(?!{_either(trade.never)} )[^ .]+ )"
    joining = _either(trade.joining)
    return _Trades(
        verb=re.compile(rf"{verb}{gap}{{0,4}}$"),
        people_before=re.compile(
            rf"{verb}{gap}{{0,6}}{people} (?:{joining} ){{0,4}}(?:{gap}and )?$"
        ),
        subject=re.compile(rf" {_either(trade.subjects)} (?:[^ .]+ )?$"),
        after=re.compile(rf" {_either(trade.after)}(?= )"),
        people_after=re.compile(rf" (?:and [^ .]+ )?{people}(?= )"),
        group=re.compile(rf"{_either(trade.groups)}(?= )"),
        adjective=re.compile(_either(trade.adjectives)),
    )


def _either(words: tuple[str, ...]) -> str:
    return "(?:" + "|".join(expression(plain_pattern(word)) for word in words) + ")"
