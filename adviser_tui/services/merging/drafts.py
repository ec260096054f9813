"""Half-filled forms about a record that was merged meanwhile, found under the one that was kept."""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from adviser_tui.services.merging.trail import MERGEABLE, reason, survivor
from adviser_tui.storage.drafts import Drafts

if TYPE_CHECKING:
    from adviser_tui.storage.database import Database

_ID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")


class LedDrafts(Drafts):
    """Drafts that follow the trail; they are not moved, so undoing a merge finds them as before."""

    def __init__(self, database: "Database") -> None:
        super().__init__(database)
        self._file = database

    def get(self, form: str) -> dict[str, str]:
        """Return what was typed, also under the name of what was merged into the same record."""
        typed = super().get(form)
        for earlier in self._earlier(form) if not typed else ():
            typed = typed or super().get(earlier)
        return {name: self._led(text) for name, text in typed.items()}

    def drop(self, form: str) -> None:
        """Forget the draft, under every name by which it would be found."""
        super().drop(form)
        for earlier in self._earlier(form):
            super().drop(earlier)

    def _earlier(self, form: str) -> Iterator[str]:
        """Return the names that the form had for the records that were merged into its own."""
        for kept in _ID.findall(form)[:1]:
            for table in MERGEABLE:
                for row in self._file.rows(
                    f"SELECT id FROM {table} WHERE void_reason = ?", (reason(kept),)
                ):
                    yield form.replace(kept, str(row["id"]))

    def _led(self, text: str) -> str:
        """Return a text with the id that it is led on to the record that counts."""
        if not _ID.fullmatch(text):
            return text
        led = (survivor(self._file, table, text) for table in MERGEABLE)
        return next((each for each in led if each), text)
