"""Bindings made from the table of commands, so that a key is written down only once."""

from textual.binding import Binding, BindingType

from adviser_tui.commands import command, key_name


def bindings(*command_ids: str, priority: bool = False, on: str = "") -> list[BindingType]:
    """Return the bindings of these commands; each runs `action_` and the id with `_` for dots.

    `on="app."` makes a modal, which sees no bindings of the app, pass the command on to it.
    """
    found: list[BindingType] = []
    for command_id in command_ids:
        one = command(command_id)
        if one.keys:
            found.append(
                Binding(
                    ",".join(key_name(key) for key in one.keys),
                    f"{on}{one.action}",
                    one.label,
                    show=one.rank < 99,
                    id=one.id,
                    tooltip=one.help,
                    priority=priority,
                )
            )
    return found
