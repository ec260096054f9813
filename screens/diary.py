"""Diary: a week of contacts, follow-ups, promises and interviews, with time out and about."""

from collections.abc import Sequence
from datetime import date
from typing import ClassVar

from textual.binding import BindingType

from adviser_tui.services.diary import DiaryEntry, DiaryWeek
from adviser_tui.services.office import Office
from adviser_tui.services.words.matching import fitting
from adviser_tui.widgets.card import CardLine, CardSection
from adviser_tui.widgets.columns import Cell, Column, Heading, ListRow, RowSource, Tone
from adviser_tui.widgets.keys import bindings
from adviser_tui.widgets.status_line import StatusPart
from screens.acting.base import NOBODY, Subject
from screens.workplace import Workplace

KIND_WORDS = {
    "contact": "contact",
    "follow_up": "follow-up",
    "promise": "promise",
    "interview": "interview",
    "job_start": "first day",
}

_OWN = ("contact", "follow_up", "promise")
"""Entries that are records of their own, to be changed or taken off here."""


def place(office: Office) -> "DiaryScreen":
    """Return the screen."""
    return DiaryScreen(office)


class DiaryScreen(Workplace):
    """One week at a time."""

    HELP = "A week. [ and ] turn to the week before and after, w comes back to this week."
    COMMAND = "screen.diary"
    COLUMNS = (
        Column("Time", 6),
        Column("Kind", 10, priority=1),
        Column("Who", share=2, least=14),
        Column("What", share=3, least=26, one_line_only=True),
        Column("Length", 8, right=True, priority=2),
    )
    TWO_LINES_BELOW = 96
    SEARCH_HINT = "Search this week"
    EMPTY = ("Nothing in this week.", "[ and ] turn to another; ctrl+n logs a contact.")
    BINDINGS: ClassVar[list[BindingType]] = bindings("week.previous", "week.next", "week.this")

    def __init__(self, office: Office) -> None:
        super().__init__(office)
        self._week: DiaryWeek | None = None
        self._on: date | None = None
        self._entries: dict[str, DiaryEntry] = {}

    def rows(self, searched: str) -> RowSource:
        """Return the week's entries under their days."""
        self._week = self.office.diary.week(self._on or self.office.desk.today)
        self._entries = {one.id: one for day in self._week.days for one in day.entries}
        if searched:
            found = fitting(searched, self._entries.values(), _words_of)
            return [self.marks.row(_row(one)) for one in found]
        shown: list[ListRow | Heading] = []
        for day in self._week.days if self._entries else ():
            if day.entries or day.is_today:
                note = f", {day.note}" if day.note else ""
                today = ", today" if day.is_today else ""
                shown.append(Heading(f"{day.name}{today}{note}"))
            shown.extend(self.marks.row(_row(one)) for one in day.entries)
        return shown

    def card(self, row_id: str) -> Sequence[CardSection]:
        """Return the entry with the card of whom it is with."""
        entry = self._entries.get(row_id)
        if entry is None:
            return ()
        matter = CardSection(
            KIND_WORDS[entry.kind].capitalize(),
            (
                CardLine("When", f"{entry.day:%A} {entry.day.day} {entry.day:%B} {entry.time}"),
                CardLine("What", entry.what),
            ),
        )
        return (matter, *self._behind(entry))

    def _behind(self, entry: DiaryEntry) -> Sequence[CardSection]:
        if entry.employer_id:
            from screens.cards.employer import employer_sections

            return employer_sections(self.office.employers.card(entry.employer_id))
        if entry.participant_id:
            from screens.cards.participant import participant_sections

            return participant_sections(self.office.participants.card(entry.participant_id))
        if entry.partner_id:
            from screens.cards.partner import partner_sections

            return partner_sections(self.office.partners.card(entry.partner_id))
        return ()

    def subject(self) -> Subject:
        """Return whom the entry is with."""
        entry = self._entry()
        if entry is None:
            return NOBODY
        kind, at = "participant", entry.participant_id
        if entry.employer_id:
            kind, at = "employer", entry.employer_id
        if not at:
            kind, at = "partner", entry.partner_id
        return Subject(
            kind if at else "",  # type: ignore[arg-type]
            at,
            entry.subject,
            entry.participant_id,
            entry.employer_id,
            partner_id=entry.partner_id,
        )

    def edit_row(self) -> None:
        """Change the entry itself, where it is typed and not worked out."""
        entry = self._entry()
        if entry is None or entry.kind not in _OWN:
            super().edit_row()
            return
        from screens.forms.editing import edit_field

        edit_field(self, f"{entry.kind}:{entry.id}:what", KIND_WORDS[entry.kind].capitalize())

    def void_target(self) -> tuple[str, str] | None:
        """Take off the entry itself, never the people in it."""
        if self._line() is not None:
            return super().void_target()
        entry = self._entry()
        if entry is None or entry.kind not in _OWN:
            return None
        return (f"the {KIND_WORDS[entry.kind]} “{entry.what}”", entry.id)

    def _entry(self) -> DiaryEntry | None:
        row = self.listing.cursor_row
        return self._entries.get(row.id) if row else None

    def on_mount(self) -> None:
        """Begin at today, or at the first day after it that has something."""
        super().on_mount()
        self._go_to_today()

    def _go_to_today(self) -> None:
        today = self.office.desk.today
        later = (one.id for one in self._entries.values() if one.day >= today)
        if first := next(later, ""):
            self.listing.go_to(first)
        else:
            self.listing.action_list_bottom()

    def status(self) -> tuple[StatusPart, ...]:
        """Add the week and what it came to."""
        week = self._week
        if week is None:
            return super().status()
        counted = f"{week.contacts} contacts, {week.attempts} attempts"
        return (
            *super().status(),
            StatusPart(week.name, "normal"),
            StatusPart(counted, "muted", priority=2),
            StatusPart(week.away_words, "muted", priority=3),
        )

    def action_week_previous(self) -> None:
        """Turn back a week."""
        self._turn_to(self._week.previous if self._week else None)

    def action_week_next(self) -> None:
        """Turn on a week."""
        self._turn_to(self._week.following if self._week else None)

    def action_week_this(self) -> None:
        """Come back to this week."""
        self._turn_to(None)

    def _turn_to(self, day: date | None) -> None:
        self._on = day
        self.refresh_all()
        if day is None:
            self._go_to_today()
        else:
            self.listing.action_list_top()


def _words_of(entry: DiaryEntry) -> str:
    return f"{entry.subject} {entry.what} {KIND_WORDS[entry.kind]}"


def _row(entry: DiaryEntry) -> ListRow:
    tone: Tone = "danger" if entry.is_overdue else "normal"
    if entry.is_done or entry.is_attempt:
        tone = "muted"
    kind = "attempt" if entry.is_attempt else KIND_WORDS[entry.kind]
    length = f"{entry.minutes} min" if entry.minutes else ""
    done = "done: " if entry.is_done and entry.kind != "contact" else ""
    late = "overdue: " if entry.is_overdue else ""
    return ListRow(
        entry.id,
        (
            Cell(entry.time, "muted"),
            kind,
            entry.subject,
            Cell(f"{done}{late}{entry.what}", tone),
            Cell(length, "muted"),
        ),
        note=Cell(f"{done}{late}{entry.what}", tone),
    )
