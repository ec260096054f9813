"""Putting employers under their parent company, and letting them stand on their own again."""

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual.binding import BindingType

from adviser_tui.widgets.fields import Choice
from adviser_tui.widgets.keys import bindings
from adviser_tui.widgets.text import say
from screens.listing import Listing

if TYPE_CHECKING:
    from adviser_tui.services.office import Office

ALONE = "alone"
"""The choice that takes branches out of their group."""


class Grouping(Listing):
    """The command about branches."""

    BINDINGS: ClassVar[list[BindingType]] = bindings("group.open")

    def action_group_open(self) -> None:
        """Choose the parent of the marked employers, or of the one under the cursor."""
        from adviser_tui.widgets.picker import Picker

        subject = self.subject()
        ids = self.listing.marked or ((subject.id,) if subject.kind == "employer" else ())
        if not ids:
            say(self.app, "There is no employer under the cursor.")
            return
        whose = self.office.groups.label_of(ids[0]) if len(ids) == 1 else f"{len(ids)} employers"
        self.app.push_screen(
            Picker(
                f"Which company does {whose} belong to?"
                if len(ids) == 1
                else f"Which company do {whose} belong to?",
                partial(parents_for, self.office, ids),
                hint="the parent company by its name",
                none_likely="No likely parent; type a name.",
            ),
            lambda chosen: self._put_under(ids, chosen) if chosen else None,
        )

    def _put_under(self, ids: Sequence[str], chosen: Choice) -> None:
        self.listing.clear_marks()
        if chosen.id == ALONE:
            self.save(
                partial(self.office.groups.take_out, ids),
                lambda count: f"{count} taken out of their group.",
            )
            return
        self.save(
            partial(self.office.groups.put_under, chosen.id, ids),
            lambda count: f"{count} put under {self.office.groups.label_of(chosen.id)}.",
        )


def parents_for(office: "Office", ids: Sequence[str], text: str) -> Sequence[Choice]:
    """Return what fits the letters; before any is typed, likely parents and the way out."""
    from screens.forms.searching import choices_for

    if text:
        return [choice for choice in choices_for(office, "employer", text) if choice.id not in ids]
    found = [
        Choice(line.id, line.label, f"has {line.branches} already" if line.branches else "")
        for line in office.groups.likely_parents(ids)
    ]
    parent = office.groups.parent_of(ids[0])
    if parent is not None:
        found.append(Choice(ALONE, "Stands on its own", f"no branch of {parent.label} any more"))
    return found
