"""Somebody with a true token of the second team, whose program sends what no honest one does."""

from contextlib import suppress
from typing import TYPE_CHECKING, Any

from adviser_tui.sync.canonical import START, digest, linked
from adviser_tui.sync.clocks import packed
from adviser_tui.sync.transport import HubRefusedError
from tests.sync.model.checks import Broken
from tests.sync.model.hub_side import HubSide

if TYPE_CHECKING:
    from tests.sync.model.founding import HubPlace

ATTACKER = ("Mal Mole", "adviser", (1,))
_MARK = "smuggled"
_NEW = "0199ffff-0000-7000-8000-{:012x}"
_MOMENT = "2026-11-20T09:30:00.000000Z"


class Attacker:
    """Sends by hand, keeping its own chain so that the hub has to look at the contents."""

    def __init__(self, place: "HubPlace") -> None:
        self._place = place
        self._token = ""
        self._lseq, self._chain = 0, START

    def send(self, side: HubSide, which: int, how: int) -> None:
        """Send one thing; whatever the hub answers, others are to see nothing of it."""
        if not self._token:
            code = self._place.code_for(ATTACKER[0])
            self._token = self._place.transport.call("enrol", {"code": code})["token"]
        mine = side.scopes_of(self._account(side))
        rows = sorted(
            (key, row.agg) for key, row in side.rows().items() if not self._reaches(side, row.agg)
        )
        if not rows:
            return
        (entity, row_id), agg = rows[which % len(rows)]
        assert mine
        self._push(self._attempts(entity, row_id, agg, which)[how % 9])

    def _attempts(self, entity: str, row_id: str, agg: str, which: int) -> list[dict[str, Any]]:
        new = _NEW.format(which)
        made = {"created_at": _MOMENT, "created_by": _MARK, "note": _MARK}
        contact = {**made, "kind": "participant", "channel": "call", "occurred_at": _MOMENT}
        return [
            {"e": entity, "id": row_id, "op": "upd", "f": {"void_reason": _MARK}},
            {"e": entity, "id": row_id, "op": "upd", "f": {"created_by": _MARK}, "agg": new},
            {"e": entity, "id": row_id, "op": "ins", "f": {**made}, "s": "team:1"},
            {"e": "contact", "id": new, "op": "ins", "f": {**contact, "participant_id": agg}},
            {"e": "contact", "id": new, "op": "ins", "f": contact, "s": "team:1"},
            {"e": "participant", "id": row_id, "op": "upd", "f": {"versions": "{}"}},
            {"e": "sync_conflict", "id": new, "op": "ins", "f": {"whole_id": agg, "lost": _MARK}},
            {"e": "adviser", "id": row_id, "op": "upd", "f": {"name": _MARK}},
            {"e": "follow_up", "id": new, "op": "ins", "f": {"what": "\x1b]2;x", **made}},
        ]

    def _push(self, change: dict[str, Any]) -> None:
        self._lseq += 1
        clock = packed(self._place.now() + 86_400_000 * 900)
        change |= {"l": self._lseq, "g": 1, "t": clock, "b": {}, "at": _MOMENT, "n": 1}
        change["hh"] = digest(change)
        body = {"prev": self._lseq - 1, "chain": self._chain, "changes": [change]}
        with suppress(HubRefusedError):
            self._place.transport.call("push", body, self._token)
        reached = self._place.transport.call(
            "push", {"prev": 0, "chain": START, "changes": []}, self._token
        )
        if reached["acked"] == self._lseq:
            self._chain = linked(self._chain, change["hh"])
        else:
            self._lseq, self._chain = reached["acked"], reached["chain"]

    def _account(self, side: HubSide) -> str:
        return str(side.all("SELECT id FROM account WHERE name = :n", n=ATTACKER[0])[0].id)

    def _reaches(self, side: HubSide, agg: str) -> bool:
        return "team:2" in side.homes().get(agg, ()) or "org" in side.homes().get(agg, ())

    def check(self, side: HubSide) -> None:
        """T6: nothing that was smuggled stands where somebody of another team sees it."""
        for key, row in side.rows().items():
            told = [v for v in row.fields.values() if isinstance(v, str) and _MARK in v]
            if told and not self._reaches(side, row.agg):
                raise Broken("T6", f"{key} of another team says {told}")
