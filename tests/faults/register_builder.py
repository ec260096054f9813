"""A program of its own that builds a register from a file of names and tells what it saved.

Run as `python register_builder.py FOLDER NAMES STEP`: saves after every STEP names, goes on where
an earlier one stopped, and prints `saved POSITION` after each save and `finished` at the end.
"""

import os
import sys
from pathlib import Path

from adviser_tui.errors import AdviserError
from adviser_tui.storage.register.entry import RegisterEntry
from adviser_tui.storage.register.mark import SourceMark
from adviser_tui.storage.register.store import RegisterStore


def say(text: str) -> None:
    """Write one line in one piece, at once."""
    os.write(1, f"{text}\n".encode())


def main() -> None:
    """Build, from where an earlier one stopped to the end."""
    folder, source, step = Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3])
    names = source.read_text(encoding="utf-8").splitlines()
    store = RegisterStore(folder)
    try:
        with store.begin(SourceMark.of(source, "uk")) as building:
            say(f"from {building.position}")
            for start in range(building.position, len(names), step):
                part = list(enumerate(names[start : start + step], start))
                building.add(RegisterEntry(f"{number:08}", name) for number, name in part)
                building.save(start + len(part))
                say(f"saved {start + len(part)}")
            say("whole")
            building.finish()
            say("finished")
    except AdviserError as error:
        say(f"error {error}")
        sys.exit(error.exit_code)


if __name__ == "__main__":
    main()
