"""What records say about the vacancy and its employer (E1, E3, E4, E6, E7, T1, M5)."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from adviser_tui.services.checklist.facts import Money, OtherContact, Told, VacancyFacts
from adviser_tui.services.checklist.values import Evidence
from adviser_tui.services.match_sheets.card import QualityLine
from adviser_tui.services.match_sheets.reading import Read, contact_record
from adviser_tui.services.vacancies.quality import Fact, QualityCard, quality_card
from adviser_tui.services.words.say import say_date
from adviser_tui.storage.reading import day, moment, sortable, texts
from models.kinds import Known, PayPeriod, VacancyKind, VacancyState

OTHERS_DAYS = 14
"""How long somebody else's contact about a vacancy stands in the way (E7)."""

_CONTACT = """SELECT c.id, c.channel, c.purpose, c.occurred_at, c.occurred_offset, c.vacancy_id,
    c.adviser_id, c.spoc_agreed, c.direction,
    coalesce(x.name, '') AS person, coalesce(a.name, '') AS adviser,
    CASE WHEN c.organisation = '' THEN '' ELSE coalesce(o.name, c.organisation) END AS organisation
  FROM contact c LEFT JOIN employer_person x ON x.id = c.person_id
  LEFT JOIN adviser a ON a.id = c.adviser_id LEFT JOIN partner o ON o.id = c.partner_id
  WHERE c.employer_id = :employer AND c.state = 'done' AND c.void_reason IS NULL"""
_OF_NEED = f"""{_CONTACT} AND c.organisation = ''
    AND ((c.vacancy_id = :vacancy AND c.purpose <> 'support')
      OR (c.vacancy_id IS NULL AND c.purpose IN ('needs', 'present', 'negotiate', 'check')))
    AND (c.site_id IS NULL OR :site IS NULL OR c.site_id = :site)
  ORDER BY c.occurred_at DESC LIMIT 1"""
_CHECKS = f"""{_CONTACT} AND c.vacancy_id = :vacancy AND c.purpose = 'check'
    AND c.organisation = ''
  ORDER BY c.occurred_at DESC LIMIT 1"""
_RECENT = f"""{_CONTACT} AND c.occurred_at >= :since AND c.direction = 'outbound'
    AND c.purpose <> 'support'
    AND (c.vacancy_id = :vacancy OR (c.vacancy_id IS NULL
      AND c.purpose IN ('present', 'negotiate', 'check')))
  ORDER BY c.occurred_at DESC"""
_DECIDERS = """SELECT p.id, p.name, p.role, p.channel, p.expects_us, p.updated_at,
    (SELECT max(c.occurred_at) FROM contact c WHERE c.employer_id = p.employer_id
      AND c.person_id = p.id AND c.state = 'done' AND c.void_reason IS NULL) AS spoken_at
  FROM employer_person p WHERE p.employer_id = :employer AND p.has_hiring_say = 1
    AND p.state = 'current' AND p.void_reason IS NULL
    AND (p.site_id IS NULL OR :site IS NULL OR p.site_id = :site)
  ORDER BY p.expects_us DESC, p.channel IS NULL, p.site_id IS NULL, spoken_at DESC, p.id LIMIT 1"""
_QUALITY = """SELECT id, dimension, fact, met, was_asked, was_agreed, is_confirmed
  FROM quality_fact WHERE vacancy_id = ? AND void_reason IS NULL ORDER BY id"""
_LIVE = """SELECT count(*) AS live FROM submission WHERE vacancy_id = ? AND participant_id <> ?
  AND state IN ('submitted', 'interview_booked', 'interviewed', 'offered')
  AND void_reason IS NULL"""


def vacancy_facts(
    read: Read, vacancy: Any, participant_id: str, me: str, today: date, noted: date
) -> VacancyFacts:
    """Return what is known about a vacancy; `noted` is the day its terms were last written."""
    about = _about(vacancy)
    need = _first(read(_OF_NEED, about), today)
    person, channel, expects = _decider(read(_DECIDERS, about), vacancy)
    quality = quality_of(read, str(vacancy["id"]))
    others, agreed = _others(read, vacancy, me, today)
    return VacancyFacts(
        title=str(vacancy["title"]),
        tasks=str(vacancy["tasks"]),
        must_haves=texts(vacancy["must_haves"]),
        nice_to_haves=texts(vacancy["nice_to_haves"]),
        shifts=str(vacancy["shifts"]),
        place=str(vacancy["place"] or vacancy["site_town"]),
        contract=str(vacancy["contract"]),
        starts_on=day(vacancy["starts_on"]),
        need_contact=need,
        decision_maker=person,
        decision_channel=channel,
        decision_expects=expects,
        terms=_terms(vacancy, was_told=need is not None),
        terms_evidence=_terms_record(vacancy, need, noted, today),
        weekly_minutes=vacancy["weekly_minutes"],
        pay=money(vacancy["pay"], vacancy),
        state=VacancyState(vacancy["state"]),
        checked=_checked(vacancy, _first(read(_CHECKS, about), today), today),
        closes_on=day(vacancy["closes_on"]),
        is_trial_or_subsidised=vacancy["kind"] == VacancyKind.TRIAL
        or bool(vacancy["is_subsidised"]),
        other_contacts=others,
        contact_agreed=agreed,
        live_submissions=int(read(_LIVE, (vacancy["id"], participant_id))[0]["live"]),
        quality_known=quality.known,
        quality_met=quality.met,
        quality_evidence=Evidence(
            "vacancy", str(vacancy["id"]), f"job-quality card, {quality.words}"
        )
        if quality.known
        else None,
    )


