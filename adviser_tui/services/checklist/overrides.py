"""When an unmet required item may be passed over (domain.md section 4, `ready_with_override`)."""

from datetime import date

from adviser_tui.services.checklist.values import Override
from seed.checklists import Item

MOST_OVERRIDES = 2
SHORTEST_REASON = 15


def override_fault(item: Item, override: Override, today: date) -> str:
    """Return why an override does not hold, as a sentence; empty when it does.

    An override is a promise to do something by a day: once that day has passed with the item
    still unmet, it needs a new one.
    """
    if item.locked:
        return f"{item.id} ({item.label}) can never be overridden."
    letters = len(" ".join(override.reason.split()))
    if letters < SHORTEST_REASON:
        return (
            f"The reason for overriding {item.id} has {letters} letters; "
            f"it needs at least {SHORTEST_REASON}."
        )
    if not override.action.strip():
        return f"Overriding {item.id} needs an action: what is done about it, and by when."
    if override.due < today:
        return f"The day set for the action on {item.id} has passed; set a new one."
    return ""
