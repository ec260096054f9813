"""How attention is spread (M9): inside a stage, and by how much stands in somebody's way."""

from fractions import Fraction

from adviser_tui.services.office import Office
from models.kinds import (
    BarrierState,
    Stage,
)
from tests.measures.fair_ground import (
    barrier,
    fair,
    people,
    talk,
)
from tests.measures.fair_ground import office as office


def test_attention_is_spread_inside_a_stage(office: Office) -> None:
    same = people(office, 5, "same")
    for each in same:
        talk(office, each, 4, 8)
    spread = fair(office).figure("attention_spread.job_search")
    assert spread.value == 0
    one = people(office, 5, "one", stage=Stage.PROFILING)
    talk(office, one[0], *range(1, 20))
    assert fair(office).figure("attention_spread.profiling").value == Fraction(4, 5)
    assert fair(office).figure("attention_spread.job_search").value == 0, "each stage by itself"
    assert fair(office).figure("attention_spread.engaged").value is None


def test_an_hour_nobody_timed_is_said(office: Office) -> None:
    for each in people(office, 5):
        talk(office, each, 4, minutes=None)
    spread = fair(office).figure("attention_spread.job_search")
    assert spread.words == "n/a: no minutes were written down"
    assert spread.note.endswith("5 contacts without minutes are not in it")


def test_fewer_actions_for_more_barriers_are_said(office: Office) -> None:
    easy, hard = people(office, 5, "easy", 73), people(office, 5, "hard", 73)
    for each in hard:
        barrier(office, each)
        barrier(office, each, BarrierState.DOING)
        barrier(office, each, BarrierState.NOT_NOW)
        talk(office, each, 5)
    for each in easy:
        barrier(office, each, BarrierState.REMOVED)
        talk(office, each, 5, 10, 15)
    found = fair(office)
    months = Fraction(5 * 74) / Fraction(365, 12)
    assert found.figure("barriers.0").value == 15 / months
    assert found.figure("barriers.2").value == 5 / months
    assert any(note.startswith("More barriers went with fewer actions") for note in found.notes)
