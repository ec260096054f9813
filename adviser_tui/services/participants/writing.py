"""Adding participants and changing what is held about them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from adviser_tui.errors import AlikeError, InputError, RuleError
from adviser_tui.services.desk import Desk
from adviser_tui.services.participants.twins import Twin, possible_twins
from models.kinds import Confidentiality, Stage

LONGEST_UNAVAILABLE = timedelta(days=31)


@dataclass(frozen=True, slots=True)
class ParticipantDraft:
    """A participant before they are added; the adviser is the coach unless another is named."""

    name: str
    legal_name: str = ""
    phone: str = ""
    email: str = ""
    safe_to_contact: str = ""
    town: str = ""
    postcode: str = ""
    area: str = ""
    programme: str = ""
    coach_id: str = ""
    deputy_id: str = ""
    enrolled_on: date | None = None
    goal: str = ""
    stage: Stage = Stage.REFERRED
    confidentiality: Confidentiality = Confidentiality.STANDARD
    reference: str = ""


def add(desk: Desk, draft: ParticipantDraft, even_if_similar: bool, more: Mapping[str, Any]) -> str:
    """Add a participant and return the id; raises `RuleError` naming who may be the same."""
    from models.tables import Participant

    if not draft.name.strip():
        raise InputError("Type the name that they like to be called by.", "name")
    twins = possible_twins(desk.database, draft.name, draft.phone, draft.email, draft.postcode)
    if twins and not even_if_similar:
        raise AlikeError(_twins_in_words(twins))
    with desk.database.write() as work:
        return work.add(
            Participant(
                reference=draft.reference,
                preferred_name=draft.name,
                legal_name=draft.legal_name,
                phone=draft.phone,
                email=draft.email,
                safe_to_contact=draft.safe_to_contact,
                town=draft.town,
                postcode=draft.postcode,
                area=draft.area,
                programme=draft.programme,
                coach_id=draft.coach_id or work.actor or None,
                deputy_id=draft.deputy_id or None,
                enrolled_on=draft.enrolled_on,
                goal=draft.goal,
                stage=draft.stage,
                confidentiality=draft.confidentiality,
                **more,
            )
        ).id


def _twins_in_words(twins: tuple[Twin, ...]) -> str:
    named = "; ".join(f"{twin.name} ({twin.why})" for twin in twins[:3])
    more = f" and {len(twins) - 3} more" if len(twins) > 3 else ""
    return (
        f"This may be somebody who is here already: {named}{more}. Nobody was added. "
        "Open that card, or add them all the same if they are another person."
    )


def change(desk: Desk, participant_id: str, values: dict[str, object]) -> None:
    """Give columns new values; stages only move along their edges."""
    from models.tables import Participant

    name = values.get("preferred_name")
    if name is not None and not str(name).strip():
        raise InputError("A participant needs a name. Nothing was changed.", "name")
    with desk.database.write() as work:
        work.change(work.get(Participant, participant_id), **values)


def pause(desk: Desk, participant_id: str, until: date, agreed: bool) -> None:
    """Pause somebody until a day that has not come yet."""
    if until <= desk.today:
        raise InputError("A pause ends on a day that is still to come.", "paused_until")
    change(desk, participant_id, {"paused_until": until, "paused_agreed": agreed})


def unavailable(desk: Desk, participant_id: str, until: date) -> None:
    """Note that somebody cannot be put forward until a day, at most 31 days on; never why."""
    check_unavailable(until, desk.today)
    change(desk, participant_id, {"unavailable_until": until})


def check_unavailable(until: date, today: date) -> None:
    """Raise `RuleError` unless the day is within the next 31 days."""
    if until < today:
        raise InputError("Give a day that is still to come.", "unavailable_until")
    if until - today > LONGEST_UNAVAILABLE:
        raise RuleError(
            "Somebody can be marked unavailable for at most 31 days. Nothing was changed. "
            "For longer, agree a pause with them."
        )
