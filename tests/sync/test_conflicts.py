"""Two people change one field without knowing of each other: seen on both sides, settled on one."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from adviser_tui.clock import FixedClock
from adviser_tui.errors import NotFoundError, RuleError
from adviser_tui.services.employers.drafts import EmployerDraft
from adviser_tui.services.office import Office
from adviser_tui.services.sync.two_versions import TwoVersions
from models.kinds import Pipeline
from tests.sync.desks import Team, a_team, add_person, change, sync, value


@dataclass
class Pair:
    """Two advisers of one team who both have Amira."""

    team: Team
    vilma: Office
    jonas: Office
    amira: str

    def meet(self) -> None:
        """Let each send, and each fetch what the other sent."""
        for office in (self.vilma, self.jonas, self.vilma):
            sync(office)

    def apart(self, record: str, field: str, first: str, second: str) -> None:
        """Let both change one field without knowing of each other."""
        change(self.vilma, record, **{field: first})
        change(self.jonas, record, **{field: second})
        self.meet()

    def one(self, office: Office) -> TwoVersions:
        (found,) = office.sync.conflicts.rows()
        assert office.sync.conflicts.count() == 1
        return found


@pytest.fixture
def pair(tmp_path: Path, clock: FixedClock) -> Iterator[Pair]:
    team = a_team(tmp_path, clock)
    vilma, jonas = team.joined("Vilma Testesen"), team.joined("Jonas Eksempel")
    amira = add_person(vilma, "Amira")
    sync(vilma)
    sync(jonas)
    yield Pair(team, vilma, jonas, amira)
    team.close()


def test_both_see_both_values_and_one_settles_for_both(pair: Pair) -> None:
    pair.apart(pair.amira, "phone", "0113 496 0001", "0113 496 0002")
    here, there = pair.one(pair.vilma), pair.one(pair.jonas)
    assert here.id == there.id
    assert {here.kept.words, here.lost.words} == {"0113 496 0001", "0113 496 0002"}
    assert {here.kept.by, here.lost.by} == {"you", "Jonas Eksempel"}
    assert (here.record, here.label) == ("participant Amira", "Phone")
    assert here.kept.at
    assert "2 to look at" not in pair.vilma.sync.line()
    assert "1 to look at" in pair.vilma.sync.line()
    pair.jonas.sync.conflicts.take(there.id)
    pair.meet()
    for office in (pair.vilma, pair.jonas):
        assert office.sync.conflicts.rows() == ()
        assert office.sync.conflicts.count() == 0
        assert value(office, pair.amira, "phone") == here.lost.words
    (settled,) = pair.vilma.sync.conflicts.rows(settled=True)
    assert settled.settled == "taken"


def test_keeping_leaves_the_record_and_a_third_value_can_be_typed(pair: Pair) -> None:
    pair.apart(pair.amira, "phone", "0113 496 0001", "0113 496 0002")
    card = pair.one(pair.vilma)
    assert pair.vilma.sync.conflicts.keep(card.id).settled == "kept"
    assert value(pair.vilma, pair.amira, "phone") == card.kept.words
    pair.meet()
    pair.apart(pair.amira, "town", "Leeds", "Bradford")
    card = pair.one(pair.jonas)
    assert pair.jonas.sync.conflicts.edit(card.id, "Wakefield").now == "Wakefield"
    pair.meet()
    assert value(pair.vilma, pair.amira, "town") == "Wakefield"
    with pytest.raises(RuleError, match="already"):
        pair.jonas.sync.conflicts.keep(card.id)


def test_settling_is_one_action_that_can_be_undone(pair: Pair) -> None:
    pair.apart(pair.amira, "phone", "0113 496 0001", "0113 496 0002")
    card = pair.one(pair.vilma)
    pair.vilma.sync.conflicts.take(card.id)
    assert value(pair.vilma, pair.amira, "phone") == card.lost.words
    pair.vilma.history.undo()
    assert value(pair.vilma, pair.amira, "phone") == card.kept.words
    assert pair.one(pair.vilma).id == card.id


def test_a_day_and_a_colleague_are_said_in_words(pair: Pair) -> None:
    pair.apart(pair.amira, "unavailable", "2026-12-01", "2026-12-08")
    card = pair.one(pair.vilma)
    assert {card.kept.words, card.lost.words} == {"Tue 1 Dec", "Tue 8 Dec"}
    pair.vilma.sync.conflicts.take(card.id)
    pair.meet()
    pair.apart(pair.amira, "deputy", "Vilma Testesen", "Jonas Eksempel")
    card = pair.one(pair.vilma)
    assert {card.kept.words, card.lost.words} == {"Vilma Testesen", "Jonas Eksempel"}
    pair.vilma.sync.conflicts.take(card.id)
    assert value(pair.vilma, pair.amira, "deputy") == card.lost.words


def test_a_state_goes_only_where_its_edges_lead(pair: Pair) -> None:
    change(pair.vilma, pair.amira, stage="engaged")
    pair.meet()
    pair.apart(pair.amira, "stage", "profiling", "withdrawn")
    found = pair.vilma.sync.conflicts.rows()
    if not found:  # one may follow the other
        assert value(pair.vilma, pair.amira, "stage") == value(pair.jonas, pair.amira, "stage")
        return
    (card,) = found
    assert card.kind == "not_allowed"
    assert not card.may_take
    assert "can only go to" in card.why_not
    assert card.lost.value not in card.choices
    with pytest.raises(RuleError):
        pair.vilma.sync.conflicts.take(card.id)
    assert pair.vilma.sync.conflicts.edit(card.id, card.choices[0]).is_settled


def test_a_state_that_cannot_be_taken_is_offered_as_an_edit(pair: Pair) -> None:
    change(pair.vilma, pair.amira, stage="engaged")
    change(pair.vilma, pair.amira, stage="job_search")
    pair.meet()
    # From withdrawn one can only begin anew, and not be in work at once.
    change(pair.jonas, pair.amira, stage="withdrawn")
    sync(pair.jonas)
    change(pair.vilma, pair.amira, stage="in_work_support")
    pair.meet()
    card = pair.one(pair.vilma)
    assert (card.kept.words, card.lost.words) == ("withdrawn", "in work support")
    assert card.choices == ("engaged",)
    assert not card.may_take
    with pytest.raises(RuleError, match="can only go to: engaged"):
        pair.vilma.sync.conflicts.take(card.id)
    pair.vilma.sync.conflicts.edit(card.id, "engaged")
    pair.meet()
    assert value(pair.jonas, pair.amira, "stage") == "engaged"


def test_what_one_removed_and_another_changed_counts_again(pair: Pair) -> None:
    change(pair.jonas, pair.amira, phone="0113 496 0002")
    pair.vilma.records.void(pair.amira, "entered twice")
    sync(pair.jonas)
    pair.meet()
    cards = pair.vilma.sync.conflicts.rows()
    card = next(each for each in cards if each.field == "void_reason")
    assert "took participant Amira off the record" in card.sentence
    assert card.kept.words == "it counts"
    assert card.lost.words == "taken off the record: entered twice"
    assert value(pair.vilma, pair.amira, "phone") == "0113 496 0002"
    pair.vilma.sync.conflicts.take(card.id)
    pair.meet()
    with pytest.raises(NotFoundError):
        pair.jonas.records.find(pair.amira)


def test_left_alone_wins_and_nobody_is_offered_to_take_it_back(pair: Pair) -> None:
    bageri = pair.vilma.employers.add(EmployerDraft(name="Bageri Sample"))
    pair.meet()
    change(pair.vilma, bageri, stage="do_not_contact", do_not_contact_why="asked us to stop")
    change(pair.jonas, bageri, stage="planning")
    pair.meet()
    assert value(pair.jonas, bageri, "stage") == "do not contact"
    cards = pair.jonas.sync.conflicts.rows()
    card = next(each for each in cards if each.field == "stage")
    assert card.kind == "do_not_contact_wins"
    assert "asked to be left alone" in card.sentence
    assert not card.may_take
    assert not card.may_edit
    assert pair.jonas.sync.conflicts.keep(card.id).is_settled
    assert value(pair.jonas, bageri, "stage") == str(Pipeline.DO_NOT_CONTACT).replace("_", " ")


def test_what_is_somebody_elses_is_shown_when_asked_for(pair: Pair) -> None:
    third = pair.team.joined("Else Prøve")
    pair.apart(pair.amira, "phone", "0113 496 0001", "0113 496 0002")
    sync(third)
    assert third.sync.conflicts.rows() == ()
    assert third.sync.conflicts.count() == 0
    (card,) = third.sync.conflicts.rows(everybody=True)
    assert {card.kept.by, card.lost.by} == {"Vilma Testesen", "Jonas Eksempel"}


def test_a_pair_is_found_by_a_part_of_its_id(pair: Pair) -> None:
    pair.apart(pair.amira, "phone", "0113 496 0001", "0113 496 0002")
    card = pair.one(pair.vilma)
    find = pair.vilma.sync.conflicts.find
    assert find(card.id[:8]).id == find(card.id[-8:]).id == card.id
    with pytest.raises(NotFoundError, match="adviser conflicts") as told:
        find("nothing-like-it")
    assert "Phone of participant Amira" in told.value.candidates[0]
