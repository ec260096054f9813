"""How a field of a record is described: once, for the command line and for the card's edit."""

from dataclasses import dataclass
from typing import Literal

FieldType = Literal[
    "text",
    "long_text",
    "list",
    "choice",
    "state",
    "day",
    "past_day",
    "time",
    "moment",
    "yes_no",
    "maybe",
    "number",
    "hours",
    "minutes",
    "pay",
    "participant",
    "employer",
    "vacancy",
    "partner",
    "adviser",
]
"""`past_day` is looked for behind today, `maybe` is a yes or no that may be unknown."""


@dataclass(frozen=True, slots=True)
class FieldSpec:
    """One field that may be edited."""

    name: str
    """The word that is typed before the `=`."""
    label: str
    """What the card and the form call it."""
    type: FieldType
    columns: tuple[str, ...]
    """The columns that it fills; pay fills three."""
    hint: str = ""
    """An example, or what it means."""
    choices: tuple[str, ...] = ()
    """The words of a closed set, in their order."""
    also: tuple[str, ...] = ()
    """Other words for the same field."""
    is_needed: bool = False
    """Whether a new record cannot be without it."""
    may_be_empty: bool = True


@dataclass(frozen=True, slots=True)
class FieldValue:
    """A field of one record as it stands, in words that can be typed back."""

    spec: FieldSpec
    text: str
