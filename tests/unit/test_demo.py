"""The demo caseload: rich, coherent, believable in time, and plainly invented."""

import itertools
import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from adviser_tui.clock import FixedClock
from adviser_tui.errors import NotFoundError, RuleError
from adviser_tui.services.demo import ORDER, DemoSummary, make_demo
from adviser_tui.services.office import Office
from adviser_tui.storage.database import Database
from adviser_tui.text import clean_text
from models import kinds
from seed.demo import make_rows
from seed.forbidden import find_forbidden

FRIDAY = date(2026, 11, 20)
DAYS = (
    FRIDAY,
    date(2026, 11, 22),
    date(2027, 1, 1),
    date(2027, 3, 29),
    date(2028, 2, 29),
    date(2026, 8, 4),
)
"""A Friday, a Sunday, New Year, Easter Monday, a leap day, a Tuesday in summer."""
RESERVED = re.compile(
    r"01632 960\d{3}|0113 496 0\d{3}|0131 496 0\d{3}|029 2018 0\d{3}|028 9649 6\d{3}"
    r"|0191 498 0\d{3}|07700 900\d{3}"
)
INVENTED = re.compile(
    "Imaginary|Invented|Make-Believe|Pretend|Storybook|Fictional|Fabled|Nowhere"
    "|Opdigtet|Påfund|Eventyr|Oppdiktet|Fabel"
)


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    clock = FixedClock(datetime(2026, 11, 20, 9, 30, tzinfo=UTC))
    opened = Database(tmp_path_factory.mktemp("demo"), clock).open()
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def summary(database: Database) -> DemoSummary:
    return make_demo(database, 7, "small", FRIDAY)


@pytest.fixture(autouse=True)
def made(summary: DemoSummary) -> DemoSummary:
    return summary


def words(database: Database, table: str, column: str) -> set[str]:
    return {str(row[0]) for row in database.rows(f"SELECT DISTINCT {column} FROM {table}")}


def mine(database: Database, table: str, column: str = "coach_id") -> list[Any]:
    return database.rows(
        f"SELECT * FROM {table} WHERE {column} = (SELECT value FROM setting WHERE key = 'me')"
    )


def test_a_small_demo_is_as_large_as_it_says(summary: DemoSummary, database: Database) -> None:
    assert [summary.counts[table] for table in ("participant", "employer", "vacancy")] == [
        *(60, 2_000, 40)
    ]
    assert summary.counts["contact"] == 10_000
    for table in ORDER:
        assert database.row(f"SELECT count(*) FROM {table}")[0] == summary.counts[table]


def test_the_same_number_makes_the_same_caseload_and_another_another() -> None:
    once, again, other = (make_rows(seed, "small", FRIDAY) for seed in (3, 3, 4))
    assert once == again
    assert once.tables["participant"] != other.tables["participant"]


@pytest.mark.parametrize(
    ("table", "column", "kind"),
    [
        ("participant", "stage", kinds.Stage),
        ("vocational_profile", "state", kinds.ProfileState),
        ("consent", "state", kinds.ConsentState),
        ("barrier_action", "state", kinds.BarrierState),
        ("employer", "stage", kinds.Pipeline),
        ("employer_person", "state", kinds.PersonState),
        ("contact", "purpose", kinds.Purpose),
        ("contact", "channel", kinds.Channel),
        ("need", "state", kinds.NeedState),
        ("vacancy", "state", kinds.VacancyState),
        ("vacancy", "kind", kinds.VacancyKind),
        ("submission", "state", kinds.SubmissionState),
        ("placement", "state", kinds.PlacementState),
        ("follow_up", "state", kinds.FollowUpState),
        ("promise", "state", kinds.PromiseState),
        ("promise", "made_by", kinds.MadeBy),
    ],
)
def test_every_word_of_a_set_is_there(
    database: Database, table: str, column: str, kind: type[StrEnum]
) -> None:
    assert words(database, table, column) == set(kind)


