"""When something was last done for somebody (M9): one home, for Today and for every list.

The fragments are put into a query with `str.format`; each finds its newest row through an index,
so that its cost does not grow with the caseload.
"""

from datetime import date, tzinfo

from adviser_tui.storage.reading import moment

LAST_WITH_EMPLOYER = """(SELECT max(c.occurred_at) FROM contact c
  WHERE c.employer_id = {employer} AND c.state = 'done' AND c.void_reason IS NULL)"""
"""The last two-way contact with an employer."""

LAST_FOR_PARTICIPANT = """max(
  coalesce((SELECT max(c.occurred_at) FROM contact c WHERE c.participant_id = {participant}
    AND c.state = 'done' AND c.void_reason IS NULL), ''),
  coalesce((SELECT max(s.submitted_at) FROM submission s WHERE s.participant_id = {participant}
    AND s.void_reason IS NULL), ''),
  coalesce((SELECT max(b.updated_at) FROM barrier_action b WHERE b.participant_id = {participant}
    AND b.void_reason IS NULL), ''))"""
"""The last meaningful action for a participant: contact, submission or work on a barrier."""

ACTIVE_STAGES = ("engaged", "profiling", "job_search", "in_work_support")
"""The stages in which somebody is worked with, and can therefore be parked."""

IS_ACTIVE = "{table}.stage IN ('engaged', 'profiling', 'job_search', 'in_work_support')"
IS_HERE = (
    "({table}.paused_until IS NULL OR {table}.paused_until < :today) "
    "AND ({table}.unavailable_until IS NULL OR {table}.unavailable_until < :today)"
)
"""Neither paused nor unavailable on the day; such days are nobody's parking (M9)."""


def last_day(text: str | None, zone: tzinfo | None) -> date | None:
    """Return the day, in `zone`, of what one of the fragments found."""
    return moment(text).astimezone(zone).date() if text else None
