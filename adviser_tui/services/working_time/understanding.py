"""Working patterns and days away as people say them: `mon-wed 60% 22h30`, `fri afternoon`."""

import re
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import replace
from datetime import date

from adviser_tui.errors import InputError
from adviser_tui.services.words.amounts import minutes_in, understand_weekly_hours
from adviser_tui.services.words.calendar_words import MONTHS, WEEKDAYS, plain
from adviser_tui.services.words.dates import understand_day
from adviser_tui.services.words.working_days import Holidays
from adviser_tui.services.working_time.patterns import Pattern
from adviser_tui.services.working_time.service import AbsenceDraft, PatternDraft
from models.kinds import AbsenceKind, DayPart
from seed.holidays import REGIONS

PATTERN_EXAMPLE = "mon-wed 60% 22h30 from 2026-09-01"
AWAY_EXAMPLES = "tue, fri afternoon, 21/12 to 31/12 or training mon"
_FULL = ("full time", "fulltime", "full-time", "fuld tid", "fuldtid", "heltid")
_LEFT = frozenset(("left", "leaves", "leaving", "gone", "stopped", "sluttet"))
_WEEK = frozenset(("weekdays", "hverdage", "hverdager"))
_FROM = re.compile(r"(?:^| )(?:from|since|fra|as of) (?P<day>.+)$")
_SHARE = re.compile(r"(?P<whole>\d{1,3}) ?%|0?[.,](?P<part>\d{1,2})(?: ?fte)?|1[.,]0")
_SPAN = re.compile(r" (?:to|until|till|til|through|-|–) |\.\.")
_LEARNING = frozenset(("training", "course", "kursus", "kurs", "learning", "conference"))
_AWAY = frozenset(
    ("away", "sick", "ill", "leave", "holiday", "off", "syg", "syk", "ferie", "annual")
)
"""Words that may be said and are not kept: why somebody is away is nobody's business."""
_WAS = frozenset(("sick", "ill", "syg", "syk", "was"))
"""What has mostly happened already, so that a weekday is looked for behind."""
_OF_A_MONTH = re.compile(rf"\d[/.-]\d|\b(?:{'|'.join(MONTHS)})\b")
_YEAR = re.compile(r"\d{4}|\d[/.-]\d{1,2}[/.-]\d")
_PARTS = {
    **dict.fromkeys(("morning", "am", "formiddag"), DayPart.MORNING),
    **dict.fromkeys(("afternoon", "pm", "eftermiddag", "ettermiddag"), DayPart.AFTERNOON),
}


def understand_pattern(
    text: str, today: date, holidays: Holidays, now: Pattern | None = None
) -> PatternDraft:
    """Return the pattern that words mean; what they leave out stays as it is `now`.

    Days without a share are a fifth of full time each. Hours are not carried over to another
    share, since nobody said how many they are.
    """
    words = _on_one_line(text)
    begins = None
    if found := _FROM.search(words):
        begins = understand_day(found["day"], today, holidays)
        words = words[: found.start()]
    days: tuple[int, ...] | None = None
    share: int | None = None
    minutes: int | None = None
    region = ""
    for full in _FULL:
        if full in words:
            words, days, share = words.replace(full, " "), tuple(range(5)), 100
    for word in (each.strip(",") for each in words.split()):
        if word in _LEFT:
            return PatternDraft((), valid_from=begins)
        if word in REGIONS:
            region = word
        elif (named := _days(word)) is not None:
            days = tuple(sorted({*(days or ()), *named}))
        elif _SHARE.fullmatch(word):
            share = _share(word)
        elif minutes_in(word) is not None:
            minutes = understand_weekly_hours(word)
        else:
            raise InputError(
                f"“{word[:30]}” is no part of a working pattern. Write the days, the share of full "
                f"time and the hours a week, like {PATTERN_EXAMPLE}. Nothing was changed.",
                "pattern",
            )
    if days is None and share is None and minutes is None and not region:
        raise InputError(f"Say when you work, like {PATTERN_EXAMPLE}.", "pattern")
    return replace(
        _completed(days, share, minutes, now), region=region or _region(now), valid_from=begins
    )


