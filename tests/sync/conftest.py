"""A team at a hub, once on SQLite and once on PostgreSQL."""

from collections.abc import Iterator

import pytest

from tests.sync.bundle_acts import crew, joined
from tests.sync.postgres import postgres, store_url
from tests.sync.team import Team, a_team

__all__ = ["crew", "joined", "postgres", "store_url", "team"]


@pytest.fixture
def team(store_url: str) -> Iterator[Team]:
    with a_team(store_url) as made:
        yield made
