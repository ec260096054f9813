"""The quality of somebody's jobs: as told before, as confirmed since, and as they see it.

Their own view stands apart from what employers and coaches say, and on their own sheet it is the
one that counts (M11).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from adviser_tui.services.measures.outcomes.reading import job_from, rates
from adviser_tui.services.measures.outcomes.rules import RATE_CURRENCY
from adviser_tui.services.measures.outcomes.saying import sum_said
from adviser_tui.services.vacancies.quality import QualityCard, quality_card
from adviser_tui.services.vacancies.rows import read_facts
from adviser_tui.storage.database import Database
from models.kinds import AnswerSource, AnswerValue

LEGAL, LIVING = "nlw", "rlw"
"""The tables of the legal rate and of the living wage."""
_OWN_VIEW = """SELECT s.vacancy_id, a.value, a.note FROM match_answer a
  JOIN match_sheet s ON s.id = a.sheet_id
  WHERE a.item = 'M5' AND a.source = ? AND s.participant_id = ?
    AND a.void_reason IS NULL AND s.void_reason IS NULL AND a.value <> ?
  ORDER BY a.answered_at"""
"""What somebody said themselves when they saw the card of the job (M5)."""


@dataclass(frozen=True, slots=True)
class JobQuality:
    """What is known of the quality of one job for one participant."""

    card: QualityCard
    confirmed: int
    """Facts seen to be so after the start; the others are as told before it."""
    facts: int
    own_view: str
    """What they say themselves, empty where nobody wrote it down."""

    @property
    def words(self) -> str:
        """All of it in short, the person's own view last."""
        parts = [self.card.words]
        if self.facts:
            since = "fact" if self.facts == 1 else "facts"
            parts.append(f"{self.confirmed} of {self.facts} {since} confirmed since the start")
        if self.card.asked:
            parts.append(self.card.ask_words)
        own = f"their own view: {self.own_view}" if self.own_view else "their own view: not noted"
        return "; ".join((*parts, own))


def job_quality(
    database: Database, participant_id: str, vacancy_ids: Iterable[str]
) -> dict[str, JobQuality]:
    """Return the quality of jobs by the vacancy that they come of."""
    ids = list(dict.fromkeys(vacancy_ids))
    facts = read_facts(database, ids)
    own = {
        str(row["vacancy_id"]): str(row["note"]) or str(row["value"]).replace("_", " ")
        for row in database.rows(
            _OWN_VIEW, (AnswerSource.PARTICIPANT, participant_id, AnswerValue.UNKNOWN)
        )
    }
    return {
        each: JobQuality(
            quality_card(facts[each]),
            sum(fact.is_confirmed for fact in facts[each]),
            len(facts[each]),
            own.get(each, ""),
        )
        for each in ids
    }


def quality_words(
    database: Database, participant_id: str, rows: Sequence[Any], today: date
) -> dict[str, str]:
    """Return the quality of each placement among the rows in words, by its id."""
    from_vacancy = {str(row["id"]): str(row["vacancy_id"]) for row in rows if row["vacancy_id"]}
    found = job_quality(database, participant_id, from_vacancy.values()) if from_vacancy else {}
    words = {}
    for row in rows:
        its = found.get(from_vacancy.get(str(row["id"]), ""))
        parts = (its.words if its else "", pay_words(row, today))
        words[str(row["id"])] = "; ".join(part for part in parts if part)
    return words


def pay_words(row: Any, today: date) -> str:
    """Say how the agreed pay of a placement stands beside the legal rate and the living wage.

    It is said as of the day it began or of today, whichever is later; empty where pay or the
    rates are not known.
    """
    job = job_from({**{name: row[name] for name in row.keys()}, "participant": ""}, ())  # noqa: SIM118
    if job.hourly is None or job.currency != RATE_CURRENCY or job.is_own_business:
        return ""
    on = max(today, job.starts_on) if job.starts_on != date.max else today
    legal, living = rates()(LEGAL, on, job.band), rates()(LIVING, on, job.band)
    if legal is not None and job.hourly < legal:
        return f"pay is below the legal rate of {sum_said(legal)} an hour"
    if living is None:
        return f"pay is at least the legal rate of {sum_said(legal)} an hour" if legal else ""
    if job.hourly < living:
        return f"pay is legal and below the living wage of {sum_said(living)} an hour"
    return f"pay is at least the living wage of {sum_said(living)} an hour"
