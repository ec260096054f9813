"""What the bench of the search counts, and the queries that it makes up."""

from pathlib import Path
from random import Random

import pytest

pytest.importorskip("bench", reason="benches stay in the checkout; they are not installed")

from adviser_tui.errors import ImportFileError
from bench.measuring import Outcome
from bench.search_goals import add_gap
from bench.search_invented import invented_list
from bench.search_lists import (
    Listed,
    Query,
    read_lists,
    read_queries,
    write_list,
    write_queries,
)
from bench.search_literal import Literal
from bench.search_queries import make_queries
from bench.search_scoring import Names, Quality, normalised, quality, wilson
from bench.search_slips import slip

BAKERY = Listed("A1", "Wibble Bakery Ltd")
SAME = Listed("A2", "The WIBBLE BAKERY (Limited)")
OTHERS = [Listed(f"B{number}", f"Nowhere {number} Foods PLC") for number in range(12)]
NAMES = Names([BAKERY, SAME, *OTHERS])


@pytest.mark.parametrize(
    "name",
    [
        "Marks & Spoon P.L.C.",
        "MARKS AND SPOON PLC",
        "Marks + Spoon Public Limited Company",
        "The Márks and Spoon Ltd.",
        "Mark's & Spoon Co. Ltd",
    ],
)
def test_names_that_look_the_same_to_a_reader_are_one(name: str) -> None:
    assert normalised(name) == "marksandspoon"


def test_a_name_of_nothing_but_a_form_keeps_it() -> None:
    assert normalised("Co") == "co"
    assert normalised("The Company") == "the"
    assert normalised("!!") == "!!"


def test_the_rank_counts_each_name_once_and_ends_at_ten() -> None:
    hits = ["B0", "B0", "B1", "A2", "A1"]
    assert NAMES.rank(hits, ["A1"]) == 3, "the same name under another reference is right, too"
    assert NAMES.rank([f"B{number}" for number in range(9)] + ["A1"], ["A1"]) == 10
    assert NAMES.rank([f"B{number}" for number in range(10)] + ["A1"], ["A1"]) == 0
    assert NAMES.rank([], ["A1"]) == 0


def test_a_reference_from_no_list_is_a_name_of_its_own() -> None:
    assert NAMES.rank(["X9"], ["X9"]) == 1


def test_figures_equal_those_counted_by_hand() -> None:
    queries = [
        Query("1", "typo1", "wible", ("A1",)),
        Query("2", "typo1", "nowere 3", ("B3",)),
        Query("3", "prefix1", "now", ("B5",)),
        Query("4", "prefix1", "wib", ("A1",)),
        Query("5", "alias_brand", "the wibblers", ("A1",)),
    ]
    found = quality(queries, {"1": ["A1"], "2": ["B1", "B3"], "3": ["B1"], "5": []}, NAMES)
    assert found.ranks == {"typo1": [1, 2], "prefix1": [0, 0], "alias_brand": [0]}
    assert found.of("typo1")["top1"].value == 0.5
    assert found.of("typo1")["recall10"].value == 1.0
    assert found.of("typo1")["mrr10"].value == 0.75
    macro = {key: share.value for key, share in found.macro.items()}
    assert macro == {"top1": 0.25, "recall10": 0.5, "mrr10": 0.375}
    assert found.least("recall10") == ("prefix1", 0.0)


def test_the_interval_of_a_share_is_wilsons() -> None:
    share = wilson(9, 10)
    assert (round(share.low, 3), share.value, round(share.high, 3)) == (0.596, 0.9, 0.982)
    assert wilson(0, 0).high == 1.0


def test_lists_and_queries_come_back_as_they_were_written(tmp_path: Path) -> None:
    listed = [
        Listed("Ø1", 'Wåffle, "Best" Ltd', "Waffles", ("Old One", "Older"), "Fabelby", "ZZ1 1AB")
    ]
    write_list(tmp_path / "list.csv", listed)
    assert read_lists([tmp_path / "list.csv"]) == listed
    queries = [Query("q1", "typo1", "wåfle", ("Ø1",))]
    write_queries(tmp_path / "q.jsonl", queries)
    assert read_queries(tmp_path / "q.jsonl") == queries


def test_what_is_wrong_with_a_file_is_said(tmp_path: Path) -> None:
    path = tmp_path / "q.jsonl"
    path.write_text('{"id": "1", "cls": "x", "q": "y", "answers": []}\n{"id": 2}\n', "utf-8")
    with pytest.raises(ImportFileError, match="Line 2"):
        read_queries(path)
    path = tmp_path / "list.csv"
    path.write_text("Name\nWibble\n", "utf-8")
    with pytest.raises(ImportFileError, match="Employer name and Reference"):
        read_lists([path])


def test_an_invented_list_is_always_the_same_and_has_no_doubles() -> None:
    listed = invented_list(400)
    assert listed == invented_list(400)
    assert len({each.reference for each in listed}) == 400
    assert all(each.postcode.startswith("ZZ") for each in listed)


def test_queries_are_always_the_same_and_others_for_another_seed() -> None:
    listed = invented_list(600)
    queries = make_queries(listed, 5)
    assert queries == make_queries(listed, 5)
    assert queries != make_queries(listed, 5, seed=1)
    assert len({query.cls for query in queries}) == 24
    assert len({query.id for query in queries}) == len(queries)


def test_unfinished_words_fit_few_enough_names_and_the_right_one_among_them() -> None:
    listed = invented_list(600)
    literal = Literal(listed)
    places = {each.reference: place for place, each in enumerate(listed)}
    begun = [q for q in make_queries(listed, 8) if q.cls in ("prefix1", "prefix2", "prefix3")]
    assert begun
    for query in begun:
        starts = query.text.casefold().split()
        assert 1 <= literal.fitting(starts) <= 10
        assert all(places[query.answers[0]] in literal.beginning(start) for start in starts)


def test_a_slip_always_changes_a_word_and_never_much() -> None:
    chance = Random(3)
    for word in ("bakery", "wibble", "noon", "oxo", "street") * 40:
        slipped = slip(word, chance)
        assert slipped != word
        assert abs(len(slipped) - len(word)) <= 1
    assert slip("of", chance) == "of"


def test_what_was_fitted_to_a_file_shows_beside_other_queries() -> None:
    outcome = Outcome("search", 1)
    fitted = Quality({"typo1": [1, 1], "initials": [1, 1], "alias_lex": [0, 0]})
    add_gap(outcome, fitted, Quality({"typo1": [1, 0], "initials": [1, 1]}))
    assert outcome.figures["recall10_above_held_out"]["median"] == 0.25
    assert not outcome.kept("recall10_above_held_out")
