"""Finding a command by name; only those that work at this moment are offered."""

from collections.abc import Callable
from typing import Any

from textual.app import App
from textual.command import CommandPalette, DiscoveryHit, Hit, Hits, Provider
from textual.content import Content

from adviser_tui.widgets.active_commands import ActiveCommand, active_commands
from adviser_tui.widgets.text import plain


class CommandsHere(Provider):
    """Our own table, nothing of the framework: no screenshot, nothing that writes a file."""

    async def discover(self) -> Hits:
        """Offer everything that works here, the most important first."""
        for active in sorted(self._active(), key=lambda one: one.command.rank):
            text = active.command.label
            yield DiscoveryHit(self._shown(active), self._runner(active), text, self._help(active))

    async def search(self, query: str) -> Hits:
        """Offer what fits the words typed, by label or by help."""
        matcher = self.matcher(query)
        for active in self._active():
            command = active.command
            in_help = 0.2 if query.casefold() in command.help.casefold() else 0.0
            score = max(matcher.match(command.label), in_help)
            if score > 0:
                yield Hit(
                    score,
                    matcher.highlight(self._words(active)),
                    self._runner(active),
                    command.label,
                    self._help(active),
                )

    def _active(self) -> list[ActiveCommand]:
        return [one for one in active_commands(self.screen) if one.command.palette and one.enabled]

    def _shown(self, active: ActiveCommand) -> Content:
        return plain(self._words(active))

    @staticmethod
    def _words(active: ActiveCommand) -> str:
        keys = active.shown_keys
        return f"{active.command.label}  {keys}" if keys else active.command.label

    @staticmethod
    def _help(active: ActiveCommand) -> str:
        return active.command.help

    def _runner(self, active: ActiveCommand) -> Callable[[], object]:
        async def run() -> None:
            await self.app.run_action(active.action, active.node)

        return run


def open_palette(app: App[Any]) -> None:
    """Open the palette with our commands alone.

    The app sets ENABLE_COMMAND_PALETTE to False, since the framework's own binding would take
    the key from ours and could not be remapped.
    """
    if not CommandPalette.is_open(app):
        app.push_screen(CommandPalette(providers=[CommandsHere], placeholder="Find a command"))
