"""How long an answer holds: a stale answer counts as unknown (domain.md section 4, freshness).

An answer expires when a field it rests on changes, or after the number of days its item allows.
An unanswered question of consent also expires with the day set for the reply.
"""

from datetime import date, datetime

from adviser_tui.services.checklist.facts import Facts
from adviser_tui.services.checklist.values import Answer
from models.kinds import ConsentState
from seed.checklists import Item


def day_in_words(day: date) -> str:
    """Return a day as `12 Nov 2026`, whatever language the machine is set to."""
    months = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
    return f"{day.day} {months[day.month - 1]} {day.year}"


def fresh(answer: Answer, item: Item, today: date, source_changed: datetime | None = None) -> bool:
    """Return whether an answer still holds; the last day that the item allows still counts."""
    return not staleness(answer, item, today, source_changed)


def staleness(
    answer: Answer, item: Item, today: date, source_changed: datetime | None = None
) -> str:
    """Return why an answer no longer holds, in words; empty while it does."""
    if answer.at is not None and source_changed is not None and source_changed > answer.at:
        return (
            f"What it rests on changed on {day_in_words(source_changed.date())}, "
            f"after the answer of {day_in_words(answer.as_of)}."
        )
    ahead = still_to_come(answer.as_of, today)
    if ahead:
        return f"The answer {ahead}"
    age = (today - answer.as_of).days
    if age > item.fresh_days:
        return (
            f"The answer of {day_in_words(answer.as_of)} is {age} days old; "
            f"it holds for {item.fresh_days}."
        )
    return ""


def still_to_come(day: date, today: date) -> str:
    """Return why something dated in the future counts for nothing, or nothing.

    A clock once set wrong would else keep it fresh until that day; a journey may be a day ahead.
    """
    if (day - today).days <= 1:
        return ""
    return f"is dated {day_in_words(day)}, which is still to come: the clock was wrong then or now."


def last_change(item: Item, facts: Facts) -> datetime | None:
    """Return when a field that the item rests on last changed, or None."""
    moments = [facts.changed[field] for field in item.expires_with if field in facts.changed]
    return max(moments, default=None)


def reply_day_passed(item: Item, facts: Facts, today: date) -> date | None:
    """Return the reply-by or last valid day of a consent that has passed, or None.

    Answers up to that day are stale; one given after it is a new answer.
    """
    consent = facts.about_person.consent
    if consent is None or "consent.reply_by" not in item.expires_with:
        return None
    ends = [consent.valid_to] if consent.valid_to else []
    if consent.reply_by and consent.state in (ConsentState.ASKED, ConsentState.NO_ANSWER):
        ends.append(consent.reply_by)
    return max((day for day in ends if day < today), default=None)
