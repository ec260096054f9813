"""`adviser doctor --duplicates` and `--groups`, and what an import says of likely twins."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from adviser_tui.cli import main

Run = Callable[..., tuple[int, Any, str]]

_LIST = """Reference,Employer name,Town,Postcode
1,Harnbrook Pies Ltd,Testham,ZZ1 1ZZ
2,Harnbrok Pies,Testham,
3,Kestrelvane,Testham,
4,Kestrelvane Express,Oxbridge,
5,Kestrelvane Oxbridge,Oxbridge,
6,Testham Kestrelvane,Testham,
7,Quite Another,Testham,
"""


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    def call(*words: str) -> tuple[int, Any, str]:
        code = main(words)
        printed = capsys.readouterr()
        document = json.loads(printed.out) if "--json" in words else printed.out
        return code, document, printed.err

    return call


@pytest.fixture
def listed(run: Run, folder: Path, tmp_path: Path) -> Path:
    run("init", "--name", "Vilma Testesen")
    path = tmp_path / "list.csv"
    path.write_text(_LIST, encoding="utf-8")
    run("import", "employers", str(path))
    return path


def test_the_doctor_lists_doubles_with_the_command_that_merges_them(run: Run, listed: Path) -> None:
    code, found, err = run("doctor", "--duplicates", "--json")

    assert (code, err, found["duplicates_found"]) == (0, "", 1)
    (double,) = found["duplicates"]
    assert {double["first"]["name"], double["second"]["name"]} == {
        "Harnbrook Pies Ltd, Testham",
        "Harnbrok Pies, Testham",
    }
    assert double["certainty"] == "possible"
    assert run(*double["command"].split()[1:], "--not-same")[0] == 0
    assert run("doctor", "--duplicates", "--json")[1]["duplicates_found"] == 0


def test_the_doctor_says_doubles_and_groups_in_words(run: Run, listed: Path) -> None:
    code, said, _ = run("doctor", "--duplicates")
    assert code == 0
    assert "maybe: Harnbrook Pies Ltd, Testham  =  Harnbrok Pies, Testham" in said
    assert "--not-same" in said

    code, said, _ = run("doctor", "--groups")
    assert code == 0
    assert "kestrelvane (4, same brand)" in said
    assert "adviser group " in said


def test_the_doctor_looks_for_nothing_where_there_is_nothing(run: Run, folder: Path) -> None:
    run("init", "--name", "Vilma Testesen")

    assert "Nothing looks as if it were there twice." in run("doctor", "--duplicates")[1]
    assert "No employers look like branches" in run("doctor", "--groups")[1]
    assert run("doctor", "--duplicates", "--limit", "-1")[0] == 2


def test_an_import_names_likely_twins_and_takes_the_rows_all_the_same(
    run: Run, listed: Path, tmp_path: Path
) -> None:
    more = tmp_path / "more.csv"
    more.write_text(
        "Employer name,Town\nHarnbrook Pie,Testham\nMillvane Ovens,Testham\n"
        "Milvane Ovens,Testham\nNobody Else,Oxbridge\n",
        encoding="utf-8",
    )
    _, tried, _ = run("import", "employers", str(more), "--dry-run", "--json")
    code, done, _ = run("import", "employers", str(more), "--json")

    assert (code, done["imported"]) == (0, 4)
    assert done["possible_twins"] == tried["possible_twins"]
    assert done["possible_twins_found"] == 2
    beside = [(each["line"], each["name"], each["twin"]) for each in done["possible_twins"]]
    assert beside[0][:2] == (2, "Harnbrook Pie")
    assert beside[0][2].startswith("Harnbro")
    assert beside[1] == (4, "Milvane Ovens", "line 3, Millvane Ovens")
    assert "almost the same name" in done["possible_twins"][1]["reason"]


def test_an_import_says_likely_twins_in_words(run: Run, listed: Path, tmp_path: Path) -> None:
    more = tmp_path / "more.csv"
    more.write_text("Employer name,Town\nHarnbrook Pie,Testham\n", encoding="utf-8")

    _, said, _ = run("import", "employers", str(more), "--dry-run")

    assert "May be there already, taken all the same (1):" in said
    assert "line 2: Harnbrook Pie = Harnbro" in said
