"""Changes that wait for a row, that nobody may make, or that somebody must look at."""

import pytest

from adviser_tui.ids import new_id
from adviser_tui.sync.transport import HubRefusedError
from tests.sync.team import Team


def test_what_waits_for_a_row_of_ones_own_is_held_and_goes_on_when_it_is_accepted(
    team: Team,
) -> None:
    vilma, lena = team.worker("Vilma Testesen"), team.worker("Lena Lead", "lead")
    employer = vilma.insert("employer", home="team:2")
    vacancy = vilma.insert("vacancy", employer_id=employer, home="team:1")
    assert vilma.outcomes() == [("quarantined", "no_access"), ("held", "waits")]
    (item,) = lena.call("review", {})["items"]
    assert (item["row_id"], item["author"]) == (employer, "Vilma Testesen")
    assert item["fields"]["name"] == "Sample Bakery"
    assert lena.call("settle", {"id": item["id"], "act": "accept"})["outcome"] == "applied"
    vilma.pull_all()
    assert {("employer", employer), ("vacancy", vacancy)} <= vilma.rows.keys()
    told = {each["l"]: each["o"] for each in vilma.pull()["outcomes"]}
    assert told == {1: "applied", 2: "applied"}
    assert team.count("held") == 0


def test_what_was_rejected_stays_away_and_its_author_is_told(team: Team) -> None:
    vilma, lena = team.worker("Vilma Testesen"), team.worker("Lena Lead", "lead")
    vilma.insert("employer", home="team:2")
    vilma.push()
    (item,) = lena.call("review", {})["items"]
    lena.call("settle", {"id": item["id"], "act": "reject"})
    (told,) = vilma.pull()["outcomes"]
    assert (told["o"], told["why"]) == ("quarantined", "rejected")
    assert lena.call("review", {})["items"] == []
    with pytest.raises(HubRefusedError) as refused:
        lena.call("settle", {"id": item["id"], "act": "accept"})
    assert refused.value.status == 404


def test_the_words_of_what_was_decided_are_not_kept(team: Team) -> None:
    vilma, lena = team.worker("Vilma Testesen"), team.worker("Lena Lead", "lead")
    vilma.insert("employer", home="team:2", notes="Canary of a secret kind")
    vilma.push()
    (item,) = lena.call("review", {})["items"]
    lena.call("settle", {"id": item["id"], "act": "reject"})
    with team.hub.store.reading() as t:
        assert "Canary" not in str(t.rows("SELECT * FROM quarantine"))


def test_only_the_lead_of_that_team_sees_what_was_set_aside(team: Team) -> None:
    vilma = team.worker("Vilma Testesen")
    other = team.worker("Olga Other", "lead", [2])
    vilma.insert("employer", home="team:2")
    vilma.push()
    assert other.call("review", {})["items"] == []
    with pytest.raises(HubRefusedError) as refused:
        vilma.call("review", {})
    assert refused.value.status == 403


def test_a_row_that_may_not_be_seen_and_one_that_is_not_there_get_the_same_answer(
    team: Team,
) -> None:
    vilma, olga = team.worker("Vilma Testesen"), team.worker("Olga Other", teams=[2])
    secret = olga.insert("participant", home="team:2")
    olga.push()
    for known in (secret, new_id()):
        vilma.update("participant", known, phone="1")
        vilma.insert("vocational_profile", participant_id=known)
        vilma.insert("vacancy", employer_id=known)
    outcomes = vilma.outcomes()
    assert outcomes[:3] == outcomes[3:]
    assert set(outcomes) == {("quarantined", "no_access")}


def test_what_waits_for_a_strangers_row_goes_on_when_that_arrives(team: Team) -> None:
    vilma, bea = team.worker("Vilma Testesen"), team.worker("Bea Beispiel")
    person = new_id()
    vilma.insert("consent", participant_id=person)
    vilma.update("participant", person, phone="1")
    assert [o for o, _ in vilma.outcomes()] == ["quarantined", "quarantined"]
    bea.insert("participant", id=person)
    assert bea.outcomes() == [("applied", "")]
    assert team.count("quarantine") == 0
    vilma.pull_all()
    assert vilma.rows["participant", person]["phone"] == "1"
    assert {each["o"] for each in vilma.pull()["outcomes"]} == {"applied"}


def test_a_draining_device_delivers_and_receives_nothing(team: Team) -> None:
    vilma = team.worker("Vilma Testesen")
    employer = vilma.insert("employer")
    vilma.push()
    with team.hub.store.transaction() as t:
        t.run("UPDATE device SET state = 'draining'")
    vilma.update("employer", employer, phone="1")
    assert vilma.outcomes() == [("quarantined", "no_access")]
    with pytest.raises(HubRefusedError) as refused:
        vilma.pull()
    assert (refused.value.status, refused.value.code) == (403, "drain_only")


def test_a_revoked_device_is_told_in_the_hubs_own_signed_words(team: Team) -> None:
    vilma = team.worker("Vilma Testesen")
    with team.hub.store.transaction() as t:
        t.run(
            "UPDATE device SET state = 'revoked', revoked_at = :a, wipe_nonce = 'ab'", a=team.act.at
        )
    with pytest.raises(HubRefusedError) as refused:
        vilma.push()
    assert refused.value.status == 410
    assert refused.value.details["instruction"]


def test_nobody_signs_for_another(team: Team) -> None:
    vilma, bea = team.worker("Vilma Testesen"), team.worker("Bea Beispiel")
    employer = vilma.insert("employer", created_by=bea.person.id)
    vilma.push()
    vilma.pull_all()
    assert vilma.rows["employer", employer]["created_by"] == vilma.person.id


def test_a_scrubbed_place_is_passed_over(team: Team) -> None:
    vilma = team.worker("Vilma Testesen")
    vilma.insert("employer")
    vilma.queue[0] = {"l": 1, "scrub": 1, "hh": vilma.queue[0]["hh"]}
    vilma.insert("employer")
    assert [each["o"] for each in vilma.push()["outcomes"]] == ["applied"]
    assert team.count("row_state") == 1


@pytest.mark.parametrize(
    ("role", "entity", "outcome"),
    [
        ("office", "employer", "applied"),
        ("office", "participant", "quarantined"),
        ("office", "vacancy", "quarantined"),
        ("reader", "employer", "quarantined"),
        ("admin", "employer", "quarantined"),
        ("lead", "participant", "applied"),
        ("adviser", "sync_conflict", "quarantined"),
    ],
)
def test_the_role_decides(team: Team, role: str, entity: str, outcome: str) -> None:
    vilma, helper = team.worker("Vilma Testesen", role), team.worker("Bea Beispiel")
    employer = helper.insert("employer")
    helper.push()
    fields = {"employer_id": employer} if entity == "vacancy" else {}
    if entity == "sync_conflict":
        fields = {"whole_id": employer, "entity": "employer", "row_id": employer}
        fields |= {"field": "phone", "kind": "both_changed"}
    vilma.insert(entity, **fields)
    assert vilma.outcomes()[0][0] == outcome
