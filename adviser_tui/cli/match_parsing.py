"""What is typed about a match: answers, overrides, states and which submission is meant."""

from typing import TYPE_CHECKING

from adviser_tui.errors import InputError, NotFoundError
from adviser_tui.services.match_sheets.given import CONSENT_ITEM, Given
from adviser_tui.text import fold
from models.kinds import AnswerValue, Channel, DisclosureLevel, SubmissionState
from seed.checklists import Template

if TYPE_CHECKING:
    from adviser_tui.services.office import Office

_VALUES = {
    "yes": AnswerValue.YES,
    "y": AnswerValue.YES,
    "no": AnswerValue.NO,
    "n": AnswerValue.NO,
    "na": AnswerValue.NOT_APPLICABLE,
    "n a": AnswerValue.NOT_APPLICABLE,
    "not applicable": AnswerValue.NOT_APPLICABLE,
    "declined": AnswerValue.NOT_APPLICABLE,
    "unknown": AnswerValue.UNKNOWN,
}
_LEVELS = {fold(level.value): level for level in DisclosureLevel}


def read_answer(text: str, template: Template) -> Given:
    """Return the answer in `C1=yes:likes the early shift`; raises `InputError`."""
    name, equals, rest = text.partition("=")
    value, _, note = rest.partition(":")
    item = template.item(name)
    said = fold(value)
    if item.id == CONSENT_ITEM and said in _LEVELS:
        level = _LEVELS[said]
        is_no = level is DisclosureLevel.NOTHING
        wanted = AnswerValue.NO if is_no else AnswerValue.YES
        return Given(item.id, wanted, note=note.strip(), level=None if is_no else level)
    if not equals or said not in _VALUES:
        levels = ", support_only, named or more" if item.id == CONSENT_ITEM else ""
        raise InputError(
            f"“{text[:60]}” is no answer. Write {item.id}=yes, no, na, declined or "
            f"unknown{levels}, with a note after a colon. Nothing was changed.",
            "answer",
        )
    return Given(item.id, _VALUES[said], note=note.strip(), declined=said == "declined")


def read_override(text: str) -> tuple[str, str]:
    """Return item and reason of `M1=the course ends a week before`; raises `InputError`."""
    item, equals, reason = text.partition("=")
    if not equals or not reason.strip():
        raise InputError(
            f"“{text[:60]}” is no override. Write the item, = and the reason, such as "
            'M1="the course ends a week before the start". Nothing was changed.',
            "override",
        )
    return item.strip(), reason.strip()


def read_channel(text: str) -> Channel:
    """Return the channel that is meant; raises `InputError` naming those there are."""
    wanted = fold(text).replace("e mail", "email")
    for channel in Channel:
        if fold(channel.value) == wanted:
            return channel
    names = ", ".join(channel.value for channel in Channel)
    raise InputError(f"“{text[:30]}” is no channel. The channels are: {names}.", "channel")


def read_state(text: str) -> SubmissionState:
    """Return the state that is meant; raises `InputError` naming those there are."""
    wanted = fold(text)
    for state in SubmissionState:
        if fold(state.value) == wanted:
            return state
    names = ", ".join(state.value for state in SubmissionState)
    raise InputError(
        f"“{text[:40]}” is no state of a submission. They are: {names}. Nothing was changed.",
        "state",
    )


def find_submission(office: "Office", text: str) -> str:
    """Return the submission that is meant by its id, the beginning of one, or by its two sides.

    Two sides are `PARTICIPANT/VACANCY`; the newest submission of the two is meant.
    """
    text = text.strip()
    who, slash, what = text.partition("/")
    if slash:
        vacancy_id = office.lookup.vacancy(what)
        rows = office.submissions.of_participant(office.lookup.participant(who))
        found = [row.id for row in rows if row.vacancy_id == vacancy_id]
        if found:
            return found[0]
        raise NotFoundError(f"{who.strip()} was not put forward for {what.strip()}.")
    return find_id(office, "submission", text)


def find_id(office: "Office", table: str, text: str) -> str:
    """Return the one row whose id begins or ends with a text of eight or more letters."""
    from adviser_tui.services.record_ids import SHORTEST_ID, ids_like

    wanted = text.strip().lower()
    ids: list[str] = []
    if len(wanted) >= SHORTEST_ID and not set(wanted) - set("0123456789abcdef-"):
        ids = ids_like(office.database, table, wanted, 2)
    if len(ids) > 1:
        raise NotFoundError(
            f"“{wanted}” is part of more than one id of a {table}. Type more of it."
        )
    if not ids:
        raise NotFoundError(
            f"No {table} fits “{text[:60]}”. Type its id, the last eight letters of it at least."
        )
    return ids[0]
