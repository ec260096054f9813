"""The participants of the demo with their profiles, standing consents and barriers."""

from datetime import timedelta
from typing import NamedTuple

from seed.demo.days import At
from seed.demo.names import mail_name
from seed.demo.words import words
from seed.demo.world import Person, Row, World

PROGRAMMES = ("Pretend Connect", "Invented IPS Service")


class Part(NamedTuple):
    """A stage and the part somebody plays in the story; `last` and `joined` in days ago."""

    stage: str
    part: str = ""
    joined: tuple[int, int] = (60, 200)
    last: int = 0


MINE = (
    *[Part("referred", joined=(2, 12))] * 3,
    *[Part("engaged", joined=(15, 50))] * 3,
    Part("engaged", "back_soon", (40, 80), 12),
    *[Part("profiling", joined=(40, 110))] * 4,
    Part("profiling", "away", (50, 110), 4),
    *[Part("job_search", joined=(90, 300))] * 9,
    Part("job_search", "parked", (120, 250), 33),
    Part("job_search", "parked", (120, 250), 41),
    Part("job_search", "paused", (150, 250), 20),
    Part("job_search", "away", (150, 250), 3),
    Part("job_search", "star", (120, 200)),
    Part("job_search", "star", (120, 200)),
    Part("job_search", "agreed", (150, 300)),
    Part("job_search", "ended", (330, 400)),
    *[Part("job_search", joined=(90, 300))] * 2,
    Part("in_work_support", "started", (200, 300)),
    Part("in_work_support", "at_risk", (200, 300)),
    Part("in_work_support", "sustained_13", (290, 340)),
    Part("in_work_support", "sustained_26", (370, 420)),
    Part("in_work_support", "first_week", (150, 250)),
    Part("in_work_support", "converted_to_ordinary", (330, 380)),
    Part("moved_on", "sustained_52", (500, 560), 20),
    Part("moved_on", "progressed", (420, 470), 60),
    Part("withdrawn", "", (150, 250), 50),
    Part("transferred", "", (150, 250), 90),
)
"""The people of one's own caseload."""

OTHERS = (
    Part("referred", joined=(2, 12)),
    *[Part("engaged", joined=(15, 50))] * 2,
    *[Part("profiling", joined=(40, 110))] * 3,
    *[Part("job_search", joined=(90, 300))] * 9,
    Part("job_search", "agreed_later", (150, 300)),
    Part("in_work_support", "started", (200, 300)),
    Part("in_work_support", "sustained_13", (290, 340)),
    Part("in_work_support", "sustained_26", (370, 420)),
    Part("in_work_support", "started", (200, 300)),
    Part("moved_on", "sustained_26", (420, 470), 40),
    Part("moved_on", "sustained_52", (500, 560), 30),
    Part("withdrawn", "", (150, 250), 80),
    Part("transferred", "", (150, 250), 100),
)
"""The people of the colleagues, over again for a larger team."""


def enrol(world: World) -> None:
    """Add the participants, one's own first."""
    for number in range(world.size.participants):
        mine = number < len(MINE)
        part = MINE[number] if mine else OTHERS[(number - len(MINE)) % len(OTHERS)]
        others = world.advisers[1:]
        coach = world.me if mine else others[number % len(others)]
        deputy = others[number % len(others)] if mine else world.advisers[number % 2 * 2]
        if deputy == coach:
            deputy = world.me
        _one(world, number, part, coach, deputy)


