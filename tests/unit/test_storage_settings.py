"""Small values and half-filled forms are remembered on this device."""

from contextlib import closing
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adviser_tui.clock import FixedClock
from adviser_tui.storage.database import Database
from adviser_tui.storage.settings import decoded, encoded

VALUES = st.recursive(
    st.booleans() | st.integers() | st.text(st.characters(exclude_categories=["Cs"])),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3)
    ),
    max_leaves=6,
)


@given(VALUES)
def test_what_is_kept_comes_back_the_same(value: object) -> None:
    assert decoded(encoded(value)) == value


def test_a_plain_text_is_kept_as_it_is() -> None:
    assert encoded("Fjord Kommune") == "Fjord Kommune"
    assert encoded("12") == '"12"'


def test_a_value_is_kept_replaced_and_forgotten(database: Database) -> None:
    settings = database.settings
    assert settings.get("columns", ["name"]) == ["name"]
    settings.put("columns", ["name", "town"])
    settings.put("columns", ["town"])
    assert database.settings.get("columns") == ["town"]
    settings.put("columns", None)
    assert settings.get("columns") is None


def test_settings_are_no_part_of_the_history(database: Database) -> None:
    database.settings.put("colour", "blue")
    assert database.rows("SELECT * FROM change_group") == []


@pytest.mark.parametrize("text", ["Ægir said\n“later”", "", "12"])
def test_a_draft_survives_the_closing_of_the_lid(
    database: Database, clock: FixedClock, text: str
) -> None:
    database.drafts.put("contact", {"note": text, "with": "Bageri Blåbær"})
    database.close()
    with closing(Database(database.folder, clock).open()) as again:
        assert again.drafts.get("contact") == {"note": text, "with": "Bageri Blåbær"}


def test_drafts_are_listed_the_newest_first_and_dropped(
    database: Database, clock: FixedClock
) -> None:
    drafts = database.drafts
    drafts.put("contact", {"note": "a"})
    clock.at += timedelta(minutes=1)
    drafts.put("promise", {"what": "b"})
    assert drafts.waiting() == ("promise", "contact")
    drafts.put("promise", {"what": ""})
    drafts.drop("nothing")
    assert drafts.waiting() == ("contact",)
    drafts.drop("contact")
    assert drafts.get("contact") == {}
