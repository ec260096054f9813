"""Keys as people write them, as Textual names them, and what is wrong with a remapping."""

import re
from collections.abc import Mapping

from adviser_tui.commands.table import BY_ID, COMMANDS, SCREEN_SCOPES, Command

_NAMES = {
    "/": "slash",
    "?": "question_mark",
    "*": "asterisk",
    "[": "left_square_bracket",
    "]": "right_square_bracket",
    ".": "full_stop",
    ",": "comma",
    ";": "semicolon",
    ":": "colon",
    "-": "minus",
    "+": "plus",
    "=": "equals_sign",
    "!": "exclamation_mark",
    "<": "less_than_sign",
    ">": "greater_than_sign",
    "_": "underscore",
    "#": "number_sign",
    "'": "apostrophe",
    '"': "quotation_mark",
    "(": "left_parenthesis",
    ")": "right_parenthesis",
}
_SHOWN = {
    "down": "↓",
    "up": "↑",
    "left": "←",
    "right": "→",
    "pagedown": "PgDn",
    "pageup": "PgUp",
    "escape": "Esc",
    "enter": "Enter",
    "home": "Home",
    "end": "End",
    "space": "Space",
    "tab": "Tab",
    "backspace": "Bksp",
}
_NAMED = {name for name in _SHOWN if name != "tab"} | {"delete", "insert"}
_NEVER = {
    "ctrl+h": "a terminal cannot tell it from backspace",
    "ctrl+i": "a terminal cannot tell it from tab",
    "ctrl+j": "a terminal cannot tell it from enter",
    "ctrl+m": "a terminal cannot tell it from enter",
    "shift+enter": "a terminal cannot tell it from enter",
    "ctrl+c": "it copies a selection",
    "ctrl+z": "it puts the program to sleep",
    "tab": "it moves the focus",
    "shift+tab": "it moves the focus",
}
_FIXED = frozenset({"back", "list.down", "list.up", "form.save", "form.empty"})
"""Commands that somebody who mistyped a setting still needs, so their keys stay."""


def key_name(key: str) -> str:
    """Give the name that Textual uses for a key as a person writes it."""
    return _NAMES.get(key, key)


def shown_key(key: str) -> str:
    """Write a key the way the footer and the guide show it."""
    for written, name in _NAMES.items():
        if key == name:
            return written
    if key.startswith("ctrl+"):
        return f"^{key[5:]}"
    return _SHOWN.get(key, key.upper() if re.fullmatch(r"f\d{1,2}", key) else key)


def textual_keymap(overrides: Mapping[str, str]) -> dict[str, str]:
    """Turn checked overrides into the keymap that `App.set_keymap` takes."""
    return {
        command_id: ",".join(key_name(key) for key in _split(keys))
        for command_id, keys in overrides.items()
    }


def keymap_problems(overrides: Mapping[str, str]) -> list[str]:
    """Say in full sentences what is wrong with the user's keys; empty means they can be used.

    Textual ignores an unknown id and silently drops a command whose key is taken, so both are
    found here, before it is asked.
    """
    problems: list[str] = []
    keys_of = {one.id: tuple(key_name(key) for key in one.keys) for one in COMMANDS}
    for command_id, written in overrides.items():
        if command_id not in BY_ID:
            # Only a mistake needs the library, so a start without one does not pay for it.
            from rapidfuzz import process

            nearest = process.extractOne(command_id, list(BY_ID))[0]
            problems.append(
                f"There is no command called '{command_id}' in [keys]; "
                f"the nearest is '{nearest}' ({BY_ID[nearest].label})."
            )
            continue
        keys = _split(written)
        faults = [fault for key in keys if (fault := _fault(key))]
        if command_id in _FIXED:
            faults.append(f"The keys of '{command_id}' cannot be changed.")
        if not keys:
            faults.append(f"'{command_id}' is given no key in [keys]; leave the line out instead.")
        problems.extend(faults)
        if not faults:
            keys_of[command_id] = tuple(key_name(key) for key in keys)
    problems.extend(_clashes(keys_of, frozenset(overrides)))
    return problems


def _split(written: str) -> list[str]:
    stripped = written.strip()
    if stripped == ",":
        return [","]
    return [key.strip() for key in stripped.split(",") if key.strip()]


def _fault(key: str) -> str:
    if key in _NEVER:
        return f"The key '{key}' cannot be used: {_NEVER[key]}."
    plain = len(key) == 1 and key.isprintable() and not key.isspace()
    named = key in _NAMED or key in _NAMES.values() or re.fullmatch(r"f([1-9]|1[0-2])", key)
    if plain or named or re.fullmatch(r"ctrl\+[a-z]", key):
        return ""
    return (
        f"'{key}' is not a key that every terminal can send; use a letter, a sign, "
        "f1 to f12, or ctrl+ and a letter."
    )


def _clashes(keys_of: Mapping[str, tuple[str, ...]], changed: frozenset[str]) -> list[str]:
    found: dict[tuple[str, str, str], str] = {}
    for screen, scopes in SCREEN_SCOPES.items():
        holders: dict[str, Command] = {}
        for one in COMMANDS:
            if not set(one.scopes) & set(scopes):
                continue
            for key in keys_of[one.id]:
                other = holders.setdefault(key, one)
                if other is not one and (not changed or changed & {one.id, other.id}):
                    found.setdefault((key, other.id, one.id), screen)
    return [
        f"The key '{shown_key(key)}' is asked for by both '{first}' ({BY_ID[first].label}) and "
        f"'{second}' ({BY_ID[second].label}) in {screen}; give one of them another key."
        for (key, first, second), screen in found.items()
    ]
