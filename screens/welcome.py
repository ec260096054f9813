"""The first run: who works here, and what to begin with."""

from collections.abc import Callable
from functools import partial
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import HorizontalGroup, VerticalScroll
from textual.widgets import Button, Static

from adviser_tui.services.office import Office
from adviser_tui.widgets.field_rows import FieldRow
from adviser_tui.widgets.fields import Choice, ChoiceField, TextField
from adviser_tui.widgets.key_footer import KeyFooter
from adviser_tui.widgets.keys import bindings
from adviser_tui.widgets.service_screen import ServiceModal
from adviser_tui.widgets.text import plain

OPEN_DEMO = "demo"
"""What the app ends with when the demo is to be opened in its place."""

_WORDS = (
    "Your caseload lives in one file on this computer and nowhere else. Nothing is sent anywhere. "
    "The file is not encrypted yet, so use a computer whose whole disk is."
)


class WelcomeScreen(ServiceModal[None]):
    """Asks for a name, a team and the programme, then begins empty, with a file or with a demo."""

    HELP = "The first run. Type your name; Tab goes on; the buttons at the end begin."
    CSS_PATH = "welcome.tcss"
    AUTO_FOCUS = "Input"
    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings("form.save", "back", priority=True),
        *bindings("help", "quit", on="app."),
    ]

    def __init__(self, office: Office) -> None:
        super().__init__()
        self._office = office

    def compose(self) -> ComposeResult:
        """Lay out the questions and the ways to begin."""
        with VerticalScroll(id="welcome", can_focus=False):
            yield Static(plain("Welcome to Adviser"), id="welcome-title")
            yield Static(plain(self._first_words()), id="welcome-words")
            yield FieldRow(TextField(name="name", label="Your name", required=True))
            yield FieldRow(TextField(name="team", label="Your team"))
            yield FieldRow(
                ChoiceField(
                    name="programme",
                    label="Programme",
                    value="standard",
                    choices=(
                        Choice("standard", "UK provider"),
                        Choice("ips", "IPS"),
                        Choice("nav", "NAV"),
                        Choice("jobcentre-dk", "Danish jobcentre"),
                    ),
                )
            )
            with HorizontalGroup(id="welcome-ways"):
                yield Button("Start empty", id="welcome-empty", variant="primary", compact=True)
                yield Button("Import a file", id="welcome-import", compact=True)
                yield Button("Join a team", id="welcome-join", compact=True)
                yield Button("Look at a demo", id="welcome-demo", compact=True)
            yield Static("", id="welcome-message")
        yield KeyFooter()

    def _first_words(self) -> str:
        """Say what a caseload is; where the hub had one removed from here, say that first."""
        from adviser_tui.services.sync.letting_go import told_of_removal

        return told_of_removal(self._office.database.folder) or _WORDS

    @on(FieldRow.Entered)
    def _next(self, event: FieldRow.Entered) -> None:
        rows = list(self.query(FieldRow))
        place = rows.index(event.row) + 1
        if place < len(rows):
            rows[place].focus_editor()
        else:
            self.query_one("#welcome-empty").focus()

    @on(Button.Pressed, "#welcome-empty")
    def action_form_save(self) -> None:
        """Begin with an empty caseload."""
        self._begin(lambda: self.app.pop_screen())

    @on(Button.Pressed, "#welcome-import")
    def _import(self) -> None:
        from screens.importing import ImportScreen

        self._begin(lambda: self.app.switch_screen(ImportScreen(self._office)))

    @on(Button.Pressed, "#welcome-join")
    def _join(self) -> None:
        """Become one of a team; the hub knows the name, and the rest comes with the first sync."""
        from screens.welcome_join import JoinScreen

        self.app.push_screen(JoinScreen(self._office), self._joined)

    def _joined(self, joined: object) -> None:
        if joined is not None:
            self.app.pop_screen()
            syncing = self.app.syncing  # type: ignore[attr-defined]
            syncing.now()

    @on(Button.Pressed, "#welcome-demo")
    def _demo(self) -> None:
        """Leave this caseload as it is and open an invented one in a temporary folder."""
        self.app.exit(OPEN_DEMO)

    def _begin(self, then: Callable[[], object]) -> None:
        rows = list(self.query(FieldRow))
        if not all(row.check() for row in rows):
            rows[0].focus_editor()
            self._say("Your name is needed; it stands beside what you record.")
            return
        values: dict[str, str] = {}
        for row in rows:
            values.update(row.take())
        self.tell(
            partial(
                self._office.identity.introduce,
                values["name"],
                values["team"],
                values["programme"],
            ),
            lambda _: then(),
        )

    def action_back(self) -> None:
        """Stay: without a name nothing can be recorded."""
        self._say("Type your name to begin, or leave with ctrl+q.")

    def _say(self, words: str) -> None:
        self.query_one("#welcome-message", Static).update(plain(words))
