"""Fields and values of any record in an adviser's words, and back from what was typed."""

import json
from collections.abc import Callable
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from adviser_tui.errors import InputError
from adviser_tui.services.record_names import KIND_WORDS, name_of
from adviser_tui.services.records.nouns import BY_TABLE
from adviser_tui.services.records.parsing import LOOKED_UP
from adviser_tui.services.records.spec import FieldSpec
from adviser_tui.services.words.amounts import Pay, say_pay
from adviser_tui.services.words.say import say_date, say_moment
from adviser_tui.storage.reading import moment, texts
from models.kinds import PayPeriod

if TYPE_CHECKING:
    from adviser_tui.services.office import Office
    from adviser_tui.sync.shapes import Column

NOTHING = "nothing"
_LABELS = {
    "void_reason": "Whether it counts",
    "first_due_on": "The day it was first due",
    "moves": "How often it moved",
    "move_agreed": "Whether the move was agreed",
    "frozen_at": "When it was submitted",
    "pay_period": "What the pay is for",
    "pay_currency": "Currency of the pay",
    "item": "An answer on a match sheet",
}
_READERS: dict[str, Callable[[str], Any]] = {
    "day": date.fromisoformat,
    "moment": datetime.fromisoformat,
    "texts": lambda text: list(texts(text)),
}


class Wording:
    """Says what fields hold; looks names up in the caseload."""

    def __init__(self, office: "Office") -> None:
        self._office = office

    def record(self, entity: str, row_id: str) -> str:
        """Return what a record is called: `participant Amira`."""
        kind = KIND_WORDS.get(entity) or entity.replace("_", " ")
        name = name_of(self._office.database, entity, row_id)
        return f"{kind} {name}" if name else f"a {kind} that is not shared with you"

    def colleague(self, adviser_id: str) -> str:
        """Return who an adviser's id stands for: `you`, a name, or `somebody`."""
        if adviser_id and adviser_id == self._office.desk.me:
            return "you"
        return name_of(self._office.database, "adviser", adviser_id) or "somebody"

    def label(self, entity: str, column: str) -> str:
        """Return what a card calls a field."""
        spec = spec_of_column(entity, column)
        if spec is not None and spec.columns[0] == column:
            return spec.label
        if (entity, column) == ("hand_over", "state"):
            return "What became of it"
        plain = column.replace("_", " ").removeprefix("is ").removesuffix(" id")
        return _LABELS.get(column) or plain.removesuffix(" on").removesuffix(" at").capitalize()

    def said(self, entity: str, row_id: str, column: str, value: Any) -> str:
        """Return a stored value in words."""
        spec = spec_of_column(entity, column)
        is_main = spec is not None and spec.columns[0] == column
        if spec is not None and is_main and spec.type in ("yes_no", "maybe"):
            return _truth(value, spec.type)
        if value is None or value == "":
            return NOTHING
        if spec is None or not is_main:
            return self._by_shape(entity, column, value)
        try:
            return self._by_spec(spec, entity, row_id, value)
        except (ValueError, KeyError, TypeError):
            return str(value)  # a word of a newer program is shown as it is

    def _by_spec(self, spec: FieldSpec, entity: str, row_id: str, value: Any) -> str:
        if spec.type in LOOKED_UP:
            return name_of(self._office.database, spec.type, str(value)) or "a record not here"
        match spec.type:
            case "list":
                return "; ".join(texts(str(value))) or NOTHING
            case "choice" | "state":
                return str(value).replace("_", " ")
            case "day" | "past_day":
                return say_date(date.fromisoformat(str(value)), self._office.desk.today)
            case "moment":
                return self.moment(str(value))
            case "hours":
                hours, minutes = divmod(int(value), 60)
                return f"{hours}h{minutes:02}" if minutes else str(hours)
            case "minutes":
                return f"{value} min"
            case "pay":
                return self._pay(entity, row_id, int(value))
        return str(value)

    def _pay(self, entity: str, row_id: str, value: int) -> str:
        row = self._office.database.row(
            f"SELECT pay_period, pay_currency FROM {entity} WHERE id = ?", (row_id,)
        )
        if row is None:
            return str(value)
        return say_pay(Pay(value, PayPeriod(row["pay_period"]), row["pay_currency"]))

    def _by_shape(self, entity: str, column: str, value: Any) -> str:
        """Say a value of a field that no card shows by itself."""
        shape = column_shape(entity, column)
        kind = shape.kind if shape else "text"
        try:
            if kind == "flag":
                return "yes" if value else "no"
            if kind == "day":
                return say_date(date.fromisoformat(str(value)), self._office.desk.today)
            if kind == "moment":
                return self.moment(str(value))
            if kind == "texts":
                return "; ".join(texts(str(value))) or NOTHING
            if kind == "word":
                return str(value).replace("_", " ")
            if kind == "id" and shape and shape.references:
                return name_of(self._office.database, shape.references, str(value)) or "a record"
            if kind == "json":
                return "an attachment of the program"
        except ValueError:
            pass
        return str(value)

    def moment(self, text: str) -> str:
        """Return a kept moment as its day and time on the adviser's wall clock; empty for none."""
        try:
            return say_moment(moment(text), self._office.desk.local_now)
        except ValueError:
            return ""

    def read(self, entity: str, column: str, text: str) -> dict[str, object]:
        """Return the columns that a typed value fills; raises `InputError`."""
        spec = spec_of_column(entity, column)
        if spec is not None and spec.columns[0] == column:
            return self._office.records.read(BY_TABLE[entity].kind, spec.name, text)
        shape = column_shape(entity, column)
        if shape is None or shape.kind in ("id", "json"):
            raise InputError("This field cannot be typed; keep one of the two versions.", column)
        return {column: _typed(shape, text.strip(), self.label(entity, column))}


