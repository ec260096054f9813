"""Everybody tries everything on everybody's records; an oracle of a few lines says what comes."""

import json
import re
from dataclasses import replace
from typing import Any

import pytest

from adviser_tui.hub.web import make_app
from adviser_tui.ids import new_id
from adviser_tui.sync.shapes import shapes
from adviser_tui.sync.transport import HubRefusedError
from tests.sync.cube import CAST, NOBODY, Actor, Case, Cube, a_cube
from tests.sync.served import GENEROUS, Served
from tests.sync.team import Raw, Team

TAKEN = ("applied", "equal", "conflict")


def all_rows(team: Team) -> dict[str, Any]:
    """Return every row of the hub as it is stored."""
    with team.hub.store.reading() as t:
        rows = t.rows("SELECT id, entity, agg, fields, versions, updated_by FROM row_state")
        homes = t.rows("SELECT agg, home FROM agg_home ORDER BY agg, home")
    at: dict[str, set[str]] = {}
    for row in homes:
        at.setdefault(row.agg, set()).add(row.home)
    return {row.id: (*row, at.get(row.agg, set())) for row in rows}


def sent(actor: Actor) -> dict[int, dict[str, Any]]:
    """Send all that somebody tries; return what each change was answered."""
    told: dict[int, dict[str, Any]] = {}
    queue, actor.raw.queue = actor.raw.queue, []
    while queue:
        actor.raw.queue, queue = queue[:1_000], queue[1_000:]
        told.update({each["l"]: each for each in actor.raw.push()["outcomes"]})
    return told


def judged(case: Case, said: dict[str, Any], before: dict[str, Any], after: dict[str, Any]) -> str:
    """Return what is wrong with the answer to one attempt, or nothing."""
    was, now = before.get(case.row_id), after.get(case.row_id)
    if not case.is_allowed:
        if said["o"] != "quarantined":
            return f"{case}: {said}"
        return "" if was == now else f"{case}: refused, and yet it changed"
    if said["o"] not in TAKEN or now is None:
        return f"{case}: {said}"
    fields = json.loads(now[3])
    if now[5] != case.actor.person.id and said["o"] == "applied":
        return f"{case}: signed for another"
    if case.op in ("insert", "wrong author") and fields["created_by"] != case.actor.person.id:
        return f"{case}: made in another's name"
    return ""


def test_everybody_may_do_what_the_words_say_and_nothing_else(team: Team) -> None:
    # Rights are worked out before either database is asked, so that half will do for the second.
    cube = a_cube(team, CAST if team.hub.store.path else CAST[::2])
    wrong: list[str] = []
    count = 0
    after = all_rows(team)
    for actor in cube.actors:
        before = after
        if actor.who.state == "revoked":
            with pytest.raises(HubRefusedError) as no:
                sent(actor)
            assert no.value.status == 410
            assert all_rows(team) == before
            continue
        told = sent(actor)
        after = all_rows(team)
        for case in cube.cases:
            if case.actor is actor:
                count += 1
                if word := judged(case, told[case.lseq], before, after):
                    wrong.append(word)
        attempted = {case.row_id for case in cube.cases if case.actor is actor}
        touched = {row_id for row_id in after if after[row_id] != before.get(row_id)}
        made = {row_id for row_id in touched - attempted if after[row_id][1] != "sync_conflict"}
        # With a participant that one may change their records go along to another home.
        others = {r for r in made if after[r][:6] != before.get(r, ())[:6]}
        wrong += [f"{actor.who.name}: {row_id} changed by the way" for row_id in others]
    assert not wrong, f"{len(wrong)} of {count}:\n" + "\n".join(wrong[:40])
    assert count >= 300 * (len(cube.actors) - 1)
    everybody_receives_only_their_own(cube)


def everybody_receives_only_their_own(cube: Cube) -> None:
    """Compare what each of the cast is sent, as a new device, with what they may see."""
    rows = all_rows(cube.team)
    for actor in cube.actors:
        fresh = cube.team.device(actor.person)
        who = actor.who
        if who.state != "active":
            assert refused(actor.raw, "pull", {"epoch": cube.team.epoch}) == 410
            continue
        fresh.pull_all(limit=5_000)
        may = {
            row_id
            for row_id, (_, entity, _, fields, _, _, homes) in rows.items()
            if who.sees(homes, entity, json.loads(fields).get("entity", ""))
        }
        got = {row_id for _, row_id in fresh.rows} | (may & cube.team.people)
        assert got == may, (who.name, len(got - may), len(may - got))
        text = json.dumps(list(fresh.rows.values()))
        # Every record names itself in words: no word of one that may not be seen has come along.
        assert not set(re.findall(r"Kanarie ([0-9a-f-]{36})", text)) - may, who.name


