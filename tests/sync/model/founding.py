"""The world that every script begins in: a hub, people in two teams, and one shared participant."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from adviser_tui.hub import codes, people
from adviser_tui.hub.erasing import erase_aggregate
from adviser_tui.hub.founding import found as found_hub
from adviser_tui.hub.hub import Hub
from adviser_tui.hub.in_process import InProcess
from adviser_tui.hub.place import read_place
from adviser_tui.hub.restoring import restore
from adviser_tui.hub.store import open_store
from adviser_tui.services.office import Office
from adviser_tui.services.sync.membership import Membership
from adviser_tui.storage.migrations import NEWEST
from models.kinds import Channel, ConsentState, ContactWith, Side
from models.tables import (
    BarrierAction,
    Consent,
    Contact,
    Employer,
    FollowUp,
    MatchSheet,
    Participant,
    Vacancy,
)
from tests.sync.model.fates import Fated
from tests.sync.model.hostile import ATTACKER
from tests.sync.model.laptop import Laptop

MORNING = 1_795_167_000_000
"""Half past nine on Friday 20 November 2026, in milliseconds since 1970."""
TEAMS = ("Fjord", "Heath")
PEOPLE: tuple[tuple[str, str, tuple[int, ...]], ...] = (
    ("Lea Lark", "lead", (0,)),
    ("Ada Ash", "adviser", (0,)),
    ("Bo Birch", "adviser", (0, 1)),
    ("Cy Cedar", "adviser", (1,)),
    ("Ona Oak", "office", (0,)),
)
"""Whose laptop is which; a world with three laptops has the first three."""


@dataclass
class HubPlace:
    """A hub in its folder, which can be closed and opened again."""

    folder: Path
    now: Callable[[], int]

    def __post_init__(self) -> None:
        self.reopen()

    def reopen(self) -> None:
        """Open it, as starting the server does."""
        place = read_place(self.folder)
        self.store = open_store(Path(place.database))
        self.hub = Hub(self.store, self.now, keys=place.keys, journal=place.journal)
        self.transport = InProcess(self.hub)
        self._is_open = True

    def close(self) -> None:
        """End it; doing so twice does no harm."""
        if self._is_open:
            self._is_open = False
            self.store.close()

    def code_for(self, name: str) -> str:
        """Make a code for somebody."""
        with self.store.transaction() as t:
            who = people.account_called(t, name)
            return codes.new_code(t, self.hub.act(), self.hub.keys, who).text

    def code_of(self, account: str) -> str:
        """Make a code for somebody whose id is known."""
        with self.store.transaction() as t:
            who = people.account(t, account)
            return codes.new_code(t, self.hub.act(), self.hub.keys, who).text

    def restore(self, file: Path) -> None:
        """Put a backup in the place of what is there."""
        restore(file, self.store, self.hub.act())
        self.close()
        self.reopen()

    def erase(self, agg: str) -> None:
        """Erase a whole for good."""
        with self.store.transaction() as t:
            erase_aggregate(self.hub, t, agg, "asked for", self.now(), "hub")


class _Held:
    """A clock that goes on with every look at it."""

    def __init__(self) -> None:
        self.ms = MORNING

    def __call__(self) -> int:
        self.ms += 1_000
        return self.ms


def found(root: Path, laptops: int) -> int:
    """Make the world of a number of laptops in `root`; return what time it is there afterwards."""
    clock = _Held()
    found_hub(root / "hub", "", "Sample Hub", TEAMS[0], clock())
    place = HubPlace(root / "hub", clock)
    with place.store.transaction() as t:
        people.add_team(t, place.hub.act(), TEAMS[1])
        teams = people.teams(t)
        for name, role, which in (*PEOPLE, ATTACKER):
            people.add_account(t, place.hub.act(), name, role, [teams[at] for at in which])
    made = [_joined(root, place, number, clock) for number in range(laptops)]
    try:
        _share(made)
        for _ in range(2):
            for laptop in made:
                laptop.sync()
    finally:
        for laptop in made:
            laptop.close()
        place.close()
    return clock()


def _joined(root: Path, place: HubPlace, number: int, clock: Callable[[], int]) -> Laptop:
    """Make a caseload and join it to the hub as its person."""
    laptop = Laptop(number, root / f"laptop-{number}", Fated(place.transport), clock).open()
    name = PEOPLE[number][0]
    Office(laptop.database).identity.introduce(name)
    code = place.code_for(name)
    grant = place.transport.call(
        "enrol", {"code": code, "device_name": f"laptop {number}", "schema": NEWEST}
    )
    user = grant["user"]
    laptop.members.write(
        Membership(
            url="https://hub.example",
            hub_id=grant["hub_id"],
            device_id=grant["device_id"],
            dev_no=grant["dev_no"],
            user_id=user["id"],
            user_name=user["name"],
            role=user["role"],
            teams=tuple(grant["teams"]),
            token=grant["token"],
            token_ms=clock(),
            hub_key=grant["hub_key"],
            grant={k: v for k, v in grant.items() if k != "token"},
        )
    )
    return laptop


def _share(laptops: list[Laptop]) -> None:
    """Let the first adviser record somebody whom everybody in the team then knows."""
    for laptop in laptops:
        laptop.sync()
    first = laptops[min(1, len(laptops) - 1)]
    with first.database.write() as work:
        person = work.add(Participant(preferred_name="Shared One", coach_id=first.account()))
        other = work.add(Participant(preferred_name="Shared Two", phone="1"))
        employer = work.add(Employer(name="Sample Works"))
        work.add(Employer(name="Sample Works Ltd"))
        vacancy = work.add(Vacancy(employer_id=employer.id, title="Storage hand"))
        work.add(Consent(participant_id=person.id, state=ConsentState.ASKED))
        work.add(BarrierAction(participant_id=person.id, barrier="bus"))
        work.add(
            MatchSheet(
                participant_id=person.id, vacancy_id=vacancy.id, template="t", template_version=1
            )
        )
        for each in (person, other):
            day = date(2026, 11, 20)
            work.add(
                FollowUp(
                    what="call",
                    side=Side.PARTICIPANT,
                    due_on=day,
                    first_due_on=day,
                    participant_id=each.id,
                )
            )
        work.add(
            Contact(
                kind=ContactWith.PARTICIPANT,
                participant_id=person.id,
                channel=Channel.CALL,
                occurred_at=work.now,
                note="first talk",
            )
        )
