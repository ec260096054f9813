"""What is typed about weeks of work: which weeks, whether worked, hours, earnings, evidence."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from adviser_tui.errors import InputError
from adviser_tui.services.words.amounts import understand_sum, understand_weekly_hours
from models.kinds import CheckState, EvidenceKind

_WEEKS = re.compile(r"(?:weeks?|w)? ?(\d{1,3})(?: ?(?:-|–|to) ?(?:w)?(\d{1,3}))?")
ANSWERS = {
    "yes": CheckState.VERIFIED_YES,
    "y": CheckState.VERIFIED_YES,
    "no": CheckState.VERIFIED_NO,
    "n": CheckState.VERIFIED_NO,
    "unknown": CheckState.NOT_VERIFIED,
    "u": CheckState.NOT_VERIFIED,
    "not verified": CheckState.NOT_VERIFIED,
}


@dataclass(frozen=True, slots=True)
class Amounts:
    """Hours a week and what was earned in all, as far as they were told."""

    minutes: int | None = None
    earned: int | None = None
    currency: str = ""


def understand_weeks(text: str) -> tuple[int, int]:
    """Return the last week and how many there are: `13` is one, `1-13` are thirteen."""
    found = _WEEKS.fullmatch(text.strip().lower())
    if found is not None:
        first, last = int(found[1]), int(found[2] or found[1])
        if 1 <= first <= last:
            return last, last - first + 1
    raise InputError(
        f"“{text[:30]}” is no week of a job. Write 13, or 1-13 for thirteen weeks; the week of the "
        "first day is week 1.",
        "week",
    )


def understand_answer(text: str) -> CheckState:
    """Return what was found out: yes, no or unknown."""
    found = ANSWERS.get(text.strip().lower())
    if found is None:
        raise InputError(f"“{text[:30]}” is no answer. Write yes, no or unknown.", "answer")
    return found


def understand_evidence(text: str) -> EvidenceKind:
    """Return where the knowledge comes from."""
    wanted = text.strip().lower()
    for kind in EvidenceKind:
        if wanted and kind.value.startswith(wanted):
            return kind
    kinds = ", ".join(kind.value for kind in EvidenceKind)
    raise InputError(f"“{text[:30]}” is no evidence. It is one of: {kinds}.", "evidence")


def understand_amounts(texts: Iterable[str], home: str = "GBP") -> Amounts:
    """Return hours a week and earnings from words such as `16h` and `£2,640`."""
    minutes: int | None = None
    earned: tuple[int, str] | None = None
    for text in texts:
        if _is_money(text):
            if earned is not None:
                raise InputError("Say once what was earned, over all the weeks.", "earned")
            earned = understand_sum(text, home=home)
        elif minutes is None:
            minutes = understand_weekly_hours(text)
        else:
            raise InputError(
                f"“{text[:30]}” is one word too many: hours a week once, earnings once.", "hours"
            )
    return Amounts(minutes, *(earned or (None, "")))


def _is_money(text: str) -> bool:
    return bool(re.search(r"[£€]|gbp|eur|dkk|nok|kr", text.lower()))
