"""What records say about the participant (C2, C4, C5, M2, P1) and which consent counts."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from adviser_tui.services.checklist.facts import ConsentFacts, Document, PersonFacts
from adviser_tui.services.checklist.values import Evidence
from adviser_tui.services.match_sheets.reading import Read, contact_record
from adviser_tui.services.match_sheets.vacancy_facts import money
from adviser_tui.services.words.amounts import say_minutes
from adviser_tui.services.words.say import say_date
from adviser_tui.storage.reading import day, texts
from models.kinds import ConsentScope, ConsentState, DisclosureLevel, DocumentState, ProfileState

# What was said last is read from the change record: a row is touched by other things than a word
# of theirs (a correction, its taking back), and the clock of a machine may be set back.
_CONSENTS = """SELECT id, scope, vacancy_id, state, level, may_share, reply_by, given_on, valid_to,
    created_at, updated_at, coalesce((SELECT max(r.g) FROM change_record r
      WHERE r.row_id = consent.id AND r.entity = 'consent' AND (r.op = 'ins'
        OR json_extract(r.fields, '$.state') NOT IN ('expired', 'no_answer')
        OR json_type(r.fields, '$.void_reason') IS NOT NULL)), 0) AS said
  FROM consent WHERE participant_id = ? AND void_reason IS NULL
    AND (vacancy_id = ? OR vacancy_id IS NULL) AND scope IN ('employer', 'data_sharing')"""
_PROFILES = """SELECT * FROM vocational_profile WHERE participant_id = ? AND void_reason IS NULL
  ORDER BY version DESC, id DESC"""
_TALK = """SELECT c.id, c.channel, c.occurred_at, c.occurred_offset, '' AS person FROM contact c
  WHERE c.participant_id = ? AND c.vacancy_id = ? AND c.kind = 'participant'
    AND c.state = 'done' AND c.void_reason IS NULL
  ORDER BY c.occurred_at DESC LIMIT 1"""
_ENDED = (ConsentState.WITHDRAWN, ConsentState.REFUSED)
_OPEN = (ConsentState.ASKED, ConsentState.NO_ANSWER)


def consent_that_counts(read: Read, participant_id: str, vacancy_id: str) -> Any:
    """Return the consent row that C2 goes by, or nothing.

    A choice for this vacancy goes before a standing one, the newest word before older ones. A no
    to employers at large or to all sharing that came later goes before any yes, and asking anew
    does not lift it: only a later yes does.
    """
    rows = read(_CONSENTS, (participant_id, vacancy_id))
    at_large = [row for row in rows if not row["vacancy_id"]]
    standing = [row for row in at_large if row["scope"] == ConsentScope.EMPLOYER]
    general = [row for row in at_large if row["scope"] == ConsentScope.DATA_SHARING]
    chosen = _newest([row for row in rows if row["vacancy_id"]]) or _newest(standing)
    for others in (standing, general):
        word = _newest([row for row in others if row["state"] not in _OPEN])
        if word is None or word["state"] not in _ENDED:
            continue
        if chosen is None or _when(word) > _when(chosen):
            chosen = word
    return chosen


def _newest(rows: Sequence[Any]) -> Any:
    """Return the row of the last word; a choice that another replaced comes after that one."""
    return max(
        rows,
        key=lambda row: (*_when(row), row["state"] != ConsentState.EXPIRED, row["id"]),
        default=None,
    )


def _when(row: Any) -> tuple[int, str]:
    """Return the action of the last word; of those that came in one action, when they were said."""
    return int(row["said"]), str(row["updated_at"])


def consent_facts(row: Any, vacancy_id: str, today: date) -> ConsentFacts | None:
    """Return the choice in the form in which the sheet reads it."""
    if row is None:
        return None
    given_on, state = day(row["given_on"]), str(row["state"]).replace("_", " ")
    label = f"consent {state}"
    if row["state"] == ConsentState.GIVEN and given_on:
        label = f"consent given {say_date(given_on, today)}"
    return ConsentFacts(
        state=ConsentState(row["state"]),
        level=DisclosureLevel(row["level"]),
        given_on=given_on,
        reply_by=day(row["reply_by"]),
        valid_to=day(row["valid_to"]),
        for_this_vacancy=row["vacancy_id"] == vacancy_id,
        evidence=Evidence("consent", str(row["id"]), label, given_on),
    )


def profiles_of(read: Read, participant_id: str) -> tuple[Any, Any]:
    """Return the version of the vocational profile that counts, and the one before it.

    An agreed version counts before a draft, however new the draft is.
    """
    rows = read(_PROFILES, (participant_id,))
    counting = next((row for row in rows if row["state"] != ProfileState.DRAFT), None)
    counting = counting or (rows[0] if rows else None)
    if counting is None:
        return None, None
    older = [row for row in rows if row["version"] < counting["version"]]
    return counting, older[0] if older else None


def person_facts(
    read: Read, person: Any, vacancy: Any, profile: Any, consent: Any, today: date
) -> PersonFacts:
    """Return what is known about a participant for one vacancy."""
    affects = person["pay_affects_payments"]
    facts = PersonFacts(
        name=str(person["preferred_name"]),
        availability=_availability(read, person, vacancy, today),
        unavailable=_away(person, today),
        documents=_documents(person, vacancy, today),
        consent=consent_facts(consent, str(vacancy["id"]), today),
        cv=_cv(person, profile, today),
        pay_affects_payments=None if affects is None else bool(affects),
    )
    return facts if profile is None else _with_profile(facts, profile, today)


def _with_profile(facts: PersonFacts, profile: Any, today: date) -> PersonFacts:
    wishes = list(texts(profile["must_haves"]))
    if profile["travel_minutes"]:
        # Nobody has measured the way to this job; it is asked, and C3 goes through the route.
        wishes.append(f"a way to work of at most {say_minutes(profile['travel_minutes'])}")
    return replace(
        facts,
        must_haves=tuple(wishes),
        no_gos=texts(profile["no_gos"]),
        pay_floor=money(profile["pay_floor"], profile),
        least_minutes=profile["least_minutes"],
        most_minutes=profile["most_minutes"],
        profile=_profile_record(profile, today),
        adjustment_asked=bool(profile["adjustment_asked"]),
    )


def _profile_record(profile: Any, today: date) -> Evidence:
    on = day(profile["agreed_on"])
    words = f"agreed {say_date(on, today)}" if on else "draft"
    label = f"profile, version {profile['version']}, {words}"
    return Evidence("vocational_profile", str(profile["id"]), label, on)


def _availability(read: Read, person: Any, vacancy: Any, today: date) -> Evidence | None:
    """Return the last talk with them about this vacancy, in which its dates were theirs to refuse.

    Being marked unavailable is read apart from it and goes before it (C4).
    """
    rows = read(_TALK, (person["id"], vacancy["id"]))
    return contact_record(rows[0], today) if rows else None


def _away(person: Any, today: date) -> tuple[tuple[date, date], ...]:
    """Return each time away that has not passed, from today on."""
    ends = (day(person["unavailable_until"]), day(person["paused_until"]))
    return tuple((today, end) for end in ends if end is not None and end >= today)


def _documents(person: Any, vacancy: Any, today: date) -> tuple[Document, ...]:
    """Return right to work, and what this job asks for by law, which nobody has noted (C5)."""
    state = DocumentState(person["right_to_work"])
    by = day(person["right_to_work_by"])
    words = state.value.replace("_", " ")
    label = f"right to work: {words}" + (f", by {say_date(by, today)}" if by else "")
    record = Evidence("participant", str(person["id"]), label)
    right = Document("right to work", state, by=by, evidence=record)
    needed = (
        Document(name, DocumentState.UNKNOWN) for name in texts(vacancy["legal_requirements"])
    )
    return (right, *needed)


def _cv(person: Any, profile: Any, today: date) -> Evidence | None:
    """Return the CV or the agreed profile, whichever is newer (P1)."""
    cv_on = day(person["cv_updated_on"])
    agreed_on = day(profile["agreed_on"]) if profile is not None else None
    if cv_on is not None and (agreed_on is None or cv_on >= agreed_on):
        return Evidence("participant", str(person["id"]), f"CV {say_date(cv_on, today)}", cv_on)
    return _profile_record(profile, today) if agreed_on is not None else None
