"""Giving rows: to whom, in which order, page by page, and never past a moved cursor."""

import pytest

from adviser_tui.hub.tidying import tidy
from adviser_tui.sync.buckets import Buckets
from adviser_tui.sync.transport import HubRefusedError
from tests.sync.team import Team


def test_pages_add_up_to_everything(team: Team) -> None:
    vilma, bea = team.worker("Vilma Testesen"), team.worker("Bea Beispiel")
    for n in range(25):
        vilma.insert("employer", name=f"Sample {n}")
    vilma.push()
    assert bea.pull_all(limit=4) == 7
    assert len(bea.rows) == 25
    assert bea.pull()["more"] is False


def test_a_page_is_bounded_in_bytes(team: Team) -> None:
    vilma, bea = team.worker("Vilma Testesen"), team.worker("Bea Beispiel")
    for start in range(0, 90, 30):
        for _ in range(start, start + 30):
            vilma.insert("employer", notes="x" * 30_000)
        vilma.push()
    assert bea.pull_all() == 2
    assert len(bea.rows) == 90


def test_a_changed_row_comes_once_in_its_last_state(team: Team) -> None:
    vilma, bea = team.worker("Vilma Testesen"), team.worker("Bea Beispiel")
    employer = vilma.insert("employer")
    for n in range(5):
        vilma.update("employer", employer, phone=str(n))
    vilma.push()
    assert team.count("feed") == 1
    page = bea.pull()
    assert page["scopes"]["team:1#core"]["put"]["employer"]["r"][0][0] == employer
    assert bea.rows["employer", employer]["phone"] == "4"


def test_scopes_come_in_their_order_and_only_those_granted(team: Team) -> None:
    adviser, office = team.worker("Vilma Testesen"), team.worker("Otto Office", "office")
    lead, admin = team.worker("Lena Lead", "lead"), team.worker("Ada Admin", "admin", [])
    me = f"user:{adviser.person.id}"
    assert list(adviser.pull()["scopes"]) == [
        "org#config",
        "team:1#core",
        f"{me}#core",
        "team:1#health",
        f"{me}#health",
    ]
    assert list(office.pull()["scopes"]) == ["org#config", "team:1#core"]
    assert {"lead:1#core", "lead:1#health"} <= lead.pull()["scopes"].keys()
    assert admin.pull()["scopes"] == {}


def test_health_stays_with_those_who_coach(team: Team) -> None:
    vilma, otto = team.worker("Vilma Testesen"), team.worker("Otto Office", "office")
    person = vilma.insert("participant")
    barrier = vilma.insert("barrier_action", participant_id=person, barrier="Canary")
    vilma.push()
    vilma.update("barrier_action", barrier, base=[99, 1], barrier="Another canary")
    bea = team.worker("Bea Beispiel")
    bea.update("barrier_action", barrier, base=[99, 1], barrier="A third canary")
    bea.push()
    vilma.push()
    otto.pull_all()
    assert ("participant", person) in otto.rows
    assert "canary" not in str(otto.rows).lower()
    vilma.pull_all()
    assert vilma.conflicts()


def test_a_restricted_participant_leaves_the_team_and_comes_back(team: Team) -> None:
    vilma, bea = team.worker("Vilma Testesen"), team.worker("Bea Beispiel")
    lena, dora = team.worker("Lena Lead", "lead"), team.worker("Dora Deputy", teams=[2])
    person = vilma.insert("participant", coach_id=vilma.person.id, deputy_id=dora.person.id)
    contact = vilma.insert("contact", participant_id=person, kind="participant")
    vilma.push()
    everybody = (vilma, bea, lena, dora)
    for each in everybody:
        each.pull_all()
        assert ("contact", contact) in each.rows
    vilma.update("participant", person, confidentiality="restricted")
    vilma.push()
    for each in everybody:
        each.rows.clear()
        each.pull_all()
    assert ("team:1#core", person) in bea.left
    assert not bea.rows
    for each in (vilma, lena, dora):
        assert {("participant", person), ("contact", contact)} <= each.rows.keys() or each is dora
    # Dora had it in the same home before, so only what changed comes again.
    assert ("participant", person) in dora.rows
    vilma.update("participant", person, base=[vilma.dev_no, 3], confidentiality="standard")
    vilma.push()
    bea.pull_all()
    assert {("participant", person), ("contact", contact)} <= bea.rows.keys()
    bea.left.clear()
    again = team.device(bea.person)
    again.pull_all()
    assert not again.left


