"""The own rules of this work for changes made apart: refusals, voids, merging, match sheets."""

from collections.abc import Mapping

import pytest

from adviser_tui.ids import derived_id
from adviser_tui.sync.change import Change, Dot, Value, Version
from adviser_tui.sync.merging import MERGED, TOO_LATE, Loser, merge
from adviser_tui.sync.pages import INSERT
from tests.sync.apart import ANSWER, ONE, ROW, SHEET, after, at, change, insert, kinds, phone, row

EARLY, LATE = at(5_000, 2, 4), at(6_000, 3, 9)
STRANGER = row("participant", {"phone": "1", "coach_id": None, "stage": "engaged"})

# -- The domain's own rules


@pytest.mark.parametrize("later", ["given", "withdrawn"])
def test_a_withdrawal_of_consent_counts_whichever_is_later_and_arrives_first(later: str) -> None:
    withdrawn, given = (LATE, EARLY) if later == "withdrawn" else (EARLY, LATE)
    asked = row("consent", {"state": "asked"})
    one = change("consent", withdrawn, {"state": "withdrawn"})
    other = change("consent", given, {"state": "given"})
    first = after(asked, merge(asked, one, withdrawn))
    verdict = merge(first, other, given)
    assert (verdict.fields, kinds(verdict)) == ({}, [("state", "withdrawn_wins")])
    first = after(asked, merge(asked, other, given))
    verdict = merge(first, one, withdrawn)
    assert verdict.fields == {"state": "withdrawn"}
    assert kinds(verdict) == [("state", "withdrawn_wins")]


def test_without_a_withdrawal_consent_walks_its_edges() -> None:
    there = row("consent", {"state": "given"}, {"state": EARLY})
    verdict = merge(there, change("consent", LATE, {"state": "refused"}), LATE)
    assert kinds(verdict) == [("state", "not_allowed")]


def test_do_not_contact_counts_over_every_stage_chosen_apart() -> None:
    there = row("employer", {"stage": "do_not_contact"}, {"stage": EARLY})
    verdict = merge(there, change("employer", LATE, {"stage": "prospecting"}), LATE)
    assert (verdict.fields, kinds(verdict)) == ({}, [("stage", "do_not_contact_wins")])


@pytest.mark.parametrize(
    ("there", "new", "counts"),
    [
        ("2026-12-01", "2027-01-01", "2027-01-01"),
        ("2027-01-01", "2026-12-01", "2027-01-01"),
        ("2027-01-01", None, "2027-01-01"),
        (None, "2026-12-01", "2026-12-01"),
    ],
)
def test_of_two_days_not_to_be_contacted_before_the_later_counts(
    there: str | None, new: str | None, counts: str
) -> None:
    found = row("employer", {"do_not_contact_until": there}, {"do_not_contact_until": EARLY})
    verdict = merge(found, change("employer", LATE, {"do_not_contact_until": new}), LATE)
    assert after(found, verdict).fields["do_not_contact_until"] == counts
    assert kinds(verdict) == [("do_not_contact_until", "do_not_contact_wins")]


def test_whoever_settles_two_versions_second_changes_nothing() -> None:
    there = row("sync_conflict", {"state": "settled", "settled": "kept"}, {"settled": EARLY})
    second = change("sync_conflict", LATE, {"settled": "taken"})
    verdict = merge(there, second, LATE)
    assert (verdict.outcome, verdict.fields) == ("equal", {})


# -- Taking off the record


def void(
    version: Version, reason: str | None, base: Mapping[str, Dot | None] | None = None
) -> Change:
    return change("participant", version, {"void_reason": reason}, base)


def test_what_nobody_changed_meanwhile_is_taken_off_the_record() -> None:
    there = row("participant", {"phone": "2"}, {"phone": EARLY})
    verdict = merge(there, void(LATE, "a double", {"phone": (2, 4)}), LATE)
    assert (verdict.outcome, verdict.fields) == ("applied", {"void_reason": "a double"})


