"""What the hub does not take is told back as it stands, to whoever may see it, else to nobody."""

from adviser_tui.sync.canonical import hashed_id
from tests.sync.team import Team


def test_whoever_may_only_look_at_a_row_is_told_it_as_it_stands(team: Team) -> None:
    vilma, office = team.worker("Vilma Testesen"), team.worker("Ona Testesen", "office")
    person = vilma.insert("participant", phone="1")
    vilma.push()
    office.pull_all()
    office.rows.clear()
    office.update("participant", person, phone="2")
    assert office.outcomes() == [("quarantined", "no_access")]
    office.pull_all()
    assert office.rows["participant", person]["phone"] == "1"


def test_whoever_may_not_see_a_row_is_told_nothing_of_it(team: Team) -> None:
    vilma, stranger = team.worker("Vilma Testesen"), team.worker("Per Testesen", teams=[2])
    person = vilma.insert("participant", phone="1")
    vilma.push()
    stranger.update("participant", person, phone="2")
    assert stranger.outcomes() == [("quarantined", "no_access")]
    stranger.pull_all()
    assert stranger.rows == {}


def test_a_value_that_fits_no_field_is_told_back_as_well(team: Team) -> None:
    vilma = team.worker("Vilma Testesen")
    person = vilma.insert("participant", phone="1")
    vilma.push()
    vilma.pull_all()
    vilma.rows.clear()
    vilma.update("participant", person, phone="a\x1b[2Jb")
    assert vilma.outcomes() == [("quarantined", "invalid")]
    vilma.pull_all()
    assert vilma.rows["participant", person]["phone"] == "1"


def test_an_action_that_makes_somebody_restricted_is_not_torn_apart(team: Team) -> None:
    """The author is neither coach nor lead, so that from then on they see nothing of it."""
    vilma, lead = team.worker("Vilma Testesen"), team.worker("Lea Testesen", "lead")
    person = vilma.insert("participant", confidentiality="restricted", group=5)
    vilma.insert("follow_up", participant_id=person, group=5)
    vilma.insert("barrier_action", participant_id=person, barrier="bus", group=5)
    assert {outcome for outcome, _ in vilma.outcomes()} == {"applied"}
    vilma.update("participant", person, phone="1", group=6)
    assert vilma.outcomes() == [("quarantined", "no_access")]
    vilma.pull_all()
    lead.pull_all()
    assert vilma.rows == {}
    assert len(lead.rows) == 3


def test_a_row_that_moved_to_what_leaves_is_told_as_gone_to_who_never_heard_of_its_moving(
    team: Team,
) -> None:
    vilma, lead = team.worker("Vilma Testesen"), team.worker("Lea Testesen", "lead")
    one, other = vilma.insert("employer"), vilma.insert("employer")
    vacancy = vilma.insert("vacancy", employer_id=one)
    stays = vilma.insert("vacancy", employer_id=one)
    vilma.push()
    lead.pull_all()
    vilma.update("vacancy", vacancy, employer_id=other)
    vilma.push()
    lead.call("transfer", {"aggs": [other], "team": 2})
    lead.pull_all()
    assert ("team:1#core", other) in lead.left
    assert ("team:1#core", vacancy) in lead.left
    assert ("team:1#core", stays) not in lead.left


def test_rows_of_the_erased_are_named_too_since_a_device_may_know_them_as_another_s(
    team: Team,
) -> None:
    vilma, lead = team.worker("Vilma Testesen"), team.worker("Lea Testesen", "lead")
    one, other = vilma.insert("participant"), vilma.insert("participant")
    talk = vilma.insert("follow_up", participant_id=one)
    vilma.push()
    lead.pull_all()
    vilma.update("follow_up", talk, participant_id=other)
    vilma.push()
    lead.call("erase", {"agg": other, "reason": "asked for"})
    told = lead.pull()["erase"]["h"]
    assert set(told) == {hashed_id(other), hashed_id(talk)}
    team.clock.ms += 1_000
    fresh = team.worker("Nel Testesen")
    assert fresh.pull()["erase"]["h"] == [hashed_id(other)]


def test_what_is_new_of_the_erased_is_known_by_its_id_ever_after(team: Team) -> None:
    """The changes that follow do not say any more to whom it belongs."""
    vilma, lead = team.worker("Vilma Testesen"), team.worker("Lea Testesen", "lead")
    person = vilma.insert("participant")
    vilma.push()
    lead.call("erase", {"agg": person, "reason": "asked for"})
    talk = vilma.insert("follow_up", participant_id=person, what="secret words")
    vilma.update("follow_up", talk, what="more secret words")
    assert vilma.outcomes() == [("erased", ""), ("erased", "")]
    vilma.update("follow_up", talk, what="secret words again")
    assert vilma.outcomes() == [("erased", "")]
    assert team.count("quarantine") == team.count("held") == 0


def test_pairs_and_two_versions_that_speak_of_the_erased_go_with_them(team: Team) -> None:
    vilma, bea = team.worker("Vilma Testesen"), team.worker("Bea Beispiel")
    lead = team.worker("Lea Testesen", "lead")
    one, other = vilma.insert("participant"), vilma.insert("participant")
    talk = vilma.insert("follow_up", participant_id=one, what="ring")
    vilma.insert("known_as_two", entity="participant", first_id=one, second_id=other)
    vilma.push()
    vilma.update("follow_up", talk, what="ring soon")
    bea.update("follow_up", talk, what="ring later")
    vilma.push()
    bea.push()
    vilma.update("follow_up", talk, participant_id=other)
    vilma.push()
    assert team.count("row_state") == 5
    lead.call("erase", {"agg": other, "reason": "asked for"})
    assert team.count("row_state") == 1


def test_two_versions_of_what_stands_in_the_way_of_work_are_not_for_the_office(team: Team) -> None:
    vilma, bea = team.worker("Vilma Testesen"), team.worker("Bea Beispiel")
    office = team.worker("Ona Testesen", "office")
    person = vilma.insert("participant")
    bus = vilma.insert("barrier_action", participant_id=person, barrier="bus")
    vilma.push()
    vilma.update("barrier_action", bus, action="a lift")
    bea.update("barrier_action", bus, action="a bicycle")
    vilma.push()
    bea.push()
    for each in (vilma, office):
        each.pull_all()
    assert len(vilma.conflicts()) == 1
    assert office.conflicts() == []
    assert ("participant", person) in office.rows


def test_a_hub_that_was_put_back_names_itself_anew(team: Team) -> None:
    before = team.epoch
    with team.hub.store.transaction() as t:
        t.run("UPDATE hub_state SET restore_counter = restore_counter + 1")
    assert team.epoch != before
