"""Where an import stands, in one whole number, since that is what a register keeps of it."""

from dataclasses import astuple, dataclass

_WIDTHS = {"part": 12, "offset": 52, "line": 40, "rows": 40, "dissolved": 40, "bad": 40}
"""Bits for each of the fields of `Position`, in their order."""


@dataclass(frozen=True, slots=True)
class Position:
    """Everything before it is in the register."""

    part: int = 0
    """Which of the files, counted from 0."""
    offset: int = 0
    """Bytes of that file, unpacked; 0 before its headers were read."""
    line: int = 0
    rows: int = 0
    """Rows of all files so far; of them so many were left out as dissolved or bad."""
    dissolved: int = 0
    bad: int = 0

    def as_number(self) -> int:
        """Return it as one number, 0 for the very beginning."""
        number = 0
        for value, width in zip(reversed(astuple(self)), reversed(_WIDTHS.values()), strict=True):
            number = number << width | int(value)
        return number

    @staticmethod
    def from_number(number: int) -> "Position":
        """Return the position that `as_number` gave."""
        values = []
        for width in _WIDTHS.values():
            values.append(number & ((1 << width) - 1))
            number >>= width
        return Position(*values)