def test_what_somebody_changed_meanwhile_stays_and_both_are_shown() -> None:
    there = row("participant", {"phone": "2"}, {"phone": EARLY})
    verdict = merge(there, void(LATE, "a double"), LATE)
    assert (verdict.fields, kinds(verdict)) == ({}, [("void_reason", "removed_and_changed")])


def test_a_change_by_another_brings_back_what_was_taken_off_the_record() -> None:
    there = row("participant", {"phone": "1", "void_reason": "a double"}, {"void_reason": LATE})
    verdict = merge(there, phone(EARLY, "2"), EARLY)
    assert verdict.fields == {"void_reason": None, "phone": "2"}
    assert verdict.losers == [
        Loser("void_reason", "removed_and_changed", None, EARLY, "a double", LATE)
    ]


def test_the_record_of_a_void_and_a_change_is_the_same_whichever_comes_first() -> None:
    voided = void(LATE, "a double")
    first = after(STRANGER, merge(STRANGER, phone(EARLY, "2"), EARLY))
    one = merge(first, voided, LATE)
    first = after(STRANGER, merge(STRANGER, voided, LATE))
    other = merge(first, phone(EARLY, "2"), EARLY)
    assert {each.id_for(ROW) for each in (*one.losers, *other.losers)} == {
        derived_id("conflict", ROW, "void_reason", "3:9")
    }


def test_a_change_that_says_what_is_there_brings_nothing_back() -> None:
    there = row("participant", {"phone": "1", "void_reason": "a double"}, {"void_reason": LATE})
    verdict = merge(there, phone(EARLY, "1"), EARLY)
    assert (verdict.outcome, verdict.fields) == ("equal", {})


def test_the_device_that_took_it_off_the_record_does_not_bring_it_back_by_an_edit() -> None:
    there = row("participant", {"phone": "1", "void_reason": "a double"}, {"void_reason": EARLY})
    verdict = merge(there, phone(at(6_000, 2, 5), "2"), at(6_000, 2, 5))
    assert verdict.fields == {"phone": "2"}


def test_taking_it_back_on_the_record_having_seen_the_void_simply_follows() -> None:
    there = row("participant", {"void_reason": "a double"}, {"void_reason": EARLY})
    verdict = merge(there, void(LATE, None, {"void_reason": (2, 4)}), LATE)
    assert (verdict.outcome, verdict.fields) == ("applied", {"void_reason": None})


def test_two_reasons_given_apart_are_both_kept() -> None:
    there = row("participant", {"void_reason": "a double"}, {"void_reason": EARLY})
    verdict = merge(there, void(LATE, "moved away"), LATE)
    assert (verdict.fields, kinds(verdict)) == (
        {"void_reason": "moved away"},
        [("void_reason", "removed_and_changed")],
    )
    there = row("participant", {"void_reason": "moved away"}, {"void_reason": LATE})
    verdict = merge(there, void(EARLY, "a double"), EARLY)
    assert (verdict.fields, kinds(verdict)) == ({}, [("void_reason", "removed_and_changed")])


# -- Two records made one


def test_making_one_of_two_counts_although_somebody_changed_the_other_meanwhile() -> None:
    there = row("participant", {"phone": "2"}, {"phone": EARLY})
    verdict = merge(there, void(LATE, f"{MERGED}{ONE}"), LATE)
    assert verdict.fields == {"void_reason": f"{MERGED}{ONE}"}
    assert verdict.losers == [Loser("phone", "merged", None, LATE, "2", EARLY)]


def test_a_change_of_what_was_made_one_with_another_is_kept_to_be_looked_at() -> None:
    there = row(
        "participant", {"phone": "1", "void_reason": f"{MERGED}{ONE}"}, {"void_reason": LATE}
    )
    verdict = merge(there, phone(EARLY, "2"), EARLY)
    assert (verdict.fields, kinds(verdict)) == ({}, [("phone", "merged")])


