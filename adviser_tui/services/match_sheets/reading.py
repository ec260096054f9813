"""Where facts are read from, and how a record is named on the sheet.

Facts can be read beside other readers, or inside an action that is under way, which sees what it
has changed itself; the same queries serve both.
"""

from collections.abc import Callable, Sequence
from datetime import date, datetime, tzinfo
from typing import TYPE_CHECKING, Any

from adviser_tui.services.checklist.values import Evidence
from adviser_tui.services.words.say import say_date
from adviser_tui.storage.reading import moment

if TYPE_CHECKING:
    from adviser_tui.storage.unit import UnitOfWork

Read = Callable[[str, Sequence[object] | dict[str, object]], list[Any]]
"""Runs one query with its values, by order or by name, and returns its rows, read by name."""

CHANNEL_WORDS = {"email": "e-mail", "no_show": "no-show"}


def within(work: "UnitOfWork") -> Read:
    """Return a way to read what an action sees, its own changes among it."""

    def read(sql: str, values: Sequence[object] | dict[str, object]) -> list[Any]:
        return work.connection.execute(sql, values).fetchall()

    return read


def local(text: str, zone: tzinfo | None) -> datetime:
    """Return the moment in `text` on the adviser's wall clock."""
    return moment(text).astimezone(zone)


def contact_record(row: Any, today: date) -> Evidence:
    """Return a contact as a record: `visit Thu 12 Nov, A. Person`."""
    on = moment(row["occurred_at"], row["occurred_offset"]).date()
    channel = CHANNEL_WORDS.get(row["channel"], str(row["channel"]))
    label = f"{channel} {say_date(on, today)}"
    if row["person"]:
        label += f", {row['person']}"
    return Evidence("contact", str(row["id"]), label, on)
