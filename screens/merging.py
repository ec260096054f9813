"""Two records side by side: what each field becomes, what moves, and one key that merges them."""

from functools import partial
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Container
from textual.widgets import Static

from adviser_tui.errors import AdviserError
from adviser_tui.services.merging.comparison import Comparison, FieldPair, Merged, Take, Together
from adviser_tui.services.office import Office
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
from screens.doubles.rows import (
    child_sections,
    columns_for,
    field_sections,
    headline,
    merge_rows,
)
from screens.doubles.wishes import Wishes


class FieldList(RowList):
    """The fields; left and right choose here, where other lists would scroll sideways."""

    BINDINGS: ClassVar[list[BindingType]] = bindings("merge.left", "merge.right", on="screen.")


class MergeScreen(Acting):
    """The survivor on the left, what goes into it on the right.

    Dismisses with the words to say once they are one, or known to be two; with None on Escape.
    """

    HELP = (
        "Two records side by side; the left one is kept. Where they differ, left, right and b "
        "choose, e types another value. ctrl+s merges them, n remembers that they are two, "
        "Escape leaves both as they are."
    )
    CSS_PATH = "merging.tcss"
    AUTO_FOCUS = "#rows"
    BINDINGS: ClassVar[list[BindingType]] = bindings(
        "back",
        "merge.run",
        "merge.both",
        "merge.not_same",
        "merge.swap",
        "edit",
    )

    def __init__(self, office: Office, seen: Comparison) -> None:
        super().__init__(office)
        self.seen = seen
        self.wishes = Wishes()
        self._under_way = False

    def compose(self) -> ComposeResult:
        """Lay out who they are, the fields, and the one under the cursor in full."""
        yield TitleLine(plain(""))
        yield Static(id="merge-head")
        with Container(classes="merge-panes"):
            yield FieldList(columns_for(self.seen), markable=False, id="rows")
            yield CardView(id="card", cursor=False)
        yield StatusLine()
        yield KeyFooter()

    def on_mount(self) -> None:
        """Begin with the first difference, and with what was chosen before."""
        self._seen_generation = self.office.database.generation
        self.wishes = Wishes.kept(self.office.drafts.get(self._draft), self.seen)
        self.listing.focus()
        self._show()
        self.show_status()

    @property
    def listing(self) -> RowList:
        """The fields."""
        return self.query_one("#rows", RowList)

    @property
    def _draft(self) -> str:
        return f"merge {self.seen.kind}:{self.seen.keep.id}+{self.seen.other.id}"

    def reload(self) -> None:
        """Look at both again; where they can be one no more, say why and leave."""
        seen = self.seen
        try:
            self.seen = self.office.merging.compare(seen.kind, seen.keep.id, seen.other.id)
        except AdviserError as error:
            say(self.app, error, "warning")
            self.call_later(self.dismiss, None)
            return
        self._show()

    def _show(self) -> None:
        seen = self.seen
        self.query_one(TitleLine).update(
            plain(f"Merge two {NOUNS[seen.kind]}: the left one is kept, the right one goes into it")
        )
        self.query_one("#merge-head", Static).update(headline(seen))
        self.listing.set_columns(columns_for(seen))
        self.listing.set_rows(merge_rows(seen, self.wishes))
        self._show_field()

    def status(self) -> tuple[StatusPart, ...]:
        """Add how many fields differ."""
        count = len(self.seen.different)
        words = f"{count} field{' differs' if count == 1 else 's differ'}"
        return (*super().status(), StatusPart(words, "normal"))

    @on(RowList.Highlighted, "#rows")
    def _show_field(self) -> None:
        """Show the field under the cursor in full."""
        card, pair, child = self.query_one("#card", CardView), self._pair(), self._child()
        if pair is not None:
            today = self.office.desk.today
            card.show(field_sections(self.seen, pair, self.wishes, today), from_top=True)
        elif child is not None:
            card.show(child_sections(child, self.wishes), from_top=True)

    def _pair(self) -> FieldPair | None:
        row = self.listing.cursor_row
        return self.seen.field(row.id) if row else None

    def _child(self) -> Together | None:
        row = self.listing.cursor_row
        found = (one for one in self.seen.together if row and one.other_id == row.id)
        return next(found, None)

    # Choosing.

    @on(RowList.Opened, "#rows")
    def _next_choice(self) -> None:
        """Go on to the next thing that may be taken."""
        pair, child = self._pair(), self._child()
        if child is not None:
            self._chosen(self.wishes.toggled(child.other_id))
        elif pair is not None and pair.differs and not pair.is_fixed:
            now = self.wishes.choices.get(pair.name, pair.proposed)
            place = pair.takes.index(now) + 1 if now in pair.takes else 0
            self._take(pair.takes[place % len(pair.takes)])

    def action_merge_left(self) -> None:
        """Take what the left one says."""
        self._take("keep")

    def action_merge_right(self) -> None:
        """Take what the right one says."""
        self._take("other")

    def action_merge_both(self) -> None:
        """Take what both say."""
        self._take("both")

    def _take(self, side: Take) -> None:
        pair, child = self._pair(), self._child()
        if child is not None:
            is_one = child.other_id not in self.wishes.apart
            if is_one != (side == "both"):
                self._chosen(self.wishes.toggled(child.other_id))
        elif pair is None or not pair.differs:
            say(self.app, "Both say the same here.")
        elif side in pair.takes:
            self._chosen(self.wishes.taking(pair.name, side))
        elif pair.is_fixed:
            say(self.app, f"{pair.label}: {pair.why}.")
        elif side == "both":
            say(self.app, f"{pair.label} has room for one of them; e types another value.")

    def action_edit(self) -> None:
        """Type a value that neither has."""
        pair = self._pair()
        if pair is None or not pair.may_be_typed:
            say(self.app, "This is taken from one of the two; it can be changed afterwards.")
            return
        value = pair.result(self.wishes.choices.get(pair.name))
        if "\n" in value:
            say(self.app, "This has several lines; it can be edited once they are one.")
            return
        self.app.push_screen(
            PromptLine(f"{pair.label}?", value=value, optional=True),
            lambda text: self._typed(pair, text) if text is not None else None,
        )

    def _typed(self, pair: FieldPair, text: str) -> None:
        try:
            self.office.merging.check_typed(self.seen.kind, pair.name, text)
        except AdviserError as error:
            say(self.app, error, "warning")
            return
        self._chosen(self.wishes.typing(pair.name, text))

    def _chosen(self, wishes: Wishes) -> None:
        self.wishes = wishes
        self._show()

    def action_merge_swap(self) -> None:
        """Let the other one be the survivor; what was chosen stays chosen."""
        seen, wishes = self.seen, self.wishes.swapped()

        def swapped(now: Comparison) -> None:
            self.seen, self.wishes = now, wishes.fitting(now)
            self._show()

        self.ask(
            "merge",
            partial(self.office.merging.compare, seen.kind, seen.other.id, seen.keep.id),
            swapped,
        )

    # Leaving.

    def action_merge_run(self) -> None:
        """Merge them, after an explicit yes where one is needed."""
        if self._under_way:
            return
        seen = self.seen
        if not seen.must_confirm:
            self._merge(even_so=False)
            return
        self.app.push_screen(
            Confirm(
                f"Make {seen.keep.label} and {seen.other.label} one all the same?",
                " ".join(seen.must_confirm),
            ),
            lambda yes: self._merge(even_so=True) if yes else None,
        )

    def _merge(self, *, even_so: bool) -> None:
        seen, wishes, draft = self.seen, self.wishes, self._draft
        self._under_way = True

        def merge() -> Merged:
            merged = self.office.merging.merge(
                seen.kind,
                seen.keep.id,
                seen.other.id,
                wishes.choices,
                even_so=even_so,
                apart=wishes.apart,
            )
            self.office.drafts.drop(draft)
            return merged

        self.tell(merge, self._merged, self._refused)

    def _merged(self, merged: Merged) -> None:
        moved = f" {merged.moved} moved." if merged.moved else ""
        self.dismiss(f"Merged into {merged.name}.{moved}")

    def _refused(self, error: AdviserError) -> None:
        """Stay with everything that was chosen, and say why it was not done."""
        self._under_way = False
        say(self.app, error, "warning", seconds=8)

    def action_merge_not_same(self) -> None:
        """Remember that they are two, and go back."""
        seen = self.seen
        self.tell(
            partial(self.office.merging.not_same, seen.kind, seen.keep.id, seen.other.id),
            lambda _: self.dismiss("Remembered: they are two."),
        )

    def action_back(self) -> None:
        """Leave both as they are; what was chosen is there when one comes back."""
        draft, fields = self._draft, self.wishes.as_draft()
        if fields != self.office.drafts.get(draft):
            self.tell(partial(self.office.drafts.put, draft, fields))
        self.dismiss(None)


NOUNS = {
    "employer": "employers",
    "site": "sites",
    "person": "people",
    "participant": "participants",
    "vacancy": "vacancies",
    "partner": "partners",
}
"""What two of a kind are called."""
