"""Companies of the national register as rows below the team's own, and each as a card."""

from collections.abc import Sequence
from itertools import chain
from typing import TYPE_CHECKING

from adviser_tui.errors import AdviserError
from adviser_tui.services.register.hit import RegisterHit
from adviser_tui.widgets.card_lines import CardSection
from adviser_tui.widgets.columns import Cell, Heading, ListRow, RowSource, Tone
from adviser_tui.widgets.fields import Choice
from screens.cards.shared import line_if, sentence
from screens.listing import IsStale

if TYPE_CHECKING:
    from adviser_tui.services.office import Office

REGISTER = "register:"
"""Begins the id of a row that is a company of the register; its number follows."""
LEAST_LETTERS = 3
MOST = 20
FAIR = 50
"""What fits worse than this, of 100, is only a little alike."""
_FEW = 5
_OFFERED = 5
"""How many a field offers."""
_LEAST_FIT = 60
"""Nothing that fits worse, of 100, is offered in a field."""
HEADING = "In the national register"
COUNTRIES = {"uk": "Companies House", "dk": "CVR", "no": "Enhetsregisteret"}


def number_of(row_id: str) -> str:
    """Return the company number of a row of the register, empty for any other row."""
    return row_id.removeprefix(REGISTER) if row_id.startswith(REGISTER) else ""


def look_in_register(
    office: "Office", searched: str, is_stale: IsStale, limit: int = MOST
) -> list[RegisterHit]:
    """Return companies that fit and are not on the team's list; runs in a thread.

    Where some fit well, what is only a little alike is left out.
    """
    from adviser_tui.services.register.taking import numbers_of_ours

    if sum(map(str.isalnum, searched)) < LEAST_LETTERS:
        return []
    hits = office.register.find(searched, limit, is_stale)
    ours = numbers_of_ours(office.database, [hit.number for hit in hits]) if hits else ()
    others = [hit for hit in hits if hit.number not in ours]
    return [hit for hit in others if hit.score >= FAIR] or others[:_FEW]


def companies_to_choose(office: "Office", text: str) -> list[Choice]:
    """Return companies as choices of a field, below what is on the team's list; in a thread."""
    try:
        hits = look_in_register(office, text, lambda: False, _OFFERED)
    except AdviserError:
        return []
    return [
        Choice(
            f"{REGISTER}{hit.number}",
            hit.name,
            " · ".join(part for part in ("register", hit.place, hit.status) if part),
            hit.matched,
        )
        for hit in hits
        if hit.score >= _LEAST_FIT and not hit.is_gone
    ]


def beside(office: "Office", searched: str, is_stale: IsStale) -> list[ListRow | Heading]:
    """Return what stands below the team's own: a heading and rows, or nothing at all.

    A register that cannot be searched is named in the heading, in nobody's way.
    """
    try:
        hits = look_in_register(office, searched, is_stale)
    except AdviserError:
        return [Heading("The national register cannot be searched (^p Register)")]
    return [Heading(heading(office), "muted"), *map(register_row, hits)] if hits else []


def heading(office: "Office") -> str:
    """Return what stands over the companies, with a word about a register that is old."""
    status = office.register.status()
    if status is None or not status.is_old:
        return HEADING
    since = status.as_of or status.imported_at.date()
    return f"{HEADING} of {since.day} {since:%b %Y}, which is old"


def register_row(hit: RegisterHit) -> ListRow:
    """Return a company as a row of the list of employers."""
    tone: Tone = "warning" if hit.is_gone else "muted"
    said = " · ".join(part for part in (hit.status, hit.why) if part)
    return ListRow(
        f"{REGISTER}{hit.number}",
        (
            Cell(hit.name, "muted" if hit.is_gone else "normal", hit.matched),
            Cell(hit.place, "muted"),
            Cell(hit.status or "registered", tone),
            "",
            Cell(hit.number, "muted"),
            Cell(hit.why, "muted"),
        ),
        note=Cell(" · ".join(part for part in (hit.place, said) if part), tone),
        can_be_marked=False,
    )


class RowsBeside:
    """The team's rows, and below them others; each is made when it is seen."""

    def __init__(self, first: RowSource, others: Sequence[ListRow | Heading]) -> None:
        self._first = first
        self._others = others
        self._count = len(first)

    def __len__(self) -> int:
        """Return how many there are of both."""
        return self._count + len(self._others)

    def __getitem__(self, index: int, /) -> ListRow | Heading:
        """Return the row at a place."""
        if index < self._count:
            return self._first[index]
        return self._others[index - self._count]

    def index_of(self, row_id: str) -> int | None:
        """Return the place of a row by its id."""
        if number_of(row_id):
            ids = (row.id if isinstance(row, ListRow) else "" for row in self._others)
            return next((self._count + at for at, each in enumerate(ids) if each == row_id), None)
        known = getattr(self._first, "index_of", None)
        found = known(row_id) if known is not None else None
        return found if isinstance(found, int) else None


def entry_sections(office: "Office", number: str) -> tuple[CardSection, ...]:
    """Return what the register says of a company; raises `NotFoundError` where it has none."""
    entry = office.register.entry(number)
    where = ", ".join(part for part in (entry.address, entry.town, entry.postcode) if part)
    lines = chain(
        line_if("Number", entry.number),
        line_if("Status", sentence(entry.status)),
        line_if("Address", where),
        line_if("Country", entry.country),
        line_if("Legal form", entry.kind),
        line_if("Earlier names", "; ".join(entry.previous_names)),
        line_if("Sectors", ", ".join(entry.sector_codes)),
        line_if("On your list", "Not yet: a takes it over as one of your employers.", "good"),
    )
    return (CardSection(entry.name, tuple(lines)),)
