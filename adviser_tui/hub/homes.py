"""Where an aggregate is shared: its homes, from its team and from who works with the person."""

from collections.abc import Iterable, Mapping
from typing import Any

from adviser_tui.hub.store import Transaction
from adviser_tui.sync.change import Value
from adviser_tui.sync.scopes import lead_home, team_home, user_home
from models.kinds import Confidentiality

DECIDING = ("confidentiality", "coach_id", "deputy_id")
"""The fields of a participant that decide with whom they are shared."""

OF_ONE_ADVISER = frozenset({"working_pattern", "absence", "time_entry", "target", "week_closing"})
"""Tables whose rows are about one colleague's work: shared with them and their team's leads."""

Teams = Mapping[str, frozenset[int]]
"""Of every person that was asked about and exists: the teams they are in."""


def team_of(homes: Iterable[str]) -> int | None:
    """Return the team that an aggregate belongs to, or nothing where it is somebody's own."""
    for home in sorted(homes):
        kind, _, name = home.partition(":")
        if kind in ("team", "lead") and name.isdecimal():
            return int(name)
    return None


def homes_of_participant(fields: Mapping[str, Value], team: int, known: Teams) -> frozenset[str]:
    """Return the homes of a participant.

    A restricted record is seen by the coach, the deputy and the team's leads; any other by the
    team, and by a deputy who is in another one.
    """
    coach, deputy = (str(fields.get(name) or "") for name in ("coach_id", "deputy_id"))
    if fields.get("confidentiality") == Confidentiality.RESTRICTED:
        given = {user_home(each) for each in (coach, deputy) if each in known}
        return frozenset({lead_home(str(team)), *given})
    homes = {team_home(str(team))}
    if deputy in known and team not in known[deputy]:
        homes.add(user_home(deputy))
    return frozenset(homes)


def homes_of_working_time(fields: Mapping[str, Value], team: int) -> frozenset[str]:
    """Return the homes of what is about one adviser's work: their own and that of the leads."""
    return frozenset({lead_home(str(team)), user_home(str(fields.get("adviser_id") or ""))})


def people_named(changes: Iterable[Mapping[str, Any]]) -> set[str]:
    """Return the ids of whoever is named as coach or deputy in some fields."""
    return {
        str(fields[name])
        for fields in changes
        for name in ("coach_id", "deputy_id")
        if fields.get(name)
    }


def teams_of_people(t: Transaction, people: Iterable[str]) -> dict[str, frozenset[int]]:
    """Return the teams of those people who have an account here."""
    wanted = sorted(set(people))
    if not wanted:
        return {}
    found: dict[str, set[int]] = {}
    for row in t.rows(
        "SELECT a.id, m.team FROM account a LEFT JOIN membership m ON m.account = a.id "
        "WHERE a.id = ANY(:people)",
        people=wanted,
    ):
        found.setdefault(row.id, set()).update(() if row.team is None else (int(row.team),))
    return {person: frozenset(teams) for person, teams in found.items()}


def homes_of_many(t: Transaction, aggregates: Iterable[str]) -> dict[str, frozenset[str]]:
    """Return the homes of those aggregates that have any."""
    wanted = sorted(set(aggregates))
    if not wanted:
        return {}
    found: dict[str, set[str]] = {}
    for row in t.rows("SELECT agg, home FROM agg_home WHERE agg = ANY(:aggs)", aggs=wanted):
        found.setdefault(row.agg, set()).add(row.home)
    return {agg: frozenset(homes) for agg, homes in found.items()}


def write_homes(
    t: Transaction, before: Mapping[str, frozenset[str]], after: Mapping[str, frozenset[str]]
) -> None:
    """Write the homes of every aggregate of `after` that are not those of `before`."""
    new, gone = [], []
    for agg, homes in after.items():
        old = before.get(agg, frozenset())
        new += [(agg, home) for home in homes - old]
        gone += [(agg, home) for home in old - homes]
    t.put_many("agg_home", ("agg", "home"), sorted(new), ("agg", "home"))
    for agg, home in gone:
        t.run("DELETE FROM agg_home WHERE agg = :agg AND home = :home", agg=agg, home=home)