def _completed(
    days: tuple[int, ...] | None, share: int | None, minutes: int | None, now: Pattern | None
) -> PatternDraft:
    held = now if now is not None and not now.has_left else None
    if days is None:
        days = held.days if held else tuple(range(5))
    if share is None:
        same = held is not None and len(held.days) == len(days)
        share = held.share if held and same else min(20 * len(days), 100)
    if minutes is None and held is not None and held.share == share:
        minutes = held.weekly_minutes
    return PatternDraft(days, share, minutes)


def understand_absence(text: str, today: date, holidays: Holidays) -> AbsenceDraft:
    """Return the days away or in training that words mean.

    A weekday is today or the next one ahead; of somebody who was ill, today or the last one. A day
    of a month without its year is the nearest one, since days away are written down afterwards too.
    """
    words = _on_one_line(text).split()
    kind = AbsenceKind.TRAINING if _LEARNING & set(words) else AbsenceKind.AWAY
    looks_back = bool(_WAS & set(words))
    parts = [_PARTS[word] for word in words if word in _PARTS]
    kept = [word for word in words if word not in {*_LEARNING, *_AWAY, *_WAS, *_PARTS}]
    while kept and kept[0] in ("on", "in", "from", "for", "a", "at"):
        kept.pop(0)
    said = " ".join(kept)
    if not said:
        raise InputError(f"Say which day, like {AWAY_EXAMPLES}. Nothing was changed.", "away")
    begins, *ends = _SPAN.split(said, maxsplit=1)
    first = _first_day(begins, today, holidays, looks_back=looks_back)
    last = _day(ends[0], first, holidays, looks_back=False) if ends else first
    if last < first and looks_back:
        last = _day(ends[0], today, holidays, looks_back=True)
    part = parts[0] if len(set(parts)) == 1 else DayPart.WHOLE
    return AbsenceDraft(first, last, kind, part)


def _first_day(text: str, today: date, holidays: Holidays, *, looks_back: bool) -> date:
    """Return the day that words mean; one of a month whose year was not said is the nearest."""
    if looks_back or not _OF_A_MONTH.search(text) or _YEAR.search(text):
        return _day(text, today, holidays, looks_back=looks_back)
    behind = None
    with suppress(InputError):  # “wed 18/11” may be right of one of the two years alone
        behind = _day(text, today, holidays, looks_back=True)
    try:
        ahead = _day(text, today, holidays, looks_back=False)
    except InputError:
        if behind is None:
            raise
        return behind
    return behind if behind is not None and today - behind < ahead - today else ahead


def _day(text: str, seen_from: date, holidays: Holidays, *, looks_back: bool) -> date:
    words = text.strip()
    if WEEKDAYS.get(words) == seen_from.weekday():
        return seen_from
    return understand_day(words, seen_from, holidays, looking="back" if looks_back else "ahead")


def _on_one_line(text: str) -> str:
    return plain(text[:200], commas=True)


def _days(word: str) -> Iterable[int] | None:
    """Return the weekdays of `mon-wed`, `mon,wed` or `thu`; nothing where it is none of these."""
    if word in _WEEK:
        return range(5)
    found: set[int] = set()
    for piece in word.strip(",").split(","):
        first, mark, last = piece.partition("-")
        begin, end = WEEKDAYS.get(first), WEEKDAYS.get(last if mark else first)
        if begin is None or end is None:
            return None
        found.update((begin + away) % 7 for away in range((end - begin) % 7 + 1))
    return found


def _share(word: str) -> int:
    found = _SHARE.fullmatch(word)
    if found is None or not (found["whole"] or found["part"]):
        return 100
    return int(found["whole"]) if found["whole"] else int(found["part"].ljust(2, "0"))


def _region(now: Pattern | None) -> str:
    return now.region if now else ""
