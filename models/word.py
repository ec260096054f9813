"""What every closed set of words has in common."""

from enum import StrEnum
from typing import Self

_LONGEST = 40


class Word(StrEnum):
    """One word of a closed set.

    What another device sent may hold a word that a newer program added. It is kept as it came and
    read as a word of its set that equals none of those known here; only known ones are written.
    """

    @property
    def is_known(self) -> bool:
        """Whether this program knows the word."""
        return self.value in type(self)._value2member_map_

    @classmethod
    def _missing_(cls, value: object) -> Self | None:
        if not isinstance(value, str) or not 0 < len(value) <= _LONGEST:
            return None
        if value != value.lower() or not value.replace("_", "").isalnum():
            return None
        word = str.__new__(cls, value)
        word._name_ = value.upper()
        word._value_ = value
        return word
