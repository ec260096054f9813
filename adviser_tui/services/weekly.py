"""This week's contacts with employers against the week's target (M1)."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from adviser_tui.errors import InputError
from adviser_tui.services.counting import EmployerContact, Tally, tally
from adviser_tui.services.desk import Desk
from adviser_tui.storage.reading import moment, sortable, texts


@dataclass(frozen=True, slots=True)
class WeekCount:
    """How many employer contacts a week had, always with what the figure is made of."""

    first: date
    last: date
    number: int
    """The ISO number of the week."""
    counted: int
    target: int | None
    """Nothing where the target is switched off."""
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


OFF = "off"
"""The value of the setting that switches the target off."""
_SETTING = "weekly_target"
_CONTACTS = """SELECT c.id, c.occurred_at, c.occurred_offset, c.created_at, c.state, c.channel,
    c.purpose, c.person_id, c.employer_id, c.site_id, c.vacancy_id,
    (SELECT json_group_array(n.task) FROM need n
      WHERE n.contact_id = c.id AND n.void_reason IS NULL) AS needs,
    v.heard_on AS vacancy_heard_on,
    EXISTS (SELECT 1 FROM follow_up f
      WHERE f.contact_id = c.id AND f.void_reason IS NULL) AS has_next_step
  FROM contact c LEFT JOIN vacancy v ON v.id = c.vacancy_id AND v.void_reason IS NULL
  WHERE c.occurred_at >= :from AND c.occurred_at < :to AND c.kind = 'employer'
    AND c.void_reason IS NULL AND c.organisation = '' AND (:everybody OR c.adviser_id = :me)
  ORDER BY c.occurred_at, c.id"""


class Weekly:
    """Counts the week's contacts with employers; the target can always be switched off."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def line(self) -> str:
        """Return this week in one line for the foot of a screen."""
        return f"Employer contacts: {self.week().words}"

    def week(self, day: date | None = None) -> WeekCount:
        """Return the count of the week that a day lies in, this week by default."""
        day = day or self._desk.today
        first = day - timedelta(days=day.weekday())
        counts = tally(self._contacts(first), first)
        return _in_words(counts, first, self.target(), self._desk)

    def target(self) -> int | None:
        """Return the week's target: one's own, else the programme's, nothing when it is off."""
        from seed.profiles import profile_of

        own = self._desk.setting(_SETTING)
        if own == OFF:
            return None
        return int(own) if own else profile_of(self._desk.setting("programme")).weekly_target

    def set_target(self, target: int | None) -> None:
        """Set one's own target, or switch it off with nothing."""
        if target is not None and not 0 < target <= 100:
            raise InputError("A week's target is between 1 and 100, or off.", "weekly_target")
        self._desk.remember(_SETTING, OFF if target is None else str(target))

    def use_programme_target(self) -> None:
        """Go back to the target of the programme."""
        self._desk.remember(_SETTING, "")

    def _contacts(self, first: date) -> list[EmployerContact]:
        margin = timedelta(hours=14)  # no wall clock is further from UTC
        monday = datetime.combine(first, time(), UTC)
        values = {
            "from": sortable(monday - margin),
            "to": sortable(monday + timedelta(days=7) + margin),
            "me": self._desk.me,
            "everybody": 0,
        }
        return [
            EmployerContact(
                at=(at := moment(row["occurred_at"], row["occurred_offset"])),
                written_at=moment(row["created_at"]),
                is_attempt=row["state"] == "attempt",
                channel=str(row["channel"]),
                purpose=str(row["purpose"]),
                employer=str(row["employer_id"]),
                site=str(row["site_id"] or ""),
                person=str(row["person_id"] or ""),
                needs=texts(row["needs"]),
                new_vacancy=str(row["vacancy_id"])
                if row["vacancy_heard_on"] == at.date().isoformat()
                else "",
                has_next_step=bool(row["has_next_step"]),
            )
            for row in self._desk.database.rows(_CONTACTS, values)
        ]


def _in_words(counts: Tally, first: date, target: int | None, desk: Desk) -> WeekCount:
    number = first.isocalendar().week
    this_week = first <= desk.today < first + timedelta(days=7)
    when = "this week" if this_week else f"in week {number}"
    counted = len(counts.counted)
    complete = sum(bool(each.needs) and each.has_next_step for each in counts.counted)
    late = sum(each.is_late for each in counts.counted)
    apart = (
        (counts.attempts, "attempt", "attempts"),
        (counts.same_again, "second contact on a day", "second contacts on a day"),
        (counts.support_visits, "in-work support visit", "in-work support visits"),
    )
    left_out = [f"{many} {one if many == 1 else more}" for many, one, more in apart if many]
    return WeekCount(
        first=first,
        last=first + timedelta(days=6),
        number=number,
        counted=counted,
        target=target,
        face_to_face=sum(each.channel == "visit" for each in counts.counted),
        attempts=counts.attempts,
        same_again=counts.same_again,
        support_visits=counts.support_visits,
        late=late,
        with_need_and_next_step=complete,
        as_of=desk.local_now,
        words=f"{counted} {when}" if target is None else f"{counted} of {target} {when}",
        companion=f"{complete} of {counted} with a need and a next step" if counted else "n/a",
        note=f"not counted: {', '.join(left_out)}" if left_out else "",
    )
