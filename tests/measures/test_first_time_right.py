"""First time right (M5): posts, who was first, and what a decision is."""

from datetime import date, timedelta
from fractions import Fraction
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adviser_tui.services.measures.first_sent import Result, firsts
from adviser_tui.services.measures.scene import Whose
from adviser_tui.services.measures.sent import Sent
from adviser_tui.storage.database import Database
from models.kinds import CheckState, PlacementKind, SubmissionState
from models.tables import Adviser
from seed.profile_rules import SubmissionRules
from tests.jobs_case import FRIDAY, WEEK, Jobs, at, ids, reasons

SENT = date(2026, 9, 1)
BEGAN = date(2026, 9, 21)
RULES = SubmissionRules()
NO_DECISION = "no decision: no answer, or the post was gone"
OPEN = "still open, or the first day is still to come"


@pytest.fixture
def jobs(database: Database, me: Adviser) -> Jobs:
    return Jobs(database, me.id)


def words(jobs: Jobs, key: str = "first_time_right") -> str:
    return jobs.measured("M5").figure(key).words


def hired(jobs: Jobs, vacancy: str, on: date = SENT, **more: object) -> str:
    """Put somebody forward who is hired and begins twenty days later."""
    submission = jobs.accept(vacancy, on, **more)
    jobs.place(submission, on + timedelta(days=20))
    return submission


def test_the_first_put_forward_was_hired_and_began(jobs: Jobs) -> None:
    submission = hired(jobs, jobs.vacancy())
    measured = jobs.measured("M5")
    assert measured.head.words == "1 of 1"
    assert ids(measured.head.rows) == [submission]
    assert measured.notes[0] == "Over the 12 months to 20 Nov 2026, by the day of the decision."


def test_a_post_filled_internally_is_no_decision_and_is_listed(jobs: Jobs) -> None:
    submission = jobs.refuse(jobs.vacancy(), SENT, "post_filled_or_withdrawn")
    measured = jobs.measured("M5")
    assert measured.head.words == "n/a: no post was decided"
    assert reasons(measured, "first_time_right") == {NO_DECISION: [submission]}
    assert measured.figure("no_decision").words == "1 of 1"
    assert measured.figure("bad_fit").words == "n/a: no submission was decided"


def test_a_missing_must_have_is_none_of_one_and_stays_so_when_the_second_is_hired(
    jobs: Jobs,
) -> None:
    vacancy = jobs.vacancy()
    jobs.refuse(vacancy, SENT, "missing_must_have")
    assert words(jobs) == "0 of 1"
    second = hired(jobs, vacancy, SENT + timedelta(days=8))
    assert words(jobs) == "0 of 1"
    assert reasons(jobs.measured("M5"), "first_time_right") == {"sent after the first": [second]}


def test_who_was_first_is_told_by_when_it_was_sent_and_not_by_when_it_arrived(jobs: Jobs) -> None:
    vacancy = jobs.vacancy()
    hired(jobs, vacancy, SENT + timedelta(days=3))
    assert words(jobs) == "1 of 1"
    jobs.refuse(vacancy, SENT, "missing_must_have")
    assert words(jobs) == "0 of 1"


def test_a_few_sent_together_are_first_together(jobs: Jobs) -> None:
    vacancy = jobs.vacancy()
    for _ in range(2):
        jobs.refuse(vacancy, SENT, "missing_must_have", batch="Week 36")
    right = hired(jobs, vacancy, batch="week 36", hour=15)
    measured = jobs.measured("M5")
    assert (measured.head.words, ids(measured.head.rows)) == ("1 of 1", [right])
    assert measured.head.rows[0].note == "one of 3 sent together"


def test_of_more_than_three_together_only_the_first_is_first(jobs: Jobs) -> None:
    vacancy = jobs.vacancy()
    for hour in (9, 10, 11):
        jobs.refuse(vacancy, SENT, "missing_must_have", batch="many", hour=hour)
    hired(jobs, vacancy, batch="many", hour=15)
    assert words(jobs) == "0 of 1"


def test_each_post_of_a_vacancy_is_counted(jobs: Jobs) -> None:
    vacancy = jobs.vacancy(posts=3)
    hired(jobs, vacancy, hour=9)
    jobs.refuse(vacancy, SENT, "hours_or_travel", hour=10)
    assert words(jobs) == "1 of 2"
    hired(jobs, vacancy, hour=11)
    assert words(jobs) == "2 of 3"
    hired(jobs, vacancy, hour=12)
    assert words(jobs) == "2 of 3"


