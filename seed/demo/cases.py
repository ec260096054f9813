"""People put forward: every state of a submission, with the sheet and the talks before it."""

from dataclasses import dataclass
from datetime import date, timedelta

from seed.demo.days import At, is_working, offset_of, utc_text
from seed.demo.diary import Diary
from seed.demo.sheets import Plan, fill_sheet
from seed.demo.tasks import follow_up
from seed.demo.vacancies import ENDED, LIVE, Opening
from seed.demo.words import words
from seed.demo.world import Person, Row, World

REFUSALS = (
    "did_not_attend",
    "not_contactable",
    "missing_must_have",
    "not_informed_enough",
    "hours_or_travel",
    "not_interested",
    "legal_or_eligibility",
    "support_concern",
    "post_filled_or_withdrawn",
    "duplicate_candidate",
    "no_answer",
    "other",
)
"""Why an employer said no; each leads back to an item of the sheet."""
DECLINES = ("hours_or_travel", "not_interested", "other")
OTHER_NOTE = "Plans for the site changed."


@dataclass(slots=True)
class Case:
    """One submission to be told: who, where, how far, and when."""

    person: Person
    opening: Opening
    state: str
    submitted: date
    decided: date | None = None
    reason: str = ""
    interview: At | None = None
    override: bool = False
    channel: str = ""
    """How it went out where the talks around it are not told."""


def tell(world: World, diary: Diary, case: Case) -> Row:
    """Add the consent, the talks, the frozen sheet, the submission and both follow-ups."""
    person, opening, days = case.person, case.opening, world.days
    world.pairs.add((person.id, opening.id))
    before = max(days.working_before(days.working_before(case.submitted)), person.joined)
    vacancy = (opening.id, opening.title)
    if not case.channel:
        diary.log("participant", person.coach, before, "present", person=person, vacancy=vacancy)
    name = known_as(person, choice(world, person, opening, before, given=True))
    sheet_id = fill_sheet(
        world,
        person,
        opening,
        before,
        Plan("ready_with_override", frozenset({"M6", "P4"}), "M1") if case.override else Plan(),
        name,
    )
    submitted = At(case.submitted, 900 + 5 * int(world.rng.random() * 20))
    world.freezes.append({"id": sheet_id, "at": utc_text(submitted), "by": person.coach})
    channel = case.channel or str(
        diary.log(
            "employer",
            person.coach,
            case.submitted,
            "present",
            firm=opening.firm,
            person=person,
            vacancy=vacancy,
            channel=world.pick(("email", "call", "visit")),
            decider=True,
        )["channel"]
    )
    row = world.add(
        "submission",
        At(before, 660),
        person.coach,
        participant_id=person.id,
        vacancy_id=opening.id,
        sheet_id=sheet_id,
        attempt=1,
        batch="",
        state=case.state,
        text_sent=str(opening.job["pitch"]).format(name=name),
        channel=channel,
        submitted_at=utc_text(submitted),
        submitted_offset=offset_of(case.submitted),
        with_override=int(case.override),
        interview_at=utc_text(case.interview) if case.interview else None,
        interview_offset=offset_of(case.interview.day) if case.interview else 0,
        reason=case.reason,
        reason_note=OTHER_NOTE if case.reason == "other" else "",
        decided_on=str(case.decided) if case.decided else None,
    )
    changed = case.decided or case.submitted
    world.touch(row, At(changed, 1000))
    _both_follow_ups(world, case, str(row["id"]))
    return row


def choice(world: World, person: Person, opening: Opening, day: date, *, given: bool) -> Row:
    """Add what somebody chose, or was asked, about being spoken of for one vacancy."""
    level = world.pick(("named", "named", "more", "support_only"))
    return world.add(
        "consent",
        At(day, 630),
        person.coach,
        participant_id=person.id,
        vacancy_id=opening.id,
        scope="employer",
        state="given" if given else "asked",
        level=level if given else "nothing",
        may_share='["working hours"]' if given and level == "more" else "[]",
        said_by=world.pick(words("people")["said_by"]) if given else "",
        own_words=world.pick(words("people")["own_words"]) if given else "",
        asked_on=str(max(world.days.working_before(day), person.joined)),
        reply_by=str(world.days.working_after(day, 3)),
        given_on=str(day) if given else None,
        valid_to=None,
    )


def known_as(person: Person, consent: Row) -> str:
    """Return how an employer may hear of somebody who chose so."""
    return person.name if consent["level"] in ("named", "more") else "Our candidate"


