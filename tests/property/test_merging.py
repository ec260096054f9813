"""Whatever two records hold, merging them loses nothing, and undo brings back every value."""

import tempfile
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from random import Random

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from adviser_tui.clock import FixedClock
from adviser_tui.errors import RuleError
from adviser_tui.services.merging.comparison import KINDS, Kind
from adviser_tui.services.merging.fields import OWNER, TABLES
from adviser_tui.services.merging.moves import references_to
from adviser_tui.services.merging.trail import MERGEABLE, merged_into, reason, survivor
from adviser_tui.services.office import Office, open_office
from adviser_tui.storage.undo import redo, undo
from models.tables import BY_NAME
from tests.merging_case import Picture, fill, picture

UNSHRUNK = (Phase.explicit, Phase.reuse, Phase.generate)
"""A smaller seed is no smaller caseload, so there is nothing to shrink."""
FROZEN = ("match_sheet", "match_answer", "match_override", "course_event")


@settings(max_examples=25, phases=UNSHRUNK, suppress_health_check=[HealthCheck.too_slow])
@given(seed=st.integers(0, 2**32), kind=st.sampled_from(KINDS), groups=st.booleans())
def test_nothing_is_lost_and_everything_comes_back(seed: int, kind: Kind, groups: bool) -> None:
    clock = FixedClock(datetime(2026, 11, 20, 9, 30, tzinfo=UTC))
    with (
        tempfile.TemporaryDirectory() as held,
        closing(open_office(Path(held) / "caseload", clock=clock)) as office,
    ):
        ids = fill(office.database, Random(seed))
        first, second, third = ids[TABLES[kind]]
        _under_one_roof(office, kind, (first, second))
        if kind == "employer" and groups:
            office.groups.put_under(third, [second])
        before = picture(office.database)
        try:
            office.merging.merge(kind, first, second, even_so=True)
        except RuleError:
            assert picture(office.database) == before
            return
        after = picture(office.database)
        _nothing_is_lost(before, after, kind, first, second)
        undo(office.database)
        assert picture(office.database) == before
        redo(office.database)
        assert picture(office.database) == after
        assert office.database.row("PRAGMA foreign_key_check") is None


def _under_one_roof(office: Office, kind: Kind, pair: tuple[str, str]) -> None:
    """Let both belong to the same employer, where only such can be one."""
    table = TABLES[kind]
    if table not in OWNER:
        return
    with office.database.write() as work:
        rows = [work.get(BY_NAME[table], each) for each in pair]
        work.change(rows[1], **{OWNER[table]: getattr(rows[0], OWNER[table])})


def _nothing_is_lost(before: Picture, after: Picture, kind: Kind, keep: str, other: str) -> None:
    """Every row is still there and on the survivor, every text still on some row."""
    gone = {
        row["id"]: merged_into(row["void_reason"]) for t in MERGEABLE for row in after[t].values()
    }
    gone = {one: into for one, into in gone.items() if into}
    assert gone[other] == keep
    assert after[TABLES[kind]][keep]["void_reason"] is None
    for table, rows in before.items():
        assert rows.keys() <= after[table].keys(), table
        for row_id, was in rows.items():
            now = after[table][row_id]
            if row_id not in gone:
                assert now["void_reason"] == was["void_reason"], table
            else:
                # The emptied row itself still says all that it said.
                own = {**was, "void_reason": now["void_reason"]}
                owner = OWNER.get(table)
                for column in (owner, "is_main", "site_id"):
                    if column in own:
                        own[column] = now[column]
                assert now == own
    for target in MERGEABLE:
        for reference in references_to(target):
            for row_id, was in before[reference.table].items():
                now = after[reference.table][row_id]
                if reference.table in FROZEN and now[reference.column] == was[reference.column]:
                    continue
                pointed = was[reference.column]
                if row_id not in gone and row_id not in gone.values():
                    assert now[reference.column] == gone.get(pointed, pointed), reference
                assert now[reference.column] not in gone or row_id in gone, reference


@settings(max_examples=6, phases=UNSHRUNK, suppress_health_check=[HealthCheck.too_slow])
@given(seed=st.integers(0, 2**32), kind=st.sampled_from(KINDS))
def test_three_that_are_one_leave_a_trail_of_one_step(seed: int, kind: Kind) -> None:
    clock = FixedClock(datetime(2026, 11, 20, 9, 30, tzinfo=UTC))
    with (
        tempfile.TemporaryDirectory() as held,
        closing(open_office(Path(held) / "caseload", clock=clock)) as office,
    ):
        first, second, third = fill(office.database, Random(seed))[TABLES[kind]]
        _under_one_roof(office, kind, (first, second))
        _under_one_roof(office, kind, (first, third))
        before = picture(office.database)
        try:
            office.merging.merge(kind, second, third, even_so=True)
            office.merging.merge(kind, first, second, even_so=True)
        except RuleError:
            return
        table = TABLES[kind]
        for gone in (second, third):
            row = office.database.row(f"SELECT void_reason FROM {table} WHERE id = ?", (gone,))
            assert row[0] == reason(first)
            assert survivor(office.database, table, gone) == first
        undo(office.database)
        undo(office.database)
        assert picture(office.database) == before
