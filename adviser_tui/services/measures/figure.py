"""A figure and everything that makes it honest: what it is made of, of when, and what is left out.

The engine reckons in whole numbers and fractions; only words are rounded, half up.
"""

from dataclasses import dataclass, field, replace
from datetime import date, datetime
from enum import StrEnum
from fractions import Fraction

from adviser_tui.services.measures.period import Period

SMALL = 10
"""Below this many a share is said as `3 of 4` and never in per cent (section 5)."""


class Component(StrEnum):
    """The four parts of the work, none of which carries the rest alone."""

    EMPLOYER = "EC"
    INTERNAL = "IC"
    CITIZEN = "CC"
    ACROSS = "XC"


COMPONENT_NAMES = {
    Component.EMPLOYER: "employer contact",
    Component.INTERNAL: "internal cooperation",
    Component.CITIZEN: "citizen contact",
    Component.ACROSS: "cooperation between municipalities",
}


class Unit(StrEnum):
    """What a figure counts in."""

    COUNT = "count"
    SHARE = "share"
    """So many of so many."""
    RATIO = "ratio"
    """One share divided by another, 1 where they are alike."""
    DAYS = "days"
    MINUTES = "minutes"


@dataclass(frozen=True, slots=True)
class Ref:
    """One row behind a figure; `Measures.describe` says what it is in words."""

    table: str
    id: str
    on: date | None = None
    note: str = ""
    """What is particular about it here, such as `late`; may be empty."""


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Rows that were looked at and do not count, with the reason."""

    reason: str
    rows: tuple[Ref, ...]


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure of a measure over a period."""

    key: str
    """`M1.counted`: the measure and a name in it, the same for ever."""
    label: str
    unit: Unit
    numerator: Fraction | int = 0
    denominator: Fraction | int | None = None
    """Nothing for a plain count; 0 makes the figure n/a."""
    rows: tuple[Ref, ...] = ()
    """What the numerator is made of."""
    others: tuple[Ref, ...] = ()
    """What is in the denominator and not in the numerator."""
    left_out: tuple[LeftOut, ...] = ()
    missing: str = ""
    """Why there is no figure, in words; makes it n/a."""
    note: str = ""
    certainty: str = ""
    """How well the rule behind it is founded, where it rests on weak sources."""
    was: str = ""
    """What it said when the week closed, where that is something else."""
    unsynced: int = 0
    """How many of its rows the hub has not confirmed."""

    @property
    def value(self) -> Fraction | int | None:
        """The number itself, exact; nothing where it is n/a."""
        if self.missing or self.denominator == 0:
            return None
        if self.denominator is None:
            return self.numerator
        return Fraction(self.numerator) / Fraction(self.denominator)

    @property
    def words(self) -> str:
        """The figure as it is shown: `7`, `3 of 4`, `62 %`, `1.25`, `12 days`, `n/a: why`."""
        if self.value is None:
            return f"n/a: {self.missing}" if self.missing else "n/a"
        if self.unit is Unit.SHARE and self.denominator is not None:
            if self.denominator < SMALL:
                return f"{plain(self.numerator)} of {plain(self.denominator)}"
            return f"{per_cent(Fraction(self.value))} %"
        if self.unit is Unit.DAYS:
            return "1 day" if self.value == 1 else f"{plain(self.value)} days"
        if self.unit is Unit.MINUTES:
            return f"{plain(self.value)} min"
        return plain(self.value, 2 if self.unit is Unit.RATIO else 1)

    @property
    def in_full(self) -> str:
        """The figure with what it is made of, `62 % (8 of 13)`, and how it stood at the close."""
        shown = self.words
        if self.unit is Unit.SHARE and self.value is not None and shown.endswith("%"):
            shown = f"{shown} ({plain(self.numerator)} of {plain(self.denominator or 0)})"
        return f"{self.was} → {shown}" if self.was else shown


@dataclass(frozen=True, slots=True)
class Measured:
    """A measure over a period: its figures, what keeps them honest, and of when they are."""

    id: str
    title: str
    components: tuple[Component, ...]
    period: Period
    whose: str
    as_of: datetime
    profile: str
    """The profile that counted, with its version."""
    figures: tuple[Figure, ...]
    companions: tuple[Figure, ...] = ()
    """Figures that are always shown beside it, so that it cannot be driven up alone."""
    notes: tuple[str, ...] = ()
    is_off: bool = False
    """Its target is switched off; the figures are still there."""

    @property
    def head(self) -> Figure:
        """The first figure."""
        return self.figures[0]

    def figure(self, key: str) -> Figure:
        """Return the figure with a key, such as `M1.counted` or only `counted`."""
        full = key if key.startswith(f"{self.id}.") else f"{self.id}.{key}"
        for each in (*self.figures, *self.companions):
            if each.key == full:
                return each
        raise KeyError(full)

    def every(self) -> tuple[Figure, ...]:
        """Return its figures and its companions."""
        return (*self.figures, *self.companions)


@dataclass(frozen=True, slots=True)
class Counts:
    """What a measure's own module answers; the engine adds the period, the hour and the name."""

    figures: tuple[Figure, ...]
    companions: tuple[Figure, ...] = ()
    notes: tuple[str, ...] = field(default=())
    is_off: bool = False


def half_up(value: Fraction | int) -> int:
    """Return the nearest whole number, a half rounded away from nought."""
    exact = Fraction(value)
    whole = (abs(exact) * 2 + 1) // 2
    return int(whole) if exact >= 0 else -int(whole)


def per_cent(share: Fraction) -> int:
    """Return a share in whole hundredths, a half rounded up."""
    return half_up(share * 100)


def plain(value: Fraction | int, places: int = 1) -> str:
    """Return a number in words' form: no point where it is whole, else at most `places` digits."""
    exact = Fraction(value)
    if exact.denominator == 1:
        return str(exact.numerator)
    scaled = half_up(exact * 10**places)
    sign, scaled = ("-" if scaled < 0 else ""), abs(scaled)
    text = f"{scaled // 10**places}.{scaled % 10**places:0{places}d}".rstrip("0").rstrip(".")
    return f"{sign}{text}"


def median(values: list[int]) -> Fraction | None:
    """Return the middle value, the mean of the two middle ones, or nothing of nothing."""
    if not values:
        return None
    ordered, middle = sorted(values), len(values) // 2
    if len(values) % 2:
        return Fraction(ordered[middle])
    return Fraction(ordered[middle - 1] + ordered[middle], 2)


def with_unsynced(figure: Figure, waiting: frozenset[str]) -> Figure:
    """Return the figure with how many of its rows are among those that wait."""
    if not waiting:
        return figure
    ids = {each.id for each in (*figure.rows, *figure.others)}
    return replace(figure, unsynced=len(ids & waiting))
