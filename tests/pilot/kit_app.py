"""A small app made of the kit alone, to try every part by key, mouse and eye.

Run it by hand with `python -m tests.pilot.kit_app` from the top of the repository.
"""

import os
from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import ClassVar

from textual import on
from textual.app import App, ComposeResult
from textual.binding import BindingType
from textual.containers import Container
from textual.filter import LineFilter

import adviser_tui
from adviser_tui.errors import InputError
from adviser_tui.themes import next_theme, register_themes
from adviser_tui.widgets.card import CardLine, CardSection, CardView
from adviser_tui.widgets.chooser import Chooser
from adviser_tui.widgets.columns import Cell, Column, Heading, LazyRows, ListRow
from adviser_tui.widgets.confirm import Confirm
from adviser_tui.widgets.fields import (
    Choice,
    ChoiceField,
    DateField,
    Field,
    LongTextField,
    MinutesField,
    PickField,
    TextField,
)
from adviser_tui.widgets.form import FormScreen
from adviser_tui.widgets.help_screen import HelpScreen
from adviser_tui.widgets.jump import JumpScreen
from adviser_tui.widgets.key_footer import KeyFooter
from adviser_tui.widgets.keys import bindings
from adviser_tui.widgets.palette import open_palette
from adviser_tui.widgets.picker import Picker
from adviser_tui.widgets.prompt_line import PromptLine, QuickAnswer
from adviser_tui.widgets.quick_line import QuickLine
from adviser_tui.widgets.row_list import RowList
from adviser_tui.widgets.service_screen import ServiceScreen
from adviser_tui.widgets.status_line import StatusLine, StatusPart
from adviser_tui.widgets.tabs_bar import TabsBar
from adviser_tui.widgets.text import TerminalSafe, say

TODAY = date(2026, 11, 24)
EMPLOYERS = (
    "Greggs",
    "Nando's [Leeds]",
    "Tesco Leeds",
    "Turnip & Sons",
    "Ærø Bageri",
    "丸亀 Noodles",
)

COLUMNS = (
    Column("When", 9),
    Column("Who", share=2, least=14),
    Column("What", share=3, least=16),
    Column("Why", share=3, least=16, priority=2, one_line_only=True),
    Column("Stage", 10, priority=1),
)


def row(number: int, when: Cell) -> ListRow:
    """Return an invented row."""
    name = EMPLOYERS[number % len(EMPLOYERS)]
    why = f"promise to {name} due {when.text.lower()}"
    return ListRow(
        f"row-{number}",
        (
            when,
            name,
            ("Call back", "Send two CVs", "Visit")[number % 3],
            Cell(why, "muted"),
            "warm",
        ),
        note=why,
    )


def today_rows() -> list[ListRow | Heading]:
    """Return two groups with headings."""
    late = [row(n, Cell("overdue", "danger")) for n in range(4)]
    due = [row(n, Cell("today", "warning")) for n in range(4, 12)]
    return [Heading("Overdue", "danger"), *late, Heading("Today"), *due]


def search(text: str) -> Sequence[Choice]:
    """Find the employers whose name has the letters in it."""
    low = text.casefold()
    return [
        Choice(f"e{n}", name, "Leeds", tuple(range(at, at + len(low))))
        for n, name in enumerate(EMPLOYERS)
        if (at := name.casefold().find(low)) >= 0
    ]


def parse_date(text: str) -> tuple[str, str]:
    """Understand just enough to show how a date field speaks."""
    days = {"today": 0, "tomorrow": 1, "+1w": 7, "fri": 3}
    if text not in days:
        raise InputError(f"'{text}' is not a date; write fri, tomorrow or +1w.")
    day = TODAY + timedelta(days=days[text])
    return day.isoformat(), f"{day:%A} {day.day} {day:%B}"


def fields() -> list[Field]:
    """Return one field of each kind."""
    return [
        PickField(
            name="employer",
            label="Employer",
            search=search,
            create="employer",
            required=True,
            help="Type a few letters; a name not known yet can be added.",
        ),
        ChoiceField(
            name="channel",
            label="Channel",
            value="visit",
            choices=(Choice("visit", "Visit"), Choice("call", "Call"), Choice("vm", "Voicemail")),
        ),
        TextField(name="person", label="Spoke with", limit=20),
        MinutesField(name="minutes", label="Minutes", help="25, 1h or 1h30"),
        LongTextField(name="note", label="Note"),
        DateField(name="due", label="Next step on", parse=parse_date, help="fri, +1w, 24/12"),
    ]


