from datetime import date, timedelta

import pytest

from adviser_tui.clock import FixedClock
from adviser_tui.errors import InputError, RuleError
from adviser_tui.services.placements import PlacementDraft
from adviser_tui.services.submissions.service import Outcome
from adviser_tui.storage.database import Database
from models.kinds import (
    FoundBy,
    PlacementKind,
    PlacementState,
    Side,
    SubmissionState,
    VacancyKind,
)
from models.tables import Adviser
from tests.match_case import Pair, known_pair


@pytest.fixture
def pair(database: Database, clock: FixedClock, me: Adviser) -> Pair:
    return known_pair(database, clock, me.id)


def _accepted(pair: Pair) -> str:
    submission_id = pair.submit().row.id
    for state in (SubmissionState.OFFERED, SubmissionState.ACCEPTED):
        pair.office.submissions.outcome(submission_id, Outcome(state))
    return submission_id


def _support(pair: Pair) -> list[tuple[Side, date]]:
    rows = pair.office.database.rows(
        "SELECT side, due_on FROM follow_up WHERE placement_id IS NOT NULL AND state = 'open' "
        "AND void_reason IS NULL ORDER BY due_on, side"
    )
    return [(Side(row["side"]), date.fromisoformat(row["due_on"])) for row in rows]


def test_a_job_takes_its_terms_from_the_vacancy(pair: Pair) -> None:
    pair.ready()
    submission_id = _accepted(pair)
    row = pair.office.placements.agree(PlacementDraft(submission_id))
    assert (row.role, row.state) == ("Night baker", PlacementState.AGREED)
    assert row.words == "starts Tue 1 Dec"
    kept = pair.office.database.row("SELECT pay, weekly_minutes, contract FROM placement")
    assert tuple(kept) == (1300, 1800, "permanent")
    card = pair.office.submissions.one(submission_id)
    assert (card.placement_id, card.offers_placement) == (row.id, False)
    vacancy = pair.office.database.row("SELECT state FROM vacancy WHERE id = ?", (pair.vacancy,))
    assert vacancy["state"] == "filled"


def test_the_first_day_brings_talks_with_both_sides(pair: Pair) -> None:
    pair.ready()
    row = pair.office.placements.agree(PlacementDraft(_accepted(pair)))
    pair.clock.at += timedelta(days=11)
    started = pair.office.placements.start(row.id, date(2026, 12, 1))
    assert started.words == "began Tue 1 Dec"
    assert _support(pair) == [
        (Side.EMPLOYER, date(2026, 12, 2)),
        (Side.PARTICIPANT, date(2026, 12, 2)),
        (Side.EMPLOYER, date(2026, 12, 8)),
        (Side.PARTICIPANT, date(2026, 12, 8)),
    ]
    stage = pair.office.database.row(
        "SELECT stage FROM participant WHERE id = ?", (pair.participant,)
    )
    assert stage["stage"] == "in_work_support"
    pair.office.history.undo()
    assert _support(pair) == []
    assert pair.office.placements.one(row.id).state is PlacementState.AGREED


def test_declined_support_is_respected(pair: Pair) -> None:
    pair.ready()
    pair.answer("O4", "not_applicable", declined=True)
    row = pair.office.placements.agree(PlacementDraft(_accepted(pair)))
    pair.clock.at += timedelta(days=11)
    pair.office.consents.withdraw(pair.ids["consent"])
    pair.office.placements.start(row.id, date(2026, 12, 1))
    assert _support(pair) == []


def test_declined_support_leaves_the_employer_side_while_consent_holds(pair: Pair) -> None:
    pair.ready()
    pair.answer("O4", "not_applicable", declined=True)
    row = pair.office.placements.agree(PlacementDraft(_accepted(pair)))
    pair.clock.at += timedelta(days=11)
    pair.office.placements.start(row.id, date(2026, 12, 1))
    assert {side for side, _ in _support(pair)} == {Side.EMPLOYER}


def test_only_an_accepted_submission_becomes_a_job_and_only_once(pair: Pair) -> None:
    pair.ready()
    early = pair.submit().row.id
    with pytest.raises(RuleError, match="accepted first"):
        pair.office.placements.agree(PlacementDraft(early))
    for state in (SubmissionState.OFFERED, SubmissionState.ACCEPTED):
        pair.office.submissions.outcome(early, Outcome(state))
    pair.office.placements.agree(PlacementDraft(early))
    with pytest.raises(RuleError, match="noted already"):
        pair.office.placements.agree(PlacementDraft(early))


