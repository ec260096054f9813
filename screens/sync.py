"""Sync: what waits, what needs a look, what was confirmed, and the devices."""

import asyncio
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar

from textual import on
from textual.app import App, ComposeResult
from textual.binding import BindingType
from textual.containers import Container
from textual.widgets import Static

from adviser_tui.services.office import Office
from adviser_tui.widgets.card import CardView
from adviser_tui.widgets.confirm import Confirm
from adviser_tui.widgets.key_footer import KeyFooter
from adviser_tui.widgets.keys import bindings
from adviser_tui.widgets.parts_bar import Part, PartsBar
from adviser_tui.widgets.row_list import RowList
from adviser_tui.widgets.status_line import StatusLine
from adviser_tui.widgets.tabs_bar import TabsBar
from screens.marks import LEGEND
from screens.record import RecordScreen
from screens.sync_deciding import Deciding
from screens.sync_parts import Action, PartId, PartView, Shown

if TYPE_CHECKING:
    from screens.sync_head import Head

_NOTHING = PartView(())
_READING = ("Reading …", "")
ASKED_OF_HUB = ("devices", "team")
"""Parts that are asked of the hub, so only when they are gone to."""


def place(office: Office) -> "SyncScreen":
    """Return the screen."""
    return SyncScreen(office)


async def go_to_what_matters(app: App[Any], office: Office, *, was_there: bool) -> None:
    """Show the list where something needs a look, or where its key was pressed on a card of it."""
    needs_look = office.desk.is_in_team and office.sync.status().to_look_at > 0
    if needs_look or was_there:
        while isinstance(app.screen, RecordScreen):
            await app.pop_screen()
    if needs_look and isinstance(app.screen, SyncScreen):
        app.screen.begin_anew()


