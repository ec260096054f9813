"""Everything that one sheet rests on, gathered in a handful of queries."""

from dataclasses import dataclass, replace
from datetime import date, datetime, tzinfo
from functools import partial
from typing import TYPE_CHECKING, Any

from adviser_tui.errors import NotFoundError
from adviser_tui.services.checklist.engine import evaluate
from adviser_tui.services.checklist.facts import DEFAULT_CAP, Facts, OfferFacts
from adviser_tui.services.checklist.finding import WorkingDays
from adviser_tui.services.checklist.values import SheetResult
from adviser_tui.services.match_sheets.card import PersonWhoFits, PitchFinding
from adviser_tui.services.match_sheets.changes import changed_fields, changed_profile
from adviser_tui.services.match_sheets.kept import KeptSheet, kept_sheet
from adviser_tui.services.match_sheets.offer_facts import others_who_fit, promise_facts
from adviser_tui.services.match_sheets.person_facts import (
    consent_that_counts,
    person_facts,
    profiles_of,
)
from adviser_tui.services.match_sheets.questions import questions_of
from adviser_tui.services.match_sheets.reading import Read
from adviser_tui.services.match_sheets.sharing import findings_in
from adviser_tui.services.match_sheets.vacancy_facts import vacancy_facts
from adviser_tui.services.words.working_days import add_working_days
from adviser_tui.storage.reading import day, moment, texts
from models.kinds import ConsentState, DisclosureLevel, Pipeline
from seed.checklists import Template

if TYPE_CHECKING:
    from adviser_tui.services.desk import Desk

CAP_SETTING = "submission_cap"
"""How many may be before one employer for one vacancy (T1), where it is not three."""

_PERSON = "SELECT * FROM participant WHERE id = ? AND void_reason IS NULL"
_VACANCY = """SELECT v.*, e.name AS employer, e.preferred_channel, e.stage AS employer_stage,
    e.do_not_contact_until, e.do_not_contact_why, coalesce(a.name, '') AS spoc,
    coalesce(s.town, '') AS site_town, coalesce(s.name, '') AS site_name
  FROM vacancy v JOIN employer e ON e.id = v.employer_id
  LEFT JOIN employer_site s ON s.id = v.site_id LEFT JOIN adviser a ON a.id = e.spoc_id
  WHERE v.id = ? AND v.void_reason IS NULL"""
_TERMS_NOTED = """SELECT max(g.at) AS at FROM change_record r JOIN change_group g ON g.g = r.g
  WHERE r.row_id = ? AND g.undone_by IS NULL AND g.kind NOT IN ('undo', 'redo')
    AND r.op = 'upd' AND EXISTS (SELECT 1 FROM json_each(r.fields)
      WHERE key IN ('weekly_minutes', 'shifts', 'pay', 'place', 'contract', 'flexibility',
        'asked_not_told'))"""
_UNDER_WAY = """SELECT id, state FROM submission WHERE participant_id = ? AND vacancy_id = ?
    AND void_reason IS NULL
    AND state NOT IN ('refused_by_employer', 'declined_by_person', 'vacancy_gone', 'no_response')
    AND NOT (state = 'accepted' AND EXISTS (SELECT 1 FROM placement p
      WHERE p.submission_id = submission.id AND p.state = 'ended' AND p.void_reason IS NULL))
  ORDER BY attempt DESC, id DESC LIMIT 1"""


@dataclass(frozen=True, slots=True)
class Case:
    """One participant, one vacancy and what is known about the two today."""

    person: Any
    vacancy: Any
    consent: Any
    template: Template
    facts: Facts
    kept: KeptSheet
    others: tuple[PersonWhoFits, ...]
    findings: tuple[PitchFinding, ...]
    under_way: Any
    """The submission of the two that has not ended, or nothing."""
    resting: bool
    """Whether the employer asked to be left alone today."""
    today: date
    working_days: WorkingDays

    @property
    def level(self) -> DisclosureLevel | None:
        """How much may be told today; nothing where no consent counts."""
        return level_of(self.consent, self.today)

    def judged(self) -> SheetResult:
        """Return what the sheet says today."""
        return evaluate(
            self.template,
            self.facts,
            self.kept.answers,
            self.kept.overrides,
            self.today,
            self.working_days,
        )

    def find_words(self, text: str) -> tuple[PitchFinding, ...]:
        """Return what must go from a text before this employer reads it (T5)."""
        names = (str(self.person["preferred_name"]), str(self.person["legal_name"]))
        shared = texts(self.consent["may_share"]) if self.consent is not None else ()
        return findings_in(text, self.level, shared, names)


