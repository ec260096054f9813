"""What holds for the search whatever names there are and whatever is typed."""

import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from adviser_tui.clock import FixedClock
from adviser_tui.ids import new_id
from adviser_tui.names import initials_of, name_words, phone_word, query_words
from adviser_tui.services.office import Office
from adviser_tui.services.search.fitting import fit
from adviser_tui.services.search.matched import matched_letters
from adviser_tui.services.search.sounds import may_sound_like, skeleton, skeletons
from adviser_tui.services.search.vocabulary import Vocabulary
from adviser_tui.storage.database import Database
from models.tables import Employer

SYLLABLES = st.sampled_from(
    ["bor", "cla", "den", "fjo", "gri", "hul", "kem", "lo", "mar", "ne", "pim", "quo", "ru", "ø"]
)
WORDS = st.lists(SYLLABLES, min_size=1, max_size=3).map("".join)
NAMES = st.lists(WORDS, min_size=1, max_size=4).map(" ".join)
LISTS = st.lists(NAMES, min_size=1, max_size=12)
CLOCK = FixedClock(datetime(2026, 11, 20, 9, 30, tzinfo=UTC))
few = settings(max_examples=30)


@contextmanager
def caseload(names: Sequence[str]) -> Iterator[Office]:
    """An office that has employers of these names and nothing else."""
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "caseload").mkdir(mode=0o700)
        (Path(folder) / "caseload" / "caseload.db").write_bytes(_empty())
        office = Office(Database(Path(folder) / "caseload", CLOCK).open())
        try:
            add(office, names)
            yield office
        finally:
            office.close()


@cache
def _empty() -> bytes:
    """Return an empty caseload, which takes longer to make than everything else here."""
    with tempfile.TemporaryDirectory() as folder:
        database = Database(Path(folder) / "caseload", CLOCK).open()
        database.close()
        return database.path.read_bytes()


def add(office: Office, names: Sequence[str]) -> None:
    with office.database.write() as work:
        work.add_many(Employer, ({"id": new_id(), "name": name} for name in names))


def found(office: Office, text: str, limit: int = 10) -> list[str]:
    return [hit.name for hit in office.search.find(text, ("employer",), limit)]


@few
@given(LISTS)
def test_every_exact_name_comes_first(names: list[str]) -> None:
    with caseload(names) as office:
        for name in names:
            assert name_words(found(office, name)[0]) == name_words(name)


@few
@given(LISTS, st.data())
def test_case_accents_legal_form_and_and_never_change_the_first(
    names: list[str], data: st.DataObject
) -> None:
    names = [name.replace(" ne ", " and ") for name in names]
    with caseload(names) as office:
        typed = data.draw(st.sampled_from(names))
        first = name_words(found(office, typed)[0])
        for other in (
            typed.upper(),
            typed.title(),
            typed.replace("o", "ó").replace("e", "ë"),
            typed.replace(" and ", " & "),
            f"{typed} Limited",
            f"{typed} PLC",
            f"  {typed}, Ltd. ",
        ):
            assert name_words(found(office, other)[0]) == first


@few
@given(LISTS, LISTS)
def test_unrelated_employers_never_take_an_exact_name_away(
    names: list[str], others: list[str]
) -> None:
    with caseload(names) as office:
        before = {name: name_words(found(office, name)[0]) for name in names}
        add(office, others)
        for name in names:
            assert name_words(found(office, name)[0]) == before[name]


@few
@given(LISTS, st.data())
def test_beginnings_of_its_words_in_any_order_find_a_name(
    names: list[str], data: st.DataObject
) -> None:
    with caseload(names) as office:
        wanted = data.draw(st.sampled_from(names))
        words = data.draw(st.permutations(name_words(wanted).split()))
        cut = [word[: data.draw(st.integers(1, len(word)))] for word in words]

        assert wanted in found(office, " ".join(cut), 200)


