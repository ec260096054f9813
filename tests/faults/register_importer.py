"""A program of its own that imports a register and tells each time something was saved.

Run as `python register_importer.py FILE FOLDER PER_SAVE`; saves after so many companies.
"""

import os
import sys
from pathlib import Path

from adviser_tui.exchange.register.running import import_register
from adviser_tui.storage.register import building
from adviser_tui.storage.register.store import RegisterStore


def main() -> None:
    """Import, and say so."""
    building.LEAST_PART = building.MOST_PART = int(sys.argv[3])
    os.write(1, b"begun\n")
    report = import_register(Path(sys.argv[1]), RegisterStore(Path(sys.argv[2])))
    os.write(1, f"done {report.entries} {report.resumed_at}\n".encode())


if __name__ == "__main__":
    main()
