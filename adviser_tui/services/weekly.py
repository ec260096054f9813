"""This week's contacts with employers against the week's target (M1, M2)."""

from dataclasses import dataclass
from datetime import date, datetime

from adviser_tui.services.desk import Desk
from adviser_tui.services.measures.counting import Tally, Why, counted_contacts
from adviser_tui.services.measures.engine import Measures
from adviser_tui.services.measures.period import Period
from adviser_tui.services.measures.weekly_target import target_of
from adviser_tui.services.targets import Targets

NOTE_THE_SAY = (
    'Name whom you speak with, like @"Kim Madeup", and note once that they have a say in hiring: '
    'adviser set "Kim Madeup" hiring=yes. Every contact with them counts then, past ones too.'
)
"""What to do where a programme counts only talks with somebody who has a say in hiring."""


@dataclass(frozen=True, slots=True)
class WeekCount:
    """How many employer contacts a week had, always with what the figure is made of."""

    first: date
    last: date
    number: int
    """The ISO number of the week."""
    counted: int
    target: int | None
    """Nothing where there is none or it is switched off (M2)."""
    face_to_face: int
    """Of those counted, how many were visits."""
    attempts: int
    same_again: int
    """Two-way contacts that do not count beside another of that day (M1)."""
    support_visits: int
    """In-work support without a need or a vacancy, which counts 0 (M1)."""
    late: int
    """Counted contacts that were written down more than seven days after they happened."""
    with_need_and_next_step: int
    """Of those counted, how many recorded a need and a next step (M2's companion)."""
    as_of: datetime
    words: str
    """`2 of 6 this week`."""
    companion: str
    """`1 of 2 with a need and a next step`."""
    note: str
    """What was left out and why, in words; may be empty."""
    without_hiring_say: int = 0
    """Visits and the like that only miss somebody who is known to have a say in hiring."""

    @property
    def to_do(self) -> str:
        """What would make more of them count; empty where nothing would."""
        return NOTE_THE_SAY if self.without_hiring_say else ""


class Weekly:
    """Counts the week's contacts with employers; the target can always be switched off."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._said: tuple[tuple[object, ...], str] = ((), "")

    def line(self) -> str:
        """Return this week in one line for the foot of a screen, which asks again and again."""
        database = self._desk.database
        when = (database.generation, database.arrivals, self._desk.today)
        if self._said[0] != when:
            self._said = (when, f"Employer contacts: {self.week().words}")
        return self._said[1]

    def week(self, day: date | None = None) -> WeekCount:
        """Return the count of the week that a day lies in, this week by default."""
        day = day or self._desk.today
        scene = Measures(self._desk).scene(Period.week_of(day))
        target = target_of(scene, self._desk.me).target
        return _in_words(counted_contacts(scene), scene.period, target, self._desk)

    def lacks_hiring_say(self, contact_id: str, day: date) -> bool:
        """Whether a contact misses only somebody with a say in hiring to count (M1)."""
        scene = Measures(self._desk).scene(Period.week_of(day))
        if not scene.profile.contacts.needs_hiring_say:
            return False
        return any(each.id == contact_id for each in counted_contacts(scene).without(Why.NO_SAY))

    def target(self) -> int | None:
        """Return this week's target as it stands, nothing when there is none or it is off."""
        return self.week().target

    def set_target(self, target: int | None) -> None:
        """Set one's own target for a full week from this week on, or switch it off with nothing."""
        if target is None:
            Targets(self._desk).switch_off()
        else:
            Targets(self._desk).set(target)

    def use_programme_target(self) -> None:
        """Go back to the target of the programme."""
        Targets(self._desk).follow_programme()


def _in_words(found: Tally, week: Period, target: int | None, desk: Desk) -> WeekCount:
    when = "this week" if desk.today in week else f"in week {week.number}"
    counted = len(found.counted)
    complete = sum(each.is_complete for each in found.counted)
    same_again = len(found.without(Why.SAME_DAY)) + len(found.without(Why.SAME_MEETING))
    support = len(found.without(Why.SUPPORT))
    by_rule = [
        (len(found.without(why)), why.value, why.value)
        for why in (Why.CHANNEL, Why.PURPOSE, Why.NO_SAY)
    ]
    apart = (
        (len(found.attempts), "attempt", "attempts"),
        (same_again, "second contact on a day", "second contacts on a day"),
        (support, "in-work support visit", "in-work support visits"),
        *by_rule,
    )
    left_out = [f"{many} {one if many == 1 else more}" for many, one, more in apart if many]
    return WeekCount(
        first=week.first,
        last=week.last,
        number=week.number,
        counted=counted,
        target=target,
        face_to_face=sum(each.channel == "visit" for each in found.counted),
        attempts=len(found.attempts),
        same_again=same_again,
        support_visits=support,
        late=sum(each.is_late for each in found.counted),
        with_need_and_next_step=complete,
        as_of=desk.local_now,
        words=f"{counted} {when}" if target is None else f"{counted} of {target} {when}",
        companion=f"{complete} of {counted} with a need and a next step" if counted else "n/a",
        note=f"not counted: {', '.join(left_out)}" if left_out else "",
        without_hiring_say=len(found.without(Why.NO_SAY)),
    )
