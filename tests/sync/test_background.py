"""When the sync beside the work comes, and that it ends and never runs twice at once."""

import threading
from itertools import count

from hypothesis import given
from hypothesis import strategies as st

from adviser_tui.services.sync.background import Attempt, Background
from adviser_tui.services.sync.progress import Pace, Progress, Reached
from adviser_tui.services.sync.schedule import (
    AFTER_SAVE,
    EVERY,
    LEAST_PAUSE,
    LONGEST_AFTER_SAVE,
    LONGEST_PAUSE,
    Schedule,
)


def test_the_first_one_comes_at_a_random_phase() -> None:
    assert Schedule(100.0, lambda: 0.0).due == 100.0
    assert Schedule(100.0, lambda: 0.5).due == 100.0 + EVERY / 2


def test_a_save_goes_out_twenty_seconds_after_the_last_one() -> None:
    schedule = Schedule(0.0, lambda: 0.99)
    schedule.saved(10.0)
    assert schedule.due == 10.0 + AFTER_SAVE
    schedule.saved(25.0)
    assert schedule.due == 25.0 + AFTER_SAVE
    # Who saves all the time cannot put it off for ever.
    for second in range(26, 200, 5):
        schedule.saved(float(second))
    assert schedule.due == 10.0 + LONGEST_AFTER_SAVE


def test_after_a_sync_the_usual_time_passes_unless_something_is_saved_meanwhile() -> None:
    schedule = Schedule(0.0, lambda: 0.0)
    schedule.begun(5.0)
    schedule.succeeded()
    assert schedule.due == 5.0 + EVERY
    schedule.begun(400.0)
    schedule.saved(401.0)
    schedule.succeeded()
    assert schedule.due == 401.0 + AFTER_SAVE


def test_a_hub_that_is_away_is_asked_ever_more_rarely_and_a_save_does_not_change_that() -> None:
    schedule = Schedule(0.0, lambda: 1.0)
    pauses = []
    now = 0.0
    for _ in range(12):
        schedule.begun(now)
        schedule.failed(now)
        schedule.saved(now)
        pauses.append(schedule.due - now)
        now = schedule.due
    assert pauses[0] == 2 * LEAST_PAUSE
    assert pauses == sorted(pauses)
    assert pauses[-1] == LONGEST_PAUSE
    schedule.hurry(now - 1)
    assert schedule.due == now - 1


def test_what_the_hub_asks_for_is_kept_to() -> None:
    schedule = Schedule(0.0, lambda: 0.0)
    schedule.failed(50.0, retry_after=90.0)
    assert schedule.due == 140.0


@given(st.lists(st.sampled_from(["save", "ok", "fail"]), max_size=30), st.floats(0, 1))
def test_it_is_never_longer_than_ten_minutes_away(what: list[str], chance: float) -> None:
    schedule = Schedule(0.0, lambda: chance)
    for step, now in zip(what, count(0.0, 7.0), strict=False):
        if step == "save":
            schedule.saved(now)
        else:
            schedule.begun(now)
            schedule.succeeded() if step == "ok" else schedule.failed(now)
        assert schedule.due <= now + LONGEST_PAUSE


def test_the_thread_syncs_when_asked_and_one_at_a_time() -> None:
    inside = threading.Lock()
    runs: list[bool] = []
    done = threading.Semaphore(0)

    def sync() -> Attempt:
        with_it = inside.acquire(blocking=False)
        runs.append(with_it)
        inside.release()
        done.release()
        return Attempt("done")

    background = Background(sync, schedule=Schedule(1e9))
    background.begin()
    background.begin()
    for _ in range(3):
        background.hurry()
        assert done.acquire(timeout=60)
    background.end()
    assert not background.is_alive
    assert runs == [True] * len(runs)


def test_a_device_that_was_let_go_does_not_ask_again_until_somebody_wants_it() -> None:
    asked = threading.Semaphore(0)
    answers = iter([Attempt("never"), Attempt("done")])

    def sync() -> Attempt:
        asked.release()
        return next(answers)

    background = Background(sync, now=lambda: 0.0, schedule=Schedule(0.0, lambda: 0.0))
    background.begin()
    assert asked.acquire(timeout=60)
    background.saved()
    background.hurry()
    assert asked.acquire(timeout=60)
    background.end()
    assert not background.is_alive


def test_an_end_before_the_first_sync_is_kept_to() -> None:
    background = Background(lambda: Attempt("done"), schedule=Schedule(1e9))
    background.begin()
    background.end()
    assert not background.is_alive


def test_a_slow_page_makes_the_next_one_smaller_and_a_quick_one_larger() -> None:
    pace = Pace(200)
    pace.took(0.5)
    assert pace.rows == 100
    for _ in range(20):
        pace.took(0.5)
    assert pace.rows == Pace.LEAST
    for _ in range(20):
        pace.took(0.001)
    assert pace.rows == Pace.MOST
    steady = Pace(2_000, is_steady=True)
    steady.took(5.0)
    assert steady.rows == 2_000


def test_how_far_the_first_sync_is_counts_all_scopes() -> None:
    reached = Reached(is_first=True)
    far, known = reached.note(
        {
            "org#config": {"from": 0, "to": 10, "head": 10},
            "t#core": {"from": 0, "to": 20, "head": 90},
        }
    )
    assert (far, known) == (30, 100)
    far, known = reached.note({"t#core": {"from": 20, "to": 53, "head": 90}})
    progress = Progress("fetching", reached=far, known=known, is_first=True)
    assert progress.in_short() == "first sync 63 %"
    later = Reached(is_first=False)
    assert later.note({"t#core": {"from": 90, "to": 95, "head": 100}}) == (5, 10)
