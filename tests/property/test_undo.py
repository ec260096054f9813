"""Whatever was done can be taken back and brought again, step by step, to the same caseload."""

import tempfile
from contextlib import closing
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    Bundle,
    RuleBasedStateMachine,
    initialize,
    invariant,
    multiple,
    precondition,
    rule,
    run_state_machine_as_test,
)

from adviser_tui.clock import FixedClock
from adviser_tui.errors import NotFoundError
from adviser_tui.storage import checks
from adviser_tui.storage.database import Database
from adviser_tui.storage.schema.capture import tracked_columns
from adviser_tui.storage.undo import UNDONE, next_to_redo, next_to_undo, redo, undo
from models.base import Record
from models.kinds import Pipeline, Side
from models.tables import BY_NAME, RECORDS, Adviser, Employer, FollowUp, Participant
from tests.finding_case import assert_index_is_true

WORDS = st.text(st.characters(codec="utf-8", exclude_characters="\x00"), min_size=1, max_size=12)
DAYS = st.dates(date(2026, 1, 1), date(2027, 12, 31))
Picture = dict[str, dict[str, dict[str, Any]]]
Key = tuple[str, str]


def live(database: Database) -> Picture:
    """Every row as it counts: those whose making was taken back are not there."""
    picture: Picture = {}
    for table in RECORDS:
        name = str(table.__tablename__)
        columns = ", ".join(tracked_columns(table))
        rows = database.rows(f"SELECT {columns} FROM {name} WHERE void_reason IS NOT ?", (UNDONE,))
        picture[name] = {row["id"]: dict(row) for row in rows}
    return picture


