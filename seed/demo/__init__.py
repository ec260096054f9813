"""An invented caseload: rows as the file keeps them, out of a seed number, relative to today.

Nobody and nothing in it exists, and every name says so. It writes nothing itself.
"""

from dataclasses import dataclass
from datetime import date

from seed.demo.cases import live_cases, past_cases
from seed.demo.courses import retrace
from seed.demo.diary import Diary
from seed.demo.employers import found_firms
from seed.demo.equity import listen
from seed.demo.lessons import learn
from seed.demo.loose_ends import lay_out_sheets, leave_open
from seed.demo.other_jobs import add_other_jobs
from seed.demo.out_of_office import go_out
from seed.demo.participants import enrol
from seed.demo.partners import work_beside
from seed.demo.placements import plan_hires, tell_hires, tell_others
from seed.demo.second_thoughts import put_right
from seed.demo.team import TEAM, hire
from seed.demo.vacancies import take_vacancies
from seed.demo.working_year import plan_working_year
from seed.demo.world import SIZES, Row, World
from seed.demo.year import Year

DEMO_NAME = "Vilma Testwick"


@dataclass(frozen=True, slots=True)
class DemoRows:
    """Everything that a demo caseload holds."""

    me: str
    """The id of the adviser whose caseload it is."""
    team: str
    programme: str
    tables: dict[str, list[Row]]
    """By table, in no particular order of tables; within one, as they were made up."""
    freezes: list[Row]
    """Sheets that were submitted: `id`, `at` and `by`; frozen after their answers are in."""


def make_rows(seed: int, size: str, today: date, name: str = DEMO_NAME) -> DemoRows:
    """Return the rows of a demo; the same seed, size and day always make the same ones."""
    world = World(seed, SIZES[size], today)
    hire(world, name)
    found_firms(world)
    enrol(world)
    ours, others = plan_hires(world)
    openings = take_vacancies(world, ours)
    diary = Diary(world)
    lay_out_sheets(world, diary, openings)
    tell_hires(world, diary, openings)
    tell_others(world, diary, others)
    past_cases(world, diary, openings)
    waiting = live_cases(world, diary, openings)
    Year(world, diary).fill()
    leave_open(world, diary, openings, waiting)
    work_beside(world)
    plan_working_year(world)
    go_out(world)
    retrace(world)
    add_other_jobs(world)
    learn(world, diary, openings)
    put_right(world)
    listen(world)
    return DemoRows(world.me, TEAM, "ips", world.rows, world.freezes)


__all__ = ["DEMO_NAME", "SIZES", "DemoRows", "make_rows"]
