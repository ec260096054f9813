"""What a serving hub does for itself every day."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Event

import pytest

from adviser_tui.errors import StorageError
from adviser_tui.hub import devices
from adviser_tui.hub.daily import tidied_daily
from adviser_tui.hub.hub import Hub
from tests.sync.founded import HOUR, Founded, a_hub


@pytest.fixture
def hub(tmp_path: Path) -> Iterator[Founded]:
    made = a_hub(tmp_path / "hub")
    yield made
    made.store.close()


def rounds(hub: Founded, *, broken: bool = False) -> None:
    """Let one round of tidying happen and wait for its end."""
    through = Event()

    @contextmanager
    def opened() -> Iterator[Hub]:
        try:
            if broken:
                raise StorageError("words with a name in them")
            yield Hub(hub.store, lambda: hub.now, keys=hub.keys, journal=hub.place.journal)
        finally:
            through.set()

    with tidied_daily(opened):
        assert through.wait(60)


def test_a_device_that_had_its_time_to_deliver_is_out_for_good(
    hub: Founded, caplog: pytest.LogCaptureFixture
) -> None:
    vilma = hub.person("Vilma Testesen")
    hub.join(vilma, device_name="Vilma's laptop")
    hub.code(vilma)
    with hub.transaction() as t:
        devices.revoke(t, hub.act, devices.device_called(t, "1"))
    hub.now += 30 * 24 * HOUR
    rounds(hub)
    with hub.store.reading() as t:
        assert devices.device_called(t, "1").state == "draining"
        assert t.rows("SELECT 1 FROM code") == []
    hub.now += 61 * 24 * HOUR
    # With nobody heard of for so long it may be the clock that is wrong.
    rounds(hub)
    with hub.store.reading() as t:
        assert devices.device_called(t, "1").state == "draining"
    hub.join(vilma, device_name="Another laptop")
    # A hub that served before in this process has left its lines on.
    caplog.clear()
    with caplog.at_level(logging.INFO, "adviser.hub"):
        rounds(hub)
    with hub.store.reading() as t:
        assert devices.device_called(t, "1").state == "revoked"
    assert [each.getMessage() for each in caplog.records] == ["tidied: 1 entries"]


def test_what_goes_wrong_is_noted_without_its_words(
    hub: Founded, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.INFO, "adviser.hub"):
        rounds(hub, broken=True)
    assert [each.getMessage() for each in caplog.records] == ["tidying did not work: StorageError"]
