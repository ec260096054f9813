"""What a team lead decides at the hub, and who works there; each of it asks the hub at once."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from adviser_tui.errors import SyncError
from adviser_tui.services.sync.hub_line import HubLine
from adviser_tui.services.sync.membership import Membership, MembershipFile
from adviser_tui.services.sync.stops import in_plain_words
from adviser_tui.services.sync.wording import Wording, column_shape
from adviser_tui.sync.transport import HubRefusedError

if TYPE_CHECKING:
    from adviser_tui.services.office import Office

_WHY = {
    "no_access": "whoever wrote it may not change this record any more",
    "quota": "too much of theirs waited already",
    "malformed": "the hub could not read it",
    "unknown": "the hub does not know this kind of entry",
    "invalid": "a value in it cannot be kept",
    "incomplete": "something that it needs is missing",
    "fixed": "it would change what never changes",
    "group": "it was done together with something that could not be taken",
    "parent_rejected": "what it belongs to was rejected",
}
_NAMES = ("preferred_name", "name", "title", "what", "task")
"""Fields by which a new record can be told, where it is not on this device."""
_OWN_WORDS = (404, 409)
"""Refusals whose sentence the hub itself writes best."""


@dataclass(frozen=True, slots=True)
class SetAside:
    """A change that the hub keeps until the team lead has decided."""

    id: str
    record: str
    is_new: bool
    """Whether it would add the record."""
    fields: tuple[tuple[str, str], ...]
    """What it says: labels with values in words."""
    why: str
    author: str
    device: str
    done_at: str
    """When it was done, in words."""
    since: datetime
    """Since when it waits, on the wall clock."""
    entity: str
    row_id: str
    whole_id: str
    now: tuple[str, ...] = ()
    """What stands in each of the fields here now, in words; empty for a record not here."""


@dataclass(frozen=True, slots=True)
class KnownDevice:
    """A device that has joined the hub."""

    number: int
    name: str
    person: str
    state: str
    seen: datetime | None
    """When it last spoke with the hub, on the wall clock."""
    program: str
    is_this: bool


@dataclass(frozen=True, slots=True)
class Team:
    """A team at the hub."""

    id: int
    name: str


class Reviewing:
    """Asks the hub as this device; raises `SyncError` where it says no or cannot be reached."""

    def __init__(self, office: "Office") -> None:
        self._office = office
        self._wording = Wording(office)

    def items(self) -> tuple[SetAside, ...]:
        """Return what waits for the lead's decision, the oldest first."""
        found: list[SetAside] = []
        after = ""
        while True:
            reply = self._ask("review", {"after": after})
            items = [each for each in reply.get("items", ()) if isinstance(each, dict)]
            found += [self._set_aside(each) for each in items]
            if not reply.get("more") or not items:
                return tuple(found)
            after = str(items[-1]["id"])

    def decide(self, item_id: str, *, accepts: bool, reason: str = "") -> None:
        """Accept or reject; the reason is read by whoever wrote it."""
        act = "accept" if accepts else "reject"
        self._ask("settle", {"id": item_id, "act": act, "reason": reason})

    def transfer(self, whole_id: str, team_id: int) -> bool:
        """Give a participant or an employer to another team; say whether anything moved."""
        reply = self._ask("transfer", {"aggs": [whole_id], "team": team_id})
        return bool(reply.get("moved"))

    def other_teams(self) -> tuple[Team, ...]:
        """Return the teams that this adviser is not in, by name."""
        mine = self._mine()
        own = {int(team["id"]) for team in mine.teams if "id" in team}
        reply = self._ask("people", {})
        teams = [Team(int(one["id"]), str(one["name"])) for one in reply.get("teams", ())]
        return tuple(sorted((one for one in teams if one.id not in own), key=lambda one: one.name))

    def devices(self) -> tuple[KnownDevice, ...]:
        """Return the devices that the hub tells this adviser of, this one first."""
        mine = self._mine()
        reply = self._ask("people", {})
        found = [self._device(each, mine) for each in reply.get("devices", ())]
        return tuple(sorted(found, key=lambda one: (not one.is_this, one.person, one.number)))

    def _device(self, told: Mapping[str, Any], mine: Membership) -> KnownDevice:
        seen = int(told.get("seen_ms") or 0)
        zone = self._office.desk.local_now.tzinfo
        return KnownDevice(
            int(told["dev_no"]),
            str(told.get("name") or "a device"),
            str(told.get("person") or ""),
            str(told.get("state") or ""),
            _moment(seen).astimezone(zone) if seen else None,
            str(told.get("app") or ""),
            int(told["dev_no"]) == mine.dev_no,
        )

    def _set_aside(self, told: Mapping[str, Any]) -> SetAside:
        entity, row_id = str(told.get("entity") or ""), str(told.get("row_id") or "")
        fields = told.get("fields")
        given: Mapping[str, Any] = fields if isinstance(fields, dict) else {}
        said = self._wording
        record = said.record(entity, row_id)
        named = next((str(given[name]) for name in _NAMES if given.get(name)), "")
        if named and "not shared with you" in record:
            record = f"{record.removeprefix('a ').partition(' that')[0]} {named}"
        why = str(told.get("why") or "")
        return SetAside(
            str(told["id"]),
            record,
            told.get("op") == "ins",
            tuple(
                (said.label(entity, name), said.said(entity, row_id, name, value))
                for name, value in given.items()
                if value not in (None, "", "[]", "{}") or told.get("op") != "ins"
            ),
            _WHY.get(why, why.replace("_", " ")),
            str(told.get("author") or "somebody"),
            str(told.get("device") or ""),
            said.moment(str(told.get("at") or "")),
            _moment(int(told.get("since_ms") or 0)).astimezone(self._office.desk.local_now.tzinfo),
            entity,
            row_id,
            str(told.get("agg") or ""),
            () if told.get("op") == "ins" else self._now(entity, row_id, tuple(given)),
        )

    def _now(self, entity: str, row_id: str, names: tuple[str, ...]) -> tuple[str, ...]:
        """Return what stands here now; the names are the hub's, so only known ones are read."""
        if not names or any(column_shape(entity, name) is None for name in names):
            return ()
        row = self._office.database.row(f"SELECT * FROM {entity} WHERE id = ?", (row_id,))
        if row is None or not set(names) <= set(row.keys()):
            return ()
        return tuple(self._wording.said(entity, row_id, name, row[name]) for name in names)

    def _mine(self) -> Membership:
        mine = self._office.sync.membership
        if mine is None or not mine.is_online:
            raise SyncError(
                "This caseload knows no address of a hub, so nothing was asked. `adviser join` "
                "brings it together with a team."
            )
        return mine

    def _ask(self, name: str, body: Mapping[str, Any]) -> dict[str, Any]:
        mine = self._mine()
        sync = self._office.sync
        transport = sync.connect(mine.url, mine.ca_file)
        file = MembershipFile(self._office.database.folder)
        try:
            return HubLine(transport, file, mine, sync.wall_ms).call(name, body)
        except HubRefusedError as no:
            if no.status in _OWN_WORDS or no.code == "forbidden":
                raise SyncError(str(no)) from no
            raise in_plain_words(no, sync.waiting.count()) from no
        finally:
            close = getattr(transport, "close", None)
            if close is not None:
                close()


def _moment(millis: int) -> datetime:
    return datetime.fromtimestamp(millis / 1000, UTC)
