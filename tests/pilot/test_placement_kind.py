"""The form of a job that was agreed asks what kind of work it is."""

import pytest

from adviser_tui.clock import FixedClock
from adviser_tui.services.submissions.service import Outcome
from adviser_tui.storage.database import Database
from adviser_tui.widgets.reader import finish_reads
from models.kinds import PlacementKind, SubmissionState, VacancyKind
from models.tables import Adviser
from screens.forms.placement import agree_form
from screens.match import MatchScreen
from tests.match_case import known_pair
from tests.pilot.stage import SMALL, press, running
from tests.pilot.waiting import settled


@pytest.mark.parametrize(
    ("vacancy", "keys", "kind"),
    [
        (VacancyKind.TRIAL, [], PlacementKind.TRIAL),
        (VacancyKind.JOB, ["tab", "v"], PlacementKind.VOLUNTEERING),
    ],
)
async def test_the_kind_of_the_vacancy_is_offered_and_can_be_changed(
    database: Database,
    clock: FixedClock,
    me: Adviser,
    vacancy: VacancyKind,
    keys: list[str],
    kind: PlacementKind,
) -> None:
    pair = known_pair(database, clock, me.id)
    pair.ready()
    row = pair.submit().row
    for state in (SubmissionState.OFFERED, SubmissionState.ACCEPTED):
        row = pair.office.submissions.outcome(row.id, Outcome(state)).row
    pair.change("vacancy", pair.vacancy, kind=vacancy)
    async with running(pair.office, SMALL) as pilot:
        screen = MatchScreen(pair.office, pair.participant, pair.vacancy)
        await pilot.app.push_screen(screen)
        screen.open_form(agree_form(pair.office, row), "Job on record.")
        await settled(pilot)
        shown = await press(pilot, *keys)
        for word in ("job", "apprenticeship", "unpaid trial", "volunteering"):
            assert word in shown
        await press(pilot, "ctrl+s")
    finish_reads()
    kept = pair.office.placements.of_participant(pair.participant)
    assert [each.kind for each in kept] == [kind]
