"""The history in words: every action told from the change record, and nothing told in columns."""

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from adviser_tui.clock import FixedClock
from adviser_tui.services.contacts import ContactDraft
from adviser_tui.services.follow_ups import FollowUpDraft
from adviser_tui.services.history_words import describe
from adviser_tui.services.office import Office, open_office
from adviser_tui.services.participants.consents import ConsentAnswer
from adviser_tui.services.participants.writing import ParticipantDraft
from adviser_tui.services.promises import PromiseDraft
from models.kinds import Channel, DisclosureLevel, MadeBy, Side, Stage

TODAY = date(2026, 11, 20)
NINE = datetime(2026, 11, 20, 9, tzinfo=UTC)
TABLES = (
    *("adviser", "participant", "vocational_profile", "consent", "barrier_action", "employer"),
    *("employer_site", "employer_person", "need", "vacancy", "quality_fact", "contact"),
    *("match_sheet", "match_answer", "match_override", "submission", "placement", "follow_up"),
    "promise",
    "partner",
    "known_as_two",
    "sync_conflict",
    "hand_over",
    *("working_pattern", "absence", "time_entry", "target", "week_closing", "outcome_check"),
    *("equity_record", "course_event"),
)


@pytest.fixture
def office(folder: Path, clock: FixedClock) -> Iterator[Office]:
    opened = open_office(folder, clock=clock)
    opened.identity.introduce("Vilma Testesen")
    yield opened
    opened.close()


@pytest.fixture
def amira(office: Office) -> str:
    return office.participants.add(ParticipantDraft("Amira"))


@pytest.fixture
def greggs(office: Office) -> str:
    from models.tables import Employer

    with office.database.write() as work:
        return work.add(Employer(name="Greggs")).id


@pytest.fixture
def night(office: Office, greggs: str) -> str:
    from models.tables import Vacancy

    with office.database.write() as work:
        return work.add(Vacancy(employer_id=greggs, title="Night filler")).id


def last(office: Office) -> str:
    return office.history.rows(1)[0].words


def step(what: str, days: int, **whom: str) -> FollowUpDraft:
    side = Side.EMPLOYER if "employer_id" in whom else Side.PARTICIPANT
    return FollowUpDraft(what, TODAY + timedelta(days=days), side=side, **whom)  # type: ignore[arg-type]


def test_a_visit_is_told_with_what_came_of_it(office: Office) -> None:
    office.contacts.log(
        ContactDraft(
            Channel.VISIT,
            NINE,
            new_employer="Greggs",
            need="night fillers",
            next_steps=(step("ring", 7),),
            promises=(PromiseDraft("send 2 CVs", TODAY + timedelta(days=6)),),
        )
    )
    assert last(office) == (
        "logged a visit with Greggs, follow-up Fri 27 Nov, promise by Thu 26 Nov, need"
    )


def test_an_attempt_is_told_as_one(office: Office, greggs: str) -> None:
    office.contacts.log(ContactDraft(Channel.EMAIL, NINE, employer_id=greggs, is_attempt=True))
    assert last(office) == "logged an e-mail with Greggs, no answer"


def test_follow_ups_move_are_done_and_cancelled(office: Office, greggs: str) -> None:
    ids = [office.follow_ups.add(step(f"step {n}", -3, employer_id=greggs)) for n in range(5)]
    assert last(office) == "made follow-up with Greggs for Tue 17 Nov: step 4"
    office.follow_ups.move(ids[:1], TODAY)
    assert last(office) == "moved follow-up with Greggs from Tue 17 Nov to Fri 20 Nov"
    office.follow_ups.cancel(ids[:1], "they closed")
    assert last(office) == "cancelled follow-up with Greggs: they closed"
    office.follow_ups.mark_done(ids[1:2], next_step=FollowUpDraft("next", date(2026, 11, 27)))
    assert last(office) == "marked follow-up with Greggs done: step 1, follow-up Fri 27 Nov"
    office.today.snooze(ids[2:], date(2026, 12, 4))
    assert last(office) == "moved 3 follow-ups to Fri 4 Dec"
    office.follow_ups.mark_done(ids[2:])
    assert last(office) == "marked 3 follow-ups done"