def test_several_posts_may_be_filled_by_those_sent_together(jobs: Jobs) -> None:
    vacancy = jobs.vacancy(posts=2)
    for hour in (9, 10):
        hired(jobs, vacancy, batch="both", hour=hour)
    assert words(jobs) == "2 of 2"


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        ({"state": "submitted"}, NO_DECISION),
        ({"state": "submitted", "on": FRIDAY - timedelta(days=29)}, NO_DECISION),
        ({"state": "submitted", "on": FRIDAY - timedelta(days=28)}, OPEN),
        ({"state": "interview_booked", "interview_at": at(FRIDAY + timedelta(days=2))}, OPEN),
        ({"state": "interviewed", "interview_at": at(FRIDAY - timedelta(days=28))}, OPEN),
        ({"state": "interviewed", "interview_at": at(FRIDAY - timedelta(days=29))}, NO_DECISION),
        ({"state": "offered"}, OPEN),
        ({"state": "no_response", "decided_on": FRIDAY}, NO_DECISION),
        ({"state": "vacancy_gone", "decided_on": FRIDAY}, NO_DECISION),
        ({"state": "accepted", "decided_on": FRIDAY}, OPEN),
        (
            {"state": "refused_by_employer", "reason": "no_answer", "decided_on": FRIDAY},
            NO_DECISION,
        ),
    ],
)
def test_what_is_no_decision_and_what_is_still_open(
    jobs: Jobs, more: dict[str, object], expected: str
) -> None:
    on = more.pop("on", SENT)
    submission = jobs.submit(jobs.vacancy(), on, **more)  # type: ignore[arg-type]
    measured = jobs.measured("M5")
    assert measured.head.words.startswith("n/a")
    assert reasons(measured, "first_time_right") == {expected: [submission]}
    assert measured.figure("no_decision").numerator == (1 if expected == NO_DECISION else 0)


@pytest.mark.parametrize("state", ["refused_by_employer", "declined_by_person"])
@pytest.mark.parametrize("reason", ["other", "not_interested", "written_by_a_newer_program"])
def test_a_no_by_either_side_is_a_decision(jobs: Jobs, state: str, reason: str) -> None:
    jobs.refuse(jobs.vacancy(), SENT, reason, state=SubmissionState(state))
    assert words(jobs) == "0 of 1"


def test_one_refused_and_one_unanswered_of_those_sent_together_is_a_decision(jobs: Jobs) -> None:
    vacancy = jobs.vacancy()
    jobs.refuse(vacancy, SENT, "missing_must_have", batch="two")
    jobs.submit(vacancy, SENT, state="no_response", decided_on=FRIDAY, batch="two")
    assert words(jobs) == "0 of 1"


def test_an_offer_that_fell_through_before_the_first_day_was_not_right(jobs: Jobs) -> None:
    submission = jobs.accept(jobs.vacancy(), SENT)
    placement = jobs.place(submission, BEGAN, state="agreed")
    assert list(reasons(jobs.measured("M5"), "first_time_right")) == [OPEN]
    jobs.office.placements.end(placement, FRIDAY, "the offer was taken back")
    assert words(jobs) == "0 of 1"


def test_a_trial_is_no_hire(jobs: Jobs) -> None:
    jobs.place(jobs.accept(jobs.vacancy(), SENT), BEGAN, kind=PlacementKind.TRIAL)
    jobs.refuse(jobs.vacancy(kind="trial"), SENT, "missing_must_have")
    measured = jobs.measured("M5")
    assert measured.head.words.startswith("n/a")
    assert len(reasons(measured, "first_time_right")["a trial, which is no hire"]) == 2


@pytest.mark.parametrize(("later", "expected"), [(59, "0 of 1"), (60, "1 of 2")])
def test_a_vacancy_opened_again_after_sixty_days_is_a_new_one(
    jobs: Jobs, later: int, expected: str
) -> None:
    vacancy, first = jobs.vacancy(), date(2026, 3, 2)
    jobs.refuse(vacancy, first, "missing_must_have")
    hired(jobs, vacancy, first + timedelta(days=7 + later))
    assert words(jobs) == expected


