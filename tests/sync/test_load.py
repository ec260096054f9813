"""The tool that puts a hub under load, on a morning of few devices; nothing is timed here."""

from tests.soak.load import Size, load_at
from tests.sync.postgres import Server


def test_everything_that_devices_deliver_at_once_is_there_afterwards(postgres: Server) -> None:
    size = Size(
        devices=50, changes=4, within=1.0, fetch=2, idle=2, rows=500, processes=1, workers=1
    )
    address = postgres.new_database()
    try:
        report = load_at(address, size)
    finally:
        postgres.drop(address)
    assert report["failures"] == []
    assert (report["confirmed"], report["lost"]) == (200, 0)
    assert report["first_sync_s"]["n"] == 2
    assert report["nothing_new_ms"]["n"] >= 1
