"""Bringing a list in from a file: choose it, look at what will happen, and let it happen."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import ClassVar, Literal

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Container, HorizontalGroup, Vertical
from textual.timer import Timer
from textual.widgets import Button, Label, Static

from adviser_tui.errors import AdviserError
from adviser_tui.exchange.field import ListKind
from adviser_tui.exchange.folders import usual_folder
from adviser_tui.exchange.importing import run_import
from adviser_tui.exchange.plan import ImportResult
from adviser_tui.services.office import Office
from adviser_tui.widgets.card import CardView
from adviser_tui.widgets.field_rows import FieldRow
from adviser_tui.widgets.fields import Choice, ChoiceField
from adviser_tui.widgets.key_footer import KeyFooter
from adviser_tui.widgets.keys import bindings
from adviser_tui.widgets.picker import Picker
from adviser_tui.widgets.row_list import RowList
from adviser_tui.widgets.status_line import StatusLine
from adviser_tui.widgets.text import plain, say
from adviser_tui.widgets.title_line import TitleLine
from screens.acting.base import Acting
from screens.import_columns import (
    COLUMNS,
    column_rows,
    field_choices,
    first_question,
    is_withheld,
    said_otherwise,
)
from screens.import_path import PathBox
from screens.import_report import counts, many, report, what_enter_does
from screens.import_work import FileWork, Looked, in_a_sentence, look_at

Phase = Literal["choose", "busy", "plan", "done"]
_LOOK_ON = 0.2
"""Seconds between two looks at how far the work is."""
_KINDS = (
    Choice("employers", "Employers"),
    Choice("participants", "Participants"),
    Choice("vacancies", "Vacancies"),
    Choice("partners", "Partners"),
)


class ImportScreen(Acting):
    """One file on its way in; nothing is changed before Enter on the table of what will happen."""

    HELP = (
        "Importing a list. Choose what it is a list of and where it lies, look at what will "
        "happen to each row, then Enter imports. Tab goes to the columns: Enter there says what "
        "one becomes. Escape goes back a step and stops what is running; u takes an import back."
    )
    CSS_PATH = "importing.tcss"
    AUTO_FOCUS = "ChoiceStrip"
    BINDINGS: ClassVar[list[BindingType]] = bindings("import.run", "back")

    def __init__(self, office: Office) -> None:
        super().__init__(office)
        self._phase: Phase = "choose"
        self._path = Path()
        self._wishes: dict[str, str] = {}
        self._looked: Looked | None = None
        self._work = FileWork("")
        self._looks_on: Timer | None = None

    def compose(self) -> ComposeResult:
        """Lay out the choice of a file, and below it what is found in one."""
        yield TitleLine(plain("Import a file"))
        with Vertical(id="import-choose"):
            yield FieldRow(
                ChoiceField(name="kind", label="A list of", value="employers", choices=_KINDS)
            )
            with HorizontalGroup():
                yield Label("File", classes="field-label")
                yield PathBox(usual_folder())
            yield Static("", id="import-wrong")
        yield Static("", id="import-summary")
        with Container(id="import-lists"):
            yield RowList(COLUMNS, markable=False, id="columns")
            yield CardView(id="report")
        with HorizontalGroup(id="import-ways"):
            yield Button("Import", id="import-run", variant="primary", compact=True)
            yield Button("Stop", id="import-stop", compact=True)
            yield Button("Another file", id="import-again", compact=True)
            yield Button("Close", id="import-close", compact=True)
        yield StatusLine()
        yield KeyFooter()

    def on_mount(self) -> None:
        """Begin in the folder where files arrive."""
        self._looks_on = self.set_interval(_LOOK_ON, self._look_on, pause=True)
        self._go_to("choose")
        self.refresh_all()

    # Choosing a file.

    @on(FieldRow.Entered)
    def _kind_entered(self, event: FieldRow.Entered) -> None:
        event.stop()
        self.query_one(PathBox).focus_line()

    @on(PathBox.Changed)
    def _typing(self, event: PathBox.Changed) -> None:
        event.stop()
        self._say_wrong("")

    @on(PathBox.Chosen)
    def _chosen(self, event: PathBox.Chosen) -> None:
        event.stop()
        self._path, self._wishes, self._looked = event.path, {}, None
        self._look()

    def _kind(self) -> ListKind:
        return ListKind(self.query_one(FieldRow).text or "employers")

    def _say_wrong(self, words: str) -> None:
        self.query_one("#import-wrong", Static).update(plain(f"✗ {words}" if words else ""))

    # Looking at what would happen.

    def reload(self) -> None:
        """Work out anew what would happen, when the caseload has changed meanwhile."""
        if self._phase in ("plan", "done"):
            self._look()

    def _look(self) -> None:
        self._begin(f"Reading {self._path.name}")
        call = partial(
            look_at, self.office.desk, self._kind(), self._path, self._wishes, self._work
        )
        self.ask(
            "import",
            partial(in_a_sentence, call),
            partial(self._found, self._work),
            self._not_readable,
        )

    def _found(self, work: FileWork, looked: Looked | None) -> None:
        if looked is None:
            if work is self._work:
                self._go_to("choose")
            return
        self._looked = looked
        columns = looked.opened.columns
        self.query_one(TitleLine).update(
            plain(f"Import {columns.kind.value} from {self._path.name}: nothing is changed yet")
        )
        listing = self.query_one("#columns", RowList)
        listing.set_rows(column_rows(columns, looked.examples))
        if first := first_question(columns):
            listing.go_to(first)
        card = self.query_one("#report", CardView)
        card.show(report(looked.plan) if looked.plan else (), from_top=True)
        self._summary(counts(looked.plan) if looked.plan else looked.trouble)
        if looked.plan is not None:
            self.query_one("#import-run", Button).label = plain(what_enter_does(looked.plan))
        self._go_to("plan")

    def _not_readable(self, error: AdviserError) -> None:
        self._go_to("choose")
        self._say_wrong(str(error))

    @on(RowList.Opened, "#columns")
    def _column_opened(self, event: RowList.Opened) -> None:
        event.stop()
        if self._looked is None or self._phase != "plan":
            return
        columns, place = self._looked.opened.columns, int(event.row.id)
        header = columns.headers[place]
        if is_withheld(columns, place):
            say(
                self.app,
                f"“{header}” is not taken from a file: what it speaks of is kept only where the "
                "person knows about it, if at all.",
                seconds=8,
            )
            return
        self.app.push_screen(
            Picker(f"What is “{header}”?", partial(field_choices, columns, place)),
            partial(self._said, place),
        )

    def _said(self, place: int, choice: Choice | None) -> None:
        if choice is not None and self._looked is not None:
            columns = self._looked.opened.columns
            self._wishes = said_otherwise(columns, self._wishes, place, choice.id)
            self._look()

    # Importing.

    @on(Button.Pressed, "#import-run")
    def action_import_run(self) -> None:
        """Bring the new rows in."""
        looked = self._looked
        if self._phase != "plan" or looked is None or looked.plan is None:
            return
        if not looked.plan.new and not looked.plan.bad:
            say(self.app, "Nothing in this file is new.")
            return
        self._begin(f"Importing {self._path.name}")
        work = self._work
        call = partial(
            run_import,
            looked.opened,
            progress=work.progress,
            cancelled=work.is_stopped,
            planned=looked.plan,
        )
        self.tell(partial(in_a_sentence, call), self._imported, self._not_imported)

    def _imported(self, result: ImportResult) -> None:
        if result.cancelled:
            self._summary(result.in_words())
            self._go_to("plan")
            return
        self._summary(result.in_words() + (" u takes it back." if result.imported else ""))
        self.query_one(TitleLine).update(plain(f"Imported from {self._path.name}"))
        if result.imported:
            self.was_saved(f"{many(result.plan.kind, result.imported)} imported.")
        self._go_to("done")

    def _not_imported(self, error: AdviserError) -> None:
        self._go_to("plan")
        say(self.app, error, "warning", seconds=12)
        if error.exit_code == 1:  # The file or the caseload is not what was looked at.
            self._look()

    def step_in_history(self, step: Callable[[], str], words: str) -> None:
        """Undo and redo, but not what is still being written."""
        if self._phase == "busy":
            say(self.app, "The file is still being worked on; Escape stops it.")
            return
        super().step_in_history(step, words)

    # Going from step to step.

    def _begin(self, doing: str) -> None:
        self._work.stop()
        self._work = FileWork(doing)
        self._go_to("busy")
        self._look_on()

    def _look_on(self) -> None:
        if self._phase == "busy":
            self._summary(self._work.in_words())

    def _summary(self, words: str) -> None:
        self.query_one("#import-summary", Static).update(plain(words))

    def _go_to(self, phase: Phase) -> None:
        before, self._phase = self._phase, phase
        for other in ("choose", "busy", "plan", "done"):
            self.set_class(other == phase, f"-{other}")
        self.set_class(self._looked is None, "-blank")
        if self._looks_on is not None:
            (self._looks_on.resume if phase == "busy" else self._looks_on.pause)()
        has_plan = self._looked is not None and self._looked.plan is not None
        self.query_one("#import-run", Button).disabled = not (phase == "plan" and has_plan)
        if phase == "choose":
            self.query_one(TitleLine).update(plain("Import a file"))
            if before != "choose":
                self.query_one(PathBox).focus_line()
        elif phase == "plan":
            first = "#report" if has_plan else "#columns"
            if before != "plan" and not self.query_one("#columns").has_focus:
                self.query_one(first).focus()
        elif phase == "done":
            self.query_one("#report").focus()
        self.refresh_bindings()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer to import only once there is something to look at."""
        if action == "import_run":
            return self._phase == "plan" and bool(self._looked and self._looked.plan)
        return super().check_action(action, parameters)

    @on(Button.Pressed, "#import-again")
    def _again(self) -> None:
        self._go_to("choose")

    @on(Button.Pressed, "#import-close")
    def _close(self) -> None:
        self.app.pop_screen()

    @on(Button.Pressed, "#import-stop")
    def action_back(self) -> None:
        """Stop what is running, else go back a step."""
        if self._phase == "busy":
            self._work.stop()
            self._look_on()
        elif self._phase == "plan":
            self._go_to("choose")
        else:
            self.app.pop_screen()
