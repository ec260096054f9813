"""Follow-ups and promises of the demo, done or still to do."""

from datetime import date, timedelta

from seed.demo.days import At
from seed.demo.words import words
from seed.demo.world import Row, World, as_list

KEPT_AFTER = {"kept": 0, "beaten": -2, "late": 3, "broken": 1}
"""Working days between the day of a promise and its closing, by how it turned out."""


def follow_up(
    world: World,
    owner: str,
    made: date,
    due: date,
    side: str,
    what: str,
    about: Row,
    *,
    done: date | None = None,
    cancelled: str = "",
    moved_from: date | None = None,
    agreed: bool = False,
    reasons: tuple[str, ...] = (),
    due_time: str = "",
) -> Row:
    """Add a follow-up made on one day and due on another; `about` names what it belongs to."""
    row = world.add(
        "follow_up",
        At(made, 1045),
        owner,
        what=what,
        side=side,
        due_on=str(due),
        due_time=due_time,
        first_due_on=str(moved_from or due),
        moves=int(moved_from is not None),
        move_agreed=int(agreed),
        owner_id=owner,
        reasons=as_list(reasons),
        state="done" if done else "cancelled" if cancelled else "open",
        done_on=str(done) if done else None,
        cancel_reason=cancelled,
        **{"participant_id": None, "employer_id": None, "contact_id": None, **about},
    )
    if done or cancelled:
        closed = done or min(due, world.days.ago(1))
        world.touch(row, At(max(closed, made), 1060))
    return row


def past_follow_up(world: World, owner: str, made: date, side: str, what: str, about: Row) -> None:
    """Add a follow-up whose day has passed: mostly done in time; none when it would be due yet."""
    due = world.days.working_after(made, world.rng.randint(1, 8))
    moved_from = due if world.chance(8) else None
    if moved_from:
        due = world.days.working_after(due, world.rng.randint(2, 5))
    newest = world.days.ago(1)
    if due > newest:
        return
    if world.chance(5):
        why = world.pick(words("notes")["promises"]["cancel"])
        follow_up(world, owner, made, due, side, what, about, cancelled=why)
        return
    day = world.days.working_after(due, world.rng.randint(1, 4)) if world.chance(12) else due
    follow_up(
        world,
        owner,
        made,
        due,
        side,
        what,
        about,
        done=min(day, newest),
        moved_from=moved_from,
        agreed=bool(moved_from) and world.chance(70),
    )


def promise(
    world: World, owner: str, made: date, due: date, made_by: str, what: str, about: Row
) -> Row:
    """Add an open promise between us and the other side."""
    side = "employer" if about.get("employer_id") else "participant"
    return world.add(
        "promise",
        At(made, 1050),
        owner,
        what=what,
        side=side,
        made_by=made_by,
        made_on=str(made),
        due_on=str(due),
        level=world.pick(words("notes")["promises"]["levels"]) if made_by == "us" else "",
        owner_id=owner,
        state="open",
        closed_on=None,
        closing_note="",
        **{"participant_id": None, "employer_id": None, "contact_id": None, **about},
    )


def past_promise(world: World, owner: str, made: date, about: Row) -> None:
    """Add a promise that was kept, beaten, late or broken; none when it would still be open."""
    days = world.days
    due = days.working_after(made, world.rng.randint(3, 10))
    state = world.pick(("kept",) * 5 + ("beaten",) * 3 + ("late", "late", "broken"))
    after = KEPT_AFTER[state]
    closed = days.working_after(due, after) if after >= 0 else due + timedelta(days=after)
    if max(due, closed) >= world.today:
        return
    made_by = world.pick(("us", "us", "them"))
    what = world.pick(words("notes")["promises"][made_by])
    row = promise(world, owner, made, due, made_by, what, about)
    world.touch(row, At(max(closed, made), 1065), state=state, closed_on=str(max(closed, made)))
    if state == "broken":
        row["closing_note"] = "The person it was about had moved on."
