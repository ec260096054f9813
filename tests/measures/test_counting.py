"""Which contacts with employers count (M1): the worked cases and every edge, over plain rows."""

from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest

from adviser_tui.services.measures.contact import EmployerContact
from adviser_tui.services.measures.counting import Tally, Why, tally
from models.kinds import Channel, Purpose
from seed.profile_rules import ContactRules

NINE = datetime(2026, 11, 16, 9, tzinfo=UTC)
FOUR = NINE.replace(hour=16)
IPS = ContactRules(
    channels=("visit",),
    needs_hiring_say=True,
    purposes=("prospect", "needs", "present", "negotiate", "check"),
)


def met(at: datetime = NINE, **what: Any) -> EmployerContact:
    given: dict[str, Any] = {"employer": "greggs", "site": "leeds", "person": "manager"}
    given |= {"adviser": "vilma", "written_at": at, "id": f"{at.isoformat()} {sorted(what)}"}
    return EmployerContact(at=at, **(given | what))


def count(*contacts: EmployerContact, rules: ContactRules | None = None) -> int:
    return len((tally(contacts, rules) if rules else tally(contacts)).counted)


def reasons(found: Tally) -> list[Why]:
    return list(found.left_out)


def test_a_second_visit_to_the_same_person_for_the_same_purpose_counts_once() -> None:
    found = tally([met(), met(FOUR)])
    assert len(found.counted) == 1
    assert found.without(Why.SAME_DAY) == (met(FOUR),)


def test_a_second_visit_to_the_owner_about_a_second_need_counts_again() -> None:
    first = met(purpose=Purpose.NEEDS, needs=("two night fillers",))
    second = met(FOUR, person="owner", purpose=Purpose.NEEDS, needs=("one driver",))
    assert count(first, second) == 2


def test_the_same_need_told_by_another_person_is_no_second_need() -> None:
    first = met(purpose=Purpose.NEEDS, needs=("two night fillers",))
    second = met(FOUR, person="owner", purpose=Purpose.NEEDS, needs=("two night fillers",))
    assert count(first, second) == 1


@pytest.mark.parametrize(
    "second",
    [
        {"person": "owner"},
        {"purpose": Purpose.CHECK},
        {"person": "", "purpose": Purpose.CHECK},
        {"site": "", "purpose": Purpose.CHECK},
    ],
)
def test_another_person_or_another_matter_alone_does_not_count_again(
    second: dict[str, Any],
) -> None:
    assert count(met(), met(FOUR, **second)) == 1


@pytest.mark.parametrize("other", [{"site": "york"}, {"employer": "acme"}])
def test_another_site_or_employer_counts_on_the_same_day(other: dict[str, Any]) -> None:
    assert count(met(), met(**other)) == 2


def test_the_same_employer_twice_in_a_week_counts_twice() -> None:
    assert count(met(), met(NINE + timedelta(days=1))) == 2


def test_one_meeting_with_three_people_counts_once_however_it_is_written_down() -> None:
    """Even where each row names another person and another purpose."""
    rows = (
        met(minutes=45, purpose=Purpose.NEEDS, needs=("a driver",)),
        met(minutes=45, person="owner", purpose=Purpose.PRESENT, participant="amira"),
        met(NINE + timedelta(minutes=20), person="foreman", purpose=Purpose.CHECK),
    )
    found = tally(rows)
    assert len(found.counted) == 1
    assert len(found.without(Why.SAME_MEETING)) == 2


def test_what_any_row_of_a_meeting_tells_the_meeting_tells() -> None:
    rows = (
        met(minutes=45, needs=("a driver",)),
        met(minutes=45, person="owner", participant="amira", has_next_step=True),
    )
    (meeting,) = tally(rows).counted
    assert meeting.is_complete
    assert meeting.participant == "amira"


def test_a_visit_that_goes_on_in_the_next_room_is_one_visit_and_two_calls_are_two() -> None:
    later = NINE + timedelta(minutes=30)
    other = {"person": "owner", "purpose": Purpose.PRESENT}
    assert count(met(minutes=30), met(later, **other)) == 1
    assert count(met(minutes=30, channel="call"), met(later, channel="call", **other)) == 2
    assert count(met(minutes=30), met(later + timedelta(minutes=1), **other)) == 2


def test_letters_of_one_moment_to_two_people_about_two_matters_are_two() -> None:
    other = met(channel="email", person="owner", purpose=Purpose.PRESENT)
    assert count(met(channel="email"), other) == 2


def test_a_person_met_already_is_no_other_person_in_the_next_meeting() -> None:
    rows = (
        met(minutes=45, purpose=Purpose.NEEDS),
        met(minutes=45, person="owner", purpose=Purpose.NEEDS),
        met(FOUR, person="owner", purpose=Purpose.PRESENT),
    )
    assert count(*rows) == 1


def test_one_more_record_never_takes_a_contact_away() -> None:
    """Two that stand beside each other keep doing so when a third clashes with both."""
    two = (
        met(NINE + timedelta(hours=1), person="owner", purpose=Purpose.PRESENT),
        met(NINE + timedelta(hours=2), person="driver", purpose=Purpose.NEEDS),
    )
    between = met(person="owner", purpose=Purpose.NEEDS)
    assert count(*two) == 2
    assert count(between, *two) == 2


