"""The fields of each kind that are compared and chosen, every column in exactly one of them."""

from dataclasses import dataclass
from functools import cache
from typing import Literal

from adviser_tui.services.merging.comparison import Kind
from adviser_tui.services.records.nouns import BY_TABLE

Rule = Literal[
    "plain",  # the fuller or newer one
    "list",  # both, each word once
    "text",  # both, one below the other
    "aside",  # both, with a semicolon between
    "names",  # every name either was found by
    "state",  # along the edges alone
    "yes",  # yes goes before no
    "latest",
    "earliest",
    "stricter",  # the more careful one, always
    "rest",  # who asked to be left alone is left alone
]
TABLES: dict[Kind, str] = {
    "employer": "employer",
    "site": "employer_site",
    "person": "employer_person",
    "participant": "participant",
    "vacancy": "vacancy",
    "partner": "partner",
}
OWNER = {"employer_site": "employer_id", "employer_person": "employer_id", "vacancy": "employer_id"}
"""What two rows of a table must share before they can be one; it is not chosen."""


@dataclass(frozen=True, slots=True)
class MergeField:
    """One field, which may fill several columns that only make sense together."""

    name: str
    label: str
    columns: tuple[str, ...]
    rule: Rule = "plain"
    parts: tuple[str, ...] = ()
    """The described fields of the record whose words say its value; empty for one of its own."""
    may_be_typed: bool = False


_TOGETHER: dict[str, tuple[tuple[str, ...], ...]] = {
    "employer": (
        ("disability_confident", "disability_confident_on"),
        ("do_not_contact_until", "do_not_contact_why"),
    ),
    "participant": (("paused_until", "paused_agreed"), ("right_to_work", "right_to_work_by")),
    "employer_person": (("state", "left_on"),),
    "partner": (("state", "ended_on", "ended_why"),),
}
"""Described fields that are taken from one side together."""
_OWN: dict[str, tuple[MergeField, ...]] = {
    "employer": (
        MergeField("parent", "Parent company", ("parent_id",)),
        MergeField(
            "manual_level",
            "Level by hand",
            ("manual_level", "manual_level_reason", "manual_level_on"),
        ),
    ),
    "employer_person": (MergeField("site", "Site", ("site_id",)),),
    "vacancy": (MergeField("site", "Site", ("site_id",)),),
}
"""Fields that no form edits by name."""
_RULES: dict[tuple[str, str], Rule] = {
    ("employer", "previous_names"): "names",
    ("partner", "other_names"): "names",
    ("employer", "do_not_contact_until"): "rest",
    ("participant", "confidentiality"): "stricter",
    ("participant", "safe_to_contact"): "aside",
    ("participant", "reached_on"): "latest",
    ("participant", "cv_updated_on"): "latest",
    ("participant", "enrolled_on"): "earliest",
    ("vacancy", "checked_on"): "latest",
    ("vacancy", "heard_on"): "earliest",
}
_LABELS = {
    ("employer", "do_not_contact_until"): "Left alone",
    ("participant", "paused_until"): "Pause",
}


@cache
def fields_of(kind: Kind) -> tuple[MergeField, ...]:
    """Return the fields of a kind in the order in which they are shown."""
    table = TABLES[kind]
    described = {spec.name: spec for spec in BY_TABLE[table].fields}
    groups = {names[0]: names for names in _TOGETHER.get(table, ())}
    inner = {name for names in groups.values() for name in names[1:]}
    found = []
    for name, spec in described.items():
        if name in inner:
            continue
        parts = groups.get(name, (name,))
        columns = tuple(column for part in parts for column in described[part].columns)
        usual: dict[str, Rule] = {
            "list": "list",
            "long_text": "text",
            "state": "state",
            "yes_no": "yes",
        }
        rule = _RULES.get((table, name)) or usual.get(spec.type, "plain")
        alone = len(parts) == 1 and rule not in ("state", "names", "stricter")
        label = _LABELS.get((table, name), spec.label)
        found.append(MergeField(name, label, columns, rule, parts, alone))
    return (*found, *_OWN.get(table, ()))
