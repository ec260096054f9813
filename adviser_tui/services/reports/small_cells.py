"""Leaving out of files what is about so few people that somebody could be told from it (M9)."""

from dataclasses import replace
from fractions import Fraction

from adviser_tui.services.measures.fairness.judging import few_others
from adviser_tui.services.measures.figure import Figure, Measured, Unit, half_up

_WHOLE = frozenset({"M9.parked"})
"""Figures of M9 that are about the whole caseload and no group of it."""
_PLACES = 100


def without_small_cells(measured: Measured, least: int) -> Measured:
    """Return a measure as it may lie on a table: no rows behind it, and no small group of people.

    Of a group only the ratio is left, without how many people and actions it was made of: with
    the others known, what was left out could be worked out from them.
    """
    return replace(
        measured,
        figures=tuple(_for_a_table(each, least) for each in measured.figures),
        companions=tuple(_for_a_table(each, least) for each in measured.companions),
    )


def _for_a_table(figure: Figure, least: int) -> Figure:
    figure = replace(figure, rows=(), others=())
    if not figure.key.startswith("M9.") or figure.key in _WHOLE:
        return figure
    if figure.value is None:
        return _reason_alone(figure, least)
    if figure.unit is Unit.RATIO:
        others = few_others(least)
        return _hidden(figure, others) if others in figure.note else _ratio_alone(figure)
    return _hidden(figure, f"fewer than {least} people") if _is_small(figure, least) else figure


def _reason_alone(figure: Figure, least: int) -> Figure:
    """Return a figure that is none with why, and without the counts it would have come from."""
    if few_others(least) in figure.note:
        return _hidden(figure, few_others(least))
    counts, _, said = figure.note.partition("; ")
    return replace(figure, note=said if " people, " in counts else figure.note, left_out=())


def _ratio_alone(figure: Figure) -> Figure:
    """Return a group's figure without its counts; what is said after them stays."""
    rounded = Fraction(half_up(Fraction(figure.value or 0) * _PLACES), _PLACES)
    said = figure.note.partition("; ")[2]
    return replace(figure, numerator=rounded, denominator=None, note=said, left_out=())


def _is_small(figure: Figure, least: int) -> bool:
    """Say whether a count of people, or what is left to all of them, is a small one."""
    inside = Fraction(figure.numerator)
    outside = Fraction(figure.denominator or inside) - inside
    return any(0 < each < least for each in (inside, outside))


def _hidden(figure: Figure, why: str) -> Figure:
    return replace(
        figure,
        numerator=0,
        denominator=None,
        missing=why,
        note="",
        was="",
        left_out=(),
    )
