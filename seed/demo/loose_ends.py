"""What is open today: the list that a day begins with, and two sheets on the desk."""

from datetime import date, timedelta

from seed.demo.cases import choice, known_as
from seed.demo.days import At
from seed.demo.diary import Diary
from seed.demo.sheets import Plan, fill_sheet
from seed.demo.tasks import follow_up, promise
from seed.demo.vacancies import LIVE, Opening
from seed.demo.world import Firm, Person, Row, World

BUSY = ("ongoing", "solutions", "presentation")
NEARLY = frozenset({"C1", "P2"})
"""What is still to be asked on the sheet that is nearly ready."""


def leave_open(world: World, diary: Diary, openings: list[Opening], waiting: list[Row]) -> None:
    """Add what is owed today and soon: on one's own list and a little on the colleagues'."""
    mine = [each for each in world.people if each.coach == world.me]
    firms = [
        each
        for each in world.firms
        if each.coach == world.me and each.stage in BUSY and not each.reserved
    ]
    _wait_for_word(world, waiting)
    _with_people(world, mine)
    _with_firms(world, firms)
    _consents(world, mine, openings)
    _with_colleagues(world)


def _wait_for_word(world: World, waiting: list[Row]) -> None:
    """Open the employer's follow-up again where the answer never came."""
    slow = {str(row["id"]) for row in waiting[1:2]}
    for row in world.rows["follow_up"]:
        if row.get("submission_id") in slow and row["side"] == "employer":
            row.update(state="open", done_on=None, updated_at=row["created_at"])


def _with_people(world: World, mine: list[Person]) -> None:
    today, days = world.today, world.days
    by_part = {each.part: each for each in mine if each.part}
    seekers = _seekers(mine)
    risk, first = by_part["at_risk"], by_part["sustained_13"]

    def owe(person: Person, made: int, due: date, what: str, **more: object) -> None:
        reasons = ("job_at_risk",) if more.pop("risk", False) else ()
        follow_up(
            world,
            world.me,
            days.ago(made),
            due,
            "participant",
            what,
            {"participant_id": person.id},
            reasons=reasons,
            due_time=str(more.pop("at", "")),
        )

    owe(risk, 1, today, f"Rota clashes with the school run: sit down with {risk.name}", risk=True)
    owe(seekers[0], 6, days.ago(2), "Walk the way to work once")
    owe(seekers[1], 3, today, "Finish the CV together", at="14:30")
    owe(first, 8, days.ahead(10), "Thirteen weeks: ask what should change")
    owe(mine[0], 1, days.ahead(9), "First talk: what would a good week look like?")
    owe(seekers[2], 9, days.ahead(12), "Look at the apprenticeship dates")


def _seekers(mine: list[Person]) -> list[Person]:
    """Return who looks for work, those whom no employer has before them first."""
    parts = ("", "put_forward")
    found = [each for each in mine if each.stage == "job_search" and each.part in parts]
    return sorted(found, key=lambda each: each.part)


def _with_firms(world: World, firms: list[Firm]) -> None:
    today, days, me = world.today, world.days, world.me
    about: list[Row] = [{"employer_id": each.id} for each in firms[:5]]
    call = f"Call {firms[1].short} about the spring rota"
    look = f"Quarterly look back with {firms[2].short}"
    access = "Find out about Access to Work"
    later = "Confirm the later start in writing"
    follow_up(world, me, days.ago(5), today, "employer", call, about[1], due_time="10:15")
    follow_up(world, me, days.ago(20), days.ahead(16), "employer", look, about[2])
    promise(world, me, days.ago(7), days.ago(1), "us", "Send two profiles", about[3])
    promise(world, me, days.ago(4), days.ahead(12), "us", access, about[1])
    promise(world, me, days.ago(3), days.ahead(3), "them", later, about[4])


def _consents(world: World, mine: list[Person], openings: list[Opening]) -> None:
    """Ask three people what may be said: one is late, one answers by tomorrow, one did not."""
    seekers = _seekers(mine)[3:6]
    open_ones = [
        each
        for each in openings
        if each.state in LIVE and each.live < 9 and each.firm.coach == world.me
    ]
    open_ones.sort(key=lambda each: each.live)
    replies = (
        ("asked", -1, "consent_asked"),
        ("asked", 1, "consent_asked"),
        ("no_answer", -4, "considered"),
    )
    for number, (person, reply) in enumerate(zip(seekers, replies, strict=False)):
        state, until, stage = reply
        opening = next(
            each
            for each in open_ones[number:] + open_ones
            if (person.id, each.id) not in world.pairs
        )
        row = choice(world, person, opening, world.days.ago(max(3 - until, 3)), given=False)
        row.update(state=state, reply_by=str(world.today + timedelta(days=until)))
        early_case(world, person, opening, stage, None)


def early_case(
    world: World, person: Person, opening: Opening, state: str, sheet_id: str | None
) -> None:
    """Add a submission that has not gone out yet."""
    world.add(
        "submission",
        At(world.days.ago(3), 800),
        person.coach,
        participant_id=person.id,
        vacancy_id=opening.id,
        sheet_id=sheet_id,
        state=state,
    )


def _with_colleagues(world: World) -> None:
    """Leave two things open on the colleagues' lists."""
    other, ago = world.advisers[1], world.days.ago
    person = next(
        each for each in world.people if each.coach == other and each.stage == "job_search"
    )
    firm = next(each for each in world.firms if each.coach == other and each.stage == "ongoing")
    leaflet, practice = "Bring the apprenticeship leaflet", "Practise the two hard questions"
    follow_up(world, other, ago(6), ago(2), "employer", leaflet, {"employer_id": firm.id})
    about: Row = {"participant_id": person.id}
    follow_up(world, other, ago(2), world.today, "participant", practice, about)


def lay_out_sheets(world: World, diary: Diary, openings: list[Opening]) -> None:
    """Put two sheets on the desk, one ready and one nearly, with everything that they rest on."""
    stars = [each for each in world.people if each.part == "star"]
    own = [
        each
        for each in openings
        if each.state == "open" and each.firm.coach == world.me and "legal" not in each.job
    ]
    for number, (person, opening) in enumerate(zip(stars, own, strict=False)):
        opening.live = 9
        vacancy = (opening.id, opening.title)
        row = next(each for each in world.rows["vacancy"] if each["id"] == opening.id)
        row.update(
            kind="job", checked_on=str(world.days.ago(1)), is_subsidised=0, trial_ends_on=None
        )
        diary.log(
            "employer",
            world.me,
            world.days.ago(4),
            "needs",
            firm=opening.firm,
            vacancy=vacancy,
            channel="visit",
            decider=True,
        )
        diary.log(
            "participant",
            world.me,
            world.days.ago(3),
            "check",
            person=person,
            vacancy=vacancy,
            channel="visit",
        )
        name = known_as(person, choice(world, person, opening, world.days.ago(3), given=True))
        opening.firm.reserved = True
        promise(
            world,
            world.me,
            world.days.ago(4),
            world.days.ahead(9),
            "us",
            "Say by then who fits, or that nobody does",
            {"employer_id": opening.firm.id, "vacancy_id": opening.id},
        )
        plan = Plan("not_ready", NEARLY) if number else Plan()
        sheet = fill_sheet(world, person, opening, world.days.ago(2), plan, name)
        early_case(world, person, opening, "considered" if number else "prepared", sheet)
