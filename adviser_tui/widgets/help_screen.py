"""What has the focus, explained, and the keys that work at this moment."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen, Screen
from textual.widgets import Static

from adviser_tui.widgets.active_commands import active_commands
from adviser_tui.widgets.card import CardLine, CardSection, CardView
from adviser_tui.widgets.keys import bindings
from adviser_tui.widgets.text import plain


def help_sections(screen: Screen[object]) -> list[CardSection]:
    """Return the help of a screen: the words (`HELP`) of the part in focus outwards, then keys."""
    words: list[CardLine] = []
    seen: set[str] = set()
    for node in (screen.focused or screen).ancestors_with_self:
        text = node.HELP if hasattr(node, "HELP") else None
        if text and text not in seen:
            seen.add(text)
            words.append(CardLine("", text))
    here: list[CardLine] = []
    everywhere: list[CardLine] = []
    for active in active_commands(screen):
        keys = active.shown_keys or "by name"
        line = CardLine(keys, f"{active.command.label}: {active.command.help}")
        if "everywhere" in active.command.scopes:
            everywhere.append(line)
        else:
            here.append(line)
    sections = [CardSection("What this is", tuple(words))] if words else []
    if here:
        sections.append(CardSection("Keys here", tuple(here)))
    if everywhere:
        sections.append(CardSection("Keys everywhere", tuple(everywhere)))
    note = "^ is the ctrl key. Keys can be changed in settings.toml, under [keys]."
    return [*sections, CardSection("", (CardLine("", note, "muted"),))]


class HelpScreen(ModalScreen[None]):
    """Shows help over a screen; any of Escape, F1 and ? closes it."""

    AUTO_FOCUS = "CardView"
    DEFAULT_CSS = """
    HelpScreen {
        align: center middle;
        background: $background 60%;
        & > Vertical {
            width: 92;
            max-width: 100%;
            height: 90%;
            background: $surface;
            border: round $border;
            padding: 0 1;
        }
        #help-title { text-style: bold; color: $text-primary; margin-bottom: 1; }
        CardView { background: $surface; padding: 0; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = bindings("back", "help", priority=True)

    def __init__(self, screen: Screen[object], title: str = "Help") -> None:
        super().__init__()
        self._heading = title
        self._sections = help_sections(screen)

    def compose(self) -> ComposeResult:
        """Lay out the help as a card that scrolls."""
        with Vertical():
            yield Static(plain(f"{self._heading}  (Esc closes)"), id="help-title")
            yield CardView(self._sections, cursor=False)

    def action_back(self) -> None:
        """Close."""
        self.dismiss(None)

    def action_help(self) -> None:
        """Close, since the same key opened it."""
        self.dismiss(None)
