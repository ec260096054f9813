"""Jobs beside those of the stories, of every kind, and what was found out about all of them."""

from dataclasses import dataclass
from datetime import date, timedelta

from seed.demo.days import At
from seed.demo.world import Firm, Person, Row, World

WEEK = timedelta(weeks=1)
PAY = 1_271
"""An hour, in pence."""
PAID = ("job", "apprenticeship", "self_employment")


@dataclass(frozen=True, slots=True)
class OtherJob:
    """A job in few words: of what kind, found by whom, from when until when."""

    role: str
    starts: date
    until: date | None = None
    why: str = ""
    kind: str = "job"
    found_by: str = "us"
    minutes: int = 960


def add_other_jobs(world: World) -> None:
    """Say of what kind each job is, add others, and check all of them at their weeks."""
    world.begin_part("other jobs")
    kinds = {row["id"]: row["kind"] for row in world.rows["vacancy"]}
    for row in world.rows["placement"]:
        learnt = kinds.get(row["vacancy_id"]) == "apprenticeship"
        row.update(kind="apprenticeship" if learnt else "job", rate_band="")
    _earlier(world)
    _trials(world)
    _beside(world)
    for row in world.rows["placement"]:
        if row["kind"] in PAID and str(row["starts_on"]) < str(world.today):
            _check(world, row)


def _earlier(world: World) -> None:
    """Add the job before the one in the story: two changed without a break, one after a long."""
    changed = [each for each in world.people if each.part in ("sustained_26", "sustained_13")]
    for number, person in enumerate(changed[:6]):
        if person.job_from is None:
            continue
        begun = person.job_from - timedelta(days=56)
        if begun <= person.joined:
            continue
        until = person.job_from - timedelta(days=(4, 9, 40)[number % 3])
        why = "A better job came along." if number % 3 < 2 else "The season was over."
        _place(world, person, number, OtherJob("Seasonal help", begun, until, why))
    for number, person in enumerate(_seekers(world)[:2]):
        begun = person.joined + timedelta(days=60)
        job = OtherJob("Leaflet round", begun, begun + timedelta(days=45), "The round was given up")
        _place(world, person, number + 20, job, ("self", "partner")[number])


def _trials(world: World) -> None:
    """Add what is no match: trials without pay and voluntary work."""
    for number, person in enumerate(_seekers(world)[-4:]):
        begun = person.joined + timedelta(days=66 + number)
        kind, role = ("trial", "Trial shifts") if number else ("volunteering", "Repair café")
        until = begun + timedelta(days=13)
        why = "The two weeks were over." if number else "It had been for a fortnight."
        _place(world, person, number + 40, OtherJob(role, begun, until, why, kind))


def _beside(world: World) -> None:
    """Add a second small job and somebody's own business, on the colleagues' lists."""
    working = [
        each
        for each in world.people
        if each.stage == "in_work_support" and each.coach != world.me and each.job_from
    ]
    for number, person in enumerate(working[:2]):
        begun = (person.job_from or world.today) + timedelta(days=7)
        if begun >= world.today:
            continue
        kind, role = ("self_employment", "Bicycle repairs") if number else ("job", "Saturday stall")
        found_by = "self" if number else "us"
        _place(world, person, number + 60, OtherJob(role, begun, None, "", kind, found_by, 480))


def _seekers(world: World) -> list[Person]:
    """Return who looks for work and has been here for long enough to have tried something."""
    return [
        each
        for each in world.people
        if each.stage == "job_search"
        and each.part in ("", "put_forward")
        and (world.today - each.joined).days > 130
    ]


def _place(world: World, person: Person, number: int, job: OtherJob, found_by: str = "") -> None:
    firms = [each for each in world.firms if each.stage == "ongoing" and not each.reserved]
    firm: Firm = firms[number * 7 % len(firms)]
    paid = job.kind in PAID
    row = world.add(
        "placement",
        At(min(world.days.ago((world.today - job.starts).days + 6), job.starts), 985),
        person.coach,
        participant_id=person.id,
        employer_id=firm.id,
        site_id=firm.site_id,
        vacancy_id=None,
        submission_id=None,
        role=job.role,
        state="ended" if job.until else "started",
        starts_on=str(job.starts),
        weekly_minutes=job.minutes,
        pay=PAY if paid else None,
        contract="fixed-term" if job.until else "permanent",
        scheme="",
        subsidy_ends_on=None,
        mentor="",
        support_plan="",
        found_by=found_by or job.found_by,
        ended_on=str(job.until) if job.until else None,
        ended_why=job.why,
        kind=job.kind,
        rate_band="18-20" if number % 4 == 1 else "",
    )
    world.touch(row, At(job.until or job.starts, 986))


def _check(world: World, job: Row) -> None:
    """Add a check for every four weeks of a job, as its payslips come; some never come."""
    begun = date.fromisoformat(str(job["starts_on"]))
    until = date.fromisoformat(str(job["ended_on"])) if job["ended_on"] else world.today
    minutes, pay = int(str(job["weekly_minutes"] or 0)), int(str(job["pay"] or 0))
    newest = world.today - timedelta(days=1)
    for week in range(4, 56, 4):
        due = begun + week * WEEK
        if due > until:
            break
        on = min(due + timedelta(days=world.rng.randint(1, 12)), newest)
        luck = world.rng.random()
        if luck < 0.08:
            continue
        state = "verified_yes" if luck < 0.84 else "not_verified" if luck < 0.92 else "verified_no"
        worked = minutes if state == "verified_yes" else 0 if state == "verified_no" else None
        if worked and luck < 0.2:
            worked -= 90
        _kept(world, job, week, 4, state, on, worked, worked and worked * pay * 4 // 60)
    if begun + 13 * WEEK <= min(until, newest):
        on = begun + 13 * WEEK
        _kept(world, job, 13, 1, "verified_yes", on, minutes, None, "employer")


def _kept(
    world: World,
    job: Row,
    week: int,
    weeks: int,
    state: str,
    on: date,
    minutes: int | None,
    earned: int | None,
    evidence: str = "",
) -> None:
    known = state != "not_verified"
    world.add(
        "outcome_check",
        At(on, 940),
        str(job["created_by"]),
        participant_id=job["participant_id"],
        placement_id=job["id"],
        week=week,
        weeks=weeks,
        state=state,
        minutes=minutes,
        earned=earned,
        currency="GBP",
        evidence=evidence or world.pick(("payslip", "payslip", "participant")) if known else None,
        checked_on=str(on),
        note="" if known else "Asked twice; no payslip came.",
    )
