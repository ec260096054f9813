"""Days said back as a colleague would say them."""

import pytest

from adviser_tui.services.words.say import say_ago


@pytest.mark.parametrize(
    ("days", "words"),
    [
        (0, "today"),
        (1, "yesterday"),
        (2, "2 days ago"),
        (28, "28 days ago"),
        (-1, "dated 1 day ahead"),
        (-397, "dated 397 days ahead"),
    ],
)
def test_how_long_ago_is_said_in_words(days: int, words: str) -> None:
    """A day still to come, out of a file or a wrong clock, is no negative number of days."""
    assert say_ago(days) == words
