"""`adviser verify` and `adviser evidence` as they are typed."""

import json
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from adviser_tui.cli import main
from adviser_tui.clock import Clock
from adviser_tui.storage.database import Database
from models.kinds import PlacementState
from models.tables import Adviser

Run = Callable[..., dict[str, Any]]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    def call(*words: str) -> dict[str, Any]:
        code = main([*words, "--json"])
        found: dict[str, Any] = json.loads(capsys.readouterr().out)
        return {**found, "code": code}

    return call


@pytest.fixture
def job(folder: Path) -> str:
    """Return a job that began fourteen weeks before the real day; commands use the real clock."""
    from models.tables import Employer, Participant, Placement

    database = Database(folder).open()
    with database.write("setup") as work:
        me = work.add(Adviser(name="Vilma Testesen"))
    with database.writing() as connection:
        for key, value in (("me", me.id), ("programme", "ips")):
            connection.execute("INSERT INTO setting (key, value) VALUES (?, ?)", (key, value))
    with database.write() as work:
        person = work.add(Participant(preferred_name="Amira Testova", coach_id=me.id))
        employer = work.add(Employer(name="Quillfeather Bakery"))
        made = work.add(
            Placement(
                participant_id=person.id,
                employer_id=employer.id,
                role="baker",
                state=PlacementState.STARTED,
                starts_on=Clock().today() - timedelta(weeks=14),
                pay=1500,
            )
        )
    database.close()
    return made.id


def test_a_payslip_is_kept_shown_and_taken_back(run: Run, job: str) -> None:
    kept = run("verify", "amira", "1-13", "yes", "16h", "£3,120", "--evidence", "payslip")
    assert (kept["code"], kept["state"]) == (0, "sustained_13")
    assert kept["check"]["minutes"] == 16 * 60
    assert kept["check"]["earned"] == 312_000
    standing = {each["rule"]: each["standing"] for each in kept["outcomes"]}
    assert standing["plain_13"] == "yes"
    shown = run("verify", "amira")
    assert [each["id"] for each in shown["checks"]] == [kept["check_id"]]
    fixed = run(
        "verify", "amira", "1-13", "yes", "15h", "--evidence", "payslip",
        "--correct", kept["check_id"], "--reason", "read 16 for 15",
    )  # fmt: skip
    assert fixed["check"]["minutes"] == 15 * 60
    back = run("verify", "--take-back", fixed["check_id"], "--reason", "not hers")
    assert (back["code"], back["state"]) == (0, "started")
    assert run("verify", "amira")["checks"] == []


def test_what_is_due_is_listed(run: Run, job: str) -> None:
    due = run("verify", "--due")["due"]
    assert [each["outcome_week"] for each in due] == [4, 13]
    assert due[0]["placement_id"] == job
    assert run("verify", "amira", "13", "unknown")["code"] == 0
    assert len(run("verify", "--due")["due"]) == 2


@pytest.mark.parametrize(
    "words",
    [
        ("amira", "13"),
        ("amira", "13", "perhaps"),
        ("amira", "13", "yes"),
        ("amira", "40", "yes", "--evidence", "payslip"),
        ("amira", "13", "yes", "£100", "£100", "--evidence", "payslip"),
        ("nobody", "13", "yes"),
        (),
        ("amira", "--due"),
    ],
)
def test_what_cannot_be_is_refused_in_a_sentence(run: Run, job: str, words: tuple[str]) -> None:
    refused = run("verify", *words)
    assert refused["code"] != 0
    assert refused["error"].endswith((".", "?"))
    assert run("verify", "amira")["checks"] == []


def test_the_evidence_is_written_and_never_over_another_file(
    run: Run, job: str, tmp_path: Path
) -> None:
    run("verify", "amira", "1-13", "yes", "16h", "--evidence", "payslip")
    path = tmp_path / "amira.md"
    written = run("evidence", "amira", str(path), "--rule", "ipspc")
    assert (written["code"], written["claim"], written["rule"]) == (0, "reached", "ipspc")
    assert path.read_text(encoding="utf-8").startswith("# Evidence: ")
    before = path.read_bytes()
    assert run("evidence", "amira", str(path), "--rule", "plain_4")["code"] != 0
    assert path.read_bytes() == before
    assert run("evidence", "amira", str(path), "--rule", "ipspc", "--replace")["code"] == 0
    assert path.read_bytes() == before
