"""Which participant or employer is meant, as whoever manages the hub types it."""

import json
from collections.abc import Sequence
from typing import Any

from adviser_tui.errors import NotFoundError
from adviser_tui.hub.store import Transaction
from adviser_tui.text import fold

_NAMES = {
    "participant": ("preferred_name", "legal_name", "name"),
    "employer": ("name", "trading_name"),
}
_LEAST_LETTERS = 8
"""How much of an id has to be typed."""
_SHOWN = 10


def record_called(t: Transaction, words: str, *, in_full: bool = False) -> str:
    """Return the id of the one record that a name, part of one, or the start of an id means.

    With `in_full` a name counts only when it is whole, for what cannot be taken back. Raises
    `NotFoundError` with the candidates where there is not exactly one.
    """
    wanted = words.strip()
    if found := _by_id(t, wanted.lower()):
        if len(found) == 1:
            return found[0]
        raise NotFoundError(
            f"More than one record begins with {wanted[:40]}. Nothing was changed. Type more of "
            "the id.",
            tuple(found[:_SHOWN]),
        )
    whole, part = _by_name(t, fold(wanted))
    close = whole or part
    if len(close) == 1 and (whole or not in_full):
        return close[0][0]
    shown = tuple(f"{name} ({entity} {row_id})" for row_id, entity, name in close[:_SHOWN])
    if not close:
        raise NotFoundError(
            f"The hub has no participant or employer {wanted[:40]}. Nothing was changed."
        )
    if len(close) == 1:
        raise NotFoundError(
            f"Nobody is called just “{wanted[:40]}”. Nothing was changed. Type the whole name, "
            "or the id.",
            shown,
        )
    raise NotFoundError(
        f"More than one record is called “{wanted[:40]}”. Nothing was changed. Say more of the "
        "name, or use the id.",
        shown,
    )


def _by_id(t: Transaction, wanted: str) -> list[str]:
    rows: Sequence[Any] = t.rows("SELECT agg FROM agg_home WHERE agg = :id LIMIT 1", id=wanted)
    if not rows and len(wanted) >= _LEAST_LETTERS:
        rows = t.rows(
            "SELECT DISTINCT agg FROM agg_home WHERE substr(agg, 1, :many) = :id LIMIT 11",
            many=len(wanted),
            id=wanted,
        )
    return [str(row.agg) for row in rows]


def _by_name(
    t: Transaction, wanted: str
) -> tuple[list[tuple[str, str, str]], list[tuple[str, str, str]]]:
    """Return who is called so, and who is called something with that in it: id, kind, name."""
    whole, part = [], []
    if wanted:
        query = (
            "SELECT id, entity, fields FROM row_state "
            "WHERE entity IN ('participant', 'employer') ORDER BY id"
        )
        for row in t.rows(query):
            fields = json.loads(row.fields)
            names = [str(fields.get(each) or "") for each in _NAMES[row.entity]]
            folded = [fold(each) for each in names]
            told = (str(row.id), str(row.entity), next((each for each in names if each), ""))
            if wanted in folded:
                whole.append(told)
            elif any(wanted in each for each in folded):
                part.append(told)
    return whole, part
