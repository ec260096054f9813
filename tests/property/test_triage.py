"""The order of Today: total, the same for any order of input, and only about what is owed."""

from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from adviser_tui.services.today.triage import Matter, Owed, Rank, rank_of, triage

TODAY = date(2026, 11, 20)
MATTERS: tuple[Matter, ...] = (
    "follow_up",
    "promise",
    "consent",
    "interview",
    "parked",
    "job_start",
)
days = st.integers(-60, 10).map(lambda away: TODAY + timedelta(days=away))
owed = st.builds(
    Owed,
    id=st.text("abcdef0123456789", min_size=4, max_size=8),
    matter=st.sampled_from(MATTERS),
    what=st.just("something"),
    subject=st.sampled_from(["Amira", "Greggs", ""]),
    side=st.sampled_from(["employer", "participant", "partner", "internal"]),
    due_on=days,
    due_time=st.sampled_from(["", "09:00", "14:30"]),
    reasons=st.sampled_from([(), ("safety",), ("job_at_risk",), ("job_start",)]),
    made_by=st.sampled_from(["us", "them"]),
    last_action_on=st.none() | days,
)
lists = st.lists(owed, max_size=30, unique_by=lambda each: each.id)


@given(lists, st.randoms(use_true_random=False))
def test_the_order_does_not_depend_on_the_order_it_was_read_in(
    things: list[Owed], random: object
) -> None:
    shuffled = list(things)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert triage(things, TODAY) == triage(shuffled, TODAY)


@given(lists)
def test_everything_owed_is_shown_once_and_by_rank(things: list[Owed]) -> None:
    rows = triage(things, TODAY)
    assert sorted(row.id for row in rows) == sorted(each.id for each in things)
    assert [row.rank for row in rows] == sorted(row.rank for row in rows)
    assert all(row.reason and row.heading for row in rows)


@given(lists)
def test_within_a_class_the_longest_untouched_comes_first(things: list[Owed]) -> None:
    rows = triage(things, TODAY)
    for earlier, later in pairwise(rows):
        if earlier.rank == later.rank != Rank.LATER:
            untouched = [10**9 if r.quiet_days is None else r.quiet_days for r in (earlier, later)]
            assert untouched[0] >= untouched[1]
        if earlier.rank == later.rank == Rank.LATER:
            assert earlier.owed.due_on <= later.owed.due_on


@given(lists)
def test_names_and_words_move_nobody_up_or_down(things: list[Owed]) -> None:
    renamed = [
        replace(each, subject="Zoe", what="anything", second="Acme", level="more")
        for each in things
    ]
    assert [row.id for row in triage(things, TODAY)] == [row.id for row in triage(renamed, TODAY)]


@given(owed)
def test_urgency_never_waits_for_its_day(one: Owed) -> None:
    urgent = replace(one, reasons=("job_at_risk",))
    assert rank_of(urgent, TODAY) == Rank.AT_RISK
