"""The jobs of `keystrokes` that only a caseload of a team has."""

import json
from typing import TYPE_CHECKING

from adviser_tui.services.office import Office
from adviser_tui.services.sync.membership import Membership, MembershipFile

if TYPE_CHECKING:
    from bench.keystrokes import Walk

_OTHERS = {"phone": "0113 496 0199", "town": "Otley"}


def two_versions(office: Office) -> None:
    """Let the caseload be a team's, with two versions of two fields of somebody."""
    from models.tables import Conflict

    MembershipFile(office.database.folder).write(
        Membership("", "01a20000-0000-7000-8000-000000000000", "", 1, office.desk.me)
    )
    row = office.database.row(
        "SELECT id, phone, town FROM participant WHERE void_reason IS NULL ORDER BY id LIMIT 1"
    )
    with office.database.write("setup") as work:
        for field, other in _OTHERS.items():
            work.add(
                Conflict(
                    whole_id=row["id"],
                    entity="participant",
                    row_id=row["id"],
                    field=field,
                    kind="both_changed",
                    kept=json.dumps(row[field]),
                    kept_at="2026-11-20T09:12:00.000000Z",
                    lost=json.dumps(other),
                    lost_by=work.actor,
                    lost_at="2026-11-20T09:00:00.000000Z",
                )
            )


async def settle_two(walk: "Walk") -> bool:
    """Keep one of two fields and take the other version of the second."""
    await walk.go("7")
    await walk.press("enter", "left", "right", "ctrl+s", "y")
    settled = walk.count("SELECT count(*) FROM sync_conflict WHERE state = 'settled'")
    taken = walk.count("SELECT count(*) FROM participant WHERE town = ?", _OTHERS["town"])
    return (settled, taken) == (2, 1)
