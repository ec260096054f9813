"""From what somebody wrote to the partner that it names, and what partners are called."""

from collections.abc import Iterable, Mapping
from typing import Any

from adviser_tui.services.words.matching import fitting
from adviser_tui.storage.reading import texts
from adviser_tui.text import fold, without_legal_form
from models.kinds import PartnerKind

KIND_NAMES: Mapping[PartnerKind, str] = {
    PartnerKind.JOBCENTRE: "jobcentre",
    PartnerKind.LOCAL_AUTHORITY: "local authority",
    PartnerKind.HEALTH_SERVICE: "health service",
    PartnerKind.TRAINING_PROVIDER: "college or training provider",
    PartnerKind.CHARITY: "charity",
    PartnerKind.EMPLOYMENT_PROVIDER: "other employment provider",
    PartnerKind.OTHER: "other",
}
"""What each kind of partner is called on the screen."""

NAMES = (
    "SELECT id, name, short_name, other_names, state FROM partner WHERE void_reason IS NULL"
    " ORDER BY state, rowid"
)
"""Every partner by all its names, those we still work with first."""


def partner_named(rows: Iterable[Any], text: str) -> str:
    """Return the id of the one partner that bears a name, empty where none or several do.

    `rows` are those of `NAMES`. A partner that is worked with goes before one that has ended.
    """
    wanted = _plain(text)
    if not wanted:
        return ""
    found = [row for row in rows if wanted in map(_plain, all_names(row))]
    going_on = [row for row in found if row["state"] == "active"] or found
    return str(going_on[0]["id"]) if len(going_on) == 1 else ""


def partners_like(rows: Iterable[Any], text: str) -> list[Any]:
    """Return the partners that typed letters fit: by a whole name alone if there is one."""
    rows = list(rows)
    if exact := partner_named(rows, text):
        return [row for row in rows if row["id"] == exact]
    return list(fitting(text, rows, lambda row: " ".join(all_names(row))))


def all_names(row: Any) -> tuple[str, ...]:
    """Return everything that a partner is called."""
    names = (str(row["name"]), str(row["short_name"]), *texts(row["other_names"]))
    return tuple(name for name in names if name)


def _plain(name: str) -> str:
    """Return a name without case, accents and legal form, as two people would both mean it."""
    return without_legal_form(fold(name))