class KitScreen(ServiceScreen[None]):
    """A list, a card, and every modal behind its key."""

    HELP = "The screen that shows every part of the kit."
    BINDINGS: ClassVar[list[BindingType]] = bindings(
        "row.snooze",
        "row.done",
        "contact.log",
        "new",
        "void",
        "match.open",
        "list.filter",
        "quick.entry",
    )

    def compose(self) -> ComposeResult:
        """Lay out the screen."""
        yield TabsBar("screen.today", "Tue 24 Nov 2026")
        with Container(classes="panes"):
            listing = RowList(COLUMNS, two_lines_below=90, id="rows")
            listing.add_class("pane-list")
            yield listing
            card = CardView(id="card")
            card.add_class("pane-detail")
            yield card
        yield StatusLine(
            (
                StatusPart("Robin Example", "normal"),
                StatusPart("NOT ENCRYPTED", "warning"),
                StatusPart("60 participants", priority=2),
                StatusPart("saved 09:41", "good", priority=1),
            )
        )
        yield KeyFooter()

    def on_mount(self) -> None:
        """Fill the list."""
        self.listing.set_empty("No follow-ups today.", "n adds one, 2 shows the caseload.")
        self.listing.set_rows(today_rows())
        self.listing.focus()

    @property
    def listing(self) -> RowList:
        """The list."""
        return self.query_one("#rows", RowList)

    @on(RowList.Highlighted)
    def show_card(self, event: RowList.Highlighted) -> None:
        """Show what is known of the row."""
        if event.row is None:
            return
        name = event.row.cells[1]
        lines = (
            CardLine("Name", str(name), field="name"),
            CardLine("Town", "Leeds", field="town"),
            CardLine("Stage", "warm: two contacts in 28 days", "good"),
            CardLine("Contact", "Sam Invented, 0113 496 0000", ref="person-1"),
            CardLine("Due", "promise overdue since Friday", "danger"),
        )
        story = tuple(
            CardLine(f"{d} Nov", f"Visit, 25 min: needs {d} night fillers and somebody early.")
            for d in range(20, 10, -1)
        )
        sections = [CardSection("Employer", lines), CardSection("Timeline", story)]
        self.query_one(CardView).show(sections, from_top=True)

    def action_row_snooze(self) -> None:
        """Ask until when."""
        quick = (QuickAnswer("1", "tomorrow", "tomorrow"), QuickAnswer("w", "+1w", "a week"))
        self.app.push_screen(
            PromptLine(
                f"Snooze {len(self.listing.targets)} until?",
                quick=quick,
                reading=lambda text: parse_date(text)[1],
                hint="or a date in words",
            ),
            self.told,
        )

    def action_row_done(self) -> None:
        """Take the row away, as a service would."""
        gone = set(self.listing.targets)
        left = [one for one in today_rows() if isinstance(one, Heading) or one.id not in gone]
        self.tell(lambda: len(gone), lambda count: self.done(left, count))

    def done(self, left: list[ListRow | Heading], count: int) -> None:
        """Show what is left."""
        self.listing.set_rows(left)
        say(self.app, f"Done: {count} - u undoes")

    def action_contact_log(self) -> None:
        """Open the form."""
        self.app.push_screen(FormScreen("Log a contact", fields(), self.save), self.told)

    def save(self, values: dict[str, str]) -> None:
        """Refuse one name, to show how."""
        if values["person"] == "nobody":
            raise InputError("Nobody is not a person.", "person")

    def action_new(self) -> None:
        """Choose what is new."""
        choices = (Choice("p", "Participant", "somebody looking for work"), Choice("v", "Vacancy"))
        self.app.push_screen(Chooser("What is new?", choices), self.told)

    def action_void(self) -> None:
        """Ask first."""
        self.app.push_screen(
            Confirm("Take 7 follow-ups with Greggs off the record?", "Undo brings them back."),
            lambda yes: self.told(str(yes)),
        )

    def action_match_open(self) -> None:
        """Pick an employer."""
        picker = Picker("For which employer?", search, create="employer", hint="a few letters")
        self.app.push_screen(picker, lambda choice: self.told(choice and choice.label))

    def action_list_filter(self) -> None:
        """Show a great many rows."""
        self.listing.set_rows(LazyRows(range(100_000), lambda n: row(n, Cell("later"))))

    def action_quick_entry(self) -> None:
        """Write one line."""
        self.app.push_screen(QuickLine(self.preview, self.submit), self.told)

    def preview(self, text: str) -> list[CardLine]:
        """Show the words back."""
        return [CardLine("Understood", text), CardLine("Follow-up", "none", "warning")]

    def submit(self, text: str) -> None:
        """Refuse one word, to show how."""
        if text == "no":
            raise InputError("Two employers fit about equally well.")

    def told(self, answer: object) -> None:
        """Say what came back."""
        say(self.app, f"Answer: {answer}")


class KitApp(App[None]):
    """The app around it, with what the real one has of safety, themes and help."""

    CSS_PATH = Path(adviser_tui.__file__).parent / "styles" / "app.tcss"
    ENABLE_COMMAND_PALETTE = False
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (100, "-wide"), (160, "-vast")]  # noqa: RUF012
    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings("help", "jump", "palette"),
        *bindings("quit", priority=True),
    ]

    def __init__(self, theme: str = "adviser-dark") -> None:
        super().__init__()
        self._safe = TerminalSafe()
        self.animation_level = "none"
        register_themes(self)
        self.theme = theme

    def get_line_filters(self) -> Sequence[LineFilter]:
        """Put the last gate after the framework's own filters."""
        return [*super().get_line_filters(), self._safe]

    def on_mount(self) -> None:
        """Show the one screen."""
        self.push_screen(KitScreen())

    def action_help(self) -> None:
        """Explain."""
        self.push_screen(HelpScreen(self.screen))

    def action_jump(self) -> None:
        """Show letters."""
        self.push_screen(JumpScreen(self.screen))

    def action_palette(self) -> None:
        """Find a command."""
        open_palette(self)

    def action_theme_next(self) -> None:
        """Change the colours."""
        self.theme = next_theme(self.theme)


if __name__ == "__main__":
    KitApp(os.environ.get("KIT_THEME", "adviser-dark")).run()
