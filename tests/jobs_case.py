"""People put forward and jobs begun in a real file, row by row as a test wants them."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from itertools import count
from typing import Any

from adviser_tui.services.measures.figure import Measured
from adviser_tui.services.measures.period import Period
from adviser_tui.services.measures.scene import Whose
from adviser_tui.services.office import Office
from adviser_tui.storage.database import Database
from models.kinds import (
    Channel,
    CheckState,
    ContactState,
    ContactWith,
    Purpose,
    Stage,
    SubmissionState,
)

FRIDAY = date(2026, 11, 20)
"""The day on which the held clock of the tests stands."""
WEEK = Period.week_of(FRIDAY)


def at(day: date, hour: int = 10, minute: int = 0) -> datetime:
    """Return a moment of a day."""
    return datetime.combine(day, time(hour, minute), UTC)


@dataclass
class Jobs:
    """A caseload to which rows are added straight."""

    database: Database
    me: str
    _numbers: Any = field(default_factory=count)

    def __post_init__(self) -> None:
        self.office = Office(self.database)

    def add(self, table: str, **values: Any) -> str:
        """Add a row and return its id."""
        from models.tables import BY_NAME

        with self.database.write("setup") as work:
            return work.add(BY_NAME[table](**values)).id

    def change(self, table: str, row_id: str, **values: Any) -> None:
        """Change a row as if by another device, past every rule."""
        names = ", ".join(f"{name} = ?" for name in values)
        with self.database.writing() as connection:
            connection.execute(
                f"UPDATE {table} SET {names} WHERE id = ?", (*values.values(), row_id)
            )

    def void(self, table: str, row_id: str, reason: str | None = "written by mistake") -> None:
        """Take a row off the record, or put it back."""
        self.change(table, row_id, void_reason=reason)

    def colleague(self, name: str = "Otto Prøvesen", team: str = "Fjord") -> str:
        """Add another adviser."""
        return self.add("adviser", name=name, team=team)

    def person(self, coach: str = "", **more: Any) -> str:
        """Add a participant who looks for a job."""
        values = {"stage": Stage.JOB_SEARCH, **more}
        name = f"Testperson {next(self._numbers)}"
        return self.add("participant", preferred_name=name, coach_id=coach or self.me, **values)

    def employer(self, **more: Any) -> str:
        """Add an employer."""
        return self.add("employer", **{"name": f"Prøvefirma {next(self._numbers)}", **more})

    def vacancy(self, employer: str = "", **more: Any) -> str:
        """Add a vacancy, at an employer of its own where none is given."""
        values = {"title": "Baker", "state": "open", "heard_on": date(2026, 1, 5), **more}
        return self.add("vacancy", employer_id=employer or self.employer(), **values)

    def talk(self, employer: str, on: date, **more: Any) -> str:
        """Add a talk with an employer."""
        hour = more.pop("hour", 10)
        values: dict[str, Any] = {
            "kind": ContactWith.EMPLOYER,
            "employer_id": employer,
            "adviser_id": self.me,
            "channel": Channel.CALL,
            "purpose": Purpose.NEEDS,
            "state": ContactState.DONE,
            "occurred_at": at(on, hour),
            **more,
        }
        return self.add("contact", **values)

    def submit(self, vacancy: str, on: date, person: str = "", **more: Any) -> str:
        """Add a submission that went out on a day."""
        values: dict[str, Any] = {
            "participant_id": person or self.person(),
            "vacancy_id": vacancy,
            "state": SubmissionState.SUBMITTED,
            "submitted_at": at(on, more.pop("hour", 12)),
            **more,
        }
        return self.add("submission", **values)

    def refuse(self, vacancy: str, on: date, reason: str, **more: Any) -> str:
        """Add a submission that was refused a week after it went out."""
        values = {
            "state": SubmissionState.REFUSED_BY_EMPLOYER,
            "reason": reason,
            "decided_on": on + timedelta(days=7),
            **more,
        }
        return self.submit(vacancy, on, **values)

    def accept(self, vacancy: str, on: date, **more: Any) -> str:
        """Add a submission that was accepted a week after it went out."""
        values = {
            "state": SubmissionState.ACCEPTED,
            "decided_on": on + timedelta(days=7),
            **more,
        }
        return self.submit(vacancy, on, **values)

    def place(self, submission: str, starts_on: date | None, **more: Any) -> str:
        """Add the job that came of a submission."""
        row = self.database.row(
            "SELECT s.participant_id, s.vacancy_id, v.employer_id FROM submission s "
            "JOIN vacancy v ON v.id = s.vacancy_id WHERE s.id = ?",
            (submission,),
        )
        assert row is not None
        values: dict[str, Any] = {
            "participant_id": row["participant_id"],
            "employer_id": row["employer_id"],
            "vacancy_id": row["vacancy_id"],
            "submission_id": submission,
            "role": "Baker",
            "state": "started",
            "starts_on": starts_on,
            "pay": 1300,
            **more,
        }
        return self.add("placement", **values)

    def hire(self, starts_on: date, vacancy: str = "", person: str = "", **more: Any) -> str:
        """Add everything that makes a match: a talk, a submission, a job that began."""
        vacancy = vacancy or self.vacancy()
        row = self.database.row("SELECT employer_id FROM vacancy WHERE id = ?", (vacancy,))
        assert row is not None
        self.talk(str(row["employer_id"]), starts_on - timedelta(days=30))
        sent_on = starts_on - timedelta(days=20)
        return self.place(self.accept(vacancy, sent_on, person=person), starts_on, **more)

    def check(self, placement: str, week: int, state: CheckState, **more: Any) -> str:
        """Add a check of a job's weeks."""
        row = self.database.row("SELECT participant_id FROM placement WHERE id = ?", (placement,))
        assert row is not None
        return self.add(
            "outcome_check",
            participant_id=row["participant_id"],
            placement_id=placement,
            week=week,
            state=state,
            **{"checked_on": FRIDAY, **more},
        )

    def measured(
        self, measure: str, period: Period | None = None, whose: Whose | None = None
    ) -> Measured:
        """Return a measure anew."""
        return self.office.measures.measure(measure, period or WEEK, whose)


def ids(refs: Any) -> list[str]:
    """Return the ids of rows behind a figure, in order."""
    return sorted(each.id for each in refs)


def reasons(measured: Measured, key: str) -> dict[str, list[str]]:
    """Return what a figure leaves out, by reason."""
    return {each.reason: ids(each.rows) for each in measured.figure(key).left_out}
