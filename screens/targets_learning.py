"""What refusals teach, on the screen: which item of the match sheet would have caught them."""

from adviser_tui.services.measures.figure import Figure, Unit
from adviser_tui.services.measures.learning import Lesson, learned
from adviser_tui.services.measures.period import Period
from adviser_tui.services.office import Office
from adviser_tui.widgets.card import CardLine, CardSection
from adviser_tui.widgets.columns import Cell, Heading, ListRow
from screens.targets_view import PartView, Shown

_ABOUT = "They say what to look at on the next sheet, and nothing about anybody who was refused."


def with_lessons(office: Office, period: Period, view: PartView) -> PartView:
    """Return the part with what the refusals of twelve months taught at its end."""
    found = learned(office.measures.scene(period))
    rows: list[ListRow | Heading] = [Heading("What refusals teach · twelve months")]
    shown = dict(view.shown)
    about = CardSection("What this says", (CardLine("", found.words), CardLine("", _ABOUT)))
    for each in found.lessons:
        figure = _figure(each)
        rows.append(
            ListRow(
                figure.key,
                (Cell(figure.label), Cell(figure.in_full), ""),
                can_be_marked=False,
            )
        )
        lines = (CardLine("Figure", figure.in_full), CardLine("Item", each.question))
        shown[figure.key] = Shown((CardSection(each.words, lines), about), figure)
    if not found.lessons:
        label = "Too few refusals" if found.is_too_little else "Nothing maps to an item"
        value = Cell(f"{found.refusals} in 12 months", "muted")
        rows.append(ListRow("learned", (Cell(label), value, ""), can_be_marked=False))
        shown["learned"] = Shown((about,))
    return PartView((*view.rows, *rows), shown, view.empty)


def _figure(lesson: Lesson) -> Figure:
    return Figure(
        f"learned.{lesson.item}",
        f"{lesson.item} {lesson.question}",
        Unit.SHARE,
        lesson.refusals,
        lesson.of,
        rows=lesson.rows,
    )
