"""Erased means erased: in every table, for every change that comes late, on every device."""

from pathlib import Path

import pytest

from adviser_tui.sync.canonical import hashed_id
from adviser_tui.sync.transport import HubRefusedError
from tests.sync.team import Team, a_team

CANARY = "canary Zz7"


def everything(team: Team) -> str:
    """Return all that the hub's database holds, as text."""
    names = ("row_state", "feed", "outcome", "held", "quarantine", "agg_home", "erasure")
    with team.hub.store.reading() as t:
        return str([t.rows(f"SELECT * FROM {name}") for name in names])


def test_nothing_of_an_erased_person_is_left(team: Team) -> None:
    vilma, bea = team.worker("Vilma Testesen"), team.worker("Bea Beispiel")
    olga, lena = team.worker("Olga Other", teams=[2]), team.worker("Lena Lead", "lead")
    person = vilma.insert("participant", preferred_name=CANARY, phone="1")
    goal = vilma.insert("barrier_action", participant_id=person, barrier=CANARY)
    vilma.push()
    vilma.update("participant", person, phone=f"{CANARY} 2")
    bea.update("participant", person, phone=f"{CANARY} 3")
    bea.update("contact", "01999999-0000-7000-8000-000000000000", participant_id=person)
    olga.update("participant", person, phone=f"{CANARY} 4")
    for each in (vilma, bea, olga):
        each.push()
    vilma.pull_all()
    assert vilma.conflicts()
    done = lena.call("erase", {"agg": person, "reason": "asked for"})
    assert (done["n"], done["devices"], done["confirmed"]) == (1, 4, 0)
    left = everything(team)
    assert CANARY not in left
    assert person not in left
    assert goal not in left
    told = vilma.pull()["erase"]
    assert (told["from"], told["to"]) == (0, 1)
    # Rows are named too: a device may know one under whom it was moved from.
    assert {hashed_id(person), hashed_id(goal)} <= set(told["h"])
    assert hashed_id(person) in olga.pull()["erase"]["h"]


@pytest.mark.parametrize("names_its_aggregate", [True, False])
def test_what_comes_late_is_not_kept(team: Team, names_its_aggregate: bool) -> None:
    vilma, lena = team.worker("Vilma Testesen"), team.worker("Lena Lead", "lead")
    person = vilma.insert("participant")
    goal = vilma.insert("barrier_action", participant_id=person, barrier="Noise")
    vilma.push()
    lena.call("erase", {"agg": person})
    vilma.update("participant", person, phone=CANARY)
    vilma.update("barrier_action", goal, barrier=CANARY)
    vilma.insert("contact", participant_id=person, note=CANARY)
    vilma.insert("participant", id=person, preferred_name=CANARY)
    vilma.change("unheard_of", person, {"words": CANARY})
    strange = "01999999-0000-7000-8000-000000000001"
    unknown = vilma.change("consent", strange, {"own_words": CANARY}, op="upd")
    if names_its_aggregate:
        unknown["agg"] = person
    outcomes = vilma.outcomes()
    assert outcomes[:5] == [("erased", "")] * 5
    assert (CANARY in everything(team)) is not names_its_aggregate


def test_a_confirmation_is_the_cursor(team: Team) -> None:
    vilma, lena = team.worker("Vilma Testesen"), team.worker("Lena Lead", "lead")
    first, second = vilma.insert("participant"), vilma.insert("participant")
    vilma.push()
    lena.call("erase", {"agg": first})
    for each in (vilma, vilma, lena, lena):
        each.pull()
    assert lena.call("erase", {"agg": second})["confirmed"] == 0
    with team.hub.store.reading() as t:
        assert [r.erase_cursor for r in t.rows("SELECT erase_cursor FROM device")] == [1, 1]


def test_only_a_lead_of_the_team_erases(team: Team) -> None:
    vilma = team.worker("Vilma Testesen")
    other = team.worker("Olga Other", "lead", [2])
    person = vilma.insert("participant")
    vilma.push()
    for each in (vilma, other):
        with pytest.raises(HubRefusedError) as refused:
            each.call("erase", {"agg": person})
        assert refused.value.status == 403


def test_the_file_itself_forgets(tmp_path: Path) -> None:
    with a_team(str(tmp_path / "hub.db")) as team:
        vilma, lena = team.worker("Vilma Testesen"), team.worker("Lena Lead", "lead")
        person = vilma.insert("participant", preferred_name=CANARY, goal=CANARY * 99)
        vilma.push()
        lena.call("erase", {"agg": person})
        assert [entry.kind for entry in team.hub.journal.entries()][-1] == "erasure"
        for file in tmp_path.iterdir():
            assert CANARY.encode() not in file.read_bytes()
