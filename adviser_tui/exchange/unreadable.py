"""How the readers of single cells say that a text is not what the column should hold."""

from typing import NamedTuple


class Unreadable(Exception):  # noqa: N818
    """The cell cannot be taken; the message is a sentence that says how to write it."""


class Doubtful(NamedTuple):
    """The cell is taken as `value`, but `note` should be seen by somebody."""

    value: object
    note: str
