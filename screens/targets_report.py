"""The week's report on the screen, as it is read aloud, with the question for the meeting first."""

from collections.abc import Iterable
from functools import partial
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType

from adviser_tui.services.measures.period import Period
from adviser_tui.services.office import Office
from adviser_tui.widgets.card import CardLine, CardSection, CardView
from adviser_tui.widgets.key_footer import KeyFooter
from adviser_tui.widgets.keys import bindings
from adviser_tui.widgets.status_line import StatusLine
from adviser_tui.widgets.text import plain
from adviser_tui.widgets.title_line import TitleLine
from screens.acting.base import Acting

Sections = tuple[CardSection, ...]


class ReportScreen(Acting):
    """One week, read from the top; x writes it to a file."""

    HELP = (
        "The week's report. x writes it to a file for the team meeting; a file names no "
        "participant. Escape goes back."
    )
    BINDINGS: ClassVar[list[BindingType]] = bindings("back", "targets.write")

    def __init__(self, office: Office, period: Period) -> None:
        super().__init__(office)
        self._period = period

    def compose(self) -> ComposeResult:
        """Lay out the report."""
        yield TitleLine(plain(f"Report of week {self._period.number}"))
        yield CardView(
            (CardSection("Reckoning …"),),
            cursor=False,
            id="card",
        )
        yield StatusLine()
        yield KeyFooter()

    def on_mount(self) -> None:
        """Fill it in."""
        self.query_one("#card", CardView).focus()
        self.refresh_all()

    def reload(self) -> None:
        """Reckon it anew."""
        self.ask(
            "report",
            partial(_read, self.office, self._period),
            self.query_one("#card", CardView).show,
        )

    def action_targets_write(self) -> None:
        """Ask where it is to be written."""
        from screens.targets_doing import ask_where

        ask_where(self, self._period)

    def action_back(self) -> None:
        """Go back to the figures."""
        self.app.pop_screen()


def _read(office: Office, period: Period) -> Sections:
    from adviser_tui.services.reports.plain import plain_report
    from adviser_tui.services.reports.week import week_report

    return as_sections(plain_report(week_report(office, period)))


def as_sections(lines: Iterable[str]) -> Sections:
    """Return the report's lines as a card: an empty line ends a section, the next is its title."""
    sections: list[CardSection] = []
    title, held, begins = "", list[str](), True
    for line in lines:
        if not line:
            sections.append(_section(title, held))
            title, held, begins = "", [], True
        elif begins:
            title, begins = line, False
        else:
            held.append(line)
    sections.append(_section(title, held))
    return tuple(sections)


def _section(title: str, lines: list[str]) -> CardSection:
    return CardSection(title, tuple(CardLine("", line.removeprefix("  ")) for line in lines))
