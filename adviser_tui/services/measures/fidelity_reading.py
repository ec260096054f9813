"""What the fidelity self-check reads from the records itself, beside the measures."""

from dataclasses import dataclass
from datetime import timedelta
from fractions import Fraction

from adviser_tui.services.measures.figure import SMALL, Figure, Unit
from adviser_tui.services.measures.outcomes.jobs import PAID
from adviser_tui.services.measures.outcomes.reading import BEGAN
from adviser_tui.services.measures.scene import Scene, local_day

CUPS = 3
"""So many talks about what an employer needs come before somebody is proposed."""
FIRST_WEEKS = 4
_STARTS = f"""SELECT x.id, x.participant_id, x.starts_on, x.kind, x.scheme, x.contract
  FROM placement x JOIN participant p ON p.id = x.participant_id
  WHERE x.void_reason IS NULL AND p.void_reason IS NULL AND {BEGAN}
    AND p.coach_id IN (SELECT value FROM json_each(:me))
    AND x.starts_on BETWEEN :first AND :last ORDER BY x.starts_on, x.id"""
_MEETINGS = """SELECT c.occurred_at, c.occurred_offset, c.participant_id FROM contact c
  WHERE c.kind = 'participant' AND c.channel = 'visit' AND c.state = 'done'
    AND c.void_reason IS NULL AND c.occurred_at BETWEEN :from AND :to
    AND c.participant_id IS NOT NULL"""
_TALKS = """SELECT c.employer_id, c.purpose, min(c.occurred_at) AS first_at FROM contact c
  WHERE c.kind = 'employer' AND c.channel = 'visit' AND c.state = 'done'
    AND c.void_reason IS NULL AND c.purpose = 'present' AND c.employer_id IS NOT NULL
    AND c.adviser_id IN (SELECT value FROM json_each(:me))
  GROUP BY c.employer_id HAVING first_at BETWEEN :from AND :to"""
_BEFORE = """SELECT count(*) AS n FROM contact c WHERE c.employer_id = :employer
  AND c.kind = 'employer' AND c.channel = 'visit' AND c.state = 'done'
  AND c.void_reason IS NULL AND c.purpose IN ('prospect', 'needs') AND c.occurred_at < :first"""


@dataclass(frozen=True, slots=True)
class Told:
    """What the records say of one item; no value where they cannot tell it."""

    value: Fraction | int | None
    words: str
    needs: str = ""
    is_enough: bool = True
    """Whether there are enough for a level."""


def ordinary_jobs(scene: Scene) -> Told:
    """Return how many of the starts were paid, permanent and without a scheme."""
    ordinary, others, open_ = 0, 0, 0
    for row in scene.rows(_STARTS, _days(scene)):
        if row["kind"] not in PAID or str(row["scheme"]):
            others += 1
        elif not str(row["contract"]).strip():
            open_ += 1
        elif "permanent" in str(row["contract"]).casefold():
            ordinary += 1
        else:
            others += 1
    if open_:
        count = "1 job that began has" if open_ == 1 else f"{open_} jobs that began have"
        return Told(None, f"{count} no contract on record", "the contract of every job that began")
    words = "of the starts in twelve months are permanent and without a scheme"
    return _share(ordinary, ordinary + others, words, "jobs that began, with their contracts")


def visits_before_proposing(scene: Scene) -> Told:
    """Return to how many employers people were proposed only after talks about their needs."""
    bounds = scene.period.bounds()
    learned = total = 0
    for row in scene.rows(_TALKS, bounds):
        before = scene.rows(
            _BEFORE, {"employer": row["employer_id"], "first": str(row["first_at"])}
        )
        total += 1
        learned += int(before[0]["n"]) >= CUPS
    words = f"of the employers proposed to were visited at least {CUPS} times before"
    return _share(learned, total, words, "visits to employers with their purpose")


def first_month(scene: Scene) -> Told:
    """Return how many were met in person in each of the first four weeks of their job."""
    rows = scene.rows(_STARTS, _days(scene))
    bounds = scene.period.bounds()
    met: dict[str, set[object]] = {}
    for row in scene.rows(_MEETINGS, bounds):
        day = local_day(row, "occurred_at", "occurred_offset")
        met.setdefault(str(row["participant_id"]), set()).add(day)
    weekly = total = 0
    for row in rows:
        start = scene.period.first.fromisoformat(row["starts_on"])
        if start + timedelta(weeks=FIRST_WEEKS) > scene.until:
            continue
        days = met.get(str(row["participant_id"]), set())
        total += 1
        weekly += all(
            any(start + timedelta(weeks=week, days=day) in days for day in range(7))
            for week in range(FIRST_WEEKS)
        )
    words = "of those who started were met in person in each of their first four weeks"
    return _share(weekly, total, words, "meetings with people in work")


def _days(scene: Scene) -> dict[str, str]:
    return {"first": scene.period.first.isoformat(), "last": scene.until.isoformat()}


def _share(part: int, whole: int, words: str, needs: str) -> Told:
    if not whole:
        return Told(None, "nothing to count yet", needs)
    shown = Figure("", "", Unit.SHARE, part, whole).in_full
    return Told(Fraction(part * 100, whole), f"{shown} {words}", needs, whole >= SMALL)
