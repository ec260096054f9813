"""Partners on the screen: reached by name, added, talked to, and found where they are owed."""

from pathlib import Path

from textual.pilot import Pilot

from adviser_tui.services.partners.writing import PartnerDraft
from tests.pilot.stage import MIDDLE, copy_of, office_of, opened, press
from tests.pilot.waiting import settled


async def by_name(pilot: Pilot[str], command: str) -> str:
    """Choose a command by its name, as the palette does."""
    await press(pilot, "ctrl+p")
    for letter in command:
        await pilot.press("space" if letter == " " else letter)
    await settled(pilot)
    return await press(pilot, "down", "enter")


async def test_a_partner_is_added_by_the_name_of_the_command(demo: Path, tmp_path: Path) -> None:
    async with opened(copy_of(demo, tmp_path), MIDDLE) as pilot:
        await by_name(pilot, "Add a partner")
        await press(pilot, *"Quillthorpe", "ctrl+s")
        assert office_of(pilot).partners.one("quillthorpe")


async def test_the_list_shows_the_agreement_and_l_logs_a_contact(
    demo: Path, tmp_path: Path
) -> None:
    async with opened(copy_of(demo, tmp_path), MIDDLE) as pilot:
        office = office_of(pilot)
        partner = office.partners.add(PartnerDraft("Aardvark Advice", shares="First name only"))
        await pilot.app.run_action("partner_list")
        await settled(pilot)
        text = await press(pilot, "g")
        assert "Aardvark Advice" in text
        assert "First name only" in text
        text = await press(pilot, "l")
        assert "Aardvark Advice" in text
        await press(pilot, *"places", "ctrl+s")
        contacts = office.partners.card(partner).contacts
        assert [(row.channel, row.note) for row in contacts] == [("call", "places")]
        text = await press(pilot, "escape")
        assert "First name only" not in text
