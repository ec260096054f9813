"""The discussion card: one question for the team meeting, chosen by a rule that it names.

The rules are in `seed/data/discussion.toml` and are tried in that order; nothing else chooses.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from adviser_tui.services.measures.figure import Figure, Measured
from adviser_tui.services.measures.parts import Part
from adviser_tui.services.measures.period import Period
from seed.discussion import Question, questions


@dataclass(frozen=True, slots=True)
class Look:
    """What the rules look at."""

    period: Period
    parts: tuple[Part, ...]
    measured: Mapping[str, Measured]
    """By the measure's id."""
    least_share: int
    """Of a hundred contacts, how many should have a need and a next step."""
    item: str = ""
    """The match sheet item to which most refusals lead; empty for none."""
    item_refusals: int = 0
    refusals: int = 0
    """All refusals that lead to any item."""


@dataclass(frozen=True, slots=True)
class Card:
    """The question of the week."""

    ask: str
    why: str
    """Which rule chose it."""
    rests_on: tuple[str, ...]
    """The figures behind it, in words."""


Values = dict[str, str]


def card_of(look: Look) -> Card:
    """Return the question whose rule is the first to hold."""
    for question in questions():
        held = _RULES[question.rule](question, look)
        if held is not None:
            values, rests_on = held
            return Card(
                _filled(question.ask, values), _filled(question.why, values), tuple(rests_on)
            )
    raise LookupError("the last rule always holds")


Held = tuple[Values, list[str]] | None


def _empty_part(question: Question, look: Look) -> Held:
    empty = [each for each in look.parts if each.is_empty]
    if not empty:
        return None
    # Several may stay empty for weeks: each has its turn, so that not one question comes always.
    turn = empty[look.period.number % len(empty)]
    if str(turn.component) != question.part:
        return None
    return {"part": turn.name}, [each.sentence for each in look.parts]


def _refusals(question: Question, look: Look) -> Held:
    if not look.item or look.item_refusals < question.least:
        return None
    share = f"{look.item_refusals} of {look.refusals}"
    return {"item": look.item, "share": share}, [f"Refusals that lead to {look.item}: {share}."]


def _restated(question: Question, look: Look) -> Held:
    changed = [
        (measured, each)
        for measured in look.measured.values()
        for each in measured.every()
        if each.was
    ]
    if len(changed) < question.least:
        return None
    lines = [f"{measured.id} {each.label}: {each.in_full}." for measured, each in changed]
    return {"count": str(len(changed))}, lines


def _parked(question: Question, look: Look) -> Held:
    figure = _figure(look, "M9.parked")
    if figure is None or figure.value is None or figure.value < question.least:
        return None
    return {"count": figure.words}, [f"M9 {figure.label}: {figure.in_full}."]


def _next_step(question: Question, look: Look) -> Held:
    return _below(question, _figure(look, "M1.needs_and_next_step"), "M1", look.least_share)


def _follow_ups(question: Question, look: Look) -> Held:
    return _below(question, _figure(look, "M8.employer_on_time"), "M8", look.least_share)


def _below(question: Question, figure: Figure | None, measure: str, least: int) -> Held:
    if figure is None or figure.value is None or (figure.denominator or 0) < question.least:
        return None
    if figure.value * 100 >= least:
        return None
    return {"share": figure.words}, [f"{measure} {figure.label}: {figure.in_full}."]


def _always(question: Question, look: Look) -> Held:
    return {}, [each.sentence for each in look.parts]


_RULES: Mapping[str, Callable[[Question, Look], Held]] = {
    "empty_part": _empty_part,
    "refusals": _refusals,
    "restated": _restated,
    "parked": _parked,
    "next_step": _next_step,
    "follow_ups": _follow_ups,
    "always": _always,
}


def _figure(look: Look, key: str) -> Figure | None:
    measured = look.measured.get(key.partition(".")[0])
    if measured is None:
        return None
    return next((each for each in measured.every() if each.key == key), None)


def _filled(text: str, values: Values) -> str:
    """Put the figures' words in their places; what stands in them is never a place itself."""
    for name, value in values.items():
        text = text.replace("{" + name + "}", value)
    return text
