"""Letting a torn team come to rest, and judging what became of all that was written in it."""

from adviser_tui.errors import SyncError
from tests.sync.model import checks
from tests.sync.model.checks import Broken
from tests.sync.model.laptop import Laptop
from tests.sync.model.world import World

_ROUNDS = 8


def check_now(world: World) -> None:
    """Check what must be true at every moment."""
    for laptop in world.laptops:
        checks.check_waiting_is_shown(laptop)
        for before, after in laptop.line.doubles:
            if before != after:
                changed = [each for each in after if each not in before][:3]
                raise Broken("I8", f"a second delivery changed the hub: {changed}")
        laptop.line.doubles.clear()


def heal(world: World) -> None:
    """Let everything go well until nobody has anything new to say."""
    for laptop in world.laptops:
        laptop.line.fates = []
        laptop.line.between = None
        laptop.line.late_requests.clear()
        laptop.line.late_replies.clear()
    for round_ in range(_ROUNDS):
        world.begin_step()
        before = world.side.picture()
        for laptop in world.laptops:
            _heal_one(world, laptop)
        if round_ and before == world.side.picture():
            return
    raise Broken("I5", "it does not come to rest")


def _heal_one(world: World, laptop: Laptop) -> None:
    world.begin_step()
    is_out = not world.side.scopes_of(laptop.account())
    try:
        laptop.sync()
    except SyncError as error:
        if "does not know this device" in str(error):
            # Its disk is older than its token; its person is given a new code.
            laptop.join_again(world.place.code_of(laptop.account()))
            laptop.sync()
        elif "not at the hub any more" in str(error):
            laptop.device.allow_sweep()
            laptop.sync()
        elif not is_out:
            raise Broken("I5", f"laptop {laptop.number} cannot sync: {error}") from error
    if laptop.device.state().waiting:
        raise Broken("I5", f"laptop {laptop.number} has changes that nobody takes")


def check_all(world: World) -> None:
    """Check everything, once all is healed."""
    side = world.side
    for laptop in world.laptops:
        if side.scopes_of(laptop.account()):
            checks.check_equal(laptop, side)
            checks.check_let_go(laptop, side)
        checks.check_sound(laptop)
    checks.check_homes(side)
    checks.check_clocks(side)
    checks.check_nothing_lost(world.ledger, side)
    if not (world.was_restored or world.was_reviewed):
        # Else what somebody saw may be older or newer than what stands there now.
        checks.check_no_false_alarm(world.ledger, side)
    world.attacker.check(side)
    _check_erased(world)


def _check_erased(world: World) -> None:
    for written in world.ledger.all:
        if not world.side.is_erased(written.agg, written.place[1]):
            # Copied to somebody else, by who made two one without knowing of the erasure.
            world.erased.pop(str(written.value), None)
    for laptop in world.laptops:
        if world.side.scopes_of(laptop.account()):
            laptop.device.clean_up()
        laptop.close()
    present = [
        (path.relative_to(world.root).as_posix(), path.read_bytes())
        for laptop in world.laptops
        if world.side.scopes_of(laptop.account())
        for path in sorted(laptop.folder.rglob("*"))
        if path.is_file()
    ]
    world.place.close()
    present += [
        (path.name, path.read_bytes())
        for path in sorted((world.root / "hub").glob("*"))
        if path.is_file()
    ]
    checks.check_erased(world.erased, iter(present))
