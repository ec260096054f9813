"""Fair access (M9): parking, ratios of groups, attention and barriers, over a small caseload."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from fractions import Fraction

from adviser_tui.services.measures.fairness.groups import groups_of, key_of
from adviser_tui.services.measures.fairness.judging import PROMPT
from adviser_tui.services.measures.scene import Whose
from adviser_tui.services.office import Office
from adviser_tui.services.reports.small_cells import without_small_cells
from models.kinds import (
    ContactState,
    PlacementKind,
    Stage,
)
from tests.measures.fair_ground import (
    NINE,
    TODAY,
    access,
    barrier,
    fair,
    keys,
    parked_ids,
    people,
    say,
    start,
    talk,
)
from tests.measures.fair_ground import office as office


def test_the_parked_are_those_whom_today_does_not_forget(office: Office) -> None:
    never, old, fresh, moved, away, idle, new = people(office, 7)
    talk(office, old, 28)
    talk(office, fresh, 27)
    talk(office, idle, 3, state=ContactState.ATTEMPT)
    office.participants.set_stage(moved, Stage.MOVED_ON)
    office.participants.pause(away, TODAY + timedelta(days=5), agreed=True)
    office.participants.change(new, enrolled_on=TODAY - timedelta(days=27))
    expected = {never, old, idle}
    assert set(parked_ids(office)) == expected
    today = {row.owed.participant_id for row in office.today.rows() if row.owed.matter == "parked"}
    assert today == expected
    listed = {row.id for row in office.participants.rows("parked")}
    assert listed == expected
    out = fair(office).figure("parked").left_out
    assert [(each.reason, [ref.id for ref in each.rows]) for each in out] == [
        ("paused or unavailable", [away])
    ]


def test_work_on_a_barrier_is_something_done(office: Office) -> None:
    (person,) = people(office, 1)
    assert parked_ids(office) == [person]
    barrier(office, person)
    assert parked_ids(office) == []


def test_on_a_past_day_only_what_had_been_done_by_then_counts(office: Office) -> None:
    (person,) = people(office, 1)
    talk(office, person, 2)
    week = office.measures.scene().period.before(2)
    past = office.measures.measure("M9", week).figure("parked")
    assert [each.id for each in past.rows] == [person]
    assert parked_ids(office) == []


def test_of_a_team_the_number_is_told_and_no_names(office: Office) -> None:
    people(office, 3)
    team = Whose((office.desk.me,), "North", is_team=True)
    found = fair(office, team).figure("parked")
    assert (found.value, found.rows, found.others, found.left_out) == (3, (), (), ())
    assert "own coach" in found.note


def two_groups(office: Office) -> tuple[list[str], list[str]]:
    """Twelve and twelve; the first are spoken with once, the others four times."""
    first, second = people(office, 12, "yes"), people(office, 12, "no")
    say(office, first, "yes")
    say(office, second, "no")
    for each in first:
        talk(office, each, 10)
    for each in second:
        talk(office, each, 5, 10, 15, 20)
    return first, second


def test_a_group_that_gets_less_than_its_share_asks_for_a_look(office: Office) -> None:
    two_groups(office)
    found = access(office, "yes")
    assert found.value == Fraction(12, 60) / Fraction(12, 24)
    assert found.words == "0.4"
    assert PROMPT in found.note
    assert access(office, "no").value == Fraction(48, 60) * 2
    assert any("screening" in note or "ask first" in note for note in fair(office).notes)


def test_what_chance_may_do_asks_for_nothing(office: Office) -> None:
    first, second = people(office, 12, "yes"), people(office, 12, "no")
    say(office, first, "yes")
    say(office, second, "no")
    for each in first[:6]:
        talk(office, each, 10)
    for each in second[:9]:
        talk(office, each, 10)
    found = access(office, "yes")
    assert found.value == Fraction(4, 5)
    assert PROMPT not in found.note


def test_fewer_than_ten_are_not_compared(office: Office) -> None:
    first, second = people(office, 9, "yes"), people(office, 12, "no")
    say(office, first, "yes")
    say(office, second, "no")
    for each in second:
        talk(office, each, 5, 10)
    found = access(office, "yes")
    assert found.words == "n/a: fewer than 10 people"
    assert "of 24" not in found.note
    assert PROMPT not in found.note
    assert {key for key in keys(fair(office)) if key.endswith(".yes")} == {
        "M9.access.disability.yes"
    }


def test_with_no_action_at_all_the_exact_test_decides(office: Office) -> None:
    first, second = people(office, 10, "yes"), people(office, 10, "no")
    say(office, first, "yes")
    say(office, second, "no")
    for each in second:
        talk(office, each, 5)
    found = access(office, "yes")
    assert found.value == 0
    assert "exact probability" in found.note
    assert PROMPT in found.note


def test_days_away_are_nobodys_share(office: Office) -> None:
    """Half of a group was paused all along, so the others' actions are the group's full share."""
    first, second = people(office, 20, "yes", 100), people(office, 12, "no", 100)
    say(office, first, "yes")
    say(office, second, "no")
    for each in (*first[:10], *second):
        talk(office, each, 5, 10)
    assert access(office, "yes").value == Fraction(8, 11)
    for each in first[10:]:
        office.participants.pause(each, TODAY + timedelta(days=9), agreed=True)
        with office.database.taking_in() as connection:
            connection.execute(
                "UPDATE course_event SET on_day = '2026-01-01' "
                "WHERE kind = 'paused' AND participant_id = ?",
                (each,),
            )
    assert access(office, "yes").value == 1


def test_a_submission_is_a_share_of_its_own(office: Office) -> None:
    first, second = two_groups(office)
    from models.tables import Employer, Submission, Vacancy

    with office.database.write() as work:
        firm = work.add(Employer(name="Fjord Brød")).id
        post = work.add(Vacancy(employer_id=firm, title="Baker")).id
        work.add_many(
            Submission,
            [
                {"participant_id": each, "vacancy_id": post, "submitted_at": NINE}
                for each in (*first[:6], *second[:6])
            ],
        )
    assert access(office, "yes", "put_forward").value == 1
    assert access(office, "yes").value == Fraction(18, 72) * 2


def test_answers_too_few_to_hide_behind_are_not_even_named(office: Office) -> None:
    many, few, other, withheld = (
        people(office, number, name)
        for number, name in ((8, "many"), (3, "few"), (2, "other"), (5, "withheld"))
    )
    people(office, 1, "unasked")
    say(office, many, "yes")
    say(office, few, "Sometimes, it comes and goes")
    say(office, other, "in a way")
    say(office, withheld, "", withheld=True)
    talk(office, many[0], 5)
    found = fair(office)
    assert {key for key in keys(found) if key.startswith("M9.access.")} == {
        "M9.access.disability.yes",
        "M9.access.disability.small_groups",
        "M9.access.disability.prefer_not_to_say",
        "M9.access.disability.not_recorded",
    }
    told = repr(found)
    assert "comes and goes" not in told
    assert "in a way" not in told
    together = found.figure("access.disability.small_groups").words
    assert together == "n/a: fewer than 10 people", "five together may be named and not compared"
    assert found.figure("not_recorded.disability").words == "5 %"
    assert found.figure("access.disability.not_recorded").words == "n/a: fewer than 5 people"


def test_a_ratio_that_tells_of_too_few_others_is_in_no_file(office: Office) -> None:
    """With one person outside a group, how it fares beside the rest is how that person fares."""
    many, alone = people(office, 12, "no"), people(office, 1, "yes")
    say(office, many, "no")
    say(office, alone, "yes")
    for each in (*many, *alone):
        talk(office, each, 10)
    assert access(office, "no").value == 1
    shown = without_small_cells(office.measures.measure("M9"), 5)
    told = [each.words for each in shown.figures if each.key.startswith("M9.access.")]
    assert told == ["n/a: fewer than 5 others", "n/a: fewer than 5 people"]


def test_nothing_but_the_parked_names_anybody(office: Office) -> None:
    first, second = two_groups(office)
    for each in fair(office).every():
        if each.key != "M9.parked":
            assert (each.rows, each.others, each.left_out) == ((), (), ())
    told = repr([each for each in fair(office).figures if each.key != "M9.parked"])
    assert not any(person in told for person in (*first, *second))


def test_the_newest_answer_counts(office: Office) -> None:
    first, _ = two_groups(office)
    say(office, first, "", withheld=True)
    assert "M9.access.disability.yes" not in keys(fair(office))
    assert access(office, "prefer_not_to_say").value == Fraction(2, 5)
    office.history.undo()
    assert access(office, "yes").value == Fraction(2, 5)


def test_starts_are_compared_among_those_who_had_half_a_year(office: Office) -> None:
    first, second = two_groups(office)
    late = people(office, 6, "late", 100)
    say(office, late, "yes")
    for each in (*first[:3], *late):
        start(office, each, 5)
    for each in second[:6]:
        start(office, each, 9)
    start(office, first[5], 5, PlacementKind.VOLUNTEERING)
    start(office, first[6], 370)
    found = access(office, "yes", "outcome")
    assert found.words == "n/a: fewer than 5 starts on one side"
    assert "12 people, fewer than 5 started, of the others 6 of 12" in found.note
    assert "probability" not in found.note, "three could be worked out from it"
    for each in first[7:9]:
        start(office, each, 5)
    found = access(office, "yes", "outcome")
    assert found.value == Fraction(5, 12) / Fraction(6, 12)
    assert "12 people, 5 started, of the others 6 of 12; chance alone" in found.note


def test_where_a_count_is_masked_nothing_leads_back_to_it(office: Office) -> None:
    """That a group gets far too little is said all the same, without how little."""
    first, second = people(office, 12, "yes"), people(office, 12, "no")
    say(office, first, "yes")
    say(office, second, "no")
    talk(office, first[0], 5)
    for each in second:
        talk(office, each, 5, 10)
    found = access(office, "yes")
    assert found.words == "n/a: fewer than 5 actions on one side"
    assert "12 people, fewer than 5 of 25 actions" in found.note
    assert PROMPT in found.note
    assert "probability" not in found.note
    (shown,) = (
        each
        for each in without_small_cells(office.measures.measure("M9"), 5).figures
        if each.key == found.key
    )
    assert PROMPT in shown.note
    assert "of 25" not in shown.note


def test_what_does_not_belong_changes_nothing_and_voiding_restores(office: Office) -> None:
    first, _ = two_groups(office)
    before = access(office, "yes")
    (stranger,) = people(office, 1, "stranger", coach_id=None)
    talk(office, stranger, 3, 4, 5)
    talk(office, first[0], 3, state=ContactState.ATTEMPT)
    talk(office, first[0], 3, organisation="Other Helpers")
    talk(office, first[0], 400)
    assert replace(access(office, "yes")) == before
    talk(office, first[0], 3)
    assert access(office, "yes") != before
    office.history.undo()
    assert access(office, "yes") == before


def test_the_day_of_an_action_is_that_of_the_wall_clock(office: Office) -> None:
    first, second = people(office, 10, "yes", 10), people(office, 10, "no", 10)
    say(office, first, "yes")
    say(office, second, "no")
    for each in (*first, *second):
        talk(office, each, 3)
    midnight = datetime(2026, 11, 10, tzinfo=UTC)
    east, west = midnight - timedelta(minutes=20), midnight + timedelta(minutes=20)
    assert access(office, "yes").value == 1
    talk(office, first[0], 0, occurred_at=east, occurred_offset=60)
    assert access(office, "yes").value == Fraction(11, 21) * 2, "it was after midnight there"
    talk(office, first[0], 0, occurred_at=west, occurred_offset=-60)
    assert access(office, "yes").value == Fraction(11, 21) * 2, "the day before they were enrolled"


def test_nobody_asked_is_said(office: Office) -> None:
    people(office, 3)
    assert any("adviser equity ask" in note for note in fair(office).notes)


def test_an_answer_in_somebodys_own_words_becomes_a_plain_key() -> None:
    assert key_of("Woman / trans-woman") == "woman_trans_woman"
    assert key_of("Prefer not to say") == "prefer_not_to_say_", "only the answer itself is that"
    assert key_of(" — ") == ""


def test_everybody_is_in_one_group_alone() -> None:
    said = {"a": ("x", "x"), "b": ("x", "x"), "c": ("y", "y")}
    found = groups_of(said, {"a", "b", "c", "d"}, 2)
    assert [(each.key, len(each.people)) for each in found] == [
        ("x", 2),
        ("small_groups", 1),
        ("not_recorded", 1),
    ]


def test_today_is_what_the_period_reaches(office: Office) -> None:
    week = office.measures.scene().period
    assert week.last > TODAY
    assert date.fromisoformat("2026-11-20") == office.measures.scene().until
