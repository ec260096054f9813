"""Merging doubles with keys: choose, leave, come back, merge, undo."""

from pathlib import Path

from adviser_tui.services.employers.drafts import EmployerDraft
from tests.pilot.doubles import NAME, with_double
from tests.pilot.stage import MIDDLE, SMALL, office_of, opened, press


async def test_the_likely_double_is_first_and_merging_says_how_to_undo(
    demo: Path, tmp_path: Path
) -> None:
    folder, first, second = with_double(demo, tmp_path)
    async with opened(folder, SMALL) as pilot:
        await press(pilot, "3")
        pilot.app.screen.go_to_record(first)  # type: ignore[attr-defined]
        assert "Merge Aardvark" in await press(pilot, "M")
        seen = await press(pilot, "enter")
        assert "Merge two employers" in seen
        assert "Different" in seen
        assert "1 person" in seen
        seen = await press(pilot, "ctrl+s")
        assert "u undoes" in seen
        office = office_of(pilot)
        assert office.records.find(second).id == first
        assert [line.email for line in office.employers.card(first).people] == ["ida@example.org"]
        await press(pilot, "u")
        assert office.records.find(second).id == second


async def test_leaving_changes_nothing_and_keeps_what_was_chosen(
    demo: Path, tmp_path: Path
) -> None:
    folder, first, second = with_double(demo, tmp_path)
    async with opened(folder) as pilot:
        await press(pilot, "3")
        pilot.app.screen.open_merge("employer", first, second)  # type: ignore[attr-defined]
        await press(pilot)
        seen = await press(pilot, "right")
        assert f"✓ {NAME} " in seen
        seen = await press(pilot, "e", "home", "=x", "enter")
        assert "typed" in seen
        await press(pilot, "escape")
        assert office_of(pilot).records.find(second).id == second
        pilot.app.screen.open_merge("employer", first, second)  # type: ignore[attr-defined]
        assert "typed" in await press(pilot)
        await press(pilot, "left", "x")
        seen = await press(pilot)
        assert "Right: Aardvark Invented Bakery Ltd" in seen


async def test_two_numbers_ask_for_a_yes_and_no_leaves_everything(
    demo: Path, tmp_path: Path
) -> None:
    folder, first, second = with_double(demo, tmp_path, number="ZZ900002")
    async with opened(folder, MIDDLE) as pilot:
        await press(pilot, "3")
        pilot.app.screen.open_merge("employer", first, second)  # type: ignore[attr-defined]
        assert "Asks for a yes" in await press(pilot)
        assert "one all the same?" in await press(pilot, "ctrl+s")
        assert "Merge two employers" in await press(pilot, "n")
        assert office_of(pilot).records.find(second).id == second
        await press(pilot, "ctrl+s", "y")
        assert office_of(pilot).records.find(second).id == first


async def test_what_are_two_is_remembered_and_not_offered_again(demo: Path, tmp_path: Path) -> None:
    folder, first, second = with_double(demo, tmp_path)
    async with opened(folder) as pilot:
        await press(pilot, "3")
        pilot.app.screen.open_merge("employer", first, second)  # type: ignore[attr-defined]
        await press(pilot)
        assert "they are two" in await press(pilot, "n")
        office = office_of(pilot)
        assert second not in [one.id for one in office.merging.likely("employer", first)]


async def test_two_marked_rows_are_merged_and_the_same_twice_is_refused(
    demo: Path, tmp_path: Path
) -> None:
    folder, first, second = with_double(demo, tmp_path)
    async with opened(folder) as pilot:
        await press(pilot, "3")
        screen = pilot.app.screen
        screen.go_to_record(first)  # type: ignore[attr-defined]
        await press(pilot, "space")
        screen.go_to_record(second)  # type: ignore[attr-defined]
        assert "Merge two employers" in await press(pilot, "space", "M")
        await press(pilot, "escape")
        screen.open_merge("employer", first, first)  # type: ignore[attr-defined]
        assert "same employer twice" in await press(pilot)


async def test_a_branch_is_put_under_its_parent_and_stands_in_list_and_card(
    demo: Path, tmp_path: Path
) -> None:
    folder, first, second = with_double(demo, tmp_path)
    async with opened(folder) as pilot:
        await press(pilot, "3")
        pilot.app.screen.go_to_record(second)  # type: ignore[attr-defined]
        await press(pilot, "B")
        seen = await press(pilot, f"={NAME} ltd", "enter")
        assert "1 put under Aardvark" in seen
        assert "branch of Aardvark" in seen
        office = office_of(pilot)
        assert [line.id for line in office.employers.card(first).branches] == [second]
        above = office.employers.card(second).above
        assert above is not None
        assert above.id == first
        await press(pilot, "B")
        await press(pilot, "down", "enter")


async def test_who_adds_a_double_all_the_same_is_told_how_to_merge_it(
    demo: Path, tmp_path: Path
) -> None:
    folder, _, _ = with_double(demo, tmp_path)
    async with opened(folder) as pilot:
        await press(pilot, "3", "n", f"={NAME}", "ctrl+s")
        assert "M on Employers merges them" in await press(pilot, "ctrl+s")


async def test_partners_are_merged_too(demo: Path, tmp_path: Path) -> None:
    folder, _, _ = with_double(demo, tmp_path)
    async with opened(folder) as pilot:
        office = office_of(pilot)
        first, second = (row.id for row in office.partners.rows("all")[:2])
        gone = office.partners.card(second).name
        await press(pilot, "3")
        pilot.app.screen.open_merge("partner", first, second)  # type: ignore[attr-defined]
        assert "Merge two partners" in await press(pilot)
        assert "u undoes" in await press(pilot, "ctrl+s")
        assert office.records.find(second).id == first
        values = {one.spec.name: one.text for one in office.records.fields_of(first)}
        assert gone in values["other_names"]


async def test_where_nothing_is_likely_a_name_is_asked_for(demo: Path, tmp_path: Path) -> None:
    folder, _, _ = with_double(demo, tmp_path)
    async with opened(folder) as pilot:
        office = office_of(pilot)
        alone = office.employers.add(EmployerDraft("Qwyzzle Vats"), even_if_similar=True)
        await press(pilot, "3")
        screen = pilot.app.screen
        screen.refresh_all()  # type: ignore[attr-defined]
        screen.go_to_record(alone)  # type: ignore[attr-defined]
        assert "No likely double; type a name." in await press(pilot, "M")
        assert "Nothing found" in await press(pilot, "=zzzzqqq")
        await press(pilot, "escape")
        assert "No likely parent; type a name." in await press(pilot, "B")
