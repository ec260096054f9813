"""What has been understood so far, while a quick-entry line is being read."""

from dataclasses import dataclass, field
from datetime import date, datetime, time

from adviser_tui.services.words.quick_entry.tokens import Token
from adviser_tui.services.words.quick_entry.understood import Kind, Role, Span, Understood
from adviser_tui.text import clean_text
from models.kinds import Channel, Direction, Purpose


@dataclass(slots=True)
class Draft:
    """The parts of a line as they are found, in any order."""

    line: str
    now: datetime
    kind: Kind = "contact"
    subject: str = ""
    channel: Channel | None = None
    direction: Direction = Direction.OUTBOUND
    is_attempt: bool = False
    purpose: Purpose | None = None
    minutes: int | None = None
    occurred_at: datetime | None = None
    when_was_said: bool = False
    notes: list[tuple[int, str]] = field(default_factory=list)
    need: str = ""
    follow_up_on: date | None = None
    follow_up_at: time | None = None
    promise: str = ""
    promise_by: date | None = None
    by_was_said: bool = False
    vacancies: list[str] = field(default_factory=list)
    people: list[str] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)
    spans: list[Span] = field(default_factory=list)

    def mark(self, first: Token, last: Token, role: Role) -> None:
        """Note what the stretch from one token to another is."""
        self.spans.append(Span(first.start, last.end, role))

    def take_subject(self, first: Token, last: Token) -> None:
        """Keep the name exactly as typed, without the quotes around it."""
        self.mark(first, last, Role.SUBJECT)
        quoted = first.quoted and first is last
        self.subject = first.text if quoted else clean_text(self.line[first.start : last.end])

    def remark_loose(self, first: Token, last: Token, text: str, role: Role) -> None:
        """Say that words outside quotes were kept as a note or a need."""
        self.spans = [
            span
            for span in self.spans
            if not (first.start <= span.start < last.end and span.role is Role.UNKNOWN)
        ]
        self.mark(first, last, role)
        shown = text if len(text) <= 40 else text[:39] + "…"
        self.remarks.append(f"“{shown}” was taken as the {role.value}; quotes make that certain.")

    def finish(self) -> Understood:
        """Return the line understood, with what is missing from it."""
        self._say_what_is_missing()
        return Understood(
            line=self.line,
            read_at=self.now,
            kind=self.kind,
            subject=self.subject,
            channel=self.channel,
            direction=self.direction,
            is_attempt=self.is_attempt,
            purpose=self.purpose,
            minutes=self.minutes,
            occurred_at=self.occurred_at or self.now,
            when_was_said=self.when_was_said,
            note="; ".join(note for _, note in sorted(self.notes) if note),
            need=self.need,
            follow_up_on=self.follow_up_on,
            follow_up_at=self.follow_up_at,
            promise=self.promise,
            promise_by=self.promise_by,
            vacancies=tuple(dict.fromkeys(text for text in self.vacancies if text)),
            people=tuple(dict.fromkeys(text for text in self.people if text)),
            problems=tuple(dict.fromkeys(self.problems)),
            remarks=tuple(dict.fromkeys(self.remarks)),
            spans=tuple(sorted(self.spans, key=lambda span: span.start)),
        )

    def _say_what_is_missing(self) -> None:
        if not self.subject:
            who = "it is promised to" if self.kind == "promise" else "it was with"
            self.problems.insert(0, f"Say first who {who}, like tesco leeds or amira.")
        if self.kind == "contact" and self.channel is None:
            self.problems.append("Say how it was: f2f, call, video, email, text, vm or noshow.")
        promises = self.kind == "promise" or self.promise
        if promises and not self.promise:
            self.problems.append("Put what was promised in quotes.")
        if promises and not self.by_was_said:
            self.problems.append("Say by when it is promised, like by thu.")
