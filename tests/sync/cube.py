"""Who tries what on whose records, and an oracle that says what should become of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from adviser_tui.hub.devices import device_called, revoke
from adviser_tui.hub.feed import PUT, Feed, make_scopes
from adviser_tui.hub.homes import write_homes
from adviser_tui.hub.people import Account
from adviser_tui.hub.writing import write_rows
from adviser_tui.ids import new_id
from adviser_tui.sync.change import Version
from adviser_tui.sync.pages import INSERT, HubRow
from adviser_tui.sync.shapes import need_of_row, shapes
from tests.sync.team import Raw, Team, least

# The oracle: the words of the decision record, said again in as few lines as can be.

HEALTH = {"vocational_profile", "barrier_action"}
EQUITY = {"equity_record"}
OFFICE = {
    *("contact", "follow_up", "promise"),
    *("employer", "employer_site", "employer_person", "need"),
}
COACHES, WRITERS = {"adviser", "lead"}, {"adviser", "lead", "office"}
READERS = WRITERS | {"reader"}


@dataclass(frozen=True)
class Who:
    """Somebody who asks: what they are, and whether they still are."""

    name: str
    role: str
    teams: tuple[int, ...]
    state: str = "active"
    account: str = ""

    def is_at(self, home: str) -> bool:
        """Say whether a home is one of theirs."""
        kind, _, of = home.partition(":")
        if kind == "team":
            return self.role in READERS and int(of) in self.teams
        if kind == "lead":
            return self.role == "lead" and int(of) in self.teams
        return self.role in COACHES and of == self.account

    def sees(self, homes: set[str], entity: str, about: str = "") -> bool:
        """Say whether rows of a table are sent to them (of a conflict: `about` which table)."""
        if self.state != "active" or self.role not in READERS:
            return False
        if "adviser" in (entity, about):
            return True
        if entity in EQUITY or about in EQUITY:
            # Who leads a team sees it for the team, also of those whose coach they are themselves.
            shared = [home for home in homes if not home.startswith("user:")]
            return self.role == "lead" and any(map(self.is_at, shared))
        is_health = entity in HEALTH or about in HEALTH
        return any(map(self.is_at, homes)) and (self.role in COACHES or not is_health)

    def writes(
        self, homes: set[str], entity: str, *, about: str = "", is_new: bool, row_id: str = ""
    ) -> bool:
        """Say whether they may make or change a row that lives there."""
        if self.state != "active" or self.role not in WRITERS:
            return False
        if entity == "sync_conflict":
            return not is_new and self.writes(homes, about, is_new=False)
        if entity == "adviser":
            return is_new or row_id == self.account or self.role == "lead"
        return any(map(self.is_at, homes)) and (self.role != "office" or entity in OFFICE)


CAST = (
    Who("adviser", "adviser", (1,)),
    Who("lead", "lead", (1,)),
    Who("office", "office", (1,)),
    Who("reader", "reader", (1,)),
    Who("admin", "admin", ()),
    Who("admin of the team", "admin", (1,)),
    Who("in both teams", "adviser", (1, 2)),
    Who("elsewhere", "adviser", (2,)),
    Who("lead elsewhere", "lead", (2,)),
    Who("draining", "lead", (1,), "draining"),
    Who("revoked", "lead", (1,), "revoked"),
)
NOBODY = {"nobody": "", "garbage": "x" * 43, "hostile": "' OR 1=1 --" + "x" * 20}
"""Tokens that no device has."""
PLACES = ("own team", "other team", "led", "coached", "own", "another's")
ENTITIES = (
    *("participant", "employer", "follow_up", "barrier_action", "hand_over", "adviser"),
    *("sync_conflict", "health conflict", "equity_record"),
)
OPS = (
    *("insert", "update", "void", "move here", "move away", "restrict", "take over"),
    *("wrong agg", "wrong entity", "wrong author", "same id"),
)


@dataclass
class Actor:
    """One of the cast, with an account and a device."""

    who: Who
    person: Account
    raw: Raw


@dataclass
class Case:
    """One attempt: what was there before, what is sent, and what should come of it."""

    actor: Actor
    place: str
    entity: str
    op: str
    row_id: str
    is_allowed: bool
    lseq: int = 0
    agg: str = ""

    def __str__(self) -> str:
        return f"{self.actor.who.name}: {self.op} a {self.entity} of {self.place}"


@dataclass
class Cube:
    """All attempts on one hub."""

    team: Team
    actors: list[Actor] = field(default_factory=list)
    rows: dict[str, HubRow] = field(default_factory=dict)
    homes: dict[str, set[str]] = field(default_factory=dict)
    cases: list[Case] = field(default_factory=list)
    coach: str = ""
    """Somebody of team 1 who is none of the cast."""

    # Setting the stage.

    def place(self, table: str, row_id: str, homes: set[str], /, **fields: Any) -> None:
        """Have a row at the hub as if somebody had made it."""
        shape = shapes()[table]
        values: dict[str, Any] = {c.name: c.default for c in shape.columns.values()}
        values |= {**least(table), "id": row_id, "created_by": self.coach, **fields}
        agg = shape.aggregate_of(values)
        at = "2026-11-20T09:00:00.000000Z"
        versions = {INSERT: Version(self.team.clock.ms << 16, 0, len(self.rows) + 1)}
        self.rows[row_id] = HubRow(table, row_id, agg, values, versions, at, self.coach)
        self.homes.setdefault(agg, homes)

    def store(self) -> None:
        """Write the stage down."""
        told = [
            (f"{home}#{need_of_row(row.entity, row.fields)}", row.id)
            for row in self.rows.values()
            for home in self.homes[row.agg]
        ]
        with self.team.hub.store.transaction() as t:
            names = sorted({name for name, _ in told})
            make_scopes(t, names)
            feed = Feed(t.lock_scopes(names), self.team.clock.ms)
            write_rows(t, self.rows.values())
            write_homes(t, {}, {agg: frozenset(homes) for agg, homes in self.homes.items()})
            for name, row_id in told:
                feed.add(name, row_id, PUT)
            feed.write(t)

    def homes_of(self, place: str, actor: Actor) -> set[str]:
        """Return where the records of a place live."""
        return {
            "own team": {"team:1"},
            "other team": {"team:2"},
            "led": {"lead:1", f"user:{self.coach}"},
            "coached": {"lead:1", f"user:{actor.person.id}"},
            "own": {f"user:{actor.person.id}"},
            "another's": {f"user:{self.coach}"},
        }[place]

    def participant(self, place: str, actor: Actor, row_id: str = "") -> str:
        """Have a participant in a place."""
        known = row_id or new_id()
        homes = self.homes_of(place, actor)
        is_led = place in ("led", "coached")
        coach = actor.person.id if place == "coached" else self.coach
        self.place(
            "participant",
            known,
            homes,
            preferred_name=f"Kanarie {known}",
            coach_id=coach,
            confidentiality="restricted" if is_led else "standard",
        )
        return known

    def target(self, entity: str, place: str, actor: Actor) -> str:
        """Have a row of a table in a place."""
        row_id, homes = new_id(), self.homes_of(place, actor)
        if entity == "participant":
            return self.participant(place, actor, row_id)
        if entity == "employer":
            self.place(entity, row_id, homes, name=f"Kanarie {row_id}")
        elif entity == "adviser":
            self.place(entity, row_id, {"org"}, name=f"Kanarie {row_id}")
        else:
            person = self.participant(place, actor)
            table = "sync_conflict" if "conflict" in entity else entity
            self.place(table, row_id, homes, **about(entity, row_id, person, self))
        return row_id


def about(entity: str, row_id: str, person: str, cube: Cube) -> dict[str, Any]:
    """Return the fields of a row that belongs to a participant."""
    mark = f"Kanarie {row_id}"
    if entity == "follow_up":
        return {"participant_id": person, "what": mark}
    if entity == "barrier_action":
        return {"participant_id": person, "barrier": mark}
    if entity == "equity_record":
        asked = {"characteristic": "gender", "asked_on": "2026-11-20"}
        return {"participant_id": person, "answer": mark, **asked}
    if entity == "hand_over":
        named = {"from_id": cube.coach, "to_id": cube.coach, "offered_on": "2026-11-20"}
        return {"participant_id": person, "note": mark, **named}
    of = "barrier_action" if entity == "health conflict" else "follow_up"
    return {
        "whole_id": person,
        "entity": of,
        "row_id": new_id(),
        "field": "what",
        "kind": "both_changed",
        "lost": f'"{mark}"',
    }


EDITED = {
    "participant": "phone",
    "employer": "phone",
    "follow_up": "what",
    "barrier_action": "barrier",
    "hand_over": "note",
    "equity_record": "answer",
    "adviser": "name",
    "sync_conflict": "settled",
    "health conflict": "settled",
}


def attempts(cube: Cube) -> Iterator[None]:
    """Have everybody try everything everywhere; yields after each attempt was queued."""
    for actor in cube.actors:
        for place in PLACES:
            for entity in ENTITIES:
                for op in OPS:
                    if _makes_sense(entity, op):
                        _attempt(cube, actor, place, entity, op)
                        yield


def _makes_sense(entity: str, op: str) -> bool:
    if op in ("restrict", "take over"):
        return entity == "participant"
    if op in ("move here", "move away"):
        return entity in ("follow_up",)
    return not (op == "wrong author" and entity == "adviser")


def _attempt(cube: Cube, actor: Actor, place: str, entity: str, op: str) -> None:
    who, raw, homes = actor.who, actor.raw, cube.homes_of(place, actor)
    table = "sync_conflict" if "conflict" in entity else entity
    of = {"sync_conflict": "follow_up", "health conflict": "barrier_action"}.get(entity, "")
    mark = f"neu {new_id()}" if "conflict" not in entity else "kept"
    # Something new that is asked for among a team's leads is the team's.
    home = "lead:1" if "lead:1" in homes else next(iter(homes))
    base: dict[str, Any] = {}
    fields: Mapping[str, Any]
    made, row_id = op in ("insert", "wrong author"), new_id()
    if made:
        fields, agg, homes = _inserted(cube, actor, place, entity, row_id, home)
        if op == "wrong author":
            fields = {**fields, "created_by": cube.coach, "device_id": new_id()}
        raw.change(table, row_id, fields, home=home)
    else:
        row_id = cube.target(entity, place, actor)
        agg = cube.rows[row_id].agg
        fields = {EDITED[entity]: mark}
        if op == "void":
            fields = {"void_reason": mark}
        elif op == "restrict":
            fields = {"confidentiality": "restricted", "coach_id": actor.person.id}
        elif op == "take over":
            fields = {"coach_id": actor.person.id, "deputy_id": actor.person.id}
        elif op == "move here":
            fields = {"participant_id": cube.participant("own team", actor)}
        elif op == "move away":
            fields = {"participant_id": agg}
            row_id = cube.target(entity, "own team", actor)
        sent, kind = table, "upd"
        if op == "wrong entity":
            sent = "employer" if table != "employer" else "participant"
            fields = {"phone": mark}
        elif op == "same id":
            kind, fields = "ins", {**cube.rows[row_id].fields, **fields}
        change = raw.change(sent, row_id, fields, op=kind, base=base, home="team:1")
        if op == "wrong agg":
            change["agg"] = cube.participant("own team", actor)
    found = cube.rows.get(row_id)
    is_new = found is None
    at = {"org"} if entity == "adviser" else homes
    allowed = op != "wrong entity" and who.writes(at, table, about=of, is_new=is_new, row_id=row_id)
    if op in ("move here", "move away"):
        allowed = allowed and who.writes({"team:1"}, table, is_new=False)
    if made and table in ("participant", "employer"):
        allowed = allowed and who.is_at(home.replace("lead:", "team:"))
    if op == "same id" and table == "sync_conflict":
        allowed = False  # the hub alone makes those
    cube.cases.append(Case(actor, place, entity, op, row_id, allowed, raw.lseq, agg))


def _inserted(
    cube: Cube, actor: Actor, place: str, entity: str, row_id: str, home: str
) -> tuple[dict[str, Any], str, set[str]]:
    """Return fields, aggregate and homes of a row that is made in a place."""
    mark = f"Kanarie {row_id}"
    if entity == "participant":
        return {**least(entity), "preferred_name": mark}, row_id, {home.replace("lead:", "team:")}
    if entity in ("employer", "adviser"):
        return {**least(entity), "name": mark}, row_id, {home.replace("lead:", "team:")}
    person = cube.participant(place, actor)
    table = "sync_conflict" if "conflict" in entity else entity
    fields = {**least(table), **about(entity, row_id, person, cube)}
    return fields, person, cube.homes_of(place, actor)


def a_cube(team: Team, cast: Sequence[Who] = CAST, *, tries: bool = True) -> Cube:
    """Make everybody, with `tries` all that they try too, and store what is there before."""
    cube = Cube(team)
    cube.coach = team.person("Cora Coach").id
    with team.hub.store.transaction() as t:
        t.run("UPDATE hub_state SET next_dev_no = 1000")
    for who in cast:
        person = team.person(f"{who.name.title()} Testesen", who.role, who.teams)
        raw = team.device(person)
        known = Who(who.name, who.role, who.teams, who.state, person.id)
        cube.actors.append(Actor(known, person, raw))
    if tries:
        for _ in attempts(cube):
            pass
        cube.store()
    with team.hub.store.transaction() as t:
        for actor in cube.actors:
            if actor.who.state != "active":
                device = device_called(t, str(actor.raw.dev_no))
                revoke(t, team.act, device, at_once=actor.who.state == "revoked")
    return cube


__all__ = ["CAST", "NOBODY", "Actor", "Case", "Cube", "Who", "a_cube"]
