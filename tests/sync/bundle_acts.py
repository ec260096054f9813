"""What advisers do between two bundles, and a team that has just joined."""

import shutil
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from adviser_tui.hub.store import open_store
from models.kinds import Channel, ContactWith
from models.tables import Contact, Participant
from tests.sync.bundle_team import (
    MORNING,
    Laptop,
    Lead,
    Team,
    make_team,
    open_team,
)

AMIRA = "01930000-0000-7000-8000-00000000a111"
BO = "01930000-0000-7000-8000-00000000b000"


@pytest.fixture(scope="session")
def joined(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A team that has just joined, closed, to be copied."""
    folder = tmp_path_factory.mktemp("joined") / "team"
    make_team(folder).close()
    return folder


@pytest.fixture
def crew(tmp_path: Path, joined: Path) -> Iterator[Team]:
    shutil.copytree(joined, tmp_path / "team")
    with closing(open_team(tmp_path / "team", ("anna", "ben"), MORNING)) as crew:
        yield crew


def add_person(laptop: Laptop, row_id: str = AMIRA, name: str = "Amira") -> None:
    with laptop.database.write("act") as work:
        work.add(Participant(id=row_id, preferred_name=name, phone="1"))


def set_phone(laptop: Laptop, phone: str, row_id: str = AMIRA) -> None:
    with laptop.database.write("act") as work:
        work.change(work.get(Participant, row_id), phone=phone)


def add_contacts(laptop: Laptop, many: int, row_id: str = AMIRA, start: int = 0) -> None:
    with laptop.database.write("act") as work:
        for n in range(start, start + many):
            work.add(
                Contact(
                    id=f"01930000-0000-7000-9000-{n:012x}",
                    kind=ContactWith.PARTICIPANT,
                    participant_id=row_id,
                    channel=Channel.CALL,
                    occurred_at=MORNING,
                    note=f"talk {n}",
                )
            )


def phone(laptop: Laptop, row_id: str = AMIRA) -> str | None:
    found = laptop.value("SELECT phone FROM participant WHERE id = ?", row_id)
    return None if found is None else str(found)


def waiting(laptop: Laptop) -> int:
    return laptop.device.state().waiting


def open_lead(crew: Team) -> Lead:
    return Lead(crew.lead.place, open_store(crew.lead.place.database), crew.clock, crew.files)
