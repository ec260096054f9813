"""Targets: where the week stands, eight weeks side by side, every measure with its rows."""

import asyncio
from functools import partial
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Container
from textual.widgets import Static

from adviser_tui.services.measures.period import Period
from adviser_tui.services.office import Office
from adviser_tui.widgets.card import CardView
from adviser_tui.widgets.key_footer import KeyFooter
from adviser_tui.widgets.keys import bindings
from adviser_tui.widgets.parts_bar import Part, PartsBar
from adviser_tui.widgets.row_list import RowList
from adviser_tui.widgets.status_line import StatusLine
from adviser_tui.widgets.tabs_bar import TabsBar
from adviser_tui.widgets.week_bars import WeekBars
from screens.targets_doing import ReportsAndTargets
from screens.targets_head import WeekLevel, week_words, work_words
from screens.targets_reading import Head, PartId, read_head, read_part
from screens.targets_view import COLUMNS, PartView, Shown

_READING = ("Reckoning …", "")


def place(office: Office) -> "TargetsScreen":
    """Return the screen."""
    return TargetsScreen(office)


class FigureList(RowList):
    """The figures of a part; left and right go to the parts beside it."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(
        "targets.part_before", "targets.part_after", on="screen."
    )


class TargetsScreen(ReportsAndTargets):
    """The week at a glance, and everything that keeps its figures honest."""

    HELP = (
        "Where the week stands against its target. The bars are eight weeks, the thin line across "
        "each is its own target. [ and ] turn to the week before and after, w comes back; left "
        "and right go through the parts. Enter shows what a figure is made of and what was left "
        "out; r shows the week's report, x writes it to a file, e sets your own target. Working "
        "time (ctrl+p) keeps days away and part-time work, which change what a week asks for; O "
        "goes out and comes back. Outcomes are verified in People with w; what people say of "
        "themselves is asked there with Fair access (ctrl+p)."
    )
    CSS_PATH = "targets.tcss"
    BINDINGS: ClassVar[list[BindingType]] = bindings(
        "targets.week_before",
        "targets.week_after",
        "targets.this_week",
    )

    def __init__(self, office: Office) -> None:
        super().__init__(office)
        self.part: PartId = "week"
        self._on: Period | None = None
        self._parts: tuple[Part, ...] = ()
        self._view = PartView()
        self._head: Head | None = None

    @property
    def period(self) -> Period:
        """The week that is shown."""
        return self._on or Period.week_of(self.office.desk.today)

    @property
    def listing(self) -> RowList:
        """The figures of the part."""
        return self.query_one("#rows", RowList)

    def compose(self) -> ComposeResult:
        """Lay out the week, its bars, the parts, the figures and what is known of one."""
        now = self.office.desk.local_now
        yield TabsBar("screen.targets", f"{now:%a} {now.day} {now:%b %Y}")
        yield Static(id="week-words")
        yield WeekLevel(id="week-level")
        yield Static(id="work-words")
        with Container(classes="targets-panes"):
            with Container(classes="targets-left"):
                yield WeekBars(id="bars")
                yield PartsBar()
                yield FigureList(COLUMNS, markable=False, id="rows")
            yield CardView(id="card", cursor=False)
        yield StatusLine()
        yield KeyFooter(early="targets.report")

    def on_mount(self) -> None:
        """Show this week."""
        self.listing.focus()
        self.listing.set_empty(*_READING)
        self.waits_for = asyncio.Event()  # keys typed now are for the figures to come
        self.refresh_all()

    # Reading.

    def reload(self) -> None:
        """Read anew the week and the part that is shown."""
        period = self.period
        self.ask("head", partial(read_head, self.office, period), self._show_head)
        self._read_part()

    def _show_head(self, head: Head) -> None:
        if head.period != self.period:
            return
        self.query_one("#week-words", Static).update(week_words(head))
        self.query_one("#week-level", WeekLevel).show(head)
        self._head = head
        self._show_work()
        self.query_one("#bars", WeekBars).show(head.bars)
        self._parts = head.parts
        self.query_one(PartsBar).show(head.parts, self.part)
        self.refresh_bindings()

    def _show_work(self) -> None:
        if self._head is not None:
            words = work_words(self._head.work, self.size.width - 2)
            self.query_one("#work-words", Static).update(words)

    def on_resize(self) -> None:
        """Say the four parts of the work in as many words as there is room for."""
        self._show_work()

    def _read_part(self) -> None:
        part, period = self.part, self.period
        self.ask(
            "part",
            partial(read_part, self.office, part, period),
            partial(self._show_part, part, period),
            lambda error: self._show_part(part, period, PartView(empty=(str(error), ""))),
        )

    def _show_part(self, part: PartId, period: Period, view: PartView) -> None:
        if part != self.part or period != self.period:
            return
        if self.waits_for is not None:
            self.waits_for.set()
            self.waits_for = None
        self._view = view
        self.listing.set_empty(*view.empty)
        self.listing.set_rows(view.rows)
        self._show_row()

    @property
    def shown(self) -> Shown | None:
        """What the row under the cursor stands for."""
        row = self.listing.cursor_row
        return self._view.shown.get(row.id) if row else None

    @on(RowList.Highlighted, "#rows")
    def _show_row(self) -> None:
        shown = self.shown
        self.query_one("#card", CardView).show(shown.sections if shown else (), from_top=True)
        self.refresh_bindings()

    @on(RowList.Opened, "#rows")
    def _opened(self) -> None:
        """Show the rows behind a figure, or the record that a row is about."""
        shown = self.shown
        if shown is None:
            return
        if shown.figure is not None:
            from screens.targets_rows import FigureScreen

            self.app.push_screen(FigureScreen(self.office, shown.figure, shown.sections))
        elif shown.ref:
            from screens.record import open_record

            open_record(self, shown.ref)
        elif shown.sections:
            from screens.targets_rows import DetailScreen

            self.app.push_screen(DetailScreen(self.office, shown.sections))

    # Turning.

    def action_targets_week_before(self) -> None:
        """Turn back a week."""
        self._turn_to(self.period.before(1))

    def action_targets_week_after(self) -> None:
        """Turn on a week; a week that has not begun has nothing to show."""
        after = self.period.before(-1)
        if after.first <= self.office.desk.today:
            self._turn_to(after)

    def action_targets_this_week(self) -> None:
        """Come back to this week."""
        self._turn_to(None)

    def _turn_to(self, period: Period | None) -> None:
        is_now = period == Period.week_of(self.office.desk.today)
        self._on = None if is_now else period
        self.refresh_all()

    def action_targets_part_before(self) -> None:
        """Go to the part before."""
        self._go(-1)

    def action_targets_part_after(self) -> None:
        """Go to the next part."""
        self._go(1)

    def _go(self, step: int) -> None:
        ids = [part.id for part in self._parts]
        if self.part in ids:
            self.go_to_part(ids[(ids.index(self.part) + step) % len(ids)])  # type: ignore[arg-type]

    @on(PartsBar.Chosen)
    def _clicked(self, event: PartsBar.Chosen) -> None:
        self.go_to_part(event.part_id)  # type: ignore[arg-type]

    def go_to_part(self, part: PartId) -> None:
        """Show a part."""
        self.part = part
        self.query_one(PartsBar).show(self._parts, part)
        self._view = PartView()
        self.listing.set_empty(*_READING)
        self.listing.set_rows(())
        self._show_row()
        self._read_part()

    # Acting.

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer only what leads somewhere."""
        if action == "targets_this_week":
            return self._on is not None
        if action == "targets_week_after":
            return self._on is not None
        return super().check_action(action, parameters)
