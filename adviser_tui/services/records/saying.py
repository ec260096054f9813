"""A record's fields as they stand, in words that could be typed again."""

from typing import Any

from adviser_tui.services.record_names import name_of
from adviser_tui.services.records.nouns import BY_TABLE
from adviser_tui.services.records.parsing import LOOKED_UP
from adviser_tui.services.records.spec import FieldSpec, FieldValue
from adviser_tui.services.words.amounts import Pay, say_pay
from adviser_tui.storage.database import Database
from adviser_tui.storage.reading import moment, texts
from models.kinds import PayPeriod

_REFERS = {
    "participant": "participant",
    "employer": "employer",
    "vacancy": "vacancy",
    "partner": "partner",
    "adviser": "adviser",
}


def read_values(database: Database, table: str, row_id: str) -> tuple[FieldValue, ...]:
    """Return every field of a record that may be edited, as it stands."""
    row = database.row(f"SELECT * FROM {table} WHERE id = ?", (row_id,))
    return tuple(FieldValue(spec, _said(database, spec, row)) for spec in BY_TABLE[table].fields)


def _said(database: Database, spec: FieldSpec, row: Any) -> str:
    value = row[spec.columns[0]]
    if spec.type == "maybe":
        return {None: "unknown", 0: "no", 1: "yes"}[value]
    if value is None:
        return ""
    if spec.type in LOOKED_UP:
        return name_of(database, _REFERS[spec.type], str(value))
    match spec.type:
        case "list":
            return "; ".join(texts(value))
        case "choice" | "state":
            return str(value).replace("_", " ")
        case "yes_no":
            return "yes" if value else "no"
        case "hours":
            hours, minutes = divmod(int(value), 60)
            return f"{hours}h{minutes:02}" if minutes else str(hours)
        case "minutes":
            return f"{value}m"
        case "pay":
            return say_pay(Pay(int(value), PayPeriod(row["pay_period"]), row["pay_currency"]))
        case "moment":
            return f"{moment(value, row['occurred_offset']):%Y-%m-%d %H:%M}"
    return str(value)
