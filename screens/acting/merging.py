"""Merging what is under the cursor, or two marked rows."""

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual.binding import BindingType

from adviser_tui.services.merging.comparison import KINDS, Comparison, Kind
from adviser_tui.widgets.fields import Choice
from adviser_tui.widgets.keys import bindings
from adviser_tui.widgets.text import say
from screens.acting.base import Subject
from screens.listing import Listing

if TYPE_CHECKING:
    from adviser_tui.services.office import Office


class Merging(Listing):
    """The command that makes one of two."""

    BINDINGS: ClassVar[list[BindingType]] = bindings("merge.open")

    def action_merge_open(self) -> None:
        """Merge the two marked rows, or what is under the cursor with one that is chosen."""
        from adviser_tui.widgets.picker import Picker

        subject = self.subject()
        kind = subject.kind
        if kind not in KINDS or not subject.id:
            say(self.app, "There is nothing under the cursor that could be merged.")
            return
        marked = self.listing.marked
        if len(marked) == 2:
            self.open_merge(kind, *marked)
            return
        if marked:
            say(self.app, "Mark two rows to merge them, or none to choose the second by typing.")
            return
        is_employer = kind == "employer"
        name = self.office.groups.label_of(subject.id) if is_employer else subject.name
        self.app.push_screen(
            Picker(
                f"Merge {name} with?",
                partial(doubles_of, self.office, kind, subject),
                hint="the likely doubles stand first; letters find any other",
                none_likely="No likely double; type a name.",
            ),
            lambda chosen: self.open_merge(kind, subject.id, chosen.id) if chosen else None,
        )

    def open_merge(self, kind: Kind, keep_id: str, other_id: str) -> None:
        """Show two records side by side; what can never be one is refused here, in words."""
        self.ask(
            "merge",
            partial(self.office.merging.compare, kind, keep_id, other_id),
            self._show_merge,
        )

    def _show_merge(self, seen: Comparison) -> None:
        from screens.merging import MergeScreen

        self.app.push_screen(
            MergeScreen(self.office, seen),
            lambda words: self.was_saved(words) if words else None,
        )


def doubles_of(office: "Office", kind: Kind, subject: Subject, text: str) -> Sequence[Choice]:
    """Return what fits the letters; before any is typed, what looks like a double."""
    from screens.forms.searching import choices_for

    if text:
        found = choices_for(office, kind, text) if kind != "partner" else _partners(office, text)
        return [choice for choice in found if choice.id != subject.id]
    return [Choice(one.id, one.label, one.why) for one in office.merging.likely(kind, subject.id)]


def _partners(office: "Office", text: str) -> list[Choice]:
    from adviser_tui.services.words.matching import fitting

    rows = office.partners.rows("all")
    found = fitting(text, rows, lambda row: f"{row.name} {row.short_name} {row.area}")
    return [Choice(row.id, row.name, row.area) for row in found]
