"""The programme's self-check on the screen: each item of its scale, and what no record can say."""

from adviser_tui.services.measures.fidelity import ItemCheck, SelfCheck, self_check
from adviser_tui.services.office import Office
from adviser_tui.widgets.card import CardLine, CardSection
from adviser_tui.widgets.columns import Cell, Heading, ListRow, Tone
from screens.targets_view import PartView, Shown
from seed.profile_rules import Certainty
from seed.profile_words import SAID


def read_fidelity(office: Office) -> PartView:
    """Return the items that the records can say something of first, then all others."""
    measures = office.measures
    found = self_check(measures, scale_id=measures.profile().fidelity)
    told = [each for each in found.items if each.is_told]
    others = [each for each in found.items if not each.is_told]
    rows: list[ListRow | Heading] = []
    shown: dict[str, Shown] = {}
    for title, items in ((_title(found), told), ("The records cannot say", others)):
        if items:
            rows.append(Heading(title))
        for each in items:
            rows.append(_row(each))
            shown[f"item:{each.number}"] = Shown(_sections(found, each))
    return PartView(tuple(rows), shown, ("The scale has no items.", ""))


def _title(found: SelfCheck) -> str:
    return f"As it stands today: {found.told} of {len(found.items)} items told, no total"


def _row(item: ItemCheck) -> ListRow:
    tone: Tone = "normal" if item.level is not None else "muted"
    said = f"level {item.level}" if item.level else item.level_words or item.found
    said = said.removesuffix(" here")
    is_weak = item.certainty not in ("", SAID[Certainty.READ])
    mark = Cell("weak source" if is_weak else "", "muted")
    label = f"{item.number} {item.name[:1].upper()}{item.name[1:]}"
    return ListRow(
        f"item:{item.number}",
        (Cell(label), Cell(said, tone), mark),
        note=mark,
        can_be_marked=False,
    )


def _sections(found: SelfCheck, item: ItemCheck) -> tuple[CardSection, ...]:
    lines = [CardLine("Found", item.found)]
    if item.level_words:
        lines.append(CardLine("Level", item.level_words))
    if item.needs:
        lines.append(CardLine("Would need", item.needs))
    if item.certainty:
        lines.append(CardLine("How sure", f"the levels: {item.certainty}", "warning"))
    lines += [CardLine("Looks at", item.looks_at), CardLine("Whose", found.whose)]
    return (
        CardSection(f"{item.number} {item.name}", tuple(lines)),
        CardSection("The whole", (CardLine("", found.words),)),
        CardSection(
            "What a total would be called",
            tuple(CardLine("", each) for each in found.band_words),
            "No bound is known here.",
        ),
    )
