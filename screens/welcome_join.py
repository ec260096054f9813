"""Joining a team on the first run: the hub's address, a one-time code, then the first sync."""

import threading
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import HorizontalGroup, VerticalScroll
from textual.widgets import Button, Static

from adviser_tui.errors import AdviserError
from adviser_tui.services.office import Office
from adviser_tui.services.sync.joining import Joined
from adviser_tui.widgets.field_rows import FieldRow
from adviser_tui.widgets.fields import TextField
from adviser_tui.widgets.key_footer import KeyFooter
from adviser_tui.widgets.keys import bindings
from adviser_tui.widgets.service_screen import ServiceModal
from adviser_tui.widgets.text import plain

_WORDS = (
    "Your team lead gives you the address of the team's hub and a code that works once. What "
    "the team shares with you is fetched then; the line at the bottom shows how far it is."
)


class JoinScreen(ServiceModal[Joined]):
    """Asks for the address and the code; dismisses with who one is once the hub said yes."""

    HELP = "Type the address and the code that your team lead gave you; ctrl+s joins."
    CSS_PATH = "welcome.tcss"
    AUTO_FOCUS = "Input"
    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings("form.save", "back", priority=True),
        *bindings("help", "quit", on="app."),
    ]

    def __init__(self, office: Office) -> None:
        super().__init__()
        self._office = office
        self._is_asking = False

    def compose(self) -> ComposeResult:
        """Lay out the two questions."""
        with VerticalScroll(id="welcome", can_focus=False):
            yield Static(plain("Join a team"), id="welcome-title")
            yield Static(plain(_WORDS), id="welcome-words")
            yield FieldRow(TextField(name="address", label="Address", required=True))
            yield FieldRow(TextField(name="code", label="Code", required=True))
            with HorizontalGroup(id="welcome-ways"):
                yield Button("Join", id="welcome-join-now", variant="primary", compact=True)
            yield Static("", id="welcome-message")
        yield KeyFooter()

    @on(FieldRow.Entered)
    def _next(self, event: FieldRow.Entered) -> None:
        rows = list(self.query(FieldRow))
        if event.row is rows[0]:
            rows[1].focus_editor()
        else:
            self.query_one("#welcome-join-now").focus()

    @on(Button.Pressed, "#welcome-join-now")
    def action_form_save(self) -> None:
        """Ask the hub, in a thread of its own so that a slow network holds up nothing."""
        rows = list(self.query(FieldRow))
        if self._is_asking:
            return
        if not all(row.check() for row in rows):
            self._say("The address and the code are both needed.")
            return
        values: dict[str, str] = {}
        for row in rows:
            values.update(row.take())
        self._is_asking = True
        self._say("Asking the hub …")
        asked = (values["address"].strip(), values["code"].strip())
        threading.Thread(target=self._ask, args=asked, name="join", daemon=True).start()

    def _ask(self, address: str, code: str) -> None:
        try:
            joined = self._office.sync.join(address, code)
        except AdviserError as error:
            self.app.call_later(self._refused, str(error))
        else:
            self.app.call_later(self.dismiss, joined)

    def _refused(self, sentence: str) -> None:
        self._is_asking = False
        self._say(sentence)

    def action_back(self) -> None:
        """Go back to the other ways to begin, unless the hub is being asked."""
        if not self._is_asking:
            self.dismiss(None)

    def _say(self, words: str) -> None:
        self.query_one("#welcome-message", Static).update(plain(words))