@few
@given(LISTS, st.data())
def test_one_slip_in_a_long_name_still_finds_it(names: list[str], data: st.DataObject) -> None:
    with caseload(names) as office:
        wanted = data.draw(st.sampled_from(names))
        letters = list(name_words(wanted))
        assume(len(letters) >= 8)
        at = data.draw(st.integers(1, len(letters) - 2))
        slip = data.draw(st.sampled_from(["missing", "doubled", "swapped"]))
        if slip == "missing":
            del letters[at]
        elif slip == "doubled":
            letters.insert(at, letters[at])
        else:
            letters[at : at + 2] = reversed(letters[at : at + 2])

        assert wanted in found(office, "".join(letters), 30)


@few
@given(LISTS, st.integers(0, 100), st.sampled_from(["soon", "late"]))
@example(["bor", "borborlo ø bor"], 1, "soon")
@example(["bor", "borborlo ø bor"], 0, "late")
@example(["ob or", "borborlo ø bor"], 3, "late")
def test_a_blank_a_letter_too_soon_or_too_late_still_finds_a_name(
    names: list[str], which: int, how: str
) -> None:
    """Even where it breaks two short words, of which a letter less leaves nothing."""
    parts = [
        (name, at) for name in names for at, sign in enumerate(name_words(name)) if sign == " "
    ]
    assume(parts)
    wanted, at = parts[which % len(parts)]
    letters = list(name_words(wanted))
    first = at - 1 if how == "soon" else at
    letters[first : first + 2] = reversed(letters[first : first + 2])
    with caseload(names) as office:
        assert wanted in found(office, "".join(letters), 30)


@few
@given(NAMES.filter(lambda name: len(name.split()) > 1))
def test_its_initials_find_a_name(name: str) -> None:
    with caseload([name, "zzyzx quarry"]) as office:
        for initials in initials_of(name_words(name)):
            assert name in found(office, initials)


@given(LISTS, st.data())
def test_the_very_name_fits_best(names: list[str], data: st.DataObject) -> None:
    folded = [name_words(name) for name in names]
    wanted = data.draw(st.sampled_from(folded))
    words = wanted.split()
    weights = [1.0] * len(words)

    best = max(folded, key=lambda name: fit(words, weights, [name], "").score)

    assert best == wanted


@few
@given(st.text(max_size=40), st.text(max_size=200))
@example("a", '" OR * NEAR(')
@example("AND OR NOT", "NOT")
def test_no_text_upsets_it(name: str, typed: str) -> None:
    with caseload([name or "-", "some other name"]) as office:
        for hit in office.search.find(typed):
            assert 0 <= hit.score <= 100
            assert list(hit.matched) == sorted(set(hit.matched))
            assert all(0 <= place < len(hit.name) for place in hit.matched)
    places = matched_letters(name, query_words(typed))
    assert all(0 <= place < len(name) for place in places)


@given(st.lists(WORDS, min_size=1, max_size=30, unique=True), st.data())
def test_words_are_looked_up_as_a_plain_search_would(words: list[str], data: st.DataObject) -> None:
    words = sorted(words)
    vocabulary = Vocabulary([(word, place + 1) for place, word in enumerate(words)])
    start = data.draw(st.sampled_from(words))[: data.draw(st.integers(1, 5))]

    beginning = [place + 1 for place, word in enumerate(words) if word.startswith(start)]
    assert vocabulary.count_beginning(start) == sum(beginning)
    assert vocabulary.count(start) == (words.index(start) + 1 if start in words else 0)
    assert set(vocabulary.containing(start)) == {word for word in words if start in word}
    for word in words:
        assert vocabulary.count(word) == words.index(word) + 1
        alike = vocabulary.sounding(word, unfinished=False)
        assert all(skeleton(each) == skeleton(word) for each in alike)


@given(st.lists(WORDS, min_size=1, max_size=20))
def test_sounds_of_many_words_are_those_of_each(words: list[str]) -> None:
    assert skeletons("\n".join(words)) == [skeleton(word) for word in words]
    assert all(may_sound_like(word, skeleton(word)) for word in words)


@given(st.text(max_size=40))
def test_a_telephone_word_is_digits_alone(phone: str) -> None:
    assert phone_word(phone) == "" or phone_word(phone).isdigit()