class PartList(RowList):
    """The rows of a part; left and right go to the parts beside it."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(
        "sync.part_before", "sync.part_after", on="screen."
    )


class SyncScreen(Deciding):
    """Where everything recorded here stands with the team."""

    HELP = (
        "How this caseload stands with the team. ctrl+r syncs now, Escape stops it; left and "
        "right go through the parts. Enter opens what is under the cursor: two versions are shown "
        f"side by side. r sends again what was not accepted, x gives it up. {LEGEND}"
    )
    CSS_PATH = "sync.tcss"
    BINDINGS: ClassVar[list[BindingType]] = bindings("back", "sync.again", "sync.give_up")

    def __init__(self, office: Office) -> None:
        super().__init__(office)
        self.part: PartId = "waiting"
        self._chosen = self._begun = False
        """Whether the adviser went to a part; until then the screen begins where it matters."""
        self._view = _NOTHING
        self._columns: tuple[object, ...] = ()

    def compose(self) -> ComposeResult:
        """Lay out where things stand, the parts, the list, and what is under its cursor."""
        now = self.office.desk.local_now
        yield TabsBar("screen.sync", f"{now:%a} {now.day} {now:%b %Y}")
        yield Static(id="sync-head")
        yield PartsBar()
        with Container(classes="sync-panes"):
            yield PartList((), markable=False, id="rows")
            yield CardView(id="card", cursor=False)
        yield StatusLine()
        yield KeyFooter(early="sync.now")

    def on_mount(self) -> None:
        """Show where things stand."""
        self.listing.focus()
        self.listing.set_empty(*_READING)
        self.waits_for = asyncio.Event()  # keys typed now are for the rows to come
        self.refresh_all()

    @property
    def listing(self) -> RowList:
        """The rows of the part."""
        return self.query_one("#rows", RowList)

    # Reading.

    def on_screen_resume(self) -> None:
        """Come back to where it matters, unless the adviser chose a part."""
        self._begun = self._chosen
        self.refresh_all()

    def begin_anew(self) -> None:
        """Go to the part that matters most, whichever was chosen before."""
        if self._begun and self.part != "look":
            self._chosen = self._begun = False
            self.waits_for = asyncio.Event()
            self.refresh_all()

    def reload(self) -> None:
        """Read anew where things stand, and the part that is shown."""
        from screens.sync_head import read_head

        self.ask("head", partial(read_head, self.office), self._show_head)
        if self._begun and self.part not in ASKED_OF_HUB:
            self.read_part()

    def show_sync(self) -> None:
        """Show how far a sync is; the parts are read again when it is through."""
        from screens.sync_head import read_head

        super().show_sync()
        self.ask("head", partial(read_head, self.office), self._show_head)

    def _show_head(self, head: "Head") -> None:
        self.query_one("#sync-head", Static).update(head.words)
        self.set_class(not head.parts, "-alone")
        begins, self._begun = not self._begun, True
        if begins:
            self.part = head.begin_at
            self.read_part()
        self.query_one(PartsBar).show(head.parts, self.part)
        self._parts = head.parts
        self.refresh_bindings()

    def read_part(self) -> None:
        """Read anew the part that is shown."""
        from screens import sync_reading

        part = self.part
        ask = self.ask_hub if part in ASKED_OF_HUB else self.ask
        ask(
            "part",
            partial(sync_reading.read_part, self.office, part),
            partial(self._show_part, part),
            lambda error: self._show_part(part, PartView((), empty=(str(error), ""))),
        )

    def _show_part(self, part: PartId, view: PartView) -> None:
        if part != self.part:
            return
        if self._begun and self.waits_for is not None:
            self.waits_for.set()
            self.waits_for = None
        self._view = view
        self.listing.set_empty(*view.empty)
        if view.columns != self._columns:
            self._columns = view.columns
            self.listing.set_columns(view.columns)
        self.listing.set_rows(view.rows)
        self._show_row()
        if part == "team":
            self.show_sync()  # how many there are is known now
        if part == "look" and view.rows and self.office.sync.waiting.to_look_at():
            self.tell(self.office.sync.waiting.looked_at, lambda _: self.show_sync())

    @on(RowList.Highlighted, "#rows")
    def _show_row(self) -> None:
        shown = self._shown
        self.query_one("#card", CardView).show(shown.sections if shown else (), from_top=True)
        self.refresh_bindings()

    @property
    def _shown(self) -> Shown | None:
        row = self.listing.cursor_row
        return self._view.shown.get(row.id) if row else None

    # Parts.

    _parts: tuple[Part, ...] = ()

    def action_sync_part_before(self) -> None:
        """Go to the part before."""
        self._go(-1)

    def action_sync_part_after(self) -> None:
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
        self._chosen = True
        self.part = part
        self.query_one(PartsBar).show(self._parts, part)
        self._view = _NOTHING
        self.listing.set_empty(*_READING)
        self.listing.set_rows(())
        self._show_row()
        self.read_part()

    # Acting.

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer only what can be done with the row under the cursor."""
        if not self.is_mounted:
            return super().check_action(action, parameters)
        if action == "back":
            return bool(self._syncing.is_running)
        needs: dict[str, Action] = {
            "sync_again": "again",
            "sync_give_up": "give_up",
            "sync_accept": "decide",
            "sync_reject": "decide",
        }
        if action in needs:
            shown = self._shown
            return shown is not None and needs[action] in shown.may
        if action in ("sync_part_before", "sync_part_after"):
            return bool(self._parts)
        if action == "sync_transfer":
            return any(part.id == "team" for part in self._parts)
        return super().check_action(action, parameters)

    @property
    def _syncing(self) -> Any:
        return self.app.syncing  # type: ignore[attr-defined]

    def action_back(self) -> None:
        """Stop the sync that runs."""
        self._syncing.stop()

    @on(RowList.Opened, "#rows")
    def _opened(self) -> None:
        """Open two versions side by side, or the record that a row is about."""
        from screens.record import open_record
        from screens.sync_versions import VersionsScreen

        shown = self._shown
        if shown is None or not shown.ref:
            return
        kind, _, rest = shown.ref.partition(":")
        if kind == "versions":
            entity, _, row_id = rest.partition(":")
            self.app.push_screen(
                VersionsScreen(self.office, entity, row_id),
                lambda words: self.was_saved(words) if words else self.refresh_all(),
            )
        else:
            open_record(self, shown.ref)

    def action_sync_again(self) -> None:
        """Send a change again as a new one."""
        self._with_number(self.office.sync.waiting.again, "{} is sent again with the next sync.")

    def action_sync_give_up(self) -> None:
        """Look at a change no more, after an explicit yes."""
        shown = self._shown
        if shown is None:
            return
        row = self.listing.cursor_row
        name = str(row.cells[0]) if row else "this"
        self.app.push_screen(
            Confirm(
                f"Give up the change to {name}?",
                "It stays as it is on this laptop and is sent no more; the team does not get it.",
            ),
            lambda yes: (
                self._with_number(self.office.sync.waiting.give_up, "Given up: {}.")
                if yes
                else None
            ),
        )

    def _with_number(self, call: Callable[[int], str], words: str) -> None:
        shown = self._shown
        if shown is None:
            return

        def done(record: str) -> None:
            from adviser_tui.widgets.text import say

            self.refresh_all()
            say(self.app, words.format(record))

        self.tell(partial(call, shown.number), done)
