"""Employers that asked not to be contacted: what may still be logged with them."""

from adviser_tui.errors import RuleError
from adviser_tui.services.contacts.draft import ContactDraft
from adviser_tui.services.desk import Desk
from adviser_tui.services.employers.rows import left_alone, resting_words
from adviser_tui.storage.reading import day, moment_or_none
from models.kinds import Direction, Pipeline

_ASKED = """SELECT max(g.at) FROM change_record r JOIN change_group g ON g.g = r.g
  WHERE r.row_id = ? AND r.entity = 'employer'
    AND json_extract(r.fields, '$.stage') = 'do_not_contact'"""


def words_if_left_alone(desk: Desk, employer_id: str) -> str:
    """Return until when an employer is to be left alone and why, empty where it is not."""
    row = desk.database.row(
        "SELECT stage, do_not_contact_until, do_not_contact_why FROM employer WHERE id = ?",
        (employer_id,),
    )
    if row is None:
        return ""
    until = day(row["do_not_contact_until"])
    if not left_alone(Pipeline(row["stage"]), until, desk.today):
        return ""
    return resting_words(until, str(row["do_not_contact_why"]), desk.today)


def refuse_if_left_alone(desk: Desk, draft: ContactDraft) -> None:
    """Raise `RuleError` for a contact that we began with an employer who asked us not to.

    What they began themselves, what a partner did, and what happened before they asked is only
    put on record.
    """
    if not draft.employer_id or draft.direction is Direction.INBOUND or draft.organisation:
        return
    words = words_if_left_alone(desk, draft.employer_id)
    if not words:
        return
    asked_at = moment_or_none(desk.database.row(_ASKED, (draft.employer_id,))[0])
    if asked_at is not None and draft.occurred_at < asked_at:
        return
    raise RuleError(
        f"This employer is marked: {words}. Nothing was saved. If they got in touch with you, say "
        "so with “inbound”; if it was before they asked, say when it was; if the mark is out of "
        "date, take it off their card first."
    )
