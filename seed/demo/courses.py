"""Everybody's way through the programme, turn by turn, and who handed whom over on it."""

from datetime import date, timedelta

from seed.demo.days import At
from seed.demo.world import Person, Row, World

LATER = {"engaged": (4, 10), "profiling": (14, 28), "job_search": (31, 60)}
"""Between how many days after the enrolment a stage begins."""
PAUSED_FROM, PAUSED_FOR = 70, 21


def retrace(world: World) -> None:
    """Add the turns of everybody's way, and the hand-overs among them."""
    world.begin_part("courses")
    rows = {str(row["id"]): row for row in world.rows["participant"]}
    handed = _hand_over_people(world)
    for number, person in enumerate(world.people):
        _coaches(world, person, handed.get(person.id))
        _stages(world, person)
        _pauses(world, person, rows[person.id], number)
    _hand_over_firms(world)


def _turn(world: World, person: Person, kind: str, value: str, day: date) -> None:
    day = min(day, world.today - timedelta(days=1))
    world.add(
        "course_event",
        At(day, 600),
        person.coach,
        participant_id=person.id,
        kind=kind,
        value=value,
        on_day=str(day),
    )


def _stages(world: World, person: Person) -> None:
    """Add the stages up to the one they are in; whoever left did so on the last day seen."""
    _turn(world, person, "stage", "referred", person.joined)
    if person.stage == "referred":
        return
    for stage, (least, most) in LATER.items():
        day = person.joined + timedelta(days=world.rng.randint(least, most))
        if day >= min(person.last, person.job_from or world.today):
            break
        _turn(world, person, "stage", stage, day)
        if stage == person.stage:
            break
    if person.job_from and person.job_from < world.today:
        _turn(world, person, "stage", "in_work_support", person.job_from)
    if person.job_until:
        _turn(world, person, "stage", "job_search", person.job_until)
    if person.stage in ("moved_on", "withdrawn", "transferred"):
        _turn(world, person, "stage", person.stage, person.last)


def _pauses(world: World, person: Person, row: Row, number: int) -> None:
    """Add the pause or the time away that lasts, and for some an earlier one."""
    for kind, until in (("paused", row["paused_until"]), ("unavailable", row["unavailable_until"])):
        if until:
            _turn(world, person, kind, str(until), person.last)
    begun = person.joined + timedelta(days=PAUSED_FROM)
    over = begun + timedelta(days=PAUSED_FOR)
    if number % 5 == 2 and over < person.last - timedelta(days=30):
        _turn(world, person, "paused", str(over), begun)
        back = over - timedelta(days=7 * (number % 2))
        _turn(world, person, "paused", "", back + timedelta(days=1))


def _coaches(world: World, person: Person, before: tuple[str, date] | None) -> None:
    if before is None:
        _turn(world, person, "coach", person.coach, person.joined)
        return
    adviser, until = before
    _turn(world, person, "coach", adviser, person.joined)
    _turn(world, person, "coach", person.coach, until)


def _hand_over_people(world: World) -> dict[str, tuple[str, date]]:
    """Add hand-overs of people; return the coach before and the day on which that changed."""
    handed = {}
    seekers = [
        each
        for each in world.people
        if each.stage == "job_search" and not each.part and (world.today - each.joined).days > 120
    ]
    for number, person in enumerate(seekers[::2][:8]):
        day = world.days.ago(30 + 9 * number)
        others = [each for each in world.advisers if each != person.coach]
        other = others[number % len(others)]
        about: Row = {"participant_id": person.id, "employer_id": None}
        if number == 3:
            _hand_over(world, about, person.coach, other, day, 1, "returned")
            continue
        answered = _hand_over(world, about, other, person.coach, day, (1, 2, 2, 5)[number % 4])
        handed[person.id] = (other, answered)
    return handed


def _hand_over_firms(world: World) -> None:
    firms = [each for each in world.firms if each.stage == "ongoing" and not each.reserved]
    for number, firm in enumerate(firms[:12:3]):
        others = [each for each in world.advisers if each != firm.coach]
        day = world.days.ago(20 + 40 * number)
        about: Row = {"participant_id": None, "employer_id": firm.id}
        _hand_over(world, about, others[number % len(others)], firm.coach, day, number + 1)


def _hand_over(
    world: World,
    about: Row,
    giver: str,
    taker: str,
    day: date,
    working_days: int,
    state: str = "accepted",
) -> date:
    """Add one hand-over that was answered so many working days later; return that day."""
    answered = world.days.working_after(day, working_days)
    row = world.add(
        "hand_over",
        At(day, 700),
        giver,
        **about,
        from_id=giver,
        to_id=taker,
        why="The district changed hands." if state == "accepted" else "A change of hours.",
        note="",
        pack="",
        consent="Glad of it." if about["participant_id"] else "",
        offered_on=str(day),
        answered_on=str(answered),
        answer_note="" if state == "accepted" else "No room before the summer.",
        state=state,
    )
    world.touch(row, At(answered, 710))
    return answered
