"""Sync as text, at two sizes: what waits, what needs a look, two versions, a list with signs."""

import sys

import pytest

from adviser_tui.services.office import Office
from tests.pilot.seen import seen
from tests.pilot.stage import press
from tests.pilot.team_stage import Colleagues, at_desk
from tests.pilot.team_stage import colleagues as colleagues
from tests.snapshot.test_screens import SIZES, same_as_before
from tests.sync.desks import add_person, change

pytestmark = pytest.mark.skipif(
    sys.version_info[:2] != (3, 11), reason="the pictures are kept for one version of Python"
)
SCREENS = {
    "sync_waiting": ("7", "left"),
    "sync_look": ("7",),
    "sync_confirmed": ("7", "right"),
    "sync_versions": ("7", "enter", "right"),
    "sync_marks": ("2",),
    "sync_leaving": ("ctrl+q",),
}


def at_the_same_time(office: Office) -> None:
    """Let both versions be of a moment that is the same on every machine."""
    with office.database.taking_in() as connection:
        connection.execute(
            "UPDATE sync_conflict SET kept_at = '2026-11-20T09:12:00.000000Z', "
            "lost_at = '2026-11-19T16:40:00.000000Z'"
        )


@pytest.mark.parametrize("size", SIZES)
async def test_sync_screens(colleagues: Colleagues, size: str) -> None:
    """A caseload of a team with one thing of each kind."""
    vilma, bo = colleagues.desk("Vilma Testesen"), colleagues.desk("Bo Invented")
    amira = add_person(vilma, "Amira Made Up", phone="0113 2001", town="Leeds")
    add_person(vilma, "Runa Fabelvik")
    colleagues.sync(vilma, bo, vilma)
    change(bo, amira, phone="0470 12", town="Bradford")
    change(vilma, amira, phone="0113 9999", town="Otley")
    colleagues.sync(bo, vilma)
    add_person(vilma, "Kari Imagined")
    at_the_same_time(vilma)
    for name, keys in SCREENS.items():
        async with at_desk(vilma, SIZES[size]) as pilot:
            await press(pilot, *keys)
            same_as_before(f"{name}_{size}", seen(pilot.app))
