"""Quick tests as what kills a seeded bug: called by hand, in a folder of their own."""

import tempfile
from collections.abc import Callable
from importlib import import_module
from pathlib import Path

from tests.sync.devices import a_desk, a_grant
from tests.sync.founded import a_hub
from tests.sync.team import a_team

Quick = Callable[[], None]


def plain(test: Callable[[], None]) -> Quick:
    """Return a test that needs nothing, as it is."""
    return test


def hub_push(name: str) -> Quick:
    """Return a test of the hub's taking of changes."""
    return hub_test("test_hub_push", name)


def hub_waiting(name: str) -> Quick:
    """Return a test of what waits at the hub."""
    return hub_test("test_hub_push_waiting", name)


def hub_test(module: str, name: str) -> Quick:
    """Return a test of a module that needs a hub with people."""

    def run() -> None:
        test = getattr(import_module(f"tests.sync.{module}"), name)
        with tempfile.TemporaryDirectory() as folder, a_team(str(Path(folder) / "hub.db")) as team:
            test(team)

    return run


def device_test(module: str, name: str) -> Quick:
    """Return a test of a module that needs a caseload which has joined a hub."""

    def run() -> None:
        test = getattr(import_module(f"tests.sync.{module}"), name)
        with tempfile.TemporaryDirectory() as folder:
            desk = a_desk(Path(folder) / "caseload")
            try:
                desk.device.adopt(a_grant())
                test(desk)
            finally:
                desk.database.close()

    return run


def backup_test(name: str) -> Quick:
    """Return a test of backing a hub up and bringing it back."""

    def run() -> None:
        test = getattr(import_module("tests.sync.test_hub_backup"), name)
        with tempfile.TemporaryDirectory() as folder:
            hub = a_hub(Path(folder) / "hub")
            try:
                test(hub)
            finally:
                hub.store.close()

    return run
