"""When the fields that answers rest on last changed, read from the change record.

An edit that was taken back counts as never made, and so does its taking back.
"""

import json
from collections.abc import Iterable, Mapping
from datetime import datetime, tzinfo
from typing import Any

from adviser_tui.services.match_sheets.reading import Read, local

FIELDS: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "vacancy": {
        "vacancy.tasks": ("tasks",),
        "vacancy.must_haves": ("must_haves",),
        "vacancy.nice_to_haves": ("nice_to_haves",),
        "vacancy.starts_on": ("starts_on",),
        "vacancy.hours": ("weekly_minutes",),
        "vacancy.shifts": ("shifts",),
        "vacancy.pay": ("pay", "pay_period", "pay_currency"),
        "vacancy.place": ("place", "site_id"),
        "vacancy.contract": ("contract",),
        "vacancy.flexibility": ("flexibility",),
        "vacancy.selection_steps": ("selection_steps",),
        "vacancy.state": ("state",),
        "vacancy.subsidy": (
            *("kind", "is_subsidised", "intends_to_hire", "trial_ends_on", "after_trial"),
        ),
    },
    "participant": {
        "person.address": ("town", "postcode"),
        "person.availability": ("unavailable_until", "paused_until"),
        "person.documents": ("right_to_work", "right_to_work_by"),
        "person.cv": ("cv_updated_on",),
        "person.contact_details": ("phone", "email", "safe_to_contact"),
    },
    "vocational_profile": {
        "person.care": ("care",),
        "person.adjustments": ("adjustment_asked", "support_needs"),
        "person.profile": (
            *("must_haves", "no_gos", "pay_floor", "pay_period", "pay_currency"),
            *("least_minutes", "most_minutes", "travel_minutes"),
        ),
    },
    "consent": {
        "consent.state": ("state",),
        "consent.level": ("level", "may_share"),
        "consent.reply_by": ("reply_by",),
        "consent.valid_to": ("valid_to",),
    },
    "employer_person": {
        "site.decision_maker": ("has_hiring_say", "expects_us", "channel", "state", "void_reason")
    },
    "promise": {"promise.ledger": ("what", "due_on", "state", "level", "void_reason")},
    "match_sheet": {"sheet.pitch": ("pitch",)},
}
"""The template's names of source fields, by table and column."""

_OPEN = {"confirmed", "open", "shortlisting"}
_CLOSED_WELL = {"kept", "beaten"}
_CHANGES = """SELECT r.entity, r.row_id, r.op, g.at, r.fields, r.old
  FROM change_record r JOIN change_group g ON g.g = r.g
  WHERE r.row_id IN ({marks}) AND g.undone_by IS NULL AND g.kind NOT IN ('undo', 'redo')
  ORDER BY r.lseq"""
_HANGING = """SELECT id FROM employer_person WHERE employer_id = :employer
  UNION ALL SELECT id FROM promise WHERE employer_id = :employer
    AND made_by = 'us' AND side = 'employer'"""
_NAMED = {
    (table, column): name
    for table, names in FIELDS.items()
    for name, columns in names.items()
    for column in columns
}
_ALSO_WHEN_MADE = ("consent", "promise", "employer_person")
"""Tables where a new row is a change of what an answer rests on."""


def changed_fields(
    read: Read, employer_id: str, rows: Iterable[Any], zone: tzinfo | None
) -> dict[str, datetime]:
    """Return the moment of the last change of each source field, by its name in the template.

    `rows` are those of the sheet's own: vacancy, participant, profile, consent, sheet.
    """
    ids = [str(row["id"]) for row in rows if row is not None]
    ids += [str(row["id"]) for row in read(_HANGING, {"employer": employer_id})]
    found = read(_CHANGES.format(marks=", ".join("?" * len(ids))), ids)
    moments: dict[str, str] = {}
    for record in found:
        if record["op"] == "ins" and record["entity"] not in _ALSO_WHEN_MADE:
            continue
        new = json.loads(record["fields"])
        at = str(new["created_at"] if record["op"] == "ins" else record["at"])
        for name in _names(record, new):
            moments[name] = max(moments.get(name, ""), at)
    return {name: local(at, zone) for name, at in moments.items()}


def _names(record: Any, new: Mapping[str, Any]) -> set[str]:
    """Return the source fields that one change touches."""
    table = str(record["entity"])
    if record["op"] == "ins":
        if table == "employer_person" and not new.get("has_hiring_say"):
            return set()
        return set(FIELDS[table])
    old = json.loads(record["old"])
    return {
        _NAMED[table, column]
        for column, value in new.items()
        if (table, column) in _NAMED and not _is_no_matter(table, column, old.get(column), value)
    }


def _is_no_matter(table: str, column: str, before: object, after: object) -> bool:
    """Say whether a change of state leaves the answers that rest on it alone."""
    if column != "state":
        return False
    if table == "vacancy":
        return before in _OPEN and after in _OPEN
    return table == "promise" and after in _CLOSED_WELL


def changed_profile(counting: Any, before: Any, zone: tzinfo | None) -> dict[str, datetime]:
    """Return what a new version of the profile changed, as of the moment it came to count."""
    if counting is None or before is None:
        return {}
    at = local(counting["updated_at"], zone)
    return {
        name: at
        for name, columns in FIELDS["vocational_profile"].items()
        if any(counting[column] != before[column] for column in columns)
    }
