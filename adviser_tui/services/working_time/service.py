"""Working patterns and days away: written down, changed, taken back."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from adviser_tui.errors import InputError, NotFoundError
from adviser_tui.services.desk import Desk
from adviser_tui.services.measures.period import Period
from adviser_tui.services.working_time.patterns import (
    DAY_WORDS,
    AbsenceRow,
    Pattern,
    pattern_on,
    read_absences,
    read_patterns,
)
from adviser_tui.services.working_time.reckoning import WorkingDays, reckon
from models.kinds import AbsenceKind, DayPart

WEEK_MINUTES = 7 * 24 * 60
MOST_DAYS_AWAY = 366
_FIRST_HERE = """SELECT MIN(on_day) FROM (
  SELECT substr(MIN(occurred_at), 1, 10) AS on_day FROM contact
    WHERE adviser_id = :who AND void_reason IS NULL
  UNION ALL SELECT substr(created_at, 1, 10) FROM adviser WHERE id = :who)"""


@dataclass(frozen=True, slots=True)
class PatternDraft:
    """A working pattern before it is written down."""

    days: tuple[int, ...]
    """Scheduled weekdays, Monday is 0; none for whoever leaves."""
    share: int = 100
    weekly_minutes: int | None = None
    region: str = ""
    valid_from: date | None = None
    """Nothing for today, and for a first pattern since the adviser's first week here."""


@dataclass(frozen=True, slots=True)
class AbsenceDraft:
    """Days away or in training before they are written down; why is never asked."""

    first_on: date
    last_on: date
    kind: AbsenceKind = AbsenceKind.AWAY
    part: DayPart = DayPart.WHOLE


