"""The evidence pack: what it says, what it leaves out, and that a day gives the same pack again."""

import csv
import stat
import sys
from collections.abc import Callable
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from adviser_tui.clock import FixedClock
from adviser_tui.config import Settings
from adviser_tui.errors import InputError, RuleError
from adviser_tui.exchange.evidence_file import evidence_text, write_evidence
from adviser_tui.services.evidence_pack import EvidencePack, evidence_pack
from adviser_tui.services.office import Office
from adviser_tui.services.outcome_checks import CheckDraft
from adviser_tui.storage.database import Database
from adviser_tui.storage.rows_then import row_then
from models.kinds import CheckState, Confidentiality, EvidenceKind, PlacementState
from models.tables import Adviser

STARTED = date(2026, 8, 3)


@pytest.fixture
def office(database: Database, me: Adviser) -> Office:
    with database.writing() as connection:
        connection.execute("INSERT INTO setting (key, value) VALUES ('programme', 'ips')")
    return Office(database, Settings())


@pytest.fixture
def job(office: Office, me: Adviser, clock: FixedClock) -> str:
    from models.tables import BarrierAction, Employer, Participant, Placement

    clock.at -= timedelta(days=60)
    with office.database.write() as work:
        person = work.add(
            Participant(
                preferred_name="Amira",
                legal_name="Amira Testova",
                reference="P-0017",
                coach_id=me.id,
                phone="0113 496 0123",
            )
        )
        work.add(BarrierAction(participant_id=person.id, barrier="back pain", action="a chair"))
        employer = work.add(Employer(name="Quillfeather | Bakery"))
        made = work.add(
            Placement(
                participant_id=person.id,
                employer_id=employer.id,
                role="baker",
                state=PlacementState.STARTED,
                starts_on=STARTED,
                weekly_minutes=20 * 60,
                pay=1350,
            )
        )
    clock.at += timedelta(days=60)
    return made.id


def check(office: Office, job: str, weeks: int, last: int, **more: Any) -> str:
    values: dict[str, Any] = {"minutes": 20 * 60, "evidence": EvidenceKind.PAYSLIP, **more}
    done = office.outcome_checks.record(job, CheckDraft(last, weeks, **values))
    return done.check.id


def text(pack: EvidencePack) -> str:
    return "\n".join(evidence_text(pack))


def test_the_pack_says_what_is_claimed_by_which_rule_and_how_it_was_reckoned(
    office: Office, job: str
) -> None:
    check(office, job, 13, 13, earned=351_000, note="payslips in the blue folder")
    pack = evidence_pack(office.desk, job, "ipspc")
    said = text(pack)
    assert pack.claim == "reached"
    assert "**reached**, as known at the end of 2026-11-20" in said
    assert "ipspc, of the rules ips 1; read at its source" in said
    assert "Amira, reference P-0017" in said
    assert "most in one stretch: 13 (weeks 1 to 13)" in said
    assert "| 13 | 2026-10-26 | 2026-11-01 | Quillfeather \\| Bakery | yes | 20 hours" in said
    assert "£270.00 | £13.50 | £12.71 | payslip | 2026-11-20 | Vilma Testesen |" in said
    assert said.count("\n| ") == 16 + 1


def test_what_nobody_verified_is_named_apart(office: Office, job: str) -> None:
    check(office, job, 4, 4)
    check(office, job, 1, 8, state=CheckState.VERIFIED_NO, minutes=None)
    pack = evidence_pack(office.desk, job, "ipspc")
    assert pack.claim == "not verified"
    assert "Weeks 5 to 7 and 9 to 16." in text(pack)


def test_nothing_but_what_a_funder_needs_is_in_it(office: Office, job: str) -> None:
    check(office, job, 13, 13, note="off for her back in week 3")
    said = text(evidence_pack(office.desk, job))
    for word in ("Testova", "0113", "back", "chair", "barrier_action"):
        assert word not in said


def test_somebody_restricted_appears_by_initials_unless_asked_for(office: Office, job: str) -> None:
    from models.tables import Participant

    with office.database.write() as work:
        (person,) = work.find(Participant)
        work.change(person, confidentiality=Confidentiality.RESTRICTED)
    assert evidence_pack(office.desk, job).name == "A."
    assert evidence_pack(office.desk, job, restricted=True).name == "Amira"


def _verify_more(office: Office, job: str, first: str) -> None:
    check(office, job, 1, 14)


def _take_back(office: Office, job: str, first: str) -> None:
    office.outcome_checks.take_back(first, "somebody else's payslip")


