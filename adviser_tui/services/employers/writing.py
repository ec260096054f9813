"""Adding and changing employers within an action that is already open."""

import re
from dataclasses import fields, replace
from datetime import date
from typing import TYPE_CHECKING

from adviser_tui.errors import InputError, RuleError
from adviser_tui.services.employers.drafts import EmployerDraft, NeedDraft, PersonDraft, SiteDraft
from models.kinds import PersonState, Pipeline

if TYPE_CHECKING:
    from adviser_tui.storage.unit import UnitOfWork
    from models.tables import Employer, EmployerPerson, EmployerSite, Need

_OF_THE_SITE = {"address", "town", "postcode", "site_name"}
EMPLOYER_FIELDS = frozenset(
    {each.name for each in fields(EmployerDraft)}
    - _OF_THE_SITE
    - {"person", "spoc_id", "deputy_id"}
    | {"not_engaged_reason"}
)
"""What `change` may set; stage, points of contact, level and rest have calls of their own."""
PERSON_FIELDS = frozenset(each.name for each in fields(PersonDraft))
SITE_FIELDS = frozenset(each.name for each in fields(SiteDraft))
LEAST_REASON = 15
"""The fewest letters of the reason for a level set by hand."""


def check_fields(values: dict[str, object], allowed: frozenset[str]) -> None:
    """Raise `InputError` for a field that cannot be set in this way, or an empty name."""
    for name, value in values.items():
        if name not in allowed:
            raise InputError(
                f"“{name[:40]}” cannot be changed here; these can: {', '.join(sorted(allowed))}.",
                name,
            )
        if name in ("name", "title") and not str(value or "").strip():
            raise InputError("It needs a name. Nothing was changed.", name)
    level = values.get("disability_confident")
    if level is not None and level not in (1, 2, 3):
        raise InputError(
            "Disability Confident has three levels: 1 committed, 2 employer, 3 leader.",
            "disability_confident",
        )


def add_employer(work: "UnitOfWork", draft: EmployerDraft) -> "Employer":
    """Add an employer with its main site and first person."""
    from models.tables import Employer

    check_fields(
        {"name": draft.name, "disability_confident": draft.disability_confident}, EMPLOYER_FIELDS
    )
    employer = work.add(
        Employer(
            name=draft.name,
            trading_name=draft.trading_name,
            previous_names=list(draft.previous_names),
            reference=draft.reference,
            company_number=draft.company_number,
            parent_id=draft.parent_id,
            sector_codes=list(draft.sector_codes),
            size_band=draft.size_band,
            phone=draft.phone,
            email=draft.email,
            website=draft.website,
            preferred_channel=draft.preferred_channel,
            spoc_id=draft.spoc_id,
            deputy_id=draft.deputy_id,
            cadence_days=draft.cadence_days,
            disability_confident=draft.disability_confident,
            disability_confident_on=draft.disability_confident_on,
            pitch=draft.pitch,
            notes=draft.notes,
        )
    )
    site = add_site(
        work,
        employer.id,
        SiteDraft(
            draft.site_name, draft.address, draft.town, draft.postcode, draft.phone, is_main=True
        ),
    )
    if draft.person is not None and draft.person.name.strip():
        add_person(work, employer.id, replace(draft.person, site_id=site.id))
    return employer


def add_site(work: "UnitOfWork", employer_id: str, draft: SiteDraft) -> "EmployerSite":
    """Add a site; a new main site takes that place from the one before."""
    from models.tables import EmployerSite

    if draft.is_main:
        for other in work.find(EmployerSite, employer_id=employer_id, is_main=True):
            work.change(other, is_main=False)
    return work.add(
        EmployerSite(
            employer_id=employer_id,
            name=draft.name,
            address=draft.address,
            town=draft.town,
            postcode=draft.postcode,
            phone=draft.phone,
            is_main=draft.is_main,
        )
    )


def change_site(work: "UnitOfWork", site_id: str, values: dict[str, object]) -> None:
    """Change a site; a new main site takes that place from the one before."""
    from models.tables import EmployerSite

    check_fields({name: value for name, value in values.items() if name != "name"}, SITE_FIELDS)
    site = work.get(EmployerSite, site_id)
    if values.get("is_main"):
        for other in work.find(EmployerSite, employer_id=site.employer_id, is_main=True):
            if other.id != site_id:
                work.change(other, is_main=False)
    work.change(site, **values)


