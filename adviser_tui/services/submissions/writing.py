"""Writing a submission's row: one a participant, vacancy and attempt that is under way."""

from typing import TYPE_CHECKING, Any

from adviser_tui.errors import RuleError
from adviser_tui.services.match_sheets.case import Case
from adviser_tui.services.match_sheets.showing import stop_words
from models.kinds import SubmissionState

if TYPE_CHECKING:
    from adviser_tui.storage.unit import UnitOfWork
    from models.tables import Submission


def shortlisted(work: "UnitOfWork", case: Case, state: SubmissionState) -> "Submission":
    """Return the row of somebody on the shortlist, made or moved along."""
    refuse_where_stopped(case)
    row = under_way(work, case)
    if row is None:
        return work.add(_new(case, {"state": state}))
    work.change(row, state=state)
    return row


def submitted(work: "UnitOfWork", case: Case, values: dict[str, Any]) -> "Submission":
    """Return the row of somebody who is put forward now."""
    row = under_way(work, case)
    if row is None:
        return work.add(_new(case, values))
    work.change(row, **values)
    return row


def _new(case: Case, values: dict[str, Any]) -> "Submission":
    from models.tables import Submission

    return Submission(
        **{
            "participant_id": str(case.person["id"]),
            "vacancy_id": str(case.vacancy["id"]),
            "attempt": case.kept.attempt,
            **values,
        }
    )


def under_way(work: "UnitOfWork", case: Case) -> "Submission | None":
    """Return the submission of the two that has not ended, or nothing."""
    from models.tables import Submission

    return work.get(Submission, str(case.under_way["id"])) if case.under_way else None


def refuse_where_stopped(case: Case) -> None:
    """Raise `RuleError` where nobody may be put forward, whatever the sheet says."""
    stop = stop_words(case)
    if stop:
        raise RuleError(f"{stop} Nothing was sent and nothing was changed.")
