"""Days in words for the fields of forms."""

from datetime import date

from adviser_tui.services.office import Office
from adviser_tui.services.words.dates import understand_day
from adviser_tui.services.words.say import say_date
from adviser_tui.services.words.working_days import day_note


def day_in_words(office: Office, text: str) -> tuple[str, str]:
    """Return a day's stored form and how it is said in full, weekends and holidays named."""
    desk = office.desk
    day = understand_day(text, desk.today, desk.holidays)
    note = day_note(day, desk.holidays)
    return day.isoformat(), say_date(day, desk.today) + (f", {note}" if note else "")


def past_day_in_words(office: Office, text: str) -> tuple[str, str]:
    """Return the last such day: for what has happened already."""
    desk = office.desk
    day = understand_day(text, desk.today, desk.holidays, looking="back")
    return day.isoformat(), say_date(day, desk.today)


def day_of(stored: str) -> date:
    """Return the day in a field's stored form."""
    return date.fromisoformat(stored)
