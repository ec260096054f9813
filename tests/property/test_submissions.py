"""Nobody is put forward without their yes (C1), their consent (C2) and a clean text (T5)."""

import tempfile
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from adviser_tui.clock import FixedClock
from adviser_tui.errors import AdviserError
from adviser_tui.services.checklist.values import Status
from adviser_tui.services.participants.consents import ConsentAnswer
from adviser_tui.services.submissions.service import Outcome
from adviser_tui.storage.database import Database
from models.kinds import AnswerSource, DisclosureLevel, SubmissionState
from models.tables import Adviser, MatchAnswer, MatchOverride
from tests.match_case import PITCH, REASON, Pair, known_pair

LOCKED = ("C1", "C2", "T5")
PITCHES = (
    PITCH,
    "",
    "Our candidate has baked for ten years.",
    "Amira has depression and is on universal credit.",
    "Our candidate must apply or be sanctioned.",
)
LEVELS = tuple(DisclosureLevel)
STEPS = st.one_of(
    st.tuples(
        st.just("answer"),
        st.sampled_from(("C1", "C2", "T5", "M1", "C3")),
        st.sampled_from(("yes", "no", "not_applicable", "unknown")),
        st.sampled_from((None, *AnswerSource)),
    ),
    st.tuples(st.just("override"), st.sampled_from((*LOCKED, "M1", "C3"))),
    st.tuples(st.just("force_override"), st.sampled_from(LOCKED)),
    st.tuples(st.just("force_answer"), st.sampled_from(LOCKED)),
    st.tuples(st.just("consent"), st.sampled_from(("ask", "refuse", "withdraw"))),
    st.tuples(st.just("give"), st.sampled_from(LEVELS), st.booleans()),
    st.tuples(st.just("pitch"), st.sampled_from(PITCHES)),
    st.tuples(st.just("ready")),
    st.tuples(st.just("consider")),
    st.tuples(st.just("outcome"), st.sampled_from(tuple(SubmissionState))),
    st.tuples(st.just("later"), st.sampled_from((1, 2, 30))),
    st.tuples(st.just("undo")),
    st.tuples(st.just("submit")),
)


@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(STEPS, min_size=3, max_size=14))
def test_no_sequence_of_steps_gets_past_the_locked_items(steps: list[tuple[object, ...]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        clock = FixedClock(datetime(2026, 11, 20, 9, 30, tzinfo=UTC))
        database = Database(Path(folder) / "caseload", clock).open()
        try:
            with database.write("setup") as work:
                me = work.add(Adviser(name="Vilma Testesen")).id
            database.settings.put("me", me)
            pair = known_pair(database, clock, me)
            pair.ready()
            for step in (*steps, ("submit",)):
                clock.at = clock.at.replace(second=(clock.at.second + 1) % 60)
                with suppress(AdviserError, ValueError):
                    _take(pair, step)
                _check_what_went_out(pair)
        finally:
            database.close()


def _take(pair: Pair, step: tuple[object, ...]) -> None:
    office, sheets = pair.office, pair.office.match_sheets
    match step:
        case ("answer", str(item), str(value), source):
            pair.answer(item, value, source=source, note="they said so")
        case ("override", str(item)):
            pair.override(item)
        case ("force_override", str(item)):
            sheet = pair.sheet()
            with office.database.write() as work:
                work.add(
                    MatchOverride(
                        participant_id=pair.participant,
                        sheet_id=sheet.sheet_id,
                        item=item,
                        reason=REASON,
                        action="settle it",
                        action_due_on=pair.clock.today(),
                    )
                )
        case ("force_answer", str(item)):
            sheet = pair.sheet()
            with office.database.write() as work:
                for row in work.find(MatchAnswer, sheet_id=sheet.sheet_id, item=item):
                    work.change(row, value="yes", source="coach", answered_at=work.now)
        case ("consent", "ask"):
            office.consents.ask(pair.participant, pair.clock.today(), vacancy_id=pair.vacancy)
        case ("consent", "refuse"):
            office.consents.refuse(pair.ids["consent"])
        case ("consent", "withdraw"):
            office.consents.withdraw(pair.ids["consent"])
        case ("give", DisclosureLevel() as level, bool(standing)):
            vacancy = None if standing else pair.vacancy
            office.consents.record(pair.participant, ConsentAnswer(level), vacancy_id=vacancy)
        case ("pitch", str(text)):
            sheets.set_pitch(pair.participant, pair.vacancy, text)
        case ("ready",):
            pair.ready()
        case ("consider",):
            office.submissions.consider(pair.participant, pair.vacancy)
        case ("outcome", SubmissionState() as state):
            for line in office.submissions.of_participant(pair.participant):
                office.submissions.outcome(line.id, Outcome(state, "other", "said so", "tue 10:30"))
        case ("later", int(days)):
            pair.later(days=days)
        case ("undo",):
            office.history.undo()
        case ("submit",):
            _submit(pair)


def _submit(pair: Pair) -> None:
    """Put forward what may be, and hold that it was allowed by what stood on record then."""
    done = pair.submit()
    sheet = pair.office.match_sheets.frozen(done.row.sheet_id)
    assert all(sheet.item(each).status is Status.MET for each in LOCKED)
    word = sheet.item("C1").answer
    assert word is not None
    assert (word.value, word.source) == ("yes", AnswerSource.PARTICIPANT)
    assert sheet.level not in (None, DisclosureLevel.NOTHING)
    given = pair.office.database.rows(
        "SELECT level FROM consent WHERE state = 'given' AND level <> 'nothing' "
        "AND (valid_to IS NULL OR valid_to >= ?) AND void_reason IS NULL",
        (pair.clock.today().isoformat(),),
    )
    assert given
    assert done.text_sent in (PITCH, PITCHES[2])
    if sheet.level is DisclosureLevel.SUPPORT_ONLY:
        assert "Amira" not in done.text_sent


def _check_what_went_out(pair: Pair) -> None:
    """Whatever is past the shortlist rests on a sheet that was frozen."""
    rows = pair.office.database.rows(
        "SELECT s.state, m.frozen FROM submission s LEFT JOIN match_sheet m ON m.id = s.sheet_id "
        "WHERE s.void_reason IS NULL AND s.state NOT IN ('considered', 'consent_asked', "
        "'prepared', 'declined_by_person', 'vacancy_gone')"
    )
    assert all(row["frozen"] for row in rows)
