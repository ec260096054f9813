"""The team's week for its lead: everybody by name beside their own target, and all together."""

from adviser_tui.services.measures.period import Period
from adviser_tui.services.measures.team import AdviserLine, team_week
from adviser_tui.services.office import Office
from adviser_tui.widgets.card import CardLine, CardSection
from adviser_tui.widgets.columns import Cell, Heading, ListRow
from screens.targets_view import PartView, Shown, figure_sections, row_of


def read_team(office: Office, period: Period) -> PartView:
    """Return the team's week as rows; nobody is ranked, names stand in their own order."""
    week = team_week(office, period)
    rows: list[ListRow | Heading] = [Heading("Each beside their own target, by name")]
    shown: dict[str, Shown] = {}
    for each in week.advisers:
        rows.append(_row(each))
        shown[f"adviser:{each.adviser_id}"] = Shown(_sections(each))
    rows.append(Heading("All together"))
    for measured in week.totals:
        for figure in measured.figures:
            rows.append(row_of(figure))
            shown[figure.key] = Shown(figure_sections(measured, figure), figure)
    return PartView(tuple(rows), shown, ("Nobody is in the team yet.", ""))


def _row(line: AdviserLine) -> ListRow:
    counted, target = line.figure("M1.counted"), line.target
    of = f" of {target.target}" if target.target is not None else ""
    return ListRow(
        f"adviser:{line.adviser_id}",
        (
            Cell(f"{line.name}{' (you)' if line.is_me else ''}"),
            Cell(f"{counted.words}{of}"),
            Cell("not all is here" if line.is_stale else "", "warning"),
        ),
        can_be_marked=False,
    )


def _sections(line: AdviserLine) -> tuple[CardSection, ...]:
    head = CardSection(
        line.name,
        (
            CardLine("Target", line.target.why),
            CardLine("How fresh", line.heard_words, "warning" if line.is_stale else "normal"),
        ),
    )
    figures = tuple(
        CardSection(
            f"{measured.id} {measured.title}",
            tuple(
                CardLine(f"{each.label[:1].upper()}{each.label[1:]}", each.in_full)
                for each in measured.every()
            ),
        )
        for measured in line.measured
    )
    return (head, *figures)
