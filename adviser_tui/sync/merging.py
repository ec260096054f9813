"""What becomes of a change when others changed the same row: pure functions, nothing stored.

A change names, for each field, the change that it was made on. Where that is what the hub has,
the adviser saw it and the new value simply follows, whatever any clock says. Only where two people
knew nothing of each other does a rule decide, and then the value that does not count is kept
beside the one that does.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from adviser_tui.ids import derived_id
from adviser_tui.sync.change import BadChangeError, Change, Dot, Value, Version
from adviser_tui.sync.pages import INSERT, HubRow
from adviser_tui.sync.shapes import Column, shapes
from models.edges import may_follow
from models.merging import Rule

MERGED = "merged into "
"""How the reason begins for which a row was made one with another."""
TOO_LATE = "The match sheet had been submitted already."
_VOID = "void_reason"
_ALWAYS_WINS = {("consent", "state"): "withdrawn", ("employer", "stage"): "do_not_contact"}
"""States that count whenever somebody chose them without seeing another choice."""
_LATER_DAY_WINS = frozenset({("employer", "do_not_contact_until")})
_NEVER_CHANGED = (Rule.FIXED, Rule.FIRST)
_PARTS_OF_A_SHEET = ("match_answer", "match_override")


@dataclass(frozen=True, slots=True)
class Loser:
    """A value that does not count, beside the one that does."""

    field: str
    kind: str
    kept: Value
    kept_version: Version
    lost: Value
    lost_version: Version

    def id_for(self, row_id: str) -> str:
        """Return the id of the record of both, the same however often the change arrives."""
        dot = self.lost_version.dot
        return derived_id("conflict", row_id, self.field, f"{dot[0]}:{dot[1]}")


@dataclass(slots=True)
class Verdict:
    """What is to be written, and what is to be shown."""

    fields: dict[str, Value] = field(default_factory=dict)
    versions: dict[str, Version] = field(default_factory=dict)
    losers: list[Loser] = field(default_factory=list)

    @property
    def outcome(self) -> str:
        """`conflict`, `applied` or `equal`."""
        if self.losers:
            return "conflict"
        return "applied" if self.fields else "equal"


def merge(
    row: HubRow | None, change: Change, version: Version, *, sheet_is_frozen: bool = False
) -> Verdict:
    """Return what a checked change does to a row.

    `version` is the change's own, its clock already no further ahead than is believed.
    `sheet_is_frozen` says of an answer or an override that its sheet was submitted.
    Raises `BadChangeError` for what no honest device sends, and `KeyError` for a change of a row
    that is not there.
    """
    if change.op == "ins":
        return _insert(row, change, version, sheet_is_frozen)
    if row is None:
        raise KeyError(change.row_id)
    return _Merging(row, change, version, sheet_is_frozen).update()


def _insert(row: HubRow | None, change: Change, version: Version, sheet_is_frozen: bool) -> Verdict:
    fields = dict(change.fields)
    if row is not None:
        return _second_insert(row, change, version, sheet_is_frozen)
    verdict = Verdict(fields, {INSERT: version})
    if sheet_is_frozen and not fields.get(_VOID) and change.entity in _PARTS_OF_A_SHEET:
        fields[_VOID] = TOO_LATE
        verdict.versions[_VOID] = version
        lost = fields.get("value", fields.get("reason"))
        verdict.losers.append(Loser("item", "frozen", None, version, lost, version))
    return verdict


def _second_insert(row: HubRow, change: Change, version: Version, sheet_is_frozen: bool) -> Verdict:
    """Bring together one row that two devices made, each for itself."""
    made = row.versions.get(INSERT)
    if made is not None and made.dot == version.dot:
        return Verdict()
    columns = shapes()[change.entity].columns
    for name, value in change.fields.items():
        is_authorship = name in ("created_at", "created_by", "device_id")
        if columns[name].rule is Rule.FIXED and not is_authorship and value != row.fields[name]:
            raise BadChangeError("fixed", name)
    verdict = _Merging(row, change, version, sheet_is_frozen, is_second=True).update()
    for loser in verdict.losers:
        # From now on the field has a version of its own, so that a later change by whoever knew
        # only the other insert is not taken for one that saw this value.
        verdict.versions.setdefault(loser.field, loser.kept_version)
    return verdict


class _Merging:
    """One change against one row that is there."""

    def __init__(
        self,
        row: HubRow,
        change: Change,
        version: Version,
        sheet_is_frozen: bool,
        *,
        is_second: bool = False,
    ) -> None:
        self.row = row
        self.change = change
        self.version = version
        self.is_second = is_second
        self.columns: Mapping[str, Column] = shapes()[change.entity].columns
        self.verdict = Verdict()
        self.is_frozen = sheet_is_frozen or (
            change.entity == "match_sheet" and bool(row.fields.get("frozen_at"))
        )

    def update(self) -> Verdict:
        """Decide field by field."""
        if self._raises_the_dead():
            void = self.row.version_of(_VOID)
            self._lose(
                _VOID, "removed_and_changed", None, self.version, self.row.fields[_VOID], void
            )
            self.verdict.fields[_VOID] = None
            self.verdict.versions[_VOID] = self.version
        for name, value in self.change.fields.items():
            if self.is_second and self.columns[name].rule in _NEVER_CHANGED:
                continue
            self._one(name, value)
        return self.verdict

    def _one(self, name: str, value: Value) -> None:
        current, version = self.row.fields.get(name), self.row.version_of(name)
        if name in self.row.versions and _follows(version, self.version):
            return  # its own author went on from it: it arrives again, or was set aside till now
        if value == current:
            if self.change.op == "upd" and self._was_seen(name):
                # Somebody saw it and chose it anew, such as between two versions: whoever knew
                # only the value before did not know of that choice.
                self.verdict.versions[name] = self.version
            elif name in self.row.versions or not self.is_second:
                # Who has seen the value has seen it, whoever else wrote it too: the change stays
                # the same one, and only its clock is the later.
                later = max(version.hlc, self.version.hlc)
                self.verdict.versions[name] = version._replace(hlc=later)
            return
        rule = self.columns[name].rule
        if rule in _NEVER_CHANGED:
            raise BadChangeError("fixed", name)
        if name == _VOID:
            self._void(value)
        elif self._is_shut(name):
            self._keep(name, "frozen", value)
        elif self._is_merged_away():
            self._keep(name, "merged", value)
        elif self._was_seen(name):
            self._set(name, value)
        else:
            self._apart(name, value, rule)

    def _apart(self, name: str, value: Value, rule: Rule) -> None:
        """Decide about a field that two people changed apart from each other."""
        place = (self.change.entity, name)
        current = self.row.fields.get(name)
        if self.change.entity == "sync_conflict":
            return  # whoever settled it first did; there is nothing to choose between
        if place in _ALWAYS_WINS:
            winner = _ALWAYS_WINS[place]
            if winner in (value, current):
                kind = "withdrawn_wins" if winner == "withdrawn" else "do_not_contact_wins"
                self._take(name, kind, value) if value == winner else self._keep(name, kind, value)
                return
        if place in _LATER_DAY_WINS:
            is_later = str(value or "") > str(current or "")
            kind = "do_not_contact_wins"
            self._take(name, kind, value) if is_later else self._keep(name, kind, value)
        elif rule is Rule.STATE and (words := self.columns[name].words):
            if _may_follow(words, current, value):
                self._set(name, value)
            else:
                self._keep(name, "not_allowed", value)
        elif rule is Rule.COMMAND or self.version < self.row.version_of(name):
            self._keep(name, "both_changed", value)
        else:
            self._take(name, "both_changed", value)

    def _void(self, value: Value) -> None:
        """Decide about taking a row off the record, or putting it back."""
        current = self.row.fields.get(_VOID)
        unseen = [
            name
            for name in self.row.versions
            if name not in (INSERT, _VOID) and not self._was_seen(name)
        ]
        if value is None or current is not None or self.is_second:
            if self._was_seen(_VOID) or self.version > self.row.version_of(_VOID):
                self._set_or_take(_VOID, value)
            else:
                self._keep(_VOID, "removed_and_changed", value)
        elif str(value).startswith(MERGED):
            self._set(_VOID, value)
            for name in unseen:
                version = self.row.version_of(name)
                lost = self.row.fields.get(name)
                self._lose(name, "merged", None, self.version, lost, version)
        elif unseen:
            self._keep(_VOID, "removed_and_changed", value)
        else:
            self._set(_VOID, value)

    def _set_or_take(self, name: str, value: Value) -> None:
        if self._was_seen(name):
            self._set(name, value)
        else:
            self._take(name, "removed_and_changed", value)

    def _raises_the_dead(self) -> bool:
        """Say whether a row that somebody took off the record was changed by somebody else."""
        void = self.row.fields.get(_VOID)
        return (
            void is not None
            and not self.is_second
            and _VOID not in self.change.fields
            and not str(void).startswith(MERGED)
            and self.row.version_of(_VOID).dev != self.version.dev
            and any(value != self.row.fields.get(n) for n, value in self.change.fields.items())
            and self.change.entity != "sync_conflict"
            and not self.is_frozen
        )

    def _is_merged_away(self) -> bool:
        """Say whether somebody else made this row one with another, so that nobody looks here."""
        is_merged = str(self.row.fields.get(_VOID) or "").startswith(MERGED)
        return is_merged and not self._was_seen(_VOID)

    def _is_shut(self, name: str) -> bool:
        """Say whether a submitted match sheet keeps a field from changing (M-rules: evidence)."""
        if not self.is_frozen:
            return False
        thaws = (
            self.change.entity == "match_sheet"
            and self.change.fields.get("frozen_at", "") is None
            and self._was_seen("frozen_at")
        )
        return not thaws

    def _was_seen(self, name: str) -> bool:
        """Say whether the change was made on the value that is there now."""
        if self.is_second:
            return False
        now = self.row.version_of(name)
        return now.dev == self.version.dev or now.dot == self._base(name)

    def _base(self, name: str) -> Dot:
        base = self.change.base.get(name)
        return base or self.row.versions.get(INSERT, Version(0, 0, 0)).dot

    def _set(self, name: str, value: Value) -> None:
        self.verdict.fields[name] = value
        self.verdict.versions[name] = self.version

    def _take(self, name: str, kind: str, value: Value) -> None:
        current, version = self.row.fields.get(name), self.row.version_of(name)
        self._lose(name, kind, value, self.version, current, version)
        self._set(name, value)

    def _keep(self, name: str, kind: str, value: Value) -> None:
        current, version = self.row.fields.get(name), self.row.version_of(name)
        self._lose(name, kind, current, version, value, self.version)

    def _lose(
        self, name: str, kind: str, kept: Value, by: Version, lost: Value, of: Version
    ) -> None:
        self.verdict.losers.append(Loser(name, kind, kept, by, lost, of))


def _follows(later: Version, earlier: Version) -> bool:
    """Say whether a device made a change after another of its own, or it is the same one."""
    return later.dev == earlier.dev and later.lseq >= earlier.lseq


def _may_follow(words: type[StrEnum], current: Value, value: Value) -> bool:
    try:
        return may_follow(words(str(current)), words(str(value)))
    except ValueError:
        return False  # a word of a newer program: nobody here knows its edges
