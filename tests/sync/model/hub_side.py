"""The hub as the model sees it: what it holds, and who may see what by the house's rules."""

import json
from dataclasses import dataclass
from typing import Any

from adviser_tui.hub.hub import Hub
from adviser_tui.sync.canonical import hashed_id
from adviser_tui.sync.scopes import scope_of
from adviser_tui.sync.shapes import shapes
from models.merging import NeedToKnow
from tests.sync.model.ledger import Place


@dataclass(frozen=True, slots=True)
class Row:
    """One row as the hub has it."""

    entity: str
    agg: str
    fields: dict[str, Any]
    versions: dict[str, list[int]]


class HubSide:
    """Looks into a hub's tables; what it says of rights is worked out here once more."""

    def __init__(self, hub: Hub) -> None:
        self.hub = hub

    def now_ms(self) -> int:
        """Return the hub's own time."""
        return self.hub.now()

    def all(self, sql: str, **values: Any) -> list[Any]:
        """Return the rows of a query on the hub's tables."""
        with self.hub.store.transaction() as t:
            return list(t.rows(sql, **values))

    def rows(self) -> dict[tuple[str, str], Row]:
        """Return every row that the hub keeps."""
        return {
            (row.entity, row.id): Row(
                row.entity, row.agg, json.loads(row.fields), json.loads(row.versions)
            )
            for row in self.all("SELECT id, entity, agg, fields, versions FROM row_state")
        }

    def picture(self) -> list[tuple[Any, ...]]:
        """Return all that a second delivery must leave as it is."""
        tables = {
            "row_state": "id, entity, agg, fields, versions, updated_at, updated_by",
            "agg_home": "agg, home",
            "held": "dev_no, lseq, change",
            "quarantine": "dev_no, lseq, state, change",
            "feed": "scope, seq, row_id, op",
        }
        return [
            (name, *row)
            for name, columns in tables.items()
            for row in self.all(f"SELECT {columns} FROM {name} ORDER BY {columns}")
        ]

    def homes(self) -> dict[str, set[str]]:
        """Return where each aggregate is shared."""
        found: dict[str, set[str]] = {}
        for row in self.all("SELECT agg, home FROM agg_home"):
            found.setdefault(row.agg, set()).add(row.home)
        return found

    def homes_due(self) -> dict[str, set[str]]:
        """Return where each participant should be shared, by the rules of the design alone."""
        known = {row.id for row in self.all("SELECT id FROM account")}
        teams: dict[str, set[str]] = {}
        for row in self.all("SELECT account, team FROM membership"):
            teams.setdefault(row.account, set()).add(str(row.team))
        found, present = {}, self.homes()
        for key, row in self.rows().items():
            if key[0] != "participant":
                continue
            team = next(h.partition(":")[2] for h in present[row.agg] if not h.startswith("user:"))
            coach, deputy = row.fields["coach_id"], row.fields["deputy_id"]
            if row.fields["confidentiality"] == "restricted":
                due = {f"user:{each}" for each in (coach, deputy) if each in known}
                due.add(f"lead:{team}")
            else:
                due = {f"team:{team}"}
                if deputy in known and team not in teams.get(deputy, ()):
                    due.add(f"user:{deputy}")
            found[row.agg] = due
        return found

    def scopes_of(self, account: str) -> set[str]:
        """Return what a person may see, by the rules of the design alone."""
        who = self.all("SELECT role, active FROM account WHERE id = :id", id=account)[0]
        if not who.active or who.role == "admin":
            return set()
        member = self.all("SELECT team FROM membership WHERE account = :a", a=account)
        teams = [row.team for row in member]
        homes = {f"team:{team}" for team in teams}
        needs = {NeedToKnow.CORE}
        if who.role in ("adviser", "lead"):
            needs.add(NeedToKnow.HEALTH)
            homes.add(f"user:{account}")
        if who.role == "lead":
            homes |= {f"lead:{team}" for team in teams}
        return {scope_of(home, need) for home in homes for need in needs} | {"org#config"}

    def visible_to(self, account: str) -> dict[tuple[str, str], Row]:
        """Return the rows that a person may see."""
        scopes, homes = self.scopes_of(account), self.homes()
        found = {}
        for key, row in self.rows().items():
            about = row.fields["entity"] if row.entity == "sync_conflict" else row.entity
            need = shapes()[about].need_to_know
            if any(scope_of(home, need) in scopes for home in homes.get(row.agg, ())):
                found[key] = row
        return found

    def conflicts(self) -> dict[Place, list[Any]]:
        """Return both values of every record of two versions, by what they are about."""
        found: dict[Place, list[Any]] = {}
        for row in self.rows().values():
            if row.entity == "sync_conflict":
                place = (row.fields["entity"], row.fields["row_id"], row.fields["field"])
                values = [json.loads(row.fields[name]) for name in ("kept", "lost")]
                found.setdefault(place, []).extend(values)
        return found

    def undecided(self) -> list[tuple[Place, Any]]:
        """Return every value that waits at the hub for a row or for a person, or was rejected."""
        found = []
        for table in ("held", "quarantine"):
            for row in self.all(f"SELECT change FROM {table}"):
                change = json.loads(row.change)
                for name, value in change.get("f", {}).items():
                    found.append(((change["e"], change["id"], name), value))
        return found

    def is_erased(self, agg: str, row_id: str) -> bool:
        """Say whether somebody's record, or one row of it, was erased."""
        hashes = [hashed_id(agg), hashed_id(row_id)]
        return bool(
            self.all(
                "SELECT n FROM erasure WHERE agg_hash = ANY(:h) UNION ALL"
                " SELECT n FROM erased_row WHERE row_hash = ANY(:h)",
                h=hashes,
            )
        )
