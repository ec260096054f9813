"""Today says in plain words when something is due, whatever is owed and on which side."""

from datetime import date, timedelta

import pytest

from adviser_tui.services.today.triage import Matter, Owed, rank_of, reason_of

TODAY = date(2026, 11, 20)
"""A Friday."""


def said(matter: Matter, days: int, *, made_by: str = "us") -> str:
    """Return the reason of something that is due so many days from today."""
    due = TODAY + timedelta(days=days)
    owed = Owed("1", matter, "", "Quill Nowhere", "employer", due, made_by=made_by)
    return reason_of(owed, rank_of(owed, TODAY), TODAY)


@pytest.mark.parametrize(
    ("days", "words"),
    [
        (-3, "their promise was due 3 days ago"),
        (-1, "their promise was due yesterday"),
        (0, "their promise is due today"),
        (1, "their promise is due tomorrow"),
        (3, "their promise is due on Monday"),
        (10, "their promise is due on Mon 30 Nov"),
    ],
)
def test_a_promise_of_theirs(days: int, words: str) -> None:
    assert said("promise", days, made_by="them") == words


@pytest.mark.parametrize("matter", ["promise", "follow_up", "consent", "interview", "job_start"])
@pytest.mark.parametrize("days", [-40, -2, -1, 0, 1, 2, 6, 7, 40])
def test_no_two_prepositions_meet(matter: Matter, days: int) -> None:
    for who in ("us", "them"):
        words = said(matter, days, made_by=who)
        for clash in ("for on", "by on", "for yesterday", "by yesterday", "days ago ago", "by 2"):
            assert clash not in words
