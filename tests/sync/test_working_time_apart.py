"""Working time, time out and targets: one's own and the leads', and nobody else's."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from adviser_tui.clock import FixedClock
from adviser_tui.services.office import Office
from adviser_tui.services.working_time.service import AbsenceDraft
from adviser_tui.storage.database import Database
from models.kinds import TimeWith
from models.tables import Absence, Target
from tests.sync.desks import Team, a_team, sync

TABLES = ("absence", "time_entry", "target", "week_closing", "working_pattern")


@pytest.fixture
def team(tmp_path: Path, clock: FixedClock) -> Iterator[Team]:
    made = a_team(tmp_path, clock)
    yield made
    made.close()


def rows(database: Database, table: str) -> list[tuple[str, str | None]]:
    found = database.rows(f"SELECT adviser_id, void_reason FROM {table} ORDER BY id")
    return [(str(row[0]), row[1]) for row in found]


def work_a_week(office: Office, day: date) -> None:
    office.working_time.add_absence(AbsenceDraft(day, day))
    office.time_entries.go(TimeWith.EMPLOYER)
    office.targets.set(4)


def test_a_colleague_never_gets_them_and_a_lead_does(team: Team, clock: FixedClock) -> None:
    vilma, bo = team.joined("Vilma Testesen"), team.joined("Bo Invented")
    lena = team.joined("Lena Lead", "lead")
    work_a_week(vilma, clock.today())
    for office in (vilma, bo, lena, vilma):
        sync(office)
    me = vilma.desk.me
    for table in ("absence", "time_entry", "target"):
        assert rows(vilma.database, table) == [(me, None)], table
        assert rows(lena.database, table) == [(me, None)], table
        assert rows(bo.database, table) == [], table


def test_a_colleague_cannot_change_them_and_a_lead_can(team: Team, clock: FixedClock) -> None:
    vilma, bo = team.joined("Vilma Testesen"), team.joined("Bo Invented")
    lena = team.joined("Lena Lead", "lead")
    work_a_week(vilma, clock.today())
    sync(vilma)
    me = vilma.desk.me
    sync(bo)
    with bo.database.write() as work:
        work.add(Target(adviser_id=me, base=1, valid_from=clock.today()))
        work.add(Absence(adviser_id=me, first_on=clock.today(), last_on=clock.today()))
    sync(bo)
    sync(lena)
    assert rows(lena.database, "target") == [(me, None)]
    assert rows(lena.database, "absence") == [(me, None)]
    lena.targets.set(5, me)
    sync(lena)
    sync(vilma)
    assert [row[0] for row in vilma.database.rows("SELECT base FROM target ORDER BY id")] == [5]
    assert all(rows(vilma.database, table) == rows(lena.database, table) for table in TABLES)
