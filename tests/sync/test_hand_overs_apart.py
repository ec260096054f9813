"""A hand-over that one takes back while the other accepts it: who accepted has them."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from adviser_tui.clock import FixedClock
from adviser_tui.errors import RuleError
from adviser_tui.services.hand_overs.service import Offer
from adviser_tui.services.office import Office
from tests.sync.desks import Team, a_team, add_person, sync


class Offered:
    """Vilma has offered Amira to Jonas."""

    def __init__(self, team: Team) -> None:
        self.vilma, self.jonas = team.joined("Vilma Testesen"), team.joined("Jonas Eksempel")
        self.amira = add_person(self.vilma, "Amira")
        self.meet(self.vilma, self.jonas)
        wish = Offer("participant", self.amira, self.jonas.desk.me, "they move", consent="yes")
        self.offer = self.vilma.hand_overs.offer(wish)
        self.meet(self.vilma, self.jonas)

    def meet(self, *order: Office) -> None:
        for office in (*order, *order):
            sync(office)


@pytest.fixture
def offered(tmp_path: Path, clock: FixedClock) -> Iterator[Offered]:
    team = a_team(tmp_path, clock)
    yield Offered(team)
    team.close()


@pytest.mark.parametrize("order", ["accepted first", "taken back first"])
def test_who_accepted_is_responsible_whichever_arrived_first(offered: Offered, order: str) -> None:
    vilma, jonas = offered.vilma, offered.jonas
    vilma.hand_overs.take_back(offered.offer)
    jonas.hand_overs.accept(offered.offer)
    offered.meet(*((jonas, vilma) if order == "accepted first" else (vilma, jonas)))
    for office in (vilma, jonas):
        assert office.hand_overs.card(offered.offer).row.state == "accepted"
        assert office.participants.card(offered.amira).coach == "Jonas Eksempel"
        for pair in office.sync.conflicts.rows(everybody=True):
            assert pair.entity == "hand_over"


def test_the_two_answers_say_who_is_responsible_and_offer_nothing_that_cannot_be(
    offered: Offered,
) -> None:
    vilma, jonas = offered.vilma, offered.jonas
    vilma.hand_overs.take_back(offered.offer)
    jonas.hand_overs.accept(offered.offer)
    offered.meet(jonas, vilma)
    (card,) = vilma.sync.conflicts.rows()
    assert card.sentence == (
        "Jonas Eksempel accepted Amira. You took back the offer of Amira without knowing of it. "
        "Jonas Eksempel is responsible for Amira now."
    )
    assert card.label == "What became of it"
    assert (card.may_take, card.may_edit, card.choices) == (False, False, ())
    with pytest.raises(RuleError, match="offers them anew"):
        vilma.sync.conflicts.take(card.id)
    (there,) = jonas.sync.conflicts.rows()
    assert there.sentence.endswith("You are responsible for Amira now.")
    jonas.sync.conflicts.keep(there.id)
    offered.meet(jonas, vilma)
    assert vilma.sync.conflicts.rows() == ()


def test_what_can_be_seen_to_be_taken_back_is_not_accepted(offered: Offered) -> None:
    offered.vilma.hand_overs.take_back(offered.offer)
    offered.meet(offered.vilma, offered.jonas)
    with pytest.raises(RuleError, match="taken back already"):
        offered.jonas.hand_overs.accept(offered.offer)