def test_while_somebody_is_still_before_them_nothing_begins_anew(jobs: Jobs) -> None:
    vacancy, first = jobs.vacancy(), date(2026, 3, 2)
    jobs.refuse(vacancy, first, "missing_must_have")
    jobs.submit(vacancy, first, state="offered")
    hired(jobs, vacancy, date(2026, 8, 3))
    assert words(jobs) == "0 of 1"


def test_after_thirteen_weeks_checks_decide_and_what_nobody_checked_is_neither(jobs: Jobs) -> None:
    began = date(2026, 5, 4)

    def placed(**more: object) -> str:
        return jobs.place(jobs.accept(jobs.vacancy(), began - timedelta(days=20)), began, **more)

    held = placed()
    jobs.check(held, 13, CheckState.VERIFIED_YES)
    lost = placed()
    jobs.check(lost, 13, CheckState.VERIFIED_NO)
    later = placed()
    jobs.check(later, 26, CheckState.VERIFIED_YES)
    unknown = placed()
    jobs.check(unknown, 13, CheckState.NOT_VERIFIED)
    placed(state="ended", ended_on=began + timedelta(days=90))
    placed(state="ended", ended_on=began + timedelta(days=89))
    hired(jobs, jobs.vacancy(), FRIDAY - timedelta(days=30))
    measured = jobs.measured("M5")
    assert measured.head.words == "7 of 7"
    strong = measured.figure("at_13_weeks")
    assert strong.words == "3 of 5"
    assert {reason: len(rows) for reason, rows in reasons(measured, "at_13_weeks").items()} == {
        "less than 13 weeks old": 1,
        "not verified: nobody checked whether the job lasted": 1,
    }


@pytest.mark.parametrize(
    ("began", "is_old_enough"),
    [(FRIDAY - timedelta(days=91), True), (FRIDAY - timedelta(days=90), False)],
)
def test_only_what_is_thirteen_weeks_old_is_asked_whether_it_lasted(
    jobs: Jobs, began: date, is_old_enough: bool
) -> None:
    placement = jobs.place(jobs.accept(jobs.vacancy(), began - timedelta(days=20)), began)
    jobs.check(placement, 13, CheckState.VERIFIED_YES)
    assert (jobs.measured("M5").figure("at_13_weeks").value is not None) is is_old_enough


def test_the_newest_check_of_a_week_counts(jobs: Jobs) -> None:
    placement = jobs.place(
        jobs.accept(jobs.vacancy(), SENT - timedelta(days=120)), date(2026, 5, 4)
    )
    jobs.check(placement, 13, CheckState.VERIFIED_NO, checked_on=date(2026, 8, 10))
    jobs.check(placement, 14, CheckState.VERIFIED_YES, weeks=4, checked_on=date(2026, 9, 10))
    assert words(jobs, "at_13_weeks") == "1 of 1"


def test_bad_fit_is_over_decided_submissions(jobs: Jobs) -> None:
    for reason in ("missing_must_have", "hours_or_travel", "duplicate_candidate", "other"):
        jobs.refuse(jobs.vacancy(), SENT, reason)
    jobs.refuse(jobs.vacancy(), SENT, "post_filled_or_withdrawn")
    jobs.refuse(jobs.vacancy(), SENT, "not_interested", state="declined_by_person")
    hired(jobs, jobs.vacancy())
    figure = jobs.measured("M5").figure("bad_fit")
    assert figure.words == "4 of 6"
    assert {each.note for each in figure.rows} == {
        "a must-have was missing",
        "hours or travel do not work",
        "somebody else had put the person forward",
        "does not want this job",
    }


def test_overrides_are_told_apart_and_compared(jobs: Jobs) -> None:
    hired(jobs, jobs.vacancy(), with_override=True)
    jobs.refuse(jobs.vacancy(), SENT, "missing_must_have", with_override=True)
    jobs.refuse(jobs.vacancy(), SENT, "missing_must_have", with_override=True)
    assert words(jobs, "override_lift") == "n/a: needs both kinds: ready, and with an override"
    hired(jobs, jobs.vacancy())
    hired(jobs, jobs.vacancy())
    jobs.refuse(jobs.vacancy(), SENT, "missing_must_have")
    measured = jobs.measured("M5")
    assert measured.head.words == "3 of 6"
    assert measured.figure("overridden").words == "1 of 3"
    assert measured.figure("override_lift").value == Fraction(100, 3)
    assert measured.figure("override_lift").words == "33.3"
    assert measured.figure("override_lift").note.endswith("too few to compare")