def test_every_row_is_what_the_tables_allow(database: Database) -> None:
    """A word outside its set comes back as plain text, and a wrong type does not come back."""
    from models.base import Kind
    from models.tables import BY_NAME

    with database.write() as work:
        for table in BY_NAME.values():
            closed = [c.name for c in table.__table__.columns if isinstance(c.type, Kind)]  # type: ignore[attr-defined]
            for row in work.find(table):
                for name in closed:
                    value = getattr(row, name)
                    assert value is None or isinstance(value, StrEnum), (table, name, value)


def test_everything_that_is_referred_to_is_there(database: Database) -> None:
    assert database.rows("PRAGMA foreign_key_check") == []


def test_every_row_has_its_record_of_change_and_the_record_says_the_same(
    database: Database,
) -> None:
    for table in ORDER:
        rows = {row["id"]: row for row in database.rows(f"SELECT * FROM {table}")}
        records = database.rows(
            "SELECT row_id, fields FROM change_record WHERE entity = ? ORDER BY lseq", (table,)
        )
        said: dict[str, dict[str, Any]] = defaultdict(dict)
        for record in records:
            said[record["row_id"]].update(json.loads(record["fields"]))
        assert set(said) == set(rows)
        for row_id, fields in said.items():
            assert {name: rows[row_id][name] for name in fields} == fields


def test_undo_does_not_offer_to_take_the_demo_back(database: Database) -> None:
    from adviser_tui.services.desk import Desk
    from adviser_tui.services.history import History

    desk = Office(database).desk
    assert isinstance(desk, Desk)
    assert History(desk).rows() == ()
    with pytest.raises(NotFoundError):
        History(desk).undo()


def test_a_caseload_in_use_is_left_alone(database: Database) -> None:
    with pytest.raises(RuleError, match="Nothing was changed"):
        make_demo(database, 1, "small", FRIDAY)


def test_it_says_that_it_is_a_demo(database: Database) -> None:
    who = Office(database).identity.who()
    assert who.is_demo
    assert who.name
    assert "demo" in who.team


def test_nobody_can_take_its_people_and_firms_for_real_ones(database: Database) -> None:
    for (name,) in database.rows("SELECT name FROM employer"):
        assert INVENTED.search(name), name
    phones = [
        row[0]
        for table in ("employer", "employer_site", "employer_person", "participant")
        for row in database.rows(f"SELECT phone FROM {table} WHERE phone <> ''")
    ]
    assert len(phones) > 2_000
    assert all(RESERVED.fullmatch(phone) for phone in phones)
    for table in ("employer", "employer_person", "participant"):
        for (mail,) in database.rows(f"SELECT email FROM {table} WHERE email <> ''"):
            assert re.fullmatch(r"[a-z0-9.]+@([a-z0-9.]+\.)?example\.org", mail), mail
            assert ".." not in mail
    for table in ("employer_site", "participant"):
        for (postcode,) in database.rows(f"SELECT postcode FROM {table}"):
            assert re.fullmatch(r"ZZ\d\d \d[A-Z]{2}", postcode), postcode


def test_names_do_not_come_twice(database: Database) -> None:
    for table, column in (("employer", "name"), ("participant", "preferred_name")):
        names = [row[0] for row in database.rows(f"SELECT {column} FROM {table}")]
        assert len(names) == len(set(names))


def test_every_text_is_clean_and_none_says_what_must_not_be_said(database: Database) -> None:
    texts: set[str] = set()
    for table in ORDER:
        for row in database.rows(f"SELECT * FROM {table}"):
            texts.update(value for value in tuple(row) if isinstance(value, str))
    said = {text for text in texts if " " in text and not text.startswith(("{", "["))}
    assert all(clean_text(text, multiline=True) == text for text in texts)
    assert all("{" not in text for text in said)
    notes = words(database, "contact", "note") | words(database, "match_sheet", "pitch")
    notes |= words(database, "barrier_action", "barrier") | words(database, "participant", "goal")
    touched = {note: find_forbidden(note) for note in notes}
    assert {note: found for note, found in touched.items() if found} == {}


