"""The follow-up that an unmet item becomes, with its side and its day."""

from datetime import date, timedelta

from adviser_tui.services.checklist.facts import Facts
from adviser_tui.services.checklist.finding import WorkingDays
from adviser_tui.services.checklist.values import Fix
from seed.checklists import Item


def after_weekdays(day: date, count: int) -> date:
    """Return the day that is `count` days from Monday to Friday after another.

    Knows no bank holidays: whoever has the area's calendar passes it in its place.
    """
    while count > 0:
        day += timedelta(days=1)
        if day.weekday() < 5:
            count -= 1
    return day


def suggested(item: Item, facts: Facts, today: date, working_days: WorkingDays) -> Fix:
    """Return the follow-up for an item, with the names of this sheet in its text."""
    text = item.fix.text.format(
        participant=facts.participant, employer=facts.employer, vacancy=facts.vacancy
    )
    return Fix(item.id, text, item.fix.side, working_days(today, item.fix.due))
