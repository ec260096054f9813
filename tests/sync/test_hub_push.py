"""Taking changes: in order, once, as a whole, and with an outcome for every one."""

import json

import pytest

from adviser_tui.ids import new_id
from adviser_tui.sync.canonical import START
from adviser_tui.sync.transport import HubRefusedError
from tests.sync.team import Team


def test_an_insert_reaches_a_colleague(team: Team) -> None:
    vilma, bea = team.worker("Vilma Testesen"), team.worker("Bea Beispiel")
    employer = vilma.insert("employer", name="Bakery Sample")
    vilma.insert("contact", employer_id=employer, note="Spoke about nights")
    assert vilma.outcomes() == [("applied", ""), ("applied", "")]
    bea.pull_all()
    assert bea.rows["employer", employer]["name"] == "Bakery Sample"
    assert bea.rows["employer", employer]["updated_by"] == vilma.person.id


def test_sent_twice_it_is_applied_once(team: Team) -> None:
    vilma = team.worker("Vilma Testesen")
    vilma.insert("employer")
    body = vilma.body()
    first, second = vilma.call("push", body), vilma.call("push", body)
    assert first["acked"] == second["acked"] == 1
    assert first["chain"] == second["chain"]
    assert team.count("row_state") == 1


def test_a_gap_is_refused(team: Team) -> None:
    vilma = team.worker("Vilma Testesen")
    vilma.lseq = vilma.acked = 7
    vilma.insert("employer")
    with pytest.raises(HubRefusedError) as refused:
        vilma.push()
    assert (refused.value.status, refused.value.code) == (409, "gap")
    assert refused.value.details == {"acked": 0, "chain": START}


def test_a_copied_device_is_told_so(team: Team) -> None:
    vilma = team.worker("Vilma Testesen")
    vilma.insert("employer")
    vilma.push()
    copy = team.worker("Bea Beispiel")
    copy.token, copy.lseq, copy.acked = vilma.token, 1, 1
    copy.chain = "ab" * 32
    copy.insert("employer")
    with pytest.raises(HubRefusedError) as refused:
        copy.push()
    assert refused.value.code == "forked"
    assert refused.value.details["acked"] == 1


def test_an_older_copy_that_sends_other_changes_is_told_so(team: Team) -> None:
    vilma = team.worker("Vilma Testesen")
    vilma.insert("employer")
    vilma.push()
    vilma.acked, vilma.lseq, vilma.chain = 0, 0, START
    vilma.insert("employer", name="Another")
    vilma.insert("employer", name="And another")
    with pytest.raises(HubRefusedError) as refused:
        vilma.push()
    assert refused.value.code == "forked"


def test_two_who_did_not_know_of_each_other_make_one_visible_conflict(team: Team) -> None:
    vilma, bea = team.worker("Vilma Testesen"), team.worker("Bea Beispiel")
    person = vilma.insert("participant", phone="0470 11")
    vilma.push()
    bea.pull_all()
    vilma.update("participant", person, phone="0470 12")
    bea.update("participant", person, phone="0470 13", hlc=(team.clock.ms + 5) << 16)
    assert vilma.outcomes() == [("applied", "")]
    assert bea.outcomes() == [("conflict", "")]
    for each in (vilma, bea):
        each.pull_all()
        assert each.rows["participant", person]["phone"] == "0470 13"
        (conflict,) = each.conflicts()
        assert (conflict["kept"], conflict["lost"]) == ('"0470 13"', '"0470 12"')
        assert (conflict["kept_by"], conflict["lost_by"]) == (bea.person.id, vilma.person.id)
        assert conflict["state"] == "open"


def test_who_saw_the_other_value_simply_follows(team: Team) -> None:
    vilma, bea = team.worker("Vilma Testesen"), team.worker("Bea Beispiel")
    person = vilma.insert("participant")
    vilma.push()
    dot = vilma.update("participant", person, phone="0470 12")
    vilma.push()
    bea.update("participant", person, base=[vilma.dev_no, dot], phone="0470 13", hlc=1)
    assert bea.outcomes() == [("applied", "")]


def test_a_child_waits_for_its_parent_in_the_same_push(team: Team) -> None:
    vilma = team.worker("Vilma Testesen")
    employer = new_id()
    vacancy = vilma.insert("vacancy", employer_id=employer)
    vilma.insert("employer", id=employer)
    assert vilma.outcomes() == [("applied", ""), ("applied", "")]
    vilma.pull_all()
    assert ("vacancy", vacancy) in vilma.rows


def test_a_group_is_set_aside_as_a_whole(team: Team) -> None:
    vilma = team.worker("Vilma Testesen")
    employer = vilma.insert("employer", group=4)
    vilma.insert("contact", employer_id=employer, group=4, minutes="many")
    vilma.insert("employer", group=5)
    assert vilma.outcomes() == [
        ("quarantined", "group"),
        ("quarantined", "invalid"),
        ("applied", ""),
    ]
    assert team.count("row_state") == 1
    assert team.count("quarantine") == 2


def test_a_clock_far_ahead_is_believed_two_minutes(team: Team) -> None:
    vilma = team.worker("Vilma Testesen")
    employer = vilma.insert("employer")
    vilma.update("employer", employer, phone="1", hlc=(team.clock.ms + 10**10) << 16)
    vilma.push()
    vilma.pull_all()
    versions = json.loads(vilma.rows["employer", employer]["versions"])
    assert versions["phone"][0] <= (team.clock.ms + 120_000) << 16
