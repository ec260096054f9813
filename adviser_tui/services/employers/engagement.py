"""How engaged an employer is with us, derived from what happened (M6); pure functions."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from adviser_tui.services.words.calendar_words import MONTH_NAMES
from adviser_tui.services.words.dates import add_months

LEVELS = ("none", "contacted", "instrumental", "repeat", "relational", "co-designer")
"""The names of the levels 0 to 5."""
APART = timedelta(days=30)
DORMANT_MONTHS = 12
MANUAL_MONTHS = 6


class EpisodeKind(StrEnum):
    """What counts as an employer having worked with us once."""

    VACANCY = "vacancy"
    TRIAL = "trial"
    ROTATION = "rotation"
    HIRE = "hire"


@dataclass(frozen=True, slots=True)
class Episode:
    """One time that an employer worked with us.

    A hire into a vacancy that they gave us belongs to that vacancy: several posts in one request,
    and the people who got them, are one episode.
    """

    kind: EpisodeKind
    on: date
    request: str = ""
    """The id of the vacancy it goes back to; empty for a hire that had none."""


@dataclass(frozen=True, slots=True)
class ManualLevel:
    """A level that somebody set by hand, with the reason and the day."""

    level: int
    reason: str
    on: date

    @property
    def until(self) -> date:
        """The last day on which it counts, six months on."""
        return add_months(self.on, MANUAL_MONTHS)


@dataclass(frozen=True, slots=True)
class Dealings:
    """Everything that the level is derived from."""

    episodes: tuple[Episode, ...] = ()
    involvements: tuple[str, ...] = ()
    """What they did beyond giving work, in words: `mentoring`, `forecast shared`."""
    last_contact_on: date | None = None
    manual: ManualLevel | None = None


@dataclass(frozen=True, slots=True)
class Engagement:
    """An employer's level with its reasons in words."""

    level: int
    reasons: tuple[str, ...]
    is_manual: bool = False
    is_dormant: bool = False
    until: date | None = None
    """The last day of a level set by hand."""

    @property
    def name(self) -> str:
        """The level's name, such as `repeat`."""
        return LEVELS[self.level]

    @property
    def words(self) -> str:
        """The level and why, such as `3 repeat: 2 vacancies and 1 hire since Mar`."""
        return f"{self.level} {self.name}: {'; '.join(self.reasons)}"


def engagement(dealings: Dealings, today: date) -> Engagement:
    """Return the level that an employer has today (M6), one set by hand first."""
    manual = dealings.manual
    if manual is not None and manual.on <= today <= manual.until:
        words = f"set by hand until {_month(manual.until, today)}, {manual.reason}"
        return Engagement(manual.level, (words,), is_manual=True, until=manual.until)
    level, reasons = _derived(dealings, today)
    last = _last_dealing(dealings)
    dormant = level > 0 and last is not None and last < add_months(today, -DORMANT_MONTHS)
    if dormant and last is not None:
        level -= 1
        reasons.append(f"one level down, nothing since {_month(last, today)}")
    if manual is not None and manual.until < today:
        reasons.append(f"the level set by hand ended in {_month(manual.until, today)}")
    return Engagement(level, tuple(reasons), is_dormant=dormant)


def _derived(dealings: Dealings, today: date) -> tuple[int, list[str]]:
    episodes = [each for each in dealings.episodes if each.on <= today]
    starts = first_days(episodes)
    if not starts:
        if dealings.last_contact_on is None:
            return 0, ["no contact yet"]
        return 1, [f"last contact in {_month(dealings.last_contact_on, today)}, no vacancy yet"]
    reasons = [f"{_counted(episodes)} since {_month(starts[0], today)}"]
    if len(starts) >= 2 and dealings.involvements:
        return 4, [*reasons, f"with {' and '.join(dealings.involvements)}"]
    if repeats(starts):
        return 3, reasons
    return 2, reasons


def first_days(episodes: Iterable[Episode]) -> list[date]:
    """Return the day of each episode, oldest first, several of one request taken together.

    What an employer asked for on one day is one request, in however many vacancies it was noted.
    """
    requests: dict[str, date] = {}
    alone: list[date] = []
    for each in episodes:
        if not each.request:
            alone.append(each.on)
        elif each.request not in requests or each.on < requests[each.request]:
            requests[each.request] = each.on
    return sorted({*requests.values(), *alone})


def repeats(days: Sequence[date]) -> bool:
    """Say whether two of the days lie at least 30 days and at most 12 months apart (M6)."""
    return any(
        earlier + APART <= later <= add_months(earlier, 12)
        for place, later in enumerate(days)
        for earlier in days[:place]
    )


def _last_dealing(dealings: Dealings) -> date | None:
    days = [each.on for each in dealings.episodes]
    if dealings.last_contact_on is not None:
        days.append(dealings.last_contact_on)
    return max(days, default=None)


def _counted(episodes: Sequence[Episode]) -> str:
    counts = [(kind, sum(each.kind is kind for each in episodes)) for kind in EpisodeKind]
    plural = {EpisodeKind.VACANCY: "vacancies"}
    words = [
        f"{count} {kind.value if count == 1 else plural.get(kind, f'{kind.value}s')}"
        for kind, count in counts
        if count
    ]
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"


def _month(day: date, today: date) -> str:
    name = MONTH_NAMES[day.month - 1][:3]
    return name if day.year == today.year else f"{name} {day.year}"
