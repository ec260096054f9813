"""A measure as one document for scripts: every number exact, every figure with its rows."""

from collections.abc import Iterable
from fractions import Fraction
from typing import Any

from adviser_tui.services.measures.figure import Figure, LeftOut, Measured, Ref
from adviser_tui.services.measures.period import Period


def as_document(measured: Measured, *, rows: bool = False) -> dict[str, Any]:
    """Return a measure as plain values; with `rows`, the ids behind every figure too."""
    return {
        "measure": measured.id,
        "title": measured.title,
        "components": [str(each) for each in measured.components],
        "period": period_document(measured.period),
        "whose": measured.whose,
        "as_of": measured.as_of.isoformat(),
        "profile": measured.profile,
        "off": measured.is_off,
        "figures": [figure_document(each, rows=rows) for each in measured.figures],
        "companions": [figure_document(each, rows=rows) for each in measured.companions],
        "notes": list(measured.notes),
    }


def period_document(period: Period) -> dict[str, str]:
    """Return a period by its name and its two days."""
    return {
        "name": period.name,
        "from": period.first.isoformat(),
        "to": period.last.isoformat(),
    }


def figure_document(figure: Figure, *, rows: bool = False) -> dict[str, Any]:
    """Return one figure; numbers are texts such as `7` or `18/5`, so that none loses a digit."""
    document: dict[str, Any] = {
        "key": figure.key,
        "label": figure.label,
        "unit": str(figure.unit),
        "value": _exact(figure.value),
        "numerator": _exact(figure.numerator),
        "denominator": _exact(figure.denominator),
        "words": figure.words,
        "in_full": figure.in_full,
        "was": figure.was or None,
        "unsynced": figure.unsynced,
        "late": sum(each.note == "late" for each in figure.rows),
        "missing": figure.missing or None,
        "note": figure.note or None,
        "certainty": figure.certainty or None,
        "left_out": [_left_out(each, rows=rows) for each in figure.left_out],
    }
    if rows:
        document["rows"] = _ids(figure.rows)
        document["others"] = _ids(figure.others)
    return document


def _left_out(left: LeftOut, *, rows: bool) -> dict[str, Any]:
    found: dict[str, Any] = {"reason": left.reason, "count": len(left.rows)}
    return found | {"rows": _ids(left.rows)} if rows else found


def _ids(refs: Iterable[Ref]) -> list[str]:
    return [each.id for each in refs]


def _exact(value: Fraction | int | None) -> str | None:
    return None if value is None else str(Fraction(value))
