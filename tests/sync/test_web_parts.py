"""Packing, strict reading, buckets and counts, each by itself."""

import json
from collections.abc import Iterable

import hypothesis
import pytest
from hypothesis import given
from hypothesis import strategies as st

from adviser_tui.hub.metrics import FIGURES, Metrics
from adviser_tui.hub.throttle import Buckets, Guesses, spread
from adviser_tui.sync import packing, strict_json

KEPT_TEXT = st.text(st.characters(codec="utf-8", exclude_characters="\0"))
WORDS = ("", "parts", "depth", "utf8", "json", "object", "twice", "number", "text")
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-(1 << 63), (1 << 63) - 1) | KEPT_TEXT,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(KEPT_TEXT, inner, max_size=4),
    max_leaves=20,
)


@given(st.dictionaries(KEPT_TEXT, VALUES, max_size=5))
def test_what_is_written_is_read_the_same_with_and_without_escapes(body: dict[str, object]) -> None:
    hypothesis.assume(deep(body) <= strict_json.DEEPEST)
    assert strict_json.read(strict_json.written(body)) == body
    assert strict_json.read(json.dumps(body).encode()) == body


def deep(value: object) -> int:
    inside = value.values() if isinstance(value, dict) else value
    if not isinstance(value, (dict, list)) or not isinstance(inside, Iterable):
        return 0
    return 1 + max(map(deep, inside), default=0)


@given(st.binary(max_size=300))
def test_reading_anything_at_all_gives_an_object_or_a_word(raw: bytes) -> None:
    why = ""
    try:
        assert isinstance(strict_json.read(raw), dict)
    except strict_json.JsonError as error:
        why = error.why
    assert why in WORDS


@given(st.binary(max_size=5_000), st.sampled_from(packing.ENCODINGS))
def test_what_is_packed_is_unpacked_the_same_and_never_beyond_the_limit(
    body: bytes, encoding: str
) -> None:
    small = packing.packed(body, encoding)
    assert packing.unpacked(small, encoding, len(body)) == body
    if body:
        with pytest.raises(packing.TooLargeError):
            packing.unpacked(small, encoding, len(body) - 1)


@given(st.binary(max_size=500), st.sampled_from(("zstd", "gzip")))
def test_unpacking_anything_at_all_gives_bytes_or_a_refusal(raw: bytes, encoding: str) -> None:
    try:
        assert len(packing.unpacked(raw, encoding, 1_000)) <= 1_000
    except packing.PackingError as error:
        said = error.args
    else:
        said = (encoding,)
    assert said == (encoding,)


@pytest.mark.parametrize(
    ("accepted", "encoding"),
    [
        ("", "identity"),
        ("zstd, gzip", "zstd"),
        ("GZIP;q=0.5", "gzip"),
        ("zstd;q=0, gzip", "gzip"),
        ("br, *", "identity"),
        ("gzip; q=0", "identity"),
    ],
)
def test_the_best_of_what_the_other_side_reads_is_chosen(accepted: str, encoding: str) -> None:
    assert packing.chosen(accepted) == encoding


def test_a_bucket_fills_by_itself_and_never_beyond_its_brim() -> None:
    now = [0.0]
    buckets = Buckets(2.0, 3.0, lambda: now[0])
    assert [buckets.take("a") for _ in range(3)] == [0, 0, 0]
    assert buckets.take("a") == pytest.approx(0.5)
    assert buckets.take("b") == 0
    now[0] = 0.5
    assert buckets.take("a") == 0
    assert buckets.take("a") > 0
    now[0] = 1_000.0
    assert [buckets.take("a") > 0 for _ in range(4)] == [False, False, False, True]
    buckets.give_back("a")
    assert buckets.take("a") == 0


def test_buckets_are_forgotten_before_they_fill_the_memory() -> None:
    buckets = Buckets(0.001, 1.0, lambda: 0.0, most=3)
    assert [buckets.take(name) for name in "abcd"] == [0, 0, 0, 0]
    assert buckets.take("d") > 0
    assert buckets.take("a") == 0


def test_wrong_codes_run_out_for_an_address_and_for_all_together() -> None:
    now = [0.0]
    guesses = Guesses(each=5, together=8, now=lambda: now[0])
    assert [guesses.begin("a") > 0 for _ in range(6)] == [False] * 5 + [True]
    assert [guesses.begin("b") > 0 for _ in range(4)] == [False] * 3 + [True]
    guesses.was_right("b")
    assert guesses.begin("c") == 0
    now[0] = 60.0
    assert guesses.begin("a") == 0


def test_waits_are_spread_and_never_shorter_than_asked() -> None:
    waits = {spread(10.0) for _ in range(200)}
    assert min(waits) >= 10
    assert max(waits) <= 16
    assert len(waits) > 3
    assert spread(0.0) >= 1


def test_no_word_that_was_not_declared_gets_into_a_measurement() -> None:
    metrics = Metrics()
    metrics.add("push_changes_total", word="Kanariefugl")
    metrics.add("push_changes_total", 2, "applied")
    metrics.took("request_seconds", 0.3, "Kanariefugl")
    metrics.took("push_seconds", 99.0)
    text = metrics.text({"held_open": 4, "nothing_declared": 5})
    assert "Kanariefugl" not in text
    assert "nothing_declared" not in text
    assert 'push_changes_total{outcome="other"} 1\n' in text
    assert 'push_changes_total{outcome="applied"} 2\n' in text
    assert 'request_seconds_bucket{route="other",le="0.25"} 0\n' in text
    assert 'request_seconds_bucket{route="other",le="0.5"} 1\n' in text
    assert 'push_seconds_bucket{le="10.0"} 0\n' in text
    assert 'push_seconds_bucket{le="+Inf"} 1\n' in text
    assert "held_open 4\n" in text
    assert len({figure.name for figure in FIGURES}) == len(FIGURES)
