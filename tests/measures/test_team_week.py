"""The team's week for its lead: by name, each beside their own target, and nobody ranked."""

import json
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from adviser_tui.clock import FixedClock
from adviser_tui.errors import RuleError
from adviser_tui.services.measures.documents import as_document
from adviser_tui.services.measures.scene import Whose
from adviser_tui.services.measures.team import AdviserLine, TeamWeek, team_lines, team_week
from adviser_tui.services.office import Office, open_office
from adviser_tui.services.reports.week import week_report
from adviser_tui.services.sync.membership import Membership, MembershipFile
from models.kinds import Channel, ContactWith, PlaceKind, Purpose

FRIDAY = datetime(2026, 11, 20, 15, tzinfo=UTC)
TUESDAY = datetime(2026, 11, 17, 10, tzinfo=UTC)


@pytest.fixture
def office(folder: Path) -> Iterator[Office]:
    opened = open_office(folder, clock=FixedClock(FRIDAY))
    opened.identity.introduce("Vilma Testesen", "Fjord", "standard")
    yield opened
    opened.close()


@pytest.fixture
def crew(office: Office) -> dict[str, str]:
    """Colleagues whose names are not in the order in which they came."""
    from models.tables import Adviser

    found = {"Vilma": office.desk.me}
    with office.database.write("setup") as work:
        for name in ("zoe sample", "Ada Mockford"):
            found[name.split()[0]] = work.add(Adviser(name=name, team="Fjord")).id
        work.add(Adviser(name="Bo Elsewhere", team="Inland"))
    return found


def visit(office: Office, *advisers: str, at: datetime = TUESDAY, written: str = "") -> None:
    """One meeting at one employer, written down by each who was there."""
    from models.tables import Contact, Employer, EmployerSite

    with office.database.write() as work:
        employer = work.add(Employer(name="Sample Bakery"))
        site = work.add(EmployerSite(employer_id=employer.id, name="Shop"))
        for adviser in advisers:
            work.add(
                Contact(
                    kind=ContactWith.EMPLOYER,
                    employer_id=employer.id,
                    site_id=site.id,
                    adviser_id=adviser,
                    channel=Channel.VISIT,
                    place=PlaceKind.AWAY,
                    purpose=Purpose.NEEDS,
                    occurred_at=at,
                )
            )
    if written:
        with office.database.writing() as connection:
            connection.executemany(
                "UPDATE contact SET created_by = ?, created_at = ? WHERE adviser_id = ?",
                [(each, written, each) for each in advisers],
            )


def join(office: Office, role: str) -> None:
    MembershipFile(office.database.folder).write(
        Membership("https://hub.example.org", "h", "d", 2, office.desk.me, "Vilma", role)
    )


def line(week: TeamWeek, adviser: str) -> AdviserLine:
    return next(each for each in week.advisers if each.adviser_id == adviser)


def counted(each: AdviserLine) -> str:
    return each.figure("M1.counted").words


def test_a_visit_of_two_counts_for_each_and_once_for_the_team(
    office: Office, crew: dict[str, str]
) -> None:
    visit(office, crew["Vilma"], crew["zoe"])
    visit(office, crew["Ada"])
    week = team_week(office)
    assert [counted(line(week, crew[name])) for name in ("Vilma", "zoe", "Ada")] == ["1"] * 3
    assert week.figure("M1.counted").words == "2"


def test_beside_the_others_everybody_has_the_figures_that_they_have_alone(
    office: Office, crew: dict[str, str]
) -> None:
    from models.tables import Contact

    for number, name in enumerate(crew):
        for back in range(number, 30, 4):
            visit(office, crew[name], at=TUESDAY - timedelta(days=back))
    with office.database.write() as work:
        for contact in work.find(Contact, adviser_id=crew["Ada"])[:2]:
            # A partner made it, and whoever wrote it down has it in their list.
            work.change(contact, adviser_id=None, organisation="Fettling College")
    for back in range(4):
        period = office.measures.scene().period.before(back)
        for each in team_week(office, period).advisers:
            whose = Whose((each.adviser_id,), each.name)
            for measured in each.measured:
                alone = office.measures.measure(measured.id, period, whose)
                assert as_document(measured, rows=True) == as_document(alone, rows=True)


def test_everybody_stands_in_the_order_of_names_whatever_they_did(
    office: Office, crew: dict[str, str]
) -> None:
    for _ in range(3):
        visit(office, crew["zoe"])
    names = [each.name for each in team_week(office).advisers]
    assert names == ["Ada Mockford", "Vilma Testesen", "zoe sample"]
    visit(office, crew["Vilma"], at=TUESDAY + timedelta(days=1))
    assert [each.name for each in team_week(office).advisers] == names
    assert "nobody is ranked" in "\n".join(team_lines(team_week(office)))


def test_whoever_was_not_heard_of_for_working_days_is_marked_as_old(
    office: Office, crew: dict[str, str]
) -> None:
    visit(office, crew["zoe"], written="2026-11-17T10:05:00.000000Z")
    visit(office, crew["Ada"], written="2026-11-20T10:05:00.000000Z")
    week = team_week(office)
    assert [each.name for each in week.stale] == ["zoe sample"]
    assert line(week, crew["zoe"]).heard_words == (
        "newest record of Tuesday 17 November, 10:05; more may have been done since"
    )
    assert not line(week, crew["Vilma"]).is_stale, "what one did oneself is always here"


def test_days_away_make_nobodys_data_old(office: Office, crew: dict[str, str]) -> None:
    from models.tables import Absence

    visit(office, crew["zoe"], written="2026-11-17T10:05:00.000000Z")
    with office.database.write() as work:
        work.add(
            Absence(adviser_id=crew["zoe"], first_on=date(2026, 11, 18), last_on=date(2026, 11, 20))
        )
    assert not line(team_week(office), crew["zoe"]).is_stale


def test_in_a_team_a_lead_looks_at_colleagues_and_nobody_else(
    office: Office, crew: dict[str, str]
) -> None:
    join(office, "adviser")
    for ask in (
        lambda: team_week(office),
        lambda: week_report(office, None, office.measures.team()),
    ):
        with pytest.raises(RuleError, match="Only a lead"):
            ask()
    assert week_report(office).whose.name == "Vilma Testesen"
    join(office, "lead")
    assert not team_week(office).is_alone
    assert week_report(office, None, office.measures.team()).whose.is_team


def test_it_says_of_when_it_is(office: Office, crew: dict[str, str]) -> None:
    text = "\n".join(team_lines(team_week(office)))
    assert "This caseload works alone" in text
    join(office, "lead")
    assert "Everything that the hub had was last here never." in "\n".join(
        team_lines(team_week(office))
    )


def test_the_document_names_its_order_and_is_one(office: Office, crew: dict[str, str]) -> None:
    from adviser_tui.services.measures.team import team_document

    document = json.loads(json.dumps(team_document(team_week(office))))
    assert document["order"] == "name"
    assert [each["name"] for each in document["advisers"]] == [
        *("Ada Mockford", "Vilma Testesen", "zoe sample")
    ]
    assert {one["measure"] for one in document["together"]} == {"M1", "M2", "M8"}
