"""`adviser pattern`, `away`, `week --target` and the rules of programmes, as they are typed."""

import json
import stat
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from adviser_tui.cli import main
from adviser_tui.storage.modes import HAS_MODES

Run = Callable[..., Any]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    def go(*words: str, fails: int = 0) -> Any:
        code = main([*words, "--json"])
        out, err = capsys.readouterr()
        assert code == fails, (words, out, err)
        return json.loads(out)

    go("init", "--name", "Vilma Testesen", "--team", "Fjord", "--profile", "ips")
    return go


@pytest.fixture
def said(run: Run, capsys: pytest.CaptureFixture[str]) -> Callable[..., str]:
    def go(*words: str) -> str:
        assert main(list(words)) == 0
        return capsys.readouterr().out

    return go


def test_a_pattern_is_set_shown_and_taken_back(run: Run, said: Callable[..., str]) -> None:
    assert "full time from Monday to Friday is taken" in said("pattern")
    document = run("pattern", "mon-wed", "60%", "22h30", "from", "2026-09-01")
    (kept,) = document["patterns"]
    assert (kept["days"], kept["share"], kept["weekly_minutes"]) == (
        ["mon", "tue", "wed"],
        60,
        1350,
    )
    assert kept["valid_from"] == "2026-09-01"
    assert "from 2026-09-01: Mon to Wed, 60 %, 22 h 30 min a week" in said("pattern")
    assert run("pattern", "--back", kept["id"][-8:])["patterns"] == []
    run("undo")
    assert len(run("pattern")["patterns"]) == 1
    assert "no part of a working pattern" in run("pattern", "now", "and", "then", fails=1)["error"]


def test_days_away_are_written_listed_and_taken_back(run: Run, said: Callable[..., str]) -> None:
    added = run("away", "2030-12-21", "to", "2030-12-31")
    training = run("away", "training", "2030-12-02")
    assert [each["kind"] for each in training["absences"]] == ["training", "away"]
    half = run("away", "2030-12-03", "afternoon")["absences"][1]
    assert (half["first_on"], half["part"]) == ("2030-12-03", "afternoon")
    assert "Sat 21 Dec 2030 to Tue 31 Dec 2030" in said("away")
    left = run("away", "--back", added["added_id"], half["id"][-8:])["absences"]
    assert [each["kind"] for each in left] == ["training"]
    assert "Nothing fits" in run("away", "--back", "0000ffff", fails=1)["error"]
    assert "could not be understood" in run("away", "whenever", fails=1)["error"]


def test_the_week_that_days_away_change_is_the_one_that_is_told(said: Callable[..., str]) -> None:
    assert "This week: " in said("away")
    written = said("away", "2030-12-03", "to", "2030-12-04")
    assert "Away: Tue 3 Dec 2030 to Wed 4 Dec 2030." in written
    assert "The week from Mon 2 Dec 2030: 3 of 5 days" in written
    assert "This week" not in written
    (row,) = (line for line in said("away").splitlines() if "3 Dec" in line)
    assert "The week from Mon 2 Dec 2030: 5 of 5 days" in said("away", "--back", row.split()[0])


def test_a_colleague_s_time_is_theirs(run: Run) -> None:
    from adviser_tui.paths import data_dir
    from adviser_tui.services.office import open_office
    from models.tables import Adviser

    office = open_office(data_dir())
    with office.database.write() as work:
        bo = work.add(Adviser(name="Bo Invented", team="Fjord")).id
    office.close()
    document = run("pattern", "tue", "wed", "from", "2026-01-05", "--of", "bo invented")
    assert document["adviser_id"] == bo
    assert len(run("away", "2030-12-02", "--of", "bo invented")["absences"]) == 1
    assert run("pattern")["patterns"] == run("away")["absences"] == []


def test_a_target_is_set_and_what_it_is_made_of_is_said(run: Run, said: Callable[..., str]) -> None:
    assert "No target: nobody is looking for work." in said("week")
    kept = said("week", "--target", "8")
    assert "No target: nobody is looking for work." in kept
    assert "Kept: 8 for a full week, from this week on." in kept
    assert "Kept" not in said("week")
    for name in ("Amira", "Bo", "Cleo"):
        run("add", "participant", "--set", f"name={name} Sample", "stage=job_search")
    run("pattern", "mon-wed", "60%", "from", "2026-01-05")
    assert "a week at 60 %" in said("week", "--target", "8")
    assert run("week")["target"] is not None
    assert "No target: the target is switched off." in said("week", "--target", "off")
    assert "Target: 6 a week at 60 %" in said("week", "--target", "programme")
    assert "off, or programme" in run("week", "--target", "many", fails=1)["error"]
    assert "between 1 and 100" in run("week", "--target", "101", fails=1)["error"]


def test_rules_are_copied_edited_checked_and_used(
    run: Run, said: Callable[..., str], folder: Path
) -> None:
    document = run("profile", "copy", "standard", "mine", "--outcomes", "whp", "fss")
    path = Path(document["file"])
    assert path == folder / "profiles" / "mine.toml"
    if HAS_MODES:
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
        assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
        path.chmod(0o644)
    assert run("profile", "use", "mine")["profile"]["is_used"]
    assert not HAS_MODES or stat.S_IMODE(path.stat().st_mode) == 0o600
    figures = {each["place"]: each["value"] for each in run("profile", "show")["figures"]}
    assert "outcomes.whp" in figures
    assert "outcomes.plain_4" not in figures
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("base = 6", "base = 9"), encoding="utf-8")
    week = next(each for each in run("profile", "show")["figures"] if each["place"] == "week.base")
    assert (week["value"], week["certainty"]) == ("9", "local")
    assert run("profile", "show")["versions"] == []
    with path.open("a", encoding="utf-8") as file:
        file.write("\n[[version]]\nversion = 2\nvalid_from = 2999-04-01\nweek = {base = 12}\n")
    later = "version 2 from 2999-04-01: contacts a week for full time: 12."
    assert later in said("profile", "show", "mine")
    assert "version 1, holds today." in said("profile", "show", "mine")
    assert "there already" in run("profile", "copy", "ips", "mine", fails=1)["error"]
    assert "cannot be the name" in run("profile", "copy", "ips", "../mine", fails=1)["error"]
    assert (
        "would have mistakes"
        in run("profile", "copy", "ips", "other", "--outcomes", "gold", fails=1)["error"]
    )


def test_broken_rules_are_named_and_work_goes_on(
    run: Run, said: Callable[..., str], folder: Path
) -> None:
    run("profile", "copy", "nav", "mine")
    run("profile", "use", "mine")
    path = folder / "profiles" / "mine.toml"
    text = path.read_text(encoding="utf-8").replace("base = 6", "base = 'six'")
    path.write_text(text.replace('"visit"', '"fax"'), encoding="utf-8")
    missing = run("profile", "check", "mine", fails=1)["missing"]
    assert len(missing) == 2
    assert "version 1, week.base" in missing[1]
    assert "NAV Supported Employment counts meanwhile" in said("week")
    assert "cannot be used" in said("profile", "list")
    measured = run("measure", "M1")
    assert any("The profile mine cannot be used" in each for each in measured["notes"])
    assert any("`adviser profile check mine`" in each for each in measured["notes"])
    assert run("profile", "use", "mine", fails=1)["missing"] == missing
    assert run("profile", "show")["row"]["id"] == "nav"
    assert "no profile “gold”" in run("profile", "use", "gold", fails=1)["error"]
    assert "no file" in run("profile", "check", "nowhere.toml", fails=1)["error"]
    assert "came with the program" in run("profile", "check", "ips", fails=1)["error"]
    run("doctor")
