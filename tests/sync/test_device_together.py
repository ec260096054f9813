"""Two devices and a hub: what is done on one comes to the other."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from adviser_tui.storage.health import doctor
from models.kinds import Channel, ContactWith
from models.tables import Contact, Employer, EmployerSite, Participant, Vacancy
from tests.sync.devices import MORNING, Desk, desks
from tests.sync.team import Team, a_team


@pytest.fixture
def crew(tmp_path: Path) -> Iterator[tuple[Team, Desk, Desk]]:
    with a_team(str(tmp_path / "hub.db")) as team, desks(tmp_path, "Anna Lind", "Ben Moe") as both:
        anna, ben = both
        people = [team.person("Anna Lind"), team.person("Ben Moe")]
        anna.join(team, people[0])
        ben.join(team, people[1])
        yield team, anna, ben


def test_what_one_records_the_other_has_and_finds(crew: tuple[Team, Desk, Desk]) -> None:
    _, anna, ben = crew
    bakery = Employer(name="Nordbageri Odense", phone="66 12 00 01")
    anna.add(
        bakery,
        EmployerSite(employer_id=bakery.id, name="Shop", town="Svendborg"),
        Vacancy(employer_id=bakery.id, title="Early baker"),
        Contact(
            employer_id=bakery.id,
            kind=ContactWith.EMPLOYER,
            channel=Channel.CALL,
            occurred_at=MORNING,
        ),
    )
    kim = anna.add(Participant(preferred_name="Kim Prøvesen", town="Odense"))
    outcomes = anna.push()
    assert {outcome for outcome, _ in outcomes.values()} == {"applied"}
    ben.sync()
    assert ben.one("employer", bakery.id)["phone"] == "66 12 00 01"  # type: ignore[index]
    assert ben.one("participant", kim)["town"] == "Odense"  # type: ignore[index]
    assert ben.value("SELECT count(*) FROM vacancy") == 1
    assert ben.value("SELECT rest FROM find_employer_text").startswith("svendborg")
    assert ben.value("SELECT names FROM find_vacancy_text") == "early baker"
    assert ben.device.marks("employer", [bakery.id]) == {bakery.id: "confirmed"}
    assert ben.value("SELECT count(*) FROM change_record WHERE row_id = ?", bakery.id) == 0


def test_everybody_is_one_person_in_the_whole_team(crew: tuple[Team, Desk, Desk]) -> None:
    team, anna, ben = crew
    anna.sync()
    ben.sync()
    anna.pull()
    mine = anna.database.settings.get("me")
    assert mine == anna.grant["user"]["id"]
    for desk in (anna, ben):
        names = desk.database.rows(
            "SELECT name FROM adviser WHERE void_reason IS NULL ORDER BY name"
        )
        assert [row["name"] for row in names] == ["Anna Lind", "Ben Moe"]
    assert team.count("quarantine") == 0


def test_the_same_field_changed_by_two_is_shown_to_both_and_settled_by_one(
    crew: tuple[Team, Desk, Desk],
) -> None:
    _, anna, ben = crew
    kim = anna.add(Participant(preferred_name="Kim Prøvesen", phone="1"))
    anna.sync()
    ben.sync()
    anna.change("participant", kim, phone="2")
    ben.change("participant", kim, phone="3")
    anna.sync()
    told = ben.push()
    assert "conflict" in {outcome for outcome, _ in told.values()}
    ben.pull()
    anna.pull()
    assert anna.one("participant", kim) == ben.one("participant", kim)
    for desk in (anna, ben):
        assert desk.device.marks("participant", [kim]) == {kim: "two_versions"}
        (clash,) = desk.database.rows("SELECT * FROM sync_conflict")
        assert {clash["kept"], clash["lost"]} == {'"2"', '"3"'}
    anna.change("sync_conflict", clash["id"], state="settled", settled="kept")
    anna.sync()
    ben.pull()
    assert ben.device.marks("participant", [kim]) == {kim: "confirmed"}


def test_a_change_made_knowing_the_other_is_no_conflict(crew: tuple[Team, Desk, Desk]) -> None:
    team, anna, ben = crew
    kim = anna.add(Participant(preferred_name="Kim Prøvesen", phone="1"))
    for round_ in range(3):
        anna.sync()
        ben.sync()
        anna.pull()
        for desk, phone in ((anna, f"a{round_}"), (ben, f"b{round_}")):
            desk.change("participant", kim, phone=phone)
            anna.change("participant", kim, town=phone)
            anna.sync()
            ben.sync()
            anna.pull()
            assert anna.one("participant", kim) == ben.one("participant", kim)
    assert team.count("row_state WHERE entity = 'sync_conflict'") == 0


def test_the_doctor_finds_nothing_wrong_with_a_shared_caseload(
    crew: tuple[Team, Desk, Desk],
) -> None:
    _, anna, ben = crew
    kim = anna.add(Participant(preferred_name="Kim Prøvesen"))
    anna.sync()
    ben.sync()
    ben.change("participant", kim, phone="5")
    ben.sync()
    for desk in (anna, ben):
        report = doctor(desk.database.folder, desk.database.clock, thorough=True)
        wrong = [f.said for f in report.findings if f.grade == "bad"]
        assert not wrong
        assert "search" not in [f.subject for f in report.findings if f.grade == "warn"]


def test_a_newer_program_gets_from_the_hub_what_it_had_to_leave_out(
    crew: tuple[Team, Desk, Desk],
) -> None:
    _, anna, ben = crew
    kim = anna.add(Participant(preferred_name="Kim Prøvesen", phone="1"))
    anna.sync()
    ben.sync()
    known = ben.database.settings.get("sync.shape")
    known["participant"].remove("phone")
    ben.database.settings.put("sync.shape", known)
    with ben.database.taking_in() as connection:
        connection.execute("UPDATE participant SET phone = ''")
    for _ in range(2):
        ben.sync()
    assert ben.one("participant", kim)["phone"] == "1"  # type: ignore[index]
    assert "refill" not in ben.device.request()
