"""What to mend next time: a reason for a no, mapped back to the items that would have caught it."""

from typing import TYPE_CHECKING, Any

from adviser_tui.services.checklist.refusals import Refusal, reason_of
from adviser_tui.services.desk import Desk
from adviser_tui.services.follow_ups import FollowUpDraft, add_follow_up
from adviser_tui.services.submissions.rows import MendLine
from adviser_tui.services.words.working_days import add_working_days
from models.kinds import Side
from seed.checklists import right_person_first_time

if TYPE_CHECKING:
    from adviser_tui.storage.unit import UnitOfWork

_NEXT_TIME = "Next time: "
_OPEN = f"""SELECT id, item FROM follow_up WHERE submission_id = ? AND item <> ''
  AND what LIKE '{_NEXT_TIME}%' AND state = 'open' AND void_reason IS NULL"""


def mend_lines(desk: Desk, row: Any) -> tuple[MendLine, ...]:
    """Return the items that a stored reason points to; `row` names the people of a submission."""
    reason = str(row["reason"])
    if reason not in set(Refusal):
        return ()
    there = {str(each["item"]): str(each["id"]) for each in desk.database.rows(_OPEN, (row["id"],))}
    template = right_person_first_time()
    lines = []
    for item_id in reason_of(Refusal(reason)).items:
        item = template.item(item_id)
        text = item.fix.text.format(
            participant=row["participant"], employer=row["employer"], vacancy=row["vacancy"]
        )
        due = add_working_days(desk.today, item.fix.due, desk.holidays)
        lines.append(
            MendLine(
                item.id,
                item.label,
                item.question,
                f"{_NEXT_TIME}{text}",
                item.fix.side,
                due,
                there.get(item.id, ""),
            )
        )
    return tuple(lines)


def keep_mending(work: "UnitOfWork", lines: tuple[MendLine, ...], row: Any) -> tuple[str, ...]:
    """Put each item to mend into the diary and return the ids; never twice."""
    return tuple(
        line.follow_up_id
        or add_follow_up(
            work,
            FollowUpDraft(
                what=line.text,
                due_on=line.due_on,
                side=Side(line.side),
                participant_id=str(row["participant_id"]),
                employer_id=str(row["employer_id"]),
                vacancy_id=str(row["vacancy_id"]),
                submission_id=str(row["id"]),
                item=line.item,
            ),
        ).id
        for line in lines
    )
