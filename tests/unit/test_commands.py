"""The table of commands: no two share a key on one screen, and a remapping is checked in words."""

from itertools import combinations

import pytest

from adviser_tui.commands import (
    COMMANDS,
    SCREEN_SCOPES,
    commands_for,
    key_name,
    keymap_problems,
    shown_key,
    textual_keymap,
)
from adviser_tui.commands.key_table import key_table_markdown


def test_ids_and_actions_are_unique() -> None:
    assert len({one.id for one in COMMANDS}) == len(COMMANDS)
    assert len({one.action for one in COMMANDS}) == len(COMMANDS)


@pytest.mark.parametrize("screen", SCREEN_SCOPES)
def test_no_two_commands_of_a_screen_share_a_key(screen: str) -> None:
    here = [one for one in COMMANDS if set(one.scopes) & set(SCREEN_SCOPES[screen])]
    for one, other in combinations(here, 2):
        assert not set(one.keys) & set(other.keys), (one.id, other.id)


def test_the_defaults_have_no_problems() -> None:
    assert keymap_problems({}) == []


def test_every_default_key_is_one_a_plain_terminal_can_send() -> None:
    defaults = {one.id: ",".join(one.keys) for one in COMMANDS if one.keys}
    words = [said for said in keymap_problems(defaults) if "cannot be changed" not in said]
    assert words == []


def test_every_command_has_words_for_footer_and_help() -> None:
    for one in COMMANDS:
        assert one.label
        assert len(one.label) <= 15
        assert one.help.endswith(".")
        assert one.help[0].isupper()
        assert one.scopes


def test_the_keys_of_the_specification() -> None:
    keys = {one.id: one.keys for one in COMMANDS}
    assert keys["screen.today"] == ("1",)
    assert keys["screen.diary"] == ("5",)
    assert keys["row.done"] == ("d",)
    assert keys["row.snooze"] == ("s",)
    assert keys["history.undo"] == ("u",)
    assert keys["help"] == ("f1", "?")
    assert keys["form.save"] == ("ctrl+s",)


def test_an_unknown_command_is_named_with_the_nearest() -> None:
    (said,) = keymap_problems({"row.snoze": "z"})
    assert "'row.snoze'" in said
    assert "'row.snooze'" in said


def test_a_clash_names_both_commands() -> None:
    (said,) = keymap_problems({"row.done": "s"})
    assert "'row.done'" in said
    assert "'row.snooze'" in said
    assert "Today" in said


def test_two_commands_may_swap_their_keys() -> None:
    assert keymap_problems({"row.done": "s", "row.snooze": "d"}) == []


def test_commands_that_never_meet_may_share_a_key() -> None:
    assert keymap_problems({"match.override": "b", "week.this": "b"}) == []


@pytest.mark.parametrize("key", ["ctrl+h", "ctrl+i", "ctrl+m", "shift+enter", "tab", "ctrl+c"])
def test_a_key_that_cannot_work_is_refused_with_the_reason(key: str) -> None:
    (said,) = keymap_problems({"row.done": key})
    assert key in said
    assert ":" in said


@pytest.mark.parametrize("key", ["ctrl+shift+x", "ctrl+/", "alt+x", "super+d", "dd", "\x1b"])
def test_a_key_that_only_some_terminals_send_is_refused(key: str) -> None:
    assert any("every terminal" in said for said in keymap_problems({"row.done": key}))


def test_the_way_back_cannot_be_taken_away() -> None:
    (said,) = keymap_problems({"back": "f9"})
    assert "cannot be changed" in said
    assert keymap_problems({"row.done": "  "}) != []


def test_written_keys_become_the_names_that_textual_knows() -> None:
    assert textual_keymap({"list.search": "/, f3", "edit": "ø"}) == {
        "list.search": "slash,f3",
        "edit": "ø",
    }
    assert key_name("*") == "asterisk"
    assert [shown_key(key) for key in ("slash", "ctrl+n", "f1", "down", "U")] == [
        "/",
        "^n",
        "F1",
        "↓",
        "U",
    ]


def test_the_guide_table_lists_every_command() -> None:
    table = key_table_markdown()
    for one in COMMANDS:
        assert f"`{one.id}`" in table
        assert one.help in table


def test_commands_for_a_scope_keep_the_order_of_the_table() -> None:
    here = commands_for("match")
    assert [one for one in COMMANDS if one in here] == list(here)
    assert any(one.id == "match.submit" for one in here)
