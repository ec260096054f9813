"""The steps that a script is made of: what may happen to a team, one thing after the other.

A step is a name and three numbers, so that a script can be written down, run again and made
shorter. Whatever the numbers, a step does something sensible or nothing at all.
"""

from collections.abc import Callable
from typing import NamedTuple

from adviser_tui.errors import AdviserError, SyncError
from tests.sync.model.acts import ACTS
from tests.sync.model.fates import FATES, OK
from tests.sync.model.world import World

SKEWS_MS = (-400 * 86_400_000, -3_600_000, -50, 50, 3_600_000, 3_650 * 86_400_000)
WAITS_MS = (40, 1_500, 90_000, 6 * 3_600_000, 3 * 86_400_000)
_MOST_DAYS = 25
"""A run stays within the time for which devices keep what was confirmed."""


class Step(NamedTuple):
    """One thing that happens, at a laptop, somehow."""

    name: str
    who: int = 0
    which: int = 0
    how: int = 0


def act(world: World, step: Step) -> None:
    """Let somebody do something on a laptop."""
    laptop = world.laptop(step.who)
    name = ACTS[step.which % len(ACTS)]
    world.write(laptop, name, step.which // len(ACTS), step.how)


def race(world: World, step: Step) -> None:
    """Let two people change the same field, neither knowing of the other."""
    for who in (step.who, step.who + 1 + step.which % 2):
        world.write(world.laptop(who), "edit", 1, step.how)


def sync(world: World, step: Step) -> None:
    """Sync, each request with a fate of its own, somebody working on meanwhile at times."""
    laptop = world.laptop(step.who)
    fates, rest = [], step.how
    for _ in range(4):
        fate = rest % 19
        fates.append(FATES[fate] if fate < len(FATES) else OK)
        rest //= 19
    laptop.line.fates = fates
    if step.which % 5 == 0:
        laptop.line.between = lambda: world.write(laptop, "edit", 1, step.how)
    world.sync(laptop, rows=(2, 7, 250)[step.which % 3], changes=(2, 500)[step.which % 2])


def meet_hub(world: World, step: Step) -> None:
    """Sync without anything in the way."""
    laptop = world.laptop(step.who)
    laptop.line.fates = []
    world.sync(laptop)


def pull(world: World, step: Step) -> None:
    """Fetch one page, whatever waits here."""
    laptop = world.laptop(step.who)
    laptop.line.fates = [FATES[step.how % len(FATES)] if step.how % 3 == 0 else OK]
    try:
        laptop.pull(rows=1 + step.which % 6)
    except SyncError:
        return
    finally:
        laptop.line.fates = []


def late_request(world: World, step: Step) -> None:
    """Let a request arrive that was given up."""
    world.deliver_late(world.laptop(step.who))


def late_reply(world: World, step: Step) -> None:
    """Let an answer arrive that was given up."""
    laptop = world.laptop(step.who)
    if laptop.line.late_replies:
        try:
            laptop.take_late_reply()
        except SyncError:
            return


def crash(world: World, step: Step) -> None:
    """Cut the power of a laptop."""
    world.laptop(step.who).crash()


def image(world: World, step: Step) -> None:
    """Make an image of a laptop's disk, or put one back."""
    laptop = world.laptop(step.who)
    if step.how % 2 == 0 or not laptop.images:
        world.take_image(laptop)
    else:
        world.bring_image_back(laptop, step.which % len(laptop.images))


def skew(world: World, step: Step) -> None:
    """Set a laptop's clock wrong."""
    world.laptop(step.who).clock.skew_ms = SKEWS_MS[step.how % len(SKEWS_MS)]


def wait(world: World, step: Step) -> None:
    """Let time go by."""
    millis = WAITS_MS[step.how % len(WAITS_MS)]
    if world.elapsed_ms() + millis < _MOST_DAYS * 86_400_000:
        world.now_ms += millis


def teams(world: World, step: Step) -> None:
    """Give somebody other teams, or end their access and give it back."""
    world.regroup(step.who, step.how)


def transfer(world: World, step: Step) -> None:
    """Hand a participant or an employer over to another team."""
    world.transfer(step.which, step.how)


def erase(world: World, step: Step) -> None:
    """Erase a participant for good."""
    world.erase(step.which)


def hub_backup(world: World, step: Step) -> None:
    """Back the hub up, or put a backup back."""
    if step.how % 3 == 0 and world.backups:
        world.restore_hub(step.which % len(world.backups))
    elif len(world.backups) < 3:
        world.back_hub_up()


def hostile(world: World, step: Step) -> None:
    """Let somebody with a token of their own send what no honest device sends."""
    world.attack(step.which, step.how)


def review(world: World, step: Step) -> None:
    """Let a lead decide about what was set aside."""
    world.review(step.which, accept=step.how % 2 == 0)


STEPS: dict[str, tuple[int, Callable[[World, Step], None]]] = {
    "act": (34, act),
    "race": (6, race),
    "sync": (26, sync),
    "meet_hub": (8, meet_hub),
    "pull": (6, pull),
    "late_request": (3, late_request),
    "late_reply": (3, late_reply),
    "crash": (3, crash),
    "image": (3, image),
    "skew": (2, skew),
    "wait": (3, wait),
    "teams": (2, teams),
    "transfer": (2, transfer),
    "erase": (1, erase),
    "hub_backup": (2, hub_backup),
    "hostile": (2, hostile),
    "review": (2, review),
}
"""Every step with how often it happens, in parts of the whole."""


def take(world: World, step: Step) -> None:
    """Take one step; what the product refuses in plain words is part of life."""
    world.begin_step()
    try:
        STEPS[step.name][1](world, step)
    except AdviserError as error:
        world.refused(step.name, error)
