"""Jobs that came of it: in every state, with the support around the first weeks."""

from datetime import date, timedelta

from seed.demo.cases import Case, tell
from seed.demo.days import At
from seed.demo.diary import Diary
from seed.demo.vacancies import Hire, Opening
from seed.demo.words import words
from seed.demo.world import Firm, Person, Row, World

STARTED = {
    "started": (20, 70),
    "at_risk": (25, 40),
    "first_week": (2, 2),
    "sustained_13": (95, 160),
    "sustained_26": (190, 290),
    "sustained_52": (375, 410),
    "converted_to_ordinary": (200, 230),
    "progressed": (255, 300),
    "ended": (150, 190),
    "agreed": (-2, -1),
    "agreed_later": (-14, -10),
}
"""By the part that somebody plays: between how many days ago the job began."""
STATES = {"at_risk": "started", "first_week": "started", "agreed_later": "agreed"}
ENDED_AFTER = timedelta(days=100)
PLAN = "Visit in the first week, a call every Friday for a month, then monthly."


def plan_hires(world: World) -> tuple[list[Hire], list[Hire]]:
    """Return who got a job through us, and who found one alone or through a partner."""
    ours: list[Hire] = []
    others: list[Hire] = []
    for person in world.people:
        if person.part not in STARTED:
            continue
        start = world.today - timedelta(days=world.rng.randint(*STARTED[person.part]))
        if person.part == "agreed":
            monday = world.days.ahead(1)
            start = monday if (monday - world.today).days <= 2 else world.today
        elif person.part != "first_week":
            start -= timedelta(days=start.weekday())
        person.job_from = start
        if person.part == "ended":
            person.job_until = start + ENDED_AFTER
        hire = Hire(person, STATES.get(person.part, person.part), start)
        alone = person.coach != world.me and len(others) * 4 < len(ours) - 8
        (others if alone else ours).append(hire)
    return ours, others


def tell_hires(world: World, diary: Diary, openings: list[Opening]) -> None:
    """Add the submission, the placement and the first weeks of everybody hired through us."""
    for opening in openings:
        hire = opening.hire
        if hire is None:
            continue
        days_ago = (world.today - hire.start).days
        submitted = world.days.ago(max(days_ago + 25, 9))
        decided = world.days.working_after(submitted, 4)
        case = Case(hire.person, opening, "accepted", submitted, decided)
        submission = tell(world, diary, case)
        _place(world, diary, hire, opening.firm, "us", opening, submission)


def tell_others(world: World, diary: Diary, hires: list[Hire]) -> None:
    """Add the jobs that people found themselves or a partner found."""
    firms = [each for each in world.firms if each.stage == "ongoing"]
    for number, hire in enumerate(hires):
        firm = firms[number * 11 % len(firms)]
        _place(world, diary, hire, firm, "self" if number % 2 == 0 else "partner", None, None)


def _place(
    world: World,
    diary: Diary,
    hire: Hire,
    firm: Firm,
    found_by: str,
    opening: Opening | None,
    submission: Row | None,
) -> None:
    person, ago = hire.person, (world.today - hire.start).days
    job = words("vacancies")[firm.job]
    ended = person.job_until
    row = world.add(
        "placement",
        At(world.days.ago(max(ago + 9, 1)), 985),
        person.coach,
        participant_id=person.id,
        employer_id=firm.id,
        site_id=firm.site_id,
        vacancy_id=opening.id if opening else None,
        submission_id=submission["id"] if submission else None,
        role=opening.title if opening else job["titles"][0],
        state=hire.state,
        starts_on=str(hire.start),
        weekly_minutes=job["minutes"],
        pay=job["pay"] + 15,
        contract="permanent",
        scheme="wage subsidy" if hire.state == "converted_to_ordinary" else "",
        subsidy_ends_on=str(hire.start + timedelta(days=91))
        if hire.state == "converted_to_ordinary"
        else None,
        mentor=firm.people[-1][1] if firm.people and found_by == "us" else "",
        support_plan=PLAN if found_by == "us" else "",
        found_by=found_by,
        ended_on=str(ended) if ended else None,
        ended_why="The contract ran out and was not renewed." if ended else "",
    )
    world.touch(row, At(world.days.ago(max(min(ago, 20), 1)), 985))
    _support(world, diary, person, firm, hire.start, ended or world.today)


def _support(
    world: World, diary: Diary, person: Person, firm: Firm, start: date, until: date
) -> None:
    """Add the talks with both sides after the start: close at first, then monthly."""
    for after in (2, 9, 16, 23, 45, 75, 105, 135, 165):
        day = start + timedelta(days=after)
        ago = (world.today - day).days
        if day >= until or ago < 1 or ago > 360:
            continue
        working = world.days.ago(ago)
        diary.log("participant", person.coach, working, "support", person=person, firm=None)
        if after != 16 and firm.last >= working:
            diary.log("employer", person.coach, working, "support", firm=firm, person=person)
