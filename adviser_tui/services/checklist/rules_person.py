"""What records say about the participant: C2, C4, C5, M2, P1."""

import re
from datetime import date

from adviser_tui.services.checklist.facts import Document, Facts, Money, PersonFacts
from adviser_tui.services.checklist.finding import Finding, listed, no, unknown, yes
from adviser_tui.services.checklist.freshness import day_in_words
from adviser_tui.text import fold
from models.kinds import ConsentState, DisclosureLevel, DocumentState, PayPeriod

_UNREAD = "something that this version of the program cannot read"
_LEVELS = {
    DisclosureLevel.SUPPORT_ONLY: "that they have support, without a name",
    DisclosureLevel.NAMED: "their name",
    DisclosureLevel.MORE: "their name and what they chose to add",
}


def consent(facts: Facts, today: date) -> Finding:
    """C2: what the participant answered; a day to reply by that has passed is no answer.

    A given consent at the level `nothing` is a no: a call from us tells something by itself.
    """
    choice = facts.about_person.consent
    if choice is None:
        return unknown("They have not been asked yet.")
    if choice.state in (ConsentState.REFUSED, ConsentState.WITHDRAWN):
        return no(f"They have {choice.state.value} it.", choice.evidence)
    if choice.state in (ConsentState.ASKED, ConsentState.NO_ANSWER):
        if choice.reply_by is None:
            return unknown("They have been asked and have not answered yet.", choice.evidence)
        day = day_in_words(choice.reply_by)
        waiting = choice.reply_by >= today and choice.state is ConsentState.ASKED
        words = f"An answer is due by {day}." if waiting else f"No answer came by {day}."
        return unknown(words, choice.evidence)
    if choice.state is ConsentState.EXPIRED or (choice.valid_to and choice.valid_to < today):
        return unknown("What they agreed has run out.", choice.evidence)
    if choice.given_on is None:
        return unknown("The day on which they agreed is not noted.", choice.evidence)
    if choice.level is DisclosureLevel.NOTHING:
        return no("They chose that nothing is shared, and our call alone would.", choice.evidence)
    reach = "for this vacancy" if choice.for_this_vacancy else "as a standing choice"
    words = f"They agreed to share {_LEVELS.get(choice.level, _UNREAD)}, {reach}."
    return yes(words, choice.evidence, as_of=choice.given_on)


def available(facts: Facts, today: date) -> Finding:
    """C4: not marked unavailable now, at the interview or at the start, and said so lately."""
    person, starts = facts.about_person, facts.about_vacancy.starts_on
    days = {"today": today, "at the interview": person.interview_on, "at the start": starts}
    for when, day in days.items():
        for first, last in person.unavailable:
            if day is not None and first <= day <= last:
                return no(f"Marked unavailable {when}, until {day_in_words(last)}.")
    if person.availability is None or person.availability.on is None:
        return unknown("Whether the dates suit them has not been noted.")
    return yes("Said to be free.", person.availability, as_of=person.availability.on)


def documents(facts: Facts, today: date) -> Finding:
    """C5: every legal requirement is in hand or dated, and lasts to the start."""
    papers = facts.about_person.documents
    if not papers:
        return unknown("Right to work has not been noted.")
    start = facts.about_vacancy.starts_on
    judged = [(paper, _paper(paper, start, today)) for paper in papers]
    records = tuple(paper.evidence for paper in papers)
    lacking = [paper.name for paper, there in judged if there is False]
    open_ones = [paper.name for paper, there in judged if there is None]
    if lacking:
        return no(f"Missing, or not in time: {listed(lacking)}.", *records)
    if open_ones:
        return unknown(f"Not noted yet: {listed(open_ones)}.", *records)
    return yes(f"In hand or dated: {listed([paper.name for paper in papers])}.", *records)


def _paper(paper: Document, start: date | None, today: date) -> bool | None:
    """Return whether one paper will be there at the start, None where nobody knows."""
    if paper.valid_to is not None and paper.valid_to < max(start or today, today):
        return False
    if paper.state is DocumentState.IN_HAND:
        return True
    if paper.state is DocumentState.MISSING:
        return False
    if paper.state is DocumentState.DATED and paper.by is not None and paper.by >= today:
        return start is None or paper.by <= start
    return None


