"""Merging two records: what is proposed and why, what is refused, what stays findable."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from adviser_tui.clock import FixedClock
from adviser_tui.errors import InputError, NotFoundError, RuleError
from adviser_tui.services.contacts import ContactDraft
from adviser_tui.services.employers.drafts import EmployerDraft, NeedDraft, PersonDraft, SiteDraft
from adviser_tui.services.match_sheets.kept import kept_sheet
from adviser_tui.services.merging.comparison import KINDS, Comparison, Typed
from adviser_tui.services.merging.fields import OWNER, TABLES, fields_of
from adviser_tui.services.merging.moves import references_to
from adviser_tui.services.office import Office, open_office
from adviser_tui.services.participants.consents import ConsentAnswer
from adviser_tui.services.participants.writing import ParticipantDraft
from adviser_tui.services.promises import PromiseDraft
from adviser_tui.services.record_names import KIND_WORDS
from adviser_tui.services.vacancies.writing import VacancyDraft
from models.base import Record
from models.kinds import Channel, MadeBy, Pipeline, Side, Stage

TODAY = date(2026, 11, 20)


@pytest.fixture
def office(folder: Path, clock: FixedClock) -> Iterator[Office]:
    opened = open_office(folder, clock=clock)
    opened.identity.introduce("Vilma Testesen")
    yield opened
    opened.close()


def employer(office: Office, name: str, **values: object) -> str:
    draft = EmployerDraft(name=name, **values)  # type: ignore[arg-type]
    return office.employers.add(draft, even_if_similar=True)


def person(office: Office, draft: ParticipantDraft) -> str:
    return office.participants.add(draft, even_if_similar=True)


def taken(seen: Comparison, name: str) -> tuple[str, str]:
    pair = seen.field(name)
    assert pair is not None
    return pair.proposed, pair.why


def later(office: Office, days: int = 3) -> None:
    clock = office.database.clock
    assert isinstance(clock, FixedClock)
    clock.at += timedelta(days=days)


def test_everything_stands_on_the_survivor_and_undo_takes_it_apart_again(office: Office) -> None:
    keep = employer(office, "Nordbageri Ltd", town="Leeds", postcode="LS1 4DY")
    other = employer(office, "Nordbageriet", trading_name="The Bun", town="Leeds")
    office.contacts.log(
        ContactDraft(
            channel=Channel.VISIT,
            occurred_at=office.desk.local_now,
            employer_id=other,
            note="saw them",
        )
    )
    office.vacancies.add(VacancyDraft(employer_id=other, title="Baker"))
    office.promises.add(
        PromiseDraft("send two CVs", TODAY, Side.EMPLOYER, MadeBy.US, employer_id=other)
    )
    office.employers.add_need(other, NeedDraft("night fillers"))
    merged = office.merging.merge("employer", keep, other)
    assert merged.moved == "1 contact, 1 vacancy, 1 promise, 1 site, 1 need"
    card = office.employers.card(keep)
    assert [line.title for line in card.vacancies] == ["Baker"]
    assert [line.what for line in card.promises] == ["send two CVs"]
    assert [line.task for line in card.needs] == ["night fillers"]
    assert card.previous_names == ("Nordbageriet",)
    assert card.trading_name == "The Bun"
    assert office.employers.card(other).id == keep
    assert office.records.find(other).id == keep
    assert office.history.undo() == "merged Nordbageriet into Nordbageri Ltd"
    assert office.employers.card(keep).vacancies == ()
    assert [line.title for line in office.employers.card(other).vacancies] == ["Baker"]


def test_the_fuller_and_the_newer_are_proposed_with_their_reason(office: Office) -> None:
    keep = employer(office, "Nordbageri", phone="0113 496 0001", sector_codes=("10710",))
    later(office)
    other = employer(office, "Nordbageri Bakery Ltd", phone="0113 496 0002", email="a@example.org")
    seen = office.merging.compare("employer", keep, other)
    assert taken(seen, "name") == ("other", "says more")
    assert taken(seen, "phone")[0] == "other"
    assert "changed later" in taken(seen, "phone")[1]
    assert taken(seen, "email") == ("other", "only there")
    assert taken(seen, "sector_codes") == ("keep", "only here")
    pair = seen.field("phone")
    assert pair is not None
    assert pair.other_stamp.by == "Vilma Testesen"
    differing = [pair.differs for pair in seen.fields]
    assert differing == sorted(differing, reverse=True)


def test_a_choice_goes_before_what_is_proposed(office: Office) -> None:
    keep = employer(office, "Nordbageri", phone="0113 496 0001", notes="early")
    other = employer(office, "Nordbageri", phone="0113 496 0002", notes="late")
    office.merging.merge(
        "employer", keep, other, {"phone": "other", "name": Typed("Nord"), "notes": "both"}
    )
    card = office.employers.card(keep)
    assert (card.name, card.phone, card.notes) == ("Nord", "0113 496 0002", "early\n\nlate")
    assert card.previous_names == ("Nordbageri",)


@pytest.mark.parametrize("choice", [{"pone": "other"}, {"phone": "both"}])
def test_what_cannot_be_chosen_is_said(office: Office, choice: dict[str, str]) -> None:
    keep, other = employer(office, "A", phone="1"), employer(office, "B", phone="2")
    with pytest.raises(InputError):
        office.merging.merge("employer", keep, other, choice)  # type: ignore[arg-type]
    assert office.employers.card(other).id == other


def test_the_stage_walks_its_edges_to_the_one_further_along(office: Office) -> None:
    keep, other = employer(office, "Nord"), employer(office, "Nord")
    for stage in (Pipeline.NEEDS, Pipeline.PRESENTATION, Pipeline.ONGOING):
        office.employers.set_stage(other, stage)
    assert taken(office.merging.compare("employer", keep, other), "stage")[0] == "other"
    office.merging.merge("employer", keep, other)
    assert office.employers.card(keep).stage == Pipeline.ONGOING


def test_who_asked_to_be_left_alone_is_left_alone_until_the_later_day(office: Office) -> None:
    keep, other = employer(office, "Nord"), employer(office, "Nord")
    office.employers.do_not_contact(keep, "moving house", TODAY + timedelta(days=5))
    office.employers.do_not_contact(other, "new manager", TODAY + timedelta(days=50))
    with pytest.raises(RuleError, match="stays in force"):
        office.merging.merge("employer", keep, other, {"do_not_contact_until": "keep"})
    office.merging.merge("employer", keep, other)
    card = office.employers.card(keep)
    assert card.do_not_contact
    assert card.do_not_contact_until == TODAY + timedelta(days=50)
    assert card.do_not_contact_why == "moving house; new manager"


def test_a_rest_for_good_outlasts_every_day(office: Office) -> None:
    keep, other = employer(office, "Nord"), employer(office, "Nord")
    office.employers.set_stage(keep, Pipeline.NEEDS)
    office.employers.do_not_contact(other, "asked us to stop")
    office.merging.merge("employer", keep, other)
    card = office.employers.card(keep)
    assert (card.stage, card.do_not_contact_until) == (Pipeline.DO_NOT_CONTACT, None)
    assert card.do_not_contact_why == "asked us to stop"


def test_the_same_site_and_person_become_one_as_shown(office: Office) -> None:
    keep = employer(office, "Nord", town="Leeds", postcode="LS1 4DY")
    other = employer(office, "Nord", town="Leeds", postcode="ls14dy", address="4 Mill Lane")
    office.employers.add_site(other, SiteDraft(town="Bradford", postcode="BD1 1AA"))
    mine = office.employers.add_person(keep, PersonDraft("Ida Prøve", phone="0113 496 0001"))
    theirs = office.employers.add_person(
        other, PersonDraft("Ida Prøve", phone="+44 113 496 0001", email="ida@example.org")
    )
    seen = office.merging.compare("employer", keep, other)
    assert [(one.kind, one.why) for one in seen.together] == [
        ("site", "same postcode"),
        ("person", "same name and phone"),
    ]
    office.merging.merge("employer", keep, other)
    card = office.employers.card(keep)
    assert [(site.town, site.address, site.is_main) for site in card.sites] == [
        ("Leeds", "4 Mill Lane", True),
        ("Bradford", "", False),
    ]
    assert [(line.id, line.email) for line in card.people] == [(mine, "ida@example.org")]
    assert office.records.find(theirs).id == mine


def test_what_is_kept_apart_stays_two(office: Office) -> None:
    keep = employer(office, "Nord", person=PersonDraft("Ida"))
    other = employer(office, "Nord", person=PersonDraft("Ida"))
    seen = office.merging.compare("employer", keep, other)
    apart = [one.other_id for one in seen.together if one.kind == "person"]
    office.merging.merge("employer", keep, other, apart=apart)
    assert [line.name for line in office.employers.card(keep).people] == ["Ida", "Ida"]


def test_the_same_twice_a_branch_and_what_is_merged_already_are_refused(office: Office) -> None:
    parent, branch, third = (employer(office, name) for name in ("Nord", "Nord Leeds", "Syd"))
    office.groups.put_under(parent, [branch])
    with pytest.raises(RuleError, match="same employer twice"):
        office.merging.compare("employer", parent, parent)
    for pair in ((parent, branch), (branch, parent)):
        with pytest.raises(RuleError, match="branch of Nord"):
            office.merging.merge("employer", *pair)
    office.merging.merge("employer", parent, third)
    with pytest.raises(RuleError, match="Syd was merged already into Nord"):
        office.merging.compare("employer", branch, third)
    office.employers.void(branch, "closed")
    with pytest.raises(NotFoundError):
        office.merging.compare("employer", parent, branch)


def test_a_family_is_no_double_and_is_told_apart_by_its_towns(office: Office) -> None:
    parent, branch, sister, other = (
        employer(office, "Musterfold Care Ltd", town=town, postcode="ZZ1 1AA")
        for town in ("Wakefield", "Halifax", "Halifax", "Wakefield")
    )
    office.groups.put_under(parent, [branch, sister])

    assert [one.id for one in office.merging.likely("employer", parent)] == [other]
    assert [one.id for one in office.merging.likely("employer", branch)] == [other]
    with pytest.raises(RuleError, match="Ltd, Halifax is a branch of Musterfold Care Ltd, Wakef"):
        office.merging.compare("employer", parent, branch)
    assert "Musterfold Care Ltd, Wakefield" in {
        each.label for each in office.groups.likely_parents([other])
    }


def test_what_is_kept_is_called_by_the_name_that_was_taken(office: Office) -> None:
    keep, other = employer(office, "Nord"), employer(office, "Süd")
    assert office.merging.merge("employer", keep, other, {"name": "other"}).name == "Süd"


def test_two_company_numbers_need_an_explicit_yes(office: Office) -> None:
    keep = employer(office, "Nord", company_number="01234567")
    other = employer(office, "Nord", company_number="7654321")
    with pytest.raises(RuleError, match="company numbers differ"):
        office.merging.merge("employer", keep, other)
    assert office.merging.merge("employer", keep, other, even_so=True).id == keep


def test_the_branches_of_both_stand_under_one_parent(office: Office) -> None:
    keep, other, top = (employer(office, name) for name in ("Nord", "Nord Ltd", "Nord Group"))
    mine, theirs = employer(office, "Nord Leeds"), employer(office, "Nord York")
    office.groups.put_under(keep, [mine])
    office.groups.put_under(other, [theirs])
    office.merging.merge("employer", keep, other)
    assert {line.id for line in office.groups.branches_of(keep)} == {mine, theirs}
    office.history.undo()
    office.groups.take_out([theirs])
    office.groups.put_under(top, [other])
    office.merging.merge("employer", keep, other)
    assert {line.id for line in office.groups.branches_of(top)} == {keep, mine}


def test_two_are_remembered_as_two_once_and_told_apart_after_a_merge(office: Office) -> None:
    one, two, three = (employer(office, name) for name in ("Nord", "Nord", "Nord"))
    office.merging.not_same("employer", two, one)
    office.merging.not_same("employer", one, two)
    assert len(office.merging.known_two("employer")) == 1
    assert office.history.undo() == "noted that Nord and Nord are two"
    assert not office.merging.known_two("employer")
    office.merging.not_same("employer", one, two)
    with pytest.raises(RuleError, match="found that they are two"):
        office.merging.merge("employer", one, two)
    office.merging.merge("employer", three, two)
    assert office.merging.known_two("employer") == {tuple(sorted((one, three)))}


def test_a_no_of_either_record_is_never_passed_over(office: Office) -> None:
    keep = person(office, ParticipantDraft("Amira"))
    other = person(office, ParticipantDraft("Amira"))
    bakery = office.vacancies.add(VacancyDraft(employer_id=employer(office, "Nord"), title="Baker"))
    yes = office.consents.record(keep, ConsentAnswer(), vacancy_id=bakery)
    no = office.consents.ask(other, TODAY, vacancy_id=bakery)
    office.consents.refuse(no)
    with pytest.raises(RuleError, match="yes and refused about Baker"):
        office.merging.merge("participant", keep, other, even_so=True)
    office.consents.withdraw(yes)
    office.merging.merge("participant", keep, other)
    rows = office.database.rows("SELECT state FROM consent WHERE participant_id = ?", (keep,))
    assert sorted(row["state"] for row in rows) == ["refused", "withdrawn"]


def test_the_careful_side_of_a_person_stays_and_two_coaches_ask_for_a_yes(office: Office) -> None:
    keep = person(office, ParticipantDraft("Amira", safe_to_contact="text first"))
    other = person(office, ParticipantDraft("Amira", safe_to_contact="no voicemail"))
    with office.database.write() as work:
        from models.tables import Adviser, Participant

        colleague = work.add(Adviser(name="Bo Prøve"))
        work.change(
            work.get(Participant, other), coach_id=colleague.id, confidentiality="restricted"
        )
    with pytest.raises(RuleError, match="Two coaches"):
        office.merging.merge("participant", keep, other)
    office.merging.merge("participant", keep, other, even_so=True)
    row = office.database.row("SELECT * FROM participant WHERE id = ?", (keep,))
    assert row["confidentiality"] == "restricted"
    assert row["safe_to_contact"] == "text first; no voicemail"


def test_a_submitted_sheet_stays_and_is_read_from_the_survivor(office: Office) -> None:
    keep = person(office, ParticipantDraft("Amira"))
    other = person(office, ParticipantDraft("Amira"))
    vacancy = office.vacancies.add(VacancyDraft(employer_id=employer(office, "N"), title="Baker"))
    with office.database.write() as work:
        from models.kinds import SheetState
        from models.tables import MatchSheet

        sheet = work.add(
            MatchSheet(participant_id=other, vacancy_id=vacancy, template="t", template_version=1)
        )
        work.change(sheet, state=SheetState.READY)
        work.change(sheet, state=SheetState.FROZEN, frozen_at=work.now, frozen="{}")
        mine = work.add(
            MatchSheet(participant_id=keep, vacancy_id=vacancy, template="t", template_version=1)
        )
    seen = office.merging.compare("participant", keep, other)
    assert any("1 submitted match sheet stays as it is" in each.words for each in seen.cautions)
    office.merging.merge("participant", keep, other)
    row = office.database.row("SELECT participant_id FROM match_sheet WHERE id = ?", (sheet.id,))
    assert row[0] == other
    kept = kept_sheet(office.database.rows, keep, vacancy, None)
    assert [each["id"] for each in kept.earlier] == [sheet.id]
    assert (kept.id, kept.attempt) == (mine.id, 2)


def test_a_stage_that_cannot_follow_is_not_offered(office: Office) -> None:
    keep = person(office, ParticipantDraft("Amira", stage=Stage.ENGAGED))
    other = person(office, ParticipantDraft("Amira"))
    pair = office.merging.compare("participant", keep, other).field("stage")
    assert pair is not None
    assert pair.takes == ("keep",)


def test_a_draft_about_the_emptied_record_is_found_on_the_survivor(office: Office) -> None:
    keep, other = employer(office, "Nord"), employer(office, "Nord")
    office.drafts.put(f"new vacancy:{other}", {"title": "Baker", "employer": other})
    office.merging.merge("employer", keep, other)
    assert office.drafts.get(f"new vacancy:{keep}") == {"title": "Baker", "employer": keep}
    office.drafts.drop(f"new vacancy:{keep}")
    assert office.drafts.get(f"new vacancy:{keep}") == {}


@pytest.mark.parametrize("kind", KINDS)
def test_every_column_is_chosen_in_exactly_one_field(kind: str) -> None:
    from models.tables import BY_NAME

    table = TABLES[kind]  # type: ignore[index]
    chosen = [name for field in fields_of(kind) for name in field.columns]
    columns = {each.name for each in BY_NAME[table].__table__.columns}  # type: ignore[attr-defined]
    own = columns - set(Record.model_fields) - {OWNER.get(table)}
    assert sorted(chosen) == sorted(own)


def test_every_reference_to_what_may_be_merged_is_found_and_can_be_told() -> None:
    from models.tables import RECORDS

    found = {(one.table, one.column) for table in TABLES.values() for one in references_to(table)}
    foreign = {
        (str(record.__tablename__), column.name)
        for record in RECORDS
        for column in record.__table__.columns  # type: ignore[attr-defined]
        for key in column.foreign_keys
        if key.column.table.name in TABLES.values()
    }
    assert found == foreign
    assert {table for table, _ in found} <= set(KIND_WORDS)