def test_the_device_that_made_them_one_may_go_on_with_both() -> None:
    there = row(
        "participant", {"phone": "1", "void_reason": f"{MERGED}{ONE}"}, {"void_reason": EARLY}
    )
    verdict = merge(there, phone(at(6_000, 2, 5), "2"), at(6_000, 2, 5))
    assert (verdict.outcome, verdict.fields) == ("applied", {"phone": "2"})


# -- Submitted match sheets


FROZEN = row(
    "match_sheet",
    {"state": "frozen", "frozen_at": "2026-11-20T09:30:00.000000Z", "pitch": "a"},
    {"frozen_at": EARLY, "state": EARLY},
)


def test_a_submitted_sheet_keeps_every_field_as_it_was() -> None:
    verdict = merge(FROZEN, change("match_sheet", LATE, {"pitch": "b"}), LATE)
    assert (verdict.fields, kinds(verdict)) == ({}, [("pitch", "frozen")])


def test_a_submitted_sheet_can_be_taken_off_the_record() -> None:
    gone = change("match_sheet", LATE, {"void_reason": "x"}, {"frozen_at": (2, 4), "state": (2, 4)})
    assert merge(FROZEN, gone, LATE).fields == {"void_reason": "x"}


def test_whoever_saw_that_it_was_submitted_may_take_the_submission_back() -> None:
    thaw = {"frozen_at": None, "state": "ready"}
    seen = change("match_sheet", LATE, thaw, {"frozen_at": (2, 4), "state": (2, 4)})
    assert merge(FROZEN, seen, LATE).fields == thaw
    blind = merge(FROZEN, change("match_sheet", LATE, thaw), LATE)
    assert (blind.fields, len(blind.losers)) == ({}, 2)


def test_an_answer_to_a_submitted_sheet_is_kept_to_be_looked_at() -> None:
    there = row("match_answer", ANSWER)
    late = change("match_answer", LATE, {"value": "unmet"})
    verdict = merge(there, late, LATE, sheet_is_frozen=True)
    assert (verdict.fields, kinds(verdict)) == ({}, [("value", "frozen")])


def test_an_answer_off_the_record_is_not_raised_by_a_change_to_a_submitted_sheet() -> None:
    there = row("match_answer", {**ANSWER, "void_reason": TOO_LATE}, {"void_reason": EARLY})
    late = change("match_answer", LATE, {"value": "unmet"})
    verdict = merge(there, late, LATE, sheet_is_frozen=True)
    assert (verdict.fields, kinds(verdict)) == ({}, [("value", "frozen")])


@pytest.mark.parametrize(
    ("entity", "fields", "said"),
    [
        ("match_answer", ANSWER, "met"),
        ("match_override", {"sheet_id": SHEET, "item": "C1", "reason": "agreed"}, "agreed"),
    ],
)
def test_what_is_new_below_a_submitted_sheet_is_kept_without_counting(
    entity: str, fields: Mapping[str, Value], said: str
) -> None:
    verdict = merge(None, insert(entity, LATE, fields), LATE, sheet_is_frozen=True)
    assert verdict.fields["void_reason"] == TOO_LATE
    assert verdict.versions == {INSERT: LATE, "void_reason": LATE}
    assert verdict.losers == [Loser("item", "frozen", None, LATE, said, LATE)]


def test_what_was_taken_off_the_record_before_it_arrives_is_no_matter() -> None:
    gone = {**ANSWER, "void_reason": "undone"}
    verdict = merge(None, insert("match_answer", LATE, gone), LATE, sheet_is_frozen=True)
    assert (verdict.losers, verdict.versions) == ([], {INSERT: LATE})


def test_only_what_hangs_on_the_sheet_is_too_late() -> None:
    verdict = merge(None, insert("contact", LATE, {}), LATE, sheet_is_frozen=True)
    assert verdict.losers == []
