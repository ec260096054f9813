"""Two people decide about the same two versions, neither knowing what the other decided."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from adviser_tui.clock import FixedClock
from adviser_tui.services.office import Office
from tests.sync.desks import Team, a_team, add_person, change, sync, value

HOW = "keep", "take", "edit"


class Apart:
    """Two advisers who both look at two versions of Amira's phone number."""

    def __init__(self, team: Team) -> None:
        self.vilma, self.jonas = team.joined("Vilma Testesen"), team.joined("Jonas Eksempel")
        self.amira = add_person(self.vilma, "Amira")
        self.meet()
        change(self.vilma, self.amira, phone="0113 496 0001")
        change(self.jonas, self.amira, phone="0113 496 0002")
        self.meet()

    def meet(self) -> None:
        for office in (self.vilma, self.jonas, self.vilma, self.jonas):
            sync(office)

    def settle(self, office: Office, how: str) -> str:
        """Settle the one pair there is and return the number that it leaves."""
        (card,) = office.sync.conflicts.rows()
        conflicts = office.sync.conflicts
        if how == "edit":
            conflicts.edit(card.id, "0113 496 0003")
        else:
            (conflicts.keep if how == "keep" else conflicts.take)(card.id)
        return value(office, self.amira, "phone")


@pytest.fixture
def apart(tmp_path: Path, clock: FixedClock) -> Iterator[Apart]:
    team = a_team(tmp_path, clock)
    yield Apart(team)
    team.close()


@pytest.mark.parametrize(
    ("first", "second"),
    [("keep", "take"), ("take", "keep"), ("edit", "keep"), ("keep", "edit"), ("take", "edit")],
)
def test_two_decisions_that_differ_are_two_versions_for_both(
    apart: Apart, first: str, second: str
) -> None:
    here, there = apart.settle(apart.vilma, first), apart.settle(apart.jonas, second)
    assert here != there
    apart.meet()
    for office in (apart.vilma, apart.jonas):
        (card,) = office.sync.conflicts.rows()
        assert {card.kept.words, card.lost.words} == {here, there}
        assert {card.kept.by, card.lost.by} - {"you"} in ({"Jonas Eksempel"}, {"Vilma Testesen"})
    last = apart.settle(apart.jonas, "keep")
    apart.meet()
    for office in (apart.vilma, apart.jonas):
        assert office.sync.conflicts.rows() == ()
        assert value(office, apart.amira, "phone") == last


@pytest.mark.parametrize("how", HOW)
def test_two_decisions_that_are_the_same_leave_nothing_to_decide(apart: Apart, how: str) -> None:
    assert apart.settle(apart.vilma, how) == apart.settle(apart.jonas, how)
    apart.meet()
    for office in (apart.vilma, apart.jonas):
        assert office.sync.conflicts.rows() == ()
        assert office.sync.waiting.issues() == ()


def test_a_decision_to_keep_can_be_undone_and_is_told_as_one(apart: Apart) -> None:
    kept = apart.settle(apart.vilma, "keep")
    (latest,) = apart.vilma.sync.waiting.rows()
    assert "changed phone" not in latest.words
    apart.vilma.history.undo()
    (card,) = apart.vilma.sync.conflicts.rows()
    assert card.kept.words == value(apart.vilma, apart.amira, "phone") == kept
    apart.vilma.history.redo()
    assert apart.vilma.sync.conflicts.rows() == ()
    apart.meet()
    assert apart.jonas.sync.conflicts.rows() == ()
