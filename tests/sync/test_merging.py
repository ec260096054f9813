"""What becomes of changes made apart from each other, one rule after the other."""

import pytest

from adviser_tui.ids import derived_id
from adviser_tui.sync.change import BadChangeError, Version
from adviser_tui.sync.merging import Loser, merge
from adviser_tui.sync.pages import INSERT, HubRow
from tests.sync.apart import (
    ANSWER,
    MADE,
    ONE,
    ROW,
    TWO,
    after,
    at,
    change,
    insert,
    kinds,
    phone,
    row,
)

EARLY, LATE = at(5_000, 2, 4), at(6_000, 3, 9)
STRANGER = row("participant", {"phone": "1", "coach_id": None, "stage": "engaged"})


# -- Registers


def test_what_was_seen_is_followed_whatever_the_clocks_say() -> None:
    there = row("participant", {"phone": "1"}, {"phone": at(9_000_000, 2, 4)})
    verdict = merge(there, phone(at(3, 3, 1), "2", (2, 4)), at(3, 3, 1))
    assert verdict.fields == {"phone": "2"}
    assert verdict.versions == {"phone": at(3, 3, 1)}
    assert verdict.outcome == "applied"


def test_a_field_not_changed_since_the_insert_was_seen_by_whoever_names_no_base() -> None:
    verdict = merge(STRANGER, phone(EARLY, "2"), EARLY)
    assert (verdict.outcome, verdict.fields) == ("applied", {"phone": "2"})


def test_a_device_saw_its_own_change_although_it_names_an_older_base() -> None:
    there = row("participant", {"phone": "2"}, {"phone": at(5_000, 3, 8)})
    verdict = merge(there, phone(LATE, "3"), LATE)
    assert (verdict.outcome, verdict.fields) == ("applied", {"phone": "3"})


def test_an_older_change_of_the_same_device_never_comes_back_over_a_newer() -> None:
    """Set aside by the hub, accepted later: its author changed the field again meanwhile."""
    there = row("participant", {"phone": "new"}, {"phone": at(6_000, 3, 9)})
    verdict = merge(there, phone(at(5_000, 3, 7), "old"), at(5_000, 3, 7))
    assert (verdict.outcome, verdict.fields, verdict.versions) == ("equal", {}, {})


def test_of_two_apart_the_later_counts_and_the_other_is_kept() -> None:
    there = after(STRANGER, merge(STRANGER, phone(EARLY, "2"), EARLY))
    verdict = merge(there, phone(LATE, "3"), LATE)
    assert verdict.fields == {"phone": "3"}
    assert verdict.losers == [Loser("phone", "both_changed", "3", LATE, "2", EARLY)]
    assert verdict.outcome == "conflict"


def test_of_two_apart_the_earlier_is_kept_beside_the_one_that_counts() -> None:
    there = after(STRANGER, merge(STRANGER, phone(LATE, "3"), LATE))
    verdict = merge(there, phone(EARLY, "2"), EARLY)
    assert (verdict.fields, verdict.versions) == ({}, {})
    assert verdict.losers == [Loser("phone", "both_changed", "3", LATE, "2", EARLY)]


def test_two_who_wrote_the_same_do_not_clash() -> None:
    there = after(STRANGER, merge(STRANGER, phone(LATE, "3"), LATE))
    verdict = merge(there, phone(EARLY, "3"), EARLY)
    assert (verdict.outcome, verdict.fields, verdict.versions) == ("equal", {}, {"phone": LATE})


def test_who_saw_a_value_has_seen_it_although_another_wrote_the_same_since() -> None:
    """As a laptop does whose disk was put back and which sends its changes once more."""
    there = after(STRANGER, merge(STRANGER, phone(EARLY, "2"), EARLY))
    there = after(there, merge(there, phone(LATE, "2"), LATE))
    assert there.versions["phone"] == at(LATE.hlc, EARLY.dev, EARLY.lseq)
    follows = at(10, 4, 1)
    verdict = merge(there, phone(follows, "3", EARLY.dot), follows)
    assert (verdict.outcome, verdict.fields) == ("applied", {"phone": "3"})


