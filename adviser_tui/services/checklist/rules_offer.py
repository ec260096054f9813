"""What records say about promises, the text for the employer and the diary: O1, T3, T5."""

from datetime import date

from adviser_tui.services.checklist.facts import Facts
from adviser_tui.services.checklist.finding import Finding, WorkingDays, listed, no, unknown, yes
from models.kinds import PromiseState

EMPLOYER_DAYS = 2
PERSON_DAYS = 1


def promises(facts: Facts, today: date) -> Finding:
    """O1: every open promise is dated, not late, and no more than the offer card allows."""
    ledger = facts.about_offer.promises
    if not ledger:
        return unknown("No promise to this employer is written down.")
    records = tuple(promise.evidence for promise in ledger)
    open_ones = [promise for promise in ledger if promise.state is PromiseState.OPEN]
    undated = [f"“{each.what}”" for each in open_ones if each.due is None]
    late = [f"“{each.what}”" for each in open_ones if each.due is not None and each.due < today]
    beyond = [f"“{each.what}”" for each in open_ones if each.within_offer is False]
    faults = [f"Late: {listed(late)}."] if late else []
    faults += [f"More than we offer: {listed(beyond)}."] if beyond else []
    faults += [f"Without a day: {listed(undated)}."] if undated else []
    if faults:
        return no(" ".join(faults), *records)
    if not open_ones:
        return yes("Nothing promised is still open.", *records)
    count = f"{len(open_ones)} promises" if len(open_ones) > 1 else "One promise"
    return yes(f"{count} open, dated and within our offer.", *records)


def follow_ups(facts: Facts, today: date, working_days: WorkingDays) -> Finding:
    """T3: both follow-ups are in the diary in time, or submitting will write them."""
    offer = facts.about_offer
    if offer.follow_ups_will_be_created:
        return yes("Putting them forward writes both follow-ups.")
    late = [
        side
        for side, record, days in (
            ("with the employer", offer.employer_follow_up, EMPLOYER_DAYS),
            ("with the person", offer.person_follow_up, PERSON_DAYS),
        )
        if record is None or record.on is None or record.on > working_days(today, days)
    ]
    records = (offer.employer_follow_up, offer.person_follow_up)
    if late:
        return unknown(f"Not in the diary in time: a follow-up {listed(late)}.", *records)
    return yes("Both follow-ups are in the diary.", *records)


def wording(facts: Facts, today: date) -> Finding:
    """T5: the wording check found nothing in the text that the employer will read."""
    offer = facts.about_offer
    if not offer.pitch.strip():
        return unknown("There is no text for the employer yet.")
    if offer.wording_findings is None:
        return unknown("The text for the employer has not been checked yet.")
    if offer.wording_findings:
        return no(f"The text needs mending: {listed(list(offer.wording_findings))}.")
    return yes("The text passes the wording check.")
