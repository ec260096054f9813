"""Employers: list, card, and what is written about them."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from adviser_tui.errors import InputError, NotFoundError, RuleError
from adviser_tui.services.contacts import ContactDraft
from adviser_tui.services.employers.drafts import EmployerDraft, NeedDraft, PersonDraft, SiteDraft
from adviser_tui.services.follow_ups import FollowUpDraft
from adviser_tui.services.office import Office
from adviser_tui.services.promises import PromiseDraft
from adviser_tui.services.vacancies.writing import VacancyDraft
from models.kinds import Channel, NeedState, PersonState, Pipeline, Purpose, VacancyState

if TYPE_CHECKING:
    from adviser_tui.storage.database import Database
    from models.tables import Adviser

NOW = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)


@pytest.fixture
def office(database: "Database", me: "Adviser") -> Iterator[Office]:
    made = Office(database)
    yield made
    made.search.stop()


def call(employer_id: str, days_ago: int = 1, **more: object) -> ContactDraft:
    at = NOW - timedelta(days=days_ago)
    return ContactDraft(
        channel=Channel.CALL,
        occurred_at=at,
        employer_id=employer_id,
        **more,  # type: ignore[arg-type]
    )


def test_the_list_goes_by_name_and_is_read_where_it_is_looked_at(office: Office) -> None:
    names = [f"Prøvefirma {number:03}" for number in range(200)]
    for name in reversed(names):
        office.employers.add(EmployerDraft(name), even_if_similar=True)

    rows = office.employers.rows()

    assert len(rows) == 200
    assert [row.name for row in rows] == names
    assert rows[-1].name == "Prøvefirma 199"
    assert [row.name for row in rows[10:12]] == ["Prøvefirma 010", "Prøvefirma 011"]
    assert rows.index_of(rows[70].id) == 70
    assert rows.index_of("not there") is None
    with pytest.raises(IndexError):
        rows[200]


def test_a_row_says_place_next_step_last_contact_and_level(office: Office) -> None:
    employer = office.employers.add(
        EmployerDraft("Fjordbageriet ApS", trading_name="Fjordens", town="Bøvling", postcode="0001")
    )
    office.contacts.log(
        call(employer, next_steps=(FollowUpDraft("send two CVs", date(2026, 11, 23)),))
    )
    office.vacancies.add(
        VacancyDraft("Baker", employer, state=VacancyState.OPEN, heard_on=date(2026, 11, 2))
    )

    (row,) = office.employers.rows()

    assert (row.town, row.postcode, row.trading_name) == ("Bøvling", "0001", "Fjordens")
    assert row.last_contact_on == date(2026, 11, 19)
    assert row.next_step == "send two CVs, Mon 23 Nov"
    assert row.open_vacancies == 1
    assert row.level_words == "2 instrumental: 1 vacancy since Nov"
    assert not row.do_not_contact


def test_parts_of_the_list(office: Office, me: "Adviser") -> None:
    mine = office.employers.add(EmployerDraft("Mine Ltd", spoc_id=me.id))
    other = office.employers.add(EmployerDraft("Otherwise Ltd"))
    office.employers.set_stage(other, Pipeline.PLANNING)

    assert [row.id for row in office.employers.rows("mine")] == [mine]
    assert [row.id for row in office.employers.rows("no_spoc")] == [other]
    assert [row.id for row in office.employers.rows(stage=Pipeline.PLANNING)] == [other]
    assert len(office.employers.rows("contacted")) == 0
    office.contacts.log(call(mine))
    assert [row.id for row in office.employers.rows("contacted")] == [mine]
    assert office.employers.counts() == {Pipeline.PROSPECTING: 1, Pipeline.PLANNING: 1}


def test_a_voided_employer_leaves_list_and_counts(office: Office) -> None:
    employer = office.employers.add(EmployerDraft("Gone Ltd"))
    assert len(office.employers.rows()) == 1

    office.employers.void(employer, "typed twice")

    assert len(office.employers.rows()) == 0
    assert office.employers.counts() == {}
    with pytest.raises(NotFoundError):
        office.employers.card(employer)


def test_searching_the_list_shows_why_and_which_letters(office: Office) -> None:
    for name in ("Havnens Bageri", "Bageriet Nord", "Kirkens Tømrer"):
        office.employers.add(EmployerDraft(name, town="Testby"))

    rows = office.employers.rows(text="bageri")

    assert [row.name for row in rows] == ["Bageriet Nord", "Havnens Bageri"]
    assert rows[0].why == "starts with"
    assert rows[1].matched == (8, 9, 10, 11, 12, 13)


def test_the_card_holds_everything_that_is_known_and_owed(office: Office, me: "Adviser") -> None:
    employer = office.employers.add(
        EmployerDraft(
            "Fjordbageriet",
            town="Bøvling",
            spoc_id=me.id,
            person=PersonDraft("Bo Prøve", "manager", has_hiring_say=True, expects_us=True),
        )
    )
    office.employers.add_site(employer, SiteDraft("Nord", town="Nordby"))
    office.employers.add_need(employer, NeedDraft("night shift", 2, "2027-01"))
    office.promises.add(PromiseDraft("two CVs", date(2026, 11, 24), employer_id=employer))
    office.contacts.log(call(employer, next_steps=(FollowUpDraft("ring", date(2026, 11, 25)),)))

    card = office.employers.card(employer)

    assert [site.town for site in card.sites] == ["Bøvling", "Nordby"]
    (person,) = card.people
    assert (person.name, person.has_hiring_say, person.expects_us) == ("Bo Prøve", True, True)
    assert card.spoc == "Vilma Testesen"
    assert [need.month for need in card.needs] == ["2027-01"]
    assert [promise.what for promise in card.promises] == ["two CVs"]
    assert [step.what for step in card.follow_ups] == ["ring"]
    assert card.quiet.sentence.startswith("Contacted once in 28 days by 1 coach")
    assert card.engagement.level == 1
    assert Pipeline.PLANNING in card.next_stages
    assert any("call" in row.words for row in card.timeline)


def test_the_quiet_line_can_be_asked_for_a_site(office: Office) -> None:
    employer = office.employers.add(EmployerDraft("Fjordbageriet"))
    north = office.employers.add_site(employer, SiteDraft("Nord"))
    south = office.employers.add_site(employer, SiteDraft("Syd"))
    office.contacts.log(call(employer, site_id=north))
    office.contacts.log(call(employer, days_ago=2))

    assert len(office.employers.quiet_line(employer).rows) == 2
    assert len(office.employers.quiet_line(employer, north).rows) == 2
    assert len(office.employers.quiet_line(employer, south).rows) == 1


def test_a_partners_support_visit_is_shown_and_not_warned_about(office: Office) -> None:
    employer = office.employers.add(EmployerDraft("Fjordbageriet"))
    office.contacts.log(call(employer, organisation="Jobhuset", purpose=Purpose.SUPPORT))

    quiet = office.employers.quiet_line(employer)

    assert [row.organisation for row in quiet.rows] == ["Jobhuset"]
    assert quiet.warning == ""


def test_a_twin_is_named_before_it_is_added(office: Office) -> None:
    office.employers.add(EmployerDraft("Fjordbageriet ApS", town="Bøvling", postcode="0001"))

    with pytest.raises(RuleError, match=r"Fjordbageriet ApS, Bøvling \(same name\)"):
        office.employers.add(EmployerDraft("FJORDBAGERIET"))

    assert len(office.employers.rows()) == 1
    office.employers.add(EmployerDraft("FJORDBAGERIET"), even_if_similar=True)
    assert len(office.employers.rows()) == 2


@pytest.mark.parametrize(
    ("draft", "reason"),
    [
        (EmployerDraft("Quite Another", company_number="1234567"), "same company number"),
        (EmployerDraft("Millbrooke Helth Care Ltd", postcode="ZZ1 1ZZ"), "name, same postcode"),
        (EmployerDraft("Millbrook Helthcare"), "almost the same name"),
        (EmployerDraft("Old Mill Care"), "same earlier name"),
        (EmployerDraft("Millies"), "same trading name"),
        (EmployerDraft("Millbrook Healthcare", town="Elsewhere"), "same name, another town"),
    ],
)
def test_twins_are_found_by_more_than_their_name(
    office: Office, draft: EmployerDraft, reason: str
) -> None:
    office.employers.add(
        EmployerDraft(
            "Millbrook Healthcare Limited",
            trading_name="Millies",
            previous_names=("Old Mill Care Ltd",),
            company_number="01234567",
            town="Testham",
            postcode="ZZ1 1ZZ",
        )
    )

    twins = office.employers.possible_twins(
        draft.name,
        postcode=draft.postcode,
        company_number=draft.company_number,
        town=draft.town,
    )

    assert [reason in twin.reason for twin in twins] == [True]


@pytest.mark.parametrize("name", ["Testham Bakery 2", "North Testham Bakery", "Testham Brewery"])
def test_related_employers_are_no_twins(office: Office, name: str) -> None:
    office.employers.add(EmployerDraft("Testham Bakery", town="Testham"))

    assert office.employers.possible_twins(name) == ()


def test_stages_walk_their_edges(office: Office) -> None:
    employer = office.employers.add(EmployerDraft("Fjordbageriet"))

    with pytest.raises(RuleError, match="cannot go to"):
        office.employers.set_stage(employer, Pipeline.ONGOING)
    office.employers.set_stage(employer, Pipeline.NEEDS)

    assert office.employers.card(employer).stage is Pipeline.NEEDS


def test_leaving_an_employer_alone_needs_a_reason_and_ends_with_the_stage(office: Office) -> None:
    employer = office.employers.add(EmployerDraft("Fjordbageriet"))

    with pytest.raises(InputError):
        office.employers.do_not_contact(employer, " ")
    with pytest.raises(RuleError):
        office.employers.set_stage(employer, Pipeline.DO_NOT_CONTACT)
    office.employers.do_not_contact(employer, "redundancies", date(2027, 1, 15))

    quiet = office.employers.quiet_line(employer)
    assert quiet.warning == "do not contact until Fri 15 Jan 2027: redundancies"
    assert office.employers.rows()[0].do_not_contact
    office.employers.set_stage(employer, Pipeline.PROSPECTING)
    card = office.employers.card(employer)
    assert (card.do_not_contact, card.do_not_contact_why) == (False, "")


def test_a_rest_ends_by_itself_after_its_last_day(office: Office) -> None:
    employer = office.employers.add(EmployerDraft("Fjordbageriet"))

    office.employers.do_not_contact(employer, "moving house", date(2026, 11, 19))

    assert not office.employers.rows()[0].do_not_contact


def test_points_of_contact_are_two_people(office: Office, me: "Adviser") -> None:
    employer = office.employers.add(EmployerDraft("Fjordbageriet"))

    with pytest.raises(RuleError):
        office.employers.set_contacts(employer, spoc_id=me.id, deputy_id=me.id)
    office.employers.set_contacts(employer, spoc_id=me.id, deputy_id=None)

    assert office.employers.card(employer).spoc == "Vilma Testesen"


def test_a_level_by_hand_needs_its_reason(office: Office) -> None:
    employer = office.employers.add(EmployerDraft("Fjordbageriet"))

    with pytest.raises(RuleError, match="reason"):
        office.employers.set_level(employer, 4, "nice")
    office.employers.set_level(employer, 4, "sits on our interview panel")

    level = office.employers.card(employer).engagement
    assert (level.level, level.is_manual) == (4, True)
    office.employers.set_level(employer, None)
    assert office.employers.card(employer).engagement.level == 0


def test_people_change_and_leave(office: Office) -> None:
    employer = office.employers.add(EmployerDraft("Fjordbageriet"))
    person = office.employers.add_person(employer, PersonDraft("Bo Prøve"))
    office.employers.change_person(person, has_hiring_say=True)

    office.employers.person_left(person)

    (line,) = office.employers.card(employer).people
    assert line.has_hiring_say
    assert (line.state, line.left_on) == (PersonState.LEFT, date(2026, 11, 20))


def test_a_new_main_site_takes_the_place_of_the_old(office: Office) -> None:
    employer = office.employers.add(EmployerDraft("Fjordbageriet", town="Bøvling"))
    site = office.employers.add_site(employer, SiteDraft(town="Nordby"))

    office.employers.change_site(site, is_main=True)

    card = office.employers.card(employer)
    assert [(each.town, each.is_main) for each in card.sites] == [
        ("Nordby", True),
        ("Bøvling", False),
    ]


def test_needs_are_met(office: Office) -> None:
    employer = office.employers.add(EmployerDraft("Fjordbageriet"))
    need = office.employers.add_need(employer, NeedDraft("bakers"))
    with pytest.raises(InputError):
        office.employers.add_need(employer, NeedDraft("bakers", month="January"))

    office.employers.close_need(need)

    assert office.employers.card(employer).needs[0].state is NeedState.MET


def test_only_plain_fields_can_be_changed(office: Office) -> None:
    employer = office.employers.add(EmployerDraft("Fjordbageriet"))

    office.employers.change(employer, name="Fjordens Bageri", sector_codes=["10710"])
    with pytest.raises(InputError, match="stage"):
        office.employers.change(employer, stage="ongoing")
    with pytest.raises(InputError):
        office.employers.change(employer, name=" ")

    assert office.employers.card(employer).name == "Fjordens Bageri"


def test_adding_an_employer_is_undone_as_one_action(office: Office) -> None:
    office.employers.add(EmployerDraft("Fjordbageriet", person=PersonDraft("Bo Prøve")))

    office.history.undo()

    assert len(office.employers.rows()) == 0
    office.history.redo()
    assert len(office.employers.card(office.employers.rows()[0].id).people) == 1
