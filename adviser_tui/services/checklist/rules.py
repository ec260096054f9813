"""The answers that records give: one rule an item, named as in the template's file.

A rule says yes or no only where the records say so, unknown otherwise, and always the record.
"""

from collections.abc import Callable, Mapping
from datetime import date

from adviser_tui.services.checklist import rules_employer, rules_offer, rules_person
from adviser_tui.services.checklist.facts import Facts
from adviser_tui.services.checklist.finding import Finding, WorkingDays
from adviser_tui.services.checklist.fixes import after_weekdays
from adviser_tui.services.checklist.values import Answer, Answers
from models.kinds import AnswerSource
from seed.checklists import Template

Rule = Callable[[Facts, date], Finding]

RULES: Mapping[str, Rule] = {
    "need_recorded": rules_employer.need_recorded,
    "decision_maker": rules_employer.decision_maker,
    "terms_asked": rules_employer.terms_asked,
    "still_open": rules_employer.still_open,
    "way_clear": rules_employer.way_clear,
    "under_cap": rules_employer.under_cap,
    "quality_card": rules_employer.quality_card,
    "consent": rules_person.consent,
    "available": rules_person.available,
    "documents": rules_person.documents,
    "own_must_haves": rules_person.own_must_haves,
    "cv_current": rules_person.cv_current,
    "promises": rules_offer.promises,
    "wording": rules_offer.wording,
}


def auto_answers(
    facts: Facts, template: Template, today: date, working_days: WorkingDays = after_weekdays
) -> Answers:
    """Return what the records answer, by item; unknown ones carry the reason as their note."""
    answers: dict[str, Answer] = {}
    for item in template.items:
        if not item.auto:
            continue
        if item.auto == "follow_ups":
            found = rules_offer.follow_ups(facts, today, working_days)
        else:
            found = RULES[item.auto](facts, today)
        # C2 is the participant's own word, kept in the consent record.
        source = AnswerSource.AUTO if item.from_records else AnswerSource(item.answered_by[0])
        answers[item.id] = Answer(
            found.value,
            source,
            found.as_of or today,
            by="records",
            note=found.note,
            evidence=found.evidence,
        )
    return answers
