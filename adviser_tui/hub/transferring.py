"""Giving participants and employers to another team: one moment they are here, the next there."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from adviser_tui.hub import audit
from adviser_tui.hub.callers import worker_of
from adviser_tui.hub.errors import bad_request, busy, not_allowed
from adviser_tui.hub.feed import Feed, make_scopes
from adviser_tui.hub.homes import (
    homes_of_many,
    homes_of_participant,
    people_named,
    team_of,
    teams_of_people,
    write_homes,
)
from adviser_tui.hub.pushing import ScopesMovedError
from adviser_tui.hub.rights import Rights, scopes_in
from adviser_tui.hub.scene import read_rows
from adviser_tui.hub.store import Transaction
from adviser_tui.sync.scopes import team_home

if TYPE_CHECKING:
    from adviser_tui.hub.hub import Hub

_MOST = 200
_TRIES = 4


def transfer(hub: "Hub", token: str, body: Mapping[str, Any]) -> dict[str, Any]:
    """Give aggregates to a team on the word of a lead of the team that has them: {"aggs", "team"}.

    Raises `HubError` 403 where one of them is not the caller's to give; then none is given.
    """
    aggs, team = body.get("aggs"), body.get("team")
    if not isinstance(aggs, list) or not all(isinstance(each, str) for each in aggs):
        raise bad_request("aggs is a list of ids")
    if type(team) is not int or not 0 < len(aggs) <= _MOST:
        raise bad_request(f"1 to {_MOST} are given at once, to the number of a team")

    def allowed(t: Transaction) -> str:
        caller = worker_of(t, token, hub.now())
        rights = Rights(caller)
        homes = homes_of_many(t, aggs)
        for agg in aggs:
            if not any(rights.is_lead_of(home) for home in homes.get(agg, ())):
                raise not_allowed()
        if t.one("SELECT id FROM team WHERE id = :id AND ended_at IS NULL", id=team) is None:
            raise not_allowed()
        return caller.account

    moved = _moved(hub, sorted(set(aggs)), team, allowed)
    return {"moved": moved, "server_time": hub.now()}


def transfer_at_the_hub(hub: "Hub", aggs: list[str], team: int) -> int:
    """Give aggregates to a team on the word of whoever manages the hub; return how many moved."""
    return _moved(hub, sorted(set(aggs)), team, lambda _: audit.AT_THE_HUB)


def share_again(hub: "Hub", people: list[str]) -> int:
    """Work the homes out anew of whatever people are coach or deputy of, after they changed team.

    Return how many aggregates are shared differently now.
    """
    with hub.store.reading() as t:
        rows = t.rows("SELECT id, fields FROM row_state WHERE entity = 'participant' ORDER BY id")
        aggs = [row.id for row in rows if any(each in row.fields for each in people)]
    return sum(
        _moved(hub, aggs[at : at + _MOST], None, lambda _: audit.AT_THE_HUB)
        for at in range(0, len(aggs), _MOST)
    )


def _moved(hub: "Hub", aggs: list[str], team: int | None, allowed: Any) -> int:
    for _ in range(_TRIES):
        try:
            with hub.store.transaction() as t:
                return _move(hub, t, aggs, team, allowed(t))
        except ScopesMovedError as moved:
            if moved.missing:
                with hub.store.transaction() as t:
                    make_scopes(t, moved.missing)
    raise busy()


def _move(hub: "Hub", t: Transaction, aggs: list[str], team: int | None, actor: str) -> int:
    before, after = _homes(t, aggs, team)
    needed = scopes_in(home for homes in (*before.values(), *after.values()) for home in homes)
    scopes = t.lock_scopes(needed)
    if missing := sorted(set(needed) - scopes.keys()):
        raise ScopesMovedError(missing)
    if (before, after) != _homes(t, aggs, team):
        raise ScopesMovedError
    changed = [agg for agg in after if after[agg] != before[agg]]
    write_homes(t, before, {agg: after[agg] for agg in changed})
    now = hub.now()
    feed = Feed(scopes, now)
    for agg in changed:
        feed.aggregate(t, agg, before[agg], after[agg])
    feed.write(t)
    if team is not None:
        # What waits to be decided about goes along; the lead who gave it away reads it no more.
        t.run(
            "UPDATE quarantine SET home = :home WHERE agg = ANY(:aggs) AND state = 'open'",
            home=team_home(str(team)),
            aggs=changed,
        )
        for agg in changed:
            audit.note(t, now, actor, "given to a team", agg, team=team)
    return len(changed)


def _homes(
    t: Transaction, aggs: list[str], team: int | None
) -> tuple[dict[str, frozenset[str]], dict[str, frozenset[str]]]:
    """Return the homes of aggregates now, and in `team` (nothing: the team that they are in)."""
    before = homes_of_many(t, aggs)
    rows = read_rows(t, before)
    people = teams_of_people(t, people_named(row.fields for row in rows.values()))
    after = {}
    for agg, homes in before.items():
        target, row = team if team is not None else team_of(homes), rows.get(agg)
        if target is None:
            after[agg] = homes
        elif row is not None and row.entity == "participant":
            after[agg] = homes_of_participant(row.fields, target, people)
        else:
            after[agg] = frozenset({team_home(str(target))})
    return before, after