def add_person(work: "UnitOfWork", employer_id: str, draft: PersonDraft) -> "EmployerPerson":
    """Add somebody at an employer."""
    from models.tables import EmployerPerson

    if not draft.name.strip():
        raise InputError("Type the person's name.", "person")
    return work.add(
        EmployerPerson(
            employer_id=employer_id,
            site_id=draft.site_id,
            name=draft.name,
            role=draft.role,
            phone=draft.phone,
            email=draft.email,
            channel=draft.channel,
            has_hiring_say=draft.has_hiring_say,
            expects_us=draft.expects_us,
            is_workplace_rep=draft.is_workplace_rep,
        )
    )


def add_need(work: "UnitOfWork", employer_id: str, draft: NeedDraft) -> "Need":
    """Add a need, a forecast where it has a month."""
    from models.tables import Need

    if not draft.task.strip():
        raise InputError("Say what they need done.", "task")
    if draft.month and not re.fullmatch(r"\d{4}-(0[1-9]|1[0-2])", draft.month):
        raise InputError("A forecast's month is written as 2026-12.", "month")
    if draft.number is not None and draft.number < 1:
        raise InputError("The number of people needed is at least one.", "number")
    return work.add(
        Need(
            employer_id=employer_id,
            site_id=draft.site_id,
            contact_id=draft.contact_id,
            task=draft.task,
            number=draft.number,
            month=draft.month,
            certainty=draft.certainty,
        )
    )


def leave_alone(work: "UnitOfWork", employer_id: str, until: date | None, why: str) -> None:
    """Note that an employer is not to be contacted, until a day or for good, and why."""
    from models.tables import Employer

    if not why.strip():
        raise InputError("Say why they are not to be contacted; a few words will do.", "why")
    work.change(
        work.get(Employer, employer_id),
        stage=Pipeline.DO_NOT_CONTACT,
        do_not_contact_until=until,
        do_not_contact_why=why,
    )


def check_rest(until: date, today: date) -> None:
    """Raise `InputError` for a rest that is over before it begins."""
    if until < today:
        raise InputError(
            "The last day on which they are left alone has passed already. Give a later one; if "
            "they may be contacted again, move them to another stage. Nothing was changed.",
            "do_not_contact_until",
        )


def move_stage(work: "UnitOfWork", employer_id: str, to: Pipeline) -> None:
    """Take an employer to another stage along the edges (`domain.md` section 3)."""
    from models.tables import Employer

    if to is Pipeline.DO_NOT_CONTACT:
        raise RuleError(
            "Not to be contacted needs a reason, and a day where there is one. Nothing was changed."
        )
    employer = work.get(Employer, employer_id)
    if employer.stage == Pipeline.DO_NOT_CONTACT:
        work.change(employer, stage=to, do_not_contact_until=None, do_not_contact_why="")
    else:
        work.change(employer, stage=to)


def set_level(
    work: "UnitOfWork", employer_id: str, level: int | None, reason: str, today: date
) -> None:
    """Set the engagement level by hand, or none to let it be derived again (M6)."""
    from models.tables import Employer

    employer = work.get(Employer, employer_id)
    if level is None:
        work.change(employer, manual_level=None, manual_level_reason="", manual_level_on=None)
        return
    if not 0 <= level <= 5:
        raise InputError("A level is a number from 0 to 5.", "level")
    if len(reason.strip()) < LEAST_REASON:
        raise RuleError(
            f"A level set by hand needs its reason, in {LEAST_REASON} letters at least. "
            "Nothing was changed."
        )
    work.change(employer, manual_level=level, manual_level_reason=reason, manual_level_on=today)


def part_with(work: "UnitOfWork", person_id: str, left_on: date) -> None:
    """Note that somebody has left their employer; what they said stays on record."""
    from models.tables import EmployerPerson

    work.change(work.get(EmployerPerson, person_id), state=PersonState.LEFT, left_on=left_on)
