"""What holds for the search whatever names there are and whatever is typed."""

from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from adviser_tui.services.search.documents import Document
from adviser_tui.services.search.fitting import fit
from adviser_tui.services.search.index import Index
from adviser_tui.services.search.matched import matched_letters
from adviser_tui.services.search.near import NearWords
from adviser_tui.services.search.shortlist import shortlist
from adviser_tui.services.search.words import name_words, phone_word, query_words

WORDS = st.text("abcdeø", min_size=1, max_size=7)
NAMES = st.lists(WORDS, min_size=1, max_size=4).map(" ".join)
LISTS = st.lists(NAMES, min_size=1, max_size=20)


def indexed(names: Sequence[str]) -> Index:
    return Index(Document(place, (name_words(name),), "") for place, name in enumerate(names))


@given(LISTS, st.data())
def test_every_beginning_of_a_name_finds_it(names: list[str], data: st.DataObject) -> None:
    index = indexed(names)
    wanted = data.draw(st.integers(0, len(names) - 1))
    folded = name_words(names[wanted])
    words = folded[: data.draw(st.integers(1, len(folded)))].split()

    found = {index.places[number] for number in shortlist(index, NearWords(index), words)}

    assert wanted in found


@given(LISTS, st.data())
def test_beginnings_of_its_words_in_any_order_find_a_name(
    names: list[str], data: st.DataObject
) -> None:
    index = indexed(names)
    wanted = data.draw(st.integers(0, len(names) - 1))
    words = data.draw(st.permutations(name_words(names[wanted]).split()))
    cut = [word[: data.draw(st.integers(1, len(word)))] for word in words]

    found = {index.places[number] for number in shortlist(index, NearWords(index), cut)}

    assert wanted in found


@given(LISTS, st.data())
def test_the_very_name_fits_best(names: list[str], data: st.DataObject) -> None:
    folded = [name_words(name) for name in names]
    wanted = data.draw(st.sampled_from(folded))
    words = wanted.split()
    weights = [1.0] * len(words)

    best = max(folded, key=lambda name: fit(words, weights, [name], "").score)

    assert best == wanted


@given(LISTS)
def test_everything_stored_comes_back_whole(names: list[str]) -> None:
    index = indexed(names)

    assert [index.name(number) for number in range(len(index))] == [
        name_words(name) for name in names
    ]
    for number in range(len(index)):
        for word in index.name(number).split():
            assert number in index.docs(index.exactly(word))


@given(st.text(max_size=40), st.text(max_size=200))
def test_no_text_upsets_it(name: str, typed: str) -> None:
    index = indexed([name, "some other name"])
    words = query_words(typed)

    for number in shortlist(index, NearWords(index), words):
        names, rest = index.document(number)
        assert 0 <= fit(words, [1.0] * len(words), names, rest).score <= 100
    places = matched_letters(name, words)
    assert list(places) == sorted(set(places))
    assert all(0 <= place < len(name) for place in places)


@given(st.text(max_size=40))
def test_a_telephone_word_is_digits_alone(phone: str) -> None:
    assert phone_word(phone) == "" or phone_word(phone).isdigit()
