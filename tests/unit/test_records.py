"""Any record field by field: what is typed, what is kept, and what is refused."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from adviser_tui.clock import FixedClock
from adviser_tui.errors import AdviserError, InputError, NotFoundError, RuleError
from adviser_tui.services.office import Office, open_office
from adviser_tui.services.participants.consents import ConsentAnswer
from adviser_tui.services.records.nouns import ADDABLE, BY_TABLE, NOUNS
from adviser_tui.services.records.parsing import parse_field

TODAY = date(2026, 11, 20)


@pytest.fixture
def office(folder: Path, clock: FixedClock) -> Iterator[Office]:
    opened = open_office(folder, clock=clock)
    opened.identity.introduce("Vilma Testesen")
    yield opened
    opened.close()


def add(office: Office, kind: str, **given: str) -> str:
    return office.records.add(kind, given).id


def field(office: Office, record: str, name: str) -> str:
    return {value.spec.name: value.text for value in office.records.fields_of(record)}[name]


@pytest.fixture
def amira(office: Office) -> str:
    return add(office, "participant", name="Amira Sample")


@pytest.fixture
def greggs(office: Office) -> str:
    return add(office, "employer", name="Greggs")


@pytest.fixture
def night(office: Office, greggs: str) -> str:
    return add(office, "vacancy", employer="Greggs", title="Night filler")


def test_every_field_fills_columns_that_are_there() -> None:
    from models.tables import BY_NAME

    for noun in NOUNS:
        columns = {each.name for each in BY_NAME[noun.table].__table__.columns}  # type: ignore[attr-defined]
        for spec in noun.fields:
            assert set(spec.columns) <= columns, (noun.kind, spec.name)
        names = [
            word for spec in (*noun.fields, *noun.only_new) for word in (spec.name, *spec.also)
        ]
        assert len(names) == len(set(names)), noun.kind


def test_no_path_but_its_own_changes_what_is_guarded() -> None:
    assert not {"submission", "match_sheet", "match_answer", "match_override"} & set(BY_TABLE)
    for table in ("consent", "follow_up", "promise"):
        columns = {column for spec in BY_TABLE[table].fields for column in spec.columns}
        assert not columns & {"state", "done_on", "closed_on", "given_on", "may_share"}
    assert not any(spec.name == "level" for spec in BY_TABLE["consent"].fields)


@pytest.mark.parametrize(
    ("kind", "name", "text", "columns"),
    [
        ("participant", "unavailable", "+2w", {"unavailable_until": date(2026, 12, 4)}),
        ("participant", "cv", "yesterday", {"cv_updated_on": date(2026, 11, 19)}),
        ("participant", "stage", "job", {"stage": "job_search"}),
        ("participant", "stage", "In-work support", {"stage": "in_work_support"}),
        ("participant", "pay_affects_payments", "unknown", {"pay_affects_payments": None}),
        ("participant", "deputy-name", "", None),
        ("vacancy", "hours", "37.5", {"weekly_minutes": 2250}),
        ("vacancy", "must", "a; b ;;c", {"must_haves": ["a", "b", "c"]}),
        (
            "vacancy",
            "pay",
            "£12.21/h",
            {"pay": 1221, "pay_period": "hour", "pay_currency": "GBP"},
        ),
        ("vacancy", "pay", "", {"pay": None}),
        ("vacancy", "rolling", "ja", {"is_rolling": True}),
        ("vacancy", "posts", "", None),
        ("vacancy", "posts", "two", None),
        ("follow-up", "due", "fri", {"due_on": date(2026, 11, 27)}),
        ("follow-up", "time", "2.30pm", {"due_time": "14:30"}),
        ("follow-up", "time", "", {"due_time": ""}),
        ("follow-up", "due", "", None),
        ("promise", "made_on", "tomorrow", None),
        ("barrier", "what", "", None),
        ("contact", "minutes", "1h30", {"minutes": 90}),
        ("participant", "stage", "placed", None),
        ("participant", "paused_agreed", "perhaps", None),
    ],
)
def test_the_text_of_a_field(
    kind: str, name: str, text: str, columns: dict[str, object] | None
) -> None:
    if columns is None:
        with pytest.raises(InputError) as refused:
            parse_field(kind, name, text, TODAY)
        assert str(refused.value).endswith((".", "?"))
        assert refused.value.field
    else:
        assert parse_field(kind, name, text, TODAY) == columns


def test_a_field_that_is_not_there_names_the_nearest() -> None:
    with pytest.raises(InputError, match="did you mean “postcode”"):
        parse_field("participant", "postcod", "LS1", TODAY)
    with pytest.raises(InputError, match="did you mean “engaged”"):
        parse_field("participant", "stage", "engagd", TODAY)


def test_what_is_shown_can_be_typed_again_and_changes_nothing(
    office: Office, amira: str, night: str
) -> None:
    given = {
        amira: {"goal": "mornings\nonly", "enrolled": "3 nov", "right_to_work": "in hand"},
        night: {
            "hours": "37h30",
            "pay": "£24,500 a year",
            "must": "own transport; early riser",
            "starts": "4 jan",
            "is_advertised": "yes",
        },
        add(office, "follow-up", what="ring", due="fri", at="9am", participant="Amira"): {},
        add(office, "promise", what="send 2 CVs", by="thu", employer="Greggs"): {},
        add(office, "barrier", participant="Amira", what="no bus", due="mon"): {},
        add(office, "profile", participant="Amira", travel="45m", least_hours="16"): {},
        add(office, "person", employer="Greggs", name="Bo Example", hiring="yes"): {},
        add(office, "need", employer="Greggs", what="2 fillers", number="2"): {},
        add(office, "site", employer="Greggs", town="Leeds"): {},
        add(office, "consent", participant="Amira", vacancy="Night filler", by="fri"): {},
    }
    for record, values in given.items():
        if values:
            office.records.apply(record, values)
        before = office.records.fields_of(record)
        changes = office.database.row("SELECT max(lseq) FROM change_record")[0]
        office.records.apply(record, {value.spec.name: value.text for value in before})
        assert office.records.fields_of(record) == before
        assert office.database.row("SELECT max(lseq) FROM change_record")[0] == changes, before


@pytest.mark.parametrize("kind", ADDABLE)
def test_what_is_needed_is_asked_for(office: Office, kind: str) -> None:
    with pytest.raises(InputError, match=r"is needed: --set \w+=…"):
        office.records.add(kind, {})


def test_a_vacancy_is_added_whole_in_one_action(office: Office, greggs: str) -> None:
    made = add(
        office,
        "vacancy",
        employer="greggs",
        title="Night filler",
        hours="37.5",
        pay="£12.21/h",
        must="own transport",
        state="open",
    )
    assert field(office, made, "pay") == "£12.21 an hour"
    assert field(office, made, "state") == "open"
    office.history.undo()
    with pytest.raises(NotFoundError):
        office.records.find(made)


def test_a_person_much_like_another_is_added_only_when_told_to(office: Office, amira: str) -> None:
    with pytest.raises(RuleError, match="Amira Sample"):
        office.records.add("participant", {"name": "Amira Sample"})
    again = office.records.add("participant", {"name": "Amira Sample"}, even_if_similar=True)
    assert again.id != amira


def test_states_walk_their_edges(office: Office, amira: str, night: str) -> None:
    with pytest.raises(RuleError, match="it cannot go to “in work support”"):
        office.records.apply(amira, {"stage": "in work support"})
    office.records.apply(amira, {"stage": "engaged"})
    office.records.apply(night, {"state": "open", "posts": "2"})
    assert field(office, night, "posts") == "2"


def test_an_employer_is_left_alone_only_with_a_reason(office: Office, greggs: str) -> None:
    with pytest.raises(RuleError, match="needs its reason"):
        office.records.apply(greggs, {"stage": "do_not_contact"})
    office.records.apply(greggs, {"stage": "do_not_contact", "do_not_contact_why": "asked us to"})
    office.records.apply(greggs, {"stage": "prospecting"})
    assert field(office, greggs, "do_not_contact_why") == ""


def test_a_new_day_for_a_follow_up_counts_as_a_move(office: Office) -> None:
    made = add(office, "follow-up", what="ring", due="fri")
    office.records.apply(made, {"due": "+2w", "what": "ring again"})
    row = office.follow_ups.one(made)
    assert (row.moves, row.first_due_on, row.what) == (1, date(2026, 11, 27), "ring again")
    with pytest.raises(InputError, match="no reason"):
        office.records.apply(made, {"reasons": "hurry"})
    office.records.apply(made, {"reasons": "safety"})
    assert office.today.rows()[0].reason == "somebody's safety, due on Fri 4 Dec"


def test_other_rules_hold_here_too(office: Office, amira: str, night: str) -> None:
    for record, given in (
        (amira, {"unavailable": "+6w"}),
        (amira, {"name": "  "}),
        (night, {"posts": "0"}),
        (night, {"asked_not_told": "colour"}),
        (night, {"employer": "Greggs"}),
    ):
        with pytest.raises(AdviserError):
            office.records.apply(record, given)


def test_a_profile_is_changed_as_a_draft(office: Office, amira: str) -> None:
    made = add(office, "profile", participant="Amira", strengths="patience")
    office.profiles.agree(amira)
    office.records.apply(made, {"strengths": "patience and care"})
    card = office.participants.card(amira)
    assert card.profile is not None
    assert card.profile_draft is not None
    assert (card.profile.strengths, card.profile_draft.strengths) == (
        "patience",
        "patience and care",
    )


def test_a_colleague_is_found_by_the_beginning_of_the_name(office: Office, amira: str) -> None:
    from models.tables import Adviser

    with office.database.write() as work:
        bo = work.add(Adviser(name="Bo Example")).id
    office.records.apply(amira, {"deputy": "bo", "coach": "me"})
    assert office.participants.card(amira).deputy_id == bo
    assert office.participants.card(amira).coach_id == office.desk.me
    office.records.apply(amira, {"deputy": ""})
    assert office.participants.card(amira).deputy == ""
    with pytest.raises(NotFoundError, match="No colleague"):
        office.records.apply(amira, {"deputy": "Zoe"})


def test_records_are_found_by_id_beginning_and_name(
    office: Office, amira: str, greggs: str, night: str
) -> None:
    assert office.records.find(amira).name == "Amira Sample"
    assert office.records.find("amira").id == amira
    assert office.records.find("Night filler").id == night
    assert office.records.find("greggs").id == greggs
    with pytest.raises(NotFoundError, match="more than one id") as found:
        office.records.find(amira[:8])
    assert len(found.value.candidates) > 1
    assert office.records.find(amira[-8:]).id == amira
    assert office.records.find(night[-12:].upper()).id == night
    with pytest.raises(NotFoundError, match="Nothing here fits"):
        office.records.find("zzzzzz")


def test_what_is_voided_is_gone_until_it_is_brought_back(office: Office, night: str) -> None:
    with pytest.raises(RuleError, match="Say why"):
        office.records.void(night, " ")
    office.records.void(night, "typed twice")
    with pytest.raises(NotFoundError):
        office.records.find(night)
    office.history.undo()
    assert office.records.find(night).id == night
    with pytest.raises(RuleError, match="colleague stays"):
        office.records.void(office.desk.me, "gone")


def test_what_keeps_figures_honest_is_not_voided_here(office: Office, amira: str) -> None:
    from models.tables import EquityRecord, WeekClosing

    with office.database.write() as work:
        closing = work.add(
            WeekClosing(adviser_id=office.desk.me, week="2026-W45", closed_at=office.desk.local_now)
        )
        answer = work.add(
            EquityRecord(
                participant_id=amira,
                characteristic="caring",
                answer="yes",
                asked_on=office.desk.today,
            )
        )
    turn = office.database.row("SELECT id FROM course_event ORDER BY id DESC")
    assert turn is not None
    for record, why in ((closing.id, "stays"), (answer.id, "equity ask"), (turn["id"], "stays")):
        with pytest.raises(RuleError, match=why):
            office.records.void(record, "it looks better without")


def test_what_belongs_to_its_own_commands_is_not_changed_here(
    office: Office, amira: str, night: str
) -> None:
    from models.tables import Submission

    with office.database.write() as work:
        row = work.add(Submission(participant_id=amira, vacancy_id=night))
    with pytest.raises(RuleError, match="its own commands"):
        office.records.apply(row.id, {"state": "submitted"})
    assert office.records.fields_of(row.id) == ()


def test_a_stop_is_not_lifted_by_way_of_its_day(office: Office, greggs: str) -> None:
    """A past day, no reason, or a day without the stage: each is refused, nothing is changed."""
    with pytest.raises(RuleError, match="not marked"):
        office.records.apply(greggs, {"do_not_contact_until": "24/12/2026"})
    stop = {"stage": "do_not_contact", "do_not_contact_why": "asked us to"}
    with pytest.raises(InputError, match="has passed already"):
        office.records.apply(greggs, {**stop, "do_not_contact_until": "19/11/2026"})
    office.records.apply(greggs, {**stop, "do_not_contact_until": "24/12/2026"})
    with pytest.raises(InputError, match="move them to another stage"):
        office.records.apply(greggs, {"do_not_contact_until": "19/11/2026"})
    with pytest.raises(RuleError, match="keeps its reason"):
        office.records.apply(greggs, {"do_not_contact_why": ""})
    assert field(office, greggs, "do_not_contact_until") == "2026-12-24"
    office.records.apply(greggs, {"do_not_contact_until": "4/1/2027"})
    office.records.apply(greggs, {"stage": "prospecting"})
    assert field(office, greggs, "do_not_contact_until") == ""


def test_a_choice_is_made_shorter_but_never_longer(office: Office, amira: str) -> None:
    """What somebody agreed to until a day holds no longer than they said (C2)."""
    asked = office.consents.ask(amira, date(2026, 11, 27))
    with pytest.raises(RuleError, match="not in force"):
        office.records.apply(asked, {"valid_to": "24/12/2026"})
    office.consents.give(asked, ConsentAnswer(own_words="fine by me"))
    office.records.apply(asked, {"valid_to": "24/12/2026"})
    for longer in ("31/12/2026", ""):
        with pytest.raises(RuleError, match="until Thu 24 Dec; only they"):
            office.records.apply(asked, {"valid_to": longer})
    with pytest.raises(InputError, match="run out already"):
        office.records.apply(asked, {"valid_to": "19/11/2026"})
    office.records.apply(asked, {"valid_to": "1/12/2026"})
    assert field(office, asked, "valid_to") == "2026-12-01"
