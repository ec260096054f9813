"""Rows and changes made by hand, for tests of what becomes of changes made apart."""

from collections.abc import Mapping

from adviser_tui.sync.change import Change, Dot, Value, Version
from adviser_tui.sync.merging import Verdict
from adviser_tui.sync.pages import INSERT, HubRow

ROW = "01990000-0000-7000-8000-000000000001"
SHEET = "01990000-0000-7000-8000-000000000002"
PERSON = "01990000-0000-7000-8000-000000000003"
ONE = "01990000-0000-7000-8000-0000000000a1"
TWO = "01990000-0000-7000-8000-0000000000a2"
ANSWER: Mapping[str, Value] = {
    "participant_id": PERSON,
    "sheet_id": SHEET,
    "item": "C1",
    "value": "met",
    "note": "",
    "created_at": "2026-11-20T09:30:00.000000Z",
}
MADE = Version(1_000, 1, 1)
"""The insert of every row here: device 1's first change."""


def at(hlc: int, dev: int, lseq: int) -> Version:
    return Version(hlc, dev, lseq)


def row(
    entity: str, fields: Mapping[str, Value], versions: Mapping[str, Version] | None = None
) -> HubRow:
    """A row as the hub has it, made by device 1."""
    whole = {"id": ROW, "void_reason": None, **fields}
    return HubRow(entity, ROW, ROW, whole, {INSERT: MADE, **(versions or {})})


def change(
    entity: str,
    version: Version,
    fields: Mapping[str, Value],
    base: Mapping[str, Dot | None] | None = None,
    op: str = "upd",
) -> Change:
    """A checked change; what `base` does not name was made on the insert."""
    known = dict.fromkeys(fields) | dict(base or {})
    return Change(version.lseq, 1, entity, ROW, op, fields, known, version.hlc, "0" * 64)


def after(found: HubRow, verdict: Verdict) -> HubRow:
    """The row with a verdict written into it."""
    return HubRow(
        found.entity,
        found.id,
        found.agg,
        {**found.fields, **verdict.fields},
        {**found.versions, **verdict.versions},
    )


def phone(version: Version, number: str, base: Dot | None = None) -> Change:
    return change("participant", version, {"phone": number}, {"phone": base})


def insert(entity: str, version: Version, fields: Mapping[str, Value]) -> Change:
    return change(entity, version, {"id": ROW, "void_reason": None, **fields}, {}, "ins")


def kinds(verdict: Verdict) -> list[tuple[str, str]]:
    return [(loser.field, loser.kind) for loser in verdict.losers]
