"""Fair access (M9): who is parked, and whether every group gets its share of attention and jobs.

Nothing is reckoned about one person, and motivation is nowhere asked, kept or guessed.
"""

from adviser_tui.services.measures.fairness.access import ratios
from adviser_tui.services.measures.fairness.groups import answers, was_let_go
from adviser_tui.services.measures.fairness.judging import asks_for_a_look
from adviser_tui.services.measures.fairness.parking import parked
from adviser_tui.services.measures.fairness.spread import attention, gradient
from adviser_tui.services.measures.figure import Counts
from adviser_tui.services.measures.looking_back import twelve_months, window_words
from adviser_tui.services.measures.scene import Scene

_NOBODY_ASKED = (
    "Nothing is recorded of what people say of themselves, so groups cannot be compared; "
    "`adviser equity ask` records what they choose to say."
)
_WITH_THE_LEAD = (
    "What people say of themselves is kept by the team's lead, so groups are compared there and "
    "not here."
)
_SCREENING = (
    "A ratio outside its band is where to ask first. It may have good reasons, and a ratio "
    "inside it does not show that all is well."
)


def measure(scene: Scene) -> Counts:
    """Reckon the five parts over the people of whoever's figures they are."""
    compared = tuple(ratios(scene))
    barriers, falls = gradient(scene)
    notes = [f"Ratios and spreads look back over the {window_words(twelve_months(scene))}."]
    if not any(answers(scene).values()):
        notes.append(_WITH_THE_LEAD if was_let_go(scene) else _NOBODY_ASKED)
    if any(asks_for_a_look(each.note) for each in compared):
        notes.append(_SCREENING)
    if falls:
        notes.append(falls)
    figures = (parked(scene), *compared, *attention(scene), *barriers)
    return Counts(figures, notes=tuple(notes))
