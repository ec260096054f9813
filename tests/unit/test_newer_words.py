"""A word that a newer program added to a closed set travels here and stops nothing."""

import traceback
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from adviser_tui.clock import FixedClock
from adviser_tui.services.demo import make_demo
from adviser_tui.services.office import Office
from adviser_tui.storage.database import Database
from adviser_tui.sync.shapes import shapes
from models.edges import may_follow
from models.kinds import Channel, Stage

NEWER = "a_newer_word"
PLACES = [
    (entity, column.name)
    for entity, shape in shapes().items()
    for column in shape.columns.values()
    if column.kind == "word"
]


def test_a_newer_word_is_of_its_set_and_none_of_those_known() -> None:
    word = Channel("carrier_pigeon")

    assert isinstance(word, Channel)
    assert (word, word.is_known, Channel.CALL.is_known) == ("carrier_pigeon", False, True)
    assert word not in set(Channel)
    assert Channel("carrier_pigeon") == word != Channel.CALL
    assert not may_follow(Stage("a_newer_stage"), Stage.ENGAGED)
    assert not may_follow(Stage.ENGAGED, Stage("a_newer_stage"))


@pytest.mark.parametrize("strange", ["", "Two words", "x" * 41, 7, None, "a\x1bb"])
def test_what_is_no_word_at_all_is_refused(strange: object) -> None:
    with pytest.raises(ValueError, match="is not a valid Channel"):
        Channel(strange)  # type: ignore[arg-type]


def test_every_list_and_card_opens_though_any_word_is_a_newer_one(
    database: Database, clock: FixedClock
) -> None:
    office = Office(database)
    make_demo(database, 1, "small", clock.today())
    look = _looking(office)
    for each in look:
        each()
    stopped = []
    for entity, column in PLACES:
        before = database.rows(f"SELECT id, {column} AS word FROM {entity}")
        _write(database, f"UPDATE {entity} SET {column} = '{NEWER}' WHERE {column} IS NOT NULL")
        for each in look:
            try:
                each()
            except Exception as error:
                stopped.append(f"{entity}.{column}: {error!r} in {_place(error)}")
        with database.writing() as connection:
            connection.execute("UPDATE sync_state SET applying = 1")
            connection.executemany(
                f"UPDATE {entity} SET {column} = ? WHERE id = ?",
                [(row["word"], row["id"]) for row in before],
            )
            connection.execute("UPDATE sync_state SET applying = 0")
    assert "\n".join(sorted(set(stopped))) == ""


def _write(database: Database, sql: str) -> None:
    """Write as what comes from another device is written: past the change record."""
    with database.writing() as connection:
        connection.execute("UPDATE sync_state SET applying = 1")
        connection.execute(sql)
        connection.execute("UPDATE sync_state SET applying = 0")


def _place(error: BaseException) -> str:
    frames = traceback.extract_tb(error.__traceback__)
    return f"{Path(frames[-1].filename).name}:{frames[-1].lineno}"


def _looking(office: Office) -> list[Callable[[], object]]:
    """Return everything that reads records to show them."""

    def ids(table: str, where: str = "1") -> list[str]:
        found = office.database.rows(
            f"SELECT id FROM {table} WHERE void_reason IS NULL AND {where} ORDER BY id LIMIT 4"
        )
        return [str(row["id"]) for row in found]

    people, employers = ids("participant"), ids("employer")
    vacancies = ids("vacancy")
    pairs = office.database.rows(
        "SELECT participant_id, vacancy_id FROM match_sheet WHERE frozen_at IS NULL LIMIT 3"
    )
    frozen = ids("match_sheet", "frozen_at IS NOT NULL")
    found: list[Callable[[], object]] = [
        office.participants.rows,
        office.employers.rows,
        office.vacancies.rows,
        office.partners.rows,
        office.today.rows,
        office.diary.week,
        office.weekly.week,
        lambda: office.hand_overs.rows("all"),
    ]
    found += [partial(office.participants.card, each) for each in people]
    found += [partial(office.employers.card, each) for each in employers]
    found += [partial(office.vacancies.card, each) for each in vacancies]
    found += [partial(office.partners.card, each) for each in ids("partner")]
    found += [partial(office.timeline.of_participant, each) for each in people]
    found += [partial(office.timeline.of_employer, each) for each in employers]
    found += [partial(office.match_sheets.frozen, each) for each in frozen]
    found += [
        partial(office.match_sheets.open, row["participant_id"], row["vacancy_id"]) for row in pairs
    ]
    for table in ("contact", "follow_up", "promise", "submission", "placement", "consent"):
        found += [partial(office.records.fields_of, each) for each in ids(table)[:3]]
    return found
