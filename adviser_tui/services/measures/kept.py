"""Whether something owed was done in time: one judgement for every figure about it (M8, M15)."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from adviser_tui.services.measures.figure import LeftOut, Ref

MANY_MOVES = 2
"""More moves than this are said aloud."""


class Standing(StrEnum):
    """How something owed stands on a day; the words are read aloud beside a figure."""

    ON_TIME = "on time"
    LATE = "late"
    CANCELLED = "cancelled with a reason"
    NOT_YET = "not due yet"
    VOID = "taken off the record"


COUNTED = (Standing.ON_TIME, Standing.LATE)
"""What is in the denominator."""


@dataclass(frozen=True, slots=True)
class Owed:
    """A follow-up as this measure looks at it."""

    id: str
    side: str
    due_on: date
    first_due_on: date
    moves: int
    move_agreed: bool
    """Whether the last move was agreed before it was due."""
    window_days: int
    state: str
    done_on: date | None
    cancel_reason: str
    is_void: bool

    @property
    def owed_on(self) -> date:
        """The day that counts: a new one where it was agreed, else the first one.

        Moving something alone does not change when it was owed.
        """
        return self.due_on if self.move_agreed or not self.moves else self.first_due_on

    def standing(self, today: date) -> Standing:
        """Say how it stands; what is due today and open is not late yet."""
        if self.is_void:
            return Standing.VOID
        if self.state == "cancelled" and self.cancel_reason.strip():
            return Standing.CANCELLED
        last_day = self.owed_on + timedelta(days=self.window_days)
        if self.state == "done":
            done = self.done_on is not None and self.done_on <= last_day
            return Standing.ON_TIME if done else Standing.LATE
        if self.state == "open" and today <= last_day:
            return Standing.NOT_YET
        return Standing.LATE

    def ref(self) -> Ref:
        """Return it as a row behind a figure, with what is particular about it."""
        notes = []
        if self.moves and not self.move_agreed:
            notes.append("moved without agreement")
        if self.moves > MANY_MOVES:
            notes.append(f"moved {self.moves} times")
        return Ref("follow_up", self.id, self.owed_on, ", ".join(notes))


@dataclass(frozen=True, slots=True)
class Promised:
    """A promise of ours as this measure looks at it."""

    id: str
    due_on: date
    state: str
    closed_on: date | None
    is_void: bool

    def standing(self, today: date) -> Standing:
        """Say how it stands; a promise that will not be kept is late for ever."""
        if self.is_void:
            return Standing.VOID
        if self.state == "open":
            return Standing.NOT_YET if today <= self.due_on else Standing.LATE
        in_time = self.closed_on is None or self.closed_on <= self.due_on
        return Standing.ON_TIME if in_time and self.state in ("kept", "beaten") else Standing.LATE

    @property
    def is_beaten(self) -> bool:
        """Whether it was done earlier, or more was done, than promised."""
        return self.state == "beaten"

    def ref(self) -> Ref:
        """Return it as a row behind a figure."""
        return Ref("promise", self.id, self.due_on, "broken" if self.state == "broken" else "")


@dataclass(frozen=True, slots=True)
class Sorted:
    """Rows by how they stand: what a share is made of, and what is left out of it."""

    on_time: tuple[Ref, ...]
    late: tuple[Ref, ...]
    left_out: tuple[LeftOut, ...]


def sort(things: "list[Owed] | list[Promised]", today: date) -> Sorted:
    """Sort what was owed by how it stands."""
    found: dict[Standing, list[Ref]] = {each: [] for each in Standing}
    for thing in things:
        found[thing.standing(today)].append(thing.ref())
    return Sorted(
        tuple(found[Standing.ON_TIME]),
        tuple(found[Standing.LATE]),
        tuple(
            LeftOut(each.value, tuple(found[each]))
            for each in Standing
            if each not in COUNTED and found[each]
        ),
    )
