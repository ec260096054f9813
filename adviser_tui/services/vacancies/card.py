"""Everything about one vacancy, as its card shows it."""

from dataclasses import dataclass
from datetime import date

from adviser_tui.errors import NotFoundError
from adviser_tui.services.merging.trail import survivor
from adviser_tui.services.submissions.reading import of_vacancy
from adviser_tui.services.submissions.rows import SubmissionRow
from adviser_tui.services.vacancies.quality import QualityCard, quality_card
from adviser_tui.services.vacancies.rows import VACANCIES, Looking, VacancyRow, read_facts, row_of
from adviser_tui.storage.database import Database
from adviser_tui.storage.reading import day, texts
from models.edges import EDGES
from models.kinds import Known, VacancyState


@dataclass(frozen=True, slots=True)
class VacancyCard:
    """One vacancy with all that is known about it; `row` holds what the list shows."""

    row: VacancyRow
    reference: str
    site_id: str
    site: str
    nice_to_haves: tuple[str, ...]
    tasks: str
    shifts: str
    contract: str
    place: str
    flexibility: str
    asked_not_told: tuple[str, ...]
    selection_steps: str
    is_rolling: bool
    source_organisation: str
    is_advertised: bool | None
    legal_requirements: tuple[str, ...]
    is_subsidised: bool
    intends_to_hire: Known
    trial_ends_on: date | None
    after_trial: str
    heard_on: date | None
    quality: QualityCard
    submissions: tuple[SubmissionRow, ...]
    """Live ones first, then how it went with the others, newest first."""
    next_states: tuple[VacancyState, ...]

    @property
    def id(self) -> str:
        """The id of the vacancy."""
        return self.row.id

    @property
    def live(self) -> tuple[SubmissionRow, ...]:
        """Those whom the employer still has before them (T1)."""
        return tuple(each for each in self.submissions if each.is_live)


def read_card(database: Database, looking: Looking, vacancy_id: str) -> VacancyCard:
    """Return a vacancy's card; raises `NotFoundError` where there is none."""
    row = database.row(f"{VACANCIES} AND v.id = ?", (vacancy_id,))
    if row is None:
        if into := survivor(database, "vacancy", vacancy_id):
            return read_card(database, looking, into)
        raise NotFoundError("That vacancy is not in the caseload any more.")
    quality = quality_card(read_facts(database, [vacancy_id])[vacancy_id])
    site = database.row("SELECT name, town FROM employer_site WHERE id = ?", (row["site_id"],))
    state = VacancyState(row["state"])
    return VacancyCard(
        row=row_of(row, looking, quality),
        reference=str(row["reference"]),
        site_id=str(row["site_id"] or ""),
        site=str(site["name"] or site["town"]) if site else "",
        nice_to_haves=texts(row["nice_to_haves"]),
        tasks=str(row["tasks"]),
        shifts=str(row["shifts"]),
        contract=str(row["contract"]),
        place=str(row["place"]),
        flexibility=str(row["flexibility"]),
        asked_not_told=texts(row["asked_not_told"]),
        selection_steps=str(row["selection_steps"]),
        is_rolling=bool(row["is_rolling"]),
        source_organisation=str(row["source_organisation"]),
        is_advertised=None if row["is_advertised"] is None else bool(row["is_advertised"]),
        legal_requirements=texts(row["legal_requirements"]),
        is_subsidised=bool(row["is_subsidised"]),
        intends_to_hire=Known(row["intends_to_hire"]),
        trial_ends_on=day(row["trial_ends_on"]),
        after_trial=str(row["after_trial"]),
        heard_on=day(row["heard_on"]),
        quality=quality,
        submissions=tuple(
            sorted(
                of_vacancy(database, looking.today, vacancy_id), key=lambda each: not each.is_live
            )
        ),
        next_states=tuple(each for each in VacancyState if each in EDGES[VacancyState][state]),
    )