def test_two_coaches_at_one_visit_count_one_each_and_one_together() -> None:
    hers = met(adviser="vilma", minutes=60)
    his = met(adviser="bo", minutes=60, person="owner", purpose=Purpose.PRESENT)
    assert (count(hers), count(his), count(hers, his)) == (1, 1, 1)


def test_two_coaches_at_one_place_on_one_day_about_one_thing_are_one_for_the_team() -> None:
    assert count(met(adviser="vilma"), met(FOUR, adviser="bo", person="owner")) == 1


def test_in_work_support_counts_only_when_something_new_came_up() -> None:
    visit = met(purpose=Purpose.SUPPORT)
    assert reasons(tally([visit])) == [Why.SUPPORT]
    assert count(met(purpose=Purpose.SUPPORT, new_vacancy="night-filler")) == 1
    assert count(met(purpose=Purpose.SUPPORT, needs=("a driver",))) == 1


def test_attempts_count_nothing_and_are_listed() -> None:
    found = tally([met(is_attempt=True, channel=Channel.VOICEMAIL) for _ in range(3)])
    assert (len(found.counted), len(found.attempts)) == (0, 3)


def test_an_attempt_does_not_stand_in_the_way_of_the_visit_of_that_day() -> None:
    assert count(met(is_attempt=True), met(FOUR)) == 1


def test_what_was_taken_off_the_record_is_listed_and_counts_nothing() -> None:
    found = tally([met(is_void=True, is_attempt=True), met(FOUR)])
    assert len(found.counted) == 1
    assert len(found.without(Why.VOID)) == 1
    assert not found.attempts


def test_what_a_partner_made_counts_nothing_for_us() -> None:
    assert reasons(tally([met(is_theirs=True)])) == [Why.THEIRS]


@pytest.mark.parametrize(
    ("contact", "why"),
    [
        ({"channel": "call"}, Why.CHANNEL),
        ({"channel": "video"}, Why.CHANNEL),
        ({"purpose": Purpose.OTHER}, Why.PURPOSE),
        ({"has_hiring_say": False}, Why.NO_SAY),
        ({"person": "", "has_hiring_say": False}, Why.NO_SAY),
        ({"is_theirs": True}, Why.THEIRS),
    ],
)
def test_a_programme_may_count_only_some(contact: dict[str, Any], why: Why) -> None:
    fitting: dict[str, Any] = {"purpose": Purpose.NEEDS, "has_hiring_say": True}
    assert count(met(**fitting), rules=IPS) == 1
    assert reasons(tally([met(**(fitting | contact))], IPS)) == [why]


def test_a_programme_may_count_video() -> None:
    rules = ContactRules(channels=("visit", "video"))
    assert count(met(channel="video"), rules=rules) == 1
    assert count(met(channel="call"), rules=rules) == 0


def test_a_call_does_not_stand_in_the_way_of_a_visit_where_only_visits_count() -> None:
    visit = met(FOUR, purpose=Purpose.NEEDS, has_hiring_say=True)
    found = tally([met(channel="call", purpose=Purpose.NEEDS, has_hiring_say=True), visit], IPS)
    assert found.counted == (visit,)
    assert reasons(found) == [Why.CHANNEL]


@pytest.mark.parametrize("purpose", [Purpose.SUPPORT, Purpose.OTHER])
def test_a_talk_in_which_a_need_came_up_counts_where_purposes_are_named(purpose: Purpose) -> None:
    visit = met(purpose=purpose, needs=("a driver",), has_hiring_say=True)
    assert count(visit, rules=IPS) == 1


def test_days_are_those_of_the_wall_clock_where_it_happened() -> None:
    """Half past midnight in Oslo is the evening before in UTC."""
    oslo, utc_minus_5 = timezone(timedelta(hours=1)), timezone(timedelta(hours=-5))
    monday = met(datetime(2026, 11, 16, 0, 30, tzinfo=oslo))
    evening = met(datetime(2026, 11, 15, 23, 50, tzinfo=UTC))
    assert (monday.day.day, evening.day.day) == (16, 15)
    assert count(monday, evening) == 2
    # The same moment, but still yesterday where the adviser has travelled to.
    assert met(datetime(2026, 11, 15, 20, tzinfo=utc_minus_5)).day.day == 15


def test_the_order_of_rows_makes_no_difference() -> None:
    rows = [met(), met(FOUR, person="owner", purpose=Purpose.CHECK), met(FOUR, site="york")]
    assert tally(rows).counted == tally(reversed(rows)).counted


def test_a_day_with_very_many_records_is_counted_in_a_moment() -> None:
    """A file may hold anything; the day rule must not be tried for every choice of hundreds."""
    rows = [
        met(NINE + timedelta(seconds=n), channel="email", person=f"p{n}", needs=(f"n{n}",))
        for n in range(400)
    ]
    assert count(*rows) == 400
    clashing = [met(row.at, channel="email", needs=row.needs) for row in rows]
    assert count(*clashing, *rows) == 400
