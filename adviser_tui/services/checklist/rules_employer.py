"""What records say about the employer's need and the vacancy: E1, E3, E4, E6, E7, T1, M5."""

from datetime import date

from adviser_tui.services.checklist.facts import TERMS, Facts, Told
from adviser_tui.services.checklist.finding import Finding, listed, no, unknown, yes
from adviser_tui.services.checklist.freshness import day_in_words
from models.kinds import VacancyState

CARD_DIMENSIONS = 7
CARD_NEEDS = 4
"""Dimensions of job quality to be known before a comparison says anything (M11)."""

_OPEN = (VacancyState.CONFIRMED, VacancyState.OPEN, VacancyState.SHORTLISTING)
_GONE = (VacancyState.FILLED, VacancyState.WITHDRAWN, VacancyState.LAPSED)


def need_recorded(facts: Facts, today: date) -> Finding:
    """E1: tasks, must-haves and start are noted, and come from a two-way contact."""
    vacancy = facts.about_vacancy
    missing = [
        name
        for name, there in (
            ("tasks", bool(vacancy.tasks.strip())),
            ("must-haves", bool(vacancy.must_haves)),
            ("the start", vacancy.starts_on is not None or vacancy.start_told),
        )
        if not there
    ]
    contact = vacancy.need_contact
    if missing:
        return unknown(f"Not noted yet: {listed(missing)}.", contact)
    if contact is None or contact.on is None:
        return unknown(f"No two-way contact with {facts.employer} about this need is logged.")
    return yes("Tasks, must-haves and start were told to us.", contact, as_of=contact.on)


def decision_maker(facts: Facts, today: date) -> Finding:
    """E3: somebody with hiring say is known, expects us, and how they want to hear is noted."""
    vacancy = facts.about_vacancy
    person = vacancy.decision_maker
    if person is None:
        return unknown("Nobody with hiring say is known at this site.")
    if not vacancy.decision_channel.strip():
        return unknown(f"{person.label} decides; how they like to be reached is not noted.", person)
    if vacancy.decision_expects is False:
        return unknown(f"{person.label} decides; that they expect us is not noted.", person)
    return yes(f"{person.label}, by {vacancy.decision_channel}.", person, as_of=person.on)


def terms_asked(facts: Facts, today: date) -> Finding:
    """E4: each of five terms was asked, whether or not the employer told it."""
    vacancy = facts.about_vacancy
    known = {term: vacancy.terms.get(term, Told.NOT_ASKED) for term in TERMS}
    advert = [term for term in TERMS if known[term] is Told.FROM_ADVERT]
    missing = [term for term in TERMS if known[term] is Told.NOT_ASKED]
    if advert or missing:
        parts = [f"Only from the advert: {listed(advert)}."] if advert else []
        parts += [f"Not asked yet: {listed(missing)}."] if missing else []
        return unknown(" ".join(parts), vacancy.terms_evidence)
    silent = [term for term in TERMS if known[term] is Told.ASKED_NOT_TOLD]
    note = f"All five asked; not told: {listed(silent)}." if silent else "All five asked and told."
    told_on = vacancy.terms_evidence.on if vacancy.terms_evidence else None
    return yes(note, vacancy.terms_evidence, as_of=told_on)


def still_open(facts: Facts, today: date) -> Finding:
    """E6: the vacancy stands open, and when the employer last said so."""
    vacancy = facts.about_vacancy
    if vacancy.state in _GONE:
        return no(f"The vacancy is {vacancy.state.value}.", vacancy.checked)
    if vacancy.state is VacancyState.ON_HOLD:
        return no("The vacancy is on hold.", vacancy.checked)
    if vacancy.closes_on is not None and vacancy.closes_on < today:
        return no(f"It closed on {day_in_words(vacancy.closes_on)}.", vacancy.checked)
    if vacancy.state not in _OPEN:
        return unknown("The vacancy was heard of and is not confirmed yet.", vacancy.checked)
    if vacancy.checked is None or vacancy.checked.on is None:
        return unknown("When it was last checked is not noted.")
    return yes("Checked with the employer.", vacancy.checked, as_of=vacancy.checked.on)


def way_clear(facts: Facts, today: date) -> Finding:
    """E7: nobody else was in touch about it, or that is agreed; says how old the list is."""
    vacancy = facts.about_vacancy
    if vacancy.other_contacts is None:
        return unknown("The record of other people's contacts could not be read.")
    seen = (
        f"as of {day_in_words(vacancy.ledger_as_of)}"
        if vacancy.ledger_as_of
        else "as far as this device knows"
    )
    if not vacancy.other_contacts:
        return yes(f"Nobody else in 14 days, {seen}.")
    records = tuple(contact.evidence for contact in vacancy.other_contacts)
    who = listed(list(dict.fromkeys(contact.who for contact in vacancy.other_contacts)))
    if vacancy.contact_agreed.strip():
        return yes(f"{who} too, and it is agreed: {vacancy.contact_agreed.strip()}.", *records)
    return no(f"In touch about it within 14 days: {who}, {seen}.", *records)


def under_cap(facts: Facts, today: date) -> Finding:
    """T1: one more submission stays within the cap."""
    live, cap = facts.about_vacancy.live_submissions, facts.about_offer.cap
    if live is None:
        return unknown("How many are before this employer could not be counted.")
    if live >= cap:
        return no(f"{live} of ours are before them already; the cap is {cap}.")
    return yes(f"{live} of ours before them; the cap is {cap}.")


def quality_card(facts: Facts, today: date) -> Finding:
    """M5: enough of the seven dimensions is known for the card to be worth showing."""
    vacancy = facts.about_vacancy
    known = vacancy.quality_known or 0
    words = f"{known} of {CARD_DIMENSIONS} known, {vacancy.quality_met or 0} met."
    if known < CARD_NEEDS:
        return unknown(
            f"{words} At least {CARD_NEEDS} are worth showing.", vacancy.quality_evidence
        )
    return yes(words, vacancy.quality_evidence)
