"""Handing over with keys: offered on one laptop, seen on Today of another, accepted or returned."""

from adviser_tui.services.follow_ups import FollowUpDraft
from models.kinds import Side
from tests.pilot.seen import seen
from tests.pilot.stage import NOW, SMALL, press
from tests.pilot.team_stage import Colleagues, at_desk
from tests.pilot.team_stage import colleagues as colleagues
from tests.sync.desks import add_person


async def test_somebody_goes_from_one_adviser_to_the_next(colleagues: Colleagues) -> None:
    vilma, bo = colleagues.desk("Vilma Testesen"), colleagues.desk("Bo Invented")
    amira = add_person(vilma, "Amira Made Up")
    step = vilma.follow_ups.add(
        FollowUpDraft("ring", NOW.date(), Side.PARTICIPANT, participant_id=amira)
    )
    colleagues.sync(vilma, bo, vilma)
    async with at_desk(vilma, SMALL) as pilot:
        text = await press(pilot, "2", "h")
        assert "nothing about health" in text
        await press(pilot, "=bo inv", "enter", "enter")
        await press(pilot, "=on leave", "enter", "tab", "=fine with it", "ctrl+s")
        assert "Offered. u undoes" in seen(pilot.app)
        await press(pilot, "h")
        assert "Take back the offer" in seen(pilot.app)
    colleagues.sync(vilma, bo)
    async with at_desk(bo, SMALL) as pilot:
        text = await press(pilot, "1")
        assert "offered by Vilma Testesen today: on leave" in text
        text = await press(pilot, "enter")
        assert "Open follow-ups" in text
        assert "ring (Vilma Testesen)" in text
        await press(pilot, "escape", "d")
        assert "Vilma Testesen hands Amira Made Up over" in seen(pilot.app)
        text = await press(pilot, "a")
        assert "is yours, with 1 open" in text
        assert bo.participants.card(amira).coach == "Bo Invented"
        assert bo.follow_ups.one(step).owner == "Bo Invented"
        await press(pilot, "u")
        assert bo.participants.card(amira).coach == "Vilma Testesen"
        await press(pilot, "U")
    colleagues.sync(bo, vilma)
    assert vilma.participants.card(amira).coach == "Bo Invented"


async def test_a_returned_offer_comes_back_with_its_word(colleagues: Colleagues) -> None:
    vilma, bo = colleagues.desk("Vilma Testesen"), colleagues.desk("Bo Invented")
    amira = add_person(vilma, "Amira Made Up")
    colleagues.sync(vilma, bo, vilma)
    from adviser_tui.services.hand_overs.service import Offer

    vilma.hand_overs.offer(Offer("participant", amira, bo.desk.me, "on leave", consent="fine"))
    colleagues.sync(vilma, bo)
    async with at_desk(bo, SMALL) as pilot:
        await press(pilot, "h", "r", "=no room", "ctrl+s")
        assert "Returned. u undoes" in seen(pilot.app)
    colleagues.sync(bo, vilma)
    async with at_desk(vilma) as pilot:
        assert "Amira Made Up was returned" in await press(pilot, "1")
        await pilot.app.run_action("hand_over_list")
        text = await press(pilot)
        assert "returned Fri 20 Nov by Bo Invented: no room" in text
        text = await press(pilot, "escape")
        assert "[1 Today]" in text


async def test_a_vacancy_is_not_handed_over(colleagues: Colleagues) -> None:
    vilma = colleagues.desk("Vilma Testesen")
    async with at_desk(vilma) as pilot:
        assert "are handed over" in await press(pilot, "1", "h")
