"""Measures and reports from the command line."""

import json
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from adviser_tui.cli import main

Run = Callable[..., Any]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    def go(*words: str, fails: int = 0) -> Any:
        code = main([*words, "--json"])
        out, err = capsys.readouterr()
        assert code == fails, (words, out, err)
        return json.loads(out)

    go("init", "--name", "Vilma Testesen", "--profile", "standard")
    for name in ("sample bakery", "mock garage"):
        go("log", *name.split(), "call", "asked", "--new-employer", "--at", "today 00:01")
    return go


@pytest.fixture
def said(run: Run, capsys: pytest.CaptureFixture[str]) -> Callable[..., str]:
    def go(*words: str) -> str:
        assert main(list(words)) == 0
        return capsys.readouterr().out

    return go


def test_a_measure_is_a_document_of_exact_numbers(run: Run) -> None:
    found = run("measure", "m1")
    assert (found["measure"], found["components"], found["off"]) == ("M1", ["EC"], False)
    figure = found["figures"][0]
    assert (figure["key"], figure["value"], figure["words"]) == ("M1.counted", "2", "2")
    assert "rows" not in figure
    for each in run("measure", "all")["measures"]:
        for one in (*each["figures"], *each["companions"]):
            for number in ("value", "numerator", "denominator"):
                assert one[number] is None or str(Fraction(one[number])) == one[number]


def test_the_rows_behind_a_figure_come_when_asked_for(run: Run, said: Callable[..., str]) -> None:
    figure = run("measure", "M1", "--rows")["figures"][0]
    assert len(figure["rows"]) == 2
    text = said("measure", "M1", "--rows")
    assert "Made of (2):" in text
    assert "sample bakery" in text.casefold()
    for row in figure["rows"]:
        assert f"[{row[-8:]}]" in text


def test_all_of_an_empty_week_are_there_and_none_fails(run: Run) -> None:
    found = run("measure", "all", "--week", "2020-W01")["measures"]
    assert [each["measure"] for each in found] == [f"M{number}" for number in range(1, 16)]
    assert {each["period"]["name"] for each in found} == {"2020-W01"}
    for each in found:
        for one in (*each["figures"], *each["companions"]):
            if one["denominator"] == "0":
                assert one["value"] is None
                assert one["words"].startswith("n/a")


def test_weeks_and_months_are_what_the_calendar_says(run: Run) -> None:
    period = run("measure", "M1", "--week", "2026-W53")["period"]
    assert (period["from"], period["to"]) == ("2026-12-28", "2027-01-03")
    month = run("measure", "M1", "--month", "2024-02")["period"]
    assert (month["from"], month["to"]) == ("2024-02-01", "2024-02-29")
    for wrong in (
        ("--week", "2025-W53"),
        ("--week", "someday"),
        ("--month", "2026-13"),
        ("--profile", "nowhere"),
        ("--of", "nobody at all"),
    ):
        assert run("measure", "M1", *wrong, fails=1)["ok"] is False
    assert "M1 to M15" in run("measure", "M16", fails=1)["error"]


def test_other_rules_count_otherwise_and_say_so(run: Run) -> None:
    found = run("measure", "M1", "--profile", "ips")
    assert found["profile"].startswith("ips")
    assert found["figures"][0]["value"] == "0"
    assert found["figures"][1]["value"] == "2"


def test_alone_one_may_ask_for_the_team_and_for_oneself_by_name(run: Run) -> None:
    assert run("measure", "M1", "--team")["figures"][0]["value"] == "2"
    assert run("measure", "M1", "--of", "vilma")["whose"] == "Vilma Testesen"
    assert [each["name"] for each in run("report", "team")["advisers"]] == ["Vilma Testesen"]


def test_the_report_is_printed_or_written(
    run: Run, said: Callable[..., str], tmp_path: Path
) -> None:
    text = said("report", "week", "--plain")
    assert "The four parts of the work" in text
    assert "For the team meeting" in text
    page, table = tmp_path / "week.html", tmp_path / "week.csv"
    found = run("report", "week", "--page", str(page), "--csv", str(table))
    assert found["files"] == [str(table), str(page)]
    assert page.exists()
    assert table.exists()
    again = run("report", "week", "--page", str(page), fails=1)
    assert "--replace" in again["error"]
    run("report", "week", "--page", str(page), "--replace")
    wrong = run("report", "week", "--csv", str(tmp_path / "week.html"), fails=1)
    assert "ends in .csv" in wrong["error"]
    assert run("report", "week")["measures"][0]["measure"] == "M1"
