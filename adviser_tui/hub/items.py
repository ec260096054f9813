"""A change on its way through the hub: who made it, whose rights count, what became of it."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from adviser_tui.hub.callers import Caller
from adviser_tui.hub.rights import Rights
from adviser_tui.sync.change import BadChangeError, Change, check, read_envelope
from adviser_tui.sync.clocks import at_most
from adviser_tui.sync.scopes import team_home
from adviser_tui.sync.shapes import shapes

_OWNERS = ("participant_id", "employer_id", "partner_id", "whole_id", "first_id", "second_id")
"""Every column that names an aggregate, also of a pair that looks alike and is two."""


@dataclass(slots=True)
class Item:
    """One change and, at the end, its outcome."""

    change: Change
    author: Caller
    rights: Rights
    """The author's, or those of the lead who accepted what had been set aside."""
    bad: BadChangeError | None = None
    origin: str = ""
    """Where it waited until now: `held` or `quarantine`; empty where it came in this push."""
    home: str = ""
    """Where a new aggregate of it would be shared; empty where it may be shared nowhere."""
    outcome: str = ""
    why: str = ""
    detail: dict[str, Any] = field(default_factory=dict)
    waits_for: str = ""
    _owners: frozenset[str] | None = None

    def end(self, outcome: str, why: str = "", **detail: Any) -> None:
        """Say what became of it."""
        self.outcome, self.why, self.detail = outcome, why, detail

    @property
    def key(self) -> tuple[int, int]:
        """The change, named for good."""
        return (self.author.dev_no, self.change.lseq)

    @property
    def hint(self) -> str:
        """What the device says the change belongs to; believed only to refuse what was erased."""
        said = self.change.raw.get("agg")
        return said[:60] if isinstance(said, str) else ""

    def owners(self) -> frozenset[str]:
        """Return every aggregate that the change's own words could make it belong to."""
        if self._owners is None:
            self._owners = frozenset(self._named())
        return self._owners

    def _named(self) -> set[str]:
        fields = self.change.fields
        found = {str(fields[name]) for name in _OWNERS if fields.get(name)}
        if not found or self.change.op == "upd":
            found.add(self.change.row_id)
        if hint := self.hint:
            found.add(hint)
        return found

    def kept_text(self, now_ms: int) -> str:
        """Return the change as it is kept while it waits; its clock no further than is believed."""
        raw = {**self.change.raw, "t": at_most(self.change.hlc, now_ms)}
        return json.dumps(raw, separators=(",", ":"))


def looked_at(change: Change) -> tuple[Change, BadChangeError | None]:
    """Return a change that was only roughly read with its contents checked, or what is wrong."""
    if change.op == "scrub":
        return change, None
    try:
        return check(change), None
    except BadChangeError as bad:
        return change, bad


def item_of(
    change: Change, bad: BadChangeError | None, author: Caller, rights: Rights, origin: str = ""
) -> Item:
    """Return a checked change on its way."""
    home = _wanted_home(change.home, rights)
    return Item(change, author, rights, bad, origin, home)


def stored_item(text: str, author: Caller, rights: Rights, origin: str) -> Item:
    """Return a change that was kept until now."""
    return item_of(*looked_at(read_envelope(json.loads(text))), author, rights, origin)


def aggregate_of(entity: str, fields: Mapping[str, Any], row_id: str) -> str:
    """Return what a row belongs to, as far as its fields tell."""
    shape = shapes().get(entity)
    return shape.aggregate_of({**fields, "id": row_id})[:60] if shape else row_id


def _wanted_home(asked: str, rights: Rights) -> str:
    """Return the home for something new: as asked, else the only team; empty where not allowed."""
    if asked.startswith("lead:"):
        asked = asked.replace("lead:", "team:", 1)
    if asked:
        return asked if asked in rights.written else ""
    teams = [home for t in rights.caller.teams if (home := team_home(str(t))) in rights.written]
    return teams[0] if len(teams) == 1 else ""
