"""The frame that benches stand in: what is counted, what is compared, what is printed."""

import json
import sys

import pytest

pytest.importorskip("bench", reason="benches stay in the checkout; they are not installed")

from bench.__main__ import in_words
from bench.measuring import Budget, Outcome, alternate, percentile


def test_the_percentile_is_a_value_that_was_measured() -> None:
    values = [float(number) for number in range(1, 21)]
    assert percentile(values, 95) == 19.0
    assert percentile(values, 50) == 10.0
    assert percentile([4.0], 95) == 4.0


def test_each_round_runs_everything_once_and_the_order_turns() -> None:
    order: list[str] = []

    def measure(name: str) -> float:
        order.append(name)
        return float(len(order))

    found = alternate(3, {"a": lambda: measure("a"), "b": lambda: measure("b")})
    assert order == ["a", "b", "a", "b", "b", "a", "a", "b"]
    assert found == {"a": [3.0, 6.0, 7.0], "b": [4.0, 5.0, 8.0]}


def test_a_ratio_is_that_of_runs_side_by_side() -> None:
    """A machine that slows down halfway slows both, and the ratio stays."""
    outcome = Outcome("start", 3)
    outcome.add("frame", [100.0, 100.0, 900.0])
    outcome.compare("frame", [100.0, 100.0, 900.0], [100.0, 50.0, 600.0], Budget(1.6))
    assert outcome.ratios == {"frame": 1.5}
    assert outcome.holds


def test_a_missed_budget_is_named() -> None:
    outcome = Outcome("write", 1)
    outcome.add("contact", [8.0])
    outcome.compare("contact", [8.0], [2.0], Budget(3.0))
    document = outcome.document()
    assert document["holds"] is False
    assert document["missed"] == ["contact"]
    assert any("MISSED" in line for line in in_words(outcome))


def test_a_key_may_be_slow_beside_its_reference_when_nobody_could_notice() -> None:
    outcome = Outcome("keys", 2)
    outcome.add("move", [4.0, 5.0])
    outcome.compare("move", [4.0, 5.0], [1.0, 1.0], Budget(1.5, "ms", 16.0))
    assert outcome.holds
    outcome.add("move", [4.0, 17.0])
    assert not outcome.holds


def test_a_bench_that_measured_nothing_holds_nothing() -> None:
    assert not Outcome("start", 10).holds


def test_the_document_has_what_is_promised_and_can_be_written() -> None:
    outcome = Outcome("start", 10)
    outcome.add("frame", [1.0] * 10)
    outcome.compare("frame", [1.0] * 10, [1.0] * 10, Budget(1.2))
    document = json.loads(json.dumps(outcome.document()))
    assert {"bench", "machine", "runs", "figures", "ratios", "budget", "holds"} <= set(document)
    assert document["figures"]["frame"] == {"median": 1.0, "p95": 1.0, "unit": "ms"}
    assert document["budget"] == {"frame": 1.2}


@pytest.mark.skipif(sys.platform == "win32", reason="there is no pseudo-terminal on Windows")
def test_what_a_program_paints_is_read_without_what_steers_the_terminal() -> None:
    from bench.terminal import Terminal

    shown = r"\033[?1049h\033[31mFreja\033[0m \033]0;title\007Prøvesen\n"
    terminal = Terminal([sys.executable, "-c", f"import time; print('{shown}'); time.sleep(60)"])
    try:
        assert terminal.until("Prøvesen") > 0
        assert "Freja Prøvesen" in terminal.text()
        assert "title" not in terminal.text()
        assert terminal.resident() > 1
    finally:
        terminal.close()


@pytest.mark.skipif(sys.platform == "win32", reason="there is no pseudo-terminal on Windows")
def test_a_program_that_never_shows_it_is_said_so() -> None:
    from bench.terminal import Terminal

    terminal = Terminal([sys.executable, "-c", "print('something else')"])
    try:
        with pytest.raises(TimeoutError, match="never painted"):
            terminal.until("Freja")
    finally:
        terminal.close()
