"""One box that finds everything, from everywhere: what is ours, then the national register."""

import asyncio
from collections.abc import Sequence
from functools import partial
from typing import Any, ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.screen import Screen
from textual.widgets import Input, Static

from adviser_tui.errors import AdviserError
from adviser_tui.services.office import Office
from adviser_tui.services.register.hit import RegisterHit
from adviser_tui.services.search.hit import Hit, StaleError
from adviser_tui.widgets.columns import Cell, Column, Heading, ListRow, Tone
from adviser_tui.widgets.keys import bindings
from adviser_tui.widgets.row_list import RowList
from adviser_tui.widgets.service_screen import ServiceModal
from adviser_tui.widgets.text import plain
from screens.acting.base import Acting
from screens.register_rows import FAIR, REGISTER, heading, look_in_register

_MOST = 30
_COMPANIES = 12
_HINTS = (
    "Employers, participants, vacancies, partners, and the national register.",
    "Type a name, town, person, telephone, reference or beginning of an id.",
)
_NOTHING = ("Nothing fits that.", "Fewer letters find more; Esc goes back.")


def find_anything(screen: Screen[Any]) -> None:
    """Open the box, and go to what is chosen in it; Escape comes back here."""
    if not isinstance(screen, Acting):
        return
    from screens.going import go_to

    screen.app.push_screen(FindBox(screen.office), partial(go_to, screen))


