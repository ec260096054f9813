"""What records say about our offer: promises, the text for the employer, others who fit."""

import hashlib
from datetime import date, timedelta
from typing import Any

from adviser_tui.services.checklist.facts import PromiseFacts, VacancyFacts
from adviser_tui.services.checklist.rules_person import reaches
from adviser_tui.services.checklist.values import Evidence
from adviser_tui.services.match_sheets.card import PersonWhoFits
from adviser_tui.services.match_sheets.reading import Read
from adviser_tui.services.match_sheets.vacancy_facts import money
from adviser_tui.services.words.say import say_date
from adviser_tui.storage.reading import day, texts
from adviser_tui.text import fold
from models.kinds import PromiseState

LEDGER_DAYS = 60
"""How long a promise that is closed still says something about our word (O1)."""

_PROMISES = """SELECT id, what, due_on, state FROM promise
  WHERE employer_id = ? AND made_by = 'us' AND side = 'employer' AND void_reason IS NULL
    AND (state = 'open' OR closed_on >= ?) ORDER BY due_on, id"""
_OTHERS = """SELECT p.id, p.preferred_name, f.pay_floor, f.pay_period, f.pay_currency,
    f.least_minutes, f.most_minutes, f.no_gos
  FROM participant p LEFT JOIN vocational_profile f ON f.id = (
    SELECT id FROM vocational_profile WHERE participant_id = p.id AND void_reason IS NULL
    ORDER BY state = 'draft', version DESC LIMIT 1)
  WHERE p.stage = 'job_search' AND p.void_reason IS NULL AND p.id <> :person
    AND (p.coach_id = :me OR p.coach_id IS :coach)
    AND (p.paused_until IS NULL OR p.paused_until < :today)
    AND (p.unavailable_until IS NULL OR p.unavailable_until < :today)
    AND NOT EXISTS (SELECT 1 FROM submission s WHERE s.participant_id = p.id
      AND s.vacancy_id = :vacancy AND s.submitted_at IS NOT NULL AND s.void_reason IS NULL)"""


def promise_facts(read: Read, employer_id: str, today: date) -> tuple[PromiseFacts, ...]:
    """Return what we promised the employer: what is open, and what closed lately (O1)."""
    since = (today - timedelta(days=LEDGER_DAYS)).isoformat()
    return tuple(_promise(row, today) for row in read(_PROMISES, (employer_id, since)))


def _promise(row: Any, today: date) -> PromiseFacts:
    due = day(row["due_on"])
    label = f"promise “{row['what']}”" + (f" by {say_date(due, today)}" if due else "")
    record = Evidence("promise", str(row["id"]), label, due)
    return PromiseFacts(str(row["what"]), due, PromiseState(row["state"]), evidence=record)


def others_who_fit(
    read: Read, person: Any, vacancy_id: str, about: VacancyFacts, me: str, today: date
) -> tuple[PersonWhoFits, ...]:
    """Return the others on the caseload who look for work and whom the job's facts suit (T4).

    Pay, hours and no-gos are compared, nothing about the person is weighed. The order is neutral:
    fixed for each vacancy and another for the next, so that nobody is always first.
    """
    values = {
        "person": person["id"],
        "me": me,
        "coach": person["coach_id"],
        "today": today.isoformat(),
        "vacancy": vacancy_id,
    }
    rows = read(_OTHERS, values)
    job = fold(f"{about.title} | {about.tasks} | {about.shifts} | {about.place} | {about.contract}")
    fitting = [row for row in rows if _suits(row, about, f" {job} ")]
    fitting.sort(key=lambda row: hashlib.sha256(f"{vacancy_id}{row['id']}".encode()).digest())
    return tuple(PersonWhoFits(str(row["id"]), str(row["preferred_name"])) for row in fitting)


def _suits(row: Any, about: VacancyFacts, job: str) -> bool:
    """Say whether nothing that is known stands against it; what is not known never does."""
    floor, minutes = (
        money(row["pay_floor"], row) if row["pay_period"] else None,
        about.weekly_minutes,
    )
    if floor is not None and reaches(about.pay, floor, minutes) is False:
        return False
    if minutes is not None:
        if row["least_minutes"] is not None and minutes < row["least_minutes"]:
            return False
        if row["most_minutes"] is not None and minutes > row["most_minutes"]:
            return False
    no_gos = (fold(each) for each in texts(row["no_gos"]))
    return not any(f" {no_go} " in job for no_go in no_gos if no_go)
