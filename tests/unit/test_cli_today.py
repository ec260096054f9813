"""Today, the caseload, the diary and the week from the command line."""

import json
import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from adviser_tui.cli import main
from adviser_tui.services.contacts import ContactDraft
from adviser_tui.services.office import open_office
from models.kinds import Channel, Stage

Run = Callable[..., Any]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    def go(*words: str, fails: int = 0) -> Any:
        code = main([*words, "--json"])
        out, err = capsys.readouterr()
        assert code == fails, (words, out, err)
        return json.loads(out)

    go("init", "--name", "Vilma Testesen", "--profile", "ips")
    return go


@pytest.fixture
def said(run: Run, capsys: pytest.CaptureFixture[str]) -> Callable[..., str]:
    def go(*words: str) -> str:
        assert main(list(words)) == 0
        return capsys.readouterr().out

    return go


def test_what_is_printed_can_be_acted_on(run: Run, said: Callable[..., str]) -> None:
    """Three made in one moment differ in the short id that is printed, and it is understood."""
    for what in ("ring", "write", "visit"):
        run("add", "follow-up", "--set", f"what={what}", "due=today")
    lines = said("today").splitlines()
    shorts = {line.split()[1]: line.split()[0] for line in lines if line.endswith("due today")}
    assert len(set(shorts.values())) == 3
    assert f"Id: {shorts['write']}." in said("today", "--plain")
    (done,) = run("follow-up", "done", shorts["write"])["follow_ups"]
    assert done["what"] == "write"
    assert "like" not in run("follow-up", "done", "00000000", fails=1)["error"]


def test_today_is_one_list_with_its_reasons(run: Run) -> None:
    run("add", "employer", "--set", "name=Greggs")
    run("add", "follow-up", "--set", "what=ring", "due=today", "employer=Greggs")
    document = run("today")
    (row,) = document["rows"]
    assert (row["what"], row["subject"], row["reason"], row["rank"]) == (
        "ring",
        "Greggs",
        "employer follow-up due today",
        "due_today",
    )
    later = run("today", "--on", "+3d")["rows"][0]
    assert later["reason"] == "employer follow-up due 3 days ago"
    assert run("today", "--show", "participant")["rows"] == []


def test_today_is_read_aloud_in_sentences(run: Run, said: Callable[..., str]) -> None:
    run("add", "employer", "--set", "name=Greggs")
    run("add", "follow-up", "--set", "what=ring", "due=today", "employer=Greggs")
    lines = said("today", "--plain").splitlines()
    assert lines[0].endswith(": 1 to look at.")
    heading, line = lines[1:]
    assert heading == "Today."
    assert re.fullmatch(
        r"1\. Greggs: ring\. Why: employer follow-up due today\. Id: [0-9a-f]{8}\.", line
    )
    assert "Nothing is owed" in said("today", "--show", "participant")


def test_a_day_that_is_none_is_refused(run: Run) -> None:
    document = run("today", "--on", "someday", fails=1)
    assert "could not be understood" in document["error"]


def test_the_caseload_shows_stage_step_and_quiet(run: Run, said: Callable[..., str]) -> None:
    run("add", "participant", "--set", "name=Amira Sample", "enrolled=40 days ago")
    run("set", "Amira", "stage=engaged")
    run("add", "follow-up", "--set", "what=ring", "due=yesterday", "participant=Amira")
    (row,) = run("people", "--show", "parked")["participants"]
    assert row["next_step"]["due_words"] == "1 day overdue"
    line = said("people", "--plain")
    assert line == "Amira Sample: engaged. Next: ring, 1 day overdue. Last: never.\n"
    assert said("people", "--show", "left") == "Nobody is in this part of the list.\n"


def test_the_week_counts_and_its_target_can_be_switched_off(
    run: Run, said: Callable[..., str], folder: Path
) -> None:
    from models.tables import Participant

    office = open_office(folder)
    office.identity.introduce("Vilma Testesen")
    now = office.desk.local_now
    office.contacts.log(ContactDraft(Channel.VISIT, now, new_employer="Greggs", minutes=30))
    assert office.weekly.week().words == "1 this week", "nobody looks for work yet"
    values = {"coach_id": office.desk.me, "stage": Stage.JOB_SEARCH}
    with office.database.write() as work:
        work.add_many(Participant, [{"preferred_name": each, **values} for each in "ABC"])
    office.close()
    assert run("week")["words"] == "1 of 6 this week"
    assert run("week", "--target", "3")["target"] == 3
    assert run("week", "--target", "off")["target"] is None
    assert run("week", "--target", "programme")["target"] == 6
    assert "number, off, or programme" in run("week", "--target", "many", fails=1)["error"]
    year, number, _ = now.date().isocalendar()
    assert run("week", "--week", f"{year}-W{number:02}")["counted"] == 1
    assert said("week").splitlines() == [
        "Employer contacts: 1 of 6 this week.",
        "0 of 1 with a need and a next step.",
        "Target: 6 a week.",
    ]


def test_the_diary_tells_the_week_day_by_day(run: Run, said: Callable[..., str]) -> None:
    run("add", "employer", "--set", "name=Greggs")
    run("add", "follow-up", "--set", "what=ring", "due=2026-11-25", "time=14:30", "employer=Greggs")
    lines = said("diary", "--week", "2026-W48").splitlines()
    assert lines[0] == "Week 48, 23 to 29 November 2026."
    assert "  14:30 Greggs: ring" in [line.removesuffix(", overdue") for line in lines]
    assert len(run("diary", "--week", "2026-W48")["days"]) == 7
    assert "no week" in run("diary", "--week", "2026-W60", fails=1)["error"]


def test_what_was_done_is_told_and_taken_back(run: Run) -> None:
    run("add", "participant", "--set", "name=Amira Sample")
    assert run("history")["actions"][0]["words"] == "added participant Amira Sample"
    assert run("undo")["undone"] == "added participant Amira Sample"
    assert run("history")["actions"][0]["is_undone"]
    assert run("redo")["redone"] == "added participant Amira Sample"


def test_reading_works_while_the_caseload_is_open_elsewhere(run: Run, folder: Path) -> None:
    office = open_office(folder)
    try:
        assert run("today")["rows"] == []
        assert run("people")["participants"] == []
        assert "open" in run("add", "employer", "--set", "name=Greggs", fails=3)["error"]
    finally:
        office.close()


def test_the_quietest_thing_owed_is_told_in_days(run: Run, folder: Path) -> None:
    office = open_office(folder)
    at = datetime.now(UTC) - timedelta(days=9)
    logged = office.contacts.log(ContactDraft(Channel.CALL, at, new_employer="Greggs"))
    office.close()
    run("add", "follow-up", "--set", "what=ring", "due=today", f"employer={logged.employer_id}")
    assert run("today")["rows"][0]["quiet_days"] in (9, 10)