def test_a_colleagues_first_submission_is_still_the_first(jobs: Jobs) -> None:
    other, vacancy = jobs.colleague(), jobs.vacancy()
    jobs.refuse(vacancy, SENT, "missing_must_have", person=jobs.person(other))
    hired(jobs, vacancy, SENT + timedelta(days=8))
    assert words(jobs) == "n/a: no post was decided"
    assert jobs.measured("M5", whose=Whose((other,), "Otto")).head.words == "0 of 1"
    assert jobs.measured("M5", whose=jobs.office.measures.team()).head.words == "0 of 1"


def test_a_past_week_says_what_stood_then(jobs: Jobs) -> None:
    vacancy = jobs.vacancy()
    jobs.refuse(vacancy, SENT, "missing_must_have")
    before = jobs.measured("M5", WEEK.before(11))
    assert before.head.words.startswith("n/a")
    assert list(reasons(before, "first_time_right")) == [OPEN]
    assert jobs.measured("M5", WEEK.before(10)).head.words == "0 of 1"


def test_a_decision_of_more_than_twelve_months_ago_is_left_behind(jobs: Jobs) -> None:
    jobs.refuse(jobs.vacancy(), date(2025, 11, 13), "missing_must_have")
    assert words(jobs).startswith("n/a")
    jobs.refuse(jobs.vacancy(), date(2025, 11, 14), "missing_must_have")
    assert words(jobs) == "0 of 1"


def test_off_the_record_it_was_never_first_and_back_on_it_is_again(jobs: Jobs) -> None:
    vacancy = jobs.vacancy()
    first = jobs.refuse(vacancy, SENT, "missing_must_have")
    hired(jobs, vacancy, SENT + timedelta(days=8))
    before = jobs.measured("M5").every()
    jobs.void("submission", first)
    measured = jobs.measured("M5")
    assert measured.head.words == "1 of 1"
    assert reasons(measured, "first_time_right") == {"taken off the record": [first]}
    jobs.void("submission", first, None)
    assert jobs.measured("M5").every() == before


STATES = st.sampled_from(
    ["submitted", "offered", "refused_by_employer", "vacancy_gone", "accepted", "no_response"]
)


@st.composite
def submissions(draw: st.DrawFn) -> list[Sent]:
    made = []
    for number in range(draw(st.integers(1, 8))):
        on = date(2026, 1, 1) + timedelta(days=draw(st.integers(0, 200)))
        state = SubmissionState(draw(STATES))
        made.append(
            Sent(
                id=f"s{number}",
                participant=f"p{number}",
                coach="me",
                vacancy=draw(st.sampled_from(["v1", "v2"])),
                at=at(on, draw(st.integers(0, 23))),
                state=state,
                reason="missing_must_have" if "refused" in state else "",
                decided_on=on + timedelta(days=draw(st.integers(0, 90))),
                batch=draw(st.sampled_from(["", "", "b"])),
                posts=2,
                is_void=draw(st.booleans()),
            )
        )
    return made


@given(submissions(), st.randoms())
def test_the_order_in_which_rows_arrive_changes_nothing(rows: list[Sent], chance: Random) -> None:
    shuffled = list(rows)
    chance.shuffle(shuffled)

    def told(given: list[Sent]) -> set[tuple[str, Result, date]]:
        posts = firsts(given, {}, RULES, FRIDAY).posts
        return {(each.by.id, each.result, each.on) for each in posts}

    assert told(shuffled) == told(rows)


@given(submissions())
def test_every_submission_is_first_or_later_and_another_vacancy_changes_nothing(
    rows: list[Sent],
) -> None:
    found = firsts(rows, {}, RULES, FRIDAY)
    seen = {one.id for post in found.posts for one in post.first}
    late = {each.id for each in found.later}
    assert not seen & late
    assert seen | late == {each.id for each in rows if not each.is_void}
    only = [each for each in rows if each.vacancy == "v1"]
    alone = firsts(only, {}, RULES, FRIDAY).posts
    assert alone == tuple(each for each in found.posts if each.by.vacancy == "v1")
