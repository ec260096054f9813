"""A programme's file: every mistake named at once, versions by day, hostile files, local copies."""

import os
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seed.profile_reading import LARGEST, Reading, read_bytes
from seed.profile_rules import Certainty
from seed.profiles import check_file, local_files, profile_of, profiles, shipped_ids, shipped_text

HEAD = 'name = "Mine"\nbased_on = "ips"\n[[version]]\n'


def read(text: str) -> Reading:
    return read_bytes("mine", text.encode(), is_local=True)


def said(text: str) -> tuple[str, ...]:
    return tuple(str(each) for each in read(text).mistakes)


def test_a_small_file_is_enough_and_the_rest_is_the_default() -> None:
    found = read('name = "Mine"\n[[version]]\nweek = {base = 4}\n').on(None)
    assert found is not None
    assert (found.id, found.week.base, found.week.few_looking, found.is_local) == (
        *("mine", 4, 3),
        True,
    )


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("[[version]]\n", "name: a profile needs a name"),
        ('name = "A"\n', "there is no version; a line [[version]] begins one"),
        ("name = 3\n[[version]]\n", "name: it must be a text in quotation marks"),
        (HEAD + "motivation = 3\n", "version 1: “motivation” means nothing here"),
        (HEAD + "week = {bas = 3}\n", "version 1, week: “bas” means nothing here; “base” is near"),
        (HEAD + "week = 6\n", "version 1, week: it must be a table"),
        (HEAD + "week = {base = 0}\n", "version 1, week.base: contacts a week for full time: it"),
        (HEAD + "week = {base = 2.5}\n", "must be a whole number from 1 to 100, and not 2.5"),
        (HEAD + "week = {base = true}\n", "must be a whole number from 1 to 100, and not True"),
        (HEAD + "week = {closes_on = 'friday'}\n", "“friday” is not one of mon, tue"),
        (HEAD + "week = {closes_at = '25:00'}\n", "it must be a time of day"),
        (HEAD + "contacts = {channels = ['fax']}\n", "“fax” is not known; there are visit, call"),
        (HEAD + "contacts = {channels = []}\n", "it must name at least one"),
        (HEAD + "contacts = {purposes = ['sell']}\n", "“sell” is not known; there are prospect"),
        (HEAD + "contacts = {needs_hiring_say = 1}\n", "it must be true or false"),
        (HEAD + "fairness = {low = 90, high = 101}\nfidelity = 'ips15'\n", "no scale “ips15”"),
        (HEAD + "certainty = {read = ['week.bas']}\n", "no figure “week.bas”; “week.base” is near"),
        (HEAD + "certainty = {seen = []}\n", "certainty: “seen” means nothing here"),
        (
            HEAD + "certainty = {read = ['week.base'], common = ['week.base']}\n",
            "“week.base” was named before as read",
        ),
        (HEAD + "valid_from = 'soon'\n", "version 1, valid_from: “soon” is not a day"),
        (HEAD + "[[version]]\n", "version 2: its dates overlap: version 1 begins without a day"),
        (
            HEAD + "valid_from = 2026-04-01\n[[version]]\nvalid_from = '2026-04-01'\n",
            "version 2: its dates overlap: version 1 begins on 2026-04-01 too",
        ),
        (HEAD + "outcomes = {rules = [{id = 'x', name = 'X', kind = 'luck'}]}\n", "“luck” is no"),
        (
            HEAD + "outcomes = {rules = [{id = 'x', name = 'X', kind = 'window', window = 9}]}\n",
            "version 1, outcome x: an outcome of the kind window needs weeks_needed",
        ),
        (
            HEAD + "outcomes = {rules = [{id = 'X y', name = 'X', kind = 'in_work', weeks=[0]}]}\n",
            "version 1, outcome 1: it needs an id of small letters",
        ),
        (
            HEAD + "outcomes = {rules = [{id='x', name='X', kind='earnings', earn_hours=16, "
            "earn_weeks=26, rate='gold'}]}\n",
            "there is no table of rates “gold”; there are nlw, rlw, rlw-london",
        ),
        (HEAD + "outcomes = {counts = ['whp']}\n", "no outcome is of the funder “whp”"),
    ],
)
def test_a_mistake_is_named_with_its_place(text: str, sentence: str) -> None:
    assert any(sentence in each for each in said(text)), said(text)


def test_all_mistakes_are_named_at_once() -> None:
    found = said(
        'nmae = "A"\n[[version]]\nversion = 0\nweek = {base = -1, closes_on = 3}\n'
        "[[version]]\nvalid_from = 2027-01-01\nload = {days = 0}\n"
    )
    assert len(found) == 6
    assert sum("version 2" in each for each in found) == 1