def refused(raw: Raw, name: str, body: dict[str, Any]) -> int:
    """Return the status with which something is refused, 200 where it is not."""
    try:
        raw.call(name, body)
    except HubRefusedError as no:
        return no.status
    return 200


@pytest.mark.parametrize("role", ["adviser", "lead", "office", "reader", "admin"])
def test_what_is_not_there_and_what_may_not_be_seen_are_refused_in_the_same_bytes(
    team: Team, role: str
) -> None:
    vilma = team.worker("Vilma Testesen")
    other = team.worker("Olga Other", role, [] if role == "admin" else [2])
    person, employer = vilma.insert("participant"), vilma.insert("employer")
    call = vilma.insert("follow_up", participant_id=person)
    aim = vilma.insert("barrier_action", participant_id=person, barrier="bus")
    vilma.push()
    mine = other.insert("follow_up", home="team:2")
    other.push()
    answers: list[list[bytes]] = []
    for known in ((person, employer, call, aim), tuple(new_id() for _ in range(4))):
        person_id, employer_id, call_id, aim_id = known
        other.update("participant", person_id, phone="1")
        other.update("participant", person_id, void_reason="no")
        other.update("employer", employer_id, phone="1")
        other.update("follow_up", call_id, what="1")
        other.update("barrier_action", aim_id, barrier="1")
        other.update("follow_up", mine, participant_id=person_id)
        other.update("follow_up", mine, employer_id=employer_id)
        for entity in ("follow_up", "contact", "promise"):
            more = {"what": "x", "side": "employer", "made_on": "2026-11-20"}
            named = {"due_on": "2026-12-01", **more} if entity == "promise" else {}
            other.insert(entity, home="team:2", participant_id=person_id, **named)
            other.insert(entity, home="team:2", employer_id=employer_id, **named)
        other.insert("barrier_action", home="team:2", participant_id=person_id, barrier="x")
        other.insert("employer_site", home="team:2", employer_id=employer_id)
        first = other.queue[0]["l"]
        outcomes = [each for each in other.push()["outcomes"] if each["l"] >= first]
        told = [json.dumps({**each, "l": 0}).encode() for each in outcomes]
        for name, body in (
            ("transfer", {"aggs": [person_id], "team": 2}),
            ("transfer", {"aggs": [call_id], "team": 2}),
            ("erase", {"agg": person_id, "reason": "x"}),
            ("erase", {"agg": aim_id, "reason": "x"}),
            ("digest", {"scope": f"user:{person_id}#core"}),
            ("settle", {"id": person_id, "act": "accept"}),
        ):
            with pytest.raises(HubRefusedError) as no:
                other.call(name, body)
            told.append(f"{no.value.status} {no.value.code} {no.value} {no.value.details}".encode())
        answers.append(told)
    assert answers[0] == answers[1]
    assert not any(b"applied" in each for each in answers[0])


COACHES = ("adviser", "lead", "in both teams")
OF_THE_TEAM = (*COACHES, "office", "reader")
LEADS = ("lead", "lead elsewhere")
AT_WORK = tuple(who.name for who in CAST if who.state == "active")
EVERYBODY = (*(who.name for who in CAST), *NOBODY)
ROUTES: dict[str, tuple[str, dict[str, Any], tuple[str, ...], int]] = {
    "/v1/hello": ("GET", {}, EVERYBODY, 200),
    "/v1/health": ("GET", {}, EVERYBODY, 200),
    "/metrics": ("GET", {}, EVERYBODY, 200),
    "/v1/enrol": ("POST", {"code": "AAAAA-AAAAA"}, (), 401),
    "/v1/token": ("POST", {}, (*AT_WORK, "draining"), 403),
    "/v1/fork": ("POST", {"reason": "forked"}, (*AT_WORK, "draining"), 403),
    "/v1/push": ("POST", {}, (*AT_WORK, "draining"), 403),
    "/v1/pull": ("POST", {}, AT_WORK, 410),
    "/v1/digest": ("POST", {"scope": "team:1#core"}, OF_THE_TEAM, 403),
    "/v1/digest health": ("POST", {"scope": "team:1#health"}, COACHES, 403),
    "/v1/digest led": ("POST", {"scope": "lead:1#core"}, ("lead",), 403),
    "/v1/review": ("POST", {}, LEADS, 403),
    "/v1/settle": ("POST", {"id": "own", "act": "reject"}, ("lead",), 403),
    "/v1/transfer": ("POST", {"aggs": ["own"], "team": 1}, ("lead",), 403),
    "/v1/erase": ("POST", {"agg": "own", "reason": "asked"}, ("lead",), 403),
    "/v1/people": ("POST", {}, AT_WORK, 403),
}
"""Every route: how it is asked, who is served, and how others who are known are refused."""