def test_the_record_of_both_has_the_same_id_however_they_arrive() -> None:
    there = after(STRANGER, merge(STRANGER, phone(EARLY, "2"), EARLY))
    one = merge(there, phone(LATE, "3"), LATE).losers[0]
    there = after(STRANGER, merge(STRANGER, phone(LATE, "3"), LATE))
    other = merge(there, phone(EARLY, "2"), EARLY).losers[0]
    assert one.id_for(ROW) == other.id_for(ROW) == derived_id("conflict", ROW, "phone", "2:4")


def test_what_arrives_twice_does_nothing_the_second_time() -> None:
    once = phone(LATE, "3")
    there = after(STRANGER, merge(STRANGER, once, LATE))
    again = merge(there, once, LATE)
    assert (again.outcome, again.fields, again.versions) == ("equal", {}, {})


def test_one_change_may_win_one_field_and_lose_another() -> None:
    there = row(
        "participant", {"phone": "1", "town": "A"}, {"phone": LATE, "town": at(4_000, 2, 3)}
    )
    middle = at(5_500, 4, 2)
    both = change("participant", middle, {"phone": "2", "town": "B"})
    verdict = merge(there, both, middle)
    assert verdict.fields == {"town": "B"}
    assert [(loser.field, loser.lost) for loser in verdict.losers] == [
        ("phone", "2"),
        ("town", "A"),
    ]


# -- Commands, fixed fields, and rows that are not there


def test_whoever_was_made_responsible_first_stays_so_and_the_second_is_asked_about() -> None:
    there = row("participant", {"coach_id": ONE}, {"coach_id": EARLY})
    verdict = merge(there, change("participant", LATE, {"coach_id": TWO}), LATE)
    assert verdict.fields == {}
    assert verdict.losers == [Loser("coach_id", "both_changed", ONE, EARLY, TWO, LATE)]


def test_a_field_that_never_changes_is_refused() -> None:
    there = row("participant", {"created_by": ONE})
    with pytest.raises(BadChangeError) as told:
        merge(there, change("participant", LATE, {"created_by": TWO}), LATE)
    assert (told.value.why, told.value.field) == ("fixed", "created_by")


def test_a_change_of_a_row_that_is_not_there_is_a_key_error() -> None:
    with pytest.raises(KeyError):
        merge(None, phone(LATE, "2"), LATE)


# -- Inserts


def test_a_new_row_has_the_version_of_its_insert_alone() -> None:
    verdict = merge(None, insert("participant", LATE, {"phone": "1"}), LATE)
    assert verdict.fields == {"id": ROW, "void_reason": None, "phone": "1"}
    assert (verdict.versions, verdict.outcome) == ({INSERT: LATE}, "applied")


def test_an_insert_that_arrives_twice_does_nothing() -> None:
    verdict = merge(STRANGER, insert("participant", MADE, {"phone": "1"}), MADE)
    assert (verdict.outcome, verdict.versions) == ("equal", {})


def test_two_inserts_of_one_derived_row_become_one_and_differences_are_kept() -> None:
    there = row("match_answer", ANSWER)
    other = {**ANSWER, "value": "unmet", "created_at": "2026-11-21T09:30:00.000000Z"}
    verdict = merge(there, insert("match_answer", LATE, other), LATE)
    assert verdict.fields == {"value": "unmet"}
    assert verdict.losers == [Loser("value", "both_changed", "unmet", LATE, "met", MADE)]
    assert verdict.versions == {"value": LATE}


def test_the_second_insert_loses_to_a_later_edit_and_the_field_has_a_version_of_its_own() -> None:
    newer = at(7_000, 1, 5)
    there = row("match_answer", {**ANSWER, "value": "n_a"}, {"value": newer})
    verdict = merge(there, insert("match_answer", EARLY, {**ANSWER, "value": "unmet"}), EARLY)
    assert verdict.fields == {}
    assert kinds(verdict) == [("value", "both_changed")]
    earliest = at(10, 2, 1)
    verdict = merge(
        row("match_answer", ANSWER),
        insert("match_answer", earliest, {**ANSWER, "value": "unmet"}),
        earliest,
    )
    assert verdict.versions == {"value": MADE}, (
        "else who knew only the other would seem to have seen it"
    )