def own_must_haves(facts: Facts, today: date) -> Finding:
    """M2: the job next to their pay floor, hours, travel and no-gos; free text is for them."""
    person, vacancy = facts.about_person, facts.about_vacancy
    clashes: list[str] = []
    unclear: list[str] = []
    if person.pay_floor is not None:
        enough = reaches(vacancy.pay, person.pay_floor, vacancy.weekly_minutes)
        _sort(enough, "the pay is under their floor", "the pay", clashes, unclear)
    if person.least_minutes is not None or person.most_minutes is not None:
        _sort(_hours_fit(facts), "the hours are outside theirs", "the hours", clashes, unclear)
    if person.travel_limit is not None:
        near = (
            None if person.travel_minutes is None else person.travel_minutes <= person.travel_limit
        )
        _sort(near, "the way is longer than they accept", "the way to work", clashes, unclear)
    clashes += [f"their no-go “{no_go}” is part of it" for no_go in _no_gos_met(facts)]
    if clashes:
        return no(f"{listed(clashes)[:1].upper()}{listed(clashes)[1:]}.", person.profile)
    if unclear:
        return unknown(f"Cannot be compared yet: {listed(unclear)}.", person.profile)
    if not _has_wishes(person):
        return unknown("Their own must-haves are not noted in the profile.", person.profile)
    asked = f" To ask them: {listed(list(person.must_haves))}." if person.must_haves else ""
    return yes(f"Nothing noted stands against it.{asked}", person.profile)


def _sort(
    fits: bool | None, clash: str, thing: str, clashes: list[str], unclear: list[str]
) -> None:
    if fits is None:
        unclear.append(thing)
    elif not fits:
        clashes.append(clash)


def _has_wishes(person: PersonFacts) -> bool:
    limits = (person.pay_floor, person.least_minutes, person.most_minutes, person.travel_limit)
    return bool(person.must_haves or person.no_gos or any(limit is not None for limit in limits))


def _hours_fit(facts: Facts) -> bool | None:
    person, minutes = facts.about_person, facts.about_vacancy.weekly_minutes
    if minutes is None:
        return None
    return (person.least_minutes or 0) <= minutes and (
        person.most_minutes is None or minutes <= person.most_minutes
    )


def _no_gos_met(facts: Facts) -> list[str]:
    """Return the no-gos that stand as whole words in what is known of the job."""
    vacancy = facts.about_vacancy
    parts = (vacancy.title, vacancy.tasks, vacancy.shifts, vacancy.place, vacancy.contract)
    text = fold(" | ".join((*parts, *vacancy.must_haves)))
    return [
        no_go
        for no_go in facts.about_person.no_gos
        if fold(no_go) and re.search(rf"\b{re.escape(fold(no_go))}\b", text)
    ]


def reaches(pay: Money | None, floor: Money, weekly_minutes: int | None) -> bool | None:
    """Return whether pay reaches a floor; None when they cannot be set side by side."""
    if pay is None or pay.currency != floor.currency:
        return None
    if pay.period == floor.period:
        return pay.amount >= floor.amount
    if weekly_minutes is None and PayPeriod.HOUR in (pay.period, floor.period):
        return None
    if not (pay.period.is_known and floor.period.is_known):
        return None
    return _yearly(pay, weekly_minutes or 0) >= _yearly(floor, weekly_minutes or 0)


def _yearly(pay: Money, weekly_minutes: int) -> int:
    """Return sixty times a year's pay, so that no fraction arises; a year has 52 weeks."""
    times = {
        PayPeriod.HOUR: weekly_minutes * 52,
        PayPeriod.WEEK: 60 * 52,
        PayPeriod.MONTH: 60 * 12,
        PayPeriod.YEAR: 60,
    }
    return pay.amount * times[pay.period]


def cv_current(facts: Facts, today: date) -> Finding:
    """P1: the day of the CV; whether it is shaped for this vacancy is for the coach."""
    cv = facts.about_person.cv
    if cv is None or cv.on is None:
        return unknown("When the CV was last brought up to date is not noted.")
    return yes(f"Brought up to date on {day_in_words(cv.on)}.", cv, as_of=cv.on)
