"""The ground that the tests stand on."""

import socket
from pathlib import Path
from typing import TYPE_CHECKING

import platformdirs
import pytest

if TYPE_CHECKING:
    from adviser_tui.storage.database import Database
    from models.tables import Adviser


def test_no_folder_of_the_real_user_is_reached(tmp_path: Path) -> None:
    for found in (
        platformdirs.user_data_path("adviser", appauthor=False),
        platformdirs.user_config_path("adviser", appauthor=False),
        platformdirs.user_cache_path("adviser", appauthor=False),
    ):
        assert found.is_relative_to(tmp_path)


def test_the_network_is_out_of_reach() -> None:
    with socket.socket() as line, pytest.raises(AssertionError, match="tried to reach"):
        line.connect(("192.0.2.1", 80))


def test_what_is_written_is_written_by_me(database: "Database", me: "Adviser") -> None:
    from models.tables import Employer

    with database.write() as work:
        bakery = work.add(Employer(name="Bageri Blåbær"))
    row = database.row("SELECT created_by FROM employer WHERE id = ?", (bakery.id,))
    assert row["created_by"] == me.id
