"""Everything about one employer, as its card shows it."""

from dataclasses import dataclass
from datetime import date

from adviser_tui.errors import NotFoundError
from adviser_tui.services.desk import Desk
from adviser_tui.services.employers.card_lines import (
    FollowUpLine,
    NeedLine,
    PersonLine,
    PromiseLine,
    SiteLine,
    VacancyLine,
    read_follow_ups,
    read_needs,
    read_people,
    read_promises,
    read_sites,
    read_vacancies,
)
from adviser_tui.services.employers.dealings import read_contacts, read_engagement
from adviser_tui.services.employers.engagement import Engagement
from adviser_tui.services.employers.quiet_line import PointOfContact, QuietLine, quiet_line
from adviser_tui.services.employers.rows import left_alone, resting_words
from adviser_tui.services.merging.grouping import BranchLine, read_branches, read_parent
from adviser_tui.services.merging.trail import survivor
from adviser_tui.services.timeline import Timeline, TimelineRow
from adviser_tui.storage.reading import day, texts
from models.edges import EDGES
from models.kinds import Channel, Pipeline


@dataclass(frozen=True, slots=True)
class EmployerCard:
    """One employer with all that is known and owed."""

    id: str
    reference: str
    name: str
    trading_name: str
    previous_names: tuple[str, ...]
    company_number: str
    parent_id: str
    parent: str
    sector_codes: tuple[str, ...]
    size_band: str
    phone: str
    email: str
    website: str
    preferred_channel: Channel | None
    stage: Pipeline
    next_stages: tuple[Pipeline, ...]
    """The stages that may come next."""
    engagement: Engagement
    spoc_id: str
    spoc: str
    deputy_id: str
    deputy: str
    cadence_days: int | None
    disability_confident: int | None
    disability_confident_on: date | None
    pitch: str
    not_engaged_reason: str
    do_not_contact: bool
    do_not_contact_until: date | None
    do_not_contact_why: str
    notes: str
    quiet: QuietLine
    sites: tuple[SiteLine, ...]
    people: tuple[PersonLine, ...]
    needs: tuple[NeedLine, ...]
    vacancies: tuple[VacancyLine, ...]
    promises: tuple[PromiseLine, ...]
    follow_ups: tuple[FollowUpLine, ...]
    above: BranchLine | None
    """The parent company with its latest dealing, nothing where it has none."""
    branches: tuple[BranchLine, ...]
    """The branches with their latest dealings."""
    timeline: tuple[TimelineRow, ...]
    """The newest page; `Timeline.of_employer` reads on."""


_EMPLOYER = """SELECT e.*, coalesce(p.name, '') AS parent, coalesce(a.name, '') AS spoc,
    coalesce(d.name, '') AS deputy
  FROM employer e LEFT JOIN employer p ON p.id = e.parent_id
  LEFT JOIN adviser a ON a.id = e.spoc_id LEFT JOIN adviser d ON d.id = e.deputy_id
  WHERE e.id = ? AND e.void_reason IS NULL"""


def read_card(desk: Desk, employer_id: str) -> EmployerCard:
    """Return an employer's card; raises `NotFoundError` where there is none."""
    database, today = desk.database, desk.today
    row = database.row(_EMPLOYER, (employer_id,))
    if row is None:
        if into := survivor(database, "employer", employer_id):
            return read_card(desk, into)
        raise NotFoundError("That employer is not in the caseload any more.")
    stage = Pipeline(row["stage"])
    until = day(row["do_not_contact_until"])
    spoc = PointOfContact(str(row["spoc_id"] or ""), str(row["spoc"]))
    do_not_contact_why = str(row["do_not_contact_why"])
    resting = left_alone(stage, until, today)
    words = resting_words(until, do_not_contact_why, today) if resting else ""
    contacts = read_contacts(database, [employer_id], today)[employer_id]
    return EmployerCard(
        id=str(row["id"]),
        reference=str(row["reference"]),
        name=str(row["name"]),
        trading_name=str(row["trading_name"]),
        previous_names=texts(row["previous_names"]),
        company_number=str(row["company_number"]),
        parent_id=str(row["parent_id"] or ""),
        parent=str(row["parent"]),
        sector_codes=texts(row["sector_codes"]),
        size_band=str(row["size_band"]),
        phone=str(row["phone"]),
        email=str(row["email"]),
        website=str(row["website"]),
        preferred_channel=Channel(row["preferred_channel"]) if row["preferred_channel"] else None,
        stage=stage,
        next_stages=tuple(each for each in Pipeline if each in EDGES[Pipeline][stage]),
        engagement=read_engagement(database, [employer_id], today)[employer_id],
        spoc_id=spoc.id,
        spoc=spoc.name,
        deputy_id=str(row["deputy_id"] or ""),
        deputy=str(row["deputy"]),
        cadence_days=row["cadence_days"],
        disability_confident=row["disability_confident"],
        disability_confident_on=day(row["disability_confident_on"]),
        pitch=str(row["pitch"]),
        not_engaged_reason=str(row["not_engaged_reason"]),
        do_not_contact=resting,
        do_not_contact_until=until,
        do_not_contact_why=do_not_contact_why,
        notes=str(row["notes"]),
        quiet=quiet_line(contacts, today, desk.me, desk.holidays, spoc, words),
        sites=read_sites(database, employer_id),
        people=read_people(database, employer_id),
        needs=read_needs(database, employer_id),
        vacancies=read_vacancies(database, employer_id),
        promises=read_promises(database, employer_id),
        follow_ups=read_follow_ups(database, employer_id),
        above=read_parent(database, employer_id) if row["parent_id"] else None,
        branches=read_branches(database, employer_id),
        timeline=Timeline(desk).of_employer(employer_id),
    )
