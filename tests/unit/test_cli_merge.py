"""Merging and grouping from the command line."""

import json
from collections.abc import Callable
from typing import Any

import pytest

from adviser_tui.cli import main

Run = Callable[..., Any]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    """Run a command with --json; return its document, or what was said where it fails."""

    def go(*words: str, fails: int = 0) -> Any:
        code = main([*words, "--json"])
        out, err = capsys.readouterr()
        assert code == fails, (words, out, err)
        document = json.loads(out)
        return document["error"] if fails else document

    go("init", "--name", "Vilma Testesen", "--profile", "ips")
    return go


def added(run: Run, *given: str) -> str:
    return str(run("add", "employer", "--even-if-similar", "--set", *given)["id"])


def test_a_merge_is_shown_first_done_with_choices_and_taken_back(run: Run) -> None:
    keep = added(run, "name=Nordbageri Ltd", "phone=0113 496 0001", "town=Leeds")
    other = added(run, "name=Nordbageriet", "phone=0113 496 0002", "town=York")
    run("add", "vacancy", "--set", f"employer={other}", "title=Baker")
    shown = run("merge", keep, other, "--take", "phone=other", "--dry-run")
    fields = {each["name"]: each for each in shown["fields"]}
    assert fields["phone"]["result"] == "0113 496 0002"
    assert fields["phone"]["keep_changed"]["by"] == "Vilma Testesen"
    assert shown["moves"] == {"vacancy": 1, "employer_site": 1}
    assert run("show", other)["id"] == other
    done = run("merge", keep, other, "--take", "phone=other", "--set", "website=nord.example.org")
    assert (done["id"], done["gone"]) == (keep, other)
    led = run("show", other)
    assert led["id"] == keep
    assert led["fields"]["phone"] == "0113 496 0002"
    assert led["fields"]["website"] == "nord.example.org"
    run("undo")
    assert run("show", other)["id"] == other


def test_what_stands_against_it_is_said_in_words(run: Run) -> None:
    keep = added(run, "name=Nord", "company_number=111")
    other = added(run, "name=Nord", "company_number=222")
    person = run("add", "participant", "--set", "name=Amira")["id"]
    assert "--even-so" in run("merge", keep, other, fails=1)
    assert "only two of a kind" in run("merge", keep, person, fails=1)
    assert "no side" in run("merge", keep, other, "--take", "phone=mine", fails=1)
    assert "same employer twice" in run("merge", keep, keep, fails=1)
    assert run("merge", keep, other, "--not-same")["not_same"] == [keep, other]
    assert "are two" in run("merge", keep, other, fails=1)


def test_branches_are_put_under_their_parent_and_taken_out(run: Run) -> None:
    parent, one, two = (added(run, f"name=Nord {each}") for each in ("Group", "Leeds", "York"))
    assert run("group", parent, one, two)["changed"] == 2
    assert {each["id"] for each in run("group", parent)["branches"]} == {one, two}
    assert "itself a branch" in run("group", one, two, fails=1)
    assert "branches of its own" in run("group", added(run, "name=Top"), parent, fails=1)
    assert run("group", "--take-out", two)["changed"] == 1
    assert [each["id"] for each in run("group", parent)["branches"]] == [one]


def test_a_list_that_names_the_emptied_employer_brings_no_double(run: Run, tmp_path: Any) -> None:
    table = tmp_path / "list.csv"
    table.write_text("reference,name,town\nA1,Nordbageri,Leeds\nA2,Nordbageriet,Leeds\n")
    run("import", "employers", str(table))
    hits = run("find", "nordbageri", "--kind", "employer")["hits"]
    ids = {hit["reference"]: hit["id"] for hit in hits}
    run("merge", ids["A1"], ids["A2"])
    assert run("import", "employers", str(table))["new"] == 0