@pytest.mark.parametrize("today", DAYS)
def test_nothing_lies_ahead_but_what_is_due(today: date) -> None:
    rows = make_rows(11, "small", today)
    for table, made in rows.tables.items():
        for row in made:
            for column in ("created_at", "updated_at", "occurred_at", "submitted_at", "closed_at"):
                value = row.get(column)
                assert value is None or str(value)[:10] < str(today), (table, column, row)
            for column in (
                "given_on",
                "agreed_on",
                "done_on",
                "closed_on",
                "checked_on",
                "ended_on",
            ):
                value = row.get(column)
                assert value is None or str(value) < str(today), (table, column, row)
            assert str(row["updated_at"]) >= str(row["created_at"]), (table, row)


@pytest.mark.parametrize("today", DAYS)
def test_contacts_fall_on_working_days_and_never_overlap(today: date) -> None:
    made = make_rows(5, "small", today)
    busy: dict[tuple[object, str], list[tuple[datetime, int]]] = defaultdict(list)
    for row in made.tables["contact"]:
        offset = timedelta(minutes=int(str(row["occurred_offset"])))
        at = datetime.fromisoformat(str(row["occurred_at"])) + offset
        assert at.weekday() < 5
        assert 8 <= at.hour < 18
        busy[row["created_by"], f"{at:%F}"].append((at, int(str(row["minutes"] or 0))))
    for day in busy.values():
        for (start, minutes), (following, _) in itertools.pairwise(sorted(day)):
            assert start + timedelta(minutes=minutes) <= following


def test_one_reaches_six_to_nine_employers_in_a_full_week(database: Database) -> None:
    weeks: Counter[tuple[int, int]] = Counter()
    for row in mine(database, "contact", "adviser_id"):
        if row["kind"] == "employer" and row["state"] == "done":
            day = date.fromisoformat(row["occurred_at"][:10])
            weeks[day.isocalendar()[:2]] += 1
    full = [count for week, count in weeks.items() if week != FRIDAY.isocalendar()[:2]]
    usual = [count for count in full if 6 <= count <= 10]
    assert len(full) >= 51
    assert len(usual) >= len(full) * 4 // 5


def test_colleagues_and_partners_were_there_too(database: Database) -> None:
    assert len(words(database, "contact", "adviser_id")) == 7  # six advisers and nobody of ours
    assert len(words(database, "contact", "organisation")) > 3
    partners = database.rows("SELECT id, name FROM partner ORDER BY name")
    assert [row["name"] for row in partners] == [
        "Eventyr Jobcenter (opdigtet)",
        "Imaginary College of Fettling",
        "Storybook Housing Trust",
    ]
    for table in ("contact", "follow_up"):
        assert {row["id"] for row in partners} <= words(database, table, "partner_id")
    assert not database.rows(
        "SELECT 1 FROM contact c JOIN partner p ON p.id = c.partner_id"
        " WHERE p.name NOT IN (c.partner_name, c.organisation)"
    )
    assert database.row("SELECT count(*) FROM employer WHERE previous_names <> '[]'")[0] > 100
    assert database.row("SELECT count(*) FROM employer_person WHERE has_hiring_say")[0] > 300


def test_an_employer_who_asked_for_quiet_was_left_in_peace(database: Database) -> None:
    recent = (FRIDAY - timedelta(days=14)).isoformat()
    assert not database.rows(
        "SELECT 1 FROM contact c JOIN employer e ON e.id = c.employer_id "
        "WHERE e.stage IN ('do_not_contact', 'dormant') AND c.occurred_at > ?",
        (recent,),
    )


@pytest.mark.parametrize("today", DAYS)
def test_today_is_lively_whatever_the_day(
    today: date, tmp_path_factory: pytest.TempPathFactory
) -> None:
    clock = FixedClock(datetime(today.year, today.month, today.day, 9, 30, tzinfo=UTC))
    opened = Database(tmp_path_factory.mktemp("today"), clock).open()
    try:
        make_demo(opened, 2, "small", today)
        rows = Office(opened).today.rows("mine")
    finally:
        opened.close()
    matters = Counter(row.owed.matter for row in rows)
    assert 12 <= len(rows) <= 20
    assert matters["parked"] == 2
    assert matters["interview"] == 2
    assert matters["consent"] == 3
    assert matters["job_start"] == 2
    assert {"Now", "Overdue", "Today", "Coming up"} <= {row.heading for row in rows}


