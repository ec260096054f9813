"""The demo's year: everything that the measures count is there, and nothing in it contradicts."""

import itertools
from collections import Counter, defaultdict
from datetime import date

import pytest

from models import kinds
from seed.demo import DemoRows, make_rows
from seed.demo.world import Row

FRIDAY = date(2026, 11, 20)


@pytest.fixture(scope="module")
def made() -> DemoRows:
    return make_rows(1, "small", FRIDAY)


def words(made: DemoRows, table: str, column: str) -> set[object]:
    return {row[column] for row in made.tables[table]}


def by(rows: list[Row], column: str) -> dict[object, list[Row]]:
    found: dict[object, list[Row]] = defaultdict(list)
    for row in rows:
        found[row[column]].append(row)
    return found


def test_everybody_has_a_pattern_and_some_work_part_time(made: DemoRows) -> None:
    assert words(made, "working_pattern", "adviser_id") == words(made, "adviser", "id")
    assert words(made, "working_pattern", "share") == {60, 80, 100}
    assert words(made, "absence", "part") == set(kinds.DayPart)
    assert words(made, "absence", "kind") == set(kinds.AbsenceKind)


def test_days_out_were_with_everybody_and_never_two_at_once(made: DemoRows) -> None:
    entries = made.tables["time_entry"]
    assert words(made, "time_entry", "with_whom") == set(kinds.TimeWith)
    assert words(made, "time_entry", "place") == set(kinds.PlaceKind)
    for rows in by(entries, "adviser_id").values():
        told = sorted((str(row["started_at"]), str(row["ended_at"])) for row in rows)
        for (_, ended), (following, _) in itertools.pairwise(told):
            assert ended <= following


def test_the_course_of_everybody_ends_where_they_stand_today(made: DemoRows) -> None:
    courses = by(made.tables["course_event"], "participant_id")
    for person in made.tables["participant"]:
        turns = courses[person["id"]]
        for kind, now in (
            ("stage", person["stage"]),
            ("coach", person["coach_id"]),
            ("paused", person["paused_until"]),
            ("unavailable", person["unavailable_until"]),
        ):
            told = [turn for turn in turns if turn["kind"] == kind]
            assert [turn["on_day"] for turn in told] == sorted(str(t["on_day"]) for t in told)
            last = str(told[-1]["value"]) if told else ""
            still = last if kind in ("stage", "coach") or last >= str(FRIDAY) else ""
            assert still == str(now or ""), (kind, person)


def test_jobs_are_of_every_kind_and_were_checked(made: DemoRows) -> None:
    assert words(made, "placement", "kind") == set(kinds.PlacementKind)
    assert words(made, "placement", "found_by") == set(kinds.FoundBy)
    assert words(made, "outcome_check", "state") == set(kinds.CheckState)
    jobs = {row["id"]: row for row in made.tables["placement"]}
    for check in made.tables["outcome_check"]:
        assert jobs[check["placement_id"]]["participant_id"] == check["participant_id"]
        assert (check["evidence"] is None) == (check["state"] == "not_verified")


def test_refusals_point_to_the_way_to_work_more_than_to_anything_else(made: DemoRows) -> None:
    refused = [row for row in made.tables["submission"] if row["state"] == "refused_by_employer"]
    reasons = Counter(row["reason"] for row in refused)
    assert reasons.most_common(1)[0][0] == "hours_or_travel"
    assert reasons["hours_or_travel"] >= 5


def test_hand_overs_were_answered_in_time_and_late(made: DemoRows) -> None:
    assert words(made, "hand_over", "state") == {"accepted", "returned"}
    people = {row["id"]: row for row in made.tables["participant"]}
    for row in made.tables["hand_over"]:
        if row["participant_id"] and row["state"] == "accepted":
            assert people[row["participant_id"]]["coach_id"] == row["to_id"]


def test_some_said_of_themselves_some_would_not_and_some_were_not_asked(made: DemoRows) -> None:
    answers = made.tables["equity_record"]
    assert {row["is_withheld"] for row in answers} == {0, 1}
    assert all(bool(row["answer"]) != bool(row["is_withheld"]) for row in answers)
    asked = by(answers, "characteristic")
    assert all(len(rows) < len(made.tables["participant"]) for rows in asked.values())


def test_contacts_were_linked_with_a_reason_and_some_written_late(made: DemoRows) -> None:
    linked = [row for row in made.tables["contact"] if row["linked_why"]]
    assert len(linked) > 10
    assert all(row["participant_id"] and row["kind"] == "employer" for row in linked)
    late = [
        row
        for row in made.tables["contact"]
        if (
            date.fromisoformat(str(row["created_at"])[:10])
            - date.fromisoformat(str(row["occurred_at"])[:10])
        ).days
        > 7
    ]
    assert len(late) > 50
