"""A programme's self-check against its fidelity scale: what the records can say, item by item.

A level is named only where its figure is known and enough is recorded. There is no total: what the
records cannot tell has no level, and a sum without it would be of another scale.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction

from adviser_tui.services.measures.engine import Measures
from adviser_tui.services.measures.fidelity_reading import (
    Told,
    first_month,
    ordinary_jobs,
    visits_before_proposing,
)
from adviser_tui.services.measures.figure import SMALL, Figure, Unit, plain
from adviser_tui.services.measures.period import Period
from adviser_tui.services.measures.scene import Scene, Whose
from adviser_tui.services.measures.sustained import year_before
from seed.fidelity import Band, Item, Scale, scale
from seed.profile_words import SAID
from seed.profiles import profile_of

WEEKS = 12
"""Full weeks that are looked at where a figure is about a week."""
TOP = 5


@dataclass(frozen=True, slots=True)
class ItemCheck:
    """One item and what the records say of it."""

    number: int
    name: str
    looks_at: str
    is_told: bool
    """Whether the records can say anything of it."""
    level: int | None
    """5 is best; nothing where no level can be named."""
    found: str
    """What was found, in words, or why nothing can be told."""
    level_words: str
    """`5`, `below 5`, `no level is known here`; empty where nothing is told."""
    needs: str
    """What would have to be written down; empty where it is told."""
    certainty: str
    """How well the levels are founded; empty where none is named."""


@dataclass(frozen=True, slots=True)
class SelfCheck:
    """A whole scale, checked on a day."""

    scale: Scale
    on: date
    whose: str
    items: tuple[ItemCheck, ...]

    @property
    def told(self) -> int:
        """How many items the records can say something of."""
        return sum(each.is_told for each in self.items)

    @property
    def levelled(self) -> int:
        """Of how many a level can be named."""
        return sum(each.level is not None for each in self.items)

    @property
    def words(self) -> str:
        """The whole in a sentence, which is never a total."""
        return (
            f"{self.told} of {len(self.items)} items can be told from the records, "
            f"{self.levelled} with a level. The scale's total needs all of them."
        )

    @property
    def band_words(self) -> tuple[str, ...]:
        """What a total of all items would be called, each with how sure its bound is."""
        return tuple(_band_words(self.scale, each) for each in self.scale.bands)


def self_check(
    measures: Measures, whose: Whose | None = None, scale_id: str = "ips25"
) -> SelfCheck:
    """Check the records against a scale, as they stand today."""
    found = scale(scale_id)
    look = _Look(measures, whose or measures.myself())
    return SelfCheck(
        found,
        look.today,
        look.whose.name,
        tuple(_check(item, look) for item in found.items),
    )


class _Look:
    """What the items are read from."""

    def __init__(self, measures: Measures, whose: Whose) -> None:
        self._measures = measures
        self.whose = whose
        # The scale counts by its own rules, whatever the programme's targets count.
        self._rules = profile_of("ips")
        self.today = measures.scene(whose=whose).today

    @property
    def year(self) -> Period:
        return Period(year_before(self.today) + timedelta(days=1), self.today)

    @property
    def weeks(self) -> Period:
        return Period.week_of(self.today).before().back_to(WEEKS)

    def scene(self, period: Period) -> Scene:
        return self._measures.scene(period, self.whose, self._rules)

    def figure(self, measure: str, name: str, period: Period) -> Figure:
        return self._measures.measure(measure, period, self.whose, self._rules).figure(name)


def _check(item: Item, look: _Look) -> ItemCheck:
    if not item.reading:
        return _not_told(item, "not recorded here", item.needs)
    told = _READINGS[item.reading](look)
    if told.value is None:
        return _not_told(item, told.words, told.needs)
    level, said = level_of(item, told.value) if told.is_enough else (None, "too few for a level")
    if level == TOP and item.also:
        said = f"{said} on the count alone; {item.also}"
    return ItemCheck(
        number=item.number,
        name=item.name,
        looks_at=item.looks_at,
        is_told=True,
        level=level,
        found=told.words,
        level_words=said,
        needs="",
        certainty=SAID[item.certainty] if item.at_most or item.at_least else "",
    )


def _not_told(item: Item, why: str, needs: str) -> ItemCheck:
    return ItemCheck(
        item.number, item.name, item.looks_at, False, None, why, "", needs, certainty=""
    )


def level_of(item: Item, value: Fraction | int) -> tuple[int | None, str]:
    """Return the level that a value reaches, in words too; nothing where its bound is not known."""
    bounds = item.at_most or item.at_least
    if not bounds:
        return None, "no level is known here"
    for place, bound in enumerate(bounds):
        if value <= bound if item.at_most else value >= bound:
            return TOP - place, str(TOP - place)
    lowest = TOP - len(bounds)
    if lowest == 1:
        return 1, "1"
    return None, f"below {lowest + 1}; how far is not known here"


def _of_figure(figure: Figure, words: str, needs: str, *, hundredths: bool = False) -> Told:
    """Return what a figure of a measure tells."""
    value = figure.value
    if value is None:
        return Told(None, figure.missing or "nothing to count yet", needs)
    is_enough = figure.unit is not Unit.SHARE or (figure.denominator or 0) >= SMALL
    said = f"{figure.in_full} {words}" if hundredths else f"{plain(value)} {words}"
    return Told(value * 100 if hundredths else value, said, needs, is_enough)


def _caseload(look: _Look) -> Told:
    figure = look.figure("M13", "per_full_time", Period.week_of(look.today))
    return _of_figure(figure, "people for each full-time adviser", "who works how much")


def _rapid_start(look: _Look) -> Told:
    figure = look.figure("M12", "days", look.year)
    words = "days to the first talk, in the middle of all who joined in twelve months"
    return _of_figure(figure, words, "first contacts with employers for each person")


def _frequent_contact(look: _Look) -> Told:
    figure = look.figure("M1", "face_to_face", look.weeks)
    each = Fraction(figure.numerator) / (WEEKS * max(1, len(look.whose.advisers)))
    return Told(each, f"{plain(each)} a week for each adviser, over {WEEKS} full weeks")


def _kinds_of_job(look: _Look) -> Told:
    figure = look.figure("M14", "top_sector", Period.week_of(look.today))
    words = "of the starts in twelve months were in one line of business"
    return _of_figure(figure, words, "what line of business employers are in", hundredths=True)


def _same_employer(look: _Look) -> Told:
    figure = look.figure("M14", "same_employer", Period.week_of(look.today))
    words = "of the starts in twelve months were with one employer"
    return _of_figure(figure, words, "starts of jobs", hundredths=True)


def _community(look: _Look) -> Told:
    figure = look.figure("M3", "share", look.weeks)
    words = f"of the time worked, over {WEEKS} full weeks"
    return _of_figure(figure, words, "more of the time out of the office", hundredths=True)


_READINGS: Mapping[str, Callable[[_Look], Told]] = {
    "caseload": _caseload,
    "rapid_start": _rapid_start,
    "frequent_contact": _frequent_contact,
    "visits_before_proposing": lambda look: visits_before_proposing(look.scene(look.year)),
    "kinds_of_job": _kinds_of_job,
    "same_employer": _same_employer,
    "ordinary_jobs": lambda look: ordinary_jobs(look.scene(look.year)),
    "first_month": lambda look: first_month(look.scene(look.year)),
    "community": _community,
}


def _band_words(checked: Scale, band: Band) -> str:
    above = [each.least for each in checked.bands if each.least > band.least]
    most = min(above) - 1 if above else checked.most
    sure = "certain" if band.is_certain else f"not certain: {SAID[band.certainty]}"
    return f"{band.least} to {most}: {band.name} ({sure})"
