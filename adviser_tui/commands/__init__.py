"""Every command once: its id, keys, words and where it applies; nothing here knows a screen."""

from adviser_tui.commands.keys import key_name, keymap_problems, shown_key, textual_keymap
from adviser_tui.commands.table import (
    BY_ID,
    COMMANDS,
    SCREEN_SCOPES,
    Command,
    Scope,
    command,
    commands_for,
)

__all__ = [
    "BY_ID",
    "COMMANDS",
    "SCREEN_SCOPES",
    "Command",
    "Scope",
    "command",
    "commands_for",
    "key_name",
    "keymap_problems",
    "shown_key",
    "textual_keymap",
]
