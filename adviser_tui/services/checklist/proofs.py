"""What must stand beside a yes: own words (C1), proof for each must-have (M1), a sentence (M3)."""

from adviser_tui.services.checklist.facts import Facts
from adviser_tui.services.checklist.finding import listed
from adviser_tui.services.checklist.values import Answer
from adviser_tui.text import fold
from seed.checklists import Item, Proof

LONGEST_PITCH = 200


def missing_proof(item: Item, answer: Answer, facts: Facts) -> str:
    """Return what a yes still lacks, in words; empty when nothing is missing."""
    if item.proof is Proof.MUST_HAVES:
        return _must_haves(answer, facts)
    if item.proof is Proof.PITCH:
        sentence = " ".join((facts.about_offer.pitch or answer.note).split())
        if not sentence:
            return "The sentence is not written yet."
        if len(sentence) > LONGEST_PITCH:
            return f"The sentence has {len(sentence)} letters; an employer reads {LONGEST_PITCH}."
    return ""


def wanted_words(item: Item, answer: Answer) -> str:
    """Return the words that would still be good to have beside a yes; they never block."""
    if item.proof is Proof.OWN_WORDS and not answer.note.strip():
        return "Note why, in their own words."
    return ""


def _must_haves(answer: Answer, facts: Facts) -> str:
    """M1: one proof or dated plan for each must-have; a note alone serves where none is listed."""
    wanted = facts.about_vacancy.must_haves
    if not answer.detail:
        if wanted and not answer.note.strip():
            return f"Name one proof, or a plan with its day, for each: {listed(list(wanted))}."
        return ""
    start = facts.about_vacancy.starts_on
    covered = {
        fold(entry.must_have)
        for entry in answer.detail
        if entry.proof.strip()
        or (
            entry.plan.strip()
            and entry.plan_by is not None
            and (start is None or entry.plan_by <= start)
        )
    }
    open_ones = [must_have for must_have in wanted if fold(must_have) not in covered]
    return f"No proof, and no plan by the start: {listed(open_ones)}." if open_ones else ""
