"""Vacancies of the demo, in every state, with what was told and asked about their quality."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from seed.demo.days import At
from seed.demo.words import words
from seed.demo.world import Firm, Person, World, as_list

STATES = (
    *(("filled",) * 14 + ("heard",) * 3 + ("confirmed",) * 2 + ("open",) * 10),
    *(("shortlisting",) * 4 + ("on_hold",) * 2 + ("withdrawn",) * 2 + ("lapsed",) * 3),
)
"""The states of forty vacancies."""
LIVE = frozenset({"open", "shortlisting"})
ENDED = frozenset({"filled", "withdrawn", "lapsed"})
_KINDS = {6: "apprenticeship", 13: "trial", 21: "supported_internship", 27: "rotation", 33: "trial"}


@dataclass(frozen=True, slots=True)
class Hire:
    """Somebody who got a job through us, and the day of the start."""

    person: Person
    state: str
    start: date


@dataclass(slots=True)
class Opening:
    """A vacancy with its employer and the days between which people could be put forward."""

    id: str
    title: str
    firm: Firm
    job: dict[str, Any]
    state: str
    heard: date
    until: date
    starts: date | None
    hire: Hire | None = None
    is_trial: bool = False
    live: int = 0
    """How many people are before the employer now; never more than three (T1)."""


def take_vacancies(world: World, hires: list[Hire]) -> list[Opening]:
    """Add the vacancies, those that somebody was hired for first; most are one's own."""
    ripe = [
        each
        for each in world.firms
        if each.stage in ("needs", "presentation", "solutions", "ongoing")
    ]
    mine = [each for each in ripe if each.coach == world.me]
    theirs = [each for each in ripe if each.coach != world.me]
    openings = []
    waiting = list(reversed(hires))
    for number in range(world.size.vacancies):
        state = STATES[number % len(STATES)]
        hire = waiting.pop() if waiting and state == "filled" else None
        is_mine = hire.person.coach == world.me if hire else number % 3 > 0 and number < 60
        share = mine if is_mine else theirs
        openings.append(_one(world, number, state, share[number * 7 % len(share)], hire))
    return openings


def _one(world: World, number: int, state: str, firm: Firm, hire: Hire | None) -> Opening:
    rng, today, lists = world.rng, world.today, words("vacancies")
    job = lists[firm.job]
    if hire is not None:
        heard = hire.start - timedelta(days=rng.randint(45, 60))
        until = hire.start - timedelta(days=rng.randint(9, 14))
    elif state == "filled":
        heard = today - timedelta(
            days=(60, 120, 180, 240, 300, 390)[number % 6] + rng.randint(0, 25)
        )
        until = heard + timedelta(days=rng.randint(30, 45))
    elif state in ENDED:
        heard = today - timedelta(days=rng.randint(70, 200))
        until = heard + timedelta(days=rng.randint(25, 50))
    else:
        heard, until = today - timedelta(days=rng.randint(8, 32)), today
    told = state not in ("heard",)
    kind = _KINDS.get(number % 40, "job")
    trial = kind == "trial" and told
    starts = hire.start if hire else _start(world, state, until) if told else None
    closes = until + timedelta(days=rng.randint(3, 12)) if state not in ENDED else until
    rolling = world.chance(25)
    row = world.add(
        "vacancy",
        world.office_hour(world.days.ago((today - heard).days)),
        firm.coach,
        reference=f"DEMO-V{number + 1:04d}",
        employer_id=firm.id,
        site_id=firm.site_id,
        title=world.pick(job["titles"]),
        kind=kind,
        state=state,
        posts=world.pick((1, 1, 1, 2)),
        must_haves=as_list(job["must"]) if told else "[]",
        nice_to_haves=as_list(job["nice"]) if told else "[]",
        tasks=job["tasks"] if told else "",
        weekly_minutes=job["minutes"] if told else None,
        shifts=job["shifts"] if told else "",
        pay=job["pay"] + 5 * rng.randint(0, 8) if told else None,
        contract=world.pick(lists["contracts"]) if told else "",
        place=world.pick(lists["places"]) if told else "",
        flexibility=world.pick(lists["flexibility"]) if told and number % 4 else "",
        asked_not_told='["flexibility"]' if told and not number % 4 else "[]",
        selection_steps=world.pick(lists["selection_steps"]) if told else "",
        starts_on=str(starts) if starts else None,
        closes_on=None if rolling else str(closes),
        is_rolling=int(rolling),
        hard_to_fill=int(world.chance(20)),
        source_organisation=world.pick(world.names.partners) if world.chance(15) else "",
        is_advertised=rng.choice((0, 1, None)),
        legal_requirements=as_list(job.get("legal", [])) if told else "[]",
        is_subsidised=int(trial and number % 40 == 33),
        intends_to_hire="yes" if trial else "unknown",
        trial_ends_on=str(starts + timedelta(days=42)) if trial and starts else None,
        after_trial=world.pick(lists["after_trial"]) if trial else "",
        heard_on=str(heard),
        checked_on=_checked(world, number, state, heard, until),
    )
    world.touch(row, At(world.days.ago((today - min(until, today)).days + 1 + number % 4), 930))
    opening = Opening(
        str(row["id"]), str(row["title"]), firm, job, state, heard, until, starts, hire, trial
    )
    if told:
        _quality(world, opening, number)
    return opening


def _start(world: World, state: str, until: date) -> date:
    if state in ENDED:
        return until + timedelta(days=7 - until.weekday() + 7)
    day = world.today + timedelta(days=world.rng.randint(14, 35))
    return day + timedelta(days=-day.weekday() % 7)


def _checked(world: World, number: int, state: str, heard: date, until: date) -> str | None:
    """Return when it was last said to be open: lately for most, a fortnight ago for some."""
    if state == "heard":
        return None
    if state in ENDED:
        return str(until)
    checked = world.days.ago(13 if number % 6 == 5 else 1 + number % 5)
    return str(max(checked, heard))


def _quality(world: World, opening: Opening, number: int) -> None:
    """Add what is known of the seven dimensions of job quality (M11)."""
    for place, fact in enumerate(words("vacancies")["fact"]):
        if (place + number) % 7 > 5 - number % 3:
            continue
        asked = world.chance(70)
        met = world.pick(("yes", "yes", "yes", "no", "unknown"))
        world.add(
            "quality_fact",
            world.office_hour(world.days.ago(max((world.today - opening.heard).days - 3, 1))),
            opening.firm.coach,
            employer_id=opening.firm.id,
            vacancy_id=opening.id,
            dimension=fact["dimension"],
            fact=fact["fact"],
            met=met,
            was_asked=int(asked),
            was_agreed=int(asked and met == "yes"),
            is_confirmed=int(opening.state == "filled" and met == "yes"),
        )
