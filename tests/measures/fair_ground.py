"""A small caseload of people who are compared in groups, for the tests of fair access."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from adviser_tui.clock import FixedClock
from adviser_tui.services.measures.figure import Figure, Measured
from adviser_tui.services.measures.scene import Whose
from adviser_tui.services.office import Office, open_office
from models.kinds import (
    BarrierState,
    Channel,
    ContactState,
    ContactWith,
    PlacementKind,
    PlacementState,
    Stage,
)

NINE = datetime(2026, 11, 20, 9, tzinfo=UTC)
TODAY = NINE.date()


@pytest.fixture
def office(folder: Path) -> Iterator[Office]:
    opened = open_office(folder, clock=FixedClock(NINE))
    opened.identity.introduce("Vilma Testesen")
    yield opened
    opened.close()


def people(
    office: Office, many: int, name: str = "P", enrolled: int = 300, **more: object
) -> list[str]:
    """Add people who are looking for work and return their ids."""
    from models.tables import Participant

    ids = [f"{name}-{number}" for number in range(many)]
    values = {
        "coach_id": office.desk.me,
        "stage": Stage.JOB_SEARCH,
        "enrolled_on": TODAY - timedelta(days=enrolled),
        **more,
    }
    with office.database.write() as work:
        work.add_many(Participant, [{"id": each, "preferred_name": each, **values} for each in ids])
    return ids


def talk(office: Office, person: str, *ago: int, minutes: int | None = 30, **more: object) -> None:
    from models.tables import Contact

    with office.database.write() as work:
        work.add_many(
            Contact,
            [
                {
                    "kind": ContactWith.PARTICIPANT,
                    "participant_id": person,
                    "adviser_id": office.desk.me,
                    "channel": Channel.CALL,
                    "state": ContactState.DONE,
                    "occurred_at": NINE - timedelta(days=each),
                    "minutes": minutes,
                    **more,
                }
                for each in ago
            ],
        )


def say(office: Office, ids: list[str], answer: str, *, withheld: bool = False) -> None:
    from models.tables import EquityRecord

    with office.database.write() as work:
        work.add_many(
            EquityRecord,
            [
                {
                    "participant_id": each,
                    "characteristic": "disability",
                    "answer": answer,
                    "is_withheld": withheld,
                    "asked_on": TODAY - timedelta(days=100),
                }
                for each in ids
            ],
        )


def start(office: Office, person: str, ago: int, kind: PlacementKind = PlacementKind.JOB) -> None:
    from models.tables import Employer, Placement

    with office.database.write() as work:
        firm = work.add(Employer(name="Fjord Brød")).id
        work.add(
            Placement(
                participant_id=person,
                employer_id=firm,
                role="Baker",
                kind=kind,
                state=PlacementState.STARTED,
                starts_on=TODAY - timedelta(days=ago),
            )
        )


def fair(office: Office, whose: Whose | None = None) -> Measured:
    return office.measures.measure("M9", whose=whose)


def keys(found: Measured) -> set[str]:
    return {each.key for each in found.figures}


def access(office: Office, answer: str, kind: str = "access") -> Figure:
    return fair(office).figure(f"{kind}.disability.{answer}")


def parked_ids(office: Office) -> list[str]:
    return [each.id for each in fair(office).figure("parked").rows]


def barrier(office: Office, person: str, state: BarrierState = BarrierState.OPEN) -> None:
    from models.tables import BarrierAction

    with office.database.write() as work:
        work.add(BarrierAction(participant_id=person, barrier="The bus", state=state))