def money(amount: int | None, row: Any) -> Money | None:
    """Return pay in the smallest coin, with its period and currency, where it is known."""
    if amount is None:
        return None
    return Money(amount, PayPeriod(row["pay_period"]), str(row["pay_currency"]))


def _about(vacancy: Any) -> dict[str, object]:
    """Return the values by which its contacts and its people are found."""
    return {
        "vacancy": vacancy["id"],
        "employer": vacancy["employer_id"],
        "site": vacancy["site_id"],
    }


def _first(rows: list[Any], today: date) -> Evidence | None:
    return contact_record(rows[0], today) if rows else None


def _decider(rows: list[Any], vacancy: Any) -> tuple[Evidence | None, str, bool | None]:
    """Return who decides, how they like to be reached, and whether they expect us (E3)."""
    if not rows:
        return None, "", None
    row = rows[0]
    moments = [text for text in (row["spoken_at"], row["updated_at"]) if text]
    on = max(moment(text).date() for text in moments)
    label = f"{row['name']}, {row['role']}" if row["role"] else str(row["name"])
    channel = str(row["channel"] or vacancy["preferred_channel"] or "")
    return Evidence("employer_person", str(row["id"]), label, on), channel, bool(row["expects_us"])


def _terms(vacancy: Any, *, was_told: bool) -> dict[str, Told]:
    """Return how each of the five terms is known: told, read in an advert, or asked in vain (E4).

    What is noted counts as told, unless it is known to be advertised and nobody has spoken with
    the employer about it.
    """
    noted = Told.FROM_ADVERT if vacancy["is_advertised"] and not was_told else Told.TOLD
    filled = {
        "hours": vacancy["weekly_minutes"] is not None or bool(vacancy["shifts"]),
        "pay": vacancy["pay"] is not None,
        "place": bool(vacancy["place"] or vacancy["site_town"]),
        "contract": bool(vacancy["contract"]),
        "flexibility": bool(vacancy["flexibility"]),
    }
    silent = texts(vacancy["asked_not_told"])
    return {
        term: Told.ASKED_NOT_TOLD if term in silent and not there else noted
        for term, there in filled.items()
        if there or term in silent
    }


def _terms_record(vacancy: Any, need: Evidence | None, noted: date, today: date) -> Evidence | None:
    if need is not None and need.on is not None and need.on >= noted:
        return need
    label = f"vacancy, noted {say_date(noted, today)}"
    return Evidence("vacancy", str(vacancy["id"]), label, noted)


def _checked(vacancy: Any, contact: Evidence | None, today: date) -> Evidence | None:
    """Return the newest word that the vacancy is still open (E6)."""
    on = day(vacancy["checked_on"])
    if on is None or (contact is not None and contact.on is not None and contact.on >= on):
        return contact
    return Evidence("vacancy", str(vacancy["id"]), f"checked {say_date(on, today)}", on)


def _others(read: Read, vacancy: Any, me: str, today: date) -> tuple[tuple[OtherContact, ...], str]:
    """Return who else was in touch about it within 14 days, and what was agreed (E7).

    Attempts, in-work support and what the employer began do not count (M7).
    """
    now = moment(f"{today - timedelta(days=OTHERS_DAYS + 1)}T00:00:00Z")
    rows = [
        row
        for row in read(_RECENT, {**_about(vacancy), "since": sortable(now)})
        if (today - moment(row["occurred_at"], row["occurred_offset"]).date()).days <= OTHERS_DAYS
    ]
    others = [row for row in rows if row["organisation"] or (row["adviser_id"] or me) != me]
    ours = [row for row in rows if row not in others]
    is_agreed = any(row["spoc_agreed"] for row in ours) or all(row["spoc_agreed"] for row in others)
    agreed = f"with {vacancy['spoc'] or 'the single point of contact'}" if is_agreed else ""
    found = (
        OtherContact(
            str(row["organisation"] or row["adviser"] or "a colleague"), contact_record(row, today)
        )
        for row in others
    )
    return tuple(found), agreed if others else ""


def quality_of(read: Read, vacancy_id: str) -> QualityCard:
    """Return the job-quality card of a vacancy (M5, M11)."""
    return quality_card(
        Fact(
            str(row["id"]),
            str(row["dimension"]),
            str(row["fact"]),
            Known(row["met"]),
            bool(row["was_asked"]),
            bool(row["was_agreed"]),
            bool(row["is_confirmed"]),
        )
        for row in read(_QUALITY, (vacancy_id,))
    )


def quality_lines(card: QualityCard) -> tuple[QualityLine, ...]:
    """Return the seven dimensions in words."""
    return tuple(QualityLine(each.name, each.said, _facts(each.facts)) for each in card.dimensions)


def _facts(facts: Iterable[Fact]) -> tuple[str, ...]:
    words = {Known.YES: "", Known.NO: " (not met)", Known.UNKNOWN: " (not known)"}
    return tuple(f"{each.fact}{words.get(each.met, words[Known.UNKNOWN])}" for each in facts)