def spec_of_column(entity: str, column: str) -> FieldSpec | None:
    """Return how a card describes the field that a column belongs to."""
    noun = BY_TABLE.get(entity)
    for spec in noun.fields if noun else ():
        if column in spec.columns:
            return spec
    return None


def column_shape(entity: str, column: str) -> "Column | None":
    """Return what may stand in a column; brings in the models."""
    from adviser_tui.sync.shapes import shapes

    shape = shapes().get(entity)
    return shape.columns.get(column) if shape else None


def from_wire(entity: str, column: str, value: Any) -> object:
    """Return a stored value as the models take it; raises `InputError` for what cannot be."""
    shape = column_shape(entity, column)
    if shape is None or value is None:
        return value
    try:
        if shape.kind == "flag":
            return bool(value)
        reader = _READERS.get(shape.kind)
        return reader(str(value)) if reader else value
    except ValueError as error:
        raise InputError("That version cannot be used here; type the value instead.") from error


def from_json(text: str) -> Any:
    """Return a value kept as JSON; one that cannot be read is shown as it is."""
    try:
        return json.loads(text)
    except ValueError:
        return text


def _truth(value: Any, kind: str) -> str:
    if value is None and kind == "maybe":
        return "unknown"
    return "yes" if value else "no"


def _typed(shape: "Column", text: str, label: str) -> object:
    """Read a value of a field that has no description of its own."""
    if not text or text == "-":
        if shape.is_needed and shape.kind not in ("text", "long_text"):
            raise InputError(f"{label} cannot be empty. Nothing was changed.", shape.name)
        return "" if shape.kind in ("text", "long_text") else None
    try:
        match shape.kind:
            case "flag":
                return {"yes": True, "no": False}[text.casefold()]
            case "whole_number":
                return int(text)
            case "day":
                return date.fromisoformat(text)
            case "word":
                word = text.casefold().replace(" ", "_")
                if shape.words is not None and word not in set(shape.words):
                    raise ValueError(word)
                return word
            case "texts":
                return [part for each in text.split(";") if (part := each.strip())]
    except (ValueError, KeyError):
        raise InputError(f"“{text[:40]}” does not fit {label.lower()}.", shape.name) from None
    return text
