"""The national register: which one is here and how old, and bringing one in beside the work."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Any, ClassVar

from textual import on
from textual.app import App, ComposeResult
from textual.binding import BindingType
from textual.containers import HorizontalGroup, Vertical
from textual.timer import Timer
from textual.widgets import Button, Label, Static

from adviser_tui.errors import AdviserError
from adviser_tui.exchange.folders import REGISTER_ENDINGS, usual_folder
from adviser_tui.services.office import Office
from adviser_tui.widgets.key_footer import KeyFooter
from adviser_tui.widgets.keys import bindings
from adviser_tui.widgets.status_line import StatusLine
from adviser_tui.widgets.text import plain, say
from adviser_tui.widgets.title_line import TitleLine
from screens.acting.base import Acting
from screens.import_path import PathBox
from screens.register_rows import COUNTRIES

_LOOK_ON = 0.25
"""Seconds between two looks at how far the import is, on this screen."""
_LOOK_ON_BESIDE = 1.0
"""The same on any other screen."""
_WHERE_FROM = (
    "No register is here yet. The open data of one is free: the basic company data of Companies "
    "House (United Kingdom), Enhetsregisteret (Norway) or CVR (Denmark). Download it and choose "
    "the file below, as it came."
)


class RegisterScreen(Acting):
    """What is known of the register, a line for a file, and how far its import is."""

    HELP = (
        "The national register of companies, to be searched offline. Choose the file as its "
        "publisher has it; it is read beside your work, and Escape leaves it reading. Stop keeps "
        "what was read: the same file goes on where it was."
    )
    CSS_PATH = "register.tcss"
    AUTO_FOCUS = "Input"
    BINDINGS: ClassVar[list[BindingType]] = bindings("back")

    def __init__(self, office: Office) -> None:
        super().__init__(office)
        self._looks_on: Timer | None = None

    def compose(self) -> ComposeResult:
        """Lay out what is here, the line for a file, and the progress."""
        yield TitleLine(plain("National register"))
        with Vertical(id="register-all"):
            yield Static("", id="register-here")
            with HorizontalGroup(id="register-choose"):
                yield Label("File", classes="field-label")
                yield PathBox(usual_folder(), REGISTER_ENDINGS, "a .zip, .csv, .json or .gz file")
            yield Static("", id="register-says")
            with HorizontalGroup(id="register-ways"):
                yield Button("Go on working", id="register-leave", variant="primary", compact=True)
                yield Button("Stop and keep", id="register-stop", compact=True)
        yield StatusLine()
        yield KeyFooter()

    def on_mount(self) -> None:
        """Show what is here, and an import that is under way."""
        self._looks_on = self.set_interval(_LOOK_ON, self._look_on, pause=True)
        self.refresh_all()
        self._look_on()

    def reload(self) -> None:
        """Read anew which registers are here."""
        self.ask("here", partial(what_is_here, self.office), self._show_here)

    def _show_here(self, lines: Sequence[str]) -> None:
        self.query_one("#register-here", Static).update(plain("\n".join(lines)))

    @on(PathBox.Changed)
    def _typing(self, event: PathBox.Changed) -> None:
        event.stop()
        self._say("")

    @on(PathBox.Chosen)
    def _chosen(self, event: PathBox.Chosen) -> None:
        event.stop()
        self.ask("begin", partial(self._begin, event.path), self._begun, self._refused)

    def _begin(self, path: Path) -> None:
        self.office.register_import.begin(path)

    def _begun(self, _: None) -> None:
        follow(self.app, self.office)
        # It may be over by now already, and what came of it is said all the same.
        self.add_class("-running")
        self._look_on()
        if self.has_class("-running"):
            self.query_one("#register-leave").focus()

    def _refused(self, error: AdviserError) -> None:
        self._say(f"✗ {error}")

    def _look_on(self) -> None:
        """Show how far it is, and what came of it."""
        state = self.office.register_import.state
        was_running = self.has_class("-running")
        self.set_class(state.is_running, "-running")
        if self._looks_on is not None:
            (self._looks_on.resume if state.is_running else self._looks_on.pause)()
        if state.is_running:
            self._say(state.in_words())
        elif was_running:
            self._say(f"✗ {state.words}" if state.state == "failed" else state.words)
            self.office.register_import.told = True
            self.refresh_all()
            self.query_one(PathBox).focus_line()
        self.show_status()

    def _say(self, words: str) -> None:
        line = self.query_one("#register-says", Static)
        line.update(plain(words))
        line.set_class(words.startswith("✗"), "-wrong")

    @on(Button.Pressed, "#register-stop")
    def _stop(self) -> None:
        self.office.register_import.stop()
        self._look_on()

    @on(Button.Pressed, "#register-leave")
    def action_back(self) -> None:
        """Go back to where the adviser was; an import goes on."""
        self.app.pop_screen()


def what_is_here(office: Office) -> list[str]:
    """Return which registers are here, how old they are and what is unfinished."""
    store = office.register.store
    lines = []
    for status in store.statuses(office.desk.clock.now()):
        since = status.as_of or status.imported_at.date()
        size = f"{status.size / 1e6:,.0f} MB"
        lines.append(
            f"{COUNTRIES[status.register]}: {status.entries:,} companies as of {since.day} "
            f"{since:%b %Y}, {size}, from {status.file_name}."
        )
        if status.trouble:
            lines.append(f"✗ {status.trouble}")
        elif status.is_old:
            lines.append("It is more than two months old; its publisher has a newer one.")
    unfinished = None if office.register_progress else store.unfinished()
    if unfinished is not None:
        lines.append(
            f"The import of {unfinished.mark.file_name} is unfinished. Choose the same file to go "
            "on where it stopped."
        )
    return lines or [_WHERE_FROM]


def follow(app: App[Any], office: Office) -> None:
    """Show on whichever screen is open how far the import is, and say what came of it."""
    work = office.register_import

    def look() -> None:
        screen = app.screen
        if isinstance(screen, Acting):
            screen.show_status()
        if work.state.is_running:
            return
        timer.stop()
        if not work.told:
            work.told = True
            failed = work.state.state == "failed"
            say(app, work.state.words, "warning" if failed else "information", seconds=12)

    timer = app.set_interval(_LOOK_ON_BESIDE, look)