def test_promises_are_made_kept_and_broken(office: Office, greggs: str) -> None:
    due = TODAY + timedelta(days=6)
    one = office.promises.add(PromiseDraft("send 2 CVs", due, employer_id=greggs))
    assert last(office) == "promised Greggs by Thu 26 Nov: send 2 CVs"
    office.promises.keep(one)
    assert last(office) == "more than kept the promise with Greggs: send 2 CVs"
    theirs = PromiseDraft("a tour", due, employer_id=greggs, made_by=MadeBy.THEM)
    two = office.promises.add(theirs)
    assert last(office) == "noted what Greggs promised by Thu 26 Nov: a tour"
    office.promises.break_off(two, "no time")
    assert last(office) == "broke the promise with Greggs: a tour"


def test_the_steps_of_a_participant(office: Office, amira: str) -> None:
    assert last(office) == "added participant Amira"
    office.participants.set_stage(amira, Stage.ENGAGED)
    assert last(office) == "moved Amira from referred to engaged"
    office.participants.pause(amira, date(2026, 12, 4), agreed=True)
    assert last(office) == "paused Amira until Fri 4 Dec"
    office.participants.resume(amira)
    assert last(office) == "noted that Amira is back"
    office.participants.change(amira, phone="1", town="Leeds")
    assert last(office) == "changed phone and town of Amira"
    office.barriers.add(amira, "no bus")
    assert last(office) == "noted a barrier of Amira: no bus"
    office.profiles.change(amira, {"strengths": "patience"})
    assert last(office) == "began version 1 of the profile of Amira"
    office.profiles.change(amira, {"skills": "forklift"})
    assert last(office) == "changed skills in the profile of Amira"
    office.profiles.agree(amira)
    assert last(office) == "agreed the profile with Amira"


def test_consent_is_told_with_its_level_and_never_its_words(
    office: Office, amira: str, night: str
) -> None:
    consent = office.consents.ask(amira, date(2026, 11, 27), vacancy_id=night)
    assert last(office) == "asked Amira for consent about Night filler, Greggs by Fri 27 Nov"
    office.consents.give(consent, ConsentAnswer(DisclosureLevel.NAMED, "my own words"))
    assert last(office) == "noted consent of Amira about Night filler, Greggs: given, named"
    office.consents.withdraw(consent)
    assert last(office) == "noted consent of Amira about Night filler, Greggs: withdrawn"


def test_a_submission_and_its_answers(office: Office, amira: str, night: str) -> None:
    from models.kinds import AnswerValue, SheetState, SubmissionState
    from models.tables import MatchAnswer, MatchSheet, Submission

    with office.database.write() as work:
        sheet = work.add(
            MatchSheet(participant_id=amira, vacancy_id=night, template="t", template_version=1)
        )
    assert last(office) == "began the match sheet of Amira for Night filler"
    with office.database.write() as work:
        for item in ("C1", "C3"):
            work.add(
                MatchAnswer(
                    participant_id=amira,
                    sheet_id=sheet.id,
                    item=item,
                    value=AnswerValue.YES,
                    answered_at=work.now,
                )
            )
        work.change(work.get(MatchSheet, sheet.id), state=SheetState.READY)
    assert last(office) == "answered C1 and C3 for Amira for Night filler"
    with office.database.write() as work:
        row = work.add(
            Submission(
                participant_id=amira,
                vacancy_id=night,
                sheet_id=sheet.id,
                state=SubmissionState.SUBMITTED,
            )
        )
    assert last(office) == "put Amira forward to Greggs for Night filler"
    with office.database.write() as work:
        work.change(
            work.get(Submission, row.id),
            state=SubmissionState.REFUSED_BY_EMPLOYER,
            reason="missing_must_have",
        )
    assert last(office) == (
        "noted for Night filler that Amira is at: refused by employer, missing must have"
    )


