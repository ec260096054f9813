"""A caseload that grows: employers come in by the import, contacts in one action."""

from collections.abc import Iterator, Sequence
from datetime import timedelta
from pathlib import Path
from random import Random

from adviser_tui.exchange.field import ListKind
from adviser_tui.exchange.importing import open_import, run_import
from adviser_tui.services.demo import make_demo
from adviser_tui.services.office import Office, open_office
from bench.search_lists import Listed, write_list
from models.kinds import Channel, ContactWith, Purpose
from seed.demo.world import SIZES, Size

SIZES.setdefault("growing", Size("growing", 60, 900, 40, 900, 2))
SEED = 1
BUSY_SHARE = 200
"""One contact in so many is with the same employer."""
_DAYS = 1_000
_CHANNELS = (Channel.CALL, Channel.EMAIL, Channel.VISIT)
_EMPLOYERS = "SELECT id FROM employer WHERE void_reason IS NULL ORDER BY rowid"


def begin(folder: Path) -> None:
    """Make the small caseload that everything else is added to."""
    office = open_office(folder)
    try:
        make_demo(office.database, SEED, "growing", office.desk.today)
    finally:
        office.close()


def grow(folder: Path, listed: Sequence[Listed], size: int) -> None:
    """Bring employers and contacts up to a size; `listed` are those that may be brought in."""
    office = open_office(folder)
    try:
        missing = size - _count(office, "employer")
        taken = _count(office, "employer") - SIZES["growing"].employers
        if missing > 0:
            path = folder / "more.csv"
            write_list(path, listed[taken : taken + missing])
            run_import(open_import(office.desk, ListKind.EMPLOYERS, path))
            path.unlink()
        _talk(office, size - _count(office, "contact"))
        with office.database.writing() as connection:
            connection.execute("ANALYZE")
    finally:
        office.close()


def employers_of(office: Office, count: int = 0) -> list[str]:
    """Return the ids of the employers, the oldest first, all or so many."""
    limit = f" LIMIT {count}" if count else ""
    return [str(row[0]) for row in office.database.rows(_EMPLOYERS + limit)]


def busiest(office: Office) -> str:
    """Return the id of the employer with the most contacts."""
    row = office.database.row(
        "SELECT employer_id FROM contact WHERE employer_id IS NOT NULL "
        "GROUP BY employer_id ORDER BY count(*) DESC LIMIT 1"
    )
    return str(row[0])


def _count(office: Office, table: str) -> int:
    return int(office.database.row(f"SELECT count(*) FROM {table}")[0])


def _talk(office: Office, count: int) -> None:
    """Add contacts over the last three years, spread over the team and all employers."""
    from models.tables import Contact

    employers = employers_of(office)
    advisers = [str(row[0]) for row in office.database.rows("SELECT id FROM adviser ORDER BY id")]
    chance = Random(f"{SEED}|{count}")
    now = office.database.now()

    def rows() -> Iterator[dict[str, object]]:
        for number in range(count):
            busy = number % BUSY_SHARE == 0
            minutes = int(_DAYS * 24 * 60 * chance.random())
            yield {
                "kind": ContactWith.EMPLOYER,
                "employer_id": employers[0] if busy else chance.choice(employers),
                "adviser_id": chance.choice(advisers),
                "channel": chance.choice(_CHANNELS),
                "purpose": Purpose.NEEDS,
                "occurred_at": now - timedelta(minutes=minutes + 1),
                "minutes": 15,
                "note": "Asked how the team is doing.",
            }

    if count > 0:
        with office.database.write() as work:
            work.add_many(Contact, rows())
