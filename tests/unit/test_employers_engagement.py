"""How engaged an employer is, derived from what happened (M6)."""

from datetime import date

import pytest

from adviser_tui.services.employers.engagement import (
    Dealings,
    Episode,
    EpisodeKind,
    ManualLevel,
    engagement,
    first_days,
)

TODAY = date(2026, 11, 20)


def vacancy(on: date, request: str = "") -> Episode:
    return Episode(EpisodeKind.VACANCY, on, request or f"v{on}")


def hire(on: date, request: str = "") -> Episode:
    return Episode(EpisodeKind.HIRE, on, request)


def test_nobody_spoken_to_is_level_none() -> None:
    level = engagement(Dealings(), TODAY)

    assert (level.level, level.name) == (0, "none")
    assert level.words == "0 none: no contact yet"


def test_a_contact_alone_is_level_one() -> None:
    level = engagement(Dealings(last_contact_on=date(2026, 10, 2)), TODAY)

    assert level.level == 1
    assert level.words == "1 contacted: last contact in Oct, no vacancy yet"


def test_one_vacancy_is_instrumental() -> None:
    level = engagement(Dealings((vacancy(date(2026, 9, 1)),)), TODAY)

    assert level.words == "2 instrumental: 1 vacancy since Sep"


@pytest.mark.parametrize(
    ("second", "expected"),
    [(date(2026, 3, 30), 2), (date(2026, 3, 31), 3), (date(2026, 10, 1), 3)],
)
def test_repeat_business_lies_thirty_days_apart(second: date, expected: int) -> None:
    level = engagement(Dealings((vacancy(date(2026, 3, 1)), vacancy(second))), TODAY)

    assert level.level == expected


def test_episodes_more_than_twelve_months_apart_are_no_repeat() -> None:
    episodes = (vacancy(date(2025, 1, 10)), vacancy(date(2026, 11, 1)))

    assert engagement(Dealings(episodes), TODAY).level == 2


def test_the_reason_counts_what_there_was_and_says_since_when() -> None:
    episodes = (vacancy(date(2026, 3, 4)), vacancy(date(2026, 6, 1)), hire(date(2026, 8, 1)))

    level = engagement(Dealings(episodes), TODAY)

    assert level.words == "3 repeat: 2 vacancies and 1 hire since Mar"


def test_a_hire_into_their_vacancy_belongs_to_that_request() -> None:
    episodes = [
        vacancy(date(2026, 3, 4), "night crew"),
        hire(date(2026, 5, 4), "night crew"),
        hire(date(2026, 6, 4), "night crew"),
    ]

    assert first_days(episodes) == [date(2026, 3, 4)]
    assert engagement(Dealings(tuple(episodes)), TODAY).level == 2


def test_two_episodes_and_an_involvement_are_relational() -> None:
    episodes = (vacancy(date(2026, 11, 1)), vacancy(date(2026, 11, 9)))

    level = engagement(Dealings(episodes, ("mentoring",)), TODAY)

    assert level.words == "4 relational: 2 vacancies since Nov; with mentoring"


def test_a_year_of_silence_takes_one_level_and_says_so() -> None:
    episodes = (vacancy(date(2025, 3, 1)), vacancy(date(2025, 9, 1)))

    level = engagement(Dealings(episodes), TODAY)

    assert level.is_dormant
    assert level.level == 2
    assert "one level down, nothing since Sep 2025" in level.words


def test_a_recent_contact_keeps_the_level_awake() -> None:
    episodes = (vacancy(date(2025, 3, 1)), vacancy(date(2025, 9, 1)))

    assert engagement(Dealings(episodes, (), date(2026, 1, 5)), TODAY).level == 3


def test_a_level_set_by_hand_counts_for_six_months() -> None:
    manual = ManualLevel(5, "designed the induction with us", date(2026, 5, 20))

    level = engagement(Dealings(manual=manual), TODAY)

    assert (level.level, level.name, level.is_manual) == (5, "co-designer", True)
    assert level.until == date(2026, 11, 20)
    assert "designed the induction with us" in level.words


def test_a_level_set_by_hand_ends_and_is_named_once_more() -> None:
    manual = ManualLevel(5, "designed the induction with us", date(2026, 5, 19))

    level = engagement(Dealings(manual=manual), TODAY)

    assert level.level == 0
    assert "the level set by hand ended in Nov" in level.words


def test_what_lies_ahead_is_no_episode_yet() -> None:
    assert engagement(Dealings((hire(date(2026, 12, 1)),)), TODAY).level == 0
