"""The form about fair access: answers stand there while they are here, and nowhere else."""

from tests.pilot.seen import seen
from tests.pilot.stage import SMALL, press
from tests.pilot.team_stage import Colleagues, at_desk
from tests.pilot.team_stage import colleagues as colleagues
from tests.sync.desks import add_person

WORD = "kanarifugl"


async def test_an_answer_is_asked_put_right_and_leaves_for_the_lead(
    colleagues: Colleagues,
) -> None:
    vilma = colleagues.desk("Vilma Testesen")
    amira = add_person(vilma, "Amira Made Up")
    async with at_desk(vilma, SMALL) as pilot:
        await press(pilot, "2")
        await pilot.app.run_action("screen.equity")
        text = await press(pilot)
        assert "What Amira Made Up says of themselves" in text
        assert "kept by your team's lead" in text
        assert "Esc closes" in text, "nothing half-typed is kept"
        await press(pilot, f"={WORD}", "ctrl+s")
        assert "Kept. It is shown nowhere else." in seen(pilot.app)
        assert WORD not in await press(pilot, "enter")
        assert WORD not in await press(pilot, "H")
        await press(pilot, "escape", "escape")
        await pilot.app.run_action("screen.equity")
        assert WORD in await press(pilot), "here it can be put right"
        await press(pilot, "escape")
        assert vilma.drafts.waiting() == ()
    colleagues.sync(vilma, vilma)
    async with at_desk(vilma, SMALL) as pilot:
        await press(pilot, "2")
        await pilot.app.run_action("screen.equity")
        text = await press(pilot)
        assert WORD not in text
        assert "recorded 20 Nov 2026, kept by your team" in text
        await press(pilot, "ctrl+s")
        assert vilma.database.rows("SELECT 1 FROM equity_record") == [], "nothing was changed"
    assert vilma.equity.of(amira)[0].is_with_lead