def test_a_second_insert_that_says_the_same_changes_nothing() -> None:
    there = row("match_answer", {**ANSWER, "value": "n_a"}, {"value": EARLY})
    verdict = merge(there, insert("match_answer", LATE, {**ANSWER, "value": "n_a"}), LATE)
    same = at(LATE.hlc, EARLY.dev, EARLY.lseq)
    assert (verdict.fields, verdict.losers, verdict.versions) == ({}, [], {"value": same})


def test_a_second_insert_cannot_take_a_row_for_something_else() -> None:
    with pytest.raises(BadChangeError) as told:
        merge(
            row("match_answer", ANSWER),
            insert("match_answer", LATE, {**ANSWER, "item": "C2"}),
            LATE,
        )
    assert (told.value.why, told.value.field) == ("fixed", "item")


def test_of_a_week_closed_twice_what_came_first_stays_and_nobody_is_asked() -> None:
    closing = {"adviser_id": ONE, "week": "2026-W45", "figures": '{"M1.counted":"5"}'}
    there = row("week_closing", closing)
    other = insert("week_closing", LATE, {**closing, "figures": '{"M1.counted":"4"}'})
    verdict = merge(there, other, LATE)
    assert (verdict.fields, verdict.losers) == ({}, [])
    with pytest.raises(BadChangeError):
        merge(there, insert("week_closing", LATE, {**closing, "week": "2026-W46"}), LATE)
    with pytest.raises(BadChangeError):
        merge(there, change("week_closing", LATE, {"figures": "{}"}), LATE)


def test_a_row_of_which_no_insert_is_known_is_brought_together_all_the_same() -> None:
    there = row("match_answer", ANSWER)
    del there.versions[INSERT]
    verdict = merge(there, insert("match_answer", LATE, {**ANSWER, "note": "x"}), LATE)
    assert verdict.fields == {"note": "x"}


def test_a_second_insert_does_not_bring_back_what_was_taken_off_the_record() -> None:
    there = row("match_answer", {**ANSWER, "void_reason": "by mistake"}, {"void_reason": LATE})
    verdict = merge(there, insert("match_answer", EARLY, ANSWER), EARLY)
    assert verdict.fields == {}
    assert kinds(verdict) == [("void_reason", "removed_and_changed")]


def test_a_later_second_insert_brings_it_back_and_the_reason_is_kept() -> None:
    there = row("match_answer", {**ANSWER, "void_reason": "by mistake"}, {"void_reason": EARLY})
    verdict = merge(there, insert("match_answer", LATE, ANSWER), LATE)
    assert verdict.fields == {"void_reason": None}
    assert verdict.losers == [
        Loser("void_reason", "removed_and_changed", None, LATE, "by mistake", EARLY)
    ]


# -- States


def follow_up(state: str, version: Version | None = None) -> HubRow:
    return row("follow_up", {"state": state}, {"state": version} if version else None)


def test_a_state_moves_on_along_its_edges_although_nobody_saw_the_step_between() -> None:
    there = row("vacancy", {"state": "open"}, {"state": LATE})
    verdict = merge(there, change("vacancy", EARLY, {"state": "filled"}), EARLY)
    assert (verdict.fields, verdict.losers) == ({"state": "filled"}, [])


def test_a_state_that_may_not_follow_is_kept_beside_the_one_that_stands() -> None:
    there = follow_up("done", EARLY)
    verdict = merge(there, change("follow_up", LATE, {"state": "cancelled"}), LATE)
    assert (verdict.fields, kinds(verdict)) == ({}, [("state", "not_allowed")])


def test_whoever_saw_a_state_may_go_against_the_edges_as_an_undo_does() -> None:
    there = follow_up("done", EARLY)
    back = change("follow_up", LATE, {"state": "open"}, {"state": (2, 4)})
    assert merge(there, back, LATE).fields == {"state": "open"}


def test_a_state_of_a_newer_program_is_not_reached_by_a_rule_that_nobody_here_knows() -> None:
    there = follow_up("done", EARLY)
    verdict = merge(there, change("follow_up", LATE, {"state": "asleep"}), LATE)
    assert kinds(verdict) == [("state", "not_allowed")]
