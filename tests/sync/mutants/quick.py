"""Quick tests as what kills a seeded bug: called by hand, in a folder of their own."""

import tempfile
from collections.abc import Callable
from importlib import import_module
from pathlib import Path

from tests.sync.team import a_team

Quick = Callable[[], None]


def plain(test: Callable[[], None]) -> Quick:
    """Return a test that needs nothing, as it is."""
    return test


def hub_push(name: str) -> Quick:
    """Return a test of the hub's taking of changes."""
    return _with_a_team("test_hub_push", name)


def hub_waiting(name: str) -> Quick:
    """Return a test of what waits at the hub."""
    return _with_a_team("test_hub_push_waiting", name)


def _with_a_team(module: str, name: str) -> Quick:
    def run() -> None:
        test = getattr(import_module(f"tests.sync.{module}"), name)
        with tempfile.TemporaryDirectory() as folder, a_team(str(Path(folder) / "hub.db")) as team:
            test(team)

    return run
