"""`adviser log`: exit codes and documents that scripts may rely on."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from adviser_tui.cli import main
from adviser_tui.services.employers.drafts import EmployerDraft
from adviser_tui.services.office import Office, open_office
from adviser_tui.services.participants.writing import ParticipantDraft

Run = Callable[..., tuple[int, Any, str]]


@pytest.fixture
def caseload(folder: Path) -> Path:
    office = open_office(folder)
    office.identity.introduce("Vilma Testesen", "Fjord", "ips")
    for name, town in (
        ("Testco Stores", "Leeds"),
        ("Testco Stores", "York"),
        ("Crumbly Bakery Ltd", "Leeds"),
    ):
        office.employers.add(EmployerDraft(name, town=town), even_if_similar=True)
    office.participants.add(ParticipantDraft("Amira Sample"))
    office.close()
    return folder


@pytest.fixture
def run(caseload: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    def call(*words: str) -> tuple[int, Any, str]:
        code = main(["log", *words])
        printed = capsys.readouterr()
        document = json.loads(printed.out) if "--json" in words and printed.out else printed.out
        return code, document, printed.err

    return call


def count(folder: Path, table: str) -> int:
    office = open_office(folder, visiting=True)
    try:
        return int(office.database.row(f"SELECT count(*) FROM {table}")[0])
    finally:
        office.close()


def visited(folder: Path) -> Office:
    return open_office(folder, visiting=True)


def test_a_line_is_saved_and_said_back(run: Run, caseload: Path) -> None:
    code, out, err = run(
        "testco", "leeds", "f2f", "needs", "2 night fillers", "25m", "fu", "fri", "--json"
    )
    assert (code, err) == (0, "")
    assert out["ok"]
    assert out["understood"]["with"] == "Testco Stores"
    assert out["understood"]["need"] == "2 night fillers"
    assert (out["understood"]["channel"], out["understood"]["minutes"]) == ("visit", 25)
    assert not out["attempt"]
    assert not out["made_employer"]
    assert len(out["follow_up_ids"]) == 1
    assert out["need_id"]
    assert "Nobody has been in touch" in out["quiet"]["sentence"]
    office = visited(caseload)
    row = office.contacts.one(out["contact_id"])
    assert row.employer_id == out["employer_id"]
    assert row.at.isoformat() == out["understood"]["occurred_at"]
    office.close()


def test_words_for_people(run: Run) -> None:
    code, out, _ = run('amira call "bus pass sorted"')
    assert code == 0
    assert "Call with: Amira Sample, participant" in out
    assert "Note: bus pass sorted" in out
    assert out.endswith("Saved. `adviser undo` takes it back.\n")


def test_a_dry_run_writes_nothing(run: Run, caseload: Path) -> None:
    code, out, _ = run("Pretend Plumbing", "vm", "fu", "+2d", "--dry-run", "--json")
    assert code == 0
    assert out["dry_run"]
    assert out["attempt"]
    assert out["made_employer"]
    assert (out["contact_id"], out["follow_up_ids"]) == ("", [])
    assert count(caseload, "contact") == 0
    assert count(caseload, "employer") == 3
    code, words, _ = run("crumbly vm", "--dry-run")
    assert code == 0
    assert "nothing was saved" in words


def test_what_fits_more_than_one_is_asked_and_can_be_chosen(run: Run, caseload: Path) -> None:
    code, out, err = run("testco", "f2f", "--json")
    assert code == 1
    assert not out["ok"]
    (ask,) = out["asks"]
    towns = {each["detail"]: each["id"] for each in ask["candidates"]}
    assert set(towns) == {"Leeds", "York", ""}
    assert "--choose" in err
    assert towns["York"] in err
    assert count(caseload, "contact") == 0
    code, out, _ = run("testco", "f2f", "--choose", towns["York"], "--json")
    assert (code, out["employer_id"]) == (0, towns["York"])
    code, out, _ = run("testco", "f2f", "--new-employer", "--json")
    assert (code, out["made_employer"]) == (0, True)
    code, out, err = run("testco stores", "f2f")
    assert (code, out) == (1, "")
    assert "Nothing was saved" in err


def test_a_promise(run: Run) -> None:
    code, out, _ = run("promise", "crumbly", "send 2 CVs", "by", "thu", "--json")
    assert code == 0
    assert len(out["promise_ids"]) == 1
    assert out["contact_id"] == ""
    assert out["understood"]["promise"] == "send 2 CVs"


def test_when_it_happened_can_be_said_apart(run: Run, caseload: Path) -> None:
    code, out, _ = run("crumbly", "f2f", "--at", "yesterday", "--json")
    assert code == 0
    office = visited(caseload)
    assert (office.desk.today - office.contacts.one(out["contact_id"]).at.date()).days == 1
    office.close()
    code, _, err = run("crumbly", "f2f", "--at", "tomorrow")
    assert (code, count(caseload, "contact")) == (1, 1)
    assert "has not come yet" in err
    assert run("crumbly", "f2f", "--at", "whenever")[0] == 1


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("crumbly",), "Say how it was"),
        (("!!!", "call"), "is no name"),
        (("crumbly", "call", "fu", "31/2"), "There is no 31 February"),
        ((" ",), "Say first who"),
    ],
)
def test_what_cannot_be_saved_says_why(
    run: Run, caseload: Path, words: tuple[str, ...], sentence: str
) -> None:
    code, out, err = run(*words)
    assert (code, out) == (1, "")
    assert sentence in err
    assert "Nothing was saved" in err
    code, out, _ = run(*words, "--json")
    assert code == 1
    assert sentence in out["error"]
    assert count(caseload, "contact") == 0


def test_without_words_it_is_wrong_usage(caseload: Path) -> None:
    try:
        code: object = main(["log"])
    except SystemExit as ended:
        code = ended.code
    assert code == 2


@pytest.mark.parametrize(
    "line",
    [
        "\x1b[31mred\x1b[0m f2f",
        'crumbly call "\'; DROP TABLE contact; --"',
        "[bold]x[/bold] call",
        "\u202egnp.exe call",
        '"' * 50,
        "crumbly " + "x" * 5000 + " f2f",
        "=HYPERLINK(1) vm",
    ],
)
def test_hostile_lines_are_kept_harmless(run: Run, line: str) -> None:
    code, out, err = run(line)
    assert code in (0, 1)
    assert "\x1b" not in out + err
    assert "\u202e" not in out + err


def test_what_the_programme_does_not_count_is_said_with_what_would_make_it(
    run: Run, capsys: pytest.CaptureFixture[str]
) -> None:
    def said(*words: str) -> str:
        assert main([*words]) == 0
        return capsys.readouterr().out

    _, out, _ = run("crumbly", "f2f", "needs", "2 night fillers", "25m", "fu", "fri")
    assert "does not count for the programme's target yet: nobody with a say in hiring" in out
    week = said("week")
    assert "Not counted: 1 not with somebody who is known to have a say in hiring." in week
    assert 'adviser set "Kim Madeup" hiring=yes' in week
    said("undo")
    _, out, _ = run("crumbly", "f2f", "@Kim Madeup", "needs", "2 night fillers", "fu", "fri")
    assert "nobody noted that Kim Madeup has a say in hiring" in out
    assert "Employer contacts: 0 this week." in said("week")
    said("set", "Kim Madeup", "hiring=yes")
    week = said("week")
    assert "Employer contacts: 1 this week." in week
    assert "say in hiring" not in week
    _, document, _ = run("crumbly", "f2f", "@kim", "negotiate", "pay", "fu", "fri", "--json")
    assert not document["without_hiring_say"]
