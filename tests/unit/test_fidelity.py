"""The fidelity self-check: levels only where a figure is known, and never a total."""

import json
from datetime import timedelta
from typing import Any

import pytest

from adviser_tui.clock import FixedClock
from adviser_tui.config import Settings
from adviser_tui.services.measures.fidelity import SelfCheck, level_of, self_check
from adviser_tui.services.office import Office
from adviser_tui.storage.database import Database
from models.kinds import PlacementKind, PlacementState, Stage
from models.tables import Adviser
from seed.fidelity import Item, scale
from seed.profile_rules import Certainty


@pytest.fixture
def office(database: Database, me: Adviser) -> Office:
    return Office(database, Settings())


def start_jobs(office: Office, me: str, contracts: list[str], **more: Any) -> None:
    from models.tables import Employer, Participant, Placement

    with office.database.write() as work:
        for number, contract in enumerate(contracts):
            person = work.add(
                Participant(
                    preferred_name=f"Person {number}", coach_id=me, stage=Stage.IN_WORK_SUPPORT
                )
            )
            employer = work.add(Employer(name=f"Employer {number}"))
            values = {
                "participant_id": person.id,
                "employer_id": employer.id,
                "role": "packer",
                "state": PlacementState.STARTED,
                "starts_on": office.desk.today - timedelta(days=40),
                "contract": contract,
                **more,
            }
            work.add(Placement(**values))


def item(found: SelfCheck, number: int) -> Any:
    return next(each for each in found.items if each.number == number)


def test_every_item_is_there_once_and_says_what_tells_it_or_what_it_would_need() -> None:
    items = scale("ips25").items
    assert [each.number for each in items] == list(range(1, 26))
    for each in items:
        assert bool(each.reading) != bool(each.needs)
        assert each.looks_at.endswith(".")


@pytest.mark.parametrize(
    ("people", "level"),
    [(0, 5), (20, 5), (21, 4), (25, 4), (26, 3), (30, 3), (31, 2), (40, 2), (41, 1), (90, 1)],
)
def test_the_caseload_has_all_five_levels(people: int, level: int) -> None:
    assert level_of(scale("ips25").items[0], people) == (level, str(level))


def test_where_only_the_best_level_is_known_nothing_is_made_up_below_it() -> None:
    contact = Item(17, "x", "x.", "x", at_least=(6,), certainty=Certainty.SECOND_HAND)
    assert level_of(contact, 6) == (5, "5")
    assert level_of(contact, 5) == (None, "below 5; how far is not known here")
    assert level_of(Item(19, "x", "x.", "x"), 5) == (None, "no level is known here")


def test_an_empty_caseload_tells_little_and_says_so(office: Office) -> None:
    found = self_check(office.measures)
    assert len(found.items) == 25
    assert "items can be told from the records" in found.words
    assert not item(found, 21).is_told
    assert item(found, 2).found == "not recorded here"
    assert item(found, 2).needs


def test_ordinary_jobs_are_permanent_paid_and_without_a_scheme(office: Office, me: Adviser) -> None:
    start_jobs(office, me.id, ["permanent"] * 9)
    start_jobs(office, me.id, ["permanent"], kind=PlacementKind.TRIAL)
    found = item(self_check(office.measures), 21)
    assert found.found.startswith("90 % (9 of 10)")
    assert found.level is None
    assert found.level_words == "below 5; how far is not known here"


def test_few_starts_are_counted_and_get_no_level(office: Office, me: Adviser) -> None:
    start_jobs(office, me.id, ["permanent"] * 3)
    found = item(self_check(office.measures), 21)
    assert found.found.startswith("3 of 3")
    assert (found.level, found.level_words) == (None, "too few for a level")


def test_a_job_without_a_contract_on_record_keeps_the_item_untold(
    office: Office, me: Adviser
) -> None:
    start_jobs(office, me.id, ["permanent"] * 12 + [""])
    found = item(self_check(office.measures), 21)
    assert not found.is_told
    assert found.found == "1 job that began has no contract on record"


def test_the_first_month_asks_for_a_meeting_in_person_in_each_week(
    office: Office, me: Adviser, clock: FixedClock
) -> None:
    from models.kinds import Channel, ContactState, ContactWith
    from models.tables import Contact, Participant

    start_jobs(office, me.id, ["permanent"] * 2)
    with office.database.write() as work:
        first, second = work.find(Participant)
        for week in range(4):
            for person in (first, second)[: 1 if week == 2 else 2]:
                work.add(
                    Contact(
                        kind=ContactWith.PARTICIPANT,
                        participant_id=person.id,
                        adviser_id=me.id,
                        channel=Channel.VISIT,
                        state=ContactState.DONE,
                        occurred_at=clock.now() - timedelta(days=40 - 7 * week),
                    )
                )
    found = item(self_check(office.measures), 23)
    assert found.found.startswith("1 of 2 of those who started were met in person")


def test_bands_say_how_sure_they_are_and_no_total_is_made(office: Office) -> None:
    found = self_check(office.measures)
    assert found.band_words[1] == "100 to 114: good (certain)"
    assert found.band_words[0].startswith("115 to 125: exemplary (not certain")
    assert not hasattr(found, "total")


def test_the_command_prints_every_item(office: Office, capsys: pytest.CaptureFixture[str]) -> None:
    from adviser_tui.cli import main

    assert main(["fidelity", "--json"]) == 0
    document = json.loads(capsys.readouterr().out)
    assert document["of"] == 25
    assert len(document["items"]) == 25
    assert "total" not in document
