"""What people say of themselves: written by any coach, kept by the lead alone (M9)."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from adviser_tui.clock import FixedClock
from adviser_tui.errors import AdviserError, NotFoundError
from adviser_tui.services.contacts import ContactDraft
from adviser_tui.services.office import Office
from adviser_tui.services.sync.membership import MembershipFile
from adviser_tui.services.working_time.service import AbsenceDraft
from adviser_tui.storage.backup import back_up
from adviser_tui.storage.health import doctor
from models.kinds import Channel
from tests.sync.canaries import found_in
from tests.sync.desks import Team, a_team, add_person, sync

WORD = "kanarifugl"
"""An answer that is found nowhere else."""


@pytest.fixture
def team(tmp_path: Path, clock: FixedClock) -> Iterator[Team]:
    made = a_team(tmp_path, clock)
    yield made
    made.close()


@pytest.fixture
def vilma(team: Team) -> Office:
    return team.joined("Vilma Testesen")


@pytest.fixture
def lena(team: Team) -> Office:
    return team.joined("Lena Lead", "lead")


def answers(office: Office) -> list[str]:
    rows = office.database.rows(
        "SELECT answer FROM equity_record WHERE void_reason IS NULL ORDER BY id"
    )
    return [str(row[0]) for row in rows]


def of(office: Office, person: str, characteristic: str = "gender") -> str:
    asked = {each.characteristic: each for each in office.equity.of(person)}
    return asked[characteristic].words


def test_the_answer_goes_to_the_lead_and_leaves_the_coach(
    team: Team, vilma: Office, lena: Office
) -> None:
    amira = add_person(vilma, "Amira")
    sync(vilma)
    vilma.equity.record(amira, {"gender": WORD, "caring": "prefer not to say"})
    assert answers(vilma) == [WORD, ""], "it waits here until the hub has it"
    sync(vilma)
    sync(lena)
    assert answers(vilma) == []
    assert answers(lena) == [WORD, ""]
    assert of(vilma, amira).endswith("kept by your team's lead")
    assert of(vilma, amira, "caring").endswith("kept by your team's lead")
    assert of(vilma, amira, "religion") == "not asked"
    assert found_in(vilma.database.folder, {WORD}) == []
    note = vilma.measures.measure("M9").notes
    assert any("kept by the team's lead" in each for each in note)


def test_copies_with_the_answer_go_and_those_without_stay(
    team: Team, vilma: Office, clock: FixedClock
) -> None:
    amira = add_person(vilma, "Amira")
    sync(vilma)
    before = back_up(vilma.database)
    clock.at += timedelta(days=1)
    vilma.equity.record(amira, {"gender": WORD})
    meanwhile = back_up(vilma.database)
    assert found_in(meanwhile.parent, {WORD}) == [meanwhile.name]
    sync(vilma)
    assert before.exists(), "it knows the person, who is still here, and no answer"
    assert found_in(vilma.database.folder, {WORD}) == []


def test_a_deputy_and_another_coach_never_get_it(team: Team, vilma: Office, lena: Office) -> None:
    bea = team.joined("Bea Beispiel")
    for office in (bea, vilma):
        sync(office)
    amira = add_person(vilma, "Amira", deputy_id=bea.desk.me)
    vilma.equity.record(amira, {"gender": WORD})
    for office in (vilma, bea, lena, vilma, bea):
        sync(office)
    assert answers(bea) == []
    assert bea.participants.card(amira).name == "Amira"
    assert found_in(bea.database.folder, {WORD}) == []


def test_asked_again_the_new_answer_counts(team: Team, vilma: Office, lena: Office) -> None:
    amira = add_person(vilma, "Amira")
    vilma.equity.record(amira, {"gender": "man"})
    sync(vilma)
    vilma.equity.record(amira, {"gender": "woman"})
    sync(vilma)
    sync(lena)
    assert answers(vilma) == []
    assert answers(lena) == ["man", "woman"]
    assert {each.answer for each in lena.equity.of(amira)} == {"woman", ""}


def test_it_can_be_taken_back_though_it_is_elsewhere(
    team: Team, vilma: Office, lena: Office
) -> None:
    amira = add_person(vilma, "Amira")
    vilma.equity.record(amira, {"gender": "man"})
    sync(vilma)
    assert vilma.equity.record(amira, {"gender": ""}) == 1
    sync(vilma)
    sync(lena)
    assert of(lena, amira) == "not asked"
    assert of(vilma, amira) == "not asked"


def test_what_was_let_go_of_cannot_be_undone_and_nothing_else_is_lost(
    team: Team, vilma: Office
) -> None:
    amira = add_person(vilma, "Amira")
    vilma.equity.record(amira, {"gender": WORD})
    sync(vilma)
    vilma.history.undo()
    row = vilma.database.row("SELECT void_reason FROM participant")
    assert row is not None
    assert row[0] == "undone", "what is undone is what was done before"


def test_the_device_and_the_hub_still_agree(team: Team, vilma: Office, lena: Office) -> None:
    amira = add_person(vilma, "Amira")
    vilma.equity.record(amira, {"gender": WORD})
    for office in (vilma, lena, vilma, lena):
        sync(office)
    for office in (vilma, lena):
        done = office.sync.now(must_compare=True)
        assert (done.is_compared, done.differing) == (True, 0)
        report = doctor(office.database.folder, office.database.clock, thorough=True)
        assert [each.said for each in report.findings if each.grade == "bad"] == []


def test_erased_they_are_gone_everywhere(
    team: Team, vilma: Office, lena: Office, tmp_path: Path
) -> None:
    amira = add_person(vilma, "Amira")
    vilma.equity.record(amira, {"gender": WORD})
    for office in (vilma, lena):
        sync(office)
    mine = MembershipFile(lena.database.folder).read()
    assert mine is not None
    body = {"agg": amira, "reason": "asked for it"}
    team.wires[id(lena)].call("erase", body, mine.shown_token)
    for office in (vilma, lena):
        sync(office)
    assert answers(lena) == []
    assert vilma.database.rows("SELECT 1 FROM setting WHERE key GLOB 'equity.*'") == []
    for office in (vilma, lena):
        assert found_in(office.database.folder, {WORD, amira}) == []
    rows = team.founded.store
    with rows.reading() as t:
        assert t.one("SELECT 1 AS n FROM row_state WHERE agg = :a", a=amira) is None


def test_nobody_but_a_lead_may_look_at_a_team(team: Team, vilma: Office, lena: Office) -> None:
    from adviser_tui.services.measures.sight import require_sight_of

    require_sight_of(lena, lena.measures.team().advisers)
    with pytest.raises(AdviserError):
        require_sight_of(vilma, (vilma.desk.me, lena.desk.me))


def test_the_diary_of_everybody_tells_a_lead_alone_how_long_others_were_out(
    team: Team, vilma: Office, lena: Office, clock: FixedClock
) -> None:
    for office in (vilma, lena):
        office.contacts.log(ContactDraft(Channel.VISIT, clock.at, minutes=30, new_employer="Foo"))
    for office in (vilma, lena, vilma):
        sync(office)
    assert [office.diary.week(everybody=True).minutes_away for office in (vilma, lena)] == [0, 60]
    assert vilma.diary.week().minutes_away == 30


def test_only_a_lead_takes_working_time_of_colleagues_back(
    team: Team, vilma: Office, lena: Office
) -> None:
    day = vilma.desk.today
    away = vilma.working_time.add_absence(AbsenceDraft(day, day))
    ola = team.joined("Ola Testesen")
    for office in (vilma, ola, lena):
        sync(office)
    with pytest.raises(NotFoundError, match="Nothing here fits"):
        ola.records.void(away, "they were here")
    lena.records.void(away, "they were here")
