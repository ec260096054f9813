"""Partners: who they are, what is agreed with them, and everything that is linked to them."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from adviser_tui.clock import FixedClock
from adviser_tui.errors import InputError, NotFoundError, RuleError
from adviser_tui.services.contacts import ContactDraft
from adviser_tui.services.employers.drafts import EmployerDraft
from adviser_tui.services.follow_ups import FollowUpDraft
from adviser_tui.services.office import Office, open_office
from adviser_tui.services.partners.writing import PartnerDraft
from adviser_tui.services.promises import PromiseDraft
from models.kinds import Channel, ContactWith, PartnerKind, PartnerState, Purpose, Side

NOW = datetime(2026, 11, 20, 9, 30, tzinfo=UTC)
TODAY = date(2026, 11, 20)


@pytest.fixture
def office(folder: Path, clock: FixedClock) -> Iterator[Office]:
    opened = open_office(folder, clock=clock)
    opened.identity.introduce("Vilma Testesen", "Fjord", "ips")
    yield opened
    opened.close()


@pytest.fixture
def college(office: Office) -> str:
    return office.partners.add(
        PartnerDraft(
            "Imaginary College of Fettling",
            short_name="The College",
            other_names=("ICF",),
            kind=PartnerKind.TRAINING_PROVIDER,
            area="Wibble Valley",
            person="Kim Invented",
            shares="Name and course place",
            agreed_on=date(2026, 1, 5),
            agreed_until=date(2026, 12, 31),
        )
    )


def with_partner(name: str, **values: object) -> ContactDraft:
    return ContactDraft(Channel.CALL, NOW, partner_name=name, **values)  # type: ignore[arg-type]


def test_a_partner_is_kept_with_what_was_agreed(office: Office, college: str) -> None:
    card = office.partners.card(college)
    assert (card.name, card.row.kind_words) == (
        "Imaginary College of Fettling",
        "college or training provider",
    )
    assert (card.row.agreement, card.shares) == ("standing", "Name and course place")
    office.history.undo()
    with pytest.raises(NotFoundError):
        office.partners.card(college)
    assert office.history.redo() == "added partner Imaginary College of Fettling"
    assert office.partners.card(college).row.person == "Kim Invented"


@pytest.mark.parametrize(
    ("values", "standing"),
    [
        ({"agreed_until": date(2026, 11, 19)}, "over"),
        ({"agreed_until": TODAY}, "standing"),
        ({"agreed_until": None}, "open"),
        ({"shares": ""}, "none"),
    ],
)
def test_an_agreement_ends_after_its_last_day(
    office: Office, college: str, values: dict[str, object], standing: str
) -> None:
    office.partners.change(college, **values)
    assert office.partners.card(college).row.agreement == standing


@pytest.mark.parametrize(
    "written",
    ["Imaginary College of Fettling", "the college", "ICF", "  imaginary COLLEGE of fettling"],
)
def test_a_contact_by_any_of_its_names_is_linked(
    office: Office, college: str, written: str
) -> None:
    logged = office.contacts.log(
        with_partner(
            written,
            next_steps=(FollowUpDraft("ask again", date(2026, 12, 1)),),
            promises=(PromiseDraft("send the list", date(2026, 11, 27), side=Side.PARTNER),),
        )
    )
    row = office.contacts.one(logged.contact_id)
    assert (row.kind, row.partner_id) == (ContactWith.PARTNER, college)
    assert row.name == "Imaginary College of Fettling"
    card = office.partners.card(college)
    assert [each.what for each in card.follow_ups] == ["ask again"]
    assert [each.partner for each in card.promises] == ["Imaginary College of Fettling"]
    assert [each.id for each in card.contacts] == [logged.contact_id]
    assert (card.row.last_on, card.row.owed) == (TODAY, 2)


def test_a_name_that_is_not_on_the_list_stays_a_name(office: Office, college: str) -> None:
    logged = office.contacts.log(with_partner("Somebody Else Trust"))
    row = office.contacts.one(logged.contact_id)
    assert (row.name, row.partner_id) == ("Somebody Else Trust", "")
    assert not office.partners.card(college).contacts


def test_a_partner_added_later_gathers_what_was_written_with_its_name(office: Office) -> None:
    first = office.contacts.log(with_partner("storybook housing")).contact_id
    other = office.contacts.log(with_partner("Another Trust")).contact_id
    trust = office.partners.add(
        PartnerDraft("Storybook Housing Trust", other_names=("Storybook Housing",))
    )
    assert [row.id for row in office.partners.card(trust).contacts] == [first]
    assert office.contacts.one(other).partner_id == ""
    office.history.undo()
    assert office.contacts.one(first).name == "storybook housing"


def test_two_partners_of_one_name_are_never_mixed_up(office: Office, college: str) -> None:
    with pytest.raises(RuleError, match="called that already"):
        office.partners.add(PartnerDraft("The College"))
    office.partners.add(PartnerDraft("The College"), even_if_similar=True)
    logged = office.contacts.log(with_partner("The College"))
    assert office.contacts.one(logged.contact_id).partner_id == ""


def test_a_partner_that_has_ended_gives_its_name_to_the_one_worked_with(
    office: Office, college: str
) -> None:
    office.partners.end(college, "the course closed")
    card = office.partners.card(college)
    assert (card.row.state, card.ended_on, card.ended_why) == (
        PartnerState.ENDED,
        TODAY,
        "the course closed",
    )
    assert card.row.agreement == "over"
    assert not office.partners.rows()
    assert [row.id for row in office.partners.rows("ended")] == [college]
    after = office.partners.add(PartnerDraft("ICF"), even_if_similar=True)
    logged = office.contacts.log(with_partner("icf"))
    assert office.contacts.one(logged.contact_id).partner_id == after
    office.partners.resume(college)
    assert office.partners.card(college).ended_on is None


def test_a_partners_contacts_with_an_employer_count_once_under_any_name(
    office: Office, college: str
) -> None:
    bakery = office.employers.add(EmployerDraft("Crumbly Bakery", town="Leeds"))
    for days, name in ((2, "ICF"), (3, "the college")):
        office.contacts.log(
            ContactDraft(
                Channel.CALL,
                NOW - timedelta(days=days),
                employer_id=bakery,
                organisation=name,
                purpose=Purpose.PRESENT,
            )
        )
    quiet = office.employers.quiet_line(bakery)
    assert (quiet.organisations, quiet.coaches) == (1, 1)
    assert quiet.rows[0].organisation == "Imaginary College of Fettling"
    card = office.partners.card(college)
    assert (card.contacts, card.employers_contacted) == ((), 1)


def test_a_corrected_name_is_linked_anew(office: Office, college: str) -> None:
    contact = office.contacts.log(with_partner("Somebody Else Trust")).contact_id
    office.contacts.change(contact, partner_name="icf")
    assert office.contacts.one(contact).partner_id == college
    office.contacts.change(contact, partner_name="Another Trust")
    assert office.contacts.one(contact).partner_id == ""


def test_a_quick_line_may_begin_with_a_partner(office: Office, college: str) -> None:
    logged = office.quick.record('icf call "course places" fu fri')
    row = office.contacts.one(logged.contact_id)
    assert (row.kind, row.partner_id, row.note) == (
        ContactWith.PARTNER,
        college,
        "course places",
    )
    step = office.follow_ups.one(logged.follow_up_ids[0])
    assert (step.side, step.partner_id) == (Side.PARTNER, college)
    promised = office.quick.record('promise "the college" "send the list" by thu')
    assert office.promises.one(promised.promise_ids[0]).partner_id == college


def test_today_and_the_diary_name_the_partner(office: Office, college: str) -> None:
    office.follow_ups.add(
        FollowUpDraft("ask for a place", TODAY, side=Side.PARTNER, partner_id=college)
    )
    assert [row.owed.subject for row in office.today.rows()] == ["Imaginary College of Fettling"]
    assert "Imaginary College of Fettling" in office.history.rows()[0].words


def test_records_add_change_and_name_a_partner(office: Office) -> None:
    made = office.records.add(
        "partner", {"name": "Nowhere Coast Careers", "kind": "employment", "short": "NCC"}
    )
    assert (made.kind, made.name) == ("partner", "Nowhere Coast Careers")
    assert office.records.find("ncc").id == made.id
    assert office.records.find("nowhere").id == made.id
    step = office.records.add("follow-up", {"what": "ring", "due": "fri", "partner": "NCC"})
    assert office.follow_ups.one(step.id).side is Side.PARTNER
    office.records.apply("NCC", {"state": "ended"})
    assert office.partners.card(made.id).ended_on == TODAY
    assert office.history.rows()[0].words.startswith(
        "moved partner Nowhere Coast Careers from active to ended"
    )
    with pytest.raises(InputError, match="before the day it was made"):
        office.records.apply("NCC", {"agreed": "2 nov", "until": "1 nov 2026"})
    office.records.void("NCC", "entered twice")
    with pytest.raises(NotFoundError):
        office.records.find("NCC")


def test_the_list_is_found_by_any_name_area_or_person(office: Office, college: str) -> None:
    office.partners.add(PartnerDraft("Storybook Housing Trust"))
    for typed in ("icf", "wibble", "kim inv", "fetling"):
        assert [row.id for row in office.partners.rows(text=typed)] == [college], typed
    assert len(office.partners.rows()) == 2