def test_no_vacancy_has_more_than_three_people_before_the_employer(database: Database) -> None:
    live = ", ".join(f"'{word}'" for word in kinds.LIVE_SUBMISSIONS)
    assert not database.rows(
        f"SELECT 1 FROM submission WHERE state IN ({live}) GROUP BY vacancy_id HAVING count(*) > 3"
    )


def test_whoever_was_put_forward_chose_so_and_their_sheet_was_ready(database: Database) -> None:
    early = ("considered", "consent_asked", "prepared")
    for row in database.rows("SELECT * FROM submission WHERE submitted_at IS NOT NULL"):
        assert row["state"] not in early
        sheet = database.row("SELECT * FROM match_sheet WHERE id = ?", (row["sheet_id"],))
        assert (sheet["state"], sheet["frozen_at"]) == ("frozen", row["submitted_at"])
        assert json.loads(sheet["frozen"])["answers"]
        given = database.row(
            "SELECT given_on FROM consent WHERE participant_id = ? AND vacancy_id = ?",
            (row["participant_id"], row["vacancy_id"]),
        )
        assert given["given_on"] <= row["submitted_at"][:10]


@given(st.integers(0, 10_000), st.dates(date(2024, 1, 1), date(2030, 12, 31)))
@settings(max_examples=12)
def test_every_number_on_every_day_makes_a_coherent_caseload(seed: int, today: date) -> None:
    made = make_rows(seed, "small", today).tables
    assert len(made["contact"]) == 10_000
    ids = [row["id"] for rows in made.values() for row in rows]
    assert len(ids) == len(set(ids))
    pairs = [(row["participant_id"], row["vacancy_id"]) for row in made["submission"]]
    assert len(pairs) == len(set(pairs)), "put forward twice for the same post"
    assert {row["state"] for row in made["submission"]} == set(kinds.SubmissionState)
    for row in made["contact"]:
        assert str(row["occurred_at"])[:10] < str(today)
        assert str(row["created_at"])[:10] < str(today)


def test_refusals_use_the_reasons_of_the_sheet(database: Database) -> None:
    from adviser_tui.services.checklist.refusals import find_reason

    ended = database.rows("SELECT state, reason, reason_note FROM submission WHERE reason <> ''")
    refused = [row for row in ended if row["state"] == "refused_by_employer"]
    assert len({row["reason"] for row in refused}) == 12
    for row in ended:
        reason = find_reason(row["reason"], kinds.SubmissionState(row["state"]))
        assert row["reason_note"] or not reason.needs_note


def test_a_placement_began_after_it_was_agreed_and_its_person_is_in_work(
    database: Database,
) -> None:
    for row in database.rows(
        "SELECT p.*, x.stage AS stage, x.enrolled_on FROM placement p "
        "JOIN participant x ON x.id = p.participant_id"
    ):
        assert row["starts_on"] > row["enrolled_on"]
        if row["state"] == "agreed":
            assert row["starts_on"] >= str(FRIDAY)
        elif row["state"] != "ended":
            assert row["starts_on"] <= str(FRIDAY)
            assert row["stage"] in ("in_work_support", "moved_on")


def test_of_two_sheets_on_the_desk_one_is_ready_and_one_nearly(database: Database) -> None:
    from adviser_tui.services.match_sheets.case import gather

    desk = Office(database).desk
    open_ones = database.rows("SELECT * FROM match_sheet WHERE frozen_at IS NULL ORDER BY state")
    judged = {
        row["state"]: gather(desk, database.rows, row["participant_id"], row["vacancy_id"]).judged()
        for row in open_ones
    }
    assert {state: str(sheet.state) for state, sheet in judged.items()} == {
        "ready": "ready",
        "not_ready": "not_ready",
    }
    assert judged["ready"].counts.required_open == 0
    assert judged["not_ready"].counts.required_open == 2
