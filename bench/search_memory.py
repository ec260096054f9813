"""Prints the MB that the search adds to a process: `python -m bench.search_memory FOLDER`."""

import os
import sys
from pathlib import Path

from adviser_tui.services.office import open_office

_LETTERS = ("brew", "kichen servces", "st marys", "nhs trsut", "co")


def resident() -> float:
    """Return the memory of this process in MB; where only the most ever used is known, that."""
    if sys.platform == "win32":
        return 0.0
    if sys.platform == "linux":
        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
        return pages * os.sysconf("SC_PAGE_SIZE") / 1e6
    import resource

    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6


def main(folder: Path) -> None:
    """Search a few times and print what that took in."""
    office = open_office(folder, visiting=True)
    try:
        office.employers.rows()
        before = resident()
        for letters in _LETTERS:
            office.search.find(letters, ("employer",), 10)
        print(round(resident() - before, 1))
    finally:
        office.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