def test_a_row_that_moves_to_what_one_may_not_see_is_gone(team: Team) -> None:
    both = team.worker("Vilma Testesen", teams=[1, 2])
    bea = team.worker("Bea Beispiel")
    here, there = both.insert("employer"), both.insert("employer", home="team:2")
    contact = both.insert("contact", employer_id=here, note="Canary")
    both.push()
    bea.pull_all()
    both.update("contact", contact, employer_id=there, note="Second canary")
    assert both.outcomes() == [("applied", "")]
    bea.pull_all()
    assert ("team:1#core", contact) in bea.left
    assert "Second" not in str(bea.rows)


def test_moving_a_row_needs_the_right_on_both_sides(team: Team) -> None:
    vilma, olga = team.worker("Vilma Testesen"), team.worker("Olga Other", teams=[2])
    here = vilma.insert("employer")
    contact = vilma.insert("contact", employer_id=here)
    there = olga.insert("employer", home="team:2")
    vilma.push()
    olga.push()
    vilma.update("contact", contact, employer_id=there)
    assert vilma.outcomes() == [("quarantined", "no_access")]
    vilma.pull_all()
    assert vilma.rows["contact", contact]["employer_id"] == here


def test_a_transfer_takes_everything_along(team: Team) -> None:
    vilma, olga = team.worker("Vilma Testesen"), team.worker("Olga Other", teams=[2])
    lena = team.worker("Lena Lead", "lead")
    person = vilma.insert("participant")
    goal = vilma.insert("vocational_profile", participant_id=person)
    vilma.push()
    vilma.pull_all()
    assert lena.call("transfer", {"aggs": [person], "team": 2})["moved"] == 1
    olga.pull_all()
    assert {("participant", person), ("vocational_profile", goal)} <= olga.rows.keys()
    vilma.pull_all()
    assert {("team:1#core", person), ("team:1#health", person)} <= set(vilma.left)
    with pytest.raises(HubRefusedError) as refused:
        lena.call("transfer", {"aggs": [person], "team": 1})
    assert refused.value.status == 403


def test_cursors_that_do_not_fit_are_told(team: Team) -> None:
    vilma = team.worker("Vilma Testesen")
    vilma.insert("employer")
    vilma.push()
    for said, code in (
        ({"epoch": "0" * 16}, "epoch"),
        ({"have": {"team:1#core": 9}}, "cursor_ahead"),
        ({"erase_cursor": 9}, "cursor_ahead"),
    ):
        with pytest.raises(HubRefusedError) as refused:
            vilma.pull(**said)
        assert (refused.value.status, refused.value.code) == (409, code)
    vilma.pull()
    vilma.insert("employer")
    vilma.push()
    with team.hub.store.transaction() as t:
        t.run("UPDATE scope SET floor = 2 WHERE id = 'team:1#core'")
    with pytest.raises(HubRefusedError) as refused:
        vilma.pull()
    assert refused.value.code == "cursor_expired"


def test_an_outcome_is_told_until_it_is_confirmed(team: Team) -> None:
    vilma = team.worker("Vilma Testesen")
    vilma.insert("employer", home="team:2")
    vilma.push()
    assert [each["l"] for each in vilma.pull()["outcomes"]] == [1]
    assert [each["l"] for each in vilma.push()["outcomes"]] == [1]
    assert vilma.pull(confirm=[1])["outcomes"] == []


