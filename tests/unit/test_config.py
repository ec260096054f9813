"""The settings file: defaults, named mistakes, and writing that keeps what a person wrote."""

import os
import stat
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adviser_tui.config import FILE_NAME, REGIONS, THEMES, Settings, read_settings, save_setting
from adviser_tui.errors import InputError, StorageError


def write(folder: Path, text: str) -> Path:
    path = folder / FILE_NAME
    path.write_text(text, encoding="utf-8")
    return path


def test_no_file_means_defaults(tmp_path: Path) -> None:
    assert read_settings(tmp_path) == Settings()


def test_every_setting_is_read(tmp_path: Path) -> None:
    write(
        tmp_path,
        'theme = "adviser-light"\nanimations = true\nregion = "denmark"\n'
        '[keys]\n"row.done" = "d,f5"\nrow.snooze = "z"\nedit = ["e", "f4"]\n',
    )
    settings = read_settings(tmp_path)
    assert (settings.theme, settings.animations, settings.region) == (
        "adviser-light",
        True,
        "denmark",
    )
    assert dict(settings.keys) == {"row.done": "d,f5", "row.snooze": "z", "edit": "e,f4"}


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("teme = 'auto'", ("teme", "'theme'")),
        ("theme = 'adviser-drak'", ("theme", "'adviser-dark'")),
        ("theme = 3", ("theme", "adviser-contrast-light")),
        ("animations = 'no'", ("animations", "true or false")),
        ("region = 'norge'", ("region", "'norway'")),
        ("keys = 'd'", ("keys", "[keys]")),
        ("[keys]\n'row.done' = 4", ("keys.row.done", "quotation marks")),
        ("theme = \n", ("TOML", "line 1")),
    ],
)
def test_a_mistake_names_the_file_the_key_and_the_way_out(
    tmp_path: Path, text: str, named: tuple[str, ...]
) -> None:
    path = write(tmp_path, text)
    with pytest.raises(InputError) as caught:
        read_settings(tmp_path)
    for words in (str(path), *named):
        assert words in str(caught.value)


@pytest.mark.parametrize("text", ["theme = 'zzz'", "region = 7"])
def test_the_choices_are_listed_once(tmp_path: Path, text: str) -> None:
    write(tmp_path, text)
    with pytest.raises(InputError) as told:
        read_settings(tmp_path)
    choices = THEMES if "theme" in text else REGIONS
    assert all(str(told.value).count(choice) <= 1 for choice in choices[-2:])


def test_a_file_that_is_not_text_is_named(tmp_path: Path) -> None:
    (tmp_path / FILE_NAME).write_bytes(b"\xff\xfe\x00")
    with pytest.raises(InputError, match="UTF-8"):
        read_settings(tmp_path)


def test_the_mark_that_notepad_puts_in_front_is_no_mistake(tmp_path: Path) -> None:
    (tmp_path / FILE_NAME).write_bytes(b"\xef\xbb\xbfregion = 'denmark'\n")
    assert read_settings(tmp_path).region == "denmark"
    save_setting(tmp_path, "animations", False)
    assert read_settings(tmp_path).region == "denmark"


def test_brackets_without_end_are_a_mistake_like_any_other(tmp_path: Path) -> None:
    write(tmp_path, "theme = " + "[" * 100_000)
    with pytest.raises(InputError, match="TOML"):
        read_settings(tmp_path)


def test_a_folder_in_place_of_the_file_is_a_sentence(tmp_path: Path) -> None:
    (tmp_path / FILE_NAME).mkdir()
    with pytest.raises(StorageError, match="could not be read"):
        read_settings(tmp_path)


def test_saving_keeps_comments_order_and_other_settings(tmp_path: Path) -> None:
    path = write(tmp_path, '# mine\nregion = "norway"\n\n[keys]\n# thumbs\n"row.done" = "f5"\n')
    save_setting(tmp_path, "theme", "adviser-light")
    save_setting(tmp_path, "keys.row.snooze", "z")
    save_setting(tmp_path, "keys.row.done", "f6")
    save_setting(tmp_path, "region", "denmark")
    text = path.read_text(encoding="utf-8")
    assert text.index("# mine") < text.index("denmark") < text.index("[keys]")
    assert "# thumbs" in text
    settings = read_settings(tmp_path)
    assert (settings.theme, settings.region) == ("adviser-light", "denmark")
    assert dict(settings.keys) == {"row.done": "f6", "row.snooze": "z"}


def test_the_first_save_writes_a_file_that_explains_itself(tmp_path: Path) -> None:
    save_setting(tmp_path, "keys.row.done", "d,f5")
    save_setting(tmp_path, "animations", True)
    text = (tmp_path / FILE_NAME).read_text(encoding="utf-8")
    assert text.startswith("# Settings")
    assert read_settings(tmp_path).animations is True
    assert dict(read_settings(tmp_path).keys) == {"row.done": "d,f5"}


@pytest.mark.skipif(os.name == "nt", reason="modes mean nothing on Windows")
def test_the_file_is_for_its_owner_alone(tmp_path: Path) -> None:
    save_setting(tmp_path, "theme", "auto")
    assert stat.S_IMODE((tmp_path / FILE_NAME).stat().st_mode) == 0o600


def test_a_value_that_would_not_be_read_back_is_refused_and_nothing_changes(tmp_path: Path) -> None:
    path = write(tmp_path, 'theme = "auto"\n')
    for name, value in (("theme", "pink"), ("colour", "red"), ("region", "a\x1bb")):
        with pytest.raises(InputError):
            save_setting(tmp_path, name, value)
    assert path.read_text(encoding="utf-8") == 'theme = "auto"\n'
    assert list(tmp_path.iterdir()) == [path]


@given(
    st.lists(
        st.one_of(
            st.tuples(st.just("theme"), st.sampled_from(THEMES)),
            st.tuples(st.just("region"), st.sampled_from(REGIONS)),
            st.tuples(st.just("animations"), st.booleans()),
            st.tuples(
                st.sampled_from(["keys.row.done", "keys.edit", "keys.list.mark_all"]),
                st.sampled_from(["d", '"', "\\", "f5,x", "'", "#"]),
            ),
        ),
        max_size=8,
    )
)
def test_what_was_saved_last_is_read_back(
    tmp_path_factory: pytest.TempPathFactory, saves: list[tuple[str, str | bool]]
) -> None:
    folder = tmp_path_factory.mktemp("settings")
    for name, value in saves:
        save_setting(folder, name, value)
    settings = read_settings(folder)
    for name, value in dict(saves).items():
        if name.startswith("keys."):
            assert settings.keys[name.removeprefix("keys.")] == value
        else:
            assert getattr(settings, name) == value
