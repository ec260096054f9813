"""The programmes' files: every figure read with its type, a mistake named."""

import pytest

from adviser_tui.errors import InputError
from seed import profiles


def test_the_programmes_of_the_first_run_are_there() -> None:
    assert {"ips", "nav", "standard"} <= {each.id for each in profiles.profiles()}
    assert profiles.profile_of(" IPS ").id == "ips"


@pytest.mark.parametrize(
    "text",
    [
        'name = "A"\nweekly_target = 0',
        'name = "A"\nweekly_target = 2.5',
        'name = "A"\nweekly_target = true',
        "weekly_target = 6",
        'name = "A"\nmotivation = 3',
    ],
)
def test_a_mistake_in_a_file_is_named(text: str) -> None:
    with pytest.raises(InputError, match="programme profile a has a mistake"):
        profiles._read("a", text)


def test_a_programme_may_go_without_a_target() -> None:
    assert profiles._read("a", 'name = "A"').weekly_target is None
