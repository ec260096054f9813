"""Two versions of a record, field by field: keep, take or type, then settle them together."""

from collections.abc import Sequence
from functools import partial
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Container

from adviser_tui.errors import AdviserError
from adviser_tui.services.office import Office
from adviser_tui.services.sync.two_versions import TwoVersions
from adviser_tui.services.sync.wording import Wording
from adviser_tui.widgets.card import CardView
from adviser_tui.widgets.confirm import Confirm
from adviser_tui.widgets.key_footer import KeyFooter
from adviser_tui.widgets.keys import bindings
from adviser_tui.widgets.prompt_line import PromptLine
from adviser_tui.widgets.row_list import RowList
from adviser_tui.widgets.status_line import StatusLine, StatusPart
from adviser_tui.widgets.text import plain, say
from adviser_tui.widgets.title_line import TitleLine
from screens.acting.base import Acting
from screens.sync_choices import Wish, Wishes
from screens.sync_versions_rows import COLUMNS, version_rows, version_sections

_TWO_LINES = 10_000
"""Each field says below its values whose they are, however wide the list is."""


class VersionList(RowList):
    """The fields; left and right choose here, where other lists would scroll sideways."""

    BINDINGS: ClassVar[list[BindingType]] = bindings("versions.keep", "versions.take", on="screen.")


