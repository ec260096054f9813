"""Writing the list of a screen to a file."""

from pathlib import Path
from typing import ClassVar

from textual.binding import BindingType

from adviser_tui.errors import InputError
from adviser_tui.widgets.keys import bindings
from adviser_tui.widgets.text import say
from screens.acting.base import Acting

ENDINGS = (".csv", ".xlsx", ".json")


class Exporting(Acting):
    """The command that writes a list to a file."""

    EXPORTS: ClassVar[str] = ""
    """What is written, as `adviser export` calls it: `participants`."""
    BINDINGS: ClassVar[list[BindingType]] = bindings("export")

    def action_export(self) -> None:
        """Ask for a file and write the whole list to it."""
        from adviser_tui.widgets.prompt_line import PromptLine

        self.app.push_screen(
            PromptLine(
                f"Write all {self.EXPORTS} to which file?",
                reading=_where,
                value=str(Path("~") / f"{self.EXPORTS}-{self.office.desk.today}.xlsx"),
                hint="It holds personal data: keep it where only you can read it.",
            ),
            self._write,
        )

    def _write(self, typed: str | None) -> None:
        if not typed:
            return
        from adviser_tui.exchange.exports import ExportKind, export

        path = Path(typed).expanduser()
        kind = ExportKind(self.EXPORTS)
        self.ask(
            "export",
            lambda: export(self.office.desk, kind, path),
            lambda done: say(
                self.app,
                " ".join((f"{done.rows:,} {self.EXPORTS} written to {done.path}.", *done.remarks)),
                seconds=10,
            ),
        )


def _where(typed: str) -> str:
    path = Path(typed).expanduser()
    if path.suffix.lower() not in ENDINGS:
        raise InputError(f"End the file's name in one of {', '.join(ENDINGS)}.")
    if not path.parent.is_dir():
        raise InputError(f"There is no folder {path.parent}.")
    if path.exists():
        raise InputError(f"{path.name} is there already; nothing is written over.")
    return str(path)