def test_every_route_is_in_the_matrix(team: Team) -> None:
    """A route that is new has to be thought about here."""
    known = {route.path for route in make_app(team.hub).routes}  # type: ignore[attr-defined]
    assert known == {path.partition(" ")[0] for path in ROUTES}


def test_who_is_served_by_which_route(team: Team) -> None:
    cube = a_cube(team, tries=False)
    vilma = team.worker("Vilma Testesen")
    tokens = NOBODY | {actor.who.name: actor.raw.token for actor in cube.actors}
    office = next(actor.raw for actor in cube.actors if actor.who.name == "office")
    wrong = []
    settings = replace(GENEROUS, guesses=10**6, guesses_together=10**6)
    with Served(team.hub, settings) as served:
        for route, (method, body, serves, otherwise) in ROUTES.items():
            path = route.partition(" ")[0]
            for name, token in tokens.items():
                asked = _filled(body, vilma, office, path)
                headers = {"Content-Type": "application/json", "Authorization": f"Bearer {token}"}
                if path == "/v1/pull":
                    asked |= {"epoch": team.epoch, "have": {}, "erase_cursor": 0}
                if path == "/v1/push":
                    raw = next((a.raw for a in cube.actors if a.who.name == name), vilma)
                    asked |= {"prev": raw.acked, "chain": raw.chain, "changes": []}
                raw_body = json.dumps(asked).encode() if method == "POST" else None
                heard = served.ask(method, path, raw_body, headers)
                due = 200 if name in serves else otherwise
                if name not in serves and path != "/v1/enrol":
                    if name in NOBODY:
                        due = 401
                    elif name == "revoked":
                        due = 410
                    elif path == "/v1/settle" and name == "lead elsewhere":
                        due = 404
                if heard.status != due:
                    wrong.append((route, name, heard.status, due, heard.body[:80]))
    assert not wrong, wrong


def _filled(body: dict[str, Any], vilma: Raw, office: Raw, path: str) -> dict[str, Any]:
    """Return a body with a record of team 1 that was made for this one request."""
    if "own" not in str(body):
        return dict(body)
    known = vilma.insert("participant")
    vilma.push()
    if path == "/v1/settle":
        office.update("participant", known, phone="1")
        office.push()
        with vilma.team.hub.store.reading() as t:
            row = t.one("SELECT id FROM quarantine WHERE row_id = :id", id=known)
        known = str(row.id) if row else ""
    swapped = {"own": known}
    return {
        name: [known] if value == ["own"] else swapped.get(str(value), value)
        for name, value in body.items()
    }


def test_nobody_is_told_of_devices_and_decisions_that_are_not_theirs(team: Team) -> None:
    cube = a_cube(team, tries=False)
    devices: dict[str, set[str]] = {}
    for actor in cube.actors:
        if actor.who.state == "active":
            told = actor.raw.call("people", {})
            devices[actor.who.name] = {each["person"] for each in told["devices"]}
            assert not any("token" in str(each) for each in told["devices"])
    own = {actor.who.name: actor.person.name for actor in cube.actors}
    everybody = set(own.values())
    leads_of = {"lead": (1,), "lead elsewhere": (2,)}
    for name, seen in devices.items():
        teams = set(leads_of.get(name, ()))
        due = {own[who.name] for who in CAST if teams & set(who.teams)} | {own[name]}
        assert seen == (everybody if name.startswith("admin") else due), name


def test_the_cube_knows_every_class_of_rows() -> None:
    assert {shape.need_to_know for shape in shapes().values()} == {
        *("core", "health", "config", "equity")
    }