class FindBox(ServiceModal[str | None]):
    """Dismisses with what was chosen, as its kind and id with a colon, or None on Escape."""

    HELP = (
        "Finds everything there is: type a few letters of it, mistakes are forgiven. The arrows "
        "choose, Enter goes there, Escape goes back to where you were."
    )
    CSS_PATH = "finding.tcss"
    AUTO_FOCUS = "Input"
    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings("back", priority=True),
        *bindings("help", on="app."),
        *bindings("find.anything", priority=True),
    ]

    def __init__(self, office: Office) -> None:
        super().__init__()
        self._office = office
        self._typed = ""
        self._asked = 0
        self._answered = 0
        self._search_waits = False
        self._moves = 0
        self._ours: list[ListRow] = []
        self._less_alike: list[ListRow] = []

    def compose(self) -> ComposeResult:
        """Lay out the line and what is found."""
        with Vertical():
            yield Static(plain("Find anything"), id="find-title")
            yield Input(placeholder="a few letters of a name, a town, digits", compact=True)
            found = RowList(
                (
                    Column("What", 11),
                    Column("Name", share=3, least=24),
                    Column("Where", share=2, least=16, priority=2, one_line_only=True),
                    Column("Why", 20, priority=1, one_line_only=True),
                ),
                two_lines_below=90,
                markable=False,
            )
            found.can_focus = False
            yield found
            yield Static(plain("↑ ↓ choose · Enter goes there · Esc back"), id="find-keys")

    def on_mount(self) -> None:
        """Say what can be found."""
        self._list.set_empty(*_HINTS)

    @property
    def _list(self) -> RowList:
        return self.query_one(RowList)

    @property
    def _is_looking(self) -> bool:
        return self._asked != self._answered

    @on(Input.Changed)
    def _changed(self, event: Input.Changed) -> None:
        event.stop()
        self._typed = event.value.strip()
        self._asked += 1
        self._moves = 0
        if not self._search_waits:
            # The letter is painted first; looking for what it finds begins after that frame.
            self._search_waits = True
            self.call_after_refresh(self._look)

    def _look(self) -> None:
        if not self._search_waits:
            return
        self._search_waits = False
        number = self._asked
        if not self._typed:
            self._ours, self._less_alike = [], []
            self._show(number, (), _HINTS)
            return
        self.ask(
            "ours",
            partial(self._look_at_ours, self._typed, number),
            partial(self._show_ours, number),
            lambda _: self._show_ours(number, ()),
        )

    def _look_at_ours(self, text: str, number: int) -> Sequence[Hit] | None:
        try:
            return self._office.search.find(
                text, limit=_MOST, is_stale=lambda: number != self._asked
            )
        except StaleError:
            return None

    def _show_ours(self, number: int, hits: Sequence[Hit] | None) -> None:
        if hits is None or number != self._asked:
            return
        self._ours = [_row(hit) for hit in hits if hit.score >= FAIR]
        self._less_alike = [_row(hit) for hit in hits if hit.score < FAIR]
        if self._ours:
            self._show(number, [*self._ours, *self._below()])
        self.ask(
            "register",
            partial(self._look_in_register, self._typed, number),
            partial(self._show_companies, number),
        )

    def _look_in_register(self, text: str, number: int) -> tuple[Sequence[RegisterHit], str]:
        try:
            hits = look_in_register(self._office, text, lambda: number != self._asked, _COMPANIES)
        except AdviserError:
            return (), ""
        if self._ours:
            hits = [hit for hit in hits if hit.score >= FAIR]
        return hits, heading(self._office) if hits else ""

    def _show_companies(self, number: int, found: tuple[Sequence[RegisterHit], str]) -> None:
        if number != self._asked:
            return
        hits, words = found
        companies: list[ListRow | Heading] = []
        if hits:
            companies = [Heading(words, "muted"), *map(_company, hits)]
        if companies or self._is_looking:
            self._show(number, [*self._ours, *companies, *self._below(bool(companies))])

    def _below(self, after_companies: bool = False) -> list[ListRow | Heading]:
        """Return what of ours is only a little alike, under a heading if anything is above it."""
        if not self._less_alike:
            return []
        is_first = not self._ours and not after_companies
        return [*([] if is_first else [Heading("Less alike", "muted")]), *self._less_alike]

    def _show(
        self,
        number: int,
        rows: Sequence[ListRow | Heading],
        nothing: tuple[str, str] = _NOTHING,
    ) -> None:
        is_first = number != self._answered
        self._answered = number
        self._list.set_empty(*nothing)
        self._list.set_rows(rows)
        if not is_first:
            return  # what came later leaves the cursor where it is
        self._list.action_list_top()
        for _ in range(abs(self._moves)):
            self._move(1 if self._moves > 0 else -1)
        self._moves = 0
        if self.waits_for is not None:
            self.waits_for.set()
            self.waits_for = None
            self._take()

    def on_key(self, event: events.Key) -> None:
        """Move in what was found while the line has the focus."""
        steps = {"down": 1, "up": -1, "pagedown": 10, "pageup": -10}
        if event.key not in steps:
            return
        event.stop()
        if self._is_looking:
            self._moves += steps[event.key]
        else:
            for _ in range(abs(steps[event.key])):
                self._move(steps[event.key])

    def _move(self, step: int) -> None:
        if step > 0:
            self._list.action_list_down()
        else:
            self._list.action_list_up()

    @on(Input.Submitted)
    def _entered(self, event: Input.Submitted) -> None:
        event.stop()
        if self._is_looking:
            self.waits_for = asyncio.Event()
            self._look()
        else:
            self._take()

    @on(RowList.Opened)
    def _opened(self, event: RowList.Opened) -> None:
        event.stop()
        self._take()

    def _take(self) -> None:
        row = self._list.cursor_row
        if row is None:
            return
        kind, _, record_id = row.id.partition(":")
        if kind == "employer":
            remember = partial(self._office.search.picks.remember, self._typed, record_id)
            self.tell(remember, refused=lambda _: None)
        self.dismiss(row.id)

    def action_back(self) -> None:
        """Go back to where the adviser was."""
        self.dismiss(None)

    def action_find_anything(self) -> None:
        """Close, since the same key opened it."""
        self.dismiss(None)


def _row(hit: Hit) -> ListRow:
    where = Cell(" · ".join(part for part in (hit.detail, hit.why) if part), "muted")
    return ListRow(
        f"{hit.kind}:{hit.id}",
        (
            Cell(hit.kind, "muted"),
            Cell(hit.name, "normal", hit.matched),
            Cell(hit.detail, "muted"),
            Cell(hit.why, "muted"),
        ),
        note=where,
    )


def _company(hit: RegisterHit) -> ListRow:
    tone: Tone = "warning" if hit.is_gone else "muted"
    why = ", ".join(part for part in (hit.status if hit.is_gone else "", hit.why) if part)
    return ListRow(
        f"{REGISTER}{hit.number}",
        (
            Cell("register", "muted"),
            Cell(hit.name, "muted" if hit.is_gone else "normal", hit.matched),
            Cell(hit.place, "muted"),
            Cell(why, tone),
        ),
        note=Cell(" · ".join(part for part in (hit.place, hit.number, why) if part), tone),
    )
