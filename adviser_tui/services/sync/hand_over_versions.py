"""A hand-over that two people answered apart from each other: what happened, and who has whom."""

from typing import TYPE_CHECKING

from adviser_tui.services.record_names import name_of

if TYPE_CHECKING:
    from adviser_tui.services.office import Office

_DID = {
    "accepted": "accepted {them}",
    "returned": "returned the offer of {them}",
    "taken_back": "took back the offer of {them}",
    "offered": "offered {them} anew",
}
NOT_TO_TAKE = (
    "A hand-over is not answered here. If somebody else is to have them, whoever is responsible "
    "now offers them anew."
)
"""Why the other answer cannot be taken, and what can be done instead."""


def answered_apart(
    office: "Office", hand_over_id: str, kept: tuple[str, str], lost: tuple[str, str]
) -> str:
    """Return what two people did with an offer, and who is responsible now.

    Each of the two is who it was, such as `you`, and the state that they gave it.
    """
    row = office.database.row(
        "SELECT coalesce(p.preferred_name, e.name) AS name, "
        "CASE WHEN x.participant_id IS NULL THEN e.spoc_id ELSE p.coach_id END AS holder "
        "FROM hand_over x LEFT JOIN participant p ON p.id = x.participant_id "
        "LEFT JOIN employer e ON e.id = x.employer_id WHERE x.id = ?",
        (hand_over_id,),
    )
    them = str(row["name"] or "") if row is not None else ""
    them = them or "somebody who is not shared with you"
    said = f"{_first_up(_did(*kept, them))}. {_first_up(_did(*lost, them))} without knowing of it."
    holder = str(row["holder"] or "") if row is not None else ""
    if not holder:
        return said
    if holder == office.desk.me:
        return f"{said} You are responsible for {them} now."
    name = name_of(office.database, "adviser", holder) or "A colleague"
    return f"{said} {name} is responsible for {them} now."


def _did(who: str, state: str, them: str) -> str:
    return f"{who} {_DID.get(state, 'changed the offer of {them}').format(them=them)}"


def _first_up(words: str) -> str:
    return words[:1].upper() + words[1:]
