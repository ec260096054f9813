"""All that a batch of changes needs to know, read at once before anything is decided."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from adviser_tui.hub.homes import (
    OF_ONE_ADVISER,
    homes_of_many,
    homes_of_working_time,
    people_named,
    team_of,
    teams_of_people,
)
from adviser_tui.hub.items import Item, aggregate_of
from adviser_tui.hub.rights import is_of_the_organisation, scopes_in
from adviser_tui.hub.store import Transaction
from adviser_tui.sync.canonical import hashed_id
from adviser_tui.sync.pages import HubRow, read_versions
from adviser_tui.sync.scopes import ORGANISATION, lead_home, team_home, user_home
from adviser_tui.sync.shapes import need_of_row, shapes

_COLUMNS = "id, entity, agg, fields, versions, updated_at, updated_by"
_PARTS_OF_A_SHEET = ("match_answer", "match_override")


@dataclass(slots=True)
class Scene:
    """Rows, homes and erasures as they are, and as the batch makes them."""

    rows: dict[str, HubRow] = field(default_factory=dict)
    places: dict[str, tuple[str, str]] = field(default_factory=dict)
    """Of each row that was there: its aggregate and its class, before the batch."""
    present: dict[str, tuple[str, str]] = field(default_factory=dict)
    """Rows that are only referred to: table and aggregate."""
    homes: dict[str, frozenset[str]] = field(default_factory=dict)
    homes_before: dict[str, frozenset[str]] = field(default_factory=dict)
    erased: set[str] = field(default_factory=set)
    """Ids among those named that belong to somebody who was erased."""
    people: dict[str, frozenset[int]] = field(default_factory=dict)
    """Coaches and deputies who have an account here, with their teams."""
    needed: set[str] = field(default_factory=set)
    """The scopes that may be written to."""
    scopes: dict[str, tuple[int, int]] = field(default_factory=dict)
    """The scopes that are locked: number and head."""

    def agg_of_present(self, row_id: str, entity: str) -> str | None:
        """Return the aggregate of a row that can be referred to, or nothing."""
        row = self.rows.get(row_id)
        if row is not None:
            return row.agg if row.entity == entity else None
        known = self.present.get(row_id)
        return known[1] if known and known[0] == entity else None

    def agg_of(self, item: Item) -> str:
        """Return what a change belongs to, as well as can be told."""
        row = self.rows.get(item.change.row_id)
        if row is not None:
            return row.agg
        change = item.change
        return item.hint or aggregate_of(change.entity, change.fields, change.row_id)

    def team_home_of(self, item: Item) -> str:
        """Return the home of the team whose leads should look at a change, or nothing."""
        team = team_of(self.homes.get(self.agg_of(item), frozenset()))
        if team is None and item.author.teams:
            team = min(item.author.teams)
        if team is not None:
            return team_home(str(team))
        return item.change.home if item.change.home.startswith("team:") else ""


def read_rows(t: Transaction, ids: Iterable[str]) -> dict[str, HubRow]:
    """Return rows by their ids."""
    wanted = sorted(set(ids))
    if not wanted:
        return {}
    found = t.rows(f"SELECT {_COLUMNS} FROM row_state WHERE id = ANY(:ids)", ids=wanted)
    return {
        row.id: HubRow(
            row.entity,
            row.id,
            row.agg,
            json.loads(row.fields),
            read_versions(row.versions),
            row.updated_at,
            row.updated_by,
        )
        for row in found
    }


def read_scene(t: Transaction, items: Sequence[Item]) -> Scene:
    """Read what `items` touch; nothing is locked yet."""
    scene = Scene()
    read = [item for item in items if item.change.op != "scrub"]
    sound = [item for item in read if item.bad is None]
    scene.rows = read_rows(t, _rows_wanted(read))
    if sheets := _sheets_wanted(scene, sound):
        scene.rows.update(read_rows(t, sheets))
    for row in scene.rows.values():
        scene.places[row.id] = (row.agg, need_of_row(row.entity, row.fields))
    _read_parents(t, scene, sound)
    aggregates = _aggregates(scene, read)
    known = {agg for _, agg in scene.present.values()}
    scene.homes = homes_of_many(t, aggregates | known)
    scene.homes_before = dict(scene.homes)
    _read_erased(t, scene, read, aggregates)
    _read_people(t, scene, sound)
    scene.needed = _needed(scene, read)
    return scene


def _rows_wanted(items: Iterable[Item]) -> set[str]:
    return {item.change.row_id for item in items}


def _sheets_wanted(scene: Scene, items: Iterable[Item]) -> set[str]:
    """Return the sheets on which it depends whether an answer may still change."""
    found: set[str] = set()
    for item in items:
        if item.change.entity in _PARTS_OF_A_SHEET:
            row = scene.rows.get(item.change.row_id)
            found.add(str(item.change.fields.get("sheet_id") or ""))
            found.add(str(row.fields.get("sheet_id") or "") if row else "")
    return found - {""} - scene.rows.keys()


def _read_parents(t: Transaction, scene: Scene, items: Iterable[Item]) -> None:
    wanted: set[str] = set()
    for item in items:
        if item.change.op == "ins":
            for name, _ in shapes()[item.change.entity].parents:
                wanted.add(str(item.change.fields.get(name)))
    wanted -= scene.rows.keys()
    if wanted:
        for row in t.rows(
            "SELECT id, entity, agg FROM row_state WHERE id = ANY(:ids)", ids=sorted(wanted)
        ):
            scene.present[row.id] = (row.entity, row.agg)


def _aggregates(scene: Scene, items: Iterable[Item]) -> set[str]:
    """Return every aggregate that a row could be in before, amid or after the batch."""
    found = {row.agg for row in scene.rows.values()}
    for item in items:
        change = item.change
        found |= item.owners()
        if change.op == "ins":
            found.add(aggregate_of(change.entity, change.fields, change.row_id))
    return found


def _read_erased(
    t: Transaction, scene: Scene, items: Iterable[Item], aggregates: Iterable[str]
) -> None:
    if t.one("SELECT n FROM erasure LIMIT 1") is None:
        return
    hashes = {hashed_id(each): each for each in aggregates}
    hashes.update((hashed_id(item.change.row_id), item.change.row_id) for item in items)
    for row in t.rows(
        "SELECT agg_hash AS h FROM erasure WHERE agg_hash = ANY(:hashes) "
        "UNION SELECT row_hash FROM erased_row WHERE row_hash = ANY(:hashes)",
        hashes=sorted(hashes),
    ):
        scene.erased.add(hashes[row.h])


def _read_people(t: Transaction, scene: Scene, items: Iterable[Item]) -> None:
    fields = [item.change.fields for item in items if item.change.entity == "participant"]
    if fields:
        fields += [row.fields for row in scene.rows.values() if row.entity == "participant"]
        scene.people = teams_of_people(t, people_named(fields))


def _needed(scene: Scene, items: Iterable[Item]) -> set[str]:
    """Return the scopes of every home that a change could write to, the author allowing."""
    homes: set[str] = set()
    for item in items:
        change = item.change
        row = scene.rows.get(change.row_id)
        if is_of_the_organisation(change.entity):
            homes.add(ORGANISATION)
            continue
        touched: set[str] = {item.home}
        for agg in {row.agg} | item.owners() if row else item.owners():
            touched |= scene.homes.get(agg, frozenset())
        if touched.isdisjoint(item.rights.written):
            if row:  # nothing of it is taken, but the row is told anew as it stands
                homes |= scene.homes.get(row.agg, frozenset())
            continue
        homes |= touched
        team = team_of(touched)
        if row is None and change.entity in OF_ONE_ADVISER and team is not None:
            homes |= homes_of_working_time(change.fields, team)
        if change.entity == "participant" and team is not None:
            homes |= {lead_home(str(team)), team_home(str(team))}
            homes |= _named(scene, change.fields, row.fields if row else {})
    return set(scopes_in(homes - {""}))


def _named(scene: Scene, *all_fields: Mapping[str, object]) -> set[str]:
    """Return the own homes of whoever is named as coach or deputy."""
    named = people_named(all_fields)
    return {user_home(each) for each in named if each in scene.people}
