"""Putting somebody forward, as one action: check, freeze, submit, follow up on both sides.

This is the only place where a submission becomes `submitted`. What it rests on is read within the
action, so that nothing can change between the check and the freezing. Doing it once more after it
was taken back asks the sheet again, because days may lie between.
"""

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from adviser_tui.errors import RuleError
from adviser_tui.services.checklist.engine import require_submittable
from adviser_tui.services.checklist.rules_offer import EMPLOYER_DAYS, PERSON_DAYS
from adviser_tui.services.desk import Desk
from adviser_tui.services.match_sheets.case import Case, gather
from adviser_tui.services.match_sheets.reading import within
from adviser_tui.services.match_sheets.showing import show
from adviser_tui.services.submissions.telling import owe_both
from adviser_tui.services.submissions.writing import refuse_where_stopped, submitted
from models.kinds import (
    Channel,
    DisclosureLevel,
    SheetState,
    Side,
    SubmissionState,
    VacancyState,
)

if TYPE_CHECKING:
    from adviser_tui.services.checklist.values import SheetResult
    from adviser_tui.storage.unit import UnitOfWork
    from models.tables import Submission


def submit_in(
    desk: Desk,
    work: "UnitOfWork",
    participant_id: str,
    vacancy_id: str,
    channel: Channel | None,
    batch: str,
) -> "Submission":
    """Put somebody forward within an action; raises `RuleError` where that may not be."""
    case = gather(desk, within(work), participant_id, vacancy_id)
    result = case.judged()
    refuse_where_stopped(case)
    require_submittable(result)
    _check_what_goes_out(case)
    text = _freeze(desk, work, case, result)
    offset = desk.local_now.utcoffset() or timedelta()
    row = submitted(
        work,
        case,
        {
            "state": SubmissionState.SUBMITTED,
            "sheet_id": case.kept.id,
            "attempt": case.kept.attempt,
            "batch": batch.strip(),
            "text_sent": text,
            "channel": channel,
            "submitted_at": work.now,
            "submitted_offset": int(offset.total_seconds() // 60),
            "with_override": result.state is SheetState.READY_WITH_OVERRIDE,
        },
    )
    _open_shortlist(work, vacancy_id)
    due = {
        Side.PARTICIPANT: case.working_days(case.today, PERSON_DAYS),
        Side.EMPLOYER: case.working_days(case.today, EMPLOYER_DAYS),
    }
    owe_both(work, _pair(case), row.id, SubmissionState.SUBMITTED, due, case.today)
    return row


def require_still_submittable(desk: Desk, group: int) -> None:
    """Raise `RuleError` where an action about to be redone puts forward who may not be today."""
    pairs = desk.database.rows(
        "SELECT s.participant_id, s.vacancy_id FROM change_record r "
        "JOIN submission s ON s.id = r.row_id WHERE r.g = ? AND r.entity = 'submission' "
        "AND json_extract(r.fields, '$.state') = 'submitted'",
        (group,),
    )
    for pair in pairs:
        case = gather(desk, desk.database.rows, pair["participant_id"], pair["vacancy_id"])
        refuse_where_stopped(case)
        require_submittable(case.judged())
        _check_what_goes_out(case)


def _check_what_goes_out(case: Case) -> None:
    """Raise `RuleError` unless the consent and the text let something go out (C2, T5).

    The sheet asks the same; nothing leaves this door on the sheet's word alone.
    """
    if case.level is None or case.level is DisclosureLevel.NOTHING:
        raise RuleError(
            "What may be shared about them is not on record for today, so nothing was sent. "
            "Note their choice in their consents, then try again."
        )
    if case.findings or not case.kept.pitch.strip():
        raise RuleError(
            "The text for the employer does not pass the wording check, so nothing was sent. "
            "Mend it, then try again."
        )


def _freeze(desk: Desk, work: "UnitOfWork", case: Case, result: "SheetResult") -> str:
    """Keep the sheet as it stands, for good; return the text that goes out."""
    from adviser_tui.services.match_sheets.freezing import frozen_text
    from models.tables import MatchSheet

    card = show(case, result, within(work), me="", frozen_at=desk.local_now)
    sheet = work.get(MatchSheet, case.kept.id)
    work.change(sheet, state=result.state)
    work.change(
        sheet,
        state=SheetState.FROZEN,
        template=result.template,
        template_version=result.version,
        frozen=frozen_text(card),
        frozen_at=work.now,
    )
    return card.text_for_employer


def _open_shortlist(work: "UnitOfWork", vacancy_id: str) -> None:
    """Move the vacancy on to shortlisting where it stood open."""
    from models.tables import Vacancy

    vacancy = work.get(Vacancy, vacancy_id)
    if vacancy.state in (VacancyState.CONFIRMED, VacancyState.OPEN):
        work.change(vacancy, state=VacancyState.SHORTLISTING)


def _pair(case: Case) -> dict[str, Any]:
    return {
        "participant": case.facts.participant,
        "employer": case.facts.employer,
        "vacancy": case.facts.vacancy,
        "participant_id": case.person["id"],
        "employer_id": case.vacancy["employer_id"],
        "vacancy_id": case.vacancy["id"],
    }
