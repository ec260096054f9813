"""Where a choice about consent stands today, and how it is said."""

from datetime import date
from typing import Any

from adviser_tui.services.participants.card import ConsentLine
from adviser_tui.services.words.say import say_date
from adviser_tui.storage.database import Database
from adviser_tui.storage.reading import day, texts
from models.kinds import ConsentScope, ConsentState, DisclosureLevel

_UNREAD = "something that this version of the program cannot read"
_LEVELS = {
    DisclosureLevel.NOTHING: "nothing may be told",
    DisclosureLevel.SUPPORT_ONLY: "that they have support may be told, not their name",
    DisclosureLevel.NAMED: "their name may be told",
    DisclosureLevel.MORE: "their name and more may be told",
}
_ABOUT = {
    ConsentScope.DATA_SHARING: "sharing data",
    ConsentScope.EMPLOYER: "any employer",
    ConsentScope.PARTNER: "partners",
}

_CONSENTS = """SELECT c.*, v.title AS vacancy, e.name AS employer FROM consent c
  LEFT JOIN vacancy v ON v.id = c.vacancy_id LEFT JOIN employer e ON e.id = v.employer_id
  WHERE c.participant_id = ? AND c.void_reason IS NULL ORDER BY c.created_at DESC, c.id DESC"""


def state_today(state: str, reply_by: date | None, valid_to: date | None, today: date) -> str:
    """Return the state that counts: past its day a question is unanswered, a yes has run out."""
    if state == ConsentState.ASKED and reply_by is not None and reply_by < today:
        return ConsentState.NO_ANSWER
    if state == ConsentState.GIVEN and valid_to is not None and valid_to < today:
        return ConsentState.EXPIRED
    return state


def read_consents(database: Database, participant_id: str, today: date) -> tuple[ConsentLine, ...]:
    """Return every choice of a participant, the newest question first."""
    return tuple(_line(row, today) for row in database.rows(_CONSENTS, (participant_id,)))


def _line(row: Any, today: date) -> ConsentLine:
    reply_by, valid_to = day(row["reply_by"]), day(row["valid_to"])
    state = ConsentState(state_today(row["state"], reply_by, valid_to, today))
    level = DisclosureLevel(row["level"])
    about = _ABOUT.get(ConsentScope(row["scope"]), "something else")
    if row["vacancy"] is not None:
        about = f"{row['employer']}, {row['vacancy']}"
    return ConsentLine(
        id=str(row["id"]),
        scope=ConsentScope(row["scope"]),
        about=about,
        state=state,
        level=level,
        words=_words(state, level, reply_by, valid_to, day(row["given_on"]), today),
        own_words=str(row["own_words"]),
        said_by=str(row["said_by"]),
        vacancy_id=str(row["vacancy_id"] or ""),
        asked_on=day(row["asked_on"]),
        reply_by=reply_by,
        given_on=day(row["given_on"]),
        valid_to=valid_to,
        may_share=texts(row["may_share"]),
    )


def _words(
    state: ConsentState,
    level: DisclosureLevel,
    reply_by: date | None,
    valid_to: date | None,
    given_on: date | None,
    today: date,
) -> str:
    match state:
        case ConsentState.ASKED if reply_by is not None:
            return f"asked, answer by {say_date(reply_by, today)}"
        case ConsentState.ASKED:
            return "asked, not answered yet"
        case ConsentState.NO_ANSWER if reply_by is not None:
            return f"no answer by {say_date(reply_by, today)}"
        case ConsentState.NO_ANSWER:
            return "not answered"
        case ConsentState.GIVEN:
            since = f" {say_date(given_on, today)}" if given_on else ""
            until = f", until {say_date(valid_to, today)}" if valid_to else ""
            return f"given{since}{until}: {_LEVELS.get(level, _UNREAD)}"
        case ConsentState.EXPIRED if valid_to is not None:
            return f"ran out {say_date(valid_to, today)}"
        case ConsentState.EXPIRED:
            return "ran out"
        case ConsentState.WITHDRAWN if valid_to is not None:
            return f"withdrawn {say_date(valid_to, today)}"
    return state.value