def _one(world: World, number: int, part: Part, coach: str, deputy: str) -> None:
    rng, today, lists = world.rng, world.today, words("people")
    first, last = world.names.person()
    joined = today - timedelta(days=rng.randint(*part.joined))
    town, postcode = world.names.town()
    knows = part.stage not in ("referred", "engaged")
    at = At(world.days.ago((today - joined).days), 600)
    row = world.add(
        "participant",
        at,
        coach,
        reference=f"DEMO-P{number + 1:04d}",
        preferred_name=f"{first} {last}",
        legal_name=f"{first} {world.names.passer_by()[0]} {last}" if world.chance(40) else "",
        phone=world.names.mobile(),
        email=f"{mail_name(first)}.{mail_name(last)}@example.org" if world.chance(80) else "",
        safe_to_contact=world.pick(lists["safe_to_contact"]),
        town=town,
        postcode=postcode,
        area=world.pick(world.names.areas),
        programme=PROGRAMMES[number % 3 // 2],
        coach_id=coach,
        deputy_id=deputy,
        enrolled_on=str(joined),
        goal=world.pick(lists["goals"]) if part.stage != "referred" else "",
        confidentiality="restricted" if number % 29 == 12 else "standard",
        stage=part.stage,
        right_to_work=_papers(world, part, number),
        right_to_work_by=str(world.days.ahead(9)) if number % 11 == 7 and knows else None,
        cv_updated_on=str(today - timedelta(days=rng.randint(5, 50))) if knows else None,
        reached_on=str(today - timedelta(days=rng.randint(1, 20))),
        pay_affects_payments=rng.choice((0, 1, 1, None)) if knows else None,
        paused_until=None,
        paused_agreed=0,
        unavailable_until=None,
    )
    if part.part in ("paused", "back_soon"):
        days = 20 if part.part == "paused" else 5
        row.update(paused_until=str(today + timedelta(days=days)), paused_agreed=1)
    elif part.part == "away":
        row["unavailable_until"] = str(today + timedelta(days=9 + number % 12))
    elif part.part == "star":
        row.update(right_to_work="in_hand", right_to_work_by=None, pay_affects_payments=0)
        row["cv_updated_on"] = str(today - timedelta(days=6))
    world.touch(row, At(world.days.ago(part.last + 2), 990))
    until = today - timedelta(days=part.last)
    person = Person(str(row["id"]), first, coach, deputy, part.stage, joined, until, part.part)
    world.people.append(person)
    if part.stage != "referred":
        _standing_consent(world, person, number)
        _barriers(world, person)
    if knows:
        _profile(world, person)


def _papers(world: World, part: Part, number: int) -> str:
    if part.stage in ("referred", "engaged"):
        return "unknown"
    return {7: "dated", 9: "missing"}.get(number % 11, "in_hand")


def _profile(world: World, person: Person) -> None:
    """Add the vocational profile: a first draft, agreed, and sometimes due for a look."""
    lists, star = words("people"), person.part == "star"
    drafted = world.days.ago(max((world.today - person.joined).days - 12, 2))
    agreed = person.stage != "profiling" or world.chance(30)
    review = agreed and person.stage == "job_search" and world.chance(20) and not star
    world.add(
        "vocational_profile",
        world.office_hour(drafted),
        person.coach,
        participant_id=person.id,
        version=1,
        state="review_due" if review else "agreed" if agreed else "draft",
        agreed_on=str(min(world.days.working_after(drafted, 3), world.days.ago(1)))
        if agreed
        else None,
        strengths=world.pick(lists["strengths"]),
        skills=world.pick(lists["skills"]),
        tasks_liked=world.pick(lists["tasks_liked"]),
        work_history=world.pick(lists["work_history"]),
        must_haves=world.some(lists["must_haves"], 1, 3),
        no_gos=world.some(lists["no_gos"], 1, 2) if not star else '["cold calling"]',
        pay_floor=world.pick((1221, 1250, 1271)),
        least_minutes=world.pick((480, 720, 900)),
        most_minutes=2250 if star else world.pick((1200, 1500, 1800, 2250)),
        travel_minutes=None if star else world.pick((30, 45, 60)),
        care=world.pick(lists["care"]),
        support_needs=world.pick(lists["support_needs"]),
        learning_wishes=world.pick(lists["learning_wishes"]),
        adjustment_asked=int(not star and world.chance(30)),
    )


def _standing_consent(world: World, person: Person, number: int) -> None:
    """Add the standing choices: our own record, partners, and any employer at all."""
    day = world.days.ago(max((world.today - person.joined).days - 3, 1))
    kept: Row = {"scope": "data_sharing", "state": "given", "level": "named", "valid_to": None}
    choices = [kept]
    if number % 3 == 0:
        choices.append({"scope": "partner", "state": "given", "level": "support_only"})
    if number % 5 == 1:
        state = ("refused", "withdrawn", "expired")[number // 5 % 3]
        ended = str(world.days.ago(25)) if state == "expired" else None
        level = "nothing" if state == "refused" else "named"
        choices.append({"scope": "employer", "state": state, "level": level, "valid_to": ended})
    for choice in choices:
        given = choice["state"] != "refused"
        world.add(
            "consent",
            world.office_hour(day),
            person.coach,
            participant_id=person.id,
            vacancy_id=None,
            said_by=world.pick(words("people")["said_by"]),
            asked_on=str(day),
            given_on=str(day) if given else None,
            **choice,
        )


def _barriers(world: World, person: Person) -> None:
    """Add what stands in the way, and what is done about it; old ones were mostly removed."""
    quiet = person.part in ("parked", "paused", "back_soon", "away")
    chosen = world.rng.sample(words("people")["barrier"], world.rng.randint(0, 3))
    newest = max((world.today - person.last).days + 2, 35 if quiet else 1)
    for each in chosen:
        age = world.rng.randint(newest, max((world.today - person.joined).days, newest + 1))
        state = (
            "removed" if age > 120 else world.pick(("open", "doing", "doing", "not_now", "removed"))
        )
        row = world.add(
            "barrier_action",
            world.office_hour(world.days.ago(age)),
            person.coach,
            participant_id=person.id,
            barrier=each["barrier"],
            action=each["action"],
            owner_id=person.coach,
            due_on=str(world.days.ahead(world.rng.randint(3, 20)))
            if state in ("open", "doing")
            else None,
            state=state,
            closed_at=None,
        )
        if state == "removed":
            closed = world.office_hour(world.days.ago(max(age - world.rng.randint(5, 25), newest)))
            world.touch(row, closed)
            row["closed_at"] = row["updated_at"]
