"""The ordinary days of a year: contacts of the whole team, week after week."""

from datetime import date

from seed.demo.days import is_working
from seed.demo.diary import Diary, day_of
from seed.demo.employers import needs_of
from seed.demo.tasks import past_follow_up, past_promise
from seed.demo.words import words
from seed.demo.world import Firm, Person, Row, World

PURPOSES = {
    "prospecting": ("prospect",) * 7 + ("needs",) * 2 + ("other",),
    "planning": ("prospect",) * 6 + ("needs",) * 3 + ("other",),
    "needs": ("prospect",) * 2 + ("needs",) * 6 + ("check",) + ("other",),
    "presentation": ("needs",) * 3 + ("present",) * 4 + ("negotiate",) * 2 + ("check",),
    "solutions": ("needs",)
    + ("present",) * 2
    + ("negotiate",) * 3
    + ("check",) * 2
    + ("support",) * 2,
    "ongoing": ("needs",) * 2 + ("present", "negotiate", "check") + ("support",) * 4 + ("other",),
    "dormant": ("prospect",) * 6 + ("needs",) * 3 + ("other",),
    "do_not_contact": ("prospect",) * 5 + ("needs",) * 2 + ("other",),
    "participant": ("support",) * 11
    + ("check",) * 3
    + ("needs",) * 2
    + ("present",) * 2
    + ("prospect",) * 2
    + ("other",),
    "partner": (
        "prospect",
        "needs",
        "present",
        "negotiate",
        "check",
        "support",
        "support",
        "other",
    ),
}
NEXT_STEPS = {"mine": 70, "employer": 30, "participant": 6, "partner": 15}
"""How many of a hundred contacts have a next step on record."""


class Year:
    """Fills what is left of a year after the stories are told."""

    def __init__(self, world: World, diary: Diary) -> None:
        self.world, self.diary = world, diary
        self._lately = world.days.ago(20)
        self.firms: dict[str, list[Firm]] = {each: [] for each in world.advisers}
        heat = ("ongoing", "solutions", "presentation", "needs")
        order = {stage: place for place, stage in enumerate(heat)}
        for firm in sorted(world.firms, key=lambda each: order.get(each.stage, 9)):
            self.firms[firm.coach].append(firm)
        self.people: dict[str, list[Person]] = {each: [] for each in world.advisers}
        for person in world.people:
            self.people[person.coach].extend([person] * 6)
            self.people[person.deputy].append(person)

    def fill(self) -> None:
        """Add contacts until the caseload has as many as its size asks for."""
        self._nobody_forgotten()
        world = self.world
        weeks: dict[tuple[int, int], list[date]] = {}
        for day in world.days.past:
            weeks.setdefault(day.isocalendar()[:2], []).append(day)
        counts = self._counts()
        for week, days in weeks.items():
            for adviser in world.advisers:
                slots = [day for day in days for _ in range(counts.get((adviser, day), 0))]
                self._week(adviser, week, days, slots)

    def _counts(self) -> dict[tuple[str, date], int]:
        """Return how many contacts each adviser still makes on each day; the sum is exact."""
        world = self.world
        places = [(adviser, day) for day in world.days.past for adviser in world.advisers]
        left = world.size.contacts - len(world.rows["contact"])
        base = (left + len(world.rows["contact"])) // len(places)
        counts = {
            place: max(base + world.rng.randint(-2, 2) - self.diary.of_day[place], 0)
            for place in places
        }
        spare = left - sum(counts.values())
        while spare:
            place = world.pick(places)
            if spare > 0 or counts[place]:
                counts[place] += 1 if spare > 0 else -1
                spare += -1 if spare > 0 else 1
        return counts

    def _week(
        self, adviser: str, week: tuple[int, int], days: list[date], slots: list[date]
    ) -> None:
        """Fill one adviser's week: six to nine employers, a few attempts, people, partners."""
        world = self.world
        share = len(days) / 5
        reached = self.diary.with_employers[adviser, week]
        more = 0 if adviser == world.me else 3
        wanted = max(round((world.rng.randint(6, 9) + more) * share) - reached, 0)
        kinds = ["employer"] * wanted + ["attempt"] * round(world.rng.randint(1, 3) * share)
        kinds += ["partner"] * round(world.rng.randint(2, 4) * share)
        kinds += ["organisation"] * round(world.rng.randint(0, 2) * share)
        kinds = kinds[: len(slots)] + ["participant"] * (len(slots) - len(kinds))
        world.rng.shuffle(kinds)
        firms = [
            each for each in self.firms[adviser] if each.first <= days[-1] and days[0] <= each.last
        ]
        people = [
            each
            for each in self.people[adviser]
            if each.joined <= days[-1] and days[0] <= each.last
        ]
        for day, kind in zip(slots, kinds, strict=True):
            if kind == "partner":
                self._partner(adviser, day)
            elif kind == "participant" and people:
                self._participant(adviser, day, world.pick(people))
            else:
                self._employer(adviser, day, kind, firms)

    def _employer(self, adviser: str, day: date, kind: str, firms: list[Firm]) -> None:
        world = self.world
        if not firms or world.chance(12):
            firms = self.firms[world.pick(world.advisers)]
        for _ in range(20):
            firm = firms[int(len(firms) * world.rng.random() ** 1.6)]
            if firm.first <= day <= firm.last and not (firm.reserved and day > self._lately):
                break
        partner = world.pick(world.names.partners) if kind == "organisation" else ""
        row = self.diary.log(
            "employer",
            adviser,
            day,
            world.pick(PURPOSES[firm.stage]),
            firm=firm,
            attempt=kind == "attempt",
            organisation=partner,
        )
        if kind == "employer":
            who = "mine" if adviser == world.me else "employer"
            self._next(row, adviser, day, who, "employer", firm.short, {"employer_id": firm.id})
            if row["purpose"] == "needs" and world.chance(25):
                needs_of(world, firm, row, max(day_of(row, world.today), 1))
            if world.chance(3):
                past_promise(world, adviser, day, {"employer_id": firm.id, "contact_id": row["id"]})

    def _participant(self, adviser: str, day: date, person: Person) -> None:
        world = self.world
        if not person.joined <= day <= person.last:
            day = min(max(day, world.days.working_after(person.joined, 1)), world.days.ago(1))
        row = self.diary.log(
            "participant",
            adviser,
            day,
            world.pick(PURPOSES["participant"]),
            person=person,
            attempt=world.chance(8),
        )
        if row["state"] == "done":
            self._next(
                row, adviser, day, "participant", "participant", "", {"participant_id": person.id}
            )

    def _partner(self, adviser: str, day: date) -> None:
        row = self.diary.log("partner", adviser, day, self.world.pick(PURPOSES["partner"]))
        self._next(row, adviser, day, "partner", "partner", "", {})

    def _next(
        self, row: Row, adviser: str, day: date, share: str, side: str, firm: str, about: Row
    ) -> None:
        if not self.world.chance(NEXT_STEPS[share]):
            return
        what = self.world.pick(words("notes")["next"][side])
        text = what.format(who="the manager", firm=firm or "the employer")
        past_follow_up(self.world, adviser, day, side, text, {**about, "contact_id": row["id"]})

    def _nobody_forgotten(self) -> None:
        """See to it that only those who are meant to be parked had no talk for four weeks."""
        world = self.world
        for person in world.people:
            if person.last < world.today or person.stage in ("referred", "moved_on"):
                continue
            day = world.days.ago(world.rng.randint(1, 16))
            if day > person.joined and is_working(day):
                self.diary.log("participant", person.coach, day, "support", person=person)
