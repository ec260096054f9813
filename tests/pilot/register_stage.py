"""The program on the demo caseload with a small register beside it."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, date, datetime
from pathlib import Path

from textual.pilot import Pilot

from adviser_tui.storage.register.entry import RegisterEntry
from adviser_tui.storage.register.mark import SourceMark
from adviser_tui.storage.register.store import RegisterStore
from tests.pilot.stage import MIDDLE, copy_of, opened
from tests.register_case import company

COMPANIES = (
    company(
        1234567,
        "VOXLEY & WICK BAKERIES LIMITED",
        previous_names=("Candlemere Foods Limited",),
        status="Active",
        address="4 Tannery Row",
        town="Leeds",
        postcode="LS1 4AP",
        sector_codes=("10710",),
    ),
    company(2345678, "VOXLEYFIELD JOINERY LTD", status="Active", town="York", postcode="YO1 7AA"),
    company(3456789, "OLD VOXLEY MILL LIMITED", status="Dissolved", town="Selby"),
)


def beside(folder: Path, *entries: RegisterEntry, as_of: date = date(2026, 11, 1)) -> None:
    """Put a register beside the caseload in a folder."""
    store = RegisterStore(folder / "register")
    with store.begin(SourceMark("uk", "companies.csv", 46_000, "a")) as building:
        building.add(entries or COMPANIES)
        building.save(1)
        building.finish(as_of, datetime(2026, 11, 2, 8, 0, tzinfo=UTC))


@asynccontextmanager
async def with_register(
    demo: Path, tmp_path: Path, size: tuple[int, int] = MIDDLE, *entries: RegisterEntry
) -> AsyncIterator[Pilot[str]]:
    """Run the program on a copy of the demo with a register beside it."""
    folder = copy_of(demo, tmp_path)
    beside(folder, *entries)
    async with opened(folder, size) as pilot:
        yield pilot