class VersionsScreen(Acting):
    """What counts now on the left, the other version on the right.

    Dismisses with the words to say once some were settled; with None on Escape.
    """

    HELP = (
        "Two people changed the same fields without knowing of each other. The left version "
        "counts now. Left keeps it, right takes the other, e types a third; ctrl+s settles what "
        "you chose. Fields without a choice stay open. Escape keeps your choices for later."
    )
    CSS_PATH = "sync.tcss"
    AUTO_FOCUS = "#rows"
    BINDINGS: ClassVar[list[BindingType]] = bindings("back", "versions.run", "edit")

    def __init__(self, office: Office, entity: str, row_id: str) -> None:
        super().__init__(office)
        self._entity, self._row_id = entity, row_id
        self.pairs: Sequence[TwoVersions] = ()
        self.wishes = Wishes()
        self._under_way = False

    def compose(self) -> ComposeResult:
        """Lay out whose it is, the fields, and the one under the cursor in full."""
        yield TitleLine(plain(""))
        with Container(classes="sync-panes"):
            yield VersionList(COLUMNS, two_lines_below=_TWO_LINES, markable=False, id="rows")
            yield CardView(id="card", cursor=False)
        yield StatusLine()
        yield KeyFooter()

    def on_mount(self) -> None:
        """Begin with what was chosen before."""
        self._seen_generation = self.office.database.generation
        self.listing.set_empty("Nothing is open here any more.", "Escape goes back.")
        self.pairs = self._open_pairs()
        self.wishes = Wishes.kept(self.office.drafts.get(self._draft), self.pairs)
        self.listing.focus()
        self._show()
        self.show_status()

    def _open_pairs(self) -> Sequence[TwoVersions]:
        found = self.office.sync.conflicts.rows(everybody=True)
        here = [one for one in found if (one.entity, one.row_id) == (self._entity, self._row_id)]
        return sorted(here, key=lambda pair: (pair.label, pair.id))

    @property
    def listing(self) -> RowList:
        """The fields."""
        return self.query_one("#rows", RowList)

    @property
    def _draft(self) -> str:
        return f"versions {self._entity}:{self._row_id}"

    def reload(self) -> None:
        """Look again; a colleague may have settled some meanwhile."""
        self.pairs = self._open_pairs()
        self._show()

    def _show(self) -> None:
        record = self.pairs[0].record if self.pairs else "this record"
        self.query_one(TitleLine).update(plain(f"Two versions of {record}"))
        self.listing.set_rows(version_rows(self.pairs, self.wishes))
        self._show_field()
        self.show_status()

    def status(self) -> tuple[StatusPart, ...]:
        """Add how many fields are still open."""
        chosen = sum(self.wishes.of(pair) is not None for pair in self.pairs)
        left = len(self.pairs) - chosen
        words = f"{chosen} chosen, {left} open" if self.pairs else "all settled"
        return (*super().status(), StatusPart(words, "normal"))

    @on(RowList.Highlighted, "#rows")
    def _show_field(self) -> None:
        """Show the field under the cursor in full."""
        pair = self._pair()
        sections = version_sections(pair, self.wishes) if pair else ()
        self.query_one("#card", CardView).show(sections, from_top=True)

    def _pair(self) -> TwoVersions | None:
        row = self.listing.cursor_row
        return next((pair for pair in self.pairs if row and pair.id == row.id), None)

    # Choosing.

    @on(RowList.Opened, "#rows")
    def _other_choice(self) -> None:
        """Change between the two."""
        pair = self._pair()
        if pair is not None:
            wish = self.wishes.of(pair)
            other = "take" if wish is not None and wish.how == "keep" and pair.may_take else "keep"
            self._choose(pair, Wish("take" if other == "take" else "keep"), moves=False)

    def action_versions_keep(self) -> None:
        """Keep what counts now, and go on to the next field."""
        if (pair := self._pair()) is not None:
            self._choose(pair, Wish("keep"))

    def action_versions_take(self) -> None:
        """Take the other version, and go on to the next field."""
        pair = self._pair()
        if pair is not None and pair.may_take:
            self._choose(pair, Wish("take"))
        elif pair is not None:
            say(self.app, pair.why_not, "warning", seconds=8)

    def action_edit(self) -> None:
        """Type a value that is neither of the two."""
        pair = self._pair()
        if pair is None:
            return
        if not pair.may_edit:
            say(self.app, pair.why_not or "This is one of the two and cannot be typed.", "warning")
            return
        wish = self.wishes.of(pair)
        value = wish.text if wish is not None and wish.how == "typed" else self.wishes.result(pair)
        choices = ", ".join(word.replace("_", " ") for word in pair.choices)
        self.app.push_screen(
            PromptLine(
                f"{pair.label}?",
                value="" if value == "nothing" or "\n" in value else value,
                optional=True,
                hint=f"one of: {choices}" if choices else "",
            ),
            lambda text: self._typed(pair, text) if text is not None else None,
        )

    def _typed(self, pair: TwoVersions, text: str) -> None:
        try:
            Wording(self.office).read(pair.entity, pair.field, text)
        except AdviserError as error:
            say(self.app, error, "warning", seconds=8)
            return
        self._choose(pair, Wish("typed", text))

    def _choose(self, pair: TwoVersions, wish: Wish, *, moves: bool = True) -> None:
        self.wishes = self.wishes.choosing(pair, wish)
        self._show()
        if moves:
            self._go_to_next_open()

    def _go_to_next_open(self) -> None:
        """Go to the next field below that has no choice yet, else to the next one at all."""
        row = self.listing.cursor_row
        ids = [pair.id for pair in self.pairs]
        place = ids.index(row.id) if row and row.id in ids else 0
        following = [*self.pairs[place + 1 :], *self.pairs[:place]]
        for pair in following:
            if self.wishes.of(pair) is None:
                self.listing.go_to(pair.id)
                return

    # Leaving.

    def action_versions_run(self) -> None:
        """Settle what was chosen, after an explicit yes."""
        chosen = [pair for pair in self.pairs if self.wishes.of(pair) is not None]
        if self._under_way or not self.pairs:
            return
        if not chosen:
            say(self.app, "Nothing is chosen yet: left keeps, right takes, e types.")
            return
        many = "1 field" if len(chosen) == 1 else f"{len(chosen)} fields"
        becomes = "\n".join(f"{pair.label}: {self.wishes.result(pair)}" for pair in chosen[:8])
        more = f"\nand {len(chosen) - 8} more" if len(chosen) > 8 else ""
        left = len(self.pairs) - len(chosen)
        stays = f"\n{left} stay{'s' if left == 1 else ''} open." if left else ""
        self.app.push_screen(
            Confirm(
                f"Settle {many} of {self.pairs[0].record}?",
                f"{becomes}{more}{stays}\nu takes it back.",
            ),
            lambda yes: self._settle(chosen) if yes else None,
        )

    def _settle(self, chosen: Sequence[TwoVersions]) -> None:
        self._under_way = True
        wishes = {pair.id: self.wishes.chosen[pair.id] for pair in chosen}
        many = "1 field" if len(chosen) == 1 else f"{len(chosen)} fields"
        words = f"Settled {many} of {chosen[0].record}."
        self.tell(
            partial(self._write, wishes),
            lambda _: self.dismiss(words),
            self._refused,
        )

    def _write(self, wishes: dict[str, Wish]) -> None:
        """Settle all of them in one action, so that one key takes it back."""
        conflicts = self.office.sync.conflicts
        with self.office.database.write():
            for pair_id, wish in wishes.items():
                if wish.how == "keep":
                    conflicts.keep(pair_id)
                elif wish.how == "take":
                    conflicts.take(pair_id)
                else:
                    conflicts.edit(pair_id, wish.text)
        self.office.drafts.drop(self._draft)

    def _refused(self, error: AdviserError) -> None:
        """Stay with everything that was chosen, and say why it was not done."""
        self._under_way = False
        say(self.app, error, "warning", seconds=8)
        self.refresh_all()

    def action_back(self) -> None:
        """Leave both as they are; what was chosen is there when one comes back."""
        draft, fields = self._draft, self.wishes.as_draft()
        if fields != self.office.drafts.get(draft):
            self.tell(partial(self.office.drafts.put, draft, fields))
        self.dismiss(None)
