"""What a change reaches: whether its author may make it here, and what it may refer to."""

from adviser_tui.hub.homes import OF_ONE_ADVISER, homes_of_working_time, team_of
from adviser_tui.hub.items import Item
from adviser_tui.hub.rights import is_of_the_organisation
from adviser_tui.hub.scene import Scene
from adviser_tui.sync.change import Change
from adviser_tui.sync.pages import HubRow
from adviser_tui.sync.scopes import ORGANISATION


class Reach:
    """Questions to a scene as it stands amid a batch; nothing is changed by asking."""

    def __init__(self, scene: Scene) -> None:
        self.scene = scene
        self.made: list[str] = []
        """The rows that the group which is being applied has made so far."""

    def is_erased(self, item: Item) -> bool:
        """Say whether a change belongs to somebody who was erased."""
        erased = self.scene.erased
        if not erased:
            return False
        row = self.scene.rows.get(item.change.row_id)
        names = {item.change.row_id, *item.owners(), *({row.agg} if row else ())}
        return not erased.isdisjoint(names)

    def may_change(self, item: Item, agg: str, row: HubRow | None) -> bool:
        """Say whether the item's rights reach an aggregate, or make it where there is none."""
        change = item.change
        homes = self.scene.homes.get(agg) or self.homes_for_new(item)
        if agg in self.made:
            # Made by this very action, which is not torn apart, whoever it is shared with.
            homes |= self.homes_for_new(item)
        fields = row.fields if row else None
        return item.rights.may_change(homes, change.entity, change.op, change.row_id, fields)

    def may_refer_to(self, item: Item, row_id: str, entity: str) -> bool:
        """Say whether a row is there and its homes are no secret to the author."""
        agg = self.scene.agg_of_present(row_id, entity)
        if agg is None or agg in self.made:
            return agg is not None
        homes = self.scene.homes.get(agg, frozenset())
        return item.rights.may_see(homes, entity) or not item.rights.written.isdisjoint(homes)

    def is_missing(self, agg: str, row_id: str) -> bool:
        """Say whether a row would belong to something that is not here.

        It waits, as for any row it cannot be without; what exists and may not be seen is no
        different from what does not exist.
        """
        return agg != row_id and not self.scene.homes.get(agg)

    def homes_for_new(self, item: Item) -> frozenset[str]:
        """Return where an aggregate is shared that a change would make; nowhere is a no."""
        if is_of_the_organisation(item.change.entity):
            return frozenset({ORGANISATION})
        team = team_of({item.home})
        if item.change.entity in OF_ONE_ADVISER and team is not None:
            return homes_of_working_time(item.change.fields, team)
        return frozenset({item.home} if item.home else ())

    def sheet_is_frozen(self, change: Change, row: HubRow | None) -> bool:
        """Say of an answer or an override whether its match sheet was submitted."""
        if change.entity not in ("match_answer", "match_override"):
            return False
        sheet_id = (row.fields if row else change.fields).get("sheet_id")
        sheet = self.scene.rows.get(str(sheet_id))
        return sheet is not None and bool(sheet.fields.get("frozen_at"))
