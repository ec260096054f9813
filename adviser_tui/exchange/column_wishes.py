"""What the adviser says about columns: `--map field=column`, read and checked."""

from collections.abc import Iterable, Sequence

from adviser_tui.errors import InputError
from adviser_tui.exchange.field import ListKind
from adviser_tui.exchange.fields import FIELDS
from adviser_tui.text import fold


def read_wishes(kind: ListKind, wishes: Iterable[str]) -> dict[str, str]:
    """Return field and header for texts such as `name=Company`; `name=` leaves the field out."""
    names = {fold(text): field.name for field in FIELDS[kind] for text in (field.label, field.name)}
    found: dict[str, str] = {}
    for wish in wishes:
        left, equals, right = wish.partition("=")
        name = names.get(fold(left))
        if not equals:
            raise InputError(
                f"“{wish}” does not say which column. Write it as field=column, such as"
                " --map name=Company.",
                field="map",
            )
        if name is None:
            known = ", ".join(field.name for field in FIELDS[kind])
            raise InputError(
                f"There is no field called “{left.strip()}” for {kind.value}. The fields are:"
                f" {known}.",
                field="map",
            )
        found[name] = right.strip().strip("“”\"'")
    return found


def column_named(wanted: str, headers: Sequence[str]) -> int:
    """Return the place, from 0, of the column with this header, or with this number from 1."""
    folded = fold(wanted)
    for place, header in enumerate(headers):
        if header == wanted or (folded and fold(header) == folded):
            return place
    if wanted.isdecimal() and 1 <= int(wanted) <= len(headers):
        return int(wanted) - 1
    raise InputError(
        f"The file has no column called “{wanted}”. Its columns are: {', '.join(headers)}.",
        field="map",
    )
