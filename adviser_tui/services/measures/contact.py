"""One contact with an employer, or an attempt at one, as it is counted (M1)."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from adviser_tui.services.measures.figure import Ref
from models.kinds import Channel, Purpose

LATE = timedelta(days=7)
"""Written down later than this after it happened, a contact counts and is marked (section 5)."""


@dataclass(frozen=True, slots=True)
class EmployerContact:
    """A contact of an adviser with an employer, as it was written down."""

    at: datetime
    """On the adviser's wall clock at the time; days and weeks are counted by it."""
    written_at: datetime
    id: str = ""
    adviser: str = ""
    """Who made it; empty where it was not one of us."""
    is_attempt: bool = False
    channel: str = Channel.VISIT
    purpose: str = Purpose.OTHER
    employer: str = ""
    site: str = ""
    """Empty where only the employer is known; it may then be any of its sites."""
    person: str = ""
    """Whom it was with; empty where nobody is named."""
    has_hiring_say: bool = False
    """Whether that person has a say in hiring."""
    participant: str = ""
    """For whom it was made; empty for a contact that is about nobody in particular."""
    minutes: int = 0
    needs: tuple[str, ...] = ()
    """What the employer said they need, recorded with it."""
    new_vacancy: str = ""
    """The vacancy that was heard of in it."""
    has_next_step: bool = False
    has_note: bool = False
    is_theirs: bool = False
    """Whether a partner made it and not we."""
    is_void: bool = False

    @property
    def day(self) -> date:
        """The calendar day on the wall clock that it was written with."""
        return self.at.date()

    @property
    def ends_at(self) -> datetime:
        """When it was over; a contact without minutes was over at once."""
        return self.at + timedelta(minutes=self.minutes)

    @property
    def is_late(self) -> bool:
        """Whether it was written down long after it happened."""
        return self.written_at - self.at > LATE

    @property
    def found(self) -> frozenset[str]:
        """What was new in it."""
        return frozenset((*self.needs, self.new_vacancy)) - {""}

    @property
    def is_complete(self) -> bool:
        """Whether it recorded a need and a next step (M2's companion)."""
        return bool(self.needs) and self.has_next_step

    @property
    def ref(self) -> Ref:
        """The row itself, marked where it was written down late."""
        return Ref("contact", self.id, self.day, "late" if self.is_late else "")
