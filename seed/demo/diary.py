"""The diary of every adviser: contacts that do not overlap, with the notes of a coach."""

from collections import Counter
from datetime import date

from seed.demo.days import At, offset_of, utc_text
from seed.demo.words import words
from seed.demo.world import Firm, Person, Row, World

OPENS, CLOSES = 8 * 60 + 40, 17 * 60 + 10
CHANNELS = {
    "employer": ("visit",) * 6 + ("call",) * 5 + ("email",) * 3 + ("video",) + ("text",),
    "participant": ("call",) * 7 + ("text",) * 4 + ("visit",) * 6 + ("email",) * 2 + ("video",),
    "partner": ("call",) * 3 + ("video",) * 3 + ("email",) * 3 + ("visit",),
}
ATTEMPTS = ("voicemail", "voicemail", "call", "email", "no_show")
MINUTES = {
    "visit": (25, 30, 40, 45, 60),
    "call": (5, 10, 10, 15, 20),
    "video": (20, 30, 40),
    "email": (5, 10),
    "text": (5,),
    "voicemail": (5,),
    "no_show": (15,),
}
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday")


class Diary:
    """Writes contacts into the first free time of a day."""

    def __init__(self, world: World) -> None:
        self.world = world
        self._free: dict[tuple[str, date], int] = {}
        self.of_day: Counter[tuple[str, date]] = Counter()
        """How many contacts an adviser has on a day."""
        self.with_employers: Counter[tuple[str, tuple[int, int]]] = Counter()
        """How many employers an adviser reached in an ISO week."""

    def slot(self, adviser: str, day: date, length: int) -> At:
        """Return the next free time of an adviser's day; a full day leads to the one before."""
        chance = self.world.rng.random
        while True:
            free = self._free.get((adviser, day)) or OPENS + 5 * int(chance() * 8)
            if free + length <= CLOSES:
                break
            day = self.world.days.working_before(day)
        self._free[adviser, day] = free + length + 5 * (1 + int(chance() * 7))
        self.of_day[adviser, day] += 1
        return At(day, free)

    def log(
        self,
        kind: str,
        adviser: str,
        day: date,
        purpose: str,
        *,
        firm: Firm | None = None,
        person: Person | None = None,
        channel: str = "",
        attempt: bool = False,
        vacancy: tuple[str, str] | None = None,
        organisation: str = "",
        decider: bool = False,
    ) -> Row:
        """Add one contact; `vacancy` is its id and title, `organisation` a partner who made it.

        `decider` asks for the person with a say in hiring.
        """
        world = self.world
        if not channel:
            channel = world.pick(ATTEMPTS if attempt else CHANNELS[kind])
        minutes = world.pick(MINUTES[channel])
        at = self.slot(adviser, day, minutes)
        met = None
        if firm and firm.people:
            met = firm.people[0] if decider or world.chance(60) else world.pick(firm.people)
        about = "attempt" if attempt else purpose
        if person and kind == "participant" and person.works_on(day) and about == "support":
            about = "in_work"
        is_reply = channel in ("call", "email", "text") and not attempt and world.chance(30)
        values: Row = {
            "kind": kind,
            "employer_id": firm.id if firm else None,
            "site_id": firm.site_id if firm else None,
            "person_id": met[0] if met else None,
            "participant_id": person.id if person else None,
            "vacancy_id": vacancy[0] if vacancy else None,
            "partner_name": world.pick(world.names.partners) if kind == "partner" else "",
            "adviser_id": None if organisation else adviser,
            "organisation": organisation,
            "channel": channel,
            "direction": "inbound" if is_reply else "outbound",
            "purpose": purpose,
            "place": self._place(kind, channel),
            "state": "attempt" if attempt else "done",
            "occurred_at": "",
            "occurred_offset": offset_of(at.day),
            "minutes": None if attempt and channel != "no_show" else minutes,
            "note": self._note(kind, about, channel, met, vacancy),
            "spoc_agreed": int(bool(organisation) and world.chance(50)),
        }
        late = 2 + int(world.rng.random() * 60)
        row = world.add("contact", At(at.day, at.minute + minutes + late), adviser, **values)
        row["occurred_at"] = utc_text(at)
        if kind == "employer" and not attempt and not organisation:
            self.with_employers[adviser, at.day.isocalendar()[:2]] += 1
        return row

    def _place(self, kind: str, channel: str) -> str:
        if channel in ("visit", "no_show"):
            return "away" if kind == "employer" or self.world.chance(60) else "own_office"
        return "own_office" if self.world.chance(65) else "remote"

    def _note(
        self,
        kind: str,
        about: str,
        channel: str,
        met: tuple[str, str, bool] | None,
        vacancy: tuple[str, str] | None,
    ) -> str:
        """Return what a coach would note: a text reads otherwise than a visit."""
        notes, world = words("notes"), self.world
        if about == "attempt":
            choices = notes["attempt"][channel]
        elif channel in ("email", "text"):
            choices = notes["written"][kind][about]
        else:
            seen = notes["visit"].get(kind, {}).get(about) if channel == "visit" else None
            choices = seen if seen and world.chance(55) else notes["spoken"][kind][about]
        text: str = world.pick(choices)
        if "{" not in text:
            return text
        return text.format(
            who=met[1] if met else "The manager",
            job=f"the {vacancy[1]} post" if vacancy else "a post",
            day=world.pick(WEEKDAYS),
        )


def day_of(contact: Row, today: date) -> int:
    """Return how many days ago a contact was."""
    return (today - date.fromisoformat(str(contact["occurred_at"])[:10])).days
