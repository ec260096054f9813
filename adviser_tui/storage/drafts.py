"""Half-filled forms, kept so that a closed lid or a lost terminal costs no typing."""

import json
from collections.abc import Mapping
from typing import TYPE_CHECKING

from adviser_tui.storage.reading import sortable

if TYPE_CHECKING:
    from adviser_tui.storage.database import Database


class Drafts:
    """Keeps the fields of each form by the form's name, until it is saved or thrown away."""

    def __init__(self, database: "Database") -> None:
        self._database = database

    def get(self, form: str) -> dict[str, str]:
        """Return what was typed into `form` and not saved, empty where nothing was."""
        row = self._database.row("SELECT fields FROM draft WHERE form = ?", (form,))
        if row is None:
            return {}
        return {str(name): str(text) for name, text in json.loads(row[0]).items()}

    def put(self, form: str, fields: Mapping[str, str]) -> None:
        """Keep what is typed so far; a form with nothing in it is dropped."""
        if not any(fields.values()):
            self.drop(form)
            return
        with self._database.writing() as connection:
            connection.execute(
                "INSERT INTO draft (form, fields, saved_at) VALUES (?, ?, ?) ON CONFLICT (form) "
                "DO UPDATE SET fields = excluded.fields, saved_at = excluded.saved_at",
                (
                    form,
                    json.dumps(dict(fields), ensure_ascii=False, separators=(",", ":")),
                    sortable(self._database.now()),
                ),
            )

    def drop(self, form: str) -> None:
        """Forget the draft, once the form was saved or left on purpose."""
        if self._database.row("SELECT 1 FROM draft WHERE form = ?", (form,)) is None:
            return
        with self._database.writing() as connection:
            connection.execute("DELETE FROM draft WHERE form = ?", (form,))

    def waiting(self) -> tuple[str, ...]:
        """Return the names of the forms that have a draft, the newest first."""
        rows = self._database.rows("SELECT form FROM draft ORDER BY saved_at DESC, form")
        return tuple(str(row["form"]) for row in rows)