def test_many_new_employers_are_an_import_with_their_number(office: Office) -> None:
    from models.tables import Employer, EmployerSite

    with office.database.write() as work:
        work.add_many(Employer, [{"id": f"e{n}", "name": f"E{n}"} for n in range(1234)])
        sites = [{"id": f"s{n}", "employer_id": f"e{n}"} for n in range(1234)]
        work.add_many(EmployerSite, sites)
    assert last(office) == "imported 1,234 employers"


def test_voiding_says_why_and_undoing_says_what(office: Office) -> None:
    logged = office.contacts.log(ContactDraft(Channel.CALL, NINE, new_employer="Greggs"))
    office.contacts.void([logged.contact_id], "typed twice")
    assert last(office) == "voided contact call with Greggs: typed twice"
    assert office.history.undo() == "voided contact call with Greggs: typed twice"
    newest = office.database.row("SELECT max(g) FROM change_group")[0]
    assert (
        describe(office.database, newest, TODAY)
        == "took back: voided contact call with Greggs: typed twice"
    )
    assert office.history.rows(1)[0].is_undone
    assert office.history.redo() == "voided contact call with Greggs: typed twice"


def record(office: Office, entity: str, op: str, fields: str) -> str:
    """Write a made-up line of the change record and return how it is told."""
    with office.database.writing() as connection:
        group = connection.execute(
            "INSERT INTO change_group (at, actor, kind) "
            "VALUES ('2026-11-20T09:00:00.000000Z', '', 'act')"
        ).lastrowid
        lseq = connection.execute("SELECT max(lseq) + 1 FROM change_record").fetchone()[0]
        connection.execute(
            "INSERT INTO change_record (lseq, g, entity, row_id, agg, op, fields, old, hlc) "
            "VALUES (?, ?, ?, ?, '', ?, ?, ?, 0)",
            (lseq, group, entity, "01a2020d-e12e-7000-993e-981be95cce3e", op, fields, fields),
        )
    return describe(office.database, int(group or 0), TODAY)


@pytest.mark.parametrize("table", TABLES)
@pytest.mark.parametrize("op", ["ins", "upd"])
def test_a_change_of_any_table_is_told_without_ids_and_columns(
    office: Office, table: str, op: str
) -> None:
    from models.tables import BY_NAME, RECORDS

    assert {str(each.__tablename__) for each in RECORDS} == set(TABLES)
    for column in BY_NAME[table].__table__.columns:  # type: ignore[attr-defined]
        words = record(office, table, op, f'{{"{column.name}": "someword"}}')
        assert words, (table, column.name)
        assert "_" not in words, (column.name, words)
        assert not re.search(r"[0-9a-f]{8}-|\bid\b|None|lseq", words), (column.name, words)


@pytest.mark.parametrize("op", ["ins", "upd"])
def test_what_a_newer_program_wrote_is_told_too(office: Office, op: str) -> None:
    words = record(office, "rotation_episode", op, '{"mentor_name": "x"}')
    assert "rotation episode" in words
    assert "_" not in words
    assert describe(office.database, 999_999, TODAY) == "nothing"


def test_what_an_action_was_about_may_come_late_in_it(office: Office, greggs: str) -> None:
    from models.tables import EmployerPerson, FollowUp

    with office.database.write() as work:
        for number in range(250):
            work.add(EmployerPerson(employer_id=greggs, name=f"Sample {number}"))
        work.add(FollowUp(side=Side.EMPLOYER, what="ring", due_on=TODAY, first_due_on=TODAY))
        group = work.group
    assert describe(office.database, group, TODAY).startswith("made follow-up")
