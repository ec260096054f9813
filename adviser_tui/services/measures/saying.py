"""A measure in whole sentences: the figure, what it is made of, of when, and what is left out."""

from collections.abc import Callable, Iterable, Iterator, Sequence

from adviser_tui.services.measures.figure import (
    COMPONENT_NAMES,
    Component,
    Figure,
    LeftOut,
    Measured,
    Ref,
)
from adviser_tui.services.measures.period import Period

Describe = Callable[[Iterable[Ref]], Sequence[str]]
"""Says what rows are, in the same order."""


def said(measured: Measured, describe: Describe | None = None) -> Iterator[str]:
    """Give a measure line by line; with `describe`, the rows behind each figure too."""
    parts = components_said(measured.components)
    off = " Its target is switched off." if measured.is_off else ""
    yield f"{measured.id} {measured.title} ({parts}).{off}"
    for figure in measured.figures:
        yield from _figure(figure, describe)
    if measured.companions:
        yield "  Always shown beside it:"
        for figure in measured.companions:
            yield from _figure(figure, describe)
    for note in measured.notes:
        yield f"  {whole(note)}"


def heading(measured: Measured) -> str:
    """Return whose figures they are, of which days, as of when and by which rules."""
    return (
        f"{measured.whose or 'Nobody'}, {period_said(measured.period)}, "
        f"as of {measured.as_of:%H:%M on %d %B %Y}, counted by the rules {measured.profile}."
    )


def period_said(period: Period) -> str:
    """Return a period as it is read aloud: `week 47 of 2026, 16 to 22 November`."""
    first, last = period.first, period.last
    begin = f"{first.day}"
    if first.year != last.year:
        begin = f"{first.day} {first:%B %Y}"
    elif first.month != last.month:
        begin = f"{first.day} {first:%B}"
    days = f"{begin} to {last.day} {last:%B %Y}"
    if period.is_week:
        year, week, _ = first.isocalendar()
        shown = days if first.year != last.year else days.removesuffix(f" {last.year}")
        return f"week {week} of {year}, {shown}"
    return days


def components_said(components: Iterable[Component]) -> str:
    """Return the parts of the work in words."""
    return " and ".join(COMPONENT_NAMES[each] for each in components)


def sentence(text: str) -> str:
    """Return a text with a full stop at its end."""
    text = text.strip()
    return text if text.endswith((".", "?", "!", "…")) else f"{text}."


def whole(text: str) -> str:
    """Return a text as a sentence by itself: a capital at its beginning, a full stop at its end."""
    text = sentence(text)
    return f"{text[:1].upper()}{text[1:]}"


def label_said(figure: Figure) -> str:
    """Return what a figure counts, as the beginning of a line."""
    return f"{figure.label[:1].upper()}{figure.label[1:]}"


def left_out_said(left_out: Iterable[LeftOut]) -> str:
    """Return what does not count and why, with how many rows of each."""
    return "; ".join(f"{each.reason} ({len(each.rows)})" for each in left_out if each.rows)


def _figure(figure: Figure, describe: Describe | None) -> Iterator[str]:
    yield f"  {label_said(figure)}: {sentence(shown(figure))}"
    if figure.unsynced:
        yield f"    Not yet confirmed by the hub: {figure.unsynced}."
    if figure.note:
        yield f"    {whole(figure.note)}"
    if figure.certainty:
        yield f"    How sure the rule is: {sentence(figure.certainty)}"
    if out := left_out_said(figure.left_out):
        yield f"    Not counted: {sentence(out)}"
    if describe is not None:
        yield from _rows("Made of", figure.rows, describe)
        yield from _rows("Looked at beside them", figure.others, describe)
        for left in figure.left_out:
            yield from _rows(f"Not counted, {left.reason}", left.rows, describe)


def shown(figure: Figure) -> str:
    """Return a figure in full, and say so where it is not what it was when the week closed."""
    return f"{figure.in_full} (restated)" if figure.was else figure.in_full


def _rows(title: str, refs: tuple[Ref, ...], describe: Describe) -> Iterator[str]:
    if not refs:
        return
    yield f"    {title} ({len(refs)}):"
    for ref, words in zip(refs, describe(refs), strict=True):
        on = f"{ref.on.isoformat()} " if ref.on else ""
        yield f"      {on}{words or 'not here any more'} [{ref.id[-8:]}]"
