"""What was put right later: visits that were called calls, links, late entries, asks of colleagues.

It changes contacts that are there and adds none.
"""

from datetime import date, timedelta

from seed.demo.days import At
from seed.demo.tasks import follow_up
from seed.demo.words import words
from seed.demo.world import Row, World

WHY = (
    "The opening came up with them in mind.",
    "The manager asked about exactly their kind of work.",
    "It was to find mornings for them.",
)
ASKS = (
    "Send the notes of the laundry visit",
    "Say which of the two openings is yours",
    "Lend the tool list for the workshop trial",
    "Sit in on the talk with the site lead",
    "Share what the last open day brought",
)
LATE = timedelta(days=10)
ABOUT = frozenset({"prospect", "needs", "present", "negotiate"})


def put_right(world: World) -> None:
    """Make visits of calls, link contacts with a reason, write some down late, ask colleagues."""
    world.begin_part("second thoughts")
    for row in world.rows["contact"]:
        row["linked_why"] = ""
    _go_and_see(world)
    _ask_what_is_needed(world)
    _link(world)
    _write_late(world)
    _ask(world)


def _go_and_see(world: World) -> None:
    """Turn one's own calls about work into visits to people with a say in hiring.

    A caseload that is lived in would hold mostly such, and the week's target asks for them.
    """
    met = set()
    for row in world.rows["contact"]:
        is_mine = row["kind"] == "employer" and row["adviser_id"] == world.me
        if not is_mine or row["state"] != "done" or row["purpose"] == "support":
            continue
        if row["channel"] in ("call", "video"):
            row.update(channel="visit", place="away", direction="outbound")
        if row["channel"] == "visit":
            met.add(row["person_id"])
    for person in world.rows["employer_person"]:
        if person["id"] in met:
            person["has_hiring_say"] = 1


def _ask_what_is_needed(world: World) -> None:
    """Note for most of one's own visits that led to a next step what was needed there."""
    told = {row["contact_id"] for row in world.rows["need"]}
    led_on = {row["contact_id"] for row in world.rows["follow_up"]}
    tasks = words("notes")["needs"]["tasks"]
    for row in world.rows["contact"]:
        is_visit = row["kind"] == "employer" and row["channel"] == "visit"
        is_mine = row["adviser_id"] == world.me and row["state"] == "done"
        if not (is_visit and is_mine and row["purpose"] in ABOUT):
            continue
        if row["id"] in told or row["id"] not in led_on or not world.chance(75):
            continue
        day = date.fromisoformat(str(row["occurred_at"])[:10])
        world.add(
            "need",
            At(day, 1_030),
            world.me,
            employer_id=row["employer_id"],
            site_id=row["site_id"],
            contact_id=row["id"],
            task=world.pick(tasks),
            number=world.rng.randint(1, 3),
            month="",
            certainty=world.pick(("certain", "likely", "possible")),
            state="live" if (world.today - day).days < 30 else world.pick(("met", "lapsed")),
        )


def _link(world: World) -> None:
    """Link a talk with an employer to somebody who had joined not long before; not to everybody."""
    deciders = {row["id"] for row in world.rows["employer_person"] if row.get("has_hiring_say")}
    generic: dict[object, list[Row]] = {}
    for row in world.rows["contact"]:
        is_done = row["kind"] == "employer" and row["state"] == "done"
        is_about = row["participant_id"] or row["vacancy_id"] or row["organisation"]
        is_visit = row["channel"] == "visit" and row["person_id"] in deciders
        if is_done and is_visit and not is_about and row["purpose"] in ABOUT:
            generic.setdefault(row["adviser_id"], []).append(row)
    for number, person in enumerate(world.people):
        if (world.today - person.joined).days < 60 or number % 4 == 3:
            continue
        wait = (9, 16, 24, 45)[number % 4 if number % 7 else 3]
        first = str(person.joined + timedelta(days=wait))
        last = str(person.joined + timedelta(days=wait + 20))
        near = [
            row
            for row in generic.get(person.coach, ())
            if first <= str(row["occurred_at"])[:10] <= last and not row["participant_id"]
        ]
        if not near:
            continue
        row = min(near, key=lambda each: str(each["occurred_at"]))
        row.update(participant_id=person.id, linked_why=world.pick(WHY))
        linked = date.fromisoformat(str(row["occurred_at"])[:10]) + timedelta(days=3)
        world.touch(row, At(min(linked, world.today - timedelta(days=1)), 1_000))


def _write_late(world: World) -> None:
    """Say of some contacts that they were written down long after they happened."""
    newest = str(world.today - timedelta(days=20))
    for row in world.rows["contact"][::97]:
        day = str(row["occurred_at"])[:10]
        if day < newest:
            written = At(date.fromisoformat(day) + LATE, 1_020)
            world.touch(row, written)
            row["created_at"] = row["updated_at"]


def _ask(world: World) -> None:
    """Add what colleagues asked of each other: mostly done in time, some late."""
    team = world.advisers[:6]
    for number in range(36):
        asker, owner = team[number % len(team)], team[(number * 5 + 2) % len(team)]
        if asker == owner:
            owner = team[(number * 5 + 3) % len(team)]
        made = world.days.ago(8 + 9 * number)
        due = world.days.working_after(made, 3)
        done = world.days.working_after(due, 4) if number % 6 == 4 else due
        row = follow_up(
            world,
            owner,
            made,
            due,
            "internal",
            ASKS[number % len(ASKS)],
            {},
            done=min(done, world.days.ago(1)),
        )
        row["created_by"] = asker
        if number % 12 == 6:
            row.update(moves=3, first_due_on=str(world.days.working_before(due)))
