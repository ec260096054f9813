"""Changes applied one after the other to a scene, group by group; nothing is written here.

A group is what one action of a person changed. If one of its changes cannot be taken as it is,
none of the group is, so that no half of an action counts.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import groupby

from adviser_tui.hub.homes import DECIDING, homes_of_participant, team_of
from adviser_tui.hub.items import Item
from adviser_tui.hub.moments import moment_of
from adviser_tui.hub.reach import Reach
from adviser_tui.hub.scene import Scene
from adviser_tui.ids import is_derived
from adviser_tui.sync.change import BadChangeError, Change, Version
from adviser_tui.sync.clocks import at_most, packed
from adviser_tui.sync.merging import Loser, Verdict, merge
from adviser_tui.sync.pages import HubRow
from adviser_tui.sync.shapes import shapes

NO_ACCESS = "no_access"
TOLD = "told"
"""In the detail of an outcome: the row itself comes with the next page."""


class Applying:
    """One batch at work on a scene; afterwards it says what is to be written."""

    def __init__(self, scene: Scene, now_ms: int) -> None:
        self.scene = scene
        self.reach = Reach(scene)
        self.now_ms = now_ms
        self.now_at = moment_of(now_ms)
        self.changed: dict[str, None] = {}
        """Rows to be written, in the order in which they were first changed."""
        self.touched: dict[str, None] = {}
        """Rows that devices are told of, though nothing in them may have changed."""
        self.losers: list[tuple[Item, HubRow, Loser]] = []
        self.clamped = 0
        """How many changes had a clock too far ahead."""
        self._waiting: dict[str, list[Item]] = {}
        self._saved: dict[str, HubRow | None] = {}
        self._saved_homes: dict[str, frozenset[str] | None] = {}

    def run(self, items: Iterable[Item], waiting: Iterable[Item] = ()) -> None:
        """Apply `items` in their order, and of those `waiting` what they waited for."""
        for item in waiting:
            self._waiting.setdefault(item.waits_for, []).append(item)
        for (_, group), members in groupby(items, key=_group_of):
            together = list(members)
            for part in [together] if group else [[item] for item in together]:
                self._group(part)

    def _group(self, items: Sequence[Item]) -> None:
        """Apply one group as a whole, then whatever waited for what it made."""
        self._saved, self._saved_homes = {}, {}
        made = self.reach.made = []
        losers = len(self.losers)
        for item in items:
            try:
                self._one(item)
            except BadChangeError as bad:
                self._take_back(losers)
                self._set_aside(items, item, bad)
                return
        for row_id in made:
            for item in self._waiting.pop(row_id, ()):
                item.waits_for = ""
                self._group([item])

    def _take_back(self, losers: int) -> None:
        for row_id, row in self._saved.items():
            if row is None:
                del self.scene.rows[row_id]
                self.changed.pop(row_id, None)
                self.touched.pop(row_id, None)
            else:
                self.scene.rows[row_id] = row
        for agg, homes in self._saved_homes.items():
            if homes is None:
                del self.scene.homes[agg]
            else:
                self.scene.homes[agg] = homes
        del self.losers[losers:]

    def _set_aside(self, items: Sequence[Item], cause: Item, bad: BadChangeError) -> None:
        """Set a whole group aside; whoever sees its rows is told them as they are here."""
        for item in items:
            self._forget_waiting(item)
            if item is cause:
                detail = {"field": bad.field} if bad.field else {}
                item.end("quarantined", bad.why, **detail)
            elif item.outcome == "erased" or item.why == NO_ACCESS:
                continue
            elif self.reach.is_erased(item):
                item.end("erased")
            else:
                item.end("quarantined", "group")
            self._tell_as_it_is(item)

    def _tell_as_it_is(self, item: Item) -> None:
        """Tell the row as it stands, since the author's looks otherwise.

        Who may not see it now is told it should they see it again, and lets go of it until then.
        """
        row = self.scene.rows.get(item.change.row_id)
        if row is None or row.entity != item.change.entity:
            return
        self.touched[row.id] = None
        homes = self.scene.homes.get(row.agg, frozenset())
        if item.rights.may_see(homes, row.entity, row.fields):
            item.detail[TOLD] = True

    def _one(self, item: Item) -> None:
        change = item.change
        if change.op == "scrub" or self.reach.is_erased(item):
            item.end("erased")
            if change.op == "ins" and not is_derived(change.row_id):
                self.scene.erased.add(change.row_id)
            # A row of somebody else that was moved to the erased stays where it was.
            self._tell_as_it_is(item)
            return
        if item.bad is not None:
            raise item.bad
        row = self.scene.rows.get(change.row_id)
        if row is None:
            self._new(item)
        elif row.entity != change.entity or not self.reach.may_change(item, row.agg, row):
            if _is_sent_again(item, row):
                item.end("equal")
                return
            item.end("quarantined", NO_ACCESS)
            self._tell_as_it_is(item)
        else:
            self._merged(item, row)

    def _new(self, item: Item) -> None:
        """Make a row, or wait for the one that is changed or referred to."""
        change = item.change
        if change.op == "upd":
            # Whether it does not exist or may not be seen, the answer is the same.
            self._wait(item, change.row_id)
            return
        agg = shapes()[change.entity].aggregate_of(change.fields)
        if not self.reach.may_change(item, agg, None):
            item.end("quarantined", NO_ACCESS)
            return
        if self.reach.is_missing(agg, change.row_id):
            self._wait(item, agg)
            return
        for name, entity in shapes()[change.entity].parents:
            parent = str(change.fields.get(name))
            if not self.reach.may_refer_to(item, parent, entity):
                self._wait(item, parent)
                return
        self._merged(item, None)

    def _merged(self, item: Item, row: HubRow | None) -> None:
        change = item.change
        version = Version(at_most(change.hlc, self.now_ms), *item.key)
        if version.hlc < change.hlc:
            self.clamped += 1
        verdict = merge(
            row, change, version, sheet_is_frozen=self.reach.sheet_is_frozen(change, row)
        )
        if row is None:
            self._make(item, verdict)
            return
        self._save(row)
        row.versions.update(verdict.versions)
        if verdict.fields:
            fields = {**row.fields, **verdict.fields}
            agg = shapes()[row.entity].aggregate_of(fields)
            if agg != row.agg and not self.reach.may_change(item, agg, row):
                self._undo(row)
                item.end("quarantined", NO_ACCESS)
                self._tell_as_it_is(item)
                return
            if agg != row.agg and self.reach.is_missing(agg, row.id):
                self._undo(row)
                self._wait(item, agg)
                self._tell_as_it_is(item)
                return
            self._settle_homes(item, agg)
            row.fields, row.agg = fields, agg
            row.updated_at, row.updated_by = self._at(change), item.author.account
            if row.entity == "participant" and not verdict.fields.keys().isdisjoint(DECIDING):
                self._share_anew(row)
        if verdict.fields or verdict.versions:
            self.changed[row.id] = None
        self._end(item, row, verdict)

    def _make(self, item: Item, verdict: Verdict) -> None:
        change, fields = item.change, verdict.fields
        agg = shapes()[change.entity].aggregate_of(fields)
        if fields.get("created_by") != item.author.account and not _is_history(item):
            fields["created_by"] = item.author.account
        row = HubRow(
            change.entity,
            change.row_id,
            agg,
            fields,
            verdict.versions,
            self._at(change),
            item.author.account,
        )
        self._saved.setdefault(row.id, None)
        self.scene.rows[row.id] = row
        self._settle_homes(item, agg)
        if row.entity == "participant":
            self._share_anew(row)
        self.changed[row.id] = None
        self.reach.made.append(row.id)
        self._end(item, row, verdict)

    def _end(self, item: Item, row: HubRow, verdict: Verdict) -> None:
        self.touched[row.id] = None
        told = []
        for loser in verdict.losers:
            self.losers.append((item, row, loser))
            told.append({"id": loser.id_for(row.id), "field": loser.field, "kind": loser.kind})
        item.end(verdict.outcome)
        if told:
            item.detail = {"conflicts": told}

    def _save(self, row: HubRow) -> None:
        """Remember a row as it is before this group."""
        if row.id not in self._saved:
            self._saved[row.id] = replace(row, fields=dict(row.fields), versions=dict(row.versions))

    def _undo(self, row: HubRow) -> None:
        saved = self._saved[row.id]
        if saved is not None:
            row.versions = dict(saved.versions)

    def _wait(self, item: Item, row_id: str) -> None:
        item.waits_for = row_id
        item.outcome = ""
        self._waiting.setdefault(row_id, []).append(item)

    def _forget_waiting(self, item: Item) -> None:
        if item.waits_for:
            self._waiting[item.waits_for].remove(item)
            item.waits_for = ""

    def _settle_homes(self, item: Item, agg: str) -> None:
        if not self.scene.homes.get(agg):
            self._put_homes(agg, self.reach.homes_for_new(item))

    def _put_homes(self, agg: str, homes: frozenset[str]) -> None:
        self._saved_homes.setdefault(agg, self.scene.homes.get(agg))
        self.scene.homes[agg] = homes

    def _share_anew(self, row: HubRow) -> None:
        """Give a participant the homes that follow from who works with them."""
        team = team_of(self.scene.homes[row.agg])
        if team is not None:
            known = self.scene.people
            self._put_homes(row.agg, homes_of_participant(row.fields, team, known))

    def _at(self, change: Change) -> str:
        """Return when it was done, as the device says, but never in the future."""
        at = change.at if len(change.at) == len(self.now_at) else moment_of_text(change)
        return min(at, self.now_at) if at else self.now_at


def _is_sent_again(item: Item, row: HubRow) -> bool:
    """Say whether the author made just this row before, as from a disk that was put back.

    It may be shared with others only since then; that is no reason to bother a lead with it.
    """
    change = item.change
    is_theirs = row.entity == change.entity and change.op == "ins"
    return (
        is_theirs
        and not is_derived(row.id)
        and row.fields.get("created_by") == item.author.account
        and row.fields.get("created_at") == change.fields.get("created_at")
    )


def _is_history(item: Item) -> bool:
    """Say whether a row was made before its device joined, by whoever worked with it then."""
    made_by, at = item.change.fields.get("created_by"), item.change.at
    return bool(made_by) and bool(at) and at[:19] < item.author.enrolled_at[:19]


def moment_of_text(change: Change) -> str:
    """Return a change's moment by its clock, where it does not say one in full."""
    return moment_of(change.hlc >> 16) if 0 < change.hlc < packed(1 << 42) else ""


def _group_of(item: Item) -> tuple[int, int]:
    return (item.author.dev_no, item.change.group)