class WorkingTime:
    """When advisers work and when they are away; figures follow, those of past weeks too."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def patterns(self, adviser_id: str = "") -> tuple[Pattern, ...]:
        """Return an adviser's patterns, one's own by default, the earliest first."""
        return read_patterns(self._desk.database).get(adviser_id or self._desk.me, ())

    def pattern(self, adviser_id: str = "", day: date | None = None) -> Pattern | None:
        """Return the pattern that holds on a day, today by default; nothing where none does."""
        return pattern_on(self.patterns(adviser_id), day or self._desk.today)

    def set_pattern(self, draft: PatternDraft, adviser_id: str = "") -> Pattern:
        """Write down how an adviser works from a day on, until the next pattern begins.

        A pattern that begins on the same day is changed. Raises `InputError` for what cannot be.
        """
        from models.tables import WorkingPattern

        _check_pattern(draft)
        whose = adviser_id or self._desk.me
        begins = draft.valid_from or self.begins_by_itself(whose)
        values: dict[str, Any] = {
            "share": draft.share,
            "days": [DAY_WORDS[day] for day in sorted(set(draft.days))],
            "weekly_minutes": draft.weekly_minutes,
            "region": draft.region,
        }
        with self._desk.database.write() as work:
            same = work.find(WorkingPattern, adviser_id=whose, valid_from=begins)
            if same:
                work.change(same[-1], **values)
            else:
                work.add(WorkingPattern(adviser_id=whose, valid_from=begins, **values))
        return next(each for each in self.patterns(whose) if each.valid_from == begins)

    def begins_by_itself(self, adviser_id: str) -> date:
        """Return the day from which a pattern holds that names none.

        That is today; for somebody's first pattern it is the Monday of their first week in the
        caseload, so that what they did before today does not fall before their beginning.
        """
        today = self._desk.today
        if self.patterns(adviser_id):
            return today
        row = self._desk.database.row(_FIRST_HERE, {"who": adviser_id})
        first = date.fromisoformat(row[0]) if row is not None and row[0] else today
        first = min(first, today)
        return first - timedelta(days=first.weekday())

    def take_back_pattern(self, pattern_id: str) -> None:
        """Take a pattern off the record; the one before it holds on."""
        from models.tables import WorkingPattern

        with self._desk.database.write() as work:
            work.void(work.get(WorkingPattern, pattern_id), "taken back")

    def absences(
        self, adviser_id: str = "", period: Period | None = None
    ) -> tuple[AbsenceRow, ...]:
        """Return an adviser's days away, all of them or those that touch a period."""
        found = read_absences(self._desk.database).get(adviser_id or self._desk.me, ())
        if period is None:
            return found
        return tuple(
            each for each in found if each.first_on <= period.last and each.last_on >= period.first
        )

    def absence(self, absence_id: str, adviser_id: str = "") -> AbsenceRow:
        """Return one stretch of days away."""
        for each in self.absences(adviser_id):
            if each.id == absence_id:
                return each
        raise NotFoundError("Those days away are not in the caseload any more.")

    def add_absence(self, draft: AbsenceDraft, adviser_id: str = "") -> str:
        """Write down days away or in training and return their id; why is never kept."""
        from models.tables import Absence

        _check_absence(draft)
        with self._desk.database.write() as work:
            return work.add(
                Absence(
                    adviser_id=adviser_id or self._desk.me,
                    kind=draft.kind,
                    first_on=draft.first_on,
                    last_on=draft.last_on,
                    part=draft.part,
                )
            ).id

    def change_absence(self, absence_id: str, draft: AbsenceDraft) -> None:
        """Give days away other days or another part."""
        from models.tables import Absence

        _check_absence(draft)
        with self._desk.database.write() as work:
            work.change(
                work.get(Absence, absence_id),
                kind=draft.kind,
                first_on=draft.first_on,
                last_on=draft.last_on,
                part=draft.part,
            )

    def take_back_absence(self, absence_id: str) -> None:
        """Take days away off the record; they were worked after all."""
        self.take_back_absences((absence_id,))

    def take_back_absences(self, ids: tuple[str, ...]) -> None:
        """Take several stretches of days away off the record, in one action."""
        from models.tables import Absence

        with self._desk.database.write() as work:
            for each in ids:
                work.void(work.get(Absence, each), "taken back")

    def days(self, period: Period | None = None, adviser_id: str = "") -> WorkingDays:
        """Return what a period is worth for an adviser, this week and oneself by default."""
        from adviser_tui.services.measures.working_days import holidays_of

        whose, region = adviser_id or self._desk.me, self._desk.settings.region
        return reckon(
            period or Period.week_of(self._desk.today),
            self.patterns(whose),
            self.absences(whose),
            lambda of: holidays_of(of, region),
            self._desk.today,
        )


def _check_pattern(draft: PatternDraft) -> None:
    from seed.holidays import REGIONS

    if not 1 <= draft.share <= 100:
        raise InputError("A contract's share is between 1 and 100 %. Nothing was changed.", "share")
    if any(not 0 <= day <= 6 for day in draft.days):
        raise InputError("A week has seven days. Nothing was changed.", "days")
    minutes = draft.weekly_minutes
    if minutes is not None and not 0 < minutes <= WEEK_MINUTES:
        raise InputError(
            "The hours of a week are more than none and at most 168. Nothing was changed.", "hours"
        )
    if draft.region and draft.region not in REGIONS:
        raise InputError(
            f"There are no bank holidays for “{draft.region[:30]}”; there are "
            f"{', '.join(REGIONS)}. Nothing was changed.",
            "region",
        )


def _check_absence(draft: AbsenceDraft) -> None:
    if draft.last_on < draft.first_on:
        raise InputError(
            "Days away end on the day they begin or later. Nothing was changed.", "last_on"
        )
    if (draft.last_on - draft.first_on).days >= MOST_DAYS_AWAY:
        raise InputError(
            "Write at most a year of days away at once; somebody who does not come back has left: "
            "`adviser pattern left from DAY`. Nothing was changed.",
            "last_on",
        )
    if draft.part is not DayPart.WHOLE and draft.last_on != draft.first_on:
        raise InputError(
            "Half a day is of one day: name the one day, or whole days. Nothing was changed.",
            "part",
        )
