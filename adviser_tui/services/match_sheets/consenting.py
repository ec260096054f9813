"""A yes to C2 on the sheet: the choice itself is kept where choices are kept.

A no in that record is not talked away here. Whoever refused, withdrew or chose that nothing is
shared is asked anew, and the new choice is noted in their consents.
"""

from typing import TYPE_CHECKING, Any

from adviser_tui.errors import RuleError
from adviser_tui.services.desk import Desk
from adviser_tui.services.match_sheets.case import level_of
from adviser_tui.services.match_sheets.given import Given
from adviser_tui.services.match_sheets.person_facts import consent_that_counts
from adviser_tui.services.match_sheets.reading import within
from adviser_tui.storage.reading import texts
from models.kinds import ConsentState, DisclosureLevel

if TYPE_CHECKING:
    from adviser_tui.storage.unit import UnitOfWork
    from models.tables import MatchSheet

_NO = (ConsentState.REFUSED, ConsentState.WITHDRAWN)


def keep_consent(desk: Desk, work: "UnitOfWork", sheet: "MatchSheet", given: Given) -> None:
    """Record the choice for this vacancy, said today; raises `RuleError` where a no stands."""
    from adviser_tui.services.participants.consents import ConsentAnswer, Consents

    held = consent_that_counts(within(work), sheet.participant_id, sheet.vacancy_id)
    _check(held, given)
    level = given.level or _asked_level(held) or DisclosureLevel.NAMED
    said_today = held is not None and held["given_on"] == desk.today.isoformat()
    if said_today and level_of(held, desk.today) == level:
        return
    shared = texts(held["may_share"]) if held is not None and level is DisclosureLevel.MORE else ()
    answer = ConsentAnswer(level=level, own_words=given.note, may_share=shared)
    Consents(desk).record(sheet.participant_id, answer, vacancy_id=sheet.vacancy_id)


def _check(held: Any, given: Given) -> None:
    if given.level is DisclosureLevel.NOTHING:
        raise RuleError(
            "Where nothing may be shared the answer to C2 is no: our call alone would tell "
            "something. Nothing was changed."
        )
    if held is None:
        return
    if held["state"] in _NO:
        raise RuleError(
            f"They have {held['state']} it, and a yes on the sheet does not undo that. Nothing "
            "was changed. Ask them anew and note their choice in their consents."
        )
    if held["state"] == ConsentState.GIVEN and held["level"] == DisclosureLevel.NOTHING:
        raise RuleError(
            "They chose that nothing is shared, and a yes on the sheet does not undo that. "
            "Nothing was changed. Ask them anew and note their choice in their consents."
        )


def _asked_level(held: Any) -> DisclosureLevel | None:
    """Return how much was asked for, or agreed before; nothing where that says nothing."""
    if held is None or held["level"] == DisclosureLevel.NOTHING:
        return None
    return DisclosureLevel(held["level"])
