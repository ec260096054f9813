"""Which commands of the table work at this moment, for footer, help and palette alike."""

from dataclasses import dataclass

from textual.binding import ActiveBinding
from textual.dom import DOMNode
from textual.screen import Screen

from adviser_tui.commands import COMMANDS, Command, key_name, shown_key


@dataclass(frozen=True, slots=True)
class ActiveCommand:
    """A command that works now: its keys as they are mapped, and the part that runs it."""

    command: Command
    keys: tuple[str, ...]
    node: DOMNode
    action: str
    """What `App.run_action` is given, with the node."""
    enabled: bool = True

    @property
    def shown_keys(self) -> str:
        """The keys as the footer writes them."""
        return " ".join(shown_key(key) for key in self.keys)


def active_commands(screen: Screen[object]) -> list[ActiveCommand]:
    """Return the commands that work on a screen, in the order of the table.

    Commands without a key count too, where a part in focus, the screen or the app has the action.
    """
    bound: dict[str, list[ActiveBinding]] = {}
    for active in screen.active_bindings.values():
        if active.binding.id:
            bound.setdefault(active.binding.id, []).append(active)
    found: list[ActiveCommand] = []
    for command in COMMANDS:
        here = bound.get(command.id)
        if here:
            keys = _in_order(command, [active.binding.key for active in here])
            first = here[0]
            action = first.binding.action
            found.append(ActiveCommand(command, keys, first.node, action, first.enabled))
        elif not command.keys and (node := _actor(screen, command.action)) is not None:
            found.append(ActiveCommand(command, (), node, command.action))
    return found


def _in_order(command: Command, keys: list[str]) -> tuple[str, ...]:
    """Put the keys as the table has them, since that names the handiest first."""
    written = [key_name(key) for key in command.keys]
    return tuple(sorted(keys, key=lambda key: written.index(key) if key in written else -1))


def _actor(screen: Screen[object], action: str) -> DOMNode | None:
    """Find the part that has an action, from the focus outwards."""
    chain: list[DOMNode] = list((screen.focused or screen).ancestors_with_self)
    for node in chain:
        if hasattr(node, f"action_{action}") and node.check_action(action, ()):
            return node
    return None
