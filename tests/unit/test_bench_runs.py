"""Tiny runs of the benches of search and growth: everything is wired and is said."""

import json
import sys
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("bench", reason="benches stay in the checkout; they are not installed")

from bench import search_postgres
from bench.__main__ import main
from bench.growth import add_exponents, exponent
from bench.measuring import Outcome
from bench.postgres import UnavailableError
from bench.search_invented import invented_list
from bench.search_lists import Query, write_list, write_queries


def _document(capsys: pytest.CaptureFixture[str], *words: str) -> dict[str, Any]:
    assert main([*words, "--json"]) == 0
    document: dict[str, Any] = json.loads(capsys.readouterr().out)
    assert {"bench", "machine", "runs", "figures", "ratios", "budget", "holds"} <= set(document)
    return document


def test_quality_of_any_list_and_any_queries(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    listed = invented_list(60)
    write_list(tmp_path / "list.csv", listed)
    queries = [
        Query(str(number), "full_nolegal", each.name, (each.reference,))
        for number, each in enumerate(listed[:5])
    ]
    write_queries(tmp_path / "q.jsonl", queries)
    files = ("--employers", str(tmp_path / "list.csv"), "--queries", str(tmp_path / "q.jsonl"))
    document = _document(capsys, "search", "--quality", *files)
    found = document["quality"]["product"]
    assert found["classes"]["full_nolegal"]["n"] == 5
    assert found["macro"]["top1"]["value"] == 1.0
    assert document["figures"]["recall10"]["median"] == 1.0
    assert "recall10" in document["at_least"]


def test_the_product_stands_beside_every_reference_in_one_run(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", "")
    small = ("--made", "120", "--per-kind", "1", "--sample", "1", "--targets", "3")
    document = _document(capsys, "search", *small)
    for name in ("rapidfuzz_WRatio", "rapidfuzz_partial_ratio", "fts5_trigram", "fts5_prefix"):
        assert {"median", "p95", "p99", "max"} <= set(document["figures"][name])
        assert f"time_against_{name}" in document["ratios"]
        assert name in document["quality"]
    assert {"letters_p50", "product_key_p95", "product_memory"} <= set(document["figures"])
    assert any("PostgreSQL was not measured" in note for note in document["notes"])


@pytest.mark.skipif(sys.platform == "win32", reason="servers are started on POSIX only")
def test_pg_trgm_answers_where_there_is_a_server() -> None:
    listed = invented_list(50)
    try:
        with search_postgres.trigram_engines(listed) as engines:
            for engine in engines:
                assert engine.find(listed[7].name)[0] == listed[7].reference
    except UnavailableError as reason:
        pytest.skip(str(reason))


def test_the_exponent_is_the_slope_between_the_logarithms() -> None:
    sizes = (1_000, 10_000, 100_000)
    assert exponent(sizes, (3.0, 3.0, 3.0)) == pytest.approx(0.0)
    assert exponent(sizes, (1.0, 10.0, 100.0)) == pytest.approx(1.0)
    assert exponent(sizes, (2.0, 2 * 10**0.5, 20.0)) == pytest.approx(0.5)


def test_only_what_must_be_flat_has_a_budget() -> None:
    outcome = Outcome("growth", 10)
    add_exponents(outcome, (1_000, 10_000), {"today": [1.0, 5.0], "list": [1.0, 5.0]})
    assert outcome.limits == {"today_exponent": 0.15}
    assert not outcome.holds
    assert "list_exponent" in outcome.figures


def test_growth_at_one_size_says_every_time(capsys: pytest.CaptureFixture[str]) -> None:
    document = _document(capsys, "growth", "--most", "1000", "--no-keys")
    for key in ("today", "list", "card", "card_busiest", "report", "search"):
        assert document["figures"][f"{key}_1000"]["work"] > 0
