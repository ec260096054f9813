"""The programmes' files: every figure with its bounds and source, versions by day."""

from datetime import date

import pytest

from seed.profile_rules import Certainty, Profile
from seed.profile_words import certainty_words, figure_said, figures_of, label_of, weak_words
from seed.profiles import STANDARD, profile_of, profiles, shipped_ids


def rules_of(profile: Profile) -> tuple[str, ...]:
    return tuple(each.id for each in profile.outcomes.rules)


def test_the_programmes_of_the_first_run_are_there() -> None:
    assert shipped_ids() == ("ips", "jobcentre-dk", "nav", "standard")
    assert profile_of(" IPS ").id == "ips"
    assert profile_of("somewhere else").id == STANDARD
    assert all(each.name and not each.trouble for each in profiles())


def test_ips_counts_meetings_with_whoever_hires() -> None:
    ips = profile_of("ips")
    assert ips.contacts.channels == ("visit",)
    assert ips.contacts.needs_hiring_say
    assert "support" not in ips.contacts.purposes
    assert (ips.week.base, ips.week.few_looking, ips.week.per_looking) == (6, 3, 2)
    assert (ips.time.reference, ips.standards.caseload_most) == (65, 20)
    assert ips.standards.same_employer_most == 15
    assert ips.fidelity == "ips25"


def test_nav_counts_any_talk_and_the_jobcentre_sets_no_number() -> None:
    assert "video" in profile_of("nav").contacts.channels
    assert profile_of("jobcentre-dk").weekly_target is None
    assert "video" not in Profile("x", "X").contacts.channels


def test_each_programme_counts_its_own_outcomes() -> None:
    plain = ("plain_4", "plain_13", "plain_26", "plain_52")
    assert rules_of(profile_of("ips")) == ("ipspc", "ipspc_16_hours", *plain)
    assert rules_of(profile_of(STANDARD)) == plain
    ready = {each.id: each for each in profile_of(STANDARD).outcomes.ready}
    assert set(ready) == {"whp", "whp_self_employed", "fss_13", "fss_26", "fss_52"}
    assert (ready["whp"].earn_hours, ready["whp"].earn_weeks, ready["whp"].rate) == (16, 26, "nlw")
    assert ready["fss_26"].weekly_minutes == 16 * 60
    ipspc = profile_of("ips").outcomes.rules[0]
    assert (ipspc.window, ipspc.weeks_needed, ipspc.weekly_minutes) == (16, 13, 7 * 60)


@pytest.mark.parametrize("name", ["ips", "jobcentre-dk", "nav", "standard"])
def test_every_figure_that_ships_says_how_well_it_is_founded(name: str) -> None:
    profile = profile_of(name)
    for place, value in figures_of(profile).items():
        if value is not None and place in profile.weak:
            assert profile.weak[place] is not Certainty.READ
            assert certainty_words(profile, place)
        assert label_of(profile, place) != place
        assert figure_said(value)


def test_weak_sources_are_said_in_words() -> None:
    ips = profile_of("ips")
    assert ips.weak["week.base"] is Certainty.SECOND_HAND
    assert "standards.caseload_most" not in ips.weak
    assert "outcomes.ipspc" not in ips.weak
    assert certainty_words(ips, "standards.caseload_most") == ""
    assert certainty_words(ips, "week.base") == "read second-hand"
    said = weak_words(ips)
    assert said.startswith("IPS, 25 items rests on weak sources.")
    assert "contacts a week for full time" in said
    assert "people for each full-time adviser" not in said


def test_a_day_before_every_version_has_the_first() -> None:
    assert profile_of("ips", date(1999, 1, 1)).label == "ips 1"
