"""Two laptops of one adviser close the same week, each with what it knew."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from adviser_tui.services.measures.closing import closing_id
from adviser_tui.services.measures.period import Period
from models.tables import WeekClosing
from tests.sync.devices import MORNING, Desk, desks
from tests.sync.team import Team, a_team

WEEK = Period.week_named("2026-W45")


@pytest.fixture
def crew(tmp_path: Path) -> Iterator[tuple[Team, Desk, Desk]]:
    with a_team(str(tmp_path / "hub.db")) as team, desks(tmp_path, "Anna Lind", "Two") as both:
        laptop, second = both
        anna = team.person("Anna Lind")
        laptop.join(team, anna)
        second.join(team, anna)
        yield team, laptop, second


def close(desk: Desk, counted: str) -> str:
    """Close the week as the program does, with one figure."""
    me = str(desk.database.settings.get("me"))
    with desk.database.write("closing") as work:
        work.add(
            WeekClosing(
                id=closing_id(me, WEEK),
                adviser_id=me,
                week=WEEK.name,
                profile="ips 1",
                closed_at=MORNING,
                figures=json.dumps({"M1.counted": counted}),
            )
        )
    return closing_id(me, WEEK)


def kept(desk: Desk, closing: str) -> str:
    return str(json.loads(str(desk.one("week_closing", closing)["figures"]))["M1.counted"])  # type: ignore[index]


@pytest.mark.parametrize("fetches_first", [False, True])
def test_the_first_that_reaches_the_hub_stays_and_nobody_is_asked(
    crew: tuple[Team, Desk, Desk], fetches_first: bool
) -> None:
    team, laptop, second = crew
    closing = close(laptop, "5")
    assert close(second, "4") == closing
    laptop.sync()
    if fetches_first:
        second.pull()
    for desk in (laptop, second, laptop, second):
        desk.sync()
    assert [kept(laptop, closing), kept(second, closing)] == ["5", "5"]
    for desk in (laptop, second):
        assert desk.value("SELECT count(*) FROM week_closing") == 1
        assert desk.value("SELECT count(*) FROM sync_conflict") == 0
        assert desk.value("SELECT count(*) FROM change_record WHERE status = 0") == 0
    assert team.count("quarantine") == 0
