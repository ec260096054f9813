"""First time right over again (M5): what became of whoever was put forward first."""

from collections import defaultdict
from datetime import date, timedelta
from fractions import Fraction
from typing import Any

from seed.profile_rules import Profile
from tests.measures.recount.books import Books, Parts, stood
from tests.measures.recount.employers import a_year_before
from tests.measures.recount.jobs import NO_DECISION

FITS = {
    *("did_not_attend", "not_contactable", "missing_must_have", "not_informed_enough"),
    *("hours_or_travel", "not_interested", "legal_or_eligibility", "support_concern"),
    "duplicate_candidate",
}
"""Reasons that point to items of the groups E, C, M and P."""
_SENT = f"""SELECT s.id, s.vacancy_id AS vacancy, s.batch, s.state, s.reason, s.with_override,
    s.decided_on, date(s.submitted_at, s.submitted_offset || ' minutes') AS day,
    v.posts, v.kind AS opening,
    date(s.interview_at, s.interview_offset || ' minutes') AS interview_on,
    {stood("coach", "date(s.submitted_at)")} AS coach, j.starts_on, j.ended_on, j.kind,
    j.state AS job_state
  FROM submission s JOIN vacancy v ON v.id = s.vacancy_id
  JOIN participant x ON x.id = s.participant_id
  LEFT JOIN placement j ON j.submission_id = s.id AND j.void_reason IS NULL
  WHERE s.submitted_at IS NOT NULL AND s.void_reason IS NULL ORDER BY s.submitted_at, s.id"""


def m5(books: Books, profile: Profile, first: date, last: date) -> Parts:
    """Tell for how many posts the first who was put forward was the right one."""
    until = min(last, books.today)
    begun = a_year_before(until)
    if "sent" not in books.memory:
        books.memory["sent"] = books.rows(_SENT)
    silence = profile.submissions.no_answer_days
    out: list[Any] = [row for row in books.memory["sent"] if row["day"] <= str(until)]
    judged = [
        row
        for row in out
        if row["coach"] == books.me
        and _verdict(row, until, silence) in ("yes", "no")
        and str(begun) <= row["decided_on"] <= str(until)
    ]
    bad = [row for row in judged if _verdict(row, until, silence) == "no" and _misfit(row)]
    by_vacancy: dict[str, list[Any]] = defaultdict(list)
    for row in out:
        by_vacancy[row["vacancy"]].append(row)
    right, wrong, silent = list[Any](), list[Any](), 0
    for rows in by_vacancy.values():
        for row in rows[: max(rows[0]["posts"], 1)]:
            if row["coach"] != books.me or row["opening"] in ("trial", "supported_internship"):
                continue
            verdict, on = _of_post(row, until, silence)
            if verdict == "open" or not str(begun) <= on <= str(until):
                continue
            if verdict == "yes":
                right.append(row)
            elif verdict == "no":
                wrong.append(row)
            else:
                silent += 1
    decided = len(right) + len(wrong)
    by_word = {
        word: (
            sum(row["with_override"] == word for row in right),
            sum(row["with_override"] == word for row in right + wrong),
        )
        for word in (0, 1)
    }
    ready, passed = (Fraction(*part) if part[1] else None for part in by_word.values())
    lift = None if ready is None or passed is None else (100 * (ready - passed), None)
    return {
        "M5.overridden": by_word[1],
        "M5.override_lift": lift,
        "M5.first_time_right": (len(right), decided),
        "M5.no_decision": (silent, decided + silent),
        "M5.bad_fit": (len(bad), len(judged)),
    }


def _misfit(row: Any) -> bool:
    return row["reason"] in FITS


def _verdict(row: Any, until: date, silence: int) -> str:
    """Return `yes`, `no`, `nothing` where nobody judged, or `open`, as it stood by a day."""
    decided = row["decided_on"] is None or row["decided_on"] <= str(until)
    if row["state"] == "accepted" and decided:
        return "yes"
    if row["state"] in ("refused_by_employer", "declined_by_person") and decided:
        return "nothing" if row["reason"] in NO_DECISION else "no"
    if row["state"] in ("vacancy_gone", "no_response") and decided:
        return "nothing"
    heard = max(row["day"], row["interview_on"] or "")
    return "nothing" if (until - date.fromisoformat(heard)).days > silence else "open"


def _of_post(row: Any, until: date, silence: int) -> tuple[str, str]:
    """Return what became of a post by whoever was put forward first for it, and on which day."""
    verdict = _verdict(row, until, silence)
    if verdict == "yes":
        if row["kind"] not in ("job", "apprenticeship", None):
            return "open", ""
        began = row["starts_on"] is not None and row["starts_on"] <= str(until)
        began = began and row["job_state"] != "agreed"
        return ("yes" if began else "open"), row["decided_on"]
    if row["decided_on"]:
        return verdict, row["decided_on"]
    if row["state"] in ("vacancy_gone", "no_response"):
        return verdict, row["day"]
    heard = max(row["day"], row["interview_on"] or "")
    return verdict, str(date.fromisoformat(heard) + timedelta(days=silence + 1))
