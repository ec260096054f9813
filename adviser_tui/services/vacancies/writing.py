"""Adding and changing vacancies within an action that is already open."""

from dataclasses import dataclass, fields
from datetime import date
from typing import TYPE_CHECKING

from adviser_tui.errors import InputError
from adviser_tui.services.employers.drafts import EmployerDraft
from adviser_tui.services.employers.writing import add_employer
from adviser_tui.services.vacancies.quality import DIMENSIONS
from adviser_tui.text import fold
from models.kinds import Known, PayPeriod, VacancyKind, VacancyState

if TYPE_CHECKING:
    from adviser_tui.storage.unit import UnitOfWork
    from models.tables import QualityFact, Vacancy

TERMS = ("hours", "pay", "place", "contract", "flexibility")
"""What an employer is asked about a vacancy (E4)."""


@dataclass(frozen=True, slots=True)
class VacancyDraft:
    """A vacancy before it is kept; employer or new employer must be named."""

    title: str
    employer_id: str | None = None
    new_employer: EmployerDraft | None = None
    """An employer that is not in the caseload yet and is made with the vacancy."""
    site_id: str | None = None
    reference: str = ""
    kind: VacancyKind = VacancyKind.JOB
    state: VacancyState = VacancyState.HEARD
    posts: int = 1
    must_haves: tuple[str, ...] = ()
    nice_to_haves: tuple[str, ...] = ()
    tasks: str = ""
    weekly_minutes: int | None = None
    shifts: str = ""
    pay: int | None = None
    pay_period: PayPeriod = PayPeriod.HOUR
    pay_currency: str = "GBP"
    contract: str = ""
    place: str = ""
    flexibility: str = ""
    asked_not_told: tuple[str, ...] = ()
    selection_steps: str = ""
    starts_on: date | None = None
    closes_on: date | None = None
    is_rolling: bool = False
    hard_to_fill: bool = False
    source_organisation: str = ""
    is_advertised: bool | None = None
    legal_requirements: tuple[str, ...] = ()
    is_subsidised: bool = False
    intends_to_hire: Known = Known.UNKNOWN
    trial_ends_on: date | None = None
    after_trial: str = ""
    heard_on: date | None = None
    checked_on: date | None = None


VACANCY_FIELDS = frozenset(
    {each.name for each in fields(VacancyDraft)} - {"employer_id", "new_employer", "state"}
)
"""What `change` may set; the state walks its edges in a call of its own."""


@dataclass(frozen=True, slots=True)
class FactDraft:
    """One fact about the quality of a job, before it is kept (M11)."""

    dimension: str
    fact: str
    met: Known = Known.UNKNOWN
    was_asked: bool = False
    was_agreed: bool = False
    is_confirmed: bool = False


def add_vacancy(work: "UnitOfWork", draft: VacancyDraft, today: date) -> "Vacancy":
    """Add a vacancy, and its employer first where it is not known yet."""
    from models.tables import Employer, Vacancy

    check_vacancy(
        {
            "title": draft.title,
            "posts": draft.posts,
            "asked_not_told": draft.asked_not_told,
        }
    )
    if draft.employer_id:
        employer_id = work.get(Employer, draft.employer_id).id
    elif draft.new_employer is not None:
        employer_id = add_employer(work, draft.new_employer).id
    else:
        raise InputError("Say which employer has the vacancy.", "employer")
    return work.add(
        Vacancy(
            employer_id=employer_id,
            site_id=draft.site_id,
            reference=draft.reference,
            title=draft.title,
            kind=draft.kind,
            state=draft.state,
            posts=draft.posts,
            must_haves=list(draft.must_haves),
            nice_to_haves=list(draft.nice_to_haves),
            tasks=draft.tasks,
            weekly_minutes=draft.weekly_minutes,
            shifts=draft.shifts,
            pay=draft.pay,
            pay_period=draft.pay_period,
            pay_currency=draft.pay_currency,
            contract=draft.contract,
            place=draft.place,
            flexibility=draft.flexibility,
            asked_not_told=list(draft.asked_not_told),
            selection_steps=draft.selection_steps,
            starts_on=draft.starts_on,
            closes_on=draft.closes_on,
            is_rolling=draft.is_rolling,
            hard_to_fill=draft.hard_to_fill,
            source_organisation=draft.source_organisation,
            is_advertised=draft.is_advertised,
            legal_requirements=list(draft.legal_requirements),
            is_subsidised=draft.is_subsidised,
            intends_to_hire=draft.intends_to_hire,
            trial_ends_on=draft.trial_ends_on,
            after_trial=draft.after_trial,
            heard_on=draft.heard_on or today,
            checked_on=draft.checked_on,
        )
    )


def check_vacancy(values: dict[str, object]) -> None:
    """Raise `InputError` for a field that cannot be changed here, or a value out of reach."""
    for name, value in values.items():
        if name not in VACANCY_FIELDS:
            raise InputError(
                f"“{name[:40]}” cannot be changed here; these can: "
                f"{', '.join(sorted(VACANCY_FIELDS))}.",
                name,
            )
        if name == "title" and not str(value or "").strip():
            raise InputError("Give the vacancy a title, such as the job's name.", "title")
        if name == "posts" and not (isinstance(value, int) and 1 <= value <= 10_000):
            raise InputError("A vacancy has at least one post.", "posts")
        if name == "asked_not_told" and isinstance(value, (list, tuple)):
            for each in value:
                if each not in TERMS:
                    raise InputError(
                        f"What was asked and not told is one of {', '.join(TERMS)}.", name
                    )


def set_fact(work: "UnitOfWork", vacancy_id: str, draft: FactDraft) -> "QualityFact":
    """Note one fact about the quality of a job; the same fact said anew is changed (M11)."""
    from models.tables import QualityFact, Vacancy

    if draft.dimension not in DIMENSIONS:
        raise InputError(f"A dimension is one of {', '.join(DIMENSIONS)}.", "dimension")
    if not draft.fact.strip():
        raise InputError("Say what the fact is, such as “rota known two weeks ahead”.", "fact")
    if draft.was_agreed and not draft.was_asked:
        raise InputError("Only what was asked for can be agreed.", "was_agreed")
    vacancy = work.get(Vacancy, vacancy_id)
    for row in work.find(QualityFact, vacancy_id=vacancy_id, dimension=draft.dimension):
        if fold(row.fact) == fold(draft.fact):
            work.change(
                row,
                met=draft.met,
                was_asked=draft.was_asked,
                was_agreed=draft.was_agreed,
                is_confirmed=draft.is_confirmed,
            )
            return row
    return work.add(
        QualityFact(
            employer_id=vacancy.employer_id,
            vacancy_id=vacancy_id,
            dimension=draft.dimension,
            fact=draft.fact,
            met=draft.met,
            was_asked=draft.was_asked,
            was_agreed=draft.was_agreed,
            is_confirmed=draft.is_confirmed,
        )
    )
