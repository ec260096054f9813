"""Leaving out of files what is about so few people that somebody could be told from it (M9)."""

from collections import defaultdict
from dataclasses import replace

from adviser_tui.services.measures.figure import Figure, Measured

_WHOLE = frozenset({"M9.parked"})
"""Figures of M9 that are about the whole caseload and no group of it."""


def without_small_cells(measured: Measured, least: int) -> Measured:
    """Return a measure without its small groups; what is behind a figure stays with the adviser.

    Where one group alone would be left out, the next smallest goes with it: with all others known
    it could be worked out.
    """
    figures = tuple(_bare(each) for each in measured.figures)
    if measured.id == "M9":
        hidden = _to_hide(measured.figures, least)
        figures = tuple(_hidden(each, least) if each.key in hidden else each for each in figures)
    return replace(
        measured, figures=figures, companions=tuple(_bare(each) for each in measured.companions)
    )


def _to_hide(figures: tuple[Figure, ...], least: int) -> set[str]:
    groups: dict[str, list[Figure]] = defaultdict(list)
    for each in figures:
        if each.key not in _WHOLE:
            groups[each.key.rpartition(".")[0]].append(each)
    hidden: set[str] = set()
    for members in groups.values():
        ordered = sorted(members, key=_size)
        small = [each for each in ordered if _size(each) < least]
        if len(small) == 1 and len(ordered) > 1:
            small = ordered[:2]
        hidden |= {each.key for each in small}
    return hidden


def _size(figure: Figure) -> int:
    """Return how many rows a group's figure is about."""
    return len({each.id for each in (*figure.rows, *figure.others)})


def _bare(figure: Figure) -> Figure:
    return replace(figure, rows=(), others=())


def _hidden(figure: Figure, least: int) -> Figure:
    return replace(
        figure,
        numerator=0,
        denominator=None,
        missing=f"left out, since it is about fewer than {least} people or would show such a group",
        note="",
        was="",
        left_out=(),
    )
