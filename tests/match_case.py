"""A participant and a vacancy in a real file, about which everything is known; tests take away."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from adviser_tui.clock import FixedClock
from adviser_tui.services.checklist.values import MustHaveProof
from adviser_tui.services.match_sheets.card import SheetCard
from adviser_tui.services.match_sheets.given import Given
from adviser_tui.services.office import Office
from adviser_tui.services.submissions.rows import SubmissionCard
from adviser_tui.storage.database import Database
from models.kinds import (
    AnswerValue,
    Channel,
    ConsentState,
    ContactWith,
    DisclosureLevel,
    DocumentState,
    Known,
    ProfileState,
    Purpose,
    Side,
    Stage,
    VacancyState,
)

PITCH = "Amira has baked at home for ten years and likes quiet nights."
REASON = "The manager asked us to go ahead"
BY_HAND = (
    *("E2", "E5", "C1", "C3", "M1", "M2", "M3", "M4", "M5", "M6"),
    *("P1", "P2", "P3", "P4", "P5", "O2", "O4", "T2", "T4"),
)
"""The items that somebody answers; records answer the rest of the known case."""


@dataclass
class Pair:
    """Two that a sheet is about, in an open caseload."""

    office: Office
    clock: FixedClock
    me: str
    participant: str
    vacancy: str
    employer: str
    colleague: str
    ids: dict[str, str] = field(default_factory=dict)

    def sheet(self) -> SheetCard:
        return self.office.match_sheets.open(self.participant, self.vacancy)

    def answer(self, item: str, value: str = "yes", **more: Any) -> SheetCard:
        return self.office.match_sheets.answer(
            self.participant, self.vacancy, item, AnswerValue(value), **more
        )

    def answer_all(self, *without: str) -> SheetCard:
        given = tuple(known_answer(item) for item in BY_HAND if item not in without)
        return self.office.match_sheets.answer_many(self.participant, self.vacancy, given)

    def ready(self) -> SheetCard:
        self.office.match_sheets.set_pitch(self.participant, self.vacancy, PITCH)
        return self.answer_all()

    def submit(self, **more: Any) -> SubmissionCard:
        return self.office.submissions.submit(self.participant, self.vacancy, **more)

    def override(self, item: str, reason: str = REASON, **more: Any) -> SheetCard:
        return self.office.match_sheets.override(
            self.participant, self.vacancy, item, reason, **more
        )

    def change(self, table: str, row_id: str, **values: Any) -> None:
        from models.tables import BY_NAME

        with self.office.database.write() as work:
            work.change(work.get(BY_NAME[table], row_id), **values)

    def add(self, table: str, **values: Any) -> str:
        from models.tables import BY_NAME

        with self.office.database.write() as work:
            return work.add(BY_NAME[table](**values)).id

    def later(self, **time: int) -> None:
        self.clock.at += timedelta(**time)


def known_answer(item: str) -> Given:
    proofs: tuple[MustHaveProof, ...] = ()
    if item == "M1":
        proofs = (
            MustHaveProof("early starts", proof="delivered papers at five for two years"),
            MustHaveProof("food hygiene certificate", plan="course", plan_by=date(2026, 11, 27)),
        )
    return Given(item, AnswerValue.YES, note="said so on the phone", proofs=proofs)


def known_pair(database: Database, clock: FixedClock, me: str) -> Pair:
    """Write two about whom the records know everything, and return them."""
    from models.tables import (
        Adviser,
        Consent,
        Contact,
        Employer,
        EmployerPerson,
        EmployerSite,
        Participant,
        Promise,
        QualityFact,
        Vacancy,
        VocationalProfile,
    )

    now, today = clock.now(), clock.today()
    ids: dict[str, str] = {}
    with database.write("setup") as work:
        colleague = work.add(Adviser(name="Otto Prøvesen", initials="OP")).id
        employer = work.add(Employer(name="Quillfeather Bakery", spoc_id=colleague)).id
        site = work.add(EmployerSite(employer_id=employer, name="Mill Lane", town="Leeds")).id
        ids["person"] = work.add(
            EmployerPerson(
                employer_id=employer,
                site_id=site,
                name="A. Person",
                role="shift manager",
                channel=Channel.CALL,
                has_hiring_say=True,
                expects_us=True,
            )
        ).id
        participant = work.add(
            Participant(
                preferred_name="Amira",
                legal_name="Amira Testova",
                stage=Stage.JOB_SEARCH,
                coach_id=me,
                right_to_work=DocumentState.IN_HAND,
                cv_updated_on=today - timedelta(days=8),
            )
        ).id
        ids["profile"] = work.add(
            VocationalProfile(
                participant_id=participant,
                state=ProfileState.AGREED,
                agreed_on=today - timedelta(days=10),
                must_haves=["home before the school run"],
                pay_floor=1200,
                least_minutes=1200,
                most_minutes=2100,
            )
        ).id
        vacancy = work.add(
            Vacancy(
                employer_id=employer,
                site_id=site,
                title="Night baker",
                state=VacancyState.OPEN,
                must_haves=["early starts", "food hygiene certificate"],
                nice_to_haves=["own transport"],
                tasks="Mixing and shaping dough",
                weekly_minutes=1800,
                shifts="22:00 to 06:00",
                pay=1300,
                contract="permanent",
                place="Mill Lane",
                flexibility="start can move by an hour",
                starts_on=date(2026, 12, 1),
                checked_on=today - timedelta(days=2),
            )
        ).id
        ids["visit"] = work.add(
            Contact(
                kind=ContactWith.EMPLOYER,
                employer_id=employer,
                site_id=site,
                person_id=ids["person"],
                vacancy_id=vacancy,
                adviser_id=me,
                channel=Channel.VISIT,
                purpose=Purpose.NEEDS,
                occurred_at=now - timedelta(days=6),
            )
        ).id
        ids["talk"] = work.add(
            Contact(
                kind=ContactWith.PARTICIPANT,
                participant_id=participant,
                vacancy_id=vacancy,
                adviser_id=me,
                channel=Channel.CALL,
                purpose=Purpose.PRESENT,
                occurred_at=now - timedelta(days=3),
            )
        ).id
        ids["consent"] = work.add(
            Consent(
                participant_id=participant,
                vacancy_id=vacancy,
                state=ConsentState.GIVEN,
                level=DisclosureLevel.NAMED,
                asked_on=today - timedelta(days=5),
                given_on=today - timedelta(days=4),
            )
        ).id
        ids["promise"] = work.add(
            Promise(
                what="two people who fit",
                side=Side.EMPLOYER,
                made_on=today - timedelta(days=2),
                due_on=today + timedelta(days=4),
                employer_id=employer,
            )
        ).id
        for place, dimension in enumerate(("terms", "pay", "health", "design", "support")):
            ids[f"fact_{dimension}"] = work.add(
                QualityFact(
                    employer_id=employer,
                    vacancy_id=vacancy,
                    dimension=dimension,
                    fact=f"known about {dimension}",
                    met=Known.YES if place else Known.NO,
                )
            ).id
    return Pair(Office(database), clock, me, participant, vacancy, employer, colleague, ids)


def states_of(card: SheetCard) -> Mapping[str, str]:
    return {item.id: str(item.status) for item in card.items}
