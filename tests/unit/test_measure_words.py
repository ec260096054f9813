"""Small words of measures: number and article agree, and what is not shown says why."""

from datetime import date
from fractions import Fraction

from adviser_tui.services.measures.figure import Figure, Unit
from adviser_tui.services.measures.saying import sentence
from screens.targets_view import rows_sections
from seed.profile_words import rule_said
from seed.profiles import profile_of


def why_no_rows(figure: Figure) -> str:
    (section,) = rows_sections(figure, {}, {})
    return section.empty


def test_nobody_is_listed_behind_a_ratio_and_it_says_so() -> None:
    ratio = Figure("M9.access.gender.woman", "woman", Unit.RATIO, Fraction(9, 10))
    assert "on purpose" in why_no_rows(ratio)
    target = Figure("M2.target", "target", Unit.COUNT, 6)
    assert why_no_rows(target) == "Nothing is behind this figure."


def test_a_question_ends_once() -> None:
    assert sentence("still in work in week 16?") == "still in work in week 16?"


def test_a_rate_is_called_by_its_name() -> None:
    said = [rule_said(rule) for rule in profile_of("ips", date(2026, 11, 20)).outcomes.rules]
    assert any("at the national living wage" in each for each in said)
    assert not any("nlw" in each for each in said)
