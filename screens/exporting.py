"""Writing a list to a file: where to, whether something is replaced, and what came of it."""

from functools import partial
from pathlib import Path
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Static

from adviser_tui.errors import AdviserError, InputError
from adviser_tui.exchange.exports import ExportKind, export
from adviser_tui.exchange.folders import typed_path
from adviser_tui.exchange.writing import Written
from adviser_tui.services.office import Office
from adviser_tui.widgets.chooser import Chooser
from adviser_tui.widgets.confirm import Confirm
from adviser_tui.widgets.fields import Choice
from adviser_tui.widgets.keys import bindings
from adviser_tui.widgets.prompt_line import PromptLine
from adviser_tui.widgets.text import plain, say
from screens.acting.base import Acting
from screens.import_work import FileWork, in_a_sentence

_SHOWN = {
    "screen.today": (ExportKind.FOLLOW_UPS, ExportKind.PROMISES),
    "screen.people": (ExportKind.PARTICIPANTS,),
    "screen.employers": (ExportKind.EMPLOYERS,),
    "screen.vacancies": (ExportKind.VACANCIES, ExportKind.SUBMISSIONS),
    "partner.list": (ExportKind.PARTNERS,),
    "screen.diary": (
        ExportKind.DIARY,
        ExportKind.CONTACTS,
        ExportKind.FOLLOW_UPS,
        ExportKind.PROMISES,
    ),
}
"""What can be written of each screen, by the command that goes there."""
_ABOUT = {
    ExportKind.DIARY: "a calendar file; nobody is named in it",
    ExportKind.CONTACTS: "every contact there was",
    ExportKind.SUBMISSIONS: "everybody put forward",
}
_PERSONAL = (
    "It holds personal data: only you can read it; delete it when it has served its purpose."
)
_SHOW_AFTER = 0.5
"""Seconds before the progress of an export is shown; most are done sooner."""
_LOOK_ON = 0.2


def offer_export(screen: Acting, command: str) -> None:
    """Ask what is to be written of the screen that `command` goes to, then where to."""
    kinds = _SHOWN.get(command, tuple(ExportKind))
    if len(kinds) == 1:
        _ask_where(screen, kinds[0])
        return
    choices = [Choice(one, _spoken(one).capitalize(), _ABOUT.get(one, "")) for one in kinds]
    screen.app.push_screen(
        Chooser("Write what to a file?", choices),
        lambda chosen: _ask_where(screen, ExportKind(chosen)) if chosen else None,
    )


def _ask_where(screen: Acting, kind: ExportKind) -> None:
    today = screen.office.desk.today.isoformat()
    ending = ".ics" if kind is ExportKind.DIARY else ".xlsx"
    screen.app.push_screen(
        PromptLine(
            f"Write {_spoken(kind)} to",
            value=str(Path("~") / f"{kind.value}-{today}{ending}"),
            reading=partial(_understood, kind),
            hint=f"a path that ends in {', '.join(_endings(kind))}",
        ),
        partial(_asked, screen, kind),
    )


def _asked(screen: Acting, kind: ExportKind, answer: str | None) -> None:
    if not answer:
        return
    path = typed_path(answer)
    if not path.exists():
        _write(screen, kind, path, replace=False)
        return
    screen.app.push_screen(
        Confirm(
            f"Replace {path.name} with {_spoken(kind)}?",
            f"There already is a file {path}. What is in it would be gone; undo does not bring it"
            " back.",
        ),
        lambda yes: _write(screen, kind, path, replace=True) if yes else None,
    )


def _write(screen: Acting, kind: ExportKind, path: Path, *, replace: bool) -> None:
    work = FileWork(f"Writing {path.name}")
    shown = Writing(work)
    timer = screen.set_timer(_SHOW_AFTER, partial(screen.app.push_screen, shown))

    def put_away() -> None:
        timer.stop()
        if shown.is_attached:
            shown.dismiss(None)

    def written(result: Written) -> None:
        put_away()
        rows = "1 row is" if result.rows == 1 else f"{result.rows:,} rows are"
        said = (f"{rows} in {result.path}.", *result.remarks, _PERSONAL)
        say(screen.app, " ".join(said), title=_spoken(kind).capitalize(), seconds=12)

    def refused(error: AdviserError) -> None:
        put_away()
        say(screen.app, error, "warning", seconds=10)

    call = partial(_exported, screen.office, kind, path, replace, work)
    screen.ask("export", partial(in_a_sentence, call), written, refused)


class Writing(ModalScreen[None]):
    """How far a long export is; Escape stops it."""

    HELP = "A list is being written to a file. Escape stops it; nothing of the file stays."
    DEFAULT_CSS = """
    Writing {
        align: left bottom;
        background: $background 30%;
        & > Vertical {
            height: auto;
            background: $panel;
            border-top: solid $border;
            padding: 0 1;
        }
        Static { color: $text-primary; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = bindings("back", priority=True)

    def __init__(self, work: FileWork) -> None:
        super().__init__()
        self._work = work

    def compose(self) -> ComposeResult:
        """Lay out the one line."""
        with Vertical():
            yield Static(plain(self._work.in_words()))

    def on_mount(self) -> None:
        """Look on now and then."""
        self.set_interval(_LOOK_ON, self._look_on)

    def _look_on(self) -> None:
        self.query_one(Static).update(plain(self._work.in_words()))

    def action_back(self) -> None:
        """Stop the work; whoever began it puts this away."""
        self._work.stop()
        self._look_on()


def _exported(
    office: Office, kind: ExportKind, path: Path, replace: bool, work: FileWork
) -> Written:
    def go_on(done: int) -> None:
        if work.is_stopped():
            raise InputError("The export was stopped. Nothing was written.")
        work.progress(done, 0)

    return export(office.desk, kind, path, replace=replace, progress=go_on)


def _understood(kind: ExportKind, text: str) -> str:
    """Say where the list would be written; raises `InputError` where that cannot be."""
    path = typed_path(text)
    endings = _endings(kind)
    if path.suffix.lower() not in endings:
        raise InputError(f"End the name in {', '.join(endings)}.")
    if not path.parent.is_dir():
        raise InputError(f"There is no folder {path.parent}.")
    if path.is_dir():
        raise InputError(f"{path} is a folder. Add a file name to it.")
    there = ", which is there already: you are asked first" if path.exists() else ""
    return f"{path}{there}. It will hold personal data"


def _spoken(kind: ExportKind) -> str:
    return "the diary" if kind is ExportKind.DIARY else kind.value


def _endings(kind: ExportKind) -> tuple[str, ...]:
    match kind:
        case ExportKind.DIARY:
            return (".ics",)
        case ExportKind.FOLLOW_UPS:
            return (".xlsx", ".csv", ".json", ".ics")
    return (".xlsx", ".csv", ".json")