def _correct(office: Office, job: str, first: str) -> None:
    draft = CheckDraft(13, 13, minutes=600, evidence=EvidenceKind.EMPLOYER)
    office.outcome_checks.correct(first, draft, "read 20 for 10")


def _end(office: Office, job: str, first: str) -> None:
    office.placements.end(job, office.desk.today, "moved away")


def _rename(office: Office, job: str, first: str) -> None:
    from models.tables import Employer, Participant, Placement

    with office.database.write() as work:
        work.change(work.get(Placement, job), pay=900, starts_on=date(2026, 9, 1), role="cook")
        work.change(work.find(Participant)[0], preferred_name="Amy", reference="P-9999")
        work.change(work.find(Employer)[0], name="Another Bakery")


def _undo(office: Office, job: str, first: str) -> None:
    office.history.undo()


@pytest.mark.parametrize(
    "later",
    [_verify_more, _take_back, _correct, _end, _rename, _undo],
    ids=lambda each: each.__name__,
)
@pytest.mark.parametrize("ending", [".md", ".csv"])
def test_the_same_day_gives_the_same_bytes_whatever_happened_since(
    office: Office,
    job: str,
    clock: FixedClock,
    tmp_path: Path,
    later: Callable[[Office, str, str], None],
    ending: str,
) -> None:
    first = check(office, job, 13, 13, earned=351_000)
    as_of = office.desk.today
    before = tmp_path / f"before{ending}"
    write_evidence(before, evidence_pack(office.desk, job, "ipspc", as_of))
    clock.at += timedelta(days=2)
    later(office, job, first)
    clock.at += timedelta(days=30)
    after = tmp_path / f"after{ending}"
    write_evidence(after, evidence_pack(office.desk, job, "ipspc", as_of))
    assert after.read_bytes() == before.read_bytes()


def test_what_was_written_down_later_is_not_in_an_earlier_pack(
    office: Office, job: str, clock: FixedClock
) -> None:
    check(office, job, 13, 13)
    yesterday = office.desk.today - timedelta(days=1)
    assert evidence_pack(office.desk, job, "ipspc", yesterday).claim == "not verified"
    clock.at = datetime(2026, 11, 20, 23, 59, tzinfo=clock.at.tzinfo)
    assert evidence_pack(office.desk, job, "ipspc").claim == "reached"


def test_before_the_work_was_known_there_is_no_pack(office: Office, job: str) -> None:
    with pytest.raises(RuleError):
        evidence_pack(office.desk, job, "", date(2026, 8, 30))
    with pytest.raises(InputError):
        evidence_pack(office.desk, job, "", office.desk.today + timedelta(days=1))
    with pytest.raises(InputError, match="plain_13"):
        evidence_pack(office.desk, job, "moonshot")


def test_the_file_is_private_whole_and_a_table_where_asked(
    office: Office, job: str, tmp_path: Path
) -> None:
    check(office, job, 13, 13, earned=351_000)
    pack = evidence_pack(office.desk, job, "plain_13")
    path = tmp_path / "weeks.csv"
    write_evidence(path, pack)
    if sys.platform != "win32":
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == 13
    assert rows[12]["Week"] == "13"
    assert rows[12]["Earned"] == "270.00"
    assert rows[12]["Claim"] == "reached"
    with pytest.raises(InputError, match="already is a file"):
        write_evidence(path, pack)
    with pytest.raises(InputError, match="kind of file"):
        write_evidence(tmp_path / "weeks.pdf", pack)


def test_a_row_is_read_back_as_it_stood(office: Office, job: str, clock: FixedClock) -> None:
    from models.tables import Placement

    then = clock.now()
    clock.at += timedelta(days=1)
    with office.database.write() as work:
        work.change(work.get(Placement, job), role="cook")
    clock.at += timedelta(days=1)
    with office.database.write() as work:
        work.change(work.get(Placement, job), role="head cook", pay=1500)
    found = row_then(office.database, "placement", job, then)
    assert found is not None
    assert (found["role"], found["pay"]) == ("baker", 1350)
    assert row_then(office.database, "placement", job, then - timedelta(days=90)) is None
    assert row_then(office.database, "placement", "nothing", then) is None


def test_nothing_in_a_name_is_markdown_and_every_ending_is_named(
    office: Office, job: str, tmp_path: Path
) -> None:
    from models.tables import Placement

    check(office, job, 13, 13)
    with office.database.write() as work:
        work.change(work.get(Placement, job), role="![x](http://example.org/a.png) <b>")
    pack = evidence_pack(office.desk, job)
    assert "\\[x\\](http" in text(pack)
    assert "\\<b>" in text(pack)
    with pytest.raises(InputError, match=r"\.md"):
        write_evidence(tmp_path / "pack.pdf", pack)
