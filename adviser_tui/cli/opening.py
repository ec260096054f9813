"""Opening the caseload for one command."""

import argparse
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from adviser_tui.errors import StorageError
from adviser_tui.paths import data_dir

if TYPE_CHECKING:
    from pathlib import Path

    from adviser_tui.services.office import Office


@contextmanager
def caseload(
    args: argparse.Namespace, *, only_reading: bool = False, only_to_deliver: bool = False
) -> "Iterator[Office]":
    """Open the caseload that the command is about, and close it after.

    A command that only reads also works while the caseload is open in another window. There must
    be a caseload: `adviser init` makes one. `only_to_deliver` also opens one that the hub wants
    removed and that still holds what was not delivered. After a command that writes, the weeks
    that are due are closed.
    """
    from adviser_tui.services.office import open_office
    from adviser_tui.storage.database import FILE_NAME

    folder = data_dir(args.data_dir)
    if not (folder / FILE_NAME).exists():
        from adviser_tui.services.sync.letting_go import told_of_removal
        from adviser_tui.services.sync.membership import refuse_hub

        refuse_hub(folder)
        if removed := told_of_removal(folder):
            raise StorageError(f"{removed} `adviser join ADDRESS CODE` does it.")
        raise StorageError(
            f"There is no caseload in {folder} yet. `adviser init` makes one; `adviser demo` "
            "opens an invented one."
        )
    reason = args.allow_location
    if only_reading:
        office = _visit(folder, reason)
    else:
        office = open_office(folder, allow_location=reason, only_to_deliver=only_to_deliver)
    try:
        yield office
        if not office.database.visiting and not only_to_deliver:
            from adviser_tui.services.measures.closing import close_quietly

            close_quietly(office)
    finally:
        office.close()


def _visit(folder: "Path", reason: str) -> "Office":
    """Open only to read; a file that must first be brought up to date is opened as usual."""
    from adviser_tui.services.office import open_office
    from adviser_tui.storage.finding.soundness import can_search

    try:
        office = open_office(folder, visiting=True)
    except StorageError:
        return open_office(folder, allow_location=reason)
    if can_search(office.database):
        return office
    office.close()
    try:
        return open_office(folder, allow_location=reason)
    except StorageError:
        # In a window elsewhere, or where nothing can be written: everything but the search works.
        return open_office(folder, visiting=True)
