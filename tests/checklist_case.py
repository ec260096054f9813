"""A participant and a vacancy that everything is known about; tests take one thing away."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from adviser_tui.services.checklist.engine import evaluate
from adviser_tui.services.checklist.facts import (
    TERMS,
    ConsentFacts,
    Document,
    Facts,
    OfferFacts,
    PersonFacts,
    PromiseFacts,
    Told,
    VacancyFacts,
)
from adviser_tui.services.checklist.values import (
    Answer,
    Evidence,
    Override,
    SheetResult,
    answered,
)
from models.kinds import (
    AnswerSource,
    AnswerValue,
    ConsentState,
    DisclosureLevel,
    DocumentState,
    PromiseState,
    VacancyState,
)
from seed.checklists import right_person_first_time

TODAY = date(2026, 11, 18)  # a Wednesday
NOW = datetime(2026, 11, 18, 10, 30, tzinfo=UTC)
TEMPLATE = right_person_first_time()
REASON = "The manager asked us to go ahead"


def seen(kind: str, days_ago: int, label: str) -> Evidence:
    return Evidence(kind, f"{kind}-1", label, TODAY - timedelta(days=days_ago))


VISIT = seen("contact", 6, "visit 12 Nov, A. Person")
KNOWN = Facts(
    participant="Amira",
    employer="Quillfeather Bakery",
    vacancy="Night baker",
    about_vacancy=VacancyFacts(
        title="Night baker",
        tasks="Mixing and shaping dough",
        must_haves=("early starts", "food hygiene certificate"),
        starts_on=date(2026, 12, 1),
        need_contact=VISIT,
        decision_maker=seen("person", 6, "A. Person, shift manager"),
        decision_channel="call",
        terms=dict.fromkeys(TERMS, Told.TOLD),
        terms_evidence=VISIT,
        weekly_minutes=1800,
        state=VacancyState.OPEN,
        checked=seen("contact", 2, "call 16 Nov, A. Person"),
        is_trial_or_subsidised=False,
        other_contacts=(),
        ledger_as_of=TODAY,
        live_submissions=1,
        quality_known=5,
        quality_met=4,
    ),
    about_person=PersonFacts(
        name="Amira",
        availability=seen("contact", 3, "call 15 Nov, Amira"),
        documents=(Document("right to work", DocumentState.IN_HAND),),
        consent=ConsentFacts(
            ConsentState.GIVEN,
            DisclosureLevel.NAMED,
            given_on=TODAY - timedelta(days=4),
            for_this_vacancy=True,
        ),
        must_haves=("home before the school run",),
        least_minutes=1200,
        most_minutes=2100,
        cv=seen("profile", 8, "profile 10 Nov"),
        adjustment_asked=False,
    ),
    about_offer=OfferFacts(
        promises=(PromiseFacts("two CVs", date(2026, 11, 20), PromiseState.OPEN, True),),
        follow_ups_will_be_created=True,
        pitch="Amira has baked at home for ten years and likes quiet nights.",
        wording_findings=(),
    ),
)
SAID: dict[str, Answer] = {
    item.id: answered(
        AnswerValue.YES,
        AnswerSource(next(who for who in item.answered_by if who != "auto")),
        NOW,
        note="said so on the phone",
    )
    for item in TEMPLATE.items
    if any(who != "auto" for who in item.answered_by)
    and item.auto in ("", "own_must_haves", "quality_card", "cv_current")
}


def vacancy(**changes: object) -> Facts:
    return replace(KNOWN, about_vacancy=replace(KNOWN.about_vacancy, **changes))  # type: ignore[arg-type]


def person(**changes: object) -> Facts:
    return replace(KNOWN, about_person=replace(KNOWN.about_person, **changes))  # type: ignore[arg-type]


def offer(**changes: object) -> Facts:
    return replace(KNOWN, about_offer=replace(KNOWN.about_offer, **changes))  # type: ignore[arg-type]


def said(item: str, value: str = "yes", **changes: object) -> Answer:
    who = next(who for who in TEMPLATE.item(item).answered_by if who != "auto")
    answer = answered(AnswerValue(value), AnswerSource(who), NOW)
    return replace(answer, **changes)  # type: ignore[arg-type]


def sheet(
    facts: Facts = KNOWN,
    *overrides: Override,
    without: tuple[str, ...] = (),
    answers: Mapping[str, Answer] | None = None,
) -> SheetResult:
    """Return the known sheet with some answers left out or others put in their place."""
    given = {item: answer for item, answer in SAID.items() if item not in without}
    return evaluate(TEMPLATE, facts, given | dict(answers or {}), overrides, TODAY)


def passed_over(item: str, **changes: object) -> Override:
    override = Override(item, REASON, "Settle it with them", TODAY + timedelta(days=3))
    return replace(override, **changes)  # type: ignore[arg-type]
