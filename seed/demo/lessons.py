"""What a year teaches: refusals that point the same way, and items passed over that held."""

from seed.demo.cases import Case, tell
from seed.demo.days import At
from seed.demo.diary import Diary
from seed.demo.vacancies import ENDED, Opening
from seed.demo.world import World

REASON = "The bus runs an hour later at weekends; the site lead offered a lift."
ACTION = "Try the way on a Saturday"


def learn(world: World, diary: Diary, openings: list[Opening]) -> None:
    """Add refusals for hours and travel (C3), and say of two hires that an item was passed over."""
    world.begin_part("lessons")
    _the_same_again(world, diary, openings)
    _held(world)


def _the_same_again(world: World, diary: Diary, openings: list[Opening]) -> None:
    """Tell of people whom the real shifts did not suit, which nobody had asked about."""
    seekers = [each for each in world.people if each.stage == "job_search" and not each.part]
    closed = [each for each in openings if each.state in ENDED]
    told = 0
    for opening in closed[::-1]:
        submitted = world.days.ago((world.today - opening.until).days + 9)
        for person in seekers[::-1]:
            too_late = submitted < opening.heard or (submitted - person.joined).days < 40
            if too_late or (person.id, opening.id) in world.pairs:
                continue
            decided = min(world.days.working_after(submitted, 3), opening.until)
            case = Case(
                person, opening, "refused_by_employer", submitted, decided, "hours_or_travel"
            )
            case.channel = "email"
            tell(world, diary, case)
            told += 1
            break
        if told == 7:
            break


def _held(world: World) -> None:
    """Give two of the hires a sheet on which one item was passed over, with its reason."""
    hired = [row for row in world.rows["submission"] if row["state"] == "accepted"]
    sheets = {row["id"]: row for row in world.rows["match_sheet"]}
    for row in hired[2::4][:2]:
        sheet = sheets[row["sheet_id"]]
        row["with_override"] = 1
        sheet["state"] = "ready_with_override"
        made = str(sheet["created_at"])[:10]
        day = next(each for each in world.days.past if str(each) <= made)
        world.add(
            "match_override",
            At(day, 705),
            str(sheet["created_by"]),
            participant_id=row["participant_id"],
            sheet_id=row["sheet_id"],
            item="C3",
            reason=REASON,
            action=ACTION,
            action_due_on=str(world.days.working_after(day, 4)),
        )
