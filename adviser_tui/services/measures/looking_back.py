"""The twelve months that several measures look back over, and how that is said."""

from datetime import date, timedelta

from adviser_tui.services.measures.period import Period
from adviser_tui.services.measures.scene import Scene
from adviser_tui.services.words.dates import add_months


def twelve_months(scene: Scene) -> Period:
    """Return the twelve months that end with the last day of the period so far."""
    return twelve_months_to(scene.until)


def twelve_months_to(until: date) -> Period:
    """Return the twelve months that end with a day."""
    return Period(add_months(until, -12) + timedelta(days=1), until)


def window_words(window: Period) -> str:
    """Return the stretch in words: `12 months to 22 Nov 2026`."""
    last = window.last
    return f"12 months to {last.day} {last:%b %Y}"
