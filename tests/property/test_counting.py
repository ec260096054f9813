"""What must hold for contacts of every kind, however they are written down (M1)."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from adviser_tui.services.measures.contact import EmployerContact
from adviser_tui.services.measures.counting import ANY_CONTACT, tally
from models.kinds import Channel, Purpose
from seed.profile_rules import ContactRules

MONDAY = datetime(2026, 11, 16, 8, tzinfo=UTC)
RULES = st.sampled_from(
    [
        ANY_CONTACT,
        ContactRules(channels=("visit", "video")),
        ContactRules(("visit",), needs_hiring_say=True, purposes=("needs", "present", "check")),
    ]
)


@st.composite
def contacts(draw: st.DrawFn) -> EmployerContact:
    """Draw a contact out of few employers, people and hours, so that they clash often."""
    at = MONDAY + timedelta(minutes=15 * draw(st.integers(0, 60)))
    return EmployerContact(
        at=at,
        written_at=at,
        id=draw(st.uuids()).hex,
        adviser=draw(st.sampled_from(("vilma", "bo"))),
        is_attempt=draw(st.sampled_from((False, False, True))),
        channel=draw(st.sampled_from((Channel.VISIT, Channel.CALL, Channel.EMAIL))),
        purpose=draw(st.sampled_from((Purpose.NEEDS, Purpose.PRESENT, Purpose.SUPPORT))),
        employer=draw(st.sampled_from(("greggs", "acme"))),
        site=draw(st.sampled_from(("", "leeds", "york"))),
        person=draw(st.sampled_from(("", "manager", "owner", "foreman"))),
        has_hiring_say=draw(st.booleans()),
        minutes=draw(st.sampled_from((0, 15, 45))),
        needs=draw(st.sampled_from(((), ("a driver",), ("a baker",)))),
        is_void=draw(st.sampled_from((False, False, True))),
    )


LISTS = st.lists(contacts(), max_size=9)


def counted(rows: list[EmployerContact], rules: ContactRules) -> int:
    return len(tally(rows, rules).counted)


@given(LISTS, RULES)
def test_everything_is_either_counted_or_left_out_with_a_reason(
    rows: list[EmployerContact], rules: ContactRules
) -> None:
    found = tally(rows, rules)
    told = [row.id for row in found.counted]
    told += [row.id for left_out in found.left_out.values() for row in left_out]
    assert sorted(told) == sorted(row.id for row in rows)


@given(LISTS, RULES, st.data())
def test_the_order_of_records_makes_no_difference(
    rows: list[EmployerContact], rules: ContactRules, data: st.DataObject
) -> None:
    assert tally(data.draw(st.permutations(rows)), rules).counted == tally(rows, rules).counted


@given(LISTS, RULES, st.data())
def test_writing_one_contact_down_in_two_records_never_counts_more(
    rows: list[EmployerContact], rules: ContactRules, data: st.DataObject
) -> None:
    """Of one person and purpose, at two moments of the same visit, its findings parted."""
    if not rows:
        return
    one = data.draw(st.sampled_from(rows))
    part = data.draw(st.integers(0, one.minutes))
    first = replace(one, minutes=part, needs=data.draw(st.sampled_from((one.needs, ()))))
    second = replace(
        one, id=one.id + "2", at=one.at + timedelta(minutes=part), minutes=one.minutes - part
    )
    others = [row for row in rows if row is not one]
    assert counted([*others, first, second], rules) <= counted(rows, rules)


@given(LISTS, RULES, contacts(), st.sampled_from(("is_void", "is_attempt", "is_theirs")))
def test_a_record_that_does_not_count_changes_nothing(
    rows: list[EmployerContact], rules: ContactRules, more: EmployerContact, why: str
) -> None:
    mark = {why: True}
    irrelevant = replace(more, id="irrelevant", **mark)  # type: ignore[arg-type]
    assert tally([*rows, irrelevant], rules).counted == tally(rows, rules).counted


@given(LISTS, RULES, contacts())
def test_taking_a_record_off_again_restores_the_count(
    rows: list[EmployerContact], rules: ContactRules, more: EmployerContact
) -> None:
    gone = replace(more, id="gone", is_void=True)
    assert tally([*rows, gone], rules).counted == tally(rows, rules).counted


@given(LISTS, RULES)
def test_a_team_counts_no_more_than_its_people_together(
    rows: list[EmployerContact], rules: ContactRules
) -> None:
    each = [[row for row in rows if row.adviser == who] for who in ("vilma", "bo")]
    assert counted(rows, rules) <= sum(counted(his, rules) for his in each)
    assert counted(rows, rules) >= max(counted(his, rules) for his in each)


@given(LISTS, RULES)
def test_days_add_up(rows: list[EmployerContact], rules: ContactRules) -> None:
    days = {row.day for row in rows}
    apart = [[row for row in rows if row.day == day] for day in days]
    assert counted(rows, rules) == sum(counted(of_day, rules) for of_day in apart)
