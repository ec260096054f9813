"""Fair access on the screen: who waits, by name and for their own coach, and what ratios mean."""

from adviser_tui.services.measures.figure import Measured
from adviser_tui.services.office import Office
from adviser_tui.widgets.card import CardLine, CardSection
from adviser_tui.widgets.columns import Cell, Heading, ListRow
from screens.targets_view import PartView, Shown

_ASKS = (
    "A ratio is a question and no verdict: it compares the share of what was done with the share "
    "of the caseload, and says nothing about anybody in particular. Look at what is behind it."
)


def with_parked(office: Office, measured: tuple[Measured, ...], view: PartView) -> PartView:
    """Return the part with whoever was parked named first."""
    parked = next((f for one in measured for f in one.every() if f.key == "M9.parked"), None)
    rows: list[ListRow | Heading] = []
    shown = dict(view.shown)
    if parked is not None and parked.rows:
        rows.append(Heading(f"Nothing was done for them in {_days(office)}", "warning"))
        for ref, words in zip(parked.rows, office.measures.describe(parked.rows), strict=True):
            key = f"parked:{ref.id}"
            since = f"since {ref.on.day} {ref.on:%b}" if ref.on else ""
            rows.append(
                ListRow(
                    key,
                    (Cell(words or "not here any more"), Cell(since, "muted"), ""),
                    can_be_marked=False,
                )
            )
            shown[key] = Shown(
                (CardSection("Parked", (CardLine("Who", words), CardLine("Next", _NEXT))),),
                ref=f"participant:{ref.id}",
            )
    explained = CardSection("What a ratio says", (CardLine("", _ASKS),))
    shown = {
        key: Shown((*one.sections, explained), one.figure, one.ref) if _is_ratio(key) else one
        for key, one in shown.items()
    }
    return PartView((*rows, *view.rows), shown, view.empty)


_NEXT = "Enter opens the card; anything done there takes the name off this list."


def _days(office: Office) -> str:
    return f"{office.measures.profile().fairness.parked_days} days"


def _is_ratio(key: str) -> bool:
    return key.startswith(("M9.access.", "M9.outcome."))