class Undoing(RuleBasedStateMachine):
    """A caseload beside a list of pictures: what it looked like after each action."""

    rows: Bundle[Key] = Bundle("rows")

    @initialize()
    def begin(self) -> None:
        self.held = tempfile.TemporaryDirectory()
        self.clock = FixedClock(datetime(2026, 11, 20, 9, 30, tzinfo=UTC))
        self.database = Database(Path(self.held.name) / "caseload", self.clock).open()
        self.done = [live(self.database)]
        self.undone: list[Picture] = []
        self.newest = self.newest_action()

    def acted(self) -> None:
        """Count what the caseload calls an action: also one that ends where it began."""
        if (newest := self.newest_action()) > self.newest:
            self.newest = newest
            self.done.append(live(self.database))
            self.undone.clear()
        self.clock.at += timedelta(seconds=7)

    def newest_action(self) -> int:
        row = self.database.row("SELECT coalesce(max(g), 0) FROM change_group WHERE kind = 'act'")
        return int(row[0])

    def is_live(self, key: Key) -> bool:
        row = self.done[-1][key[0]].get(key[1])
        return row is not None and row["void_reason"] is None

    @rule(target=rows, names=st.lists(WORDS, min_size=1, max_size=3), day=DAYS)
    def add(self, names: list[str], day: date) -> Any:
        made: list[Record] = []
        with self.database.write() as work:
            for name in names:
                employer = work.add(Employer(name=name))
                made.append(employer)
                made.append(work.add(Participant(preferred_name=name)))
                made.append(
                    work.add(
                        FollowUp(
                            what=name,
                            side=Side.EMPLOYER,
                            due_on=day,
                            first_due_on=day,
                            employer_id=employer.id,
                        )
                    )
                )
        self.acted()
        return multiple(*((str(row.__tablename__), row.id) for row in made))

    @rule(names=st.lists(WORDS, min_size=1, max_size=20))
    def add_many(self, names: list[str]) -> None:
        with self.database.write() as work:
            work.add_many(Adviser, [{"name": name, "team": "Fjord"} for name in names])
        self.acted()

    @rule(key=rows, words=st.lists(WORDS, min_size=1, max_size=4), also=rows)
    def change(self, key: Key, words: list[str], also: Key) -> None:
        """Change one row several times and another one within the same action."""
        wanted = [each for each in (key, also) if self.is_live(each)]
        with self.database.write() as work:
            for table, row_id in wanted:
                row = work.get(BY_NAME[table], row_id)
                for word in words:
                    work.change(row, **{first_text(table): word})
        self.acted()

    @rule(key=rows, word=WORDS, number=st.none() | st.integers(-(2**40), 2**40))
    def change_by_sql(self, key: Key, word: str, number: int | None) -> None:
        with self.database.write() as work:
            work.connection.execute(
                f"UPDATE {key[0]} SET {first_text(key[0])} = ? "
                "WHERE id = ? AND void_reason IS NULL",
                (word, key[1]),
            )
            if key[0] == "employer":
                work.connection.execute(
                    "UPDATE employer SET cadence_days = ?, stage = ? "
                    "WHERE id = ? AND void_reason IS NULL",
                    (number, Pipeline.NEEDS, key[1]),
                )
        self.acted()

    @rule(key=rows, word=WORDS)
    def add_change_and_void_at_once(self, key: Key, word: str) -> None:
        with self.database.write() as work:
            row = work.add(Adviser(name=word))
            work.change(row, name=word + "!")
            work.void(row, "a mistake")
            if self.is_live(key):
                work.change(work.get(BY_NAME[key[0]], key[1]), **{first_text(key[0]): word})
        self.acted()

    @rule(key=rows)
    def void(self, key: Key) -> None:
        if self.is_live(key):
            with self.database.write() as work:
                work.void(work.get(BY_NAME[key[0]], key[1]), "no longer needed")
            self.acted()

    @rule()
    def open_again(self) -> None:
        self.database.close()
        self.database = Database(Path(self.held.name) / "caseload", self.clock).open()

    @precondition(lambda self: len(self.done) > 1)
    @rule()
    def undo(self) -> None:
        undo(self.database)
        self.undone.append(self.done.pop())

    @precondition(lambda self: self.undone)
    @rule()
    def redo(self) -> None:
        redo(self.database)
        self.done.append(self.undone.pop())

    @precondition(lambda self: len(self.done) > 1)
    @rule()
    def all_the_way_back_and_forth(self) -> None:
        end = self.done[-1]
        steps = len(self.done) - 1
        for picture in reversed(self.done[:-1]):
            undo(self.database)
            assert live(self.database) == picture
        assert next_to_undo(self.database) is None
        for _ in range(steps):
            redo(self.database)
        assert live(self.database) == end

    @invariant()
    def everything_is_found_by_its_words_of_now(self) -> None:
        if hasattr(self, "database"):
            assert_index_is_true(self.database)

    @invariant()
    def it_looks_as_it_should(self) -> None:
        if hasattr(self, "database"):
            assert live(self.database) == self.done[-1]
            assert (next_to_undo(self.database) is not None) == (len(self.done) > 1)
            assert (next_to_redo(self.database) is not None) == bool(self.undone)

    def teardown(self) -> None:
        if hasattr(self, "database"):
            found = list(checks.change_record(self.database.reader()))
            self.database.close()
            self.held.cleanup()
            assert [each.grade for each in found] == ["ok"], found


def first_text(table: str) -> str:
    return {
        "employer": "name",
        "participant": "preferred_name",
        "follow_up": "what",
    }[table]


def test_every_action_can_be_taken_back_and_brought_again() -> None:
    run_state_machine_as_test(
        Undoing,
        settings=settings(
            max_examples=25,
            stateful_step_count=25,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )


def test_there_is_nothing_to_undo_in_a_new_caseload(database: Database) -> None:
    with pytest.raises(NotFoundError, match="nothing to undo"):
        undo(database)
    with pytest.raises(NotFoundError, match="nothing to redo"):
        redo(database)


def test_twelve_thousand_rows_are_taken_back_at_once(database: Database) -> None:
    with database.write() as work:
        work.add_many(Employer, [{"name": f"Firma {number}"} for number in range(12_000)])
    undo(database)
    assert live(database)["employer"] == {}
    database.close()
    with closing(Database(database.folder).open()) as again:
        redo(again)
        assert len(live(again)["employer"]) == 12_000
