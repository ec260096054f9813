"""What must hold for any changes made apart, in whatever order the hub hears of them."""

from collections.abc import Sequence
from itertools import permutations

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from adviser_tui.storage.database import Database
from adviser_tui.sync.change import Change, Dot, Version
from adviser_tui.sync.clocks import TOLERANCE_MS, at_most, millis, packed
from adviser_tui.sync.merging import MERGED, merge
from adviser_tui.sync.pages import HubRow
from models.edges import EDGES
from models.kinds import VacancyState
from tests.sync.apart import ANSWER, MADE, ROW, after, at, change, insert, phone, row

NUMBERS = st.sampled_from(["1", "2", "3"])
CLOCKS = st.one_of(st.integers(0, 6), st.integers(0, 1 << 60))
DEVICES = st.integers(2, 5)
START = row("participant", {"phone": "0", "town": "T", "coach_id": None, "stage": "engaged"})


@st.composite
def apart(draw: st.DrawFn, least: int = 2) -> list[Change]:
    """Changes of one phone number by as many devices, none of which saw another."""
    devices = draw(st.lists(DEVICES, min_size=least, max_size=4, unique=True))
    return [phone(at(draw(CLOCKS), dev, 1), draw(NUMBERS)) for dev in devices]


def version_of(made: Change, dev: int) -> Version:
    return Version(made.hlc, dev, made.lseq)


def merged(start: HubRow, changes: Sequence[tuple[Change, Version]]) -> tuple[HubRow, set[str]]:
    """The row after all of the changes, and the ids of what is to be looked at."""
    found, shown = start, set[str]()
    for made, version in changes:
        verdict = merge(found, made, version)
        shown |= {loser.id_for(ROW) for loser in verdict.losers}
        found = after(found, verdict)
    return found, shown


@given(apart(), st.lists(DEVICES, min_size=4, max_size=4, unique=True))
def test_who_comes_first_does_not_decide(made: list[Change], devices: list[int]) -> None:
    assume(len({each.hlc for each in made}) == len(made))
    tagged = [(each, version_of(each, dev)) for each, dev in zip(made, devices, strict=False)]
    ends = {
        (found.fields["phone"], found.versions["phone"].hlc)
        for found, _ in (merged(START, order) for order in permutations(tagged))
    }
    assert len(ends) == 1


@given(apart(), st.lists(DEVICES, min_size=4, max_size=4, unique=True))
def test_a_number_that_lost_is_shown_exactly_where_it_differs(
    made: list[Change], devices: list[int]
) -> None:
    found = START
    for each, dev in zip(made, devices, strict=False):
        version = version_of(each, dev)
        verdict = merge(found, each, version)
        before, new = found.fields["phone"], each.fields["phone"]
        was_changed = "phone" in found.versions
        assert bool(verdict.losers) == (was_changed and before != new)
        for loser in verdict.losers:
            assert {loser.kept, loser.lost} == {before, new}
            assert loser.kept == {**found.fields, **verdict.fields}["phone"]
            assert loser.kept_version > loser.lost_version
        found = after(found, verdict)


@given(apart(), st.lists(DEVICES, min_size=4, max_size=4, unique=True))
def test_nothing_changes_where_a_change_is_delivered_again(
    made: list[Change], devices: list[int]
) -> None:
    found = START
    for each, dev in zip(made, devices, strict=False):
        version = version_of(each, dev)
        found = after(found, merge(found, each, version))
        verdict = merge(found, each, version)
        assert not verdict.fields
        lost = {loser.id_for(ROW) for loser in verdict.losers}
        assert lost <= merged(START, [(each, version)])[1] | {
            loser.id_for(ROW) for loser in merge(found, each, version).losers
        }
        assert after(found, verdict).versions == found.versions


@given(st.lists(st.tuples(DEVICES, NUMBERS, CLOCKS, st.booleans()), max_size=12))
def test_whoever_saw_what_is_there_never_clashes_and_nobody_else_loses_in_silence(
    steps: list[tuple[int, str, int, bool]],
) -> None:
    """Each number is its author's own, so that one that is gone was seen or is shown."""
    found, shown, seen = START, dict[object, object](), dict[int, tuple[object, Dot]]()
    replaced = set[object]()
    for lseq, (dev, number, clock, looks) in enumerate(steps, 1):
        if looks:
            seen[dev] = (found.fields["phone"], found.version_of("phone").dot)
        value, dot = seen.get(dev, ("0", MADE.dot))
        new, version = f"{number}/{lseq}", at(clock, dev, lseq)
        replaced.add(value)
        verdict = merge(found, phone(version, new, dot), version)
        if looks:
            assert not verdict.losers
        shown |= {loser.lost: loser for loser in verdict.losers}
        gone = found.fields["phone"] if "phone" in verdict.fields else new
        assert gone in replaced or gone in shown
        found = after(found, verdict)
        seen[dev] = (new, version.dot)


