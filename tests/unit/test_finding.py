"""The search index in the file: made where it is missing, and true whatever is done."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from adviser_tui.clock import FixedClock
from adviser_tui.services.employers.drafts import EmployerDraft, PersonDraft
from adviser_tui.services.office import Office
from adviser_tui.storage.database import Database
from adviser_tui.storage.finding.shape import forget, table_names
from adviser_tui.storage.finding.soundness import can_search
from adviser_tui.storage.finding.upkeep import make_anew
from adviser_tui.storage.health import doctor
from adviser_tui.storage.undo import redo, undo
from models.tables import Adviser, Employer, EmployerPerson, EmployerSite
from tests.finding_case import assert_index_is_true


@pytest.fixture
def office(database: Database, me: Adviser) -> Iterator[Office]:
    made = Office(database)
    yield made
    made.search.stop()


def names_found(office: Office, text: str) -> list[str]:
    return [hit.name for hit in office.search.find(text, ("employer",))]


def test_what_is_added_changed_and_taken_back_is_followed(office: Office) -> None:
    database = office.database
    employer_id = office.employers.add(
        EmployerDraft("Pumblechook Mills", town="Leeds", person=PersonDraft("Wendla Zapf"))
    )
    assert_index_is_true(database)
    with database.write() as work:
        employer = work.get(Employer, employer_id)
        work.change(employer, name="Snagsby Paper")
    assert_index_is_true(database)
    assert names_found(office, "pumblechook") == []
    assert names_found(office, "snagsby") == ["Snagsby Paper"]
    undo(database)
    assert_index_is_true(database)
    assert names_found(office, "pumblechook") == ["Pumblechook Mills"]
    redo(database)
    undo(database)
    undo(database)
    assert_index_is_true(database)
    assert names_found(office, "pumblechook") == []


def test_a_name_that_nobody_has_any_more_is_not_among_the_words(office: Office) -> None:
    database = office.database
    office.employers.add(EmployerDraft("Pumblechook Mills", person=PersonDraft("Wendla Zapf")))
    with database.write() as work:
        (person,) = work.find(EmployerPerson)
        work.void(person, "left")

    words = {row[0] for row in database.rows("SELECT word FROM find_employer_word")}

    assert "zapf" not in words
    assert "pumblechook" in words


def test_a_site_that_comes_later_leads_to_its_employer(office: Office) -> None:
    employer_id = office.employers.add(EmployerDraft("Pumblechook Mills", town="Leeds"))
    with office.database.write() as work:
        work.add(EmployerSite(employer_id=employer_id, town="Grimsby", is_main=False))

    assert names_found(office, "pumblechook grimsby") == ["Pumblechook Mills"]
    assert_index_is_true(office.database)


def test_a_change_that_fails_leaves_the_index_as_it_was(office: Office) -> None:
    office.employers.add(EmployerDraft("Pumblechook Mills"))

    def close_the_lid_halfway() -> None:
        with office.database.write() as work:
            work.add(Employer(name="Never There Ltd"))
            raise RuntimeError("the lid was closed")

    with pytest.raises(RuntimeError):
        close_the_lid_halfway()

    assert names_found(office, "never there") == []
    assert_index_is_true(office.database)


def test_a_file_without_an_index_gets_one_when_it_is_opened(
    tmp_path: Path, clock: FixedClock
) -> None:
    folder = tmp_path / "old"
    with closing(Database(folder, clock).open()) as database, database.write() as work:
        work.add(Employer(name="Pumblechook Mills"))
    with closing(sqlite3.connect(folder / "caseload.db", isolation_level=None)) as plain:
        forget(plain)
        kept = {row[0] for row in plain.execute("SELECT name FROM sqlite_master")}
    assert not kept & table_names()

    with closing(Database(folder, clock, visiting=True).open()) as visited:
        assert not can_search(visited)
    with closing(Database(folder, clock).open()) as database:
        assert can_search(database)
        assert_index_is_true(database)


def test_an_index_by_other_rules_is_made_anew(tmp_path: Path, clock: FixedClock) -> None:
    folder = tmp_path / "old"
    with closing(Database(folder, clock).open()) as database, database.write() as work:
        work.add(Employer(name="Pumblechook Mills"))
    with closing(sqlite3.connect(folder / "caseload.db", isolation_level=None)) as plain:
        plain.execute("UPDATE find_state SET rules = 0")
        plain.execute("UPDATE find_employer_text SET names = 'somebody else'")

    with closing(Database(folder, clock).open()) as database:
        assert_index_is_true(database)


def grade_of(database: Database, subject: str) -> tuple[str, str]:
    (found,) = doctor(database.folder, database.clock, thorough=True).about(subject)
    return found.grade, found.said


def test_the_doctor_sees_an_index_that_is_not_true(office: Office) -> None:
    database = office.database
    office.employers.add(EmployerDraft("Pumblechook Mills", town="Leeds"))
    assert grade_of(database, "search")[0] == "ok"

    with database.writing() as connection:
        connection.execute("UPDATE find_employer_text SET names = 'somebody else'")
    assert grade_of(database, "search")[0] == "warn"
    with database.writing() as connection:
        connection.execute("DELETE FROM find_employer_text")
    assert grade_of(database, "search") == (
        "warn",
        "The search index has 0 of 1 employer records.",
    )
    with database.writing() as connection:
        make_anew(connection)
    assert grade_of(database, "search")[0] == "ok"
    assert_index_is_true(database)


def test_the_doctor_names_the_line_of_a_table_that_is_not_understood(office: Office) -> None:
    folder = office.database.folder
    (folder / "short_names.txt").write_text("the mills Pumblechook\n", encoding="utf-8")

    grade, said = grade_of(office.database, "short names")

    assert grade == "warn"
    assert "line 1" in said.lower()
    assert names_found(office, "anything") == []
    assert office.search.aliases.mistake


def test_what_a_team_says_finds_what_is_registered(office: Office) -> None:
    folder = office.database.folder
    office.employers.add(EmployerDraft("Pumblechook Mills", town="Leeds"))
    (folder / "short_names.txt").write_text("the old works = Pumblechook\n", encoding="utf-8")

    (hit,) = office.search.find("the old works", ("employer",))

    assert (hit.name, hit.why) == ("Pumblechook Mills", "known as")
    assert hit.matched == tuple(range(len("Pumblechook")))


def test_near_ties_are_settled_by_what_we_have_to_do_with_them(office: Office, me: Adviser) -> None:
    for name in ("Pumblechook Mills", "Pumblechook Farms", "Pumblechook"):
        office.employers.add(EmployerDraft(name), even_if_similar=True)
    assert names_found(office, "pumblech")[0] == "Pumblechook"
    with office.database.write() as work:
        (mills,) = (each for each in work.find(Employer) if each.name == "Pumblechook Mills")
        work.change(mills, spoc_id=me.id)

    assert names_found(office, "pumblechook m")[0] == "Pumblechook Mills"
    assert names_found(office, "pumblechook") == [
        "Pumblechook",
        "Pumblechook Mills",
        "Pumblechook Farms",
    ]
