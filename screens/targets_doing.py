"""What can be done on Targets: the report on the screen or in a file, and one's own target."""

from functools import partial
from pathlib import Path
from typing import ClassVar

from textual.binding import BindingType

from adviser_tui.errors import AdviserError, InputError
from adviser_tui.exchange.folders import typed_path
from adviser_tui.exchange.report_files import ENDINGS, FOR_A_MEETING, write_report
from adviser_tui.exchange.writing import Written
from adviser_tui.services.measures.period import Period
from adviser_tui.services.office import Office
from adviser_tui.services.targets import MOST
from adviser_tui.widgets.confirm import Confirm
from adviser_tui.widgets.keys import bindings
from adviser_tui.widgets.prompt_line import PromptLine, QuickAnswer
from adviser_tui.widgets.text import say
from screens.acting.base import Acting

_PROGRAMME, _OFF = "programme", "off"


class ReportsAndTargets(Acting):
    """Commands about the week that is shown."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(
        "targets.report", "targets.write", "targets.set"
    )

    @property
    def period(self) -> Period:
        """The week that is shown."""
        return Period.week_of(self.office.desk.today)

    def action_targets_report(self) -> None:
        """Show the week's report."""
        from screens.targets_report import ReportScreen

        self.app.push_screen(ReportScreen(self.office, self.period))

    def action_targets_write(self) -> None:
        """Ask where the week's report is to be written."""
        ask_where(self, self.period)

    def action_targets_set(self) -> None:
        """Ask what a full week should ask for."""
        own = self.office.targets.own()
        now = _OFF if own and own.is_off else str(own.base) if own and own.base else _PROGRAMME
        self.app.push_screen(
            PromptLine(
                "Employer contacts in a full week",
                value=now,
                quick=(
                    QuickAnswer("p", _PROGRAMME, "the programme's target"),
                    QuickAnswer("o", _OFF, "no target"),
                ),
                reading=_understood_target,
                hint="a number, p the programme's, o off; part-time work asks for its share",
            ),
            self._set,
        )

    def _set(self, answer: str | None) -> None:
        if not answer:
            return
        targets = self.office.targets
        word = answer.strip().casefold()
        if word == _OFF:
            self.save(targets.switch_off, "The target is off from this week on.")
        elif word == _PROGRAMME:
            self.save(targets.follow_programme, "The programme's target counts again.")
        else:
            self.save(partial(targets.set, int(word)), f"A full week asks for {int(word)}.")


def _understood_target(text: str) -> str:
    """Say how a target is understood; raises `InputError` where it is none."""
    word = text.strip().casefold()
    if word == _OFF:
        return "no target from this week on"
    if word == _PROGRAMME:
        return "the target of the programme"
    if not word.isdecimal() or not 0 < int(word) <= MOST:
        raise InputError(f"A target is a number from 1 to {MOST}, or off, or programme.")
    return f"{int(word)} in a full week, from this week on"


def ask_where(screen: Acting, period: Period) -> None:
    """Ask for a path, then write the week's report there."""
    screen.app.push_screen(
        PromptLine(
            f"Write the report of week {period.number} to",
            value=str(Path("~") / f"week-report-{period.name}.html"),
            reading=_understood_path,
            hint=f"the ending says how: {', '.join(ENDINGS)}",
        ),
        partial(_asked, screen, period),
    )


def _understood_path(text: str) -> str:
    """Say where the report would be written; raises `InputError` where that cannot be."""
    path = typed_path(text)
    if path.suffix.lower() not in ENDINGS:
        raise InputError(f"End the name in {', '.join(ENDINGS)}.")
    if not path.parent.is_dir():
        raise InputError(f"There is no folder {path.parent}.")
    if path.is_dir():
        raise InputError(f"{path} is a folder. Add a file name to it.")
    return f"{path}{', which is there already: you are asked first' if path.exists() else ''}"


def _asked(screen: Acting, period: Period, answer: str | None) -> None:
    if not answer:
        return
    path = typed_path(answer)
    if not path.exists():
        _write(screen, period, path, replace=False)
        return
    screen.app.push_screen(
        Confirm(
            f"Replace {path.name} with the week's report?",
            f"There already is a file {path}. What is in it would be gone; undo does not bring it"
            " back.",
        ),
        lambda yes: _write(screen, period, path, replace=True) if yes else None,
    )


def _write(screen: Acting, period: Period, path: Path, *, replace: bool) -> None:
    def written(result: Written) -> None:
        say(screen.app, f"The report is in {result.path}. {FOR_A_MEETING}", seconds=12)

    def refused(error: AdviserError) -> None:
        say(screen.app, error, "warning", seconds=10)

    call = partial(_written, screen.office, period, path, replace=replace)
    screen.ask("report-file", call, written, refused)


def _written(office: Office, period: Period, path: Path, *, replace: bool) -> Written:
    from adviser_tui.services.reports.week import week_report

    return write_report(path, week_report(office, period), replace=replace)