def test_a_job_that_they_found_themselves_is_kept_as_theirs(pair: Pair) -> None:
    draft = PlacementDraft(
        participant_id=pair.participant,
        employer_id=pair.employer,
        role="Baker",
        found_by=FoundBy.SELF,
    )
    assert pair.office.placements.agree(draft).found_by is FoundBy.SELF
    with pytest.raises(RuleError, match="comes of a submission"):
        pair.office.placements.agree(
            PlacementDraft(participant_id=pair.participant, employer_id=pair.employer, role="Baker")
        )
    with pytest.raises(InputError, match="what the job is"):
        pair.office.placements.agree(
            PlacementDraft(
                participant_id=pair.participant,
                employer_id=pair.employer,
                found_by=FoundBy.PARTNER,
            )
        )


def test_a_start_is_a_day_that_was_worked(pair: Pair) -> None:
    pair.ready()
    row = pair.office.placements.agree(PlacementDraft(_accepted(pair)))
    with pytest.raises(InputError, match="still to come"):
        pair.office.placements.start(row.id, date(2026, 12, 1))
    pair.office.placements.start(row.id, pair.clock.today())
    with pytest.raises(RuleError, match="started already"):
        pair.office.placements.start(row.id, pair.clock.today())


def test_a_job_ends_with_its_day_and_reason(pair: Pair) -> None:
    pair.ready()
    row = pair.office.placements.agree(PlacementDraft(_accepted(pair)))
    pair.office.placements.start(row.id, pair.clock.today())
    with pytest.raises(InputError, match="Say why"):
        pair.office.placements.end(row.id, pair.clock.today(), " ")
    with pytest.raises(InputError, match="began on"):
        pair.office.placements.end(row.id, date(2026, 11, 1), "moved away")
    pair.later(days=3)
    ended = pair.office.placements.end(row.id, pair.clock.today(), "moved away")
    assert ended.words == "ended Mon 23 Nov: moved away"
    assert [each.id for each in pair.office.placements.of_participant(pair.participant)] == [row.id]
    with pytest.raises(RuleError):
        pair.office.placements.start(row.id, pair.clock.today())


@pytest.mark.parametrize(
    ("vacancy", "kind", "words"),
    [
        ("job", PlacementKind.JOB, "began Fri 20 Nov"),
        ("rotation", PlacementKind.JOB, "began Fri 20 Nov"),
        ("trial", PlacementKind.TRIAL, "began Fri 20 Nov (unpaid trial)"),
        ("supported_internship", PlacementKind.TRIAL, "began Fri 20 Nov (unpaid trial)"),
        ("apprenticeship", PlacementKind.APPRENTICESHIP, "began Fri 20 Nov (apprenticeship)"),
    ],
)
def test_the_kind_of_work_follows_the_vacancy(
    pair: Pair, vacancy: str, kind: PlacementKind, words: str
) -> None:
    pair.ready()
    submission_id = _accepted(pair)
    pair.change("vacancy", pair.vacancy, kind=VacancyKind(vacancy))
    assert pair.office.placements.kind_of_submission(submission_id) is kind
    row = pair.office.placements.agree(PlacementDraft(submission_id))
    assert row.kind is kind
    assert pair.office.placements.start(row.id, pair.clock.today()).words == words
    card = pair.office.participants.card(pair.participant)
    assert card.placements[0].words.endswith(words.removeprefix("began Fri 20 Nov"))


def test_the_kind_of_work_can_be_said_and_a_trial_leaves_somebody_looking(pair: Pair) -> None:
    pair.ready()
    draft = PlacementDraft(_accepted(pair), kind=PlacementKind.VOLUNTEERING)
    row = pair.office.placements.agree(draft)
    pair.office.placements.start(row.id, pair.clock.today())
    assert row.kind is PlacementKind.VOLUNTEERING
    person = pair.office.database.row("SELECT stage FROM participant")
    assert person is not None
    assert person["stage"] == "job_search"


def test_what_came_to_nothing_before_its_first_day_has_no_first_day(pair: Pair) -> None:
    pair.ready()
    row = pair.office.placements.agree(PlacementDraft(_accepted(pair)))
    pair.later(days=14)
    ended = pair.office.placements.end(row.id, pair.clock.today(), "the offer was taken back")
    assert (ended.starts_on, ended.ended_on) == (None, pair.clock.today())
    pair.office.history.undo()
    assert pair.office.placements.one(row.id).starts_on == date(2026, 12, 1)
