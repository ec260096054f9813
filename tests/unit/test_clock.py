"""The adviser's wall clock knows summer time for every day, not only for today."""

import pickle
import time
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adviser_tui.clock import SYSTEM_ZONE, Clock, FixedClock, SystemZone
from adviser_tui.services.words.moments import understand_moment

pytestmark = pytest.mark.skipif(
    not hasattr(time, "tzset"), reason="the zone of a running program can only be set on POSIX"
)

BRITISH = "GMT0BST,M3.5.0/1,M10.5.0"
NORTHERN = "CET-1CEST,M3.5.0,M10.5.0/3"
PACIFIC = "PST8PDT,M3.2.0,M11.1.0"


@pytest.fixture
def zone(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[str], None]]:
    def put(name: str) -> None:
        monkeypatch.setenv("TZ", name)
        time.tzset()

    yield put
    monkeypatch.undo()
    time.tzset()


class Held(Clock):
    """The system's clock with the moment held, but not the zone."""

    def __init__(self, at: datetime) -> None:
        self.at = at

    def now(self) -> datetime:
        return self.at


def minutes(at: datetime) -> float:
    return (at.utcoffset() or timedelta()).total_seconds() / 60


def test_a_day_in_summer_keeps_its_offset_when_seen_from_winter(
    zone: Callable[[str], None],
) -> None:
    zone(BRITISH)
    now = Held(datetime(2026, 11, 20, 9, 30, tzinfo=UTC)).local_now()
    assert minutes(now) == 0
    visit = understand_moment("23/10 14:00", now)
    assert (visit.hour, minutes(visit)) == (14, 60)
    assert visit.astimezone(UTC) == datetime(2026, 10, 23, 13, tzinfo=UTC)


def test_the_day_is_that_of_the_wall_clock(zone: Callable[[str], None]) -> None:
    late = datetime(2026, 6, 14, 23, 30, tzinfo=UTC)
    for name, day in ((BRITISH, 15), (NORTHERN, 15), (PACIFIC, 14)):
        zone(name)
        assert Held(late).today() == date(2026, 6, day)


@pytest.mark.parametrize(
    ("utc", "hour", "offset"),
    [
        (datetime(2026, 3, 29, 0, 59, tzinfo=UTC), 0, 0),
        (datetime(2026, 3, 29, 1, 0, tzinfo=UTC), 2, 60),
        (datetime(2026, 10, 25, 0, 30, tzinfo=UTC), 1, 60),
        (datetime(2026, 10, 25, 1, 30, tzinfo=UTC), 1, 0),
    ],
)
def test_the_clock_changes_at_its_hour(
    zone: Callable[[str], None], utc: datetime, hour: int, offset: int
) -> None:
    zone(BRITISH)
    wall = utc.astimezone(SYSTEM_ZONE)
    assert (wall.hour, minutes(wall)) == (hour, offset)
    assert wall.astimezone(UTC) == utc


def test_the_hour_that_is_left_out_has_the_offset_of_before(zone: Callable[[str], None]) -> None:
    zone(BRITISH)
    missing = datetime(2026, 3, 29, 1, 30, tzinfo=SYSTEM_ZONE)
    assert minutes(missing) == 0
    assert missing.astimezone(UTC).hour == 1


def test_summer_time_and_the_zone_s_name_are_told(zone: Callable[[str], None]) -> None:
    zone(NORTHERN)
    july, december = (datetime(2026, month, 4, 12, tzinfo=SYSTEM_ZONE) for month in (7, 12))
    assert (july.tzname(), july.dst()) == ("CEST", timedelta(hours=1))
    assert (december.tzname(), december.dst()) == ("CET", timedelta())


@pytest.mark.parametrize("name", [BRITISH, NORTHERN, PACIFIC, "UTC0", "NPT-5:45"])
@given(at=st.datetimes(timezones=st.just(UTC)))
def test_every_moment_comes_back_whole(name: str, at: datetime) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TZ", name)
        time.tzset()
        try:
            there = at.astimezone(SYSTEM_ZONE)
        except OverflowError:  # the very first and last hours of all time
            return
        finally:
            patch.undo()
            time.tzset()
        assert there.tzinfo is SYSTEM_ZONE


@given(seconds=st.integers(0, 4_000_000_000))
def test_there_and_back_is_the_same_moment(seconds: int) -> None:
    at = datetime.fromtimestamp(seconds, UTC)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TZ", BRITISH)
        time.tzset()
        assert at.astimezone(SYSTEM_ZONE).astimezone(UTC) == at
    time.tzset()


def test_the_zone_can_be_copied() -> None:
    assert isinstance(pickle.loads(pickle.dumps(SYSTEM_ZONE)), SystemZone)
    assert repr(SYSTEM_ZONE) == "SystemZone()"
    assert SYSTEM_ZONE.utcoffset(None) is None
    assert SYSTEM_ZONE.dst(None) is None


def test_a_held_clock_keeps_its_own_zone() -> None:
    east = timezone(timedelta(hours=2))
    clock = FixedClock(datetime(2026, 11, 20, 0, 30, tzinfo=east))
    assert clock.today() == date(2026, 11, 20)
    assert clock.now() == datetime(2026, 11, 19, 22, 30, tzinfo=UTC)
    assert clock.local_now().tzinfo is east
