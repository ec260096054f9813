"""The lines of an employer's card: sites, people, needs, vacancies and what is owed."""

from dataclasses import dataclass
from datetime import date

from adviser_tui.storage.database import Database
from adviser_tui.storage.reading import day
from models.kinds import (
    LIVE_SUBMISSIONS,
    Certainty,
    Channel,
    FollowUpState,
    MadeBy,
    NeedState,
    PersonState,
    PromiseState,
    Side,
    VacancyState,
)


@dataclass(frozen=True, slots=True)
class SiteLine:
    """A place where the employer works."""

    id: str
    name: str
    address: str
    town: str
    postcode: str
    phone: str
    is_main: bool


@dataclass(frozen=True, slots=True)
class PersonLine:
    """Somebody at the employer."""

    id: str
    name: str
    role: str
    phone: str
    email: str
    channel: Channel | None
    has_hiring_say: bool
    expects_us: bool
    is_workplace_rep: bool
    state: PersonState
    left_on: date | None
    site_id: str
    site: str


@dataclass(frozen=True, slots=True)
class NeedLine:
    """Something the employer needs done, or expects to; a forecast where it has a month."""

    id: str
    task: str
    number: int | None
    month: str
    certainty: Certainty
    state: NeedState
    told_on: date | None


@dataclass(frozen=True, slots=True)
class VacancyLine:
    """A vacancy at this employer."""

    id: str
    title: str
    state: VacancyState
    posts: int
    live: int
    checked_on: date | None


@dataclass(frozen=True, slots=True)
class PromiseLine:
    """A promise between this employer and us."""

    id: str
    what: str
    made_by: MadeBy
    due_on: date
    level: str
    state: PromiseState
    owner: str


@dataclass(frozen=True, slots=True)
class FollowUpLine:
    """An open follow-up that concerns this employer."""

    id: str
    what: str
    due_on: date
    due_time: str
    side: Side
    state: FollowUpState
    owner: str
    participant: str


def read_sites(database: Database, employer_id: str) -> tuple[SiteLine, ...]:
    """Return the sites, the main one first."""
    rows = database.rows(
        "SELECT * FROM employer_site WHERE employer_id = ? AND void_reason IS NULL "
        "ORDER BY is_main DESC, rowid",
        (employer_id,),
    )
    return tuple(
        SiteLine(
            str(row["id"]),
            str(row["name"]),
            str(row["address"]),
            str(row["town"]),
            str(row["postcode"]),
            str(row["phone"]),
            bool(row["is_main"]),
        )
        for row in rows
    )


def read_people(database: Database, employer_id: str) -> tuple[PersonLine, ...]:
    """Return the people, those with a say in hiring first, those who left last."""
    rows = database.rows(
        "SELECT p.*, coalesce(nullif(s.name, ''), s.town, '') AS site FROM employer_person p "
        "LEFT JOIN employer_site s ON s.id = p.site_id "
        "WHERE p.employer_id = ? AND p.void_reason IS NULL "
        "ORDER BY p.state = 'left', p.has_hiring_say DESC, p.rowid",
        (employer_id,),
    )
    return tuple(
        PersonLine(
            id=str(row["id"]),
            name=str(row["name"]),
            role=str(row["role"]),
            phone=str(row["phone"]),
            email=str(row["email"]),
            channel=Channel(row["channel"]) if row["channel"] else None,
            has_hiring_say=bool(row["has_hiring_say"]),
            expects_us=bool(row["expects_us"]),
            is_workplace_rep=bool(row["is_workplace_rep"]),
            state=PersonState(row["state"]),
            left_on=day(row["left_on"]),
            site_id=str(row["site_id"] or ""),
            site=str(row["site"]),
        )
        for row in rows
    )


def read_needs(database: Database, employer_id: str) -> tuple[NeedLine, ...]:
    """Return the needs, live ones first, the newest of them on top."""
    rows = database.rows(
        "SELECT n.*, substr(coalesce(c.occurred_at, n.created_at), 1, 10) AS told_on FROM need n "
        "LEFT JOIN contact c ON c.id = n.contact_id "
        "WHERE n.employer_id = ? AND n.void_reason IS NULL "
        "ORDER BY n.state <> 'live', told_on DESC, n.rowid DESC LIMIT 50",
        (employer_id,),
    )
    return tuple(
        NeedLine(
            str(row["id"]),
            str(row["task"]),
            row["number"],
            str(row["month"]),
            Certainty(row["certainty"]),
            NeedState(row["state"]),
            day(row["told_on"]),
        )
        for row in rows
    )


def read_vacancies(database: Database, employer_id: str) -> tuple[VacancyLine, ...]:
    """Return the vacancies, those still to be filled first."""
    live = ", ".join(f"'{state.value}'" for state in LIVE_SUBMISSIONS)
    rows = database.rows(
        "SELECT v.*, (SELECT count(*) FROM submission s WHERE s.vacancy_id = v.id "
        f"AND s.void_reason IS NULL AND s.state IN ({live})) AS live FROM vacancy v "
        "WHERE v.employer_id = ? AND v.void_reason IS NULL "
        "ORDER BY v.state IN ('filled', 'withdrawn', 'lapsed'), v.rowid DESC LIMIT 50",
        (employer_id,),
    )
    return tuple(
        VacancyLine(
            str(row["id"]),
            str(row["title"]),
            VacancyState(row["state"]),
            int(row["posts"]),
            int(row["live"]),
            day(row["checked_on"]),
        )
        for row in rows
    )


def read_promises(database: Database, employer_id: str) -> tuple[PromiseLine, ...]:
    """Return the promises, open ones first by their day."""
    rows = database.rows(
        "SELECT p.*, coalesce(a.name, '') AS owner FROM promise p "
        "LEFT JOIN adviser a ON a.id = p.owner_id "
        "WHERE p.employer_id = ? AND p.void_reason IS NULL "
        "ORDER BY p.state <> 'open', p.due_on, p.rowid LIMIT 50",
        (employer_id,),
    )
    return tuple(
        PromiseLine(
            str(row["id"]),
            str(row["what"]),
            MadeBy(row["made_by"]),
            date.fromisoformat(row["due_on"]),
            str(row["level"]),
            PromiseState(row["state"]),
            str(row["owner"]),
        )
        for row in rows
    )


def read_follow_ups(database: Database, employer_id: str) -> tuple[FollowUpLine, ...]:
    """Return the open follow-ups by their day."""
    rows = database.rows(
        "SELECT f.*, coalesce(a.name, '') AS owner, coalesce(p.preferred_name, '') AS participant "
        "FROM follow_up f LEFT JOIN adviser a ON a.id = f.owner_id "
        "LEFT JOIN participant p ON p.id = f.participant_id "
        "WHERE f.employer_id = ? AND f.state = 'open' AND f.void_reason IS NULL "
        "ORDER BY f.due_on, f.due_time = '', f.due_time, f.rowid LIMIT 50",
        (employer_id,),
    )
    return tuple(
        FollowUpLine(
            id=str(row["id"]),
            what=str(row["what"]),
            due_on=date.fromisoformat(row["due_on"]),
            due_time=str(row["due_time"]),
            side=Side(row["side"]),
            state=FollowUpState(row["state"]),
            owner=str(row["owner"]),
            participant=str(row["participant"]),
        )
        for row in rows
    )
