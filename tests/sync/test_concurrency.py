"""T4: many writers, readers that miss nothing, and a plain sequence that does (PostgreSQL)."""

from tests.sync.postgres import Server
from tests.sync.rush import rush
from tests.sync.team import a_team


def test_readers_miss_nothing_while_many_write_and_a_plain_sequence_loses_rows(
    postgres: Server,
) -> None:
    address = postgres.new_database()
    with a_team(address) as team:
        seen = rush(team, address, seconds=5, processes=2, devices=4)

    assert seen.failures == []
    assert seen.committed > 200
    assert seen.missed == set()
    assert seen.lost == set()
    assert seen.deadlocks == 0
    assert seen.control_missed > 0, "the attempt is blind: even a plain sequence lost nothing"
