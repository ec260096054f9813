"""What holds for every table and every state machine."""

from datetime import UTC, datetime
from enum import StrEnum

import pytest
import sqlalchemy as sa
from sqlalchemy.dialects import sqlite

from models import kinds
from models.base import Kind, State, TextList, UtcMoment
from models.edges import EDGES, may_follow
from models.tables import BY_NAME, RECORDS, metadata

DIALECT = sqlite.dialect()


def columns() -> list[sa.Column[object]]:
    return [column for table in metadata.tables.values() for column in table.columns]


def test_no_column_can_hold_a_float() -> None:
    floats = [str(c) for c in columns() if isinstance(c.type, (sa.Float, sa.Numeric))]
    assert floats == []


def test_no_moment_is_kept_without_its_zone() -> None:
    plain = [str(c) for c in columns() if isinstance(c.type, sa.DateTime)]
    assert plain == []
    with pytest.raises(ValueError, match="zone"):
        UtcMoment().process_bind_param(datetime(2026, 11, 20, 9, 30), DIALECT)  # noqa: DTZ001


def test_moments_come_back_aware_and_sort_as_text() -> None:
    kind = UtcMoment()
    early = datetime(2026, 11, 20, 9, 30, 0, 5, tzinfo=UTC)
    late = datetime(2026, 11, 20, 9, 30, 0, 40, tzinfo=UTC)
    texts = [kind.process_bind_param(each, DIALECT) for each in (late, early)]
    assert sorted(str(each) for each in texts)[0] == texts[1]
    assert kind.process_result_value(texts[1], DIALECT) == early


@pytest.mark.parametrize("table", RECORDS, ids=lambda table: str(table.__tablename__))
def test_every_record_says_who_made_it_and_which_whole_it_belongs_to(table: type) -> None:
    names = set(metadata.tables[str(table.__tablename__)].columns.keys())  # type: ignore[attr-defined]
    assert {"created_at", "created_by", "updated_at", "updated_by", "device_id"} <= names
    assert {"void_reason", "versions"} <= names
    assert set(table.aggregate) <= names  # type: ignore[attr-defined]


def test_every_record_of_a_person_moves_with_that_person() -> None:
    for name, table in BY_NAME.items():
        held = metadata.tables[name].columns
        if "participant_id" in held and not held["participant_id"].nullable:
            assert table.aggregate == ("participant_id",), name


@pytest.mark.parametrize("machine", list(EDGES), ids=lambda machine: machine.__name__)
def test_every_state_can_be_reached_and_only_along_its_edges(machine: type[StrEnum]) -> None:
    edges = EDGES[machine]
    assert set(edges) == set(machine)
    first = next(iter(machine))
    reached, todo = {first}, [first]
    while todo:
        for following in edges[todo.pop()]:
            if following not in reached:
                reached.add(following)
                todo.append(following)
    assert reached == set(machine)
    for start in machine:
        assert may_follow(start, start)
        for end in machine:
            assert may_follow(start, end) == (start == end or end in edges[start])


def test_every_state_column_has_its_edges() -> None:
    machines = {c.type.words for c in columns() if isinstance(c.type, State)}
    assert machines <= set(EDGES)


def test_ended_submissions_and_promises_stay_as_they_are() -> None:
    for ended in ("accepted", "refused_by_employer", "declined_by_person", "vacancy_gone"):
        assert EDGES[kinds.SubmissionState][kinds.SubmissionState(ended)] == frozenset()
    for kept in ("kept", "beaten", "late", "broken"):
        assert EDGES[kinds.PromiseState][kinds.PromiseState(kept)] == frozenset()


def test_a_word_outside_its_set_is_refused_and_a_newer_one_is_read_as_it_is() -> None:
    kind = Kind(kinds.Channel)
    with pytest.raises(ValueError, match="pigeon"):
        kind.process_bind_param("pigeon", DIALECT)
    assert kind.process_result_value("pigeon", DIALECT) == "pigeon"
    assert kind.process_result_value("visit", DIALECT) is kinds.Channel.VISIT


def test_lists_keep_their_order_and_their_letters() -> None:
    kind = TextList()
    words = ["forklift", "Ærlig", "early starts"]
    assert kind.process_result_value(kind.process_bind_param(words, DIALECT), DIALECT) == words
    assert kind.process_result_value(kind.process_bind_param(None, DIALECT), DIALECT) == []


def test_nobody_is_called_a_client_or_a_claimant() -> None:
    words = " ".join([*metadata.tables, *(str(c) for c in columns())])
    assert "client" not in words
    assert "claimant" not in words
