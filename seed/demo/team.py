"""The advisers of the demo: oneself first, then the colleagues."""

from seed.demo.days import At
from seed.demo.world import World

TEAM = "Nowhere Coast Team (demo)"


def hire(world: World, my_name: str) -> None:
    """Add the advisers; the first of them is the one whose caseload it is."""
    names = [my_name] + [" ".join(world.names.person()) for _ in range(world.size.colleagues)]
    at = At(world.days.ago(540), 540)
    for name in names:
        initials = "".join(word[0] for word in name.split())[:3].upper()
        row = world.add("adviser", at, "", name=name, initials=initials, team=TEAM)
        world.advisers.append(str(row["id"]))
    for row in world.rows["adviser"]:
        row.update(created_by=world.me, updated_by=world.me)
