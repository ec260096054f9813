"""The caseloads that benches work on: demos of several sizes, made once and copied."""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from adviser_tui.services.demo import make_demo
from adviser_tui.services.office import open_office
from seed.demo.world import SIZES, Size

SIZES.setdefault("middle", Size("middle", 60, 10_000, 40, 10_000, 5))
SEED = 1


@contextmanager
def caseload(size: str = "small") -> Iterator[Path]:
    """Give the folder of a demo caseload that is gone afterwards."""
    folder = Path(tempfile.mkdtemp(prefix="adviser-bench-"))
    try:
        office = open_office(folder)
        try:
            make_demo(office.database, SEED, size, office.desk.today)
        finally:
            office.close()
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def first_subjects(folder: Path, count: int = 5) -> tuple[str, ...]:
    """Return the beginnings of the names that Today must show first."""
    office = open_office(folder, visiting=True)
    try:
        return tuple(row.owed.subject[:10] for row in office.today.rows()[:count])
    finally:
        office.close()
