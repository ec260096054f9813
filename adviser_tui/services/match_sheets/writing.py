"""Writing a sheet's rows: one sheet an attempt, one answer and one override an item.

Ids are derived, so that two devices that answer the same question write the same row. A row that
was taken back is brought again rather than made twice.
"""

from typing import TYPE_CHECKING, Any, TypeVar

from adviser_tui.errors import RuleError
from adviser_tui.ids import derived_id
from adviser_tui.services.follow_ups import FollowUpDraft, add_follow_up
from adviser_tui.services.match_sheets.case import Case
from adviser_tui.services.match_sheets.given import Given, note_of
from adviser_tui.services.match_sheets.kept import KeptSheet, detail_text
from models.kinds import AnswerSource, SheetState, Side
from seed.checklists import Item, Template

if TYPE_CHECKING:
    from datetime import date

    from adviser_tui.services.checklist.values import Fix
    from adviser_tui.storage.unit import UnitOfWork
    from models.tables import MatchSheet, Record

R = TypeVar("R", bound="Record")


def sheet_row(
    work: "UnitOfWork", kept: KeptSheet, participant_id: str, vacancy_id: str, template: Template
) -> "MatchSheet":
    """Return the row of the sheet that is being filled in, made where there is none yet."""
    from models.tables import MatchSheet, Participant, Vacancy

    row = work.session.get(MatchSheet, kept.id)
    if row is None:
        work.get(Participant, participant_id)
        work.get(Vacancy, vacancy_id)
        return work.add(
            MatchSheet(
                id=kept.id,
                participant_id=participant_id,
                vacancy_id=vacancy_id,
                attempt=kept.attempt,
                template=template.id,
                template_version=template.version,
            )
        )
    if row.frozen_at is not None:
        raise RuleError("That sheet was submitted and never changes. Nothing was changed.")
    newest = {"template": template.id, "template_version": template.version}
    if row.void_reason is not None:
        newest |= {"void_reason": None, "pitch": ""}
    work.change(row, **newest)
    return row


def keep_answer(
    work: "UnitOfWork", sheet: "MatchSheet", item: Item, given: Given, source: AnswerSource
) -> None:
    """Keep one answer by hand."""
    from models.tables import MatchAnswer

    values: dict[str, Any] = {
        "value": given.value,
        "source": source,
        "note": note_of(item, given),
        "detail": detail_text(declined=given.declined, proofs=given.proofs),
        "answered_at": work.now,
        "answered_by": work.actor,
    }
    row = _found(work, MatchAnswer, "match_answer", sheet.id, item.id)
    if row is not None:
        work.change(row, void_reason=None, **values)
        return
    work.add(
        MatchAnswer(
            id=derived_id("match_answer", sheet.id, item.id),
            participant_id=sheet.participant_id,
            sheet_id=sheet.id,
            item=item.id,
            **values,
        )
    )


def keep_override(
    work: "UnitOfWork", sheet: "MatchSheet", item_id: str, reason: str, action: str, due: "date"
) -> None:
    """Keep why an item is passed over, and what is done about it."""
    from models.tables import MatchOverride

    values: dict[str, Any] = {"reason": reason, "action": action, "action_due_on": due}
    row = _found(work, MatchOverride, "match_override", sheet.id, item_id)
    if row is not None:
        work.change(row, void_reason=None, **values)
        return
    work.add(
        MatchOverride(
            id=derived_id("match_override", sheet.id, item_id),
            participant_id=sheet.participant_id,
            sheet_id=sheet.id,
            item=item_id,
            **values,
        )
    )


def _found(work: "UnitOfWork", table: type[R], name: str, sheet_id: str, item: str) -> R | None:
    """Return the row of one item, also where it was taken back."""
    row = work.session.get(table, derived_id(name, sheet_id, item))
    return row or next(iter(work.find(table, sheet_id=sheet_id, item=item)), None)


def keep_state(work: "UnitOfWork", sheet: "MatchSheet", state: SheetState) -> None:
    """Keep what the sheet says, for lists."""
    work.change(sheet, state=state)


def keep_follow_up(work: "UnitOfWork", case: Case, fix: "Fix", due: "date | None" = None) -> str:
    """Put the follow-up of an item into the diary and return its id; never twice."""
    from models.tables import FollowUp

    there = work.find(FollowUp, sheet_id=case.kept.id, item=fix.item, state="open")
    for row in there:
        if row.submission_id is None:
            if row.what != fix.text:
                work.change(row, what=fix.text)
            return row.id
    return add_follow_up(
        work,
        FollowUpDraft(
            what=fix.text,
            due_on=due or fix.due,
            side=Side(fix.side),
            participant_id=str(case.person["id"]),
            employer_id=str(case.vacancy["employer_id"]),
            vacancy_id=str(case.vacancy["id"]),
            sheet_id=case.kept.id,
            item=fix.item,
        ),
    ).id
