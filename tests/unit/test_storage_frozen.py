"""A submitted match sheet never changes, whoever asks for it."""

from datetime import date

import pytest

from adviser_tui.errors import RuleError
from adviser_tui.storage.database import Database
from adviser_tui.storage.undo import next_to_redo, redo, undo
from models.kinds import (
    AnswerValue,
    SheetState,
    VacancyState,
)
from models.tables import (
    Adviser,
    Employer,
    MatchAnswer,
    MatchOverride,
    MatchSheet,
    Participant,
    Submission,
    Vacancy,
)

DAY = date(2026, 11, 24)


@pytest.fixture
def submitted(database: Database, me: Adviser) -> MatchSheet:
    """A sheet with an answer that was frozen by its submission, the newest action."""
    with database.write() as work:
        employer = work.add(Employer(name="Bageri Blåbær"))
        person = work.add(Participant(preferred_name="Ægir Prøvesen"))
        vacancy = work.add(Vacancy(employer_id=employer.id, title="Baker", state=VacancyState.OPEN))
        sheet = work.add(
            MatchSheet(
                participant_id=person.id, vacancy_id=vacancy.id, template="t", template_version=1
            )
        )
        work.change(sheet, state=SheetState.READY)
        work.add(
            MatchAnswer(
                id="answer",
                participant_id=person.id,
                sheet_id=sheet.id,
                item="C1",
                value=AnswerValue.YES,
                answered_at=work.now,
            )
        )
    with database.write() as work:
        held = work.get(MatchSheet, sheet.id)
        work.change(held, state=SheetState.FROZEN, frozen='{"C1":"yes"}', frozen_at=work.now)
        work.add(Submission(participant_id=person.id, vacancy_id=vacancy.id, sheet_id=sheet.id))
    return held


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE match_sheet SET pitch = 'better'",
        "UPDATE match_sheet SET frozen_at = NULL",
        "UPDATE match_sheet SET frozen_at = NULL, state = 'draft', pitch = 'better'",
        "UPDATE match_sheet SET frozen_at = '2020-01-01T00:00:00.000000Z'",
        "UPDATE match_sheet SET attempt = 9",
        "UPDATE match_answer SET value = 'no'",
        "UPDATE match_answer SET sheet_id = 'elsewhere'",
        "UPDATE match_answer SET void_reason = 'gone'",
    ],
)
def test_a_submitted_sheet_never_changes(
    database: Database, submitted: MatchSheet, statement: str
) -> None:
    with pytest.raises(RuleError, match="never changes"), database.write() as work:
        work.connection.execute(statement)
    assert database.row("SELECT value FROM match_answer")[0] == "yes"


def test_nothing_is_added_to_a_submitted_sheet(database: Database, submitted: MatchSheet) -> None:
    with pytest.raises(RuleError, match="never changes"), database.write() as work:
        work.add(
            MatchOverride(
                participant_id=submitted.participant_id,
                sheet_id=submitted.id,
                item="C2",
                reason="because",
                action_due_on=DAY,
            )
        )


def test_undoing_the_submission_thaws_its_sheet_and_redoing_freezes_it(
    database: Database, submitted: MatchSheet
) -> None:
    undo(database)
    row = database.row("SELECT state, frozen_at, frozen FROM match_sheet")
    assert row[:] == ("ready", None, "")
    redo(database)
    with pytest.raises(RuleError, match="never changes"), database.write() as work:
        work.change(work.get(MatchAnswer, "answer"), value=AnswerValue.NO)
    undo(database)
    with database.write() as work:
        work.change(work.get(MatchAnswer, "answer"), value=AnswerValue.NO)
    assert next_to_redo(database) is None
