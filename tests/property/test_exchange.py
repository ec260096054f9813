"""What is exported comes back as it was, whatever was in it."""

import csv
import tempfile
from contextlib import suppress
from datetime import UTC, date, datetime
from pathlib import Path

import icalendar
import openpyxl
from hypothesis import given, settings
from hypothesis import strategies as st

from adviser_tui.errors import ImportFileError
from adviser_tui.exchange.formulas import guarded, kept_apart, unguarded
from adviser_tui.exchange.ics import Appointment, write_ics
from adviser_tui.exchange.tables import open_table
from adviser_tui.exchange.writing import Column, write_table
from adviser_tui.text import clean_text

SPICE = st.sampled_from(
    ["=1+1", "'", "''=x", "@x", "-", "+45", "＝A1", '"', ",", ";", "\n", "\t", "|", "[red]",
     "_x0041_", "\u202e", "\x1b[2J", "Ærø", "", " ", "\r\n", "sep=", "7700900123", "0012",
     "1e5", "true"]
)  # fmt: skip
TEXT = st.lists(st.one_of(SPICE, st.text(max_size=8)), max_size=4).map("".join)


def stored(text: str) -> str:
    """Bring text to the form in which the caseload keeps it."""
    return clean_text(text, multiline=True)


@given(TEXT)
def test_an_apostrophe_put_on_comes_off_and_no_other(text: str) -> None:
    assert unguarded(guarded(text)) == text
    assert unguarded(kept_apart(text)) == text
    assert guarded(text).lstrip(" \ufeff")[:1] not in tuple("=+-@＝＋－＠\t\r\n")


@settings(max_examples=60)
@given(st.lists(st.tuples(TEXT.map(stored), TEXT.map(stored)), max_size=5))
def test_what_is_written_comes_back(rows: list[tuple[str, str]]) -> None:
    filled = [row for row in rows if any(row)]
    columns = [Column("Employer name", "name"), Column("Notes", "notes")]
    with tempfile.TemporaryDirectory() as folder:
        for name in ("out.csv", "out.xlsx"):
            path = Path(folder, name)
            write_table(path, columns, rows)
            table = open_table(path)
            assert table.headers == ("Employer name", "Notes")
            assert [tuple(row.cells) for row in table.rows()] == filled


@settings(max_examples=60)
@given(st.lists(TEXT, min_size=1, max_size=5))
def test_no_reader_sees_a_formula(texts: list[str]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        book, text = Path(folder, "out.xlsx"), Path(folder, "out.csv")
        for path in (book, text):
            write_table(path, [Column("Note", "note")], [[each] for each in texts])
        for row in openpyxl.load_workbook(book).worksheets[0].iter_rows():
            assert row[0].data_type != "f"
        with text.open(encoding="utf-8-sig", newline="") as file:
            for cells in csv.reader(file):
                assert "".join(cells).lstrip()[:1] not in tuple("=+-@＝＋－＠")


@given(st.binary(max_size=400))
def test_any_bytes_are_a_table_or_a_sentence(content: bytes) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "list.csv")
        path.write_bytes(content)
        with suppress(ImportFileError):
            table = open_table(path)
            for row in table.rows():
                assert len(row.cells) >= len(table.headers)
                assert "\x1b" not in "".join(row.cells)


@settings(max_examples=150)
@given(st.lists(st.tuples(st.integers(0, 10**6), st.integers(0, 255)), min_size=1, max_size=6))
def test_a_workbook_with_flipped_bytes_is_a_table_or_a_sentence(
    flips: list[tuple[int, int]],
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "list.xlsx")
        write_table(path, [Column("Name", "name")], [["Fjord Bakery"], ["Hill Farm"]])
        content = bytearray(path.read_bytes())
        for place, byte in flips:
            content[place % len(content)] = byte
        path.write_bytes(content)
        with suppress(ImportFileError):
            list(open_table(path).rows())


@settings(max_examples=60)
@given(
    st.lists(
        st.tuples(
            st.datetimes(datetime(1990, 1, 1), datetime(2090, 1, 1)),  # noqa: DTZ001
            TEXT.map(stored),
            TEXT.map(stored),
        ),
        max_size=4,
    )
)
def test_a_calendar_comes_back_from_another_reader(
    entries: list[tuple[datetime, str, str]],
) -> None:
    appointments = [
        Appointment(f"{n}@adviser", at.replace(microsecond=0, tzinfo=UTC), title, notes=notes)
        for n, (at, title, notes) in enumerate(entries)
    ]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "diary.ics")
        write_ics(path, appointments, made_at=datetime(2026, 11, 20, tzinfo=UTC))
        events = icalendar.Calendar.from_ical(path.read_bytes()).walk("VEVENT")
    assert [event.decoded("dtstart") for event in events] == [each.starts for each in appointments]
    assert [str(event["summary"]) for event in events] == [each.title for each in appointments]
    assert [str(event.get("description", "")) for event in events] == [
        each.notes for each in appointments
    ]


@given(st.dates(date(1990, 1, 1), date(2190, 1, 1)))
def test_days_come_back_in_every_way_they_are_written(day: date) -> None:
    from adviser_tui.exchange.day_values import read_day

    for form in ("%Y-%m-%d", "%d/%m/%Y", "%d.%m.%Y", "%d %b %Y", "%d %B %Y"):
        assert read_day(day.strftime(form)) == day