def test_tables_that_were_not_known_before_can_be_asked_for_again(team: Team) -> None:
    vilma, bea = team.worker("Vilma Testesen"), team.worker("Bea Beispiel")
    employer = vilma.insert("employer")
    vilma.insert("contact", employer_id=employer)
    vilma.push()
    bea.pull_all()
    page = bea.pull(refill={"entities": ["contact"], "have": {}})
    part = page["refill"]["team:1#core"]
    assert list(part["put"]) == ["contact"]
    assert part["to"] == part["head"]
    assert page["scopes"]["team:1#core"]["from"] == page["scopes"]["team:1#core"]["to"]


def test_first_syncs_take_turns(team: Team, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("adviser_tui.hub.pulling.MUCH", 2)
    team.hub.bootstraps = 1
    vilma, bea = team.worker("Vilma Testesen"), team.worker("Bea Beispiel")
    for _ in range(5):
        vilma.insert("employer")
    vilma.push()
    bea.pull(limit=1)
    with pytest.raises(HubRefusedError) as refused:
        vilma.pull()
    assert (refused.value.status, refused.value.retry_after) == (429, 15)
    bea.pull_all()
    vilma.pull(limit=1)  # at once, since the other is through
    with pytest.raises(HubRefusedError):
        team.worker("Tore Testesen").pull()
    team.clock.ms += 61_000  # whoever went away in the middle loses the place
    team.worker("Una Testesen").pull_all()


def test_both_sides_count_a_scope_alike(team: Team) -> None:
    vilma = team.worker("Vilma Testesen")
    for _ in range(9):
        vilma.insert("employer")
    vilma.push()
    vilma.pull_all()
    own = Buckets()
    for (entity, row_id), row in vilma.rows.items():
        own.add(entity, row_id, row["versions"])
    told = vilma.call("digest", {"scope": "team:1#core"})
    assert own.differing(told["entities"]) == frozenset()
    with pytest.raises(HubRefusedError) as refused:
        vilma.call("digest", {"scope": "team:2#core"})
    assert refused.value.status == 403


def test_who_was_away_longer_than_the_feed_reaches_back_begins_anew(team: Team) -> None:
    lena = team.worker("Lena Lead", "lead")
    away, person = team.worker("Vilma Testesen"), lena.insert("participant")
    lena.push()
    away.pull_all()
    lena.call("transfer", {"aggs": [person], "team": 2})
    team.clock.ms += 401 * 86_400_000
    with team.hub.store.transaction() as t:  # it has joined again with a new code meanwhile
        t.run("UPDATE device SET token_ms = :now, seen_ms = :now", now=team.clock.ms)
    assert tidy(team.hub) >= 2
    with pytest.raises(HubRefusedError) as refused:
        away.pull()
    assert refused.value.code == "cursor_expired"
    again = team.device(away.person)
    again.pull_all()
    assert ("participant", person) not in again.rows


def test_that_there_is_nothing_new_is_told_alike_by_the_short_way_and_the_long(team: Team) -> None:
    for role in ("lead", "adviser", "office", "reader"):
        away = team.worker(f"Vilma {role.title()}sen", role, teams=(1, 2))
        away.pull_all()
        asked_at_once = away.pull()
        assert asked_at_once == away.pull(confirm=[1_000_000])
        assert not asked_at_once["more"]
        assert {part["head"] for part in asked_at_once["scopes"].values()} == {*away.have.values()}


def test_whoever_asks_again_and_again_hears_what_is_new(team: Team) -> None:
    lena, away = team.worker("Lena Lead", "lead"), team.worker("Vilma Testesen")
    away.pull_all()
    assert away.pull()["more"] is False
    person = lena.insert("participant")
    lena.push()
    away.pull()
    assert ("participant", person) in away.rows
    lena.call("erase", {"agg": person, "reason": "asked for"})
    assert away.pull()["erase"]["h"]