def _both_follow_ups(world: World, case: Case, submission: str) -> None:
    """Add the follow-ups that submitting makes (T3): done, unless they are not due yet."""
    person, opening = case.person, case.opening
    for side, count, what in (
        ("participant", 1, f"Tell {person.name} how it stands with {opening.firm.short}"),
        ("employer", 2, f"Ask {opening.firm.short} what they think of {person.name}"),
    ):
        due = world.days.working_after(case.submitted, count)
        follow_up(
            world,
            person.coach,
            case.submitted,
            due,
            side,
            what,
            {
                "participant_id": person.id,
                "employer_id": opening.firm.id,
                "vacancy_id": opening.id,
                "submission_id": submission,
            },
            done=due if due < world.today else None,
        )


def past_cases(world: World, diary: Diary, openings: list[Opening]) -> None:
    """Tell the submissions that came to nothing, each for a reason that can be learnt from."""
    seekers = [each for each in world.people if each.stage in ("job_search", "in_work_support")]
    seekers = [each for each in seekers if (world.today - each.joined).days > 100]
    ended = [
        each for each in openings if each.state in ENDED and (each.until - each.heard).days > 20
    ]
    endings = [("refused_by_employer", reason) for reason in REFUSALS]
    endings += [("declined_by_person", reason) for reason in DECLINES]
    endings += [("vacancy_gone", "post_filled_or_withdrawn")] * 2 + [
        ("no_response", "no_answer")
    ] * 3
    rounds = max(world.size.participants // 60, 1)
    for number, (state, reason) in enumerate(endings * rounds):
        for attempt in range(40):
            person = seekers[(number * 5 + attempt * 3) % len(seekers)]
            opening = ended[(number * 3 + attempt) % len(ended)]
            free = max(person.joined, opening.heard) + timedelta(days=12)
            submitted = world.days.ago((world.today - opening.until).days + 8)
            hired = opening.hire and opening.hire.person is person
            known = hired or (person.id, opening.id) in world.pairs
            if free <= submitted <= person.last - timedelta(days=12) and not known:
                break
        else:
            continue
        decided = min(world.days.working_after(submitted, 4 + number % 4), opening.until)
        case = Case(person, opening, state, submitted, decided, reason, override=number % 9 == 4)
        if state == "no_response":
            case.decided = None
        tell(world, diary, case)


def live_cases(world: World, diary: Diary, openings: list[Opening]) -> list[Row]:
    """Tell the submissions that are under way; return those that wait for the employer's word."""
    days, today = world.days, world.today
    soon = At(today + timedelta(days=1), 630)
    if is_working(today) and not is_working(soon.day):
        soon = At(today, 930)
    later = min(days.ahead(2), today + timedelta(days=2))
    plan: list[tuple[str, int, At | None]] = [
        ("interview_booked", 6, soon),
        ("interview_booked", 8, At(later, 560)),
        ("interview_booked", 5, At(days.ahead(6), 840)),
        ("submitted", 1, None),
        ("submitted", 9, None),
        ("interviewed", 13, At(days.ago(3), 690)),
        ("offered", 14, At(days.ago(5), 900)),
        ("submitted", 6, None),
    ]
    rounds = max(world.size.participants // 60, 1)
    waiting = []
    for number in range(len(plan) * rounds):
        state, ago, interview = plan[number % len(plan)]
        mine = number < 5
        if interview and interview.day >= today and not mine:
            interview = At(days.ahead(4 + number % 8), 660)
        found = _free_pair(world, openings, mine=mine)
        if found is None:
            continue
        person, opening = found
        submitted = days.ago(min(ago, max((today - opening.heard).days - 4, 1)))
        opening.live += 1
        row = tell(world, diary, Case(person, opening, state, submitted, interview=interview))
        if state == "submitted":
            waiting.append(row)
    return waiting


def _free_pair(
    world: World, openings: list[Opening], *, mine: bool
) -> tuple[Person, Opening] | None:
    """Return somebody who looks for work and an open vacancy of the same adviser, if possible."""
    for person in world.people:
        is_mine = person.coach == world.me
        if person.stage != "job_search" or person.part or is_mine != mine:
            continue
        if (world.today - person.joined).days < 45:
            continue
        choices = [
            each
            for each in openings
            if each.state in LIVE and each.live < 2 and (each.firm.coach == world.me) == mine
        ]
        if not choices:
            return None
        person.part = "put_forward"
        return person, min(choices, key=lambda each: each.live)
    return None