def level_of(consent: Any, today: date) -> DisclosureLevel | None:
    """Return how much a consent lets us tell today, nothing where it is not given."""
    if consent is None or consent["state"] != ConsentState.GIVEN:
        return None
    valid_to = day(consent["valid_to"])
    if valid_to is not None and valid_to < today:
        return None
    return DisclosureLevel(consent["level"])


def gather(desk: "Desk", read: Read, participant_id: str, vacancy_id: str) -> Case:
    """Return everything the sheet of the two rests on; raises `NotFoundError`."""
    person = _one(read(_PERSON, (participant_id,)), "participant")
    vacancy = _one(read(_VACANCY, (vacancy_id,)), "vacancy")
    today, zone = desk.today, desk.local_now.tzinfo
    kept = kept_sheet(read, participant_id, vacancy_id, zone)
    consent = consent_that_counts(read, participant_id, vacancy_id)
    profile, before = profiles_of(read, participant_id)
    me = desk.me
    noted = _day_of(read(_TERMS_NOTED, (vacancy_id,))[0]["at"] or vacancy["created_at"], zone)
    about = vacancy_facts(read, vacancy, participant_id, me, today, noted)
    resting = _is_resting(vacancy, today)
    facts = Facts(
        participant=str(person["preferred_name"]),
        employer=str(vacancy["employer"]),
        vacancy=str(vacancy["title"]),
        about_vacancy=about,
        about_person=person_facts(read, person, vacancy, profile, consent, today),
        about_offer=OfferFacts(
            promises=promise_facts(read, str(vacancy["employer_id"]), today),
            cap=cap_of(desk),
            # Nobody is asked to ring an employer who wants to be left alone.
            follow_ups_will_be_created=not resting,
            pitch=kept.pitch,
        ),
        changed=changed_fields(
            read, str(vacancy["employer_id"]), (vacancy, person, profile, consent, kept.row), zone
        )
        | changed_profile(profile, before, zone),
    )
    under_way = read(_UNDER_WAY, (participant_id, vacancy_id))
    case = Case(
        person=person,
        vacancy=vacancy,
        consent=consent,
        template=questions_of(desk.database.folder),
        facts=facts,
        kept=kept,
        others=others_who_fit(read, person, vacancy_id, about, me, today),
        findings=(),
        under_way=under_way[0] if under_way else None,
        resting=resting,
        today=today,
        working_days=partial(_working_days, desk),
    )
    return with_pitch(case, kept.pitch)


def with_pitch(case: Case, pitch: str, at: datetime | None = None) -> Case:
    """Return the case with another sentence for the employer, checked; `at` when it changed."""
    findings = case.find_words(pitch) if pitch.strip() else ()
    offer = replace(
        case.facts.about_offer,
        pitch=pitch,
        wording_findings=tuple(each.sentence.rstrip(".") for each in findings),
        others_who_fit=tuple(each.name for each in case.others),
    )
    changed = dict(case.facts.changed)
    if at is not None and pitch != case.kept.pitch:
        changed["sheet.pitch"] = at
    return replace(
        case,
        facts=replace(case.facts, about_offer=offer, changed=changed),
        kept=replace(case.kept, pitch=pitch),
        findings=findings,
    )


def cap_of(desk: "Desk") -> int:
    """Return how many may be before one employer for one vacancy (T1)."""
    text = desk.setting(CAP_SETTING)
    return int(text) if text.isdigit() and int(text) > 0 else DEFAULT_CAP


def _one(rows: list[Any], what: str) -> Any:
    if not rows:
        raise NotFoundError(f"That {what} is not in the caseload any more. Nothing was changed.")
    return rows[0]


def _day_of(text: str, zone: tzinfo | None) -> date:
    return moment(text).astimezone(zone).date()


def _is_resting(vacancy: Any, today: date) -> bool:
    """Say whether the employer asked not to be contacted for now."""
    until = day(vacancy["do_not_contact_until"])
    if until is not None:
        return today <= until
    return bool(vacancy["employer_stage"] == Pipeline.DO_NOT_CONTACT)


def _working_days(desk: "Desk", start: date, count: int) -> date:
    """Return the day so many working days on, with the bank holidays of the region."""
    return add_working_days(start, count, desk.holidays)
