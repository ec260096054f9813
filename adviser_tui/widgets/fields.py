"""What a form asks for, as frozen descriptions that read and check what was typed."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from adviser_tui.errors import InputError

DateParser = Callable[[str], tuple[str, str]]
"""Takes what was typed; returns the value to store and the words that show it was understood.

Raises InputError with a sentence for what is no date.
"""

_MINUTES = re.compile(
    r"(?:(?P<hours>\d{1,2})\s*h(?:ours?)?)?\s*(?:(?P<minutes>\d{1,3})\s*(?:m|min|mins|minutes?)?)?"
)
_MOST_MINUTES = 24 * 60


@dataclass(frozen=True, slots=True)
class Choice:
    """One of several things to choose: its id is stored, its label and detail are shown."""

    id: str
    label: str
    detail: str = ""
    matched: tuple[int, ...] = ()
    """Positions in the label of the letters that a search found."""


Search = Callable[[str], Sequence[Choice]]
"""Finds choices for what was typed, best first; runs in a thread and touches no widget."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """What all fields have: the name in the result, the label, a word of help, a first value."""

    name: str
    label: str
    help: str = ""
    value: str = ""
    required: bool = False

    def read(self, text: str) -> str:
        """Return the value of what was typed, or raise InputError naming this field."""
        value = text.strip()
        if self.required and not value:
            raise InputError(f"{self.label} is needed.", self.name)
        return value

    def preview(self, text: str) -> str:
        """Return words that show how the text is understood, empty where it speaks for itself."""
        return ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TextField(Field):
    """One line of text of at most `limit` characters; `check` may raise InputError."""

    limit: int = 200
    placeholder: str = ""
    check: Callable[[str], object] | None = None

    def read(self, text: str) -> str:
        """Return the text, checked."""
        value = Field.read(self, text)
        if len(value) > self.limit:
            raise InputError(
                f"{self.label} may have {self.limit} characters; this has {len(value)}.", self.name
            )
        if value and self.check is not None:
            try:
                self.check(value)
            except InputError as error:
                raise InputError(str(error), self.name) from error
        return value


@dataclass(frozen=True, slots=True, kw_only=True)
class LongTextField(TextField):
    """Several lines of text; Enter begins a new line, Tab goes to the next field."""

    limit: int = 4000
    lines: int = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class ChoiceField(Field):
    """One of a few choices, all in view; the first letter of one chooses it."""

    choices: tuple[Choice, ...]

    def read(self, text: str) -> str:
        """Return the id of the choice."""
        value = Field.read(self, text)
        if value and value not in {choice.id for choice in self.choices}:
            raise InputError(f"{self.label} must be one of those shown.", self.name)
        return value


@dataclass(frozen=True, slots=True, kw_only=True)
class DateField(Field):
    """A date in words, read by the parser that is given, and shown back as it is understood."""

    parse: DateParser

    def read(self, text: str) -> str:
        """Return the stored form of the date."""
        value = Field.read(self, text)
        return self._parsed(value)[0] if value else ""

    def preview(self, text: str) -> str:
        """Return the date in full."""
        return self._parsed(text.strip())[1] if text.strip() else ""

    def _parsed(self, text: str) -> tuple[str, str]:
        try:
            return self.parse(text)
        except InputError as error:
            raise InputError(str(error), self.name) from error


@dataclass(frozen=True, slots=True, kw_only=True)
class MinutesField(Field):
    """A length of time: 25, 25m, 1h, 1h30; the value is whole minutes."""

    def read(self, text: str) -> str:
        """Return the minutes in figures."""
        value = Field.read(self, text).lower()
        if not value:
            return ""
        found = _MINUTES.fullmatch(value)
        minutes = int(found["hours"] or 0) * 60 + int(found["minutes"] or 0) if found else 0
        if not 0 < minutes <= _MOST_MINUTES:
            raise InputError(
                f"{self.label}: '{value}' is not a length of time; write 25, 1h or 1h30.", self.name
            )
        return str(minutes)

    def preview(self, text: str) -> str:
        """Return the length of time in words."""
        value = self.read(text)
        if not value:
            return ""
        hours, minutes = divmod(int(value), 60)
        parts = [f"{hours} h"] if hours else []
        return " ".join([*parts, f"{minutes} min"] if minutes or not hours else parts)


@dataclass(frozen=True, slots=True, kw_only=True)
class PickField(Field):
    """Something that is found by typing; `value` is its id and `shown` its name.

    `create` says what a new one is called ("employer"); empty means that only a known one will
    do. The result has the id under `name`, or "" and the typed name under `name` + "_new".
    """

    search: Search = field(repr=False)
    more: Search | None = field(default=None, repr=False)
    """Finds others, offered below once what `search` found is shown."""
    create: str = ""
    shown: str = ""
