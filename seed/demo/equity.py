"""What invented people say of themselves, so that fair access can be watched in the demo.

The origins are as invented as the people; one group was seen less often than the others.
"""

from collections import Counter
from datetime import timedelta

from seed.demo.days import At
from seed.demo.world import Person, World

QUIET = 13
"""So many of one's own people, those with the fewest talks, say that they are disabled."""
SEEN = ("job_search", "in_work_support")
ORIGINS = ("Nowhere Coast", "Nowhere Coast", "Nowhere Coast", "Storybook Isles", "Far Inland")


def listen(world: World) -> None:
    """Add what most said of themselves: some rather not, some were never asked."""
    world.begin_part("equity")
    talks = Counter(row["participant_id"] for row in world.rows["contact"])
    asked = [each for each in world.people if each.stage != "referred"]
    mine = [each for each in asked if each.coach == world.me and each.stage in SEEN]
    by_talks = sorted(mine, key=lambda each: _talks_a_year(world, each, talks[each.id]))
    quiet = {each.id for each in by_talks[:QUIET]}
    for number, person in enumerate(asked):
        disabled = person.id in quiet or (person.coach != world.me and number % 5 == 4)
        place = 0 if person.id in quiet else number
        _answer(world, person, place, "disability", "yes" if disabled else "no")
        _answer(world, person, number + 3, "gender", ("woman", "man")[world.rng.random() < 0.5])
        _answer(world, person, number + 5, "ethnicity", world.pick(ORIGINS))
    changed = asked[len(asked) // 2]
    _answer(world, changed, 1, "gender", "non-binary", days=90)


def _talks_a_year(world: World, person: Person, talks: int) -> float:
    return talks / max((world.today - person.joined).days, 1)


def _answer(
    world: World, person: Person, number: int, characteristic: str, answer: str, days: int = 12
) -> None:
    """Add one answer; one in nine would rather not say, one in eleven was not asked."""
    if number % 11 == 7:
        return
    withheld = number % 9 == 6
    day = min(person.joined + timedelta(days=days), world.today - timedelta(days=1))
    world.add(
        "equity_record",
        At(day, 620),
        person.coach,
        participant_id=person.id,
        characteristic=characteristic,
        answer="" if withheld else answer,
        is_withheld=int(withheld),
        asked_on=str(day),
    )