@given(st.data(), st.lists(DEVICES, min_size=2, max_size=4, unique=True))
def test_states_walk_their_edges_whatever_is_changed_apart(
    data: st.DataObject, devices: list[int]
) -> None:
    states = st.sampled_from(sorted(VacancyState))
    start = row("vacancy", {"state": data.draw(states).value})
    found = start
    for lseq, dev in enumerate(devices, 1):
        version = at(data.draw(CLOCKS), dev, lseq)
        was_moved = found.version_of("state").dot != MADE.dot
        made = change("vacancy", version, {"state": data.draw(states).value})
        verdict = merge(found, made, version)
        before, then = (VacancyState(str(found.fields["state"])), after(found, verdict))
        reached = VacancyState(str(then.fields["state"]))
        if was_moved:
            assert reached == before or reached in EDGES[VacancyState][before]
            assert bool(verdict.losers) == (reached != made.fields["state"])
        found = then


@given(CLOCKS, CLOCKS, DEVICES, st.integers(2, 5))
@example(5, 5, 2, 3)
def test_a_void_and_a_change_apart_always_end_on_the_record_with_one_thing_to_look_at(
    one: int, other: int, dev: int, editor: int
) -> None:
    if dev == editor:
        editor += 4
    gone, edit = at(one, dev, 1), at(other, editor, 1)
    voided = (change("participant", gone, {"void_reason": "a double"}), gone)
    changed = (phone(edit, "2"), edit)
    first, second = merged(START, [voided, changed]), merged(START, [changed, voided])
    for found, shown in (first, second):
        assert (found.fields["void_reason"], found.fields["phone"]) == (None, "2")
        assert len(shown) == 1
    assert first[1] == second[1]


@given(CLOCKS, CLOCKS, DEVICES)
def test_a_withdrawal_of_consent_is_never_lost(one: int, other: int, dev: int) -> None:
    no, yes = at(one, dev, 1), at(other, dev + 1, 1)
    start = row("consent", {"state": "asked"})
    refused = (change("consent", no, {"state": "withdrawn"}), no)
    agreed = (change("consent", yes, {"state": "given"}), yes)
    for order in ([refused, agreed], [agreed, refused]):
        assert merged(start, order)[0].fields["state"] == "withdrawn"


@given(CLOCKS, CLOCKS, NUMBERS, NUMBERS)
def test_one_derived_row_made_twice_ends_alike_in_both_orders(
    one: int, other: int, note: str, second: str
) -> None:
    made, again = at(one, 2, 1), at(other, 3, 1)
    first = insert("match_answer", made, {**ANSWER, "note": note})
    later = insert("match_answer", again, {**ANSWER, "note": second})
    ends, shown = set(), []
    for (a, va), (b, vb) in permutations([(first, made), (later, again)]):
        begun = merge(None, a, va)
        found = HubRow("match_answer", ROW, ROW, dict(begun.fields), dict(begun.versions))
        verdict = merge(found, b, vb)
        shown.append({loser.id_for(ROW) for loser in verdict.losers})
        ends.add(after(found, verdict).fields["note"])
    assert len(ends) == 1
    assert shown[0] == shown[1]
    assert bool(shown[0]) == (note != second)


@given(CLOCKS, CLOCKS, DEVICES)
def test_what_was_made_one_with_another_stays_so_and_nothing_said_of_it_is_lost(
    one: int, other: int, dev: int
) -> None:
    gone, edit = at(one, dev, 1), at(other, dev + 1, 1)
    joined = (change("participant", gone, {"void_reason": f"{MERGED}{ROW}"}), gone)
    for order in ([joined, (phone(edit, "2"), edit)], [(phone(edit, "2"), edit), joined]):
        found, shown = merged(START, order)
        assert found.fields["void_reason"] == f"{MERGED}{ROW}"
        assert len(shown) == 1


@given(st.integers(0, 1 << 62), st.integers(0, 1 << 44))
def test_no_clock_is_believed_further_ahead_than_two_minutes(hlc: int, now: int) -> None:
    believed = at_most(hlc, now)
    assert believed <= packed(now + TOLERANCE_MS)
    assert believed == hlc or hlc > packed(now + TOLERANCE_MS)
    assert millis(packed(now, 7)) == now


SKEWS = st.sampled_from([0, 50, -50, 3_600_000, -3_600_000, -34_560_000_000, 315_360_000_000])


@settings(max_examples=15)
@given(st.lists(SKEWS, min_size=1, max_size=8))
def test_a_device_clock_never_falls_whatever_its_wall_clock_does(
    tmp_path_factory: pytest.TempPathFactory, skews: list[int]
) -> None:
    from models.tables import Employer

    database = Database(tmp_path_factory.mktemp("clock") / "caseload").open()
    try:
        for number, skew in enumerate(skews):
            with database.writing() as connection:
                connection.execute("UPDATE sync_state SET offset_ms = ?", (skew,))
            with database.write() as work:
                work.add(Employer(name=f"Bakery {number}"))
        told = [r[0] for r in database.rows("SELECT hlc FROM change_record ORDER BY lseq")]
    finally:
        database.close()
    assert told == sorted(set(told))
    assert len(told) == len(skews)
