"""T4 for as long as you like: many writers on PostgreSQL, readers that must miss nothing (G6)."""

import argparse

from tests.soak.telling import say
from tests.sync.postgres import NoServerError, running
from tests.sync.rush import rush
from tests.sync.team import a_team

HELP = "32 writers in 4 processes on one PostgreSQL hub, beside a plain sequence that must fail"
_ROUND_S = 60.0


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add how long, and where chance begins."""
    parser.add_argument("--minutes", type=float, default=60.0)
    parser.add_argument("--seed", type=int, default=1)


def run(args: argparse.Namespace) -> int:
    """Rush in rounds of a minute, each on an empty database; stop at the first fault."""
    rounds = max(1, round(args.minutes * 60 / _ROUND_S))
    blind = True
    try:
        with running() as server:
            for n in range(rounds):
                address = server.new_database()
                with a_team(address) as team:
                    seen = rush(
                        team,
                        address,
                        seconds=min(_ROUND_S, args.minutes * 60),
                        processes=4,
                        devices=8,
                        seed=args.seed + n,
                    )
                server.drop(address)
                say(
                    f"round {n + 1} of {rounds}: {seen.committed} rows, {len(seen.missed)} missed, "
                    f"{len(seen.lost)} lost, {seen.deadlocks} deadlocks, {seen.ended} connections "
                    f"cut; plain sequence {seen.control_missed} of {seen.control_committed} missed"
                )
                blind = blind and not seen.control_missed
                if seen.failures or seen.missed or seen.lost or seen.deadlocks:
                    say("\n".join(["FAULT", *seen.failures]))
                    return 1
    except NoServerError as error:
        say(f"NOT TESTED: {error}")
        return 1
    if blind:
        say("FAULT: the attempt is blind, the plain sequence lost nothing")
    return int(blind)