def test_a_later_version_begins_as_the_one_before_it() -> None:
    text = (
        HEAD + "week = {base = 6, per_looking = 1}\n"
        "[[version]]\nversion = 2\nvalid_from = 2027-01-01\nweek = {base = 8}\n"
    )
    before, after = read(text).on(date(2026, 12, 31)), read(text).on(date(2027, 1, 1))
    assert before is not None
    assert after is not None
    assert (before.label, before.week.base) == ("mine 1", 6)
    assert (after.label, after.week.base, after.week.per_looking) == ("mine 2", 8, 1)


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"\x00\xff\xfe\x9f" * 50, "not UTF-8 text"),
        (b"a = 1\n" * LARGEST, "larger than 64 KB"),
        (b"a = " + b"[" * 20_000 + b"]" * 20_000, "goes too deep"),
        (b"a = " + b"9" * 20_000, "too long"),
        (b"a = \n", "not valid TOML"),
        (b"", "a profile needs a name"),
    ],
)
def test_a_hostile_file_is_refused_in_words(data: bytes, sentence: str) -> None:
    found = read_bytes("mine", data)
    assert found.versions == ()
    assert any(sentence in str(each) for each in found.mistakes), found.mistakes


values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8) | st.just("visit"),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                ("week", "base", "version", "contacts", "outcomes", "rules", "id", "kind")
            )
            | st.text(max_size=6),
            inner,
            max_size=4,
        )
    ),
    max_leaves=12,
)


@given(st.dictionaries(st.sampled_from(("name", "version", "note", "based_on")), values))
def test_whatever_a_file_says_it_is_a_profile_or_its_mistakes_are_named(
    table: dict[str, object],
) -> None:
    from seed.profile_reading import read_table

    found = read_table("mine", table)
    assert bool(found.versions) != bool(found.mistakes)
    for each in found.mistakes:
        assert str(each).isprintable()
        assert len(str(each)) < 400


def put(folder: Path, name: str, text: str) -> None:
    folder.mkdir(exist_ok=True)
    (folder / f"{name}.toml").write_text(text, encoding="utf-8")


def test_a_copy_goes_before_what_ships_and_says_what_was_changed(tmp_path: Path) -> None:
    text = shipped_text("ips").replace("base = 6", "base = 4")
    put(tmp_path, "mine", 'based_on = "ips"\n' + text)
    mine = profile_of("mine", date(2026, 11, 20), tmp_path)
    assert (mine.id, mine.week.base, mine.is_local) == ("mine", 4, True)
    assert mine.weak["week.base"] is Certainty.LOCAL
    assert mine.weak["time.reference"] is Certainty.SECOND_HAND
    assert {each.id for each in profiles(local=tmp_path)} == {*shipped_ids(), "mine"}


def test_a_broken_copy_never_counts_and_never_stops_work(tmp_path: Path) -> None:
    put(
        tmp_path, "mine", 'based_on = "ips"\n' + shipped_text("ips").replace("base = 6", "base = 0")
    )
    found = profile_of("mine", None, tmp_path)
    assert (found.id, found.week.base) == ("ips", 6)
    assert "The profile mine cannot be used: version 1, week.base" in found.trouble
    assert "IPS, 25 items counts meanwhile" in found.trouble
    put(tmp_path, "mine", 'based_on = "nav"\nname = [[[\n')
    assert profile_of("mine", None, tmp_path).id == "nav"
    (tmp_path / "mine.toml").write_bytes(b"\x00\xff" * 9)
    assert profile_of("mine", None, tmp_path).id == "standard"


def test_an_edit_is_seen_at_once(tmp_path: Path) -> None:
    put(tmp_path, "mine", 'name = "Mine"\n[[version]]\nweek = {base = 4}\n')
    assert profile_of("mine", None, tmp_path).week.base == 4
    put(tmp_path, "mine", 'name = "Mine"\n[[version]]\nweek = {base = 12}\n')
    assert profile_of("mine", None, tmp_path).week.base == 12
    (tmp_path / "mine.toml").unlink()
    assert profile_of("mine", None, tmp_path).id == "standard"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes here")
def test_a_pipe_in_the_place_of_a_file_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "mine.toml")
    found = profile_of("mine", None, tmp_path)
    assert (found.id, "not a file" in found.trouble) == ("standard", True)


def test_what_is_no_profile_s_name_is_left_alone(tmp_path: Path) -> None:
    put(tmp_path, "My Own", 'name = "A"\n[[version]]\n')
    (tmp_path / "notes.txt").write_text("x")
    (tmp_path / "deep.toml").mkdir()
    assert [each.id for each in local_files(tmp_path)] == ["deep"]
    assert "not a file" in str(local_files(tmp_path)[0].mistakes[0])
    assert profile_of("../mine", None, tmp_path).id == "standard"
    assert local_files(tmp_path / "nowhere") == ()
    assert check_file(tmp_path / "none.toml").mistakes
